"""Lists: in a camp it is known who has died or turned, and those who cared for them learn of it there."""

from hyosan.jit import loop
from hyosan.systems.nature import has_mind, is_alive
from hyosan.systems.telling import CLOSE, grieve
from hyosan.world.codes import Belief
from hyosan.world.columns import Ids, Ints
from hyosan.world.parameters import Parameters
from hyosan.world.tables import Tables


@loop
def read_lists(who: Ids, seen: Ints, now: int, world: Tables, numbers: Parameters) -> None:
    """Some people look for the names of those they are bonded to.

    seen : (who) event from which on each of them can read the lists
    Assumption: by the time that people are let out of their cells the dead and the turned are known by name.
    """
    for k in range(len(who)):
        i = who[k]
        for row in range(world.people[i].bonds_from, world.people[i].bonds_end):
            other = world.bonds[row].to
            is_news = world.bonds[row].belief < Belief.TURNED and world.bonds[row].strength >= CLOSE
            if is_news and not has_mind(other, world):
                belief = Belief.TURNED.value if is_alive(other, world) else Belief.DEAD.value
                grieve(i, row, belief, now, seen[k], world, numbers)
