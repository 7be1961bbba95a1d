"""The processes of the model, in the order in which a step runs them: the model at a glance.

Between systems: each sees what the earlier ones wrote. Within one: read now, write next. A scenario names those
it runs.
"""

from collections.abc import Callable
from typing import Any

from hyosan.systems import bonds, course, decisions, encounters, interventions, noise, reporting, transmission

Step = Callable[[Any, Any], None]

ORDER: tuple[tuple[str, Step], ...] = (
    ("interventions", interventions.step),  # the authorities act on what is reported
    ("course", course.step),  # who progresses, turns, dies, rises again
    ("noise", noise.step),  # sounds made, carried through walls and doors, heard
    ("decisions", decisions.step),  # a mind with a new percept or a spent commitment picks an act
    ("encounters", encounters.step),  # movement and encounters, second by second
    ("reporting", reporting.step),  # what comes to be known, late and not all of it; cases and contacts stay apart
    ("transmission", transmission.step),  # infection by shared place and contact, among people who are counted
    ("bonds", bonds.step),  # bonds grow and break
)

OF_PREMISES = frozenset(  #: what named people in rooms need; the first and the last, if there are authorities
    {"interventions", "course", "noise", "decisions", "encounters", "reporting", "bonds"}
)
OF_SOCIETIES = frozenset({"interventions", "course", "reporting", "transmission"})  #: and many people who are counted
