"""What the ledger says about people, bonds and the school happens in runs that nobody scripted: P1 to P8, L1."""

from collections import Counter

import numpy as np
import polars as pl
import pytest

from hyosan.scenario import load
from hyosan.world.codes import Bond, Drive, Flag
from tests.stories.free_runs import FreeRun, share

pytestmark = pytest.mark.xdist_group("free runs")

CARE = 0.3  #: a bond that people run risks for is at least about this strong
HATRED = -0.2  #: at the start; whoever is left in danger hates more


def strengths(run: FreeRun, *, at_start: bool = False) -> dict[tuple[int, int], float]:
    """Strength of every bond."""
    return {(who, other): strength for who, other, _, strength in run.bonds(at_start)}


def survivors(run: FreeRun) -> int:
    """People neither infected nor dead at the end."""
    return len(run.tables.people) - len(run.with_flag(Flag.INFECTED)) - len(run.with_flag(Flag.DEAD))


def test_p1_people_are_tied_by_signed_bonds_of_every_kind(free_runs: list[FreeRun]) -> None:
    signs = {Bond.FAMILY: 1, Bond.FRIENDSHIP: 1, Bond.LOVE: 1, Bond.DISLIKE: -1, Bond.BULLYING: -1}
    for run in free_runs:
        found = Counter(kind for _, _, kind, _ in run.bonds(at_start=True))
        assert set(signs) <= set(found)
        assert all(strength * signs[Bond(kind)] > 0 for _, _, kind, strength in run.bonds(at_start=True))
        assert all(-1 <= strength <= 1 for *_, strength in run.bonds())


def test_p1_bonds_change_and_dislike_becomes_friendship(free_runs: list[FreeRun]) -> None:
    assert share(run.of("bond").height > 0 for run in free_runs) > 0.8
    ended = 0
    for run in free_runs:
        before, after = strengths(run, at_start=True), strengths(run)
        ended += sum(strength < 0 <= after[pair] for pair, strength in before.items())
    assert ended > 0


def test_p2_people_go_back_for_one_another_and_find_each_other(free_runs: list[FreeRun]) -> None:
    assert share(run.caused("reached", "go_back").height > 0 for run in free_runs) > 0.8
    for run in free_runs:
        reached = run.caused("reached", "go_back")
        assert reached.height == run.of("reached").height
        assert (reached["other"] == reached["cause_other"]).all()
        bonds = strengths(run)
        gone = run.of("go_back").select("who", "other").rows()
        assert share(bonds[pair] >= CARE for pair in gone) > 0.95


def test_p2_they_go_at_mortal_risk(free_runs: list[FreeRun]) -> None:
    """Some are caught on the way: the hold names the going back as what made it possible."""

    def caught(run: FreeRun) -> int:
        gone, held = run.of("go_back")["id"], run.of("grapple")["id"]
        return run.links.filter(pl.col("because_of").is_in(list(gone)), pl.col("event").is_in(list(held))).height

    assert share(caught(run) > 0 for run in free_runs) > 0.5


def test_p3_some_are_bitten_in_the_place_of_those_they_shield(free_runs: list[FreeRun]) -> None:
    def given(run: FreeRun) -> int:
        taken = run.caused("grapple", "shield")
        assert (taken["other"] == taken["cause_who"]).all()
        freed = run.caused("release", "shield")
        assert (freed["other"] == freed["cause_other"]).all()
        bites = run.of("bite").join(taken.select(cause="id", shielder="other"), on="cause")
        return bites.filter(pl.col("other") == pl.col("shielder")).height

    assert share(given(run) > 0 for run in free_runs) > 0.5


def test_p3_who_shields_is_bonded_to_the_shielded(free_runs: list[FreeRun]) -> None:
    strong = []
    for run in free_runs:
        bonds = strengths(run)
        strong += [bonds.get(pair, 0.0) >= CARE for pair in run.of("shield").select("who", "other").iter_rows()]
    assert share(strong) > 0.5


def test_p3_some_draw_hunters_after_themselves(free_runs: list[FreeRun]) -> None:
    for run in free_runs:
        drawn = run.caused("hunt", "lure_away")
        assert drawn.height > 0
        assert set(drawn["who"]) <= set(run.of("turned")["who"])


