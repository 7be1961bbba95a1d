"""What an outbreak asked of hospitals, and how many died of it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import polars as pl

from hyosan.analysis.epidemic.incidence import prevalence_of_states
from hyosan.chronicle import RunRecord
from hyosan.world.codes import Kind


@dataclass(frozen=True)
class Beds:
    """Beds taken in hospital, or in intensive care.

    admissions : count
    peak       : most beds taken at a time, count
    day        : when that was; the first day is 1
    """

    admissions: int
    peak: int
    day: int


@dataclass(frozen=True)
class MostIll:
    """When most people were ill at a time: absent from work and school, if they stay away.

    people : count
    day    : the first day is 1
    """

    people: int
    day: int


@dataclass(frozen=True)
class Burden:
    """Illness, hospital, intensive care (whose beds count as hospital too), deaths; None for what the pathogen has not.

    ill                      : of those with symptoms
    hospital, intensive_care : beds taken
    deaths                   : count
    """

    ill: MostIll | None
    hospital: Beds | None
    intensive_care: Beds | None
    deaths: int | None


def burden_of(record: RunRecord, pathogen: dict[str, Any], course: pl.DataFrame) -> Burden:
    """Admissions and deaths from the events of the course; beds from the counts by state.

    A bed in hospital is taken from the state that admission leads to until the infection or the life ends.

    pathogen : of the resolved scenario
    course   : events with their kind
    """
    events = dict(course["kind"].cast(pl.String).value_counts().iter_rows())
    intensive = _led_to(pathogen, Kind.INTENSIVE_CARE)
    patients = _onwards(pathogen, _led_to(pathogen, Kind.HOSPITALISED) | intensive)
    return Burden(
        ill=_most_ill(record, states_with(pathogen, "symptomatic")),
        hospital=_beds(record, patients, events.get("hospitalised", 0)),
        intensive_care=_beds(record, intensive, events.get("intensive_care", 0)),
        deaths=events.get("died", 0) if _led_to(pathogen, Kind.DIED) else None,
    )


def _most_ill(record: RunRecord, states: set[str]) -> MostIll | None:
    if not states:
        return None
    day, ill = prevalence_of_states(record.series(), states)
    most = int(ill.argmax())
    return MostIll(int(ill[most]), int(day[most]) + 1)


def states_with(pathogen: dict[str, Any], flag: str) -> set[str]:
    """Names of the states that have a flag."""
    return {state["name"] for state in pathogen.get("state", []) if flag in state.get("flags", ())}


def infected_states(pathogen: dict[str, Any]) -> set[str]:
    """Names of the states of those who are alive and infected."""
    return states_with(pathogen, "infected") - states_with(pathogen, "dead")


def _led_to(pathogen: dict[str, Any], kind: Kind) -> set[str]:
    """States that the transitions of a kind lead to."""
    return {way["to"] for way in pathogen.get("transition", []) if way.get("event") == kind.name.lower()}


def _onwards(pathogen: dict[str, Any], states: set[str]) -> set[str]:
    """Some states and those that follow on them, as long as the infection lasts."""
    follow = {way["to"] for way in pathogen.get("transition", []) if way["from"] in states}
    found = states | (follow & infected_states(pathogen))
    return found if found == states else _onwards(pathogen, found)


def _beds(record: RunRecord, states: Collection[str], admissions: int) -> Beds | None:
    if not states:
        return None
    days, taken = prevalence_of_states(record.series(), states)
    at = int(taken.argmax())
    return Beds(admissions=admissions, peak=int(taken[at]), day=int(days[at]) + 1)
