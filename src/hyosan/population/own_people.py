"""A population of one's own, out of its files: people with homes, and the places where they learn and work.

Whatever is wrong with a file is one message with its row, counted from 1 without the header, and its column.
"""

from difflib import get_close_matches
from pathlib import Path

import numpy as np
import polars as pl

from hyosan.errors import BadInput
from hyosan.population.apportion import millionths
from hyosan.population.settled import Groups, Settled
from hyosan.population.targets import SCHOOL, WORK, Targets, targets_of
from hyosan.scenario import Scenario
from hyosan.scenario.households import MAX_AGE, MAX_DISTRICTS
from hyosan.scenario.own_files import OwnFile, checksum_of
from hyosan.scenario.own_people import OwnPeople
from hyosan.scenario.population import MAX_PEOPLE
from hyosan.world.codes import Setting
from hyosan.world.columns import Floats, Ints

OLDEST = 120  #: years; who is older than 100 counts as 100
AGE = 30  #: years, of everybody in a file without ages, as in mixed populations
EVERYWHERE = "all"  #: the district of a file without districts
PEOPLE = {"id": True, "home": True, "age": False, "school": False, "work": False, "district": False}
PLACES = {"id": True, "kind": True, "x": False, "y": False}  #: column -> whether it has to be there
NAMING = ("home", "school", "work")  #: columns of people that name places


def settle_own(scenario: Scenario, population: OwnPeople) -> tuple[Settled, Targets]:
    """Everybody of the files in homes and groups, and the contacts that they should have.

    Raises: BadInput naming file, row and column.
    """
    people = _checked_people(population)
    if population.places is not None:
        _check_places(people, population.people, _table(population.places, PLACES), population.places)
    people = _sorted(people)
    age = people["age"].to_numpy().astype(np.int8)
    targets = targets_of(scenario.contacts, np.bincount(age, minlength=MAX_AGE + 1))
    district, home = _numbered(people["district"]), _numbered(people["home"])
    groups = _groups(people)
    group = people.join(groups, on="group", how="left", maintain_order="left")["number"].fill_null(-1)
    return Settled(
        age=age,
        home=home.astype(np.int32),
        home_at=_firsts(home),
        district_at=_firsts(district),
        district_names=tuple(people["district"].unique(maintain_order=True)),
        group=group.to_numpy().astype(np.int32),
        groups=Groups(
            setting=np.where(groups["is_school"].to_numpy(), Setting.SCHOOL, Setting.WORK).astype(np.int8),
            district=district[groups["first"].to_numpy()].astype(np.int32),
            rate=millionths(_rates(scenario, people, groups, targets)).astype(np.float32),
        ),
        away=population.away,
        ids=tuple(people["id"]),
    ), targets


def _checked_people(population: OwnPeople) -> pl.DataFrame:
    """The file of people as texts and whole ages, once every row can be used."""
    file = population.people
    people = _table(file, PEOPLE)
    if not 1 <= len(people) <= MAX_PEOPLE:
        raise BadInput(str(file.path), "file", f"{len(people):,} people", f"1 to {MAX_PEOPLE:,} people")
    _refuse(file, people, "id", pl.col("id").is_null(), "a name of the person, each its own")
    _refuse(file, people, "id", ~pl.col("id").is_first_distinct(), "a name of the person, each its own", "twice")
    _refuse(file, people, "home", pl.col("home").is_null(), "the name of a home")
    years = pl.col("age").cast(pl.Float64, strict=False)
    impossible = ~(years.is_between(0, OLDEST) & (years == years.floor())).fill_null(False)
    _refuse(file, people, "age", impossible, f"whole years from 0 to {OLDEST}")
    both = pl.col("school").is_not_null() & pl.col("work").is_not_null()
    _refuse(file, people, "work", both, "either a school or a place of work", "besides a school")
    n_districts = people["district"].n_unique()
    if n_districts > MAX_DISTRICTS:
        accepted = f"at most {MAX_DISTRICTS:,} districts"
        raise BadInput(str(file.path), "column district", f"{n_districts:,} districts", accepted)
    astray = pl.col("district") != pl.col("district").first().over("home")
    _refuse(file, people, "district", astray, "one district for all of a home", "unlike others of the home")
    return people.with_columns(years.clip(upper_bound=MAX_AGE).cast(pl.Int64))


