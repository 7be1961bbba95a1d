"""Figures of a run, as PNG and SVG, drawn without a browser."""

import io
from pathlib import Path

from hyosan.analysis.epidemic import bin_width, cases_of, findings_of, infections_of, onset_of
from hyosan.analysis.outbreak import by_age, people_infected
from hyosan.analysis.run_facts import run_facts_of
from hyosan.chronicle import RunRecord
from hyosan.chronicle.files import disk_problems, write_bytes
from hyosan.tell import charts
from hyosan.tell.chart_style import DAY_S, Chart, Clock
from hyosan.tell.exports import refuse_to_replace

SHARPNESS = 2.0  #: pixels of a PNG to each px


def write_figures(record: RunRecord, folder: Path, force: bool) -> list[Path]:
    """Draw every figure that a run gives into a folder, each as PNG and SVG.

    folder : made if need be
    force  : whether files that are there may be replaced
    Returns what was written.
    Raises BadInput for a run that kept no chronicle, and where a file is there already; EnvironmentProblem.
    """
    drawn = figures_of(record)
    paths = {folder / f"{name}.{form}": chart for name, chart in drawn.items() for form in ("png", "svg")}
    refuse_to_replace(list(paths), force)
    with disk_problems(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for path, chart in paths.items():
        write_bytes(path, _image(chart, path.suffix))
    return list(paths)


def figures_of(record: RunRecord) -> dict[str, Chart]:
    """Figures by the name of their file; those that a run has too little for are left out.

    Raises BadInput for a run that kept no chronicle, DamagedRun if a file is not what the run wrote.
    """
    cases, _ = cases_of(record)
    people = people_infected(record, cases.who)
    run = run_facts_of(record, people.height)
    clock = Clock(run.start_date, bin_width((run.reached - run.start) / DAY_S))
    drawn: dict[str, Chart] = {"states": charts.states(record.series(), run, clock)}
    if not len(cases):
        return drawn
    found = findings_of(infections_of(record, onset_of(record)), is_whole_tree=True)
    drawn["epidemic_curve"] = charts.epidemic_curve(cases, run, clock)
    if found.instantaneous is not None and (found.instantaneous.n_cases >= charts.ENOUGH_CASES).any():
        drawn["reproduction_number"] = charts.reproduction_number(found.instantaneous, found.cohort, run, clock)
    if found.n_pairs:
        drawn["offspring"] = charts.offspring(cases.offspring, found.offspring, run)
    if len(ages := by_age(people)) > 1:
        drawn["attack_rate_by_age"] = charts.attack_rate_by_age(ages, run)
    return drawn


def _image(chart: Chart, ending: str) -> bytes:
    """A figure as the bytes of a file."""
    if ending == ".svg":
        text = io.StringIO()
        chart.save(text, format="svg")
        return text.getvalue().encode()
    image = io.BytesIO()
    chart.save(image, format="png", scale_factor=SHARPNESS)
    return image.getvalue()
