"""The record of a run: what happened, why, and the proof that it is unchanged.

`Chronicle` and `Series` write while the run goes on; `create_run_folder`, the `write_...` functions,
`Manifest` and `seal` make the folder around them; `open_run` reads it all back, and `verify` proves it.
"""

from hyosan.chronicle.digest import RunningHash, run_digest
from hyosan.chronicle.folder import (
    SCENARIO_FILE,
    create_run_folder,
    seal,
    write_people,
    write_places,
    write_scenario,
    write_state,
)
from hyosan.chronicle.manifest import Manifest
from hyosan.chronicle.reader import RunRecord, open_run, recompute_digest, verify
from hyosan.chronicle.schema import CHOICES, EVENTS, LINKS
from hyosan.chronicle.series import PLACE_SERIES_FILE, SERIES_FILE, Series
from hyosan.chronicle.writer import Chronicle

__all__ = [
    "CHOICES",
    "EVENTS",
    "LINKS",
    "PLACE_SERIES_FILE",
    "SCENARIO_FILE",
    "SERIES_FILE",
    "Chronicle",
    "Manifest",
    "RunRecord",
    "RunningHash",
    "Series",
    "create_run_folder",
    "open_run",
    "recompute_digest",
    "run_digest",
    "seal",
    "verify",
    "write_people",
    "write_places",
    "write_scenario",
    "write_state",
]
