"""What all tests share: runs written by hand, and property tests that give the same result on every machine."""

from pathlib import Path

import pytest
from hypothesis import settings

from hyosan.analysis import Ending, ending_of
from hyosan.chronicle import RunRecord
from tests.analysis.small_run import OUTBREAK, write_run

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> RunRecord:
    return write_run(tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="session")
def ending(record: RunRecord) -> Ending:
    return ending_of(record)


@pytest.fixture
def empty(tmp_path: Path) -> RunRecord:
    """A run in which nothing happened."""
    return write_run(tmp_path, OUTBREAK[:1])
