"""The infections of a run as files for other programs; nothing is replaced unless asked for."""

from collections.abc import Callable
from pathlib import Path

from hyosan.analysis.epidemic import (
    Infections,
    infections_of,
    onset_of,
    write_contacts,
    write_line_list,
    write_newick,
)
from hyosan.chronicle import RunRecord
from hyosan.errors import BadInput

Writer = Callable[[Infections, Path], None]

WRITERS: dict[str, tuple[Writer, str]] = {
    "linelist": (write_line_list, "-linelist.csv"),
    "contacts": (write_contacts, "-contacts.csv"),
    "newick": (write_newick, ".nwk"),
}
FIGURES = "figures"
FORMATS = (*WRITERS, FIGURES)


def export_run(record: RunRecord, kind: str, out: Path | None, force: bool) -> list[Path]:
    """Write the infections of a run.

    kind  : one of `FORMATS`
    out   : the file, or the folder of the figures; named after the run and put into the present folder where None
    force : whether files that are there may be replaced
    Returns what was written.
    Raises BadInput for an unknown kind, a run that kept no chronicle, and where something is there already;
    EnvironmentProblem if the disk refuses.
    """
    if kind not in FORMATS:
        raise BadInput("format", kind, "unknown", f"one of {', '.join(FORMATS)}")
    name = record.folder.resolve().name
    if kind == FIGURES:
        from hyosan.tell.figures import write_figures

        return write_figures(record, out or Path(f"{name}-{FIGURES}"), force)
    write, ending = WRITERS[kind]
    path = out or Path(f"{name}{ending}")
    refuse_to_replace([path], force)
    write(infections_of(record, onset_of(record)), path)
    return [path]


def refuse_to_replace(paths: list[Path], force: bool) -> None:
    """Refuse paths at which something is already; with force, only folders in place of files.

    Raises BadInput naming the first.
    """
    for path in paths:
        if path.is_dir():
            raise BadInput("--out", str(path), "is a folder", "the name of a file")
        if path.exists() and not force:
            raise BadInput("--out", str(path), "is there already", "another name, or --force to replace it")
