"""What was compared, as Markdown for people and as JSON for programs."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from statistics import median
from typing import Any

from comparing.peers import Goal
from comparing.result import Result
from comparing.rounds import Compared, Settings

Figure = Callable[[Result], float | None]

SIMULATION = "simulation, s"
RUN = "run: simulation + written, s"
WHOLE = "set-up + run, s"
PEAK = "peak resident memory, MB"
OF_GOALS = (1_000_000, 120)  #: people and days that the goals are about

#: label, figure, format, whether the ratio is peer ÷ Hyosan (else none is shown)
ROWS: tuple[tuple[str, Figure, str, bool], ...] = (
    ("warm-up in the same process, s", lambda r: r.warm_up_s, ".2f", False),
    ("set-up, s", lambda r: r.set_up_s, ".2f", True),
    (SIMULATION, lambda r: r.simulation_s, ".2f", True),
    ("simulation, processor s", lambda r: r.simulation_cpu_s, ".2f", False),
    ("written, s", lambda r: r.writing_s, ".2f", False),
    (RUN, lambda r: r.run_s, ".2f", True),
    (WHOLE, lambda r: r.whole_s, ".2f", True),
    ("whole process, wall s", lambda r: r.wall_s, ".2f", True),
    ("whole process, processor s", lambda r: r.cpu_s, ".2f", True),
    (PEAK, lambda r: r.peak_mb, ",.0f", True),
    ("person-steps per s, millions", lambda r: r.person_steps_per_s / 1e6, ".1f", False),
    ("attack rate, %", lambda r: None if r.attack is None else 100 * r.attack, ".2f", False),
)


def table(compared: Compared, settings: Settings) -> str:
    """One peer beside Hyosan: median (least to most)."""
    columns = [compared.of_peer, compared.of_hyosan] if compared.of_hyosan else [compared.of_peer]
    lines = [title(compared, settings), "", *heading(columns), *(line(row, columns) for row in ROWS)]
    return "\n".join([*lines, "", *(verdicts(compared, settings) if compared.of_hyosan else notes(compared))])


def summary(found: Sequence[tuple[Settings, Compared]]) -> str:
    """All comparisons in one table: medians of the simulations, and of everything from set-up to the last file."""
    lines = [row_of(["", "peer", "Hyosan", "times as fast"]), "|---|---:|---:|---:|"]
    for settings, compared in found:
        if compared.of_hyosan:
            lines += [row_of(cells) for cells in summarised(compared, settings)]
    return "\n".join(lines)


def summarised(compared: Compared, settings: Settings) -> list[list[str]]:
    """The rows of one comparison in the summary."""
    peer, kept = compared.of_peer[0], "in memory" if compared.peer.is_in_memory else "every infector on disk"
    run = f"`{compared.peer.scenario}`, {counted(settings.cores, 'core')}, {peer.engine} {peer.version}"
    rows = [(f"{run}: simulation, {kept}", SIMULATION)]
    if not compared.peer.is_in_memory:
        rows.append(("the same with set-up and all else that is written", WHOLE))
    ratio, peers, ours = median_ratios(compared), medians(compared.of_peer), medians(compared.of_hyosan)
    return [[label, f"{peers[row]:.2f} s", f"{ours[row]:.2f} s", f"{ratio[row]:.1f}"] for label, row in rows]


def title(compared: Compared, settings: Settings) -> str:
    """What was run."""
    steps = " and ".join(sorted({str(r.steps) for r in (*compared.of_peer, *compared.of_hyosan)}))
    return (
        f"`{compared.peer.scenario}`: {settings.people:,} people, {steps} steps, seed {settings.seed}, "
        f"{counted(settings.cores, 'core')}, {counted(settings.rounds, 'alternating run')} each"
        f"{', both in memory and warmed up' if compared.peer.is_in_memory else ''}."
    )


def counted(number: int, noun: str) -> str:
    """A number of things in words."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def heading(columns: Sequence[Sequence[Result]]) -> list[str]:
    """The engines, and the rule under them."""
    cells = ["median (least to most)", *(f"{column[0].engine} {column[0].version}" for column in columns)]
    if len(columns) == 2:
        cells.append(f"{columns[0][0].engine} ÷ hyosan")
    return [row_of(cells), "|---" + "|---:" * (len(cells) - 1) + "|"]


