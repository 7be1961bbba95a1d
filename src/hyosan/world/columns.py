"""The state of the world as tables: one row per person, place, passage, bond; one column per fact.

A table is a NumPy array of records: `body[i].place` in a compiled loop, `body["place"]` for the whole column. (Records
and not loose columns, because a loop that hands a hundred arrays to its helpers spends its time on handing over:
docs/architecture.md.) The comment behind a column gives unit and meaning. Identifiers are row numbers; -1 is nobody or
nowhere; `NEVER` is a time that does not come. Everything that can decide something later is here and enters the digest,
except the tables and columns marked as derived.
"""

from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar, get_args, get_type_hints, overload

import numpy as np
from numpy.typing import NDArray

from hyosan.world.codes import NEVER

Whole = Annotated[int, np.int64]
Id = Annotated[int, np.int32]
Code = Annotated[int, np.int8]
Truth = Annotated[bool, np.bool_]
Real = Annotated[float, np.float64]

Ints = NDArray[np.int64]  #: whole columns, as set-up makes them
Ids = NDArray[np.int32]
Codes = NDArray[np.int8]
Truths = NDArray[np.bool_]
Floats = NDArray[np.float64]

APART_BYTES = 128  #: two lines, since some processors fetch them in pairs
TOGETHER = 8  #: people that a step passes over at once
IN_BLOCK = 512  #: people of a block that it passes over as a whole
ROUTE_LENGTH = 24  #: places that a route can hold; longer ways are walked in stages
DANGERS = 4  #: places a mind remembers as dangerous
Route = Annotated[NDArray[np.int32], np.int32, ROUTE_LENGTH]
Memory = Annotated[NDArray[np.int64], np.int64, DANGERS]

if TYPE_CHECKING:

    class Table:
        """An array of records, as the type checker sees it."""

        dtype: np.dtype[Any]

        @overload
        def __getitem__(self, row: int) -> Self: ...
        @overload
        def __getitem__(self, column: str) -> NDArray[Any]: ...
        def __getitem__(self, key: int | str) -> Any: ...
        def __setitem__(self, key: int | slice | str, values: Any) -> None: ...
        def __len__(self) -> int: ...

else:

    class Table:
        """An array of records; its columns are the annotations of a subclass."""


class People(Table):
    """Who they are. Never changes during a run."""

    key: Whole  # stable identity in the keys of randomness, 0 to 2^32 - 1
    age: Id  # years
    role: Code  # Role
    unit: Id  # home class, or -1
    home: Id  # own classroom; of those without one, their office
    office: Id  # where they work or learn; of those who do neither, where they live
    is_named: Truth  # of the cast
    is_recorded: Truth  # their moves are recorded
    is_maker: Truth  # holds the pathogen before the outbreak
    has_keys: Truth  # opens locked doors
    bonds_from: Whole  # own bonds are rows bonds_from to bonds_end
    bonds_end: Whole
    bonds_room: Whole  # rows up to here are kept for new ones
    dwelling: Id  # place of a city where they live, or -1
    household: Id  # those of one number live together; -1 for none


class Course(Table):
    """Natural history of each person's infection."""

    state: Code  # row of the pathogen's states
    next_state: Code  # the one to come, or -1
    before_death: Code  # state in which the person died, or -1
    since: Whole  # s, when the state was entered
    due: Whole  # s, when the next is entered, or NEVER
    episode: Id  # infections so far
    strain: Id  # row of the strains, or -1
    infector: Id  # person, or -1
    n_rises: Id  # times risen
    severity: Real  # of the infecting bite, in [0, 1]
    frailty: Real  # person's own factor on the chance to rise, median 1
    fed_at: Whole  # s, when hunger was last relieved
    event: Whole  # the event that led to the present state


class Body(Table):
    """Where a body is, how it moves, who holds it."""

    place: Id
    passage: Id  # passage being walked, or -1 when in the place
    onto: Id  # place at the other end of that passage, or -1
    route_at: Id  # next place of the route
    route_end: Id  # one past the last
    held_by: Id  # hunter, or -1
    holds: Id  # prey, or -1
    bound_by: Id  # who tied them up, or -1
    leads: Id  # somebody tied up whom they take along, or -1
    along_m: Real  # m walked on the passage
    carry_m: Real  # m left over from the last tick, walked in the next
    pace_mps: Real  # m/s it moves at now; 0 stands
    strength: Real  # 0.5 is average
    speed_mps: Real  # m/s, running
    hearing_db: Real  # dB better (+) or worse (-) than average
    stealth: Real  # 0 to 1
    armed: Real  # 0 to 1
    hurt: Real  # 0 unhurt to 1
    hidden: Real  # 0 in the open to 1 perfectly hidden
    hold_until: Whole  # s, when the hold is decided
    hold_event: Whole  # the grapple
    bound_event: Whole  # in which they were tied up
    dazed_until: Whole  # s, does nothing until then: thrown off, busy with a bite, waiting, or that far ahead already
    route: Route  # places still to come


