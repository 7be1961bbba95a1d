from dataclasses import replace

import numpy as np

from hyosan.analysis.facts import facts_of
from hyosan.analysis.fates import Fate, fates_of
from hyosan.analysis.tree import generations_of
from hyosan.chronicle import RunRecord
from tests.analysis.small_run import GWINAM, HARI, JINSU, KIM, LEE, MAKER, ONJO, PARK


def test_everybody_has_the_fate_that_the_last_event_decided(record: RunRecord) -> None:
    facts = facts_of(record)
    fates = fates_of(facts.events, facts.n_people)
    expected = {
        MAKER: (Fate.DEAD, 32),
        JINSU: (Fate.TURNED, 10),
        GWINAM: (Fate.INFECTED, 38),
        ONJO: (Fate.HALFBIE, 28),
        HARI: (Fate.WELL, -1),
        KIM: (Fate.TURNED, 43),  # rose again as what they were
        LEE: (Fate.WELL, -1),
        PARK: (Fate.LEFT, 9),
    }
    assert {i: (fates.fate[i], fates.decided[i]) for i in expected} == expected
    assert fates.counts() == {"well": 2, "left": 1, "infected": 1, "halfbie": 1, "turned": 2, "dead": 1}


def test_infection_and_loss_are_the_first_of_each(record: RunRecord) -> None:
    facts = facts_of(record)
    fates = fates_of(facts.events, facts.n_people)
    assert fates.infection.tolist() == [-1, 7, 38, 26, -1, 14, -1, -1]
    assert fates.infector.tolist() == [-1, -1, JINSU, KIM, -1, JINSU, -1, -1]
    assert fates.lost.tolist() == [32, 7, 38, 26, -1, 14, -1, -1]
    assert generations_of(fates).tolist() == [-1, 0, 1, 2, -1, 1, -1, -1]


def test_a_halfbie_who_rises_is_a_halfbie(record: RunRecord) -> None:
    events = facts_of(record).events
    kind = events.kind.copy()
    kind[17] = 35  # HALFBIE in place of TURNED: Kim A keeps the mind, dies and rises
    assert fates_of(replace(events, kind=kind), 8).fate[KIM] == Fate.HALFBIE


def test_nobody_is_there(empty: RunRecord) -> None:
    facts = facts_of(empty)
    fates = fates_of(facts.events, facts.n_people)
    np.testing.assert_array_equal(fates.fate, np.full(8, Fate.WELL))
