"""A frontier of places ordered by cost: a binary heap in working space, for spreading ways and sounds."""

from hyosan.jit import part
from hyosan.world.scratch import Scratch


@part
def clear(scratch: Scratch) -> int:
    """Begin a new spread with no place reached and nothing on the frontier; returns its stamp."""
    spread = scratch.spread[0]
    spread.stamp += 1
    spread.heap = 0
    spread.settled = 0
    return spread.stamp


@part
def push(scratch: Scratch, key: float, place: int) -> None:
    """Put a place on the frontier."""
    heap = scratch.heap
    row = scratch.spread[0].heap
    scratch.spread[0].heap = row + 1
    while row > 0:
        parent = (row - 1) >> 1
        if heap[parent].key < key or (heap[parent].key == key and heap[parent].place <= place):
            break
        heap[row].key = heap[parent].key
        heap[row].place = heap[parent].place
        row = parent
    heap[row].key = key
    heap[row].place = place


@part
def pop(scratch: Scratch) -> int:
    """Take the place with the lowest key off the frontier; the lower row number on a tie."""
    heap = scratch.heap
    top = heap[0].place
    last = scratch.spread[0].heap - 1
    scratch.spread[0].heap = last
    key = heap[last].key
    place = heap[last].place
    row = 0
    while True:
        child = 2 * row + 1
        if child >= last:
            break
        right = child + 1
        if right < last and (
            heap[right].key < heap[child].key
            or (heap[right].key == heap[child].key and heap[right].place < heap[child].place)
        ):
            child = right
        if key < heap[child].key or (key == heap[child].key and place <= heap[child].place):
            break
        heap[row].key = heap[child].key
        heap[row].place = heap[child].place
        row = child
    heap[row].key = key
    heap[row].place = place
    return top


@part
def settle(scratch: Scratch, place: int) -> None:
    """List a place whose cost is final."""
    row = scratch.spread[0].settled
    scratch.settled[row] = place
    scratch.spread[0].settled = row + 1


@part
def reach(scratch: Scratch, place: int, cost: float, before: int) -> None:
    """Note at what cost and from where a place was reached."""
    reached = scratch.reached[place]
    reached.stamp = scratch.spread[0].stamp
    reached.cost = cost
    reached.before = before


@part
def push_reached(scratch: Scratch, place: int, cost: float, before: int, left: float) -> None:
    """Put a place on the frontier that was reached at a cost, with so much left to go at least."""
    reach(scratch, place, cost, before)
    scratch.reached[place].key = cost + left
    push(scratch, cost + left, place)


@part
def is_reached(scratch: Scratch, place: int) -> bool:
    """Whether the present spread has reached a place."""
    return scratch.reached[place].stamp == scratch.spread[0].stamp
