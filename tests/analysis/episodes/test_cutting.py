"""The law of the cuts: parts tile the run, stand where it changes, and each has something to tell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyosan.analysis.episodes import cutting
from hyosan.analysis.episodes.cutting import Strand, cut, shared, strand
from hyosan.errors import BadInput

END = 10_000


def every(step: int, first: int, end: int) -> Strand:
    """Something that happens at a steady pace from a first time on."""
    return strand(np.arange(first, end, step))


def joined(*strands: Strand) -> Strand:
    return strand(np.concatenate([each.times for each in strands]))


def test_cuts_stand_where_one_kind_of_thing_follows_on_another() -> None:
    quarrels, bites, repairs = every(50, 100, 2_000), every(10, 2_000, 3_000), every(200, 3_000, END)
    assert cut([quarrels, bites, repairs], 0, END, 3) == [0, 2_000, 3_000]
    assert cut([repairs, quarrels, bites], 0, END, 3) == [0, 2_000, 3_000]


def test_cuts_stand_where_the_pace_changes() -> None:
    bites = joined(every(100, 100, 4_000), every(5, 4_000, 5_000), every(100, 5_000, END))
    assert cut([bites], 0, END, 3) == [0, 4_000, 5_000]


def test_a_run_and_the_same_run_later_are_cut_alike() -> None:
    strands = [every(50, 100, 2_000), every(10, 2_000, 3_000), every(170, 40, END)]
    later = [strand(each.times + 86_400) for each in strands]
    cuts = cut(strands, 0, END, 3)
    assert cut(later, 86_400, 86_400 + END, 3) == [time + 86_400 for time in cuts]
    assert cut(strands, 0, END, 3) == cuts


def test_counted_events_are_cut_like_single_ones() -> None:
    times = np.repeat(np.arange(100, 3_000, 100), 7)
    once, counts = np.unique(times, return_counts=True)
    others = every(60, 2_000, END)
    assert cut([strand(times), others], 0, END, 3) == cut([strand(once, counts), others], 0, END, 3)


def test_of_a_long_chronicle_the_cuts_are_as_near_as_its_ticks() -> None:
    first, second = every(1, 0, 40_000), every(1, 40_000, 100_000)
    n_ticks = len(np.unique(np.concatenate([first.times, second.times])))
    assert n_ticks > cutting.MOST_TICKS
    assert cut([first, second], 0, 100_000, 2)[1] == pytest.approx(40_000, abs=100_000 / cutting.MOST_TICKS)


times = st.lists(st.integers(0, 2_000), min_size=1, max_size=30).map(lambda found: strand(np.array(sorted(found))))


@settings(max_examples=60)
@given(strands=st.lists(times, min_size=1, max_size=4), start=st.integers(-500, 0), n=st.integers(1, 8))
def test_parts_tile_the_run_and_each_has_an_event(strands: list[Strand], start: int, n: int) -> None:
    end = 2_001
    try:
        found = cut(strands, start, end, n)
    except BadInput as refusal:
        most = int(refusal.accepted.removeprefix("1 to "))
        assert 1 <= most < n
        assert len(cut(strands, start, end, most)) == most
        return
    assert len(found) == n
    assert found[0] == start
    assert found == sorted(set(found))
    assert found[-1] < end
    happened = np.unique(np.concatenate([each.times for each in strands]))
    assert set(found[1:]) <= set(happened.tolist())
    inside = np.histogram(happened, [*found, end])[0]
    assert (inside > 0).all()


def test_more_parts_than_the_run_can_tell_are_refused_with_how_many_it_can() -> None:
    strands = [every(50, 100, 2_000), every(10, 2_000, 3_000)]
    with pytest.raises(BadInput, match=r"--episodes:10000: .*not so many parts.*; 1 to \d+"):
        cut(strands, 0, END, 10_000)


def test_where_nothing_happened_there_is_nothing_to_cut() -> None:
    with pytest.raises(BadInput, match="nothing happened"):
        cut([strand(np.array([], np.int64))], 0, END, 2)


def test_places_share_the_weight_of_what_happens_in_them() -> None:
    whole = every(10, 0, 900)
    halves = shared([every(10, 0, 600), every(10, 600, 900)])
    assert sum(each.weight for each in halves) == pytest.approx(whole.weight)
    assert halves[0].weight == pytest.approx(2 * halves[1].weight)