def _table(file: OwnFile, columns: dict[str, bool]) -> pl.DataFrame:
    """A file as texts, blanks as nulls, with columns that it need not have filled in."""
    path = str(file.path)
    if checksum_of(file.path) != file.checksum:
        raise BadInput(path, "file", "other content than when the scenario was read", "the same file")
    table = _read(file.path)
    for name in table.columns:
        if name not in columns:
            near = get_close_matches(name, columns, 1)
            raise BadInput(
                path, f"column {name}", "unknown column", f"known are {', '.join(columns)}", near[0] if near else None
            )
    for name, is_needed in columns.items():
        if is_needed and name not in table.columns:
            raise BadInput(path, f"column {name}", "missing", f"columns {', '.join(columns)}")
    texts = [pl.col(name).cast(pl.String).str.strip_chars() for name in table.columns]
    table = table.with_columns(texts).with_columns(pl.all().replace("", None))
    fill = {"age": str(AGE), "district": EVERYWHERE}
    absent = [pl.lit(fill.get(name), pl.String).alias(name) for name in columns if name not in table.columns]
    return table.with_columns(absent).with_columns(
        [pl.col(name).fill_null(fill[name]) for name in ("district",) if name in columns]
    )


def _read(path: Path) -> pl.DataFrame:
    try:
        if path.suffix == ".parquet":
            return pl.read_parquet(path)
        return pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0][:80]
        raise BadInput(str(path), "file", f"cannot be read ({reason})", "a .parquet or .csv file in UTF-8") from None


def _refuse(
    file: OwnFile, table: pl.DataFrame, column: str, where: pl.Expr, accepted: str, why: str | None = None
) -> None:
    """Raise BadInput for the first row that meets a condition."""
    rows = table.select(where.fill_null(False).arg_true()).to_series()
    if not len(rows):
        return
    value = table[column][rows[0]]
    found = "missing" if value is None else f'"{str(value)[:60]}"' + (f" {why}" if why else "")
    raise BadInput(str(file.path), f"row {rows[0] + 1}, column {column}", found, accepted, n_more=len(rows) - 1)


def _check_places(people: pl.DataFrame, of_people: OwnFile, places: pl.DataFrame, file: OwnFile) -> None:
    """Refuse places without a name or given twice, and people whose places are not in the file."""
    _refuse(file, places, "id", pl.col("id").is_null(), "a name of the place, each its own")
    _refuse(file, places, "id", ~pl.col("id").is_first_distinct(), "a name of the place, each its own", "twice")
    for column in NAMING:
        dangling = pl.col(column).is_not_null() & ~pl.col(column).is_in(places["id"].implode())
        _refuse(of_people, people, column, dangling, f"a place of {file.path.name}")


def _sorted(people: pl.DataFrame) -> pl.DataFrame:
    """People by district, then home, in the order in which the file first names them; and their group."""
    row = pl.col("row")
    order = [row.min().over("district"), row.min().over("home"), row]
    people = people.with_row_index("row").with_columns(group=pl.coalesce("school", "work"))
    return people.sort(order).drop("row")


def _numbered(names: pl.Series) -> Ints:
    """(people) number of each name, for names whose rows are adjacent."""
    return np.cumsum(np.append(False, (names[1:] != names[:-1]).to_numpy())).astype(np.int64)


def _firsts(numbers: Ints) -> np.ndarray:
    """First row of each number, and the number of rows."""
    firsts = np.flatnonzero(np.diff(numbers, prepend=-1))
    return np.append(firsts, len(numbers)).astype(np.int32)


def _groups(people: pl.DataFrame) -> pl.DataFrame:
    """Schools and places of work: name, number, first member's row, and whether anybody learns there."""
    return (
        people.with_row_index("row")
        .filter(pl.col("group").is_not_null())
        .group_by("group", maintain_order=True)
        .agg(first=pl.col("row").first(), is_school=pl.col("school").is_not_null().any())
        .with_columns(number=pl.int_range(pl.len()))
    )


def _rates(scenario: Scenario, people: pl.DataFrame, groups: pl.DataFrame, targets: Targets) -> Floats:
    """(groups) contacts per day of a member with the others: part of what falls to a pupil, or to a worker."""
    at = people.join(groups, on="group", how="left", maintain_order="left")
    age = at["age"].to_numpy()
    ages = np.bincount(age, minlength=MAX_AGE + 1)
    learns = at["school"].is_not_null().to_numpy()
    works = at["work"].is_not_null().to_numpy() & ~at["is_school"].fill_null(False).to_numpy()
    school, work = scenario.contacts.school, scenario.contacts.work
    pupils = np.bincount(age[learns], minlength=MAX_AGE + 1)
    per_pupil = (targets.per_age[SCHOOL] * ages / np.maximum(pupils, 1))[age[learns]]
    number = at["number"].fill_null(-1).to_numpy()[learns]
    members = np.maximum(np.bincount(number, minlength=len(groups)), 1)
    in_class = np.bincount(number, per_pupil, len(groups)) / members
    busy = np.bincount(age[works], minlength=MAX_AGE + 1)
    per_worker = float((targets.per_age[WORK] * ages)[busy > 0].sum()) / max(int(busy.sum()), 1)
    rates = np.where(
        groups["is_school"].to_numpy(),
        in_class * (school.own_group if school is not None else 0.0),
        per_worker * (work.own_group if work is not None else 0.0),
    )
    return np.asarray(rates, np.float64)
