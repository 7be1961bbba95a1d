import pytest

from tests.stories.free_runs import FreeRun, flagship_runs


@pytest.fixture(scope="session")
def free_runs() -> list[FreeRun]:
    """Runs of the flagship, shared by every test of the group "free runs"."""
    return flagship_runs()
