"""Scenarios: TOML files with catalog references and overrides, read into one validated and frozen object."""

from hyosan.scenario.behaviours import Behaviour
from hyosan.scenario.catalog import list_scenarios
from hyosan.scenario.check_claims import claims_in
from hyosan.scenario.claims import Claim
from hyosan.scenario.interventions import Detection, Intervention
from hyosan.scenario.load import load, loads
from hyosan.scenario.mechanics import Sourced, require
from hyosan.scenario.pathogen import Chance, Hunger, Mutation, Pathogen, Rise, State, Transition, Wait
from hyosan.scenario.people import Bond, Grade, Names, Period, Person, Roster, RosterTraits, Trait, Traits
from hyosan.scenario.places import Passage, Place, PlaceKind, Sound
from hyosan.scenario.scenario import Scenario
from hyosan.scenario.schema import json_schema

__all__ = [
    "Behaviour",
    "Bond",
    "Chance",
    "Claim",
    "Detection",
    "Grade",
    "Hunger",
    "Intervention",
    "Mutation",
    "Names",
    "Passage",
    "Pathogen",
    "Period",
    "Person",
    "Place",
    "PlaceKind",
    "Rise",
    "Roster",
    "RosterTraits",
    "Scenario",
    "Sound",
    "Sourced",
    "State",
    "Trait",
    "Traits",
    "Transition",
    "Wait",
    "claims_in",
    "json_schema",
    "list_scenarios",
    "load",
    "loads",
    "require",
]
