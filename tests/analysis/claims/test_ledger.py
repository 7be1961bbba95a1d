"""Every row of the ledger is there, can come true, and can fail."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hyosan.analysis.claims.verdicts import Verdict, check_run
from hyosan.scenario import Claim, claims_in
from hyosan.scenario.catalog import BUILT_IN
from hyosan.world.codes import Bond

from .small_story import BONDS, CAST, SCENARIO, H, Happening, write_story

ROWS = {"V": 16, "P": 9, "L": 6, "G": 9, "E": 14, "N": 8}
CLAIMS = {claim.id: claim for claim in claims_in(BUILT_IN / "patterns" / "hyosan.toml")}
SET_BY_THE_SCENARIO = {
    "V3": ('virus_made_for = "the son"', 'virus_made_for = "people in general"'),
    "G4": ('family_taken_by = "government agents"', 'family_taken_by = "police"'),
    "E13": ("parts = 12", "parts = 10"),
}  #: claim -> what the scenario says, and what another would
OPEN = [id for id, claim in CLAIMS.items() if claim.kind == "open"]
DECIDED_BY_RUNS = [id for id in CLAIMS if id not in SET_BY_THE_SCENARIO and id not in OPEN]

BITE = [H("bite", "Jin-su", "I-sak", "Class", 0.5), H("infection", "I-sak", "Jin-su", "Class", 0.5)]
HALFBIE = [H("infection", "Nam-ra", "Gwi-nam", "Class", 0.5), H("halfbie", "Nam-ra", "Gwi-nam")]
PARTED = H("parted", "Nam-ra", "On-jo", day=5)
CAPTIVE = [
    H("bound", "Jin-su", "Byeong-chan"),
    H("spared", "Jin-su", "Sergeant", day=5),
    H("taken", "Jin-su", "Sergeant", day=5),
]
SIX = ("On-jo", "Su-hyeok", "Dae-su", "Hyo-ryung", "Ha-ri", "Mi-jin")
FALL = [H("bombed", place="Roof", value=1.0, day=5), H("fall_with", "Cheong-san", "Gwi-nam", "Roof", day=5)]
OVERRUN = [H("infection", name, place="Class") for name in CAST[1:]]


class Witness(NamedTuple):
    """A chronicle in which a claim holds."""

    happenings: list[Happening]
    states: dict[str, str] | None = None


WITNESSES: dict[str, Witness] = {
    "V1": Witness([H("inject", "Byeong-chan", "Jin-su"), H("infection", "Jin-su"), *BITE]),
    "V2": Witness(
        [
            H("bully", "Gwi-nam", "Jin-su"),
            H("inject", "Byeong-chan", "Jin-su"),
            H("infection", "Jin-su"),
            H("strengthened", "Jin-su"),
            H("turned", "Jin-su"),
        ]
    ),
    "V4": Witness([*BITE, H("turned", "I-sak", "Jin-su"), H("bite", "I-sak", "Na-yeon")]),
    "V5": Witness(
        [
            H("turned", "Jin-su"),
            H("bite", "Jin-su", "I-sak"),
            H("bite", "Jin-su", "Na-yeon"),
            H("escape", "On-jo", "Jin-su"),
        ]
    ),
    "V6": Witness([*BITE, H("halfbie", "I-sak", "Jin-su"), *OVERRUN]),
    "V7": Witness([*HALFBIE, H("go_back", "Nam-ra", "On-jo")]),
    "V8": Witness([*HALFBIE, H("struck", "Nam-ra", "Gwi-nam"), H("sensed", "Nam-ra", "Jin-su")]),
    "V9": Witness([*HALFBIE, H("sensed", "Nam-ra", "Jin-su"), H("warn", "Nam-ra"), H("told", "On-jo", "Nam-ra")]),
    "V10": Witness(
        [
            *HALFBIE,
            H("hunger", "Nam-ra", value=0.4),
            H("hunger", "Nam-ra", value=0.5),
            H("hold_back", "Nam-ra", "On-jo"),
        ]
    ),
    "V11": Witness(
        [
            *HALFBIE,
            H("hunger", "Nam-ra", value=0.4),
            H("bite_own_arm", "Nam-ra"),
            H("hunger", "Nam-ra", value=0.3, day=2),
        ]
    ),
    "V12": Witness([*HALFBIE, H("infection", "Neighbour", "Jin-su")]),
    "V13": Witness([H("died", "Gwi-nam"), H("rose", "Gwi-nam", value=1)]),
    "V14": Witness([*BITE, H("mutation", "I-sak", value=1), H("infection", "Na-yeon", "I-sak")]),
    "V15": Witness([*CAPTIVE, H("researched", "Jin-su", value=0, day=60)]),
    "V16": Witness([H("infection", "Gwi-nam"), H("turned", "Gwi-nam")]),
    "P1": Witness([H("bond", "On-jo", "Nam-ra", value=0.2)]),
    "P2": Witness(
        [
            H("go_back", "On-jo", "Nam-ra"),
            H("reached", "On-jo", "Nam-ra"),
            H("grapple", "Gwi-nam", "On-jo"),
            *HALFBIE,
            H("talk", "On-jo", "Nam-ra"),
        ]
    ),
    "P3": Witness(
        [
            H("lure_away", "Cheong-san"),
            H("hunt", "Gwi-nam", "Cheong-san"),
            H("shield", "Wu-jin", "Ha-ri"),
            H("grapple", "Gwi-nam", "Wu-jin"),
            H("bite", "Gwi-nam", "Wu-jin"),
        ]
    ),
    "P4": Witness([H("halfbie", "Gwi-nam"), H("revenge", "Gwi-nam", "Cheong-san")]),
    "P5": Witness([H("lost", "On-jo", "I-sak", value=0.9), H("mourned", "On-jo", "I-sak", value=0.9, day=9)]),
    "P6": Witness(
        [
            H("light_fire", "Dae-su", place="Roof"),
            H("wished", "Nam-ra", place="Roof"),
            H("bond", "Nam-ra", "On-jo", value=0.4),
        ]
    ),
    "P7": Witness(
        [
            H("decoy", "On-jo"),
            H("alarm", "On-jo"),
            H("hunt", "Gwi-nam"),
            H("barricade", "Dae-su"),
            H("barricaded", "Dae-su"),
        ]
    ),
    "P8": Witness([*HALFBIE, H("leave_group", "Nam-ra", "On-jo")]),
    "P9": Witness([H("confess", "Cheong-san", "On-jo"), H("parted", "Cheong-san", "On-jo")]),
    "L1": Witness(OVERRUN[1:]),
    "L2": Witness([*BITE, H("infection", "Wife", "Jin-su")]),
    "L3": Witness([H("evacuated", "Neighbour", place="Street"), H("move", "On-jo", place="Street", day=5)]),
    "L4": Witness(
        [H("admitted", "On-jo", place="Camp", day=6), H("confined", "On-jo", day=6), H("set_free", "On-jo", day=20)]
    ),
    "L5": Witness(
        [H("light_fire", "Nam-ra", place="Roof", clock=20), H("saw_afar", "On-jo", "Nam-ra", "Hill", 1, clock=21)]
    ),
    "L6": Witness(
        [
            event
            for day in (30, 40, 50)
            for event in (H("slip_out", "On-jo", day=day), H("visit", "On-jo", "I-sak", day=day))
        ]
    ),
    "G1": Witness(
        [H("bombed", place="Class", value=1.0, day=5), H("died", "Na-yeon", day=5), H("infection", "I-sak", day=5)]
    ),
    "G2": Witness(
        [H("turned", "I-sak"), H("kill", "Sergeant", "I-sak", day=5), H("spared", "Jin-su", "Sergeant", day=5)]
    ),
    "G3": Witness(
        [
            *CAPTIVE,
            *(
                H(kind, who, other, day=5)
                for kind, who, other in (
                    ("turned", "Wife", None),
                    ("bound", "Wife", "Byeong-chan"),
                    ("spared", "Wife", "Sergeant"),
                    ("taken", "Wife", "Sergeant"),
                )
            ),
        ]
    ),
    "G5": Witness(
        [H("hold_captive", "Sergeant", "Private"), H("hold_captive", "Sergeant", "Neighbour")],
        {"Private": "turned", "Neighbour": "halfbie"},
    ),
    "G6": Witness(
        [H("assessed", value=10, day=2), H("actual", value=50, day=2), H("ordered", value=0, day=2, cause=2)]
    ),
    "G7": Witness([H("evacuated", "Neighbour", place="Street", day=2)]),
    "G8": Witness([*HALFBIE, H("kill", "Sergeant", "Nam-ra", day=6)]),
    "G9": Witness([H("rules_relaxed", day=80), H("slip_out", "On-jo", day=90, clock=22)]),
    "E1": Witness([H("admitted", name, day=7) for name in SIX]),
    "E2": Witness([*FALL, H("died", "Cheong-san", day=5), H("died", "Gwi-nam", day=5)]),
    "E3": Witness([*FALL, H("fell", "Cheong-san", value=15, day=5), H("admitted", "On-jo", day=7)]),
    "E4": Witness([H("died", "Cheong-san", day=5)]),
    "E5": Witness([H("shield", "Wu-jin", "Ha-ri"), H("grapple", "Gwi-nam", "Wu-jin"), H("bite", "Gwi-nam", "Wu-jin")]),
    "E6": Witness(
        [
            *HALFBIE,
            H("sensed", "Nam-ra", "Jin-su", day=5),
            H("warn", "Nam-ra", day=5),
            H("hunger", "Nam-ra", value=0.5, day=5),
            PARTED,
        ]
    ),
    "E7": Witness(
        [
            H("go_back", "On-jo", "Nam-ra", day=5),
            H("go_back", "Su-hyeok", "Nam-ra", day=5),
            H("struck", "Nam-ra", "On-jo", day=5),
            PARTED,
        ]
    ),
    "E8": Witness([*(H("lost", "On-jo", other) for other in ("I-sak", "Cheong-san", "Father")), PARTED]),
    "E9": Witness(
        [
            *HALFBIE,
            H("light_fire", "Nam-ra", place="Roof", day=120),
            H("slip_out", "On-jo", day=120),
            H("met_again", "On-jo", "Nam-ra", day=120),
        ]
    ),
    "E10": Witness(
        [H("saw_afar", "On-jo", day=120), H("slip_out", "On-jo", day=120), H("met_again", "On-jo", "Nam-ra", day=120)]
    ),
    "E11": Witness(
        [
            H("joined", "Dae-su", "Nam-ra", day=20),
            H("decline", "Nam-ra", "On-jo", day=120),
            H("leap", "Nam-ra", day=120),
            H("landed", "Nam-ra", value=18, day=120),
        ]
    ),
    "E12": Witness([H("admitted", name, day=7) for name in SIX]),
    "E14": Witness([*OVERRUN, H("infection", "Neighbour"), H("died", "Na-yeon", day=5)]),
}

Judge = Callable[..., Verdict]


@pytest.fixture
def judged(tmp_path: Path) -> Judge:
    """Judge one claim of the ledger by a small chronicle."""

    def judge(claim: Claim, happenings: list[Happening], states: dict[str, str] | None = None, **told: Any) -> Verdict:
        record = write_story(tmp_path, happenings, states, **told)
        (found,) = check_run(record, [claim.plain()]).verdicts
        return found

    return judge


def test_every_row_of_the_ledger_is_there() -> None:
    assert list(CLAIMS) == [f"{letter}{number}" for letter, n in ROWS.items() for number in range(1, n + 1)]
    assert all(claim.accounts and set(claim.accounts) <= {"A0", "A1", "A2", "A3", "A4"} for claim in CLAIMS.values())


def test_there_is_a_witness_for_every_claim_that_runs_decide() -> None:
    assert list(WITNESSES) == DECIDED_BY_RUNS


@pytest.mark.parametrize("id", DECIDED_BY_RUNS)
def test_every_claim_can_come_true(judged: Judge, id: str) -> None:
    found = judged(CLAIMS[id], *WITNESSES[id])
    assert found.verdict == "holds", found.reason
    assert found.evidence or id == "V15", "the absence of a treatment has no event"


@pytest.mark.parametrize("id", DECIDED_BY_RUNS)
def test_no_claim_holds_where_nothing_happens(judged: Judge, id: str) -> None:
    if id != "V15":  # nothing found is what it says
        assert judged(CLAIMS[id], []).verdict in ("fails", "undecided")


@pytest.mark.parametrize("id", DECIDED_BY_RUNS)
def test_every_claim_fails_once_something_else_happens(judged: Judge, id: str) -> None:
    """Some event taken from its witness, or another outcome, is enough for each."""
    happenings, states = WITNESSES[id]
    others = [[*happenings[:row], H("stay", "Dae-su"), *happenings[row + 1 :]] for row in range(len(happenings))]
    others += [[*happenings, *more] for more in SPOILED.get(id, ())]
    assert "fails" in {judged(CLAIMS[id], other, states).verdict for other in others}


SPOILED: dict[str, list[list[Happening]]] = {
    "V15": [[H("researched", "Jin-su", value=1, day=70)]],
    "V12": [[H("halfbie", "Neighbour", "Jin-su")]],
    "V13": [[H("rose", "Neighbour", value=2)]],
}  #: what makes a claim fail whose witness has too little to lose


@pytest.mark.parametrize("id", SET_BY_THE_SCENARIO)
def test_what_the_text_decides_follows_the_text(judged: Judge, id: str) -> None:
    said, other = SET_BY_THE_SCENARIO[id]
    first = judged(CLAIMS[id], [])
    second = judged(CLAIMS[id], [], scenario=SCENARIO.replace(said, other))
    silent = judged(CLAIMS[id], [], scenario=re.sub(r"\[story\].*?\n\n", "", SCENARIO, flags=re.DOTALL))
    assert first.verdict == second.verdict == "set by the scenario"
    assert first.reading == CLAIMS[id].canon != second.reading
    assert silent.verdict == "undecided"


@pytest.mark.parametrize(
    ("id", "happenings", "reading"),
    [
        ("V15", [*CAPTIVE, H("researched", "Jin-su", value=1, day=60)], "under study"),
        ("E3", [H("attack", "Gwi-nam", "Cheong-san", day=6), H("died", "Cheong-san", "Gwi-nam", day=6)], "in a fight"),
        ("E4", [H("died", "Cheong-san", day=5), H("rose", "Cheong-san", value=1, day=5)], "he may come back"),
        ("E10", [H("met_again", "On-jo", "Nam-ra", day=120)], "they long for old times"),
        ("E12", [H("admitted", "Na-yeon", day=7)], "a small group"),
    ],
)
def test_disputed_claims_name_the_other_reading_if_that_is_borne_out(
    judged: Judge, id: str, happenings: list[Happening], reading: str
) -> None:
    found = judged(CLAIMS[id], happenings)
    assert found.verdict == "fails"
    assert found.reading is not None
    assert found.reading.startswith(reading)


@pytest.mark.parametrize(
    ("id", "happenings", "answer"),
    [
        ("N1", [H("infection", "I-sak")], "no:"),
        ("N1", [H("infection", "I-sak"), H("turned", "I-sak")], "hardly:"),
        ("N1", HALFBIE, "perhaps:"),
        ("N1", [], "yes:"),
        ("N2", [*HALFBIE, H("attack", "Nam-ra", "On-jo")], "they turn on people"),
        ("N2", [*HALFBIE, H("warn", "Nam-ra")], "they help"),
        ("N2", [*HALFBIE, H("leave_group", "Nam-ra")], "they keep apart"),
        ("N3", [H("sensed", "Nam-ra", "Jin-su", day=120), H("leap", "Nam-ra", day=120)], "to shield"),
        ("N3", [H("met_again", "On-jo", "Nam-ra", day=120), H("infection", "On-jo", day=120)], "to harm"),
        ("N3", [H("leap", "Nam-ra", day=120)], "for neither"),
        ("N4", [*CAPTIVE, H("infection", "Sergeant", "Jin-su", day=9)], "to a second outbreak"),
        ("N4", [*CAPTIVE, H("researched", "Jin-su", value=1, day=60)], "to a treatment"),
        ("N4", CAPTIVE, "to nothing so far"),
        ("N5", [H("died", "Gwi-nam"), H("rose", "Gwi-nam", value=1)], "Gwi-nam"),
        ("N5", [H("died", "Gwi-nam")], "neither"),
        ("N5", [], "neither has died"),
        ("N6", HALFBIE, "at the end some are among people"),
        ("N7", [*HALFBIE, H("bite", "Nam-ra", "On-jo")], "halfbies:"),
        ("N7", [*HALFBIE, H("died", "Nam-ra", "On-jo")], "people"),
        ("N7", HALFBIE, "they have not fought"),
    ],
)
def test_open_questions_stay_open_but_have_the_answer_of_the_run(
    judged: Judge, id: str, happenings: list[Happening], answer: str
) -> None:
    found = judged(CLAIMS[id], happenings)
    assert found.verdict == "undecided"
    assert found.reading is not None
    assert found.reading.startswith(answer)


def test_survivors_are_counted_for_what_only_other_worlds_can_tell(judged: Judge) -> None:
    found = judged(CLAIMS["N8"], OVERRUN)
    assert (found.verdict, found.number) == ("undecided", 6)


def test_bonds_that_never_change_are_not_enough(judged: Judge) -> None:
    bonds = [bond for bond in BONDS if bond[2] is not Bond.DISLIKE or bond[3] < 0]
    assert judged(CLAIMS["P1"], [H("bond", "On-jo", "Nam-ra", value=0.2)], bonds=bonds).verdict == "fails"


def test_what_is_reckoned_with_is_held_against_the_truth_about_the_same_people(judged: Judge) -> None:
    """Two districts with ten and fifty infected; all of them are known."""
    known = [H(kind, value=number, day=2) for number in (10, 50) for kind in ("assessed", "actual")]
    assert judged(CLAIMS["G6"], [*known, H("ordered", value=0, day=2, cause=2)]).verdict == "fails"


def test_a_school_day_leaves_the_city_undecided(judged: Judge) -> None:
    for id in ("V16", "L4", "G1", "E1", "E9", "N3"):
        found = judged(CLAIMS[id], WITNESSES[id].happenings if id in WITNESSES else [], days=1.0)
        assert (found.verdict, found.reason) == ("undecided", "this run ends too early")
