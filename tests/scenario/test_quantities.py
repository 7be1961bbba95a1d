"""Quantities are read into base units, and nothing else is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from hyosan.scenario import quantities as q


def read(kind: object, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("4 min", "duration", 240.0),
        ("90 s", "duration", 90.0),
        ("1 h 30 min", "duration", 5400.0),
        ("3 d", "duration", 259_200.0),
        ("80 cm", "length", 0.8),
        ("0.5 km", "length", 500.0),
        ("-4.5 m", "length", -4.5),
        ("1.3 m/s", "speed", 1.3),
        ("36 km/h", "speed", 10.0),
        ("85 dB", "level", 85.0),
        ("-6 dB(A)", "level", -6.0),
        ("66 m2", "area", 66.0),
        ("66 m²", "area", 66.0),
        ("3 per h", "rate", 3 / 3600),
        ("6e1 per min", "rate", 1.0),
    ],
)
def test_a_quantity_is_measured_in_base_units(text: str, kind: str, value: float) -> None:
    assert q.measure(text) == (kind, pytest.approx(value))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "m",
        "20",
        "20 parsec",
        "1 m 20 cm",
        "1 h -30 min",
        "1 h 30",
        "2 m 3 s",
        "nan s",
        "inf m",
        "٣ m",
        "1,5 m",
    ],
)
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no quantity"):
        q.measure(text)


@given(hours=st.integers(0, 99), minutes=st.integers(0, 59), seconds=st.integers(0, 59))
def test_parts_of_a_duration_add_up(hours: int, minutes: int, seconds: int) -> None:
    assert read(q.Duration, f"{hours} h {minutes} min {seconds} s") == hours * 3600 + minutes * 60 + seconds


@given(st.sampled_from(sorted(q.UNITS)), st.data(), st.floats(0.01, 1e6, allow_nan=False))
def test_a_number_comes_back_from_its_text(kind: str, data: st.DataObject, number: float) -> None:
    unit = data.draw(st.sampled_from(sorted(q.UNITS[kind])))
    assert q.measure(f"{number!r} {unit}") == (kind, pytest.approx(number * q.UNITS[kind][unit]))


@given(st.text(max_size=40))
def test_any_text_is_measured_or_refused(text: str) -> None:
    try:
        kind, value = q.measure(text)
    except ValueError:
        return
    assert kind in q.UNITS
    assert value == value  # not NaN


@given(st.integers(0, q.MAX_DAYS * q.DAY_S - 1))
def test_a_time_comes_back_from_its_text(time_s: int) -> None:
    day, rest = divmod(time_s, q.DAY_S)
    text = f"day {day + 1} {rest // 3600:02}:{rest % 3600 // 60:02}:{rest % 60:02}"
    assert read(q.Time, text) == time_s


@pytest.mark.parametrize("text", ["08:50", "day 0 08:00", "day 1 24:00", "day 1 08:60", "day 1", "Day 1 8:00", 3600])
def test_what_is_no_time_is_refused(text: object) -> None:
    with pytest.raises(ValidationError, match="day 1 08:50"):
        read(q.Time, text)


def test_a_clock_may_end_the_day() -> None:
    assert read(q.Clock, "24:00") == q.DAY_S
    with pytest.raises(ValidationError, match="a clock"):
        read(q.Clock, "24:01")


@pytest.mark.parametrize("value", [4, 4.0, True, None, ["4 min"], "4 m", "-4 min", "9999999 d"])
def test_a_duration_needs_its_unit_and_its_limits(value: object) -> None:
    with pytest.raises(ValidationError, match="a duration such as"):
        read(q.Duration, value)


def test_areas_and_rates_have_limits() -> None:
    assert (read(q.Area, "2 km2"), read(q.Rate, "6 per min")) == (2e6, 0.1)
    for kind, text in ((q.Area, "0 m2"), (q.Area, "-1 m2"), (q.Rate, "-1 per h")):
        with pytest.raises(ValidationError, match="such as"):
            read(kind, text)


@pytest.mark.parametrize("value", [-0.1, 1.1, True, "0.5", float("nan"), float("inf"), 10**400, None])
def test_a_share_is_a_plain_number_from_0_to_1(value: object) -> None:
    with pytest.raises(ValidationError, match="from 0 to 1"):
        read(q.Share, value)


def test_steps_near_hunters_are_whole_seconds_up_to_five() -> None:
    assert [read(q.NearStep, f"{s} s") for s in (1, 5)] == [1, 5]
    for text in ("0 s", "6 s", "2.5 s"):
        with pytest.raises(ValidationError, match="1 s to 5 s"):
            read(q.NearStep, text)


@pytest.mark.parametrize("text", ["", "  ", "assumption", "assumption: ", "Assumption:"])
def test_an_assumption_needs_a_reason(text: str) -> None:
    with pytest.raises(ValidationError, match="a publication"):
        read(q.SourceText, text)
