"""A campus of identical school blocks, as the text of a scenario: as many blocks as the people fill.

A block is a school of 1,000: a ground floor and four floors of five classrooms, beside a yard. Blocks stand in a square
grid, and paths join the yards of neighbours, so everybody can reach everybody. Nothing but the number of blocks depends
on the number of people; what a person meets (room mates, doors, ways, noise, friends) is alike on every campus.
"""

from collections.abc import Iterator
from math import ceil, isqrt
from typing import Any, NamedTuple

import tomli_w

from hyosan.scenario import Scenario, loads

Row = dict[str, Any]

CLASS_SIZE = 48  #: students; crowded, because a roster has at most 2,000 classes
FLOOR_CLASSES = 5  #: classrooms of a floor, all on its south side
BLOCK_CLASSES = 20
GRADE_CLASSES = 100  #: most that a roster takes
CATALOG_GRADES = 3  #: grades of the catalog's Korean school; those not needed here have no class
LEAST, MOST = 50, 100_000  #: people: one class with its teacher and a caretaker, and what a roster takes

BAY_M = 9.0  #: a room along the corridor
ROOM_M = 7.5  #: depth of a room
CORRIDOR_M = 3.0
PITCH_M = (70.0, 55.0)  #: from block to block, eastward and northward
YARD_M = (54.0, 20.0)

GROUND_SOUTH = ("office", "staff room", "entrance hall", "office", "library")
GROUND_NORTH = ("kitchen", "cafeteria", "nurse's room", "storage", "gym")
UPPER_NORTH = ("science lab", "music room", "computer room", "club room", "storage")

ROSTER = {
    "class_size_mean": float(CLASS_SIZE),
    "class_size_sd": 0.0,
    "siblings": 0.0,
    "friend_same_class": 1.0,
    "source": "assumption: a benchmark; blocks are alike, and students' bonds end at the door of their class, so that "
    "a larger campus is more of the same",
}  #: what differs from the catalog's Korean school

AT_MEALS = {"lunch": "own room", "supper": "own room", "teachers' lunch": "own room", "staff's lunch": "office"}
"""Periods of the catalog's timetable that name a canteen: no room would hold everybody, so meals come to the rooms."""


class Corner(NamedTuple):
    """Where a block stands: its column and row in the grid."""

    column: int
    row: int

    def at(self, x: float, y: float) -> Row:
        """Coordinates of a point of the block on the campus."""
        return {"x": metres(x + PITCH_M[0] * self.column), "y": metres(y + PITCH_M[1] * self.row)}


def metres(length: float) -> str:
    """A length as a scenario writes it."""
    return f"{length:g} m"


def generate(people: int, minutes: int, seed: int = 1) -> Scenario:
    """The scenario of a campus.

    people  : 50 to 100,000, exactly so many will be there
    minutes : simulated from 09:00 of day 1 on, the start of a lesson; the first break is at 09:50
    Raises: ValueError for another number of people
    """
    return loads(text(people, minutes, seed), "campus.toml")


def text(people: int, minutes: int, seed: int = 1) -> str:
    """The same as TOML."""
    if not LEAST <= people <= MOST:
        raise ValueError(f"{people:,} people; {LEAST} to {MOST:,} fit a campus")
    classes = people // (CLASS_SIZE + 2)
    blocks = ceil(classes / BLOCK_CLASSES)
    hour, minute = divmod(9 * 60 + minutes, 60)
    day, hour = divmod(hour, 24)
    return tomli_w.dumps(
        {
            "title": f"A campus of {people:,} people",
            "start": "day 1 09:00",
            "until": f"day {1 + day} {hour:02d}:{minute:02d}",
            "seed": seed,
            "systems": ["course", "noise", "decisions", "movement", "encounters", "bonds"],
            "record_moves_of": "none",
            "pathogen": "jonas",
            "places": ["kinds"],
            "people": ["korean-school"],
            "sounds": ["common"],
            "mechanics": ["people"],
            "behaviours": ["*"],
            "roster": roster(people, classes),
            "period": [{"name": name, "where": where} for name, where in AT_MEALS.items()],
            "place": [place for block in range(blocks) for place in block_places(block, blocks, classes)],
            "passage": [passage for block in range(blocks) for passage in block_passages(block, blocks, classes)],
        }
    )


def roster(people: int, classes: int) -> Row:
    """Classes, a teacher for each, and staff for the rest."""
    n_grades = max(CATALOG_GRADES, ceil(classes / GRADE_CLASSES))
    of_grade = [min(max(classes - GRADE_CLASSES * grade, 0), GRADE_CLASSES) for grade in range(n_grades)]
    grades = [{"grade": 1 + grade, "age": 17, "classes": n} for grade, n in enumerate(of_grade)]
    return {**ROSTER, "grades": grades, "teachers": classes, "staff": people - (CLASS_SIZE + 1) * classes}


