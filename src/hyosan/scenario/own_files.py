"""Files of one's own population: too long for the resolved scenario, which keeps where they lie and what they held."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hyosan.errors import BadInput, EnvironmentProblem
from hyosan.scenario.accepts import Accepts
from hyosan.scenario.catalog import displayed

ENDINGS = (".parquet", ".csv")
KEYS = ("people", "places", "edges")  #: of [population], that name files
_FILE = "a .parquet or .csv file"


@dataclass(frozen=True)
class OwnFile:
    """A file and what it held when the scenario was read.

    path     : whole
    checksum : BLAKE2b-256 of its bytes, in hexadecimal digits
    """

    path: Path
    checksum: str


@dataclass(frozen=True)
class OwnFileTable(Accepts):
    """A file as the resolved scenario has it; a bare name is replaced before."""

    accepted: str = f"the name of {_FILE}"

    def read(self, value: Any) -> OwnFile:
        if not isinstance(value, dict) or value.keys() != {"file", "checksum"}:
            raise self.refuse(value)
        if not all(isinstance(part, str) for part in value.values()):
            raise self.refuse(value)
        return OwnFile(Path(value["file"]), value["checksum"])

    def schema(self) -> dict[str, Any]:
        text = {"type": "string", "minLength": 1}
        table = {
            "type": "object",
            "properties": {"file": text, "checksum": text},
            "required": ["file", "checksum"],
            "additionalProperties": False,
        }
        return {"anyOf": [text, table]}


def with_own_files(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The content of a scenario file with whole paths and checksums in place of the names of a population's files.

    folder : the one from which names go on
    Raises: BadInput naming a file that is not there; EnvironmentProblem if it may not be read.
    """
    population = table.get("population")
    if not isinstance(population, dict):
        return table
    named = {key: name for key in KEYS if isinstance(name := population.get(key), str) and name.endswith(ENDINGS)}
    if not named:
        return table
    return {**table, "population": {**population, **{key: _table_of(folder / name) for key, name in named.items()}}}


def _table_of(path: Path) -> dict[str, str]:
    return {"file": str(path.absolute()), "checksum": checksum_of(path)}


def checksum_of(path: Path) -> str:
    """BLAKE2b-256 of a file.

    Raises: BadInput naming a file that is not there; EnvironmentProblem if it may not be read.
    """
    name = displayed(path)
    digest = hashlib.blake2b(digest_size=32)
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    except FileNotFoundError:
        raise BadInput(name, "file", "no such file", _FILE) from None
    except PermissionError as error:
        raise EnvironmentProblem(f"{name}: reading it is not permitted") from error
    except (OSError, ValueError) as error:
        raise BadInput(name, "file", f"cannot be read ({getattr(error, 'strerror', error)})", _FILE) from None
    return digest.hexdigest()
