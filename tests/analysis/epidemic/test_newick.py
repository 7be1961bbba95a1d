from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hyosan.analysis.epidemic import newick, write_newick
from hyosan.errors import EnvironmentProblem
from tests.analysis.epidemic.making import cases, forests


@dataclass
class Node:
    name: str = ""
    length: float | None = None
    children: list["Node"] = field(default_factory=list)


def parse(line: str) -> Node:
    """Read one tree, without recursion; as strict as the format is."""
    root = Node()
    path, i = [root], 0
    while line[i] != ";":
        if line[i] == "(":
            path[-1].children.append(Node())
            path.append(path[-1].children[-1])
            i += 1
        elif line[i] == ",":
            path.pop()
            path[-1].children.append(Node())
            path.append(path[-1].children[-1])
            i += 1
        elif line[i] == ")":
            path.pop()
            i += 1
        elif line[i] == ":":
            end = min(j for c in ",();" if (j := line.find(c, i)) > 0)
            path[-1].length = float(line[i + 1 : end])
            i = end
        else:
            assert not path[-1].name
            path[-1].name, i = label(line, i)
    assert len(path) == 1
    assert i == len(line) - 1
    return root


def label(line: str, i: int) -> tuple[str, int]:
    if line[i] != "'":
        end = min(j for c in ",():;" if (j := line.find(c, i)) > 0)
        assert "_" not in line[i:end]
        return line[i:end], end
    name, i = "", i + 1
    while line[i] != "'" or line[i + 1] == "'":
        i += line[i] == "'"
        name += line[i]
        i += 1
    return name, i + 1


def edges(root: Node) -> dict[str, tuple[str | None, float | None]]:
    """Parent and length of the branch of each node, by name; fails if a name is there twice."""
    found: dict[str, tuple[str | None, float | None]] = {}
    left: list[tuple[str | None, Node]] = [(None, root)]
    while left:
        parent, node = left.pop()
        assert node.name not in found
        found[node.name] = parent, node.length
        left += [(node.name, child) for child in node.children]
    return found


def test_infectors_are_inner_nodes_and_branches_are_times(tmp_path: Path) -> None:
    tree = cases([-1, 0, 0, 1, -1], [0, 1.5, 2, 4, 3], ids=["A", "B", "C", "D", "E"])
    write_newick(tree, tmp_path / "tree.nwk")
    assert (tmp_path / "tree.nwk").read_text() == "((D:2.5)B:1.5,C:2.0)A;\nE;\n"


def test_names_are_quoted_where_newick_would_misread_them(tmp_path: Path) -> None:
    names = ["O'Brien (2)", "a_b", "x:y,z;", "plain-1"]
    write_newick(cases([-1, 0, 0, 0], ids=names), tmp_path / "tree.nwk")
    assert (tmp_path / "tree.nwk").read_text() == "('a_b','x:y,z;',plain-1)'O''Brien (2)';\n"


def test_other_names_and_times_can_be_asked_for(tmp_path: Path) -> None:
    tree = cases([-1, 0], onset=[3, 2])
    write_newick(tree, tmp_path / "tree.nwk", names=pl.Series(["On-jo", None]), times=tree.onset)
    assert (tmp_path / "tree.nwk").read_text() == "(c1:-1.0)On-jo;\n"


def test_no_cases_make_an_empty_file(tmp_path: Path) -> None:
    write_newick(cases([]), tmp_path / "tree.nwk")
    assert (tmp_path / "tree.nwk").read_bytes() == b""


def test_a_chain_of_many_thousand_generations_is_written_and_read(tmp_path: Path) -> None:
    n = 20_000
    write_newick(cases(list(range(-1, n - 1))), tmp_path / "tree.nwk")
    root = parse((tmp_path / "tree.nwk").read_text().strip())
    assert edges(root) == {f"c{i}": (f"c{i - 1}" if i else None, None) for i in range(n)}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="nowhere"):
        write_newick(cases([-1]), tmp_path / "nowhere" / "tree.nwk")


@settings(deadline=None, max_examples=50)  # files are synced to disk, which may take its time
@given(forests(), st.integers(1, 7), st.data())
@example([-1, 0, 1, -1, 3, 3, 0], 2, None)
def test_every_case_is_there_once_below_its_infector(
    infector: list[int], block: int, data: st.DataObject | None
) -> None:
    n = len(infector)
    texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda name: name.isprintable())
    names = data.draw(st.lists(texts, min_size=n, max_size=n, unique=True)) if data else [f"n{i}" for i in range(n)]
    times = [float(i * i) for i in range(n)]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(newick, "BLOCK", block)
        write_newick(cases(infector, times, ids=names), Path(folder) / "tree.nwk")
        lines = (Path(folder) / "tree.nwk").read_text(encoding="utf-8").split("\n")[:-1]
    found = [edges(parse(line)) for line in lines]
    expected = {
        names[case]: (names[by], times[case] - times[by]) if by >= 0 else (None, None)
        for case, by in enumerate(infector)
    }
    assert {name: edge for tree in found for name, edge in tree.items()} == expected
    assert sum(len(tree) for tree in found) == n
