"""The epidemiology of infections with known or partly known infectors, of a run or of a line list.

`infections_of` (a run) and `read_line_list` (CSV files) make `Infections`; everything else reads them. `cases_of` reads
the same cases as bare columns, for the endings of millions.
"""

from hyosan.analysis.epidemic.attack import age_bands, attack_rates
from hyosan.analysis.epidemic.cases import Cases, cases_of
from hyosan.analysis.epidemic.chains import Chains, chains_of, first_cases_of, generations_of
from hyosan.analysis.epidemic.estimate import Estimate
from hyosan.analysis.epidemic.export import write_contacts, write_line_list
from hyosan.analysis.epidemic.findings import Findings, bin_width, findings_of
from hyosan.analysis.epidemic.first_generations import FirstGenerations, first_generations_of
from hyosan.analysis.epidemic.from_run import infections_of, onset_of
from hyosan.analysis.epidemic.growth import Growth, growth
from hyosan.analysis.epidemic.incidence import Incidence, incidence, prevalence, prevalence_of_states
from hyosan.analysis.epidemic.infections import Infections, Pairs
from hyosan.analysis.epidemic.intervals import (
    GammaFit,
    IntervalSummary,
    fit_gamma,
    generation_intervals,
    serial_intervals,
    summary,
)
from hyosan.analysis.epidemic.linelist import read_line_list
from hyosan.analysis.epidemic.newick import write_newick
from hyosan.analysis.epidemic.offspring import (
    OffspringFit,
    expected_share_behind,
    fit_offspring,
    offspring_counts,
    share_of_cases_behind,
)
from hyosan.analysis.epidemic.reproduction import (
    CohortR,
    InstantaneousR,
    cohort_reproduction_number,
    discretised_serial_interval,
    instantaneous_reproduction_number,
)

__all__ = [
    "Cases",
    "Chains",
    "CohortR",
    "Estimate",
    "Findings",
    "FirstGenerations",
    "GammaFit",
    "Growth",
    "Incidence",
    "Infections",
    "InstantaneousR",
    "IntervalSummary",
    "OffspringFit",
    "Pairs",
    "age_bands",
    "attack_rates",
    "bin_width",
    "cases_of",
    "chains_of",
    "cohort_reproduction_number",
    "discretised_serial_interval",
    "expected_share_behind",
    "findings_of",
    "first_cases_of",
    "first_generations_of",
    "fit_gamma",
    "fit_offspring",
    "generation_intervals",
    "generations_of",
    "growth",
    "incidence",
    "infections_of",
    "instantaneous_reproduction_number",
    "offspring_counts",
    "onset_of",
    "prevalence",
    "prevalence_of_states",
    "read_line_list",
    "serial_intervals",
    "share_of_cases_behind",
    "summary",
    "write_contacts",
    "write_line_list",
    "write_newick",
]
