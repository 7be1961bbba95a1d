from pathlib import Path

import pytest

from hyosan.chronicle.files import new_file, write_bytes
from hyosan.errors import EnvironmentProblem


def test_a_file_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with new_file(path) as file:
        file.write(b"new")
        file.flush()
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
def test_a_stop_half_way_leaves_the_old_file(tmp_path: Path, stop: type[BaseException]) -> None:
    path = tmp_path / "a"
    write_bytes(path, b"old")
    with pytest.raises(stop):
        _write_half(path, stop)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match=r"gone.a: No such file or directory"):
        write_bytes(tmp_path / "gone" / "a", b"")


def _write_half(path: Path, stop: type[BaseException]) -> None:
    with new_file(path) as file:
        file.write(b"half")
        raise stop
