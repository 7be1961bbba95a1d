"""The events of a society, counted by kind and time in one pass over its chronicle, however many they are."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from hyosan.analysis.epidemic.cases import CASES
from hyosan.analysis.epidemic.infections import DAY_S, NONE
from hyosan.analysis.facts import Ints
from hyosan.chronicle import EVENTS, RunRecord
from hyosan.world.codes import Kind, Setting

HOUR_S = 3600
WIDTHS_S = (600, 1800, HOUR_S, 3 * HOUR_S)  #: of a bin; longer ones are whole days
MOST_BINS = 250
KEYS = ["bin", "kind", "setting", "district"]
MEASURES = (Kind.INTERVENTION_BEGINS, Kind.INTERVENTION_ENDS)
COUNTED = (
    Kind.INFECTION, Kind.IMPORTATION, Kind.ONSET, Kind.HOSPITALISED, Kind.INTENSIVE_CARE, Kind.DIED, Kind.RECOVERED,
    Kind.REPORTED, Kind.ISOLATED, Kind.QUARANTINED, Kind.TURNED, Kind.ROSE, Kind.KILL,
)  # fmt: skip


@dataclass(frozen=True)
class Tally:
    """Events counted.

    start    : of the run, s
    width_s  : of a bin, s; the first begins with the run
    n_bins   : count
    counts   : one row for each bin, word of a kind, setting (code, of cases passed on) and district (id, of the home
               of cases), -1 where there is none: n, and the ids of the first and the last event
    measures : beginnings and ends of interventions as the chronicle has them, with their bin
    """

    start: int
    width_s: int
    n_bins: int
    counts: pl.DataFrame
    measures: pl.DataFrame

    def of(self, *kinds: Kind) -> pl.DataFrame:
        """Counts of some kinds."""
        return self.counts.filter(is_any(kinds))

    def by_bin(self, counts: pl.DataFrame) -> Ints:
        """Sums of some counts by bin; (n_bins,)."""
        sums = np.zeros(self.n_bins, np.int64)
        np.add.at(sums, counts["bin"].to_numpy(), counts["n"].to_numpy())
        return sums

    def times(self, bins: Ints) -> Ints:
        """When bins begin, s."""
        return self.start + bins * self.width_s


def tally_of(record: RunRecord) -> Tally:
    """Count the events of a society.

    Raises BadInput for a run that kept no chronicle, DamagedRun if a file is not what the run wrote.
    """
    start, lasts = record.manifest.start, max(1, record.manifest.reached - record.manifest.start)
    width = next((w for w in WIDTHS_S if lasts <= w * MOST_BINS), DAY_S * -(-lasts // (DAY_S * MOST_BINS)))
    n_bins = -(-lasts // width)
    in_bin = ((pl.col("time") - start) // width).clip(0, n_bins - 1).alias("bin")
    homes = _homes(record)
    counts, measures = [], []
    for frame in record.part_frames(EVENTS, where=is_any((*COUNTED, *MEASURES))):
        events = frame.with_columns(in_bin, pl.col("kind").cast(pl.String))
        counts.append(_counted(events.filter(is_any(COUNTED)), homes))
        measures.append(events.filter(is_any(MEASURES)))
    summed = pl.concat(counts).group_by(KEYS).agg(pl.col("n").sum(), pl.col("first").min(), pl.col("last").max())
    return Tally(start, width, n_bins, summed.sort(KEYS), pl.concat(measures))


def is_any(kinds: tuple[Kind, ...]) -> pl.Expr:
    """Condition of the events of some kinds."""
    return pl.col("kind").is_in([kind.name.lower() for kind in kinds])


def _counted(events: pl.DataFrame, homes: npt.NDArray[np.int32]) -> pl.DataFrame:
    """Counts of the events of one part."""
    is_setting = is_any((Kind.INFECTION,)) & pl.col("value").is_between(0, len(Setting) - 1)
    setting = pl.when(is_setting).then("value").otherwise(NONE)
    district = pl.Series("home", homes[events["who"].to_numpy()]) if len(homes) else pl.lit(NONE)
    return (
        events.with_columns(
            setting.cast(pl.Int8).alias("setting"),
            pl.when(is_any(CASES)).then(district).otherwise(NONE).cast(pl.Int32).alias("district"),
        )
        .group_by(KEYS)
        .agg(pl.len().cast(pl.Int64).alias("n"), pl.col("id").min().alias("first"), pl.col("id").max().alias("last"))
    )


def _homes(record: RunRecord) -> npt.NDArray[np.int32]:
    """District where each lives, by id of the person; nothing where that is not known."""
    people = record.people_columns("home")
    return people["home"].cast(pl.Int32).fill_null(NONE).to_numpy() if people.width else np.empty(0, np.int32)
