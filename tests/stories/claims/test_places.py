"""Each claim of the ledger about places and how it ended there, in a small world where it happens and one where not."""

import pytest

from tests.population.villages import VILLAGE
from tests.stories.claims.judging import holds
from tests.stories.claims.scenes import NO_INJECTION, bitten_become, school
from tests.stories.small_authorities import village_with
from tests.stories.small_worlds import ALWAYS, Scene, scene
from tests.stories.test_authorities_people import ADMIT, EVACUATION, camp
from tests.stories.test_fires import DUSK_S, watched

HOUR_S = 3600
DAY_S = 24 * HOUR_S
HARMLESS = "pathogen.hunting.escape_base=100"
ON_DAY_3 = ('start="day 3 09:00"', 'until="day 4 09:00"')


@pytest.mark.parametrize("change", [NO_INJECTION, HARMLESS])
def test_l1_in_the_school_nearly_everybody_is_turned(change: str) -> None:
    assert holds("L1", school(seed=5))
    assert not holds("L1", school(change, seed=5))


def street(*changes: str, door: str = "open", begins_in: str = "Room") -> Scene:
    """Zed turns in the room of a class or elsewhere; next to it is a street with residents, where a siren sounds.

    door : between the room and the street
    """
    pupils = {f"Pupil {k}": "Room" for k in range(8)}
    neighbours = {f"Neighbour {k}": "Street" for k in range(8)}
    resident = {"role": "resident", "unit": None, "office": "Street", "age": 40}
    made = scene(
        {"Room": "classroom", "Street": "yard"}, {"Zed": "Room", **pupils, **neighbours},
        doors=[("Room", "Street", door)], traits=dict.fromkeys(neighbours, resident), acts={"stay": ALWAYS},
        changes=[*ON_DAY_3, *bitten_become(halfbie=0), *changes],
    )  # fmt: skip
    made.passage("Room", "Street")["strength"] = 10_000.0
    made.infect("Zed", "turned")
    made.put("Zed", begins_in)
    made.run(600)
    made.ring("Street", 140.0, seconds=600)
    return made.run(HOUR_S)


def test_l2_after_the_school_the_city_is_overrun() -> None:
    assert holds("L2", street())
    assert not holds("L2", street(door="locked")), "the school keeps it"
    assert not holds("L2", street(begins_in="Street")), "it is not the school where it begins"
    assert not holds("L2", street(HARMLESS))


def next_city(*orders: dict[str, object]) -> Scene:
    """A village whose one half lies in the next city; after some hours somebody of the school sets foot in it."""
    text = VILLAGE.replace("Lower", "Yangdong East")
    made = village_with(*orders, village=text, changes=('start="day 3 08:00"',)).run(4 * HOUR_S)
    made.tables.people["is_recorded"][made.who("Daughter")] = True
    made.put("Daughter", "Bridge 1")
    made.send("Daughter", *(f"Bridge {k}" for k in range(2, 5)), "Yangdong East street 9")
    return made.run(HOUR_S)


def test_l3_the_next_city_has_been_emptied_when_they_come_to_it() -> None:
    assert holds("L3", next_city({**EVACUATION, "districts": ["Yangdong East"]}))
    assert not holds("L3", next_city())
    assert not holds("L3", next_city({**EVACUATION, "districts": ["Upper"]}))


def survivors(*orders: dict[str, object]) -> Scene:
    """Ann and Bob know of the danger near the end of the first month; five weeks more."""
    later = ('start="day 29 09:00"', 'until="day 63 09:00"', 'stretch=[{from="day 30 00:00", step="1 h"}]')
    return camp(*orders, changes=later).run(33 * DAY_S)


def test_l4_a_camp_keeps_the_survivors_who_are_locked_up_at_first() -> None:
    assert holds("L4", survivors({**ADMIT, "repeats": "5 min"}))
    assert not holds("L4", survivors())
    assert not holds("L4", survivors({**ADMIT, "repeats": "5 min", "locked_for": "60 d"})), "nobody is set free"


def seen_at_night(*changes: str, at: str = "Lookout") -> Scene:
    """Ann and Ben are on a roof; Eve is at a lookout on the third day."""
    return watched({"Ann": "Roof", "Ben": "Roof", "Eve": at}, *changes, clock_s=2 * DAY_S + DUSK_S)


def test_l5_a_fire_on_the_roof_can_be_seen_at_night() -> None:
    assert holds("L5", seen_at_night())
    assert not holds("L5", seen_at_night("behaviour.light_fire.base=-1000"))
    assert not holds("L5", seen_at_night(at="Hall")), "out of sight"
    assert not holds("L5", seen_at_night("fire.glances_per_h.value=0"))


def test_e14_most_of_the_school_and_many_others_do_not_live_through_it() -> None:
    assert holds("E14", street())
    assert not holds("E14", street(door="locked"))
    assert not holds("E14", street(HARMLESS))
