"""What was measured, as a table for people and as JSON for programs."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from hunting.loops import Ledger
from hunting.measure import Measured, Pace

ACTIVE_SHARE = 0.1  #: what a campus on which nothing happens may cost at most, as a share of one in full flow
LABEL = 49  #: characters
COLUMN = 16

ROWS: tuple[tuple[str, Callable[[Measured], str]], ...] = (
    ("people", lambda m: f"{m.people:,}"),
    ("places", lambda m: f"{m.places:,}"),
    ("set-up: scenario read and checked, s", lambda m: f"{m.read_s:.2f}"),
    ("set-up: world built, s", lambda m: f"{m.build_s:.2f}"),
    ("simulated, min", lambda m: f"{m.flow.simulated_s / 60:g}"),
    ("steps, near + whole", lambda m: f"{m.flow.near.count:,} + {m.flow.count - m.flow.near.count:,}"),
    ("simulation, wall s", lambda m: f"{m.flow.wall_s:.2f}"),
    ("person-steps per s, millions", lambda m: f"{m.person_steps_per_s / 1e6:.2f}"),
    ("person-seconds per s, millions", lambda m: f"{m.person_seconds_per_s / 1e6:.2f}"),
    ("events", lambda m: f"{m.flow.events:,}"),
    ("ever infected", lambda m: f"{m.flow.infected:,}"),
    ("state, bytes per person", lambda m: f"{m.state_bytes / m.people:,.0f}"),
    ("all tables, bytes per person", lambda m: f"{m.table_bytes / m.people:,.0f}"),
    ("peak resident memory, MB", lambda m: f"{m.peak_rss_bytes / 1e6:,.0f}"),
    ("opening step, in which all choose, processor ms", lambda m: f"{m.idle.opening.ms_per_step:.2f}"),
    ("near step in full flow, processor ms", lambda m: f"{m.flow.near.ms_per_step:.2f}"),
    ("step in which nothing happens, processor ms", lambda m: f"{m.idle.whole.ms_per_step:.2f}"),
    ("nothing happens / full flow, per step", lambda m: f"{m.idle_per_step:.3f}"),
    ("nothing happens / full flow, per minute", lambda m: f"{m.idle_per_minute:.4f}"),
)


def table(measured: Sequence[Measured]) -> str:
    """One column per campus."""
    return "\n".join(f"{label:<{LABEL}}" + "".join(f"{value(m):>{COLUMN}}" for m in measured) for label, value in ROWS)


def verdict(measured: Sequence[Measured]) -> str:
    """Whether the cost follows the active: the promise, and the sizes at which it holds."""
    return "\n".join(
        f"Nothing happening costs at most {ACTIVE_SHARE:g} of full flow, {unit}: {holds(measured, name)}."
        for unit, name in (("per simulated minute", "idle_per_minute"), ("per step", "idle_per_step"))
    )


def holds(measured: Sequence[Measured], name: str) -> str:
    """Whether a share is small enough, size by size."""
    return ", ".join(f"{m.people:,} {'yes' if getattr(m, name) <= ACTIVE_SHARE else 'no'}" for m in measured)


def as_json(measured: Measured) -> dict[str, Any]:
    """Everything measured, and what the table derives from it."""
    derived = ("person_steps_per_s", "person_seconds_per_s", "idle_per_step", "idle_per_minute")
    return {**asdict(measured), **{name: getattr(measured, name) for name in derived}}


def profile(title: str, pace: Pace, ledger: Ledger) -> str:
    """What each loop of the systems costs per step, the costliest first; the rest is the engine's."""
    lines = [
        f"{title}: {pace.count:,} steps, {1e3 * pace.wall_s / pace.count:.2f} ms each",
        f"{'':<{LABEL}}{'calls':>10}{'ms per step':>14}{'share':>8}",
    ]
    spent = [(name, entry.calls, entry.own_s) for name, entry in ledger.costliest()]
    engine = pace.wall_s - sum(own_s for _, _, own_s in spent)
    for name, calls, own_s in [*spent, ("engine", pace.count, engine)]:
        lines.append(f"{name:<{LABEL}}{calls:>10,}{1e3 * own_s / pace.count:>14.3f}{own_s / pace.wall_s:>8.1%}")
    return "\n".join(lines)
