"""Interventions of the catalog: their files are sound, and scenarios refer to them and change them."""

import pytest

from hyosan.errors import BadInput
from hyosan.scenario import check_interventions as checks
from hyosan.scenario import load
from hyosan.scenario.catalog import BUILT_IN
from hyosan.world.codes import Measure
from tests.engine.societies import AUTHORITIES

KNOWN = (
    'detection=[{name="tests", state="infectious", probability=0.5, source="definition", '
    'delay={distribution="fixed", value="1 d"}}]'
)
FILES = sorted(path.stem for path in (BUILT_IN / "interventions").glob("*.toml"))


@pytest.fixture(autouse=True)
def anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a well-mixed society stand for any."""
    monkeypatch.setattr(checks, "BEYOND_MIXED", ())


def test_there_is_one_of_each_kind() -> None:
    scenario = load("seir-mixed", [AUTHORITIES, KNOWN, 'interventions=["*"]'])
    assert sorted(row.kind for row in scenario.intervention) == sorted(Measure)
    assert len(FILES) == len(Measure)


@pytest.mark.parametrize("name", FILES)
def test_each_says_where_its_numbers_come_from(name: str) -> None:
    (row,) = load("seir-mixed", [AUTHORITIES, KNOWN, f'interventions=["{name}"]']).intervention
    assert len(row.source) > 20


def test_changes_are_laid_over_them() -> None:
    changes = "intervention.school closure.reduction=0.5", 'intervention.school closure.lasts="14 d"'
    (row,) = load("seir-mixed", [AUTHORITIES, 'interventions=["school-closure"]', *changes]).intervention
    assert (row.kind, row.reduction, row.lasts) == (Measure.SCHOOL_CLOSURE, 0.5, 14 * 86_400)


def test_an_unknown_file_is_refused() -> None:
    with pytest.raises(BadInput, match="school-closure"):
        load("seir-mixed", ['interventions=["school-closed"]'])
