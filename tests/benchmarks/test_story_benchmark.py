"""The benchmark of whole stories: what a run costs is measured, and digests that differ are not passed over."""

import pytest

import story


def test_runs_are_measured_and_threads_change_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        story.main(["--scenario", "hyosan-high", "--until", "day 1 08:10", "--threads", "1", "2"])
    printed = capsys.readouterr().out.splitlines()
    assert ended.value.code == 0
    assert printed[-1].startswith("Digest: ")
    figures = dict(
        zip(story.COLUMNS, [cell.strip().replace(",", "") for cell in printed[2].split("|")[1:-1]], strict=True)
    )
    assert 0.0 < float(figures["simulation, s"]) < float(figures["process, s"])
    assert float(figures["peak memory, MB"]) > 50


def test_digests_that_differ_are_told() -> None:
    runs = [story.Story((float(threads), *[0.0] * 8), digest) for threads, digest in ((1, "a"), (2, "b"))]
    assert story.table(runs).endswith("Digests DIFFER: a, b")
