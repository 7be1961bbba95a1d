"""Who is tied to whom: bonds that the scenario writes, and those of a school day that the roster only counts.

Rules, in the order in which they win where two people meet in more than one:

1. written for the cast; of several kinds from one person to another the strongest stays
2. brothers and sisters
3. bullies and their victims, in one class
4. friends: students of one class; students of one circle of the grade; colleagues
5. dislikes: as friends, but each way for itself
6. home-room teachers and their class

Nothing generated comes to a pair of people of whom an earlier rule speaks, in either direction. Every pair is drawn by
the keys of these two alone, so one more person changes no bond of others.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from hyosan.population import circles, keyed
from hyosan.population.circles import Circles
from hyosan.population.roster import Roll
from hyosan.population.stacking import stacked
from hyosan.scenario.people import Roster
from hyosan.scenario.scenario import Scenario
from hyosan.world.codes import Bond, Purpose, Role
from hyosan.world.columns import Floats, Ids, Ints, Truths

FAMILY_STRENGTH = 0.9  #: assumption: a little less than a parent's for a child
FRIENDSHIP_STRENGTH = (0.3, 0.8)  #: assumption: 0.5 is a good friend, family and love are stronger
DISLIKE_STRENGTH = (-0.5, -0.2)  #: assumption: hatred is rare and has a cause
BULLYING_STRENGTH = (-0.9, -0.5)  #: assumption
VICTIM_STRENGTH = -0.8  #: assumption: near hatred
CARE_FOR_CLASS, CARE_FOR_TEACHER = 0.2, 0.15  #: home-room teacher for each student, and back; assumption
COLLEAGUES_MEAN = 2.0  #: friends among teachers, and among staff; assumption
CIRCLE = 24  #: people in a circle of a grade or among colleagues, mean; assumption: a club, as large as a class

#: which kind stays of two that are equally strong
PRECEDENCE = (Bond.FAMILY, Bond.LOVE, Bond.BULLYING, Bond.DISLIKE, Bond.FRIENDSHIP)

STRENGTH = 1  #: slot of the draw of how strong a tie is; slot 0 says whether there is one
COUNT, BULLY, VICTIM = 0, 1, 2  #: slots of the draws on bullying


class Ties(NamedTuple):
    """Directed ties, one row each."""

    of: Ints  # person who feels it
    to: Ints  # other person
    kind: Ints  # Bond
    strength: Floats  # -1 to 1

    def at(self, rows: Ints | Truths) -> "Ties":
        """Some of them, by row or by mask."""
        return Ties(self.of[rows], self.to[rows], self.kind[rows], self.strength[rows])


class Pool(NamedTuple):
    """Groups within which friends and foes are found."""

    groups: Circles
    apart: Ints  # (people) two may be a pair if they differ in this
    n_near: Floats  # (groups) possible partners of a member, mean
    share: Floats  # (groups) part of all partners of a member who are found here


def tie(scenario: Scenario, seed: int, roll: Roll) -> Ties:
    """Bonds of everybody on the roll, by the rules above.

    seed : of all draws
    roll : everybody
    Returns: ties sorted by person, then by the other
    """
    roster = scenario.roster
    students = [_classmates(roster, roll), _schoolmates(roster, seed, roll)]
    colleagues = [_colleagues(seed, roll, role) for role in (Role.TEACHER, Role.STAFF)]
    ranked = [
        [_written(scenario, roll)],
        [_siblings(roll)],
        [_bullying(roster, seed, roll)],
        [
            *(friends(seed, roll.key, pool, roster.friends_mean) for pool in students),
            *(friends(seed, roll.key, pool, COLLEAGUES_MEAN) for pool in colleagues),
        ],
        [_dislikes(seed, roll, pool, roster.dislike_mean, roster.friends_mean) for pool in students],
        [_home_rooms(roll)],
    ]
    return settled(ranked, len(roll.key))


def _grades(roster: Roster, roll: Roll) -> tuple[Ints, Floats, Floats]:
    """Grade of each class, students of each class, students of each grade; unlisted classes are one more grade."""
    listed = [grade for grade, row in enumerate(roster.grades) for _ in range(row.classes)]
    unlisted = [len(roster.grades)] * (len(roll.units) - len(listed))
    grade = np.array(listed + unlisted, np.int64)
    students = roll.unit[roll.role == Role.STUDENT]
    in_class = np.bincount(students, minlength=len(roll.units)).astype(np.float64)
    in_grade = np.bincount(grade, weights=in_class, minlength=len(roster.grades) + 1).astype(np.float64)
    return grade, in_class, in_grade


def _classmates(roster: Roster, roll: Roll) -> Pool:
    """Friends and foes in the own class: all of them, where the grade has no other class."""
    grade, in_class, in_grade = _grades(roster, roll)
    rows = np.flatnonzero(roll.role == Role.STUDENT)
    groups = circles.grouped(roll.unit[rows], rows, len(roll.units))
    share = np.where(in_grade[grade] > in_class, roster.friend_same_class, 1.0)
    return Pool(groups, np.arange(len(roll.key)), in_class - 1.0, share)


def _schoolmates(roster: Roster, seed: int, roll: Roll) -> Pool:
    """Friends and foes in other classes of the grade: those who are in the same circle."""
    grade, in_class, in_grade = _grades(roster, roll)
    rows = np.flatnonzero(roll.role == Role.STUDENT)
    n_circles = np.array([circles.n_circles(n, CIRCLE) for n in in_grade.tolist()], np.int64)
    start = np.cumsum(n_circles) - n_circles
    own = grade[roll.unit[rows]]
    circle = start[own] + circles.drawn_circle(seed, Purpose.FRIEND, roll.key[rows], n_circles[own])
    meetings = np.bincount(grade, weights=in_class * (in_grade[grade] - in_class), minlength=len(in_grade))
    n_near = meetings / np.maximum(in_grade, 1.0) / n_circles
    total = int(n_circles.sum())
    return Pool(
        circles.grouped(circle, rows, total),
        roll.unit.astype(np.int64),
        np.repeat(n_near, n_circles).astype(np.float64),
        np.full(total, 1.0 - roster.friend_same_class),
    )


def _colleagues(seed: int, roll: Roll, role: Role) -> Pool:
    """Where those of one role find friends: in circles of colleagues.

    The cast are extra and do not count, so that one more of them leaves the circles of the others as they are.
    """
    rows = np.flatnonzero(roll.role == role)
    n = int(np.count_nonzero(~roll.is_named[rows])) or len(rows)
    n_circles = circles.n_circles(n, CIRCLE)
    circle = circles.drawn_circle(seed, Purpose.FRIEND, roll.key[rows], np.full(len(rows), n_circles))
    groups = circles.grouped(circle, rows, n_circles)
    return Pool(groups, np.arange(len(roll.key)), np.full(n_circles, (n - 1.0) / n_circles), np.ones(n_circles))


def _written(scenario: Scenario, roll: Roll) -> Ties:
    """Bonds of the cast as the scenario has them, the mutual ones in both directions."""
    row = {roll.names[i]: i for i in np.flatnonzero(roll.is_named).tolist()}
    ways = [(row[bond.from_], row[bond.to], bond) for bond in scenario.bond]
    ways += [(to, of, bond) for of, to, bond in ways if bond.is_mutual]
    return ties_of(
        np.array([of for of, _, _ in ways], np.int64),
        np.array([to for _, to, _ in ways], np.int64),
        np.array([bond.kind for _, _, bond in ways], np.int64),
        np.array([bond.strength for _, _, bond in ways], np.float64),
    )


def _siblings(roll: Roll) -> Ties:
    of = np.flatnonzero(roll.sibling >= 0)
    return ties_of(of, roll.sibling[of], Bond.FAMILY, FAMILY_STRENGTH)


def friends(seed: int, key: Ints, pool: Pool, mean: float) -> Ties:
    """Friendships within a pool, the same both ways.

    key  : (people) stable keys
    mean : friends of a person, as far as they are found in this pool
    """
    chance = circles.chances(mean * pool.share, pool.n_near)
    one, other = circles.pairs(seed, Purpose.FRIEND, key, pool.apart, pool.groups, chance, is_mutual=True)
    strength = strengths(seed, Purpose.FRIEND, key[one], key[other], FRIENDSHIP_STRENGTH)
    return stacked([ties_of(one, other, Bond.FRIENDSHIP, strength), ties_of(other, one, Bond.FRIENDSHIP, strength)])


def _dislikes(seed: int, roll: Roll, pool: Pool, mean: float, friends_mean: float) -> Ties:
    """Dislikes, each way for itself; more than wanted by as many as will fall on friends and give way to them."""
    friendship = circles.chances(friends_mean * pool.share, pool.n_near)
    chance = circles.chances(mean * pool.share, pool.n_near * (1.0 - friendship))
    of, to = circles.pairs(seed, Purpose.DISLIKE, roll.key, pool.apart, pool.groups, chance, is_mutual=False)
    strength = strengths(seed, Purpose.DISLIKE, roll.key[of], roll.key[to], DISLIKE_STRENGTH)
    return ties_of(of, to, Bond.DISLIKE, strength)


def _bullying(roster: Roster, seed: int, roll: Roll) -> Ties:
    """Bullies of each class and the victim of each, who hates them for it. The cast have their own, written bonds.

    A class has the mean number of bullies, rounded down, and one more with a chance of what is left. Bullies are those
    with the highest sum of strength and a draw in (0, 1); each torments the one with the lowest among the rest.
    """
    rows = np.flatnonzero((roll.role == Role.STUDENT) & ~roll.is_named)
    first, members = circles.grouped(roll.unit[rows], rows, len(roll.units))
    class_key = np.array([keyed.stable_key(f"class {label}") for label in roll.units], np.int64)
    extra = keyed.uniforms(seed, Purpose.BULLY, class_key, COUNT) < roster.bullies_per_class % 1.0
    found = [
        pair
        for unit, count in enumerate((int(roster.bullies_per_class) + extra).tolist())
        if count
        for pair in _tormented(seed, roll, members[first[unit] : first[unit + 1]], count)
    ]
    bully, victim = np.array(found, np.int64).reshape(-1, 2).T
    strength = strengths(seed, Purpose.BULLY, roll.key[bully], roll.key[victim], BULLYING_STRENGTH)
    return stacked(
        [ties_of(bully, victim, Bond.BULLYING, strength), ties_of(victim, bully, Bond.DISLIKE, VICTIM_STRENGTH)]
    )


def _tormented(seed: int, roll: Roll, members: Ints, count: int) -> Iterator[tuple[int, int]]:
    """Bullies among the members of a class, each with a victim."""
    might = roll.strength[members] + keyed.uniforms(seed, Purpose.BULLY, roll.key[members], BULLY)
    ordered = members[np.argsort(-might, kind="stable")]
    bullies, rest = ordered[:count], ordered[count:]
    for bully in bullies.tolist() if len(rest) else ():
        key = np.full(len(rest), roll.key[bully])
        stand = roll.strength[rest] + keyed.pair_uniforms(seed, Purpose.BULLY, key, roll.key[rest], slot=VICTIM)
        yield bully, int(rest[np.argmin(stand)])


def _home_rooms(roll: Roll) -> Ties:
    """A weak bond between home-room teachers and each student of their class."""
    rows = np.flatnonzero(roll.role == Role.STUDENT)
    first, members = circles.grouped(roll.unit[rows], rows, len(roll.units))
    leads = np.flatnonzero((roll.role == Role.TEACHER) & (roll.unit >= 0))
    classes = [members[first[unit] : first[unit + 1]] for unit in roll.unit[leads].tolist()]
    teacher = np.repeat(leads, [len(each) for each in classes]) if classes else leads
    student = np.concatenate([np.empty(0, np.int64), *classes])
    return stacked(
        [
            ties_of(teacher, student, Bond.FRIENDSHIP, CARE_FOR_CLASS),
            ties_of(student, teacher, Bond.FRIENDSHIP, CARE_FOR_TEACHER),
        ]
    )


def strengths(seed: int, purpose: Purpose, key: Ints, other: Ints, limits: tuple[float, float]) -> Floats:
    """Strengths between two limits, all equally likely, one draw per pair."""
    weakest, strongest = limits
    return weakest + (strongest - weakest) * keyed.pair_uniforms(seed, purpose, key, other, STRENGTH)


def ties_of(of: Ints | Ids, to: Ints | Ids, kind: Ints | Bond, strength: Floats | float) -> Ties:
    """Ties from each to each, all of the kinds and strengths given."""
    return Ties(
        of.astype(np.int64),
        to.astype(np.int64),
        np.broadcast_to(np.asarray(kind, np.int64), of.shape),
        np.broadcast_to(np.asarray(strength, np.float64), of.shape),
    )


def settled(ranked: Sequence[Sequence[Ties]], n: int) -> Ties:
    """One tie from each to each: the earliest rank of a pair of people, then the strongest; sorted by person."""
    ties = stacked([part for rank in ranked for part in rank])
    rank = np.repeat(np.arange(len(ranked)), [sum(len(part.of) for part in parts) for parts in ranked])
    pair = np.minimum(ties.of, ties.to) * n + np.maximum(ties.of, ties.to)
    _, which = np.unique(pair, return_inverse=True)
    earliest = np.full(int(which.max(initial=-1)) + 1, len(ranked))
    np.minimum.at(earliest, which, rank)
    ties = ties.at(rank == earliest[which])
    tiebreak = np.full(len(Bond), len(PRECEDENCE))
    tiebreak[list(PRECEDENCE)] = np.arange(len(PRECEDENCE))
    order = np.lexsort((tiebreak[ties.kind], -np.abs(ties.strength), ties.to, ties.of))
    ties = ties.at(order)
    is_first = np.ones(len(order), np.bool_)
    is_first[1:] = (ties.of[1:] != ties.of[:-1]) | (ties.to[1:] != ties.to[:-1])
    return ties.at(is_first)