def row_of(cells: Sequence[str]) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def line(row: tuple[str, Figure, str, bool], columns: Sequence[Sequence[Result]]) -> str:
    """One figure of all engines, and the ratio."""
    label, figure, form, has_ratio = row
    values = [[figure(result) for result in column] for column in columns]
    cells = [label, *(spread(column, form) for column in values)]
    if len(columns) == 2:
        cells.append(spread(ratios(*values), ".2f") if has_ratio else "")
    return row_of(cells)


def ratios(of_peer: Sequence[float | None], of_hyosan: Sequence[float | None]) -> list[float | None]:
    """Peer ÷ Hyosan, round by round, so that a machine that slows down for both changes little."""
    return [p / h if p is not None and h else None for p, h in zip(of_peer, of_hyosan, strict=True)]


def spread(values: Sequence[float | None], form: str) -> str:
    """Median, least and most."""
    known = [value for value in values if value is not None]
    if not known:
        return "-"
    if len(known) == 1:
        return f"{known[0]:{form}}"
    return f"{median(known):{form}} ({min(known):{form}} to {max(known):{form}})"


def verdicts(compared: Compared, settings: Settings) -> list[str]:
    """How much faster Hyosan is, as the goals are stated, and how much less memory it takes."""
    found = median_ratios(compared)
    kept = "in memory" if compared.peer.is_in_memory else "the chronicle on disk"
    goal = compared.peer.goal if (settings.people, settings.days) == OF_GOALS else Goal()
    lines = [
        verdict(f"Simulating, {kept}: {found[SIMULATION]:.1f} times as fast", found[SIMULATION], goal.run),
        verdict(f"With all else that is written: {found[RUN]:.1f} times as fast", found[RUN], None),
        verdict(f"Set-up included: {found[WHOLE]:.1f} times as fast", found[WHOLE], goal.with_set_up),
        verdict(f"Peak memory: the peer's is {found[PEAK]:.1f} times Hyosan's", found[PEAK], goal.memory),
    ]
    return [f"- {each}" for each in lines]


def verdict(finding: str, ratio: float, goal: float | None) -> str:
    """A finding beside its goal, if there is one."""
    return (
        f"{finding}."
        if goal is None
        else f"{finding} (goal: at least {goal:g}; {'met' if ratio >= goal else 'NOT met'})."
    )


def notes(compared: Compared) -> list[str]:
    """Why Hyosan is missing."""
    return [f"Hyosan was not run: {compared.why_alone}."]


def as_json(compared: Compared) -> dict[str, Any]:
    """Every run, and the medians and ratios of the table."""
    columns = {"peer": compared.of_peer, "hyosan": compared.of_hyosan}
    return {
        "peer": compared.peer.name,
        "scenario": compared.peer.scenario,
        "why_hyosan_is_missing": compared.why_alone,
        "runs": {name: [as_row(result) for result in column] for name, column in columns.items()},
        "medians": {name: medians(column) for name, column in columns.items() if column},
        "ratios": median_ratios(compared) if compared.of_hyosan else None,
    }


def as_row(result: Result) -> dict[str, Any]:
    """One run with what follows from it."""
    derived = ("run_s", "whole_s", "attack", "person_steps_per_s")
    return {**asdict(result), **{name: getattr(result, name) for name in derived}}


def medians(column: Sequence[Result]) -> dict[str, float | None]:
    """The median of every row of the table."""
    return {label: middle([figure(result) for result in column]) for label, figure, _, _ in ROWS}


def median_ratios(compared: Compared) -> dict[str, Any]:
    """The median ratio, peer ÷ Hyosan, of every row that has one."""
    return {
        label: middle(ratios([figure(r) for r in compared.of_peer], [figure(r) for r in compared.of_hyosan]))
        for label, figure, _, has_ratio in ROWS
        if has_ratio
    }


def middle(values: Sequence[float | None]) -> float | None:
    """The median of what is known."""
    known = [value for value in values if value is not None]
    return median(known) if known else None
