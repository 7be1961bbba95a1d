"""Cordon: the ways out of a district are closed. People turn back, hunters have to break through."""

import numpy as np

from hyosan.systems.authorities.deciding import districts_of
from hyosan.systems.authorities.units import call_out, send_home
from hyosan.systems.recording import note
from hyosan.systems.regions import part_regions
from hyosan.world.authorities import Authorities
from hyosan.world.codes import NOBODY, Door, Kind
from hyosan.world.columns import Ids, Ints, Truths
from hyosan.world.world import World

SAVED = ("door", "barred_from", "locked_from", "strength")  #: of a passage, given back when it is opened


def enclosed(row: int, authorities: Authorities) -> Truths:
    """(places) that are to be shut off: those that the order names, else its districts."""
    order = authorities.order_of(row)
    if len(order.places):
        inside = np.zeros(len(authorities.district), np.bool_)
        inside[order.places] = True
        return inside
    return np.append(districts_of(row, authorities), False)[authorities.district]


def ways_out(row: int, world: World, authorities: Authorities) -> tuple[Ints, Ids]:
    """Passages that lead out of what an order encloses, not closed by another one, and the places outside of them."""
    passages = world.tables.passages
    inside = enclosed(row, authorities)
    a, b = passages["a"], passages["b"]
    found = np.flatnonzero((inside[a] != inside[b]) & (authorities.closed["mandate"] < 0))
    return found, np.where(inside[a[found]], b[found], a[found]).astype(np.int32)


def begin(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Close every way out, and send units to stand outside of them. Everybody is told: nobody plans a way through."""
    order = authorities.order_of(row)
    closed, passages = authorities.closed, world.tables.passages
    found, outside = ways_out(row, world, authorities)
    cause = authorities.event_of(row)
    for passage, place in zip(found.tolist(), outside.tolist(), strict=True):
        for column in SAVED:
            closed[column][passage] = passages[column][passage]
        closed["mandate"][passage] = row
        passages["event"][passage] = note(
            world.tables.log, now, Kind.BARRICADED, place=place, cause=cause, value=float(passage)
        )
    passages["door"][found] = Door.BARRICADED
    passages["strength"][found] = np.maximum(passages["strength"][found], 0.0) + order.strength_s
    passages["barred_from"][found] = passages["locked_from"][found] = authorities.on_road
    part_regions(world.scratch[0], world.tables)
    call_out(row, np.unique(outside), now, authorities)


def end(row: int, now: int, world: World, authorities: Authorities) -> None:
    """Open what has not been broken meanwhile."""
    closed, passages = authorities.closed, world.tables.passages
    mine = np.flatnonzero(closed["mandate"] == row)
    whole = mine[passages["door"][mine] == Door.BARRICADED]
    for column in SAVED:
        passages[column][whole] = closed[column][whole]
    passages["locked_from"][mine] = closed["locked_from"][mine]
    closed["mandate"][mine] = NOBODY
    part_regions(world.scratch[0], world.tables)
    send_home(row, now, world, authorities)