class Mind(Table):
    """What a mind knows, feels and is doing."""

    act: Code  # Act
    wake: Code  # Wake: why it gets to choose; 0 asleep
    decoys: Code  # things left to throw or to let ring
    knows: Truth  # has seen the turned, or been told
    act_with: Id  # person the act is about, or -1
    act_at: Id  # place or passage the act is about, or -1
    leader: Id  # whom it follows, or -1
    called_by: Id  # who called it to come along last, or -1
    seen_hunters: Id  # hunters in sight when it last took them in
    seen_in: Id  # and the place, or -1
    worry_for: Id  # whom its worry is about, or -1
    occasion: Id  # choices made so far
    called_at: Whole  # s
    settled_at: Whole  # s, since when it stays where it is with nothing new to think about
    act_until: Whole  # s, when the commitment is spent
    act_event: Whole  # the recorded choice
    wake_event: Whole  # the event that woke it
    heard_at: Whole  # s, last alarming sound that woke it
    resolve: Real  # 0 to 1
    fear: Real  # 0 to 1, at `fear_at`
    fear_at: Whole  # s
    slip_at: Whole  # s, when a sound escapes somebody who keeps still in fear, or NEVER
    grief: Real  # at `grief_at`
    grief_at: Whole  # s
    harm: Real  # bullying suffered, by what each incident did
    harm_event: Whole  # the last incident
    worry: Real  # bullying of the bonded that this mind has been told of
    worry_event: Whole  # the last telling
    danger_place: Memory  # places remembered as dangerous, or -1
    danger_time: Memory  # s, when


class Longing(Table):
    """Rows: people. What a mind would go a long way for."""

    wish: Real  # to sit at a fire with others again, 0 to 1
    wish_at: Id  # place of the fire that planted it, or -1
    wish_event: Whole  # in which it was planted, or NO_EVENT
    beacon: Id  # place where a fire was last seen from afar, or -1
    beacon_fire: Whole  # the event that lit that fire, or NO_EVENT
    beacon_event: Whole  # in which it was seen, or NO_EVENT
    beacon_at: Whole  # s, when
    mourned_at: Whole  # s, when the dead were last mourned
    mourned_event: Whole  # that event, or NO_EVENT
    kin: Id  # halfbie: another one, whom it would go to; or -1
    kin_at: Id  # place where that one was last sensed, or -1
    kin_time: Whole  # s, when
    kin_since: Whole  # s, since when it has been beside one whom it could join, or 0
    kin_event: Whole  # in which it first sensed that one, or NO_EVENT
    group: Id  # halfbie: who leads those of its kind that it belongs to, itself for a leader; or -1
    asked_by: Id  # who has asked it to come back with them, or -1
    asked_at: Whole  # s, when
    brings: Id  # whom somebody has asked to come along, or -1


class Hunt(Table):
    """What a hunter is after."""

    awake: Truth  # idle hunters sleep
    prey: Id  # person in sight or followed, or -1
    mark: Id  # place it turns to, or -1
    spent: Id  # place searched last without prey: its sound is explained; or -1
    hammers: Id  # passage it is breaking, or -1
    mark_db: Real  # dB(A), how loud the mark was
    mark_at: Whole  # s, when it was last heard
    mark_event: Whole  # the hunt event, or -1
    spent_at: Whole  # s


class Bonds(Table):
    """Directed ties; whose they are stands in `People`."""

    to: Id
    seen_at: Id  # place where last seen or believed, or -1
    kind: Code  # Bond
    belief: Code  # Belief
    is_told: Truth  # of one's love
    strength: Real  # -1 to 1
    seen_time: Whole  # s


class Places(Table):
    """Rooms, corridor segments, stairs, grounds; streets and buildings of a city."""

    kind: Code  # row of the place kinds
    has_furniture: Truth
    is_outdoor: Truth
    is_exit: Truth  # whoever enters has left the grounds
    has_loudspeaker: Truth
    is_studio: Truth  # announcements are made from here
    floor: Id
    ways_from: Id  # its ways out are rows ways_from to ways_end of `Ways`
    ways_end: Id
    near_from: Id  # its sound neighbours are rows near_from to near_end of `Near`
    near_end: Id
    x: Real  # m, centre
    y: Real  # m, centre
    area: Real  # m2
    background_db: Real  # dB(A)
    cover: Real  # 0 to 1, how well people can hide
    shelter: Real  # 0 to 1, how safe people take it to be by its nature
    alarm_until: Whole  # s, a decoy sounds until then
    alarm_db: Real  # dB(A) at 1 m
    alarm_event: Whole
    district: Id  # district of a city, or -1
    region: Id  # between places of different ones all ways are closed
    drop_to: Id  # place at the bottom of the depth beside this one, or -1
    drop_m: Real  # m, down to it
    has_shaft: Truth  # the depth is a lift shaft, into which nobody leaps
    is_torn: Truth  # bombs have torn its walls open
    memorial: Id  # nearest place where the dead are remembered, or -1
    is_enclosed: Truth  # within the fence of a camp, whose rules may keep people in
    is_hearth: Truth  # in the open, with something to burn at hand
    is_near_hearth: Truth  # such a place above the ground is no farther off than people flee
    fire_by: Id  # who lit the last fire, or -1
    fire_until: Whole  # s, it burns until then
    fire_event: Whole


