"""Whether the machine has the memory and disk that a large population takes, before anything is built."""

import shutil
from pathlib import Path

from hyosan.errors import EnvironmentProblem
from hyosan.scenario import Scenario

MEMORY_PER_PERSON = 115  #: bytes at most; measured: 114 with households and 85 % of all infected (benchmarks/README.md)
MEMORY_IN_CITY = 2_000  #: bytes at most for each person of a city; measured: 1,600 in tables, 760 MB in all at set-up
DISK_PER_PERSON = 85  #: bytes; measured: 83 with all events recorded, in the same run
BASE_MEMORY = 300_000_000  #: bytes of the program itself
LARGE = 1_000_000  #: people from whom on it is worth asking
GB = 1e9


def require_room(scenario: Scenario, folder: Path, keeps_chronicle: bool) -> None:
    """Refuse a population that does not fit, rather than let it fail late.

    folder : in which the run will be kept, or which it will be put into
    Raises : EnvironmentProblem naming what is needed and what there is
    """
    people = getattr(scenario.population, "people", 0)
    per_person = MEMORY_PER_PERSON if scenario.city is None else MEMORY_IN_CITY
    if not isinstance(people, int) or people * per_person < LARGE * MEMORY_PER_PERSON:
        return
    needed = BASE_MEMORY + people * per_person
    there = available_memory()
    if there is not None and needed > there:
        raise EnvironmentProblem(_lacking(people, "memory", needed, there))
    needed, there = people * DISK_PER_PERSON, free_disk(folder)
    if keeps_chronicle and needed > there:
        raise EnvironmentProblem(_lacking(people, f"disk space in {folder}", needed, there))


def available_memory() -> int | None:
    """Memory that can be taken without swapping and within the limit of the process, bytes; None if not told."""
    found = [each for each in (_told_by("/proc/meminfo", "MemAvailable:"), _left_of_limit()) if each is not None]
    return min(found) if found else None


def _told_by(file: str, field: str) -> int | None:
    try:
        lines = Path(file).read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(field)), None)


def _left_of_limit() -> int | None:
    """What the process may still take of its address space, where that is limited."""
    try:
        import resource
    except ImportError:  # not a Unix
        return None
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit == resource.RLIM_INFINITY:
        return None
    return max(limit - (_told_by("/proc/self/status", "VmSize:") or 0), 0)


def free_disk(folder: Path) -> int:
    """Free space where a folder is or will be made, bytes."""
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    return shutil.disk_usage(there).free


def _lacking(people: int, what: str, needed: int, there: int) -> str:
    return f"{people:,} people need about {needed / GB:.1f} GB of {what}, and {there / GB:.1f} GB are free"
