"""Laws that hold in every run, read off its chronicle: a hundred seeds of the small school, a few of the flagship."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import numpy as np
import polars as pl
import pytest

from hyosan.scenario import Scenario, load
from hyosan.world.codes import Act, Flag
from tests.worlds import Told, small_school, told

SEEDS = [("small school", seed) for seed in range(1, 101)] + [("hyosan-high", seed) for seed in range(1, 4)]
BOTH_PRESENT = {
    "grapple",
    "met_on_passage",
    "escape",
    "bite",
    "kill",
    "release",
    "attack",
    "struck",
    "shield",
    "infection",
}
CHOSEN = {act.name.lower() for act in Act if act != Act.IDLE}  #: a choice is recorded by the name of its act
#: what leads into which state; `infection` depends on its route
ENTERS = {"strengthened": "strengthened", "turned": "turned", "halfbie": "halfbie", "died": "dead"}


@cache
def scenario_called(name: str) -> Scenario:
    return small_school() if name == "small school" else load(name, ['until="day 1 14:00"', "record_moves_of=all"])


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"{seed[0]} {seed[1]}")
def run(request: pytest.FixtureRequest) -> Told:
    name, seed = request.param
    return told(scenario_called(name), seed)


def with_places(run: Told) -> Iterator[tuple[dict[str, object], dict[int, int]]]:
    """Each event of somebody with the place of everybody as the moves so far have it (its own move not yet made)."""
    where = dict(enumerate(run.homes.tolist()))
    for event in run.events.iter_rows(named=True):
        if event["who"] is not None:
            yield event, where
        if event["kind"] == "move":
            where[event["who"]] = event["place"]


def test_only_the_beginning_has_no_cause_and_every_cause_is_earlier(run: Told) -> None:
    ids, cause, time = (run.events[name] for name in ("id", "cause", "time"))
    assert ids.to_list() == list(range(len(ids)))
    assert run.events["kind"][0] == "beginning"
    assert cause.is_null().arg_true().to_list() == [0]
    assert (cause[1:] < ids[1:]).all()
    assert (time.gather(cause[1:]) <= time[1:]).all()
    assert (run.links["because_of"] < run.links["event"]).all()


def test_events_stand_in_the_order_of_their_times(run: Told) -> None:
    assert (run.events["time"].diff().drop_nulls() >= 0).all()


def test_nobody_is_in_two_places(run: Told) -> None:
    ends = run.world.tables.passages
    ways = {*zip(ends["a"].tolist(), ends["b"].tolist(), strict=True)}
    ways |= set(enumerate(run.world.tables.places["drop_to"].tolist()))
    n_moves = 0
    for event, where in with_places(run):
        here = where[event["who"]]
        if event["kind"] == "move":
            n_moves += 1
            assert (here, event["place"]) in ways or (event["place"], here) in ways, event
        elif event["kind"] != "alarm":  # an alarm is where it sounds
            assert event["place"] == here, event
    assert n_moves > 10


def test_a_hold_a_bite_and_an_infection_join_two_in_one_place(run: Told) -> None:
    for event, where in with_places(run):
        if event["kind"] in BOTH_PRESENT and event["other"] is not None:
            assert where[event["who"]] == where[event["other"]] == event["place"], event


def test_the_dead_do_nothing_until_they_rise(run: Told) -> None:
    dead: set[int] = set()
    for event, _ in with_places(run):
        assert event["who"] not in dead or event["kind"] == "rose", event
        if event["kind"] == "died":
            dead.add(event["who"])
        elif event["kind"] == "rose":
            dead.remove(event["who"])
    is_dead = run.world.numbers.states["flags"][run.world.tables.course["state"]] & Flag.DEAD != 0
    assert dead == set(np.flatnonzero(is_dead).tolist())


def test_the_turned_choose_nothing(run: Told) -> None:
    mindless: set[int] = set()
    for event, _ in with_places(run):
        if event["kind"] == "turned":
            mindless.add(event["who"])
        elif event["kind"] in CHOSEN:
            assert event["who"] not in mindless, event
    assert mindless


def test_the_events_lead_to_the_states_that_are_counted_at_the_end(run: Told) -> None:
    names = run.world.names.states
    state, before_death = dict.fromkeys(range(run.world.n), "well"), {}
    for event, _ in with_places(run):
        who, kind = event["who"], event["kind"]
        if kind == "infection":
            state[who] = "injected" if event["other"] is None else "bitten"
        elif kind == "rose":
            state[who] = before_death[who]
        elif kind in ENTERS:
            before_death[who] = state[who]
            state[who] = ENTERS[kind]
    counted = dict(zip(names, run.world.counts_by_state().tolist(), strict=True))
    assert Counter(state.values()) == Counter(counted)
    assert sum(counted.values()) == run.world.n


def test_only_the_turned_and_halfbies_bite_and_nobody_is_infected_twice(run: Told) -> None:
    infected: set[int] = set()
    can_infect: set[int] = set()
    for event, _ in with_places(run):
        if event["kind"] in ("turned", "halfbie"):
            can_infect.add(event["who"])
        elif event["kind"] == "bite":
            assert event["who"] in can_infect, event
        elif event["kind"] == "infection":
            assert event["who"] not in infected, event
            infected.add(event["who"])


def test_every_infection_goes_back_to_the_maker(run: Told) -> None:
    infections = run.events.filter(pl.col("kind") == "infection")
    without_infector = infections.filter(pl.col("other").is_null())
    assert set(run.events["kind"].gather(without_infector["cause"])) == {"inject"}
    infected = without_infector["who"].to_list()
    for who, other in infections.filter(pl.col("other").is_not_null()).select("who", "other").iter_rows():
        assert other in infected
        infected.append(who)
