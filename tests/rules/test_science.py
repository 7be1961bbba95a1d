"""The rest of the science: course, bonds, encounters, motion, senses, shelter; luck comes in as an argument."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyosan.rules import bonds, course, encounters, falls, motion, senses, shelter
from hyosan.world.codes import Door

share = st.floats(0, 1)
signed = st.floats(-1, 1)
metres = st.floats(0, 500)
speed = st.floats(0, 9)
people = st.floats(0, 200)
any_strength = st.floats(0, 3)

INPUTS: dict[Any, tuple[st.SearchStrategy[Any], ...]] = {
    bonds.drawn_closer: (signed, share),
    bonds.driven_apart: (signed, share),
    bonds.grief_added: (signed, any_strength),
    course.wait_s: (st.floats(1, 1e5), share, signed, st.floats(0.1, 10)),
    course.rise_chance: (share, st.floats(0.01, 50), st.integers(0, 9), st.floats(0.01, 1)),
    course.mutated: (st.floats(0.2, 5), st.floats(0.01, 100), st.floats(1, 5)),
    course.hunger: (st.floats(0, 1e6), st.floats(60, 1e5), people, share),
    encounters.reach_per_s: (st.floats(0.1, 3), speed, speed, st.floats(0, 5000), share),
    encounters.escape_chance: (any_strength, any_strength, share, any_strength, st.floats(-5, 5), st.floats(0, 5)),
    encounters.overcome_chance: (
        any_strength, any_strength, any_strength, share, st.floats(-5, 5), st.floats(0, 5), st.floats(0, 5),
    ),
    encounters.kill_per_s: (any_strength, share, any_strength, any_strength, any_strength),
    encounters.crossed: (metres, metres, metres, metres, st.floats(0, 3)),
    falls.tolerance_m: (st.floats(1, 50), st.floats(0.1, 3), st.floats(0.1, 1)),
    falls.death_chance: (st.floats(0, 100), st.floats(0.1, 300), st.floats(0.5, 9)),
    falls.injury: (st.floats(0, 100), st.floats(0.1, 300)),
    motion.crowded_mps: (speed, people, st.floats(0, 500)),
    motion.is_full: (people, st.floats(0, 500)),
    motion.pace_mps: (speed, speed, share, share),
    motion.climb_s: (share, st.floats(1, 60)),
    senses.heard_db: (st.floats(0, 130), metres, st.floats(0, 200)),
    senses.door_loss_db: (st.sampled_from(list(map(int, Door))), share, st.floats(1, 30), st.floats(1, 40)),
    senses.crowd_db: (st.floats(0, 100), people),
    senses.noticed_per_s: (st.floats(-50, 100), any_strength),
    senses.exposure: (share, share),
    senses.alarm: (st.floats(0, 130), st.floats(0, 80), st.floats(-20, 30)),
    senses.is_dark: (st.floats(0, 1e7), st.floats(0, 86400), st.floats(0, 86400)),
    senses.distance_m: (metres, metres, st.floats(-6, 6), st.floats(2, 5)),
    shelter.shelter: (
        st.floats(0, 9), st.floats(0, 9), st.booleans(), st.booleans(), st.booleans(), st.floats(1, 6),
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", INPUTS, ids=lambda rule: rule.__name__)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_compiled_and_pure_versions_agree_to_the_last_bit(rule: Any, data: st.DataObject) -> None:
    given_inputs = data.draw(st.tuples(*INPUTS[rule]))
    assert rule(*given_inputs) == rule.py_func(*given_inputs)


def test_every_rule_is_covered() -> None:
    for module in (bonds, course, encounters, falls, motion, senses, shelter):
        own = [
            found
            for found in vars(module).values()
            if hasattr(found, "py_func") and found.__module__ == module.__name__
        ]
        assert own
        assert set(own) <= set(INPUTS)


# --- Bonds ------------------------------------------------------------------------------------------------------------


@given(signed, share)
def test_bonds_move_towards_their_end_and_stay_within_bounds(strength: float, part: float) -> None:
    assert strength - 1e-12 <= bonds.drawn_closer(strength, part) <= 1.0 + 1e-12
    assert -1.0 - 1e-12 <= bonds.driven_apart(strength, part) <= strength + 1e-12


def test_known_bonds() -> None:
    assert bonds.drawn_closer(-0.2, 0.25) == pytest.approx(0.1)  # dislike is overcome
    assert bonds.driven_apart(0.6, 0.25) == pytest.approx(0.2)
    assert bonds.drawn_closer(1.0, 0.5) == 1.0
    assert bonds.driven_apart(-1.0, 0.5) == -1.0


@given(signed, signed, st.floats(0.1, 2))
def test_grief_is_in_proportion_to_the_bond_and_foes_are_not_mourned(one: float, other: float, weight: float) -> None:
    assert bonds.grief_added(max(one, 0.0), weight) == pytest.approx(weight * max(one, 0.0))
    assert bonds.grief_added(min(other, 0.0), weight) == 0.0


# --- Course -----------------------------------------------------------------------------------------------------------


def test_known_waits() -> None:
    assert course.wait_s(180.0, 0.5, -0.9, 1.0) == pytest.approx(180.0)  # a middling bite leaves the wait as it is
    assert course.wait_s(180.0, 1.0, -0.9, 1.0) == pytest.approx(99.0)  # the worst makes it shorter
    assert course.wait_s(180.0, 0.0, -0.9, 2.0) == pytest.approx(522.0)
    assert course.wait_s(0.1, 1.0, -2.0, 1.0) == 1.0  # never less than a second


@given(st.floats(1, 1e5), share, share, st.floats(0.1, 10))
def test_worse_bites_act_no_slower(quantile: float, one: float, other: float, strain: float) -> None:
    mild, bad = sorted((one, other))
    assert course.wait_s(quantile, bad, -0.9, strain) <= course.wait_s(quantile, mild, -0.9, strain)


@given(share, st.floats(0.01, 50), st.integers(0, 9), st.floats(0.01, 1))
def test_rising_gets_less_likely_each_time(probability: float, frailty: float, n_rises: int, decay: float) -> None:
    now = course.rise_chance(probability, frailty, n_rises, decay)
    assert 0.0 <= course.rise_chance(probability, frailty, n_rises + 1, decay) <= now + 1e-12
    assert now <= course.rise_chance(probability, 2.0 * frailty, n_rises, decay) <= 1.0


def test_known_chances_to_rise() -> None:
    assert course.rise_chance(0.2, 1.0, 0, 0.4) == pytest.approx(0.2)
    assert course.rise_chance(0.2, 1.5, 2, 0.5) == pytest.approx(0.075)
    assert course.rise_chance(0.9, 9.0, 0, 1.0) == course.LIKELIEST, "nobody rises for certain"
    assert course.rise_chance(1.0, 1.0, 0, 1.0) == 1.0, "unless everybody does"


@given(st.floats(0.2, 5), st.floats(0.01, 100), st.floats(1, 5))
def test_a_strain_stays_within_its_bound(factor: float, change: float, bound: float) -> None:
    child = course.mutated(factor, change, bound)
    assert 1.0 / bound <= child <= bound
    if 1.0 / bound < factor * change < bound:
        assert child == factor * change


@given(st.floats(0, 1e5), st.floats(0, 1e5), st.floats(60, 1e5), people, people, share)
def test_hunger_grows_with_time_and_with_people_near(
    one: float, other: float, tau: float, few: float, many: float, gain: float
) -> None:
    (early, late), (few, many) = sorted((one, other)), sorted((few, many))
    assert 0.0 <= course.hunger(early, tau, few, gain) <= course.hunger(late, tau, many, gain) <= 1.0


def test_known_hunger() -> None:
    assert course.hunger(0.0, 3600.0, 5.0, 0.2) == 0.0
    assert course.hunger(3600.0, 3600.0, 0.0, 0.2) == pytest.approx(1 - math.exp(-1))
    assert course.hunger(3600.0, 3600.0, 10.0, 0.2) == pytest.approx(1 - math.exp(-2))


# --- Encounters -------------------------------------------------------------------------------------------------------


def test_known_rates_of_reaching() -> None:
    assert encounters.reach_per_s(0.9, 3.0, 4.0, 90.0, 1.0) == pytest.approx(0.1)
    assert encounters.reach_per_s(0.9, 3.0, 4.0, 90.0, 0.0) == 0.0


@given(speed, speed, st.floats(1, 5000), share, share)
def test_the_hidden_are_reached_no_sooner(hunter: float, prey: float, area: float, one: float, other: float) -> None:
    hidden, seen = sorted((one, other))
    rates = [encounters.reach_per_s(0.9, hunter, prey, area, exposure) for exposure in (hidden, seen)]
    assert rates[0] <= rates[1]
    assert encounters.reach_per_s(0.9, hunter, prey, 2 * area, seen) <= rates[1]


def test_known_odds_of_escape() -> None:
    """At no advantage and base 0 the odds are even; an advantage of 1 at slope 2 is worth exp(2)."""
    assert encounters.escape_chance(0.5, 0.0, 0.0, 0.5, 0.0, 2.0) == pytest.approx(0.5)
    assert encounters.escape_chance(0.5, 1.0, 0.0, 0.5, 0.0, 2.0) == pytest.approx(math.exp(2) / (1 + math.exp(2)))


@given(any_strength, any_strength, share, any_strength, share)
def test_strength_help_and_weapons_never_harm(
    prey: float, helpers: float, armed: float, hunter: float, more: float
) -> None:
    odds = encounters.escape_chance(prey, helpers, armed, hunter, -0.9, 1.6)
    assert encounters.escape_chance(prey + more, helpers, armed, hunter, -0.9, 1.6) >= odds
    assert encounters.escape_chance(prey, helpers + more, armed, hunter, -0.9, 1.6) >= odds
    assert encounters.escape_chance(prey, helpers, armed + more, hunter, -0.9, 1.6) >= odds
    assert encounters.escape_chance(prey, helpers, armed, hunter + more, -0.9, 1.6) <= odds


def test_will_and_hands_count_in_overcoming_somebody_as_strength_does() -> None:
    assert encounters.overcome_chance(0.5, 0.0, 0.5, 0.0, 0.0, 2.0, 1.5) == pytest.approx(0.5)
    plain = encounters.overcome_chance(0.5, 0.0, 1.3, 0.5, -0.9, 1.6, 1.5)
    assert 0.0 < plain < 0.5
    for better in (
        encounters.overcome_chance(0.9, 0.0, 1.3, 0.5, -0.9, 1.6, 1.5),
        encounters.overcome_chance(0.5, 0.4, 1.3, 0.5, -0.9, 1.6, 1.5),
        encounters.overcome_chance(0.5, 0.0, 0.9, 0.5, -0.9, 1.6, 1.5),
        encounters.overcome_chance(0.5, 0.0, 1.3, 0.9, -0.9, 1.6, 1.5),
    ):
        assert better > plain


def test_known_rates_of_putting_hunters_down() -> None:
    assert encounters.kill_per_s(0.5, 0.0, 0.5, 3.0, 6.0) == pytest.approx(3.0 / 60.0)
    assert encounters.kill_per_s(0.5, 1.0, 0.5, 3.0, 6.0) == pytest.approx(9.0 / 60.0)
    assert encounters.kill_per_s(0.5, 1.0, 1.3, 3.0, 6.0) == pytest.approx(5.0 / 60.0)


@given(metres, metres, metres, metres, st.floats(0, 3))
def test_meeting_is_mutual_and_the_same_from_either_end(a: float, b: float, c: float, d: float, reach: float) -> None:
    assert encounters.crossed(a, b, c, d, reach) == encounters.crossed(c, d, a, b, reach)
    assert encounters.crossed(a, b, c, d, reach) == encounters.crossed(-a, -b, -c, -d, reach)


@given(metres, metres, st.floats(0.01, 9), st.floats(0.01, 9))
def test_nobody_passes_another_unmet(hunter: float, prey: float, one_mps: float, other_mps: float) -> None:
    """Whoever walk towards each other on a passage meet in the tick in which they would pass."""
    low, high = sorted((hunter, prey))
    if high - low <= one_mps + other_mps:
        assert encounters.crossed(low, low + one_mps, high, high - other_mps, 0.0)


def test_known_meetings() -> None:
    assert not encounters.crossed(0.0, 5.0, 20.0, 15.0, 0.9)
    assert encounters.crossed(0.0, 5.0, 10.8, 5.8, 0.9)  # within reach at the end
    assert encounters.crossed(9.0, 12.0, 11.0, 10.0, 0.9)  # past each other
    assert not encounters.crossed(0.0, 5.0, 7.0, 12.0, 0.9)  # the prey is as fast


# --- Falls ------------------------------------------------------------------------------------------------------------


def test_half_die_of_the_height_that_kills_half_and_nobody_of_none() -> None:
    assert falls.death_chance(12.0, 12.0, 4.0) == pytest.approx(0.5)
    assert falls.death_chance(0.0, 12.0, 4.0) == 0.0
    odds = [falls.death_chance(3.6 * floors, 12.0, 4.0) for floors in range(1, 6)]
    assert odds == sorted(odds)
    assert odds[0] == pytest.approx(0.008, abs=0.001)
    assert odds[-1] == pytest.approx(0.835, abs=0.001)


@given(st.floats(1, 60), st.floats(1, 3))
def test_the_strong_bear_more_and_the_unguarded_less(height: float, strength: float) -> None:
    ordinary = falls.tolerance_m(12.0, 1.0, 1.0)
    assert ordinary == 12.0
    for control, strong in ((1.0, True), (0.5, False)):
        other = falls.tolerance_m(12.0, strength if strong else 1.0, control)
        assert (falls.death_chance(height, other, 4.0) <= falls.death_chance(height, ordinary, 4.0)) is strong or (
            strength == 1.0
        )
        assert (falls.injury(height, other) <= falls.injury(height, ordinary)) or not strong


def test_known_injuries() -> None:
    assert [falls.injury(height, 12.0) for height in (0.0, 3.0, 7.5, 12.0, 30.0)] == pytest.approx([0, 0, 0.5, 1, 1])


# --- Motion -----------------------------------------------------------------------------------------------------------


def test_known_speeds_in_a_crowd() -> None:
    assert motion.crowded_mps(4.0, 5.0, 10.0) == 4.0
    assert motion.crowded_mps(4.0, 20.0, 10.0) == pytest.approx(4.0 * (1 - 0.532) / (1 - 0.14364))
    assert motion.crowded_mps(4.0, 100.0, 10.0) == pytest.approx(0.4)
    assert motion.is_full(50.0, 10.0)
    assert not motion.is_full(49.0, 10.0)


@given(speed, people, people, st.floats(1, 500))
def test_crowds_slow_people_down_but_never_stop_them(free: float, one: float, other: float, area: float) -> None:
    few, many = sorted((one, other))
    slow, fast = motion.crowded_mps(free, many, area), motion.crowded_mps(free, few, area)
    assert 0.1 * free - 1e-12 <= slow <= fast + 1e-12
    assert fast <= free


def test_known_paces() -> None:
    assert motion.pace_mps(1.3, 5.0, 0.0, 0.0) == 1.3
    assert motion.pace_mps(1.3, 5.0, 0.9, 0.0) == 5.0
    assert motion.pace_mps(1.3, 5.0, 0.9, 1.0) == 2.5
    assert motion.climb_s(0.5, 12.0) == 12.0
    assert motion.climb_s(1.0, 12.0) == 6.0


# --- Senses -----------------------------------------------------------------------------------------------------------


def test_known_levels() -> None:
    assert senses.heard_db(85.0, 1.0, 0.0) == pytest.approx(85.0)
    assert senses.heard_db(85.0, 0.2, 0.0) == pytest.approx(85.0)  # nearer than a metre counts as one
    assert senses.heard_db(85.0, 10.0, 20.0) == pytest.approx(45.0)
    assert senses.crowd_db(60.0, 1.0) == pytest.approx(60.0)
    assert senses.crowd_db(60.0, 10.0) == pytest.approx(70.0)
    assert senses.crowd_db(60.0, 0.0) == pytest.approx(60.0)


def test_nights_begin_at_dusk_and_end_at_dawn_on_any_day() -> None:
    hour, day = 3600.0, 86_400.0
    for clock, dark in (
        (19.0, True),
        (23.9, True),
        (0.0, True),
        (5.9, True),
        (6.0, False),
        (12.0, False),
        (18.9, False),
    ):
        assert senses.is_dark(clock * hour, 19 * hour, 6 * hour) is dark
        assert senses.is_dark(120 * day + clock * hour, 19 * hour, 6 * hour) is dark


@given(st.floats(0, 130), st.floats(1, 250), st.floats(0, 100))
def test_twice_as_far_is_six_decibels_less(level: float, path: float, loss: float) -> None:
    difference = senses.heard_db(level, path, loss) - senses.heard_db(level, 2 * path, loss)
    assert difference == pytest.approx(20 * math.log10(2))


@pytest.mark.parametrize("door", Door)
def test_doors_take_what_their_state_takes(door: Door) -> None:
    expected = {Door.CLOSED: 20.0, Door.LOCKED: 20.0, Door.BARRICADED: 24.0}
    assert senses.door_loss_db(door, 4.0, 20.0, 24.0) == expected.get(door, 4.0)


def test_known_perceptions() -> None:
    assert senses.noticed_per_s(10.0, 0.6) == pytest.approx(0.01)
    assert senses.noticed_per_s(-3.0, 0.6) == 0.0
    assert senses.exposure(0.0, 0.3) == 1.0
    assert senses.exposure(0.8, 0.0) == pytest.approx(0.2)
    assert senses.exposure(0.8, 1.0) == pytest.approx(0.6)  # a keen nose finds the hidden
    assert senses.alarm(35.0, 35.0, 0.0) == 0.0
    assert senses.alarm(65.0, 35.0, 0.0) == pytest.approx(0.5)
    assert senses.alarm(65.0, 35.0, 30.0) == senses.alarm(200.0, 35.0, 0.0) == 1.0
    assert senses.distance_m(3.0, 4.0, 0.0, 3.6) == pytest.approx(5.0)
    assert senses.distance_m(0.0, 0.0, -2.0, 3.6) == pytest.approx(7.2)


@given(share, share, share)
def test_hiding_helps_and_a_keen_nose_takes_from_it(one: float, other: float, nose: float) -> None:
    worse, better = sorted((one, other))
    assert senses.exposure(better, nose) <= senses.exposure(worse, nose)
    assert 0.0 <= senses.exposure(better, 0.0) <= senses.exposure(better, nose) <= 1.0


@given(st.floats(0, 130), st.floats(0, 80), st.floats(-20, 30), st.floats(0, 40))
def test_louder_sounds_and_better_ears_alarm_more(level: float, background: float, hearing: float, more: float) -> None:
    raised = senses.alarm(level, background, hearing)
    assert 0.0 <= raised <= 1.0
    assert raised <= senses.alarm(level + more, background, hearing)
    assert raised <= senses.alarm(level, background, hearing + more)
    assert raised >= senses.alarm(level, background + more, hearing)


# --- Shelter ----------------------------------------------------------------------------------------------------------


def test_a_room_that_can_be_closed_beats_a_corridor_and_the_street_beats_both() -> None:
    room = shelter.shelter(1.0, 0.0, True, False, False, 3.0)
    bare = shelter.shelter(1.0, 0.0, False, False, False, 3.0)
    doors = shelter.shelter(4.0, 0.0, True, False, False, 3.0)
    corridor = shelter.shelter(4.0, 2.0, False, False, False, 3.0)
    street = shelter.shelter(1.0, 0.0, False, True, True, 1.0)
    yard = shelter.shelter(3.0, 0.0, False, True, False, 1.0)
    roof = shelter.shelter(1.0, 0.0, False, True, False, 6.0)
    assert corridor < yard < roof < bare < room
    assert doors < room
    assert street == 0.8
    assert shelter.shelter(1.0, 0.0, True, False, False, 1.0) == pytest.approx(0.75)


@given(st.floats(1, 9), st.floats(1, 9), st.booleans(), st.floats(1, 6))
def test_fewer_doors_are_better(one: float, other: float, furnished: bool, floor: float) -> None:
    few, many = sorted((one, other))
    safe, unsafe = (shelter.shelter(n, 0.0, furnished, False, False, floor) for n in (few, many))
    assert 0.0 <= unsafe <= safe <= 1.0
