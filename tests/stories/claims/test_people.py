"""Each claim of the ledger about people and their bonds, in a small world where it happens and one where it cannot."""

import pytest

from hyosan.world.codes import Door
from tests.stories.claims.judging import holds
from tests.stories.claims.scenes import bitten_apart
from tests.stories.small_worlds import ALWAYS, NEVER, Scene, scene
from tests.stories.test_courses import CERTAIN_BITES
from tests.stories.test_fires import evening, night_at
from tests.stories.test_remembrance import PLACES
from tests.stories.test_sound import DREADED_10_M, besieged

HOUR_S = 3600
ROOMS = {"Room": "classroom", "Next": "classroom"}


def kept_company(*changes: str, burns: bool = True) -> Scene:
    """Ben, who dislikes Ann, spends an evening on a roof with her and others, at a fire or not; his bully is far."""
    made = evening(
        {**dict.fromkeys(("Ann", "Ben", "Mother", "Max"), "Roof"), "Eve": "Lookout"},
        acts={"light_fire": ALWAYS if burns else NEVER, "stay": 10}, changes=changes,
        bonds=[
            ("Ben", "Ann", "dislike", -0.2), ("Mother", "Ann", "family", 0.9), ("Ann", "Max", "love", 0.6),
            ("Eve", "Ben", "bullying", -0.5), ("Ben", "Eve", "dislike", -0.6), ("Ann", "Ben", "friendship", 0.4),
        ],
    )  # fmt: skip
    return made.run(4 * HOUR_S)


def test_p1_bonds_of_all_kinds_tie_people_and_dislike_gives_way() -> None:
    assert holds("P1", kept_company())
    assert not holds("P1", kept_company("bonds.companion_per_h.value=0", burns=False))


def went_back(go_back: float = 2 * ALWAYS) -> Scene:
    """Ann, who is safe, knows of a friend who was bitten; another hunter is about where that one is."""
    made = bitten_apart(
        ROOMS, {"Ann": "Room", "Zoe": "Next"}, bonds=[("Ann", "Nam", "friendship", 0.8)],
        acts={"go_back": go_back, "stay": ALWAYS},
    )  # fmt: skip
    made.put("Nam", "Den")
    made.passage("Next", "Den")["door"] = Door.OPEN
    made.alert("Ann")
    made.run(60)
    made.infect("Zoe", "turned")
    made.mark("Zoe", "Den")
    return made.run(300)


def test_p2_people_go_back_at_mortal_risk_and_spare_the_infected_friend() -> None:
    assert holds("P2", went_back())
    assert not holds("P2", went_back(NEVER))


def given(shield: float = 2 * ALWAYS, lure_away: float = ALWAYS) -> Scene:
    """A hunter holds a sister beside her brother; another comes upon two who love one another."""
    made = scene(
        {"Room": "classroom", "Wall": "classroom", "Far": "classroom", "Away": "classroom"},
        {"Sister": "Room", "Brother": "Room", "Zed": "Room", "Kim": "Far", "Lee": "Far", "Zoe": "Far"},
        doors=[("Room", "Wall", "closed"), ("Wall", "Far", "closed"), ("Far", "Away", "open")],
        bonds=[("Brother", "Sister", "family", 0.9), ("Kim", "Lee", "love", 0.9)],
        acts={"shield": shield, "lure_away": lure_away, "stay": 500.0}, changes=CERTAIN_BITES,
    )  # fmt: skip
    for hunter in ("Zed", "Zoe"):
        made.infect(hunter, "turned")
    made.alert("Brother", "Kim")
    made.seize("Zed", "Sister", seconds=4)
    return made.run(60)


@pytest.mark.parametrize("off", ["shield", "lure_away"])
def test_p3_some_are_bitten_in_anothers_place_and_some_draw_hunters_away(off: str) -> None:
    assert holds("P3", given())
    assert not holds("P3", given(**{off: NEVER}))


def hating(strength: float = -0.6, revenge: float = 2 * ALWAYS, halfbie: float = 1) -> Scene:
    """Nam, who was bitten, hates Cheong in the next room."""
    made = bitten_apart(
        ROOMS, {"Cheong": "Next"}, bonds=[("Nam", "Cheong", "dislike", strength)], halfbie=halfbie,
        acts={"revenge": revenge, "obey": ALWAYS, "stay": ALWAYS},
    )  # fmt: skip
    return made.run(600)


def test_p4_some_of_the_infected_take_revenge_on_whom_they_hate() -> None:
    assert holds("P4", hating())
    assert not holds("P4", hating(revenge=NEVER))
    assert not holds("P4", hating(strength=-0.2))
    assert not holds("P4", hating(halfbie=0))


def survivor_of(bond: float = 0.9, visit: float = ALWAYS) -> Scene:
    """Ann sees that Ben is dead; a memorial is near by, and two days pass."""
    made = scene(
        PLACES, {"Ann": "Camp", "Ben": "Camp"}, bonds=[("Ann", "Ben", "friendship", bond)], acts={"visit": visit},
        changes=['start="day 8 09:00"', 'until="day 11 09:00"'],
    )  # fmt: skip
    made.tables.places["memorial"][:] = made.where("Memorial")
    made.infect("Ben", "dead")
    made.alert("Ann", fear=0.0)
    return made.run(48 * HOUR_S)


def test_p5_survivors_grieve_and_remember_the_dead_by_what_they_do() -> None:
    assert holds("P5", survivor_of())
    assert not holds("P5", survivor_of(visit=NEVER))
    assert not holds("P5", survivor_of(bond=0.1)), "not close enough to be missed"
    close, closer = (survivor_of(bond).of("lost")[0]["value"] for bond in (0.5, 0.9))
    assert close < closer


def test_p6_a_night_at_a_fire_brings_closer_and_leaves_a_wish() -> None:
    assert holds("P6", night_at(burns=True))
    assert not holds("P6", night_at(burns=False))
    assert not holds("P6", night_at(burns=True, hours=1))


def cornered(decoys: int = 1, barricade: float = 1.5 * ALWAYS) -> Scene:
    """Ann knows of a hunter outside her room, and has something to throw elsewhere, and furniture."""
    return besieged(decoys, DREADED_10_M, f"behaviour.barricade.base={barricade}").run(600)


def test_p7_wit_rather_than_force() -> None:
    assert holds("P7", cornered())
    assert not holds("P7", cornered(decoys=0))
    assert not holds("P7", cornered(barricade=NEVER))


def infected_friend(leave_group: float = ALWAYS, halfbie: float = 1) -> Scene:
    """Nam, who was bitten, is with Ben."""
    made = bitten_apart(
        ROOMS, {"Ben": "Room"}, bonds=[("Nam", "Ben", "friendship", 0.8)], acts={"leave_group": leave_group},
        halfbie=halfbie,
    )  # fmt: skip
    return made.run(HOUR_S)


def test_p8_an_infected_friend_leaves_the_others() -> None:
    assert holds("P8", infected_friend())
    assert not holds("P8", infected_friend(leave_group=NEVER))
    assert not holds("P8", infected_friend(halfbie=0))
