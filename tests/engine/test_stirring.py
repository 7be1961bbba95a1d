"""Steps look only at those who may have something to do; nobody who has is ever passed over."""

from typing import Any

import numpy as np
import pytest

from hyosan.engine import Observer
from hyosan.population import build_world
from hyosan.systems import nature, stirring
from hyosan.world.codes import NEVER, Act, Flag, Wake
from hyosan.world.world import World
from tests.worlds import digest_of, small_school

SEEDS = range(1, 6)


class Checking(Observer):
    """Looks at every step whether anybody with something to do is passed over."""

    def __init__(self) -> None:
        super().__init__(every=10**9, place_every=10**9)
        self.n_steps = 0
        self.seen = 0

    def look(self, world: Any) -> bool:
        self.check(world)
        self.n_steps += 1
        return super().look(world)

    def check(self, world: World) -> None:
        tables, numbers = world.tables, world.numbers
        self.check_nature(world)
        self.check_blocks(world)
        stir = tables.stir[: world.n]
        flags = numbers.states["flags"][tables.course["state"]]
        mind, body = tables.mind, tables.body
        is_halfbie = flags & (Flag.SENSES | Flag.HUNGERS) != 0
        for bit, is_needed in (
            (stirring.AWAKE, tables.hunt["awake"]),
            (stirring.MOVES | stirring.STROLLS, body["pace_mps"] > 0),
            (stirring.WAKES, mind["wake"] > Wake.NONE),
            (stirring.MINUTELY, is_halfbie | (body["bound_by"] >= 0)),
            (stirring.FIGHTS, mind["act"] == Act.FIGHT),
        ):
            self.seen |= bit * int(is_needed.any())
            assert ((stir & bit != 0) | ~is_needed).all()
        is_hunter = (flags & Flag.HUNTS != 0) & (body["bound_by"] < 0)
        assert ((stir & stirring.HUNTS != 0) == is_hunter).all()
        hunters = np.bincount(body["place"][is_hunter], minlength=world.n_places)
        assert (tables.hall["hunters"] == hunters).all()
        chooses_never = (flags & (Flag.HUNTS | Flag.DEAD) != 0) | tables.places["is_exit"][body["place"]]
        spent = (stir & stirring.DUE != 0) | chooses_never
        self.check_queue(tables.commitments, tables.agenda["commitments"][0], mind["act_until"], spent)
        self.check_queue(tables.commitments, tables.agenda["commitments"][0], mind["slip_at"], spent)
        goes_on = stir & stirring.DUE != 0
        self.check_queue(tables.courses, tables.agenda["courses"][0], tables.course["due"], goes_on)

    def check_blocks(self, world: World) -> None:
        """No reason of anybody is missing in the sum of their block."""
        tables = world.tables
        together = np.bitwise_or.reduce(tables.stir.reshape(len(tables.stir_blocks), -1), axis=1)
        assert (together & ~tables.stir_blocks == 0).all()

    def check_nature(self, world: World) -> None:
        """One byte says what everybody is; worked out anew, it is the same."""
        tables = world.tables
        derived = tables.nature.copy()
        flags = world.numbers.states["flags"][tables.course["state"]]
        is_hunter, is_dead = flags & Flag.HUNTS != 0, flags & Flag.DEAD != 0
        is_bound = tables.body["bound_by"] >= 0
        for bit, is_so in (
            (nature.HUNTER, is_hunter & ~is_bound),
            (nature.MIND, ~is_hunter & ~is_dead),
            (nature.POWERLESS, is_bound & ~is_dead),
            (nature.INFECTED, flags & Flag.INFECTED != 0),
            (nature.HELD, tables.body["held_by"] >= 0),
            (nature.AWARE, tables.mind["knows"]),
            (nature.FOLLOWS, tables.mind["leader"] >= 0),
            (nature.BETWEEN, tables.body["passage"] >= 0),
        ):
            assert ((derived & bit != 0) == is_so).all(), bit

    def check_queue(self, queue: Any, n: int, due: Any, is_taken_out: Any) -> None:
        queued = set(zip(queue["at"][:n].tolist(), queue["who"][:n].tolist(), strict=True))
        wanted = np.flatnonzero((due < NEVER) & ~is_taken_out)
        assert {(int(due[i]), int(i)) for i in wanted} <= queued


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_who_has_something_to_do_is_passed_over(seed: int) -> None:
    scenario = small_school()
    checking = Checking()
    digest_of(build_world(scenario, seed), scenario, checking)
    assert checking.n_steps > 100
    everything = (
        stirring.AWAKE | stirring.MOVES | stirring.STROLLS | stirring.WAKES | stirring.MINUTELY | stirring.FIGHTS
    )
    assert checking.seen == everything


def test_queues_that_are_full_are_cleared_of_what_was_given_up() -> None:
    scenario = small_school()
    roomy, tight = build_world(scenario, 1), build_world(scenario, 1)
    least = {
        "commitments": tight.tables.commitments[: 2 * tight.n].copy(),
        "courses": tight.tables.courses[: tight.n].copy(),
    }
    tight.tables = tight.tables._replace(**least)
    assert digest_of(tight, scenario) == digest_of(roomy, scenario)
