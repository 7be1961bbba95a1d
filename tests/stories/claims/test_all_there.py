"""No mechanism of the ledger goes without its small worlds."""

import re
from pathlib import Path

from hyosan.world.codes import Act
from tests.stories.claims.judging import LEDGER

#: claim -> acts that the model lacks; what P5 and G9 are about is shown in test_remembrance.py, not by the claims yet
NOT_YET: dict[str, set[str]] = {"P5": set(), "G9": set()}


def shown() -> set[str]:
    """Claims that a test of this folder is called after."""
    text = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    return {claim.upper() for claim in re.findall(r"^def test_([a-z]\d+)_", text, re.MULTILINE)}


def test_every_mechanism_of_the_ledger_has_its_small_worlds() -> None:
    mechanisms = {claim.id for claim in LEDGER.values() if claim.kind == "mechanism"}
    assert mechanisms - shown() == NOT_YET.keys()


def test_what_has_none_waits_for_acts_that_nobody_can_choose_yet() -> None:
    for claim, acts in NOT_YET.items():
        assert not acts & set(Act.__members__), f"{claim} can happen now: show it"
