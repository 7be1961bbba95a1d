"""No mechanism of the ledger goes without its small worlds."""

import re
from pathlib import Path

from tests.stories.claims.judging import LEDGER


def shown() -> set[str]:
    """Claims that a test of this folder is called after."""
    text = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    return {claim.upper() for claim in re.findall(r"^def test_([a-z]\d+)_", text, re.MULTILINE)}


def test_every_mechanism_of_the_ledger_has_its_small_worlds() -> None:
    mechanisms = {claim.id for claim in LEDGER.values() if claim.kind == "mechanism"}
    assert mechanisms <= shown()
