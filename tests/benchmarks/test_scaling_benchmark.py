"""The benchmark of scaling: its runs, what they need of the machine at least, and the judgement of digests."""

from dataclasses import replace

import numpy as np
import pytest

import scaling
from country import limits, needs
from country.runs import Run, overrides, run
from hyosan.scenario import load

PEOPLE = 2_000
MACHINE = limits.Limits({1: 10.0, 2: 20.0}, read_ns=40.0, huge_ns=20.0, philox_ns=10.0, philox_many_ns=5.0)


@pytest.fixture(scope="module")
def measured() -> Run:
    """A short run in a process of its own."""
    return run(PEOPLE, threads=1, days=20, seed=1)


def test_a_run_is_measured_in_a_process_of_its_own(measured: Run) -> None:
    assert measured.people == PEOPLE
    assert 17 <= measured.infected <= PEOPLE
    assert measured.events > measured.infected
    assert 0.0 < measured.run_s < measured.process_s
    assert measured.peak_mb > 50


def test_index_cases_are_one_in_ten_thousand() -> None:
    assert "importation.index.people=305" in overrides(51_829_136)
    assert "importation.index.people=1" in overrides(10_000)


def test_an_infection_needs_more_contacts_than_it_infects_others() -> None:
    found = needs.needs()
    scenario = load(needs.SCENARIO, overrides(needs.SAMPLE))
    assert scenario.pathogen.transmission is not None
    assert found.contacts > float(scenario.pathogen.transmission.reproduction or 0.0)
    assert found.in_groups + found.loose < found.contacts
    assert found.accepted < found.contacts
    assert 2.0 < found.stages < 5.0


def test_shares_grow_with_infections_and_shrink_with_time(measured: Run) -> None:
    each = needs.Needs(stages=3, contacts=4, accepted=3, in_groups=1, loose=2, is_selective=True)
    first = needs.shares(measured, each, MACHINE, 10.0)
    slower = needs.shares(replace(measured, simulation_s=measured.run_s + measured.simulation_s), each, MACHINE, 10.0)
    more = needs.shares(replace(measured, infected=2 * measured.infected), each, MACHINE, 10.0)
    assert first.reads == pytest.approx(measured.infected * 18 * 20e-9 / measured.run_s)
    assert first.blocks == pytest.approx(measured.infected * 9 * 10e-9 / measured.run_s)
    assert slower.together == pytest.approx(first.together / 2)
    assert more.reads == pytest.approx(2 * first.reads)


def test_limits_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, small in {"TRIAD_ROWS": 1 << 12, "READ_BITS": 12, "READS": 1_000, "BLOCKS": 1_000}.items():
        monkeypatch.setattr(limits, name, small)
    found = limits.measure((1, 2))
    assert min(found.read_ns, found.philox_ns, found.philox_many_ns, *found.triad_gbps.values()) > 0.0


def test_the_triad_is_one() -> None:
    a, b, c = np.zeros(4), np.arange(4.0), np.ones(4)
    limits.triad(1, 3, a, b, c)
    assert a.tolist() == [0.0, 4.0, 5.0, 0.0]


def test_a_row_for_each_run_and_digests_are_judged(measured: Run) -> None:
    two = replace(measured, threads=2)
    share = needs.Shares(stream=0.01, reads=0.2, blocks=0.1)
    lines = scaling.table([measured, two], [share, share]).splitlines()
    assert len(lines) == 4
    assert lines[2].startswith("| 2,000 | 1 |")
    assert lines[2].endswith("| 1.0 | 20.0 | 10.0 | 31.0 |")
    assert scaling.digests([measured, two])[1]
    assert not scaling.digests([measured, replace(two, digest="0")])[1]


@pytest.mark.parametrize("option", ["--people=0", "--people=many", "--threads=1,,2"])
def test_numbers_that_are_none_are_refused(option: str) -> None:
    with pytest.raises(SystemExit):
        scaling.parse([option])