def test_p4_some_halfbies_turn_on_the_person_they_hate(free_runs: list[FreeRun]) -> None:
    assert share(run.of("revenge").height > 0 for run in free_runs) > 0.5
    for run in free_runs:
        bonds = {**strengths(run), **strengths(run, at_start=True)}  # some come to know whom they hate in the run
        drive = dict(run.choices.select("event", pl.col("drive").cast(pl.String)).iter_rows())
        for event, who, other in run.of("revenge").select("id", "who", "other").iter_rows():
            assert who in set(run.of("halfbie")["who"])
            assert bonds[who, other] <= HATRED
            assert drive[event] == Drive.REVENGE.name.lower()


def test_p5_losses_bring_grief_in_proportion_to_the_bond(free_runs: list[FreeRun]) -> None:
    for run in free_runs:
        before, after = strengths(run, at_start=True), strengths(run)
        losses = [((who, other), grief) for who, other, grief in run.of("lost").select("who", "other", "value").rows()]
        assert losses
        known = [(grief, after[pair]) for pair, grief in losses if before.get(pair) == after[pair]]
        assert len(known) > 0.5 * len(losses)
        weights = {round(grief / strength, 6) for grief, strength in known}
        assert len(weights) == 1, "one grief per bond, whoever is lost"


def test_p5_survivors_carry_grief(free_runs: list[FreeRun]) -> None:
    def grieves(run: FreeRun) -> bool:
        gone = set(run.with_flag(Flag.INFECTED)) | set(run.with_flag(Flag.DEAD))
        return any(run.tables.mind["grief"][who] > 0 for who in range(len(run.tables.people)) if who not in gone)

    assert share(grieves(run) for run in free_runs) > 0.3


def test_p7_decoys_draw_hunters_elsewhere(free_runs: list[FreeRun]) -> None:
    for run in free_runs:
        alarms = run.caused("alarm", "decoy")
        assert (alarms["who"] == alarms["cause_who"]).all()
        drawn = run.caused("hunt", "alarm")
        assert (drawn["value"] == drawn["cause_place"]).all()
        assert set(drawn["who"]) <= set(run.of("turned")["who"])
    assert share(run.caused("hunt", "alarm").height > 0 for run in free_runs) > 0.8


def test_p7_barricades_are_raised_and_most_hold(free_runs: list[FreeRun]) -> None:
    for run in free_runs:
        barred, broken = (set(run.of(kind)["value"]) for kind in ("barricaded", "door_broken"))
        assert barred
        assert len(barred & broken) < 0.5 * len(barred)
    assert sum(len(set(run.of("door_broken")["value"])) for run in free_runs) > 0


def test_p7_people_hide_and_flee(free_runs: list[FreeRun]) -> None:
    for run in free_runs:
        assert run.of("hide")["who"].n_unique() > 20
        assert run.of("flee")["who"].n_unique() > 20


def test_p8_an_infected_mind_leaves_its_friends(free_runs: list[FreeRun]) -> None:
    for run in free_runs:
        infected = dict(run.of("infection").group_by("who").agg(pl.col("id").min()).iter_rows())
        for event, who in run.of("leave_group").select("id", "who").iter_rows():
            assert infected[who] < event
    left = [set(run.of("leave_group")["who"]) & set(run.of("halfbie")["who"]) for run in free_runs]
    assert share(bool(who) for who in left) > 0.5


def test_l1_nearly_everyone_in_the_school_is_turned(free_runs: list[FreeRun]) -> None:
    fallen = [1 - survivors(run) / len(run.tables.people) for run in free_runs]
    assert np.median(fallen) >= 0.8
    assert share(survivors(run) > 0 for run in free_runs) > 0.5
    assert 800 <= np.mean([len(run.tables.people) for run in free_runs]) <= 1000


def test_l1_survivors_range_widely_over_seeds(free_runs: list[FreeRun]) -> None:
    numbers = [survivors(run) for run in free_runs]
    assert len(set(numbers)) > len(numbers) / 2
    assert max(numbers) >= 2 * max(min(numbers), 1)


def test_l1_the_school_has_classrooms_a_roof_and_a_lift_shaft() -> None:
    places = load("hyosan-high").place
    kinds = Counter(place.kind for place in places)
    assert len(places) >= 80
    assert kinds["classroom"] >= 30
    assert kinds["roof"] >= 1
    assert kinds["lift shaft"] == 1
    assert len({place.floor for place in places}) >= 5
