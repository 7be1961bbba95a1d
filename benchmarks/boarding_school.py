"""How well the scenario of the boarding school of 1978 fits what was counted there.

Run it in the project's environment: `python benchmarks/boarding_school.py`. `benchmarks/README.md` says what it means.
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

import hyosan

BOYS = 763
#: In bed on 22 January to 4 February 1978: British Medical Journal 1978;1:578, digitised for the R package outbreaks.
IN_BED = np.array([3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4])
WENT_TO_BED = 512  #: reported, boys
FIRST_DAY = 2  #: of the counts, days after the scenario's start on 20 January
DAY_S = 86_400


@dataclass(frozen=True)
class Fit:
    """Many schools beside the counts.

    low, high, mean : (days) boys in bed: 95 % band and mean of the schools
    went_to_bed     : (schools) boys who ever fell ill
    infected        : (schools) boys who were ever infected
    """

    low: np.ndarray
    high: np.ndarray
    mean: np.ndarray
    went_to_bed: np.ndarray
    infected: np.ndarray

    @property
    def inside(self) -> int:
        """Days on which the count lies in the band."""
        return int(((self.low <= IN_BED) & (self.high >= IN_BED)).sum())

    @property
    def days_off_peak(self) -> int:
        """Days between the peak of the mean and that of the counts."""
        return abs(int(self.mean.argmax()) - int(IN_BED.argmax()))

    @property
    def band_width(self) -> float:
        """Mean width of the band, boys."""
        return float((self.high - self.low).mean())


def fit(schools: int, seed: int) -> Fit:
    """Run many schools at once, as districts that never meet, and compare them with the counts."""
    many = [f"population.people={BOYS * schools}", f"population.districts={schools}"]
    with tempfile.TemporaryDirectory() as folder:
        run = hyosan.run("boarding-school-1978", seed=seed, set=many, out=Path(folder) / "run")
        in_bed = beds(pl.read_parquet(run.folder / "place_series.parquet"), schools)
        went_to_bed = by_school(run.chronicle, ("onset",), schools)
        infected = by_school(run.chronicle, ("infection", "importation"), schools)
    low, high = np.percentile(in_bed, [2.5, 97.5], axis=1)
    return Fit(low, high, in_bed.mean(axis=1), went_to_bed, infected)


def beds(series: pl.DataFrame, schools: int) -> np.ndarray:
    """Boys in bed on each day of the counts in each school, (days, schools)."""
    found = np.zeros((len(IN_BED), schools))
    rows = series.filter(pl.col("state").cast(pl.String) == "in bed").with_columns(
        day=pl.col("time") // DAY_S - FIRST_DAY
    )
    rows = rows.filter(pl.col("day").is_between(0, len(IN_BED) - 1))
    found[rows["day"].to_numpy(), rows["place"].to_numpy()] = rows["count"].to_numpy()
    return found


def by_school(chronicle: pl.DataFrame, kinds: tuple[str, ...], schools: int) -> np.ndarray:
    """Events of some kinds in each school."""
    places = chronicle.filter(pl.col("kind").cast(pl.String).is_in(kinds))["place"]
    return np.bincount(places.to_numpy(), minlength=schools)


def band(boys: np.ndarray) -> str:
    """Mean and 95 % band of counts over schools, as shares of the boys."""
    low, high = np.percentile(boys, [2.5, 97.5])
    return f"{boys.mean() / BOYS:.1%} ({low / BOYS:.1%} to {high / BOYS:.1%})"


def main(arguments: list[str] | None = None) -> None:
    """Print the band beside the counts, and what is asked of it."""
    parser = argparse.ArgumentParser(prog="boarding_school.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--schools", type=int, default=500, help="runs (default: 500)")
    parser.add_argument("--seed", type=int, default=1, help="of all draws (default: 1)")
    asked = parser.parse_args(arguments)
    found = fit(asked.schools, asked.seed)
    print(f"{'day':>6}{'counted':>9}{'mean':>8}{'95 % band':>14}")
    for day, (count, mean, low, high) in enumerate(zip(IN_BED, found.mean, found.low, found.high, strict=True)):
        outside = "" if low <= count <= high else "  outside"
        print(f"{22 + day if day < 10 else day - 9:>6}{count:>9}{mean:>8.0f}{f'{low:.0f} to {high:.0f}':>14}{outside}")
    print(f"\n{found.inside} of {len(IN_BED)} days in the band; its mean width is {found.band_width:.0f} boys.")
    print(f"The mean peaks {found.days_off_peak} days from the count.")
    print(f"Went to bed: {band(found.went_to_bed)}; reported {WENT_TO_BED / BOYS:.1%}.")
    print(f"Infected: {band(found.infected)}; not known.")


if __name__ == "__main__":
    main()
