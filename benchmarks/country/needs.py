"""What a run needs of the machine at least, counted from what the model does and not from how it is written.

Of a society like the one that is run, with 20,000 people, the means over everybody, each infected once:

- *stages* of a course that are left again or infect: one Philox block each, for the way out, the wait and the number of
  contacts; two reads at random places, of the person's state and case, as those whose course goes on in a step are
  strewn among all.
- *contacts* that would infect somebody fully susceptible: one block each, for time, setting, partner and acceptance.
  One in class or team reads two random places (the group's first row, the member); a *loose* one, outside home, class
  and team, takes a second block, for whom it is with, and reads one. Where ages differ in susceptibility, one more is
  read, the age of whom is met.
- *accepted* contacts: noted for their step, which writes a row and later reads it, both in order; then the state of
  whom is met is read at a random place.
- An infection reads the infector's case, one random place.
- Bytes in order: the agenda, one byte a person in every step; a row of the chronicle for every event, written and read
  again for the digest and the disk; rows of the calendar as above; the case of everybody infected, written once.

Those who are met at home live in the next rows and cost nothing here, nor do columns that lie beside others. What
Parquet, compression, digest and disk cost beyond that is not counted. Shares are of the cores used together: bytes by
the triad's rate, reads by the better of the two measured, blocks by the scalar one.
"""

from dataclasses import dataclass

import numpy as np

from country.limits import Limits
from country.runs import SCENARIO, Run, overrides
from hyosan.chronicle.schema import EVENTS
from hyosan.population import make_world
from hyosan.population.reproduction import infectious_s
from hyosan.scenario import load
from hyosan.world.calendar import Contact
from hyosan.world.codes import Setting
from hyosan.world.columns import record_type
from hyosan.world.crowd import Case
from hyosan.world.parameters import States, Transitions
from hyosan.world.society import Society

SAMPLE = 20_000  #: people in the society that is looked at
STAGES_MOST = 100
LOOSE = [int(Setting.SCHOOL), int(Setting.WORK), int(Setting.COMMUNITY)]


@dataclass(frozen=True)
class Needs:
    """Means per infection, counts."""

    stages: float
    contacts: float
    accepted: float
    in_groups: float
    loose: float
    is_selective: bool

    @property
    def blocks(self) -> float:
        """Philox blocks."""
        return self.stages + self.contacts + self.loose

    @property
    def reads(self) -> float:
        """Reads at random places."""
        ages = self.contacts if self.is_selective else 0.0
        return 1 + 2 * self.stages + 2 * self.in_groups + self.loose + ages + self.accepted


@dataclass(frozen=True)
class Shares:
    """Which share of a run's time the machine would need at its limits: for bytes in order, random reads, blocks."""

    stream: float
    reads: float
    blocks: float

    @property
    def together(self) -> float:
        """All three, one after another."""
        return self.stream + self.reads + self.blocks


def needs() -> Needs:
    """What an infection needs, on average over everybody."""
    world = make_world(load(SCENARIO, overrides(SAMPLE)), seed=1)
    assert isinstance(world, Society)
    numbers, mixing, age = world.numbers, world.numbers.mixing, world.crowd.age
    exposed = int(numbers.spreading["exposed"])
    ages = range(int(age.max()) + 1)
    stages = np.array([stages_of(exposed, each, numbers.states, numbers.transitions) for each in ages])
    infecting = float(numbers.spreading["per_contact"])
    seconds = infecting * np.array([infectious_s(exposed, each, numbers.states, numbers.transitions) for each in ages])
    others = np.diff(mixing.home_at)[mixing.home] - 1
    home = others * float(numbers.spreading["home_per_s"]) * seconds[age]
    group = np.where(mixing.group >= 0, mixing.group_per_s[mixing.group], 0.0) * seconds[age]
    loose = mixing.loose_per_s[:, LOOSE].sum(axis=1)[age] * seconds[age]
    contacts = float((home + group + loose).mean())
    return Needs(
        stages=float(stages[age].mean()),
        contacts=contacts,
        accepted=contacts * float(numbers.susceptibility[age].mean()),
        in_groups=float(group.mean()),
        loose=float(loose.mean()),
        is_selective=bool(numbers.spreading["is_selective"]),
    )


def stages_of(entered: int, age: int, states: States, transitions: Transitions) -> float:
    """Expected number of stages of an infection that are left again or infect."""
    chance = np.zeros(len(states))
    chance[entered] = 1.0
    expected = 0.0
    for _ in range(STAGES_MOST):
        onward = np.zeros(len(states))
        for state in np.flatnonzero(chance):
            ways = range(states["ways_from"][state], states["ways_end"][state])
            expected += chance[state] * (len(ways) > 0 or states["infectiousness"][state] > 0)
            for way in ways:
                onward[transitions.ways["to"][way]] += chance[state] * transitions.probability[way, age]
        chance = onward
    return float(expected)


def shares(run: Run, per_infection: Needs, limits: Limits, triad_gbps: float) -> Shares:
    """What a run needed at least, as shares of the time that its cores had together.

    triad_gbps : of as many threads
    """
    row, noted = EVENTS.dtype.itemsize, record_type(Contact).itemsize
    cases = run.infected * (record_type(Case).itemsize + 2 * per_infection.accepted * noted)
    streamed = run.people * run.days + 2 * run.events * row + cases
    core_ns = 1e9 * run.run_s * run.cores
    return Shares(
        stream=streamed / triad_gbps / 1e9 / run.run_s,
        reads=run.infected * per_infection.reads * limits.best_read_ns / core_ns,
        blocks=run.infected * per_infection.blocks * limits.philox_ns / core_ns,
    )


def told(per_infection: Needs) -> str:
    """What an infection needs, in a sentence."""
    each = per_infection
    return (
        f"An infection needs at least {each.blocks:.1f} blocks and {each.reads:.1f} random reads: it has "
        f"{each.stages:.1f} stages and {each.contacts:.1f} contacts, {each.in_groups:.1f} of them in class or team and "
        f"{each.loose:.1f} loose; ages accept {each.accepted:.1f}."
    )
