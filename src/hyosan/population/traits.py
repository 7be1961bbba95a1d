"""What people can do: traits drawn around the mean of their role."""

import numpy as np

from hyosan.population import keyed
from hyosan.scenario.people import ResidentTraits, RosterTraits
from hyosan.world.codes import Purpose, Role
from hyosan.world.columns import Codes, Floats, Ints

TRAITS = ("strength", "speed", "hearing", "stealth", "resolve")  #: a trait's place here is the slot of its draw
BOUNDS = {"speed": (2.0, 9.0), "hearing": (-np.inf, np.inf)}  #: of drawn traits, m/s and dB
SHARE_BOUNDS = (0.02, 0.98)  #: of the other ones
OF_BODIES = ("strength", "speed")  #: traits that the vigour of an age is a share of
OLDEST = 120  #: years, that a scenario may give anybody


def drawn_traits(traits: RosterTraits | None, seed: int, key: Ints, role: Codes, age: Ints) -> dict[str, Floats]:
    """Traits by name, one keyed draw for each person and trait.

    traits : None if there is nobody
    key    : (n) stable keys
    role   : (n) Role; the scenario has traits for each that occurs
    age    : (n) years, which count for residents alone
    """
    if traits is None:  # the checks ask for traits as soon as there is anybody
        return {name: np.empty(0) for name in TRAITS}
    found = {}
    for slot, name in enumerate(TRAITS):
        by_role = [getattr(traits.of(each), name, None) for each in Role]
        mean, sd = (np.array([getattr(each, part, np.nan) for each in by_role]) for part in ("mean", "sd"))
        drawn = mean[role] + sd[role] * keyed.normals(seed, Purpose.TRAIT, key, slot)
        if name in OF_BODIES and isinstance(traits.resident, ResidentTraits):
            vigour = np.array([traits.resident.vigour.at(years) for years in range(OLDEST + 1)])
            drawn = np.where(role == Role.RESIDENT, drawn * vigour[np.minimum(age, OLDEST)], drawn)
        found[name] = np.clip(drawn, *BOUNDS.get(name, SHARE_BOUNDS))
    return found
