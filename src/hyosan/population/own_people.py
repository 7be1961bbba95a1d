"""A population of one's own, out of its files: people with homes, and the places where they learn and work.

Whatever is wrong with a file is one message with its row, counted from 1 without the header, and its column.
"""

import numpy as np
import polars as pl

from hyosan.errors import BadInput
from hyosan.population.apportion import millionths
from hyosan.population.own_tables import ages_of, numbered, refuse, refuse_without_id, starts_of, table_of
from hyosan.population.settled import Groups, Settled
from hyosan.population.targets import SCHOOL, WORK, Targets, targets_of
from hyosan.scenario import Scenario
from hyosan.scenario.households import MAX_AGE, MAX_DISTRICTS
from hyosan.scenario.own_files import OwnFile
from hyosan.scenario.own_people import OwnPeople
from hyosan.scenario.population import MAX_PEOPLE
from hyosan.world.codes import Setting
from hyosan.world.columns import Floats

AGE = 30  #: years, of everybody in a file without ages, as in mixed populations
EVERYWHERE = "all"  #: the district of a file without districts
PEOPLE = {"id": True, "home": True, "age": False, "school": False, "work": False, "district": False}
PLACES = {"id": True, "kind": True, "x": False, "y": False}  #: column -> whether it has to be there
FILLED = {"age": str(AGE), "district": EVERYWHERE}  #: column -> what stands in one that is absent
NAMING = ("home", "school", "work")  #: columns of people that name places


def settle_own(scenario: Scenario, population: OwnPeople) -> tuple[Settled, Targets]:
    """Everybody of the files in homes and groups, and the contacts that they should have.

    Raises: BadInput naming file, row and column.
    """
    people = _checked_people(population)
    if population.places is not None:
        _check_places(people, population.people, table_of(population.places, PLACES), population.places)
    people = _sorted(people)
    age = people["age"].to_numpy().astype(np.int8)
    targets = targets_of(scenario.contacts, np.bincount(age, minlength=MAX_AGE + 1))
    district, home = numbered(people["district"]), numbered(people["home"])
    groups = _groups(people)
    group = people.join(groups, on="group", how="left", maintain_order="left")["number"].fill_null(-1)
    return Settled(
        age=age,
        home=home.astype(np.int32),
        home_at=starts_of(home),
        district_at=starts_of(district),
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
    people = table_of(file, PEOPLE, FILLED).with_columns(pl.col("district").fill_null(EVERYWHERE))
    if not 1 <= len(people) <= MAX_PEOPLE:
        raise BadInput(str(file.path), "file", f"{len(people):,} people", f"1 to {MAX_PEOPLE:,} people")
    refuse_without_id(file, people, "a name of the person, each its own")
    refuse(file, people, "home", pl.col("home").is_null(), "the name of a home")
    years = ages_of(file, people)
    both = pl.col("school").is_not_null() & pl.col("work").is_not_null()
    refuse(file, people, "work", both, "either a school or a place of work", "besides a school")
    n_districts = people["district"].n_unique()
    if n_districts > MAX_DISTRICTS:
        accepted = f"at most {MAX_DISTRICTS:,} districts"
        raise BadInput(str(file.path), "column district", f"{n_districts:,} districts", accepted)
    astray = pl.col("district") != pl.col("district").first().over("home")
    refuse(file, people, "district", astray, "one district for all of a home", "unlike others of the home")
    return people.with_columns(years)


def _check_places(people: pl.DataFrame, of_people: OwnFile, places: pl.DataFrame, file: OwnFile) -> None:
    """Refuse places without a name or given twice, and people whose places are not in the file."""
    refuse_without_id(file, places, "a name of the place, each its own")
    for column in NAMING:
        dangling = pl.col(column).is_not_null() & ~pl.col(column).is_in(places["id"].implode())
        refuse(of_people, people, column, dangling, f"a place of {file.path.name}")


def _sorted(people: pl.DataFrame) -> pl.DataFrame:
    """People by district, then home, in the order in which the file first names them; and their group."""
    row = pl.col("row")
    order = [row.min().over("district"), row.min().over("home"), row]
    people = people.with_row_index("row").with_columns(group=pl.coalesce("school", "work"))
    return people.sort(order).drop("row")


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
