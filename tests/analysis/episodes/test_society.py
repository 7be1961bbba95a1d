"""What the parts of an outbreak among people who are counted tell."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from hyosan.analysis.episodes import Fact, episodes_of
from hyosan.analysis.episodes.society import epidemic_of
from hyosan.analysis.episodes.stretch import Stretch
from hyosan.analysis.episodes.tally import DAY_S, tally_of
from hyosan.chronicle import RunRecord
from hyosan.errors import BadInput
from hyosan.world.codes import Kind, Setting
from tests.analysis.small_outbreak import DAY, OUTBREAK, SCENARIO, UNTIL, H, write_outbreak

MEASURED = SCENARIO + '[[intervention]]\nname = "school closure"\n[[intervention]]\nname = "masks"\n'


@pytest.fixture
def outbreak(tmp_path: Path) -> RunRecord:
    return write_outbreak(tmp_path)


def facts(record: RunRecord) -> dict[str, Fact]:
    """All facts of an outbreak, taken as one part."""
    return {fact.topic: fact for fact in Stretch(epidemic_of(record, 10), 0, UNTIL * DAY).found()}


def growing(start: float, days: int, doubling: float, who: int = 0) -> list[H]:
    """Infections that double, evenly over each day, all passed on by the first person at school."""
    daily = np.round(2 ** (np.arange(days) / doubling)).astype(int)
    return [
        H(start + day + (i + 0.5) / n, Kind.INFECTION, 1, who, 0, 0, Setting.SCHOOL)
        for day, n in enumerate(daily)
        for i in range(n)
    ]


def test_events_are_counted_by_kind_time_setting_and_district(outbreak: RunRecord) -> None:
    tally = tally_of(outbreak)
    assert (tally.width_s, tally.n_bins) == (3 * 3600, UNTIL * 8)
    cases = tally.of(Kind.INFECTION).with_columns(pl.col("bin") // 8)
    rows = cases.select("bin", "setting", "district", "n", "first").sort("first").rows()
    assert rows == [
        (2, Setting.HOME, 0, 1, 2), (2, Setting.SCHOOL, 0, 1, 3), (4, Setting.COMMUNITY, 1, 1, 5),
        (5, Setting.WORK, 0, 1, 6), (9, Setting.HOME, 0, 1, 10),
    ]  # fmt: skip
    assert tally.by_bin(tally.of(Kind.DIED)).nonzero()[0].tolist() == [8 * 8]


@pytest.mark.parametrize("n", [1, 2, 4])
def test_parts_tile_the_outbreak_and_rest_on_their_own_events(outbreak: RunRecord, n: int) -> None:
    parts = episodes_of(outbreak, n).parts
    time = dict(outbreak.events().select("id", "time").iter_rows())
    assert [part.start for part in parts] == [0, *(part.end for part in parts[:-1])]
    assert (len(parts), parts[-1].end) == (n, UNTIL * DAY)
    for part in parts:
        assert all(part.start <= time[event] < part.end for fact in part.facts for event in fact.evidence.events)


def test_every_case_is_in_one_part(outbreak: RunRecord) -> None:
    assert sum(dict(part.facts[-1].figures)["cases"] for part in episodes_of(outbreak, 4).parts) == 6


def test_a_part_comes_to_its_cases_and_how_many_are_infected_at_the_end(outbreak: RunRecord) -> None:
    (part,) = episodes_of(outbreak, 1).parts
    assert dict(part.facts[-1].figures) == pytest.approx(
        {"cases": 6, "per_d": 6 / 14, "share": 1.0, "infected": 2, "people": 10}
    )


def test_growth_is_told_as_doubling_time_where_it_is_clear(tmp_path: Path) -> None:
    record = write_outbreak(tmp_path, (*OUTBREAK[:2], *growing(0, 14, doubling=2)))
    found = facts(record)
    assert dict(found["grew"].figures)["value"] == pytest.approx(2, rel=0.1)
    assert "declined" not in found


def test_the_peak_is_that_of_a_day_with_its_own_events(tmp_path: Path) -> None:
    record = write_outbreak(tmp_path, (*OUTBREAK[:2], *growing(2, 6, doubling=1), *growing(9, 1, doubling=1)))
    peak = facts(record)["peak"]
    assert (dict(peak.figures)["cases"], peak.evidence.n, peak.time // DAY_S + 1) == (32, 32, 8)


def test_what_happens_to_cases_for_the_first_time_is_told_as_such(outbreak: RunRecord) -> None:
    found = Stretch(epidemic_of(outbreak, 10), 0, UNTIL * DAY).found()
    firsts = {fact.kind: fact.evidence.events for fact in found if fact.topic == "first"}
    assert firsts == {"onset": (4,), "hospitalised": (7,), "intensive_care": (8,), "died": (9,)}


def test_districts_are_told_when_their_first_case_comes(tmp_path: Path) -> None:
    reached = facts(write_outbreak(tmp_path))["reached"]
    assert reached.places == (("South", 1),)


def test_interventions_are_told_by_name_with_their_districts(tmp_path: Path) -> None:
    measures = (
        H(5, Kind.INTERVENTION_BEGINS, 0, place=0, value=0),
        H(5, Kind.INTERVENTION_BEGINS, 0, place=1, value=0),
        H(6, Kind.INTERVENTION_BEGINS, 0, value=1),
        H(9, Kind.INTERVENTION_ENDS, 11, place=0, value=0),
    )
    record = write_outbreak(tmp_path, (*OUTBREAK, *measures), scenario=MEASURED)
    told = facts(record)
    assert told["began"].places == (("school closure", 2), ("masks", 0))
    assert told["began"].evidence.events == (11, 12, 13)
    assert told["ended"].places == (("school closure", 1),)


def test_a_run_in_which_nobody_is_infected_has_no_parts(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nothing happened"):
        episodes_of(write_outbreak(tmp_path, OUTBREAK[:1]), 2)