class Air(Table):
    """Rows: places. The loudest sound of one kind of source in each, made there and arriving there.

    There are two such tables, since the turned take no notice of one another's noise: `voices` has the sounds of people
    and things, `growls` those of the turned.
    """

    made_by: Id  # who made the loudest sound here since the last look, or -1
    heard_from: Id  # place that the loudest sound heard here comes from, or -1
    made_db: Real  # dB(A) at 1 m, loudest sound made here since the last look
    made_event: Whole
    heard_db: Real  # dB(A), loudest sound arriving here now
    heard_event: Whole


class Ways(Table):
    """Directed ways out of places. Never changes."""

    to: Id  # place
    passage: Id
    is_blind: Truth  # leads nowhere else


class Near(Table):
    """Directed pairs of places that sound passes between. Never changes."""

    to: Id  # place
    passage: Id  # passage whose door decides the loss, or -1 for a wall or floor
    length_m: Real
    loss_db: Real  # through the wall or floor; 0 for passages


class Passages(Table):
    """Doors, openings, stairs, gates."""

    a: Id  # place at one end
    b: Id  # place at the other
    barred_from: Id  # place on whose side a lock or barricade is, or -1
    locked_from: Id  # place on whose side the lock is of a door that is locked on any day, or -1
    door: Code  # Door
    can_barricade: Truth
    is_climb: Truth  # climbed slowly, one at a time; the turned cannot
    length_m: Real
    width_m: Real
    strength: Real  # s that one hunter still needs to break it
    event: Whole  # the event that last changed the door
    busy_until: Whole  # s, a climb is taken


class Sights(Table):
    """Rows: pairs of places of which one is seen from the other, however far; sorted by `of`. Never changes."""

    of: Id  # place from where one sees
    seen: Id  # place that is seen
    distance_m: Real


class Strains(Table):
    """Variants of the pathogen; row 0 is the first. Factors on the pathogen's own numbers."""

    parent: Id  # row, or -1
    is_used: Truth
    wait: Real
    branch: Real
    speed: Real
    event: Whole


class Chain(Table):
    """Occupants of places as chains of persons (rows: people). Derived from `Body.place`."""

    next: Id  # next occupant of the same place, or -1
    before: Id


class Hall(Table):
    """Where chains begin, and how many are in a place (rows: places). Derived."""

    first: Id  # an occupant, or -1
    count: Id
    standing: Id  # of those, who are alive: the dead lie, and leave room
    hunters: Id  # of those, who hunt
    prey: Id  # of those, whom hunters go for
    is_astir: Truth  # somebody came, went, changed or moved since the last look


class Agenda(Table):
    """One row: what comes next. Derived."""

    course_due: Whole  # s, no course goes on before
    commitments: Whole  # length of the queue of commitments
    courses: Whole  # length of the queue of courses
    alarms_until: Whole  # s, nothing rings after it
    fire_until: Whole  # s, no fire burns any longer


class Due(Table):
    """A queue by time: a binary heap. Derived."""

    at: Whole  # s
    who: Id


T = TypeVar("T", bound=Table)

STATE = (
    "people",
    "course",
    "body",
    "mind",
    "longing",
    "hunt",
    "bonds",
    "places",
    "voices",
    "growls",
    "passages",
    "strains",
)  #: tables in the digest
#: columns of these that are not: set-up makes them from scenario and seed, and nothing changes them
FIXED = frozenset({"people.dwelling", "people.household", "places.district"})


def record_type(table: type[Table]) -> np.dtype[Any]:
    """The record of a table: its annotated columns in their order."""
    fields: list[tuple[Any, ...]] = []
    for name, annotation in get_type_hints(table, include_extras=True).items():
        _, scalar, *shape = get_args(annotation)
        fields.append((name, scalar, tuple(shape)) if shape else (name, scalar))
    return np.dtype(fields, align=True)


def unshared(n: int, kind: Any) -> NDArray[Any]:
    """Zeros for one thread: nothing that another one writes is near them, so no two wait for one line of the cache."""
    margin = APART_BYTES // np.dtype(kind).itemsize
    return np.zeros(n + 2 * margin, kind)[margin : margin + n]


def blank(table: type[T], n: int) -> T:
    """A table of n rows: zeros, with -1 for ids and NEVER for what is due."""
    dtype = record_type(table)
    rows: Any = np.zeros(n, dtype)
    for name in dtype.names or ():
        if dtype[name].base == np.int32 or name == "danger_place":
            rows[name] = -1
        elif name == "due":
            rows[name] = NEVER
    made: T = rows
    return made
