"""What is heard, seen, smelt and sensed."""

from math import sqrt

from hyosan.jit import rule
from hyosan.rules.numbers import log10
from hyosan.world.codes import Door


@rule
def heard_db(source_db: float, path_m: float, loss_db: float) -> float:
    """Level of a sound where the listener stands, dB(A).

    source_db : level 1 m from the source, dB(A)
    path_m    : length of the path, m; nearer than 1 m counts as 1 m
    loss_db   : sum of the losses through walls, floors and doors on the path, dB
    Source: inverse-square law of a point source.
    """
    return source_db - 20.0 * log10(max(path_m, 1.0)) - loss_db


@rule
def door_loss_db(door: int, opening_db: float, closed_db: float, barricaded_db: float) -> float:
    """Loss of a sound through a passage, by the state of its door, dB."""
    if door in (Door.NONE, Door.OPEN, Door.BROKEN):
        return opening_db
    return barricaded_db if door == Door.BARRICADED else closed_db


@rule
def crowd_db(single_db: float, n: float) -> float:
    """Level of n equal incoherent sources together, dB(A): 10 log10 n above one of them."""
    return single_db + 10.0 * log10(max(n, 1.0))


@rule
def noticed_per_s(excess_db: float, per_min_at_10_db: float) -> float:
    """Rate at which a steady sound of others next door is noticed, per s.

    excess_db        : level above what the listener can just hear, dB; nothing is noticed at or below 0
    per_min_at_10_db : notices per minute at 10 dB above it
    Assumption: proportional to the excess, as attention is drawn sooner by what stands out more.
    """
    return max(excess_db, 0.0) / 10.0 * per_min_at_10_db / 60.0


@rule
def exposure(hidden: float, sharpness: float) -> float:
    """How readily somebody is found, 1 in the open to nearly 0 well hidden from dull senses.

    hidden    : quality of the hiding, 0 to 1
    sharpness : sense of smell of the searcher, 0 (a person's) to 1
    """
    return 1.0 - hidden * (1.0 - 0.5 * sharpness)


@rule
def alarm(level_db: float, background_db: float, hearing_db: float) -> float:
    """Fear that an alarming sound raises, 0 to 1: nothing at the threshold, all of it 60 dB above."""
    return min(max((level_db + hearing_db - background_db) / 60.0, 0.0), 1.0)


@rule
def is_dark(time_s: float, dusk_s: float, dawn_s: float) -> bool:
    """Whether it is night.

    time_s : since any midnight, s;  dusk_s, dawn_s : since midnight, s
    """
    clock = time_s % 86_400.0
    return clock >= dusk_s or clock < dawn_s


@rule
def distance_m(dx_m: float, dy_m: float, floors: float, floor_m: float) -> float:
    """Straight line between two points some floors apart, m."""
    dz_m = floors * floor_m
    return sqrt(dx_m * dx_m + dy_m * dy_m + dz_m * dz_m)
