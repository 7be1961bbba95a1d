"""The timetable: what an ordinary day has each role do now."""

from hyosan.world.codes import Role
from hyosan.world.parameters import ANYWHERE
from hyosan.world.world import World

DAY_S = 86_400


def turn_page(world: World) -> int:
    """Bring the present periods up to date; returns for whom a new one has begun: roles as powers of two, added up."""
    now = world.clock.now
    period = world.tables.period
    turned = sum(1 << role for role in Role if period["until"][role] <= now)
    if turned == 0:
        return 0
    midnight = now - now % DAY_S
    clock = now - midnight
    timetable = world.timetable
    for role in Role:
        present = timetable[(timetable["role"] == role) & (timetable["start"] <= clock) & (clock < timetable["end"])]
        period["where"][role] = present["where"][0] if len(present) else ANYWHERE
        period["until"][role] = midnight + (present["end"][0] if len(present) else DAY_S)
        period["level_db"][role] = present["level_db"][0] if len(present) else 0.0
    return turned
