"""The episodes of an outbreak among people who are counted."""

import numpy as np
import polars as pl

from hyosan.analysis.burden import infected_states, states_with
from hyosan.analysis.epidemic.cases import CASES
from hyosan.analysis.epidemic.incidence import prevalence_of_states
from hyosan.analysis.epidemic.infections import DAY_S
from hyosan.analysis.episodes.cutting import Strand, cut, shared, strand
from hyosan.analysis.episodes.episode import Episode, Episodes
from hyosan.analysis.episodes.stretch import Epidemic, Stretch
from hyosan.analysis.episodes.tally import COUNTED, MEASURES, Tally, is_any, tally_of
from hyosan.analysis.facts import Ints, require_ended
from hyosan.analysis.outbreak import DISTRICT
from hyosan.analysis.run_facts import run_facts_of, scenario_of
from hyosan.chronicle import RunRecord

SMOOTH = 5  #: bins over which incidence is taken
OF_HEIGHT = 5.0  #: weight of each doubling of incidence
OF_COURSE = 0.5  #: emphasis of what becomes of cases, which follows on incidence
OF_MEASURES = 2.0  #: emphasis of what is done about it


def episodes_of_society(record: RunRecord, n: int) -> Episodes:
    """Cut an outbreak into n parts and find what each has to tell."""
    require_ended(record)
    run = run_facts_of(record, record.people_columns("id").height)
    whole = epidemic_of(record, run.people)
    starts = cut(strands_of(whole.tally), run.start, run.reached, n)
    parts = tuple(
        Episode(number, start, end, Stretch(whole, start, end).told())
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], run.reached], strict=True), start=1)
    )
    return Episodes(run, parts)


def epidemic_of(record: RunRecord, n_people: int) -> Epidemic:
    """An outbreak as a whole.

    n_people : count
    """
    scenario = scenario_of(record)
    pathogen = scenario.get("pathogen", {})
    days, infected = prevalence_of_states(record.series(), infected_states(pathogen))
    _, ill = prevalence_of_states(record.series(), states_with(pathogen, "symptomatic"))
    return Epidemic(
        tally=tally_of(record),
        n_people=n_people,
        counted=np.round(days * DAY_S),
        infected=infected,
        ill=ill,
        districts=_districts(record),
        measures=[row["name"] for row in scenario.get("intervention", [])],
    )


def strands_of(tally: Tally) -> list[Strand]:
    """The strands of an outbreak: how high incidence is, where people are infected, what becomes of them, what is done.

    Each doubling of incidence weighs the same, or the height of the epidemic would hide its rise.
    """
    cases = tally.of(*CASES)
    told = [
        *_heights(tally, tally.by_bin(cases)),
        *shared([_strand(tally, each) for each in cases.partition_by("setting")]),
        *shared([_strand(tally, each) for each in cases.partition_by("district")]),
    ]
    told += [_strand(tally, tally.of(kind), OF_COURSE) for kind in COUNTED if kind not in CASES]
    for kind in MEASURES:
        measures = tally.measures.filter(is_any((kind,)))
        told.append(strand(measures["time"].to_numpy(), emphasis=OF_MEASURES))
    return told


def _heights(tally: Tally, cases: Ints) -> list[Strand]:
    """Cases by how many there are at the time, in doublings; few cases by themselves would only flicker."""
    smooth = np.convolve(np.pad(cases, SMOOTH // 2, mode="edge"), np.ones(SMOOTH) / SMOOTH, mode="valid")
    doublings = np.where(cases > 0, np.log2(np.maximum(smooth, 1.0)).astype(np.int64), -1)
    heights = [np.flatnonzero(doublings == each) for each in range(doublings.max(initial=-1) + 1)]
    return [Strand(tally.times(bins), cases[bins], OF_HEIGHT) for bins in heights if bins.size]


def _strand(tally: Tally, counts: pl.DataFrame, emphasis: float = 1.0) -> Strand:
    by_bin = tally.by_bin(counts)
    bins = by_bin.nonzero()[0]
    return strand(tally.times(bins), by_bin[bins], emphasis)


def _districts(record: RunRecord) -> dict[int, str]:
    """Names of the districts by id; none where there is only one."""
    places = record.places
    if "kind" not in places.columns:
        return {}
    named = places.filter(pl.col("kind").cast(pl.String) == DISTRICT).select("id", "name")
    return dict(named.iter_rows()) if named.height > 1 else {}