def block_floors(block: int, classes: int) -> int:
    """Storeys of a block: the ground floor, and as many as its classes need."""
    return 1 + ceil(min(BLOCK_CLASSES, classes - BLOCK_CLASSES * block) / FLOOR_CLASSES)


def corner(block: int, blocks: int) -> Corner:
    """Blocks fill a square, row by row."""
    row, column = divmod(block, columns(blocks))
    return Corner(column, row)


def columns(blocks: int) -> int:
    """Blocks in a row of the grid."""
    return isqrt(blocks - 1) + 1


def unit(block: int, floor: int, bay: int, classes: int) -> str | None:
    """The class whose home a bay on the south side is; None in the last block where the classes are used up."""
    number = BLOCK_CLASSES * block + FLOOR_CLASSES * (floor - 2) + bay
    return f"{1 + number // GRADE_CLASSES}-{1 + number % GRADE_CLASSES}" if number < classes else None


def block_places(block: int, blocks: int, classes: int) -> Iterator[Row]:
    """The yard, then floor by floor: corridor, stairs and restrooms at its ends, rooms on both sides."""
    at = corner(block, blocks).at
    yard = {"width": metres(YARD_M[0]), "depth": metres(YARD_M[1])}
    yield {"name": f"Yard {block}", "kind": "yard", "floor": 1, **at(22.5, -25.0), **yard}
    side = (CORRIDOR_M + ROOM_M) / 2
    for floor in range(1, block_floors(block, classes) + 1):
        here = f"{block}/{floor}"
        segment = {"kind": "corridor", "floor": floor, "width": metres(BAY_M), "depth": metres(CORRIDOR_M)}
        end = {"floor": floor, "width": metres(BAY_M / 2), "depth": metres(ROOM_M)}
        room = {"floor": floor, "width": metres(BAY_M), "depth": metres(ROOM_M)}
        for k in range(FLOOR_CLASSES + 1):
            yield {"name": f"Corridor {here}-{k}", **segment, **at(BAY_M * k, 0.0)}
        for name, x in (("west", -BAY_M / 4), ("east", BAY_M * (FLOOR_CLASSES + 0.25))):
            yield {"name": f"Stairs {here} {name}", "kind": "stairwell", **end, **at(x, side)}
            yield {"name": f"Restroom {here} {name}", "kind": "restroom", **end, **at(x, -side)}
        for bay in range(FLOOR_CLASSES):
            x = BAY_M * (bay + 0.5)
            south = {"kind": GROUND_SOUTH[bay]} if floor == 1 else {"kind": "classroom"}
            home = unit(block, floor, bay, classes) if floor > 1 else None
            yield {"name": f"South {here}-{bay}", **south, **room, **at(x, -side), **({"unit": home} if home else {})}
            kind = (GROUND_NORTH if floor == 1 else UPPER_NORTH)[bay]
            yield {"name": f"North {here}-{bay}", "kind": kind, **room, **at(x, side)}


def block_passages(block: int, blocks: int, classes: int) -> Iterator[Row]:
    """Doors of the rooms (two each), the corridor's open ends, stairs, the way to the yard and to the next yards."""
    floors = block_floors(block, classes)
    last = FLOOR_CLASSES
    for floor in range(1, floors + 1):
        here = f"{block}/{floor}"
        for k in range(last):
            yield passage(f"Corridor {here}-{k}", f"Corridor {here}-{k + 1}", "none", width=CORRIDOR_M)
        for side in ("South", "North"):
            for bay in range(FLOOR_CLASSES):
                for k in (bay, bay + 1):
                    yield passage(f"{side} {here}-{bay}", f"Corridor {here}-{k}", "closed", width=0.9)
        for name, k in (("west", 0), ("east", last)):
            yield passage(f"Corridor {here}-{k}", f"Stairs {here} {name}", "open", width=1.8)
            yield passage(f"Corridor {here}-{k}", f"Restroom {here} {name}", "closed", width=0.9)
            if floor < floors:
                upstairs = f"Stairs {block}/{floor + 1} {name}"
                yield passage(f"Stairs {here} {name}", upstairs, "none", length=10.5, width=1.8)
    yield passage(f"South {block}/1-{GROUND_SOUTH.index('entrance hall')}", f"Yard {block}", "open", width=3.6)
    yield passage(f"Corridor {block}/1-{last}", f"Yard {block}", "closed", width=1.8)
    eastward = block + 1 if (block + 1) % columns(blocks) else blocks
    for neighbour in (eastward, block + columns(blocks)):
        if neighbour < blocks:
            yield passage(f"Yard {block}", f"Yard {neighbour}", "none", width=9.0)


def passage(one: str, other: str, door: str, **metre: float) -> Row:
    """A way between two places; lengths in m."""
    return {"between": [one, other], "door": door, **{key: metres(value) for key, value in metre.items()}}
