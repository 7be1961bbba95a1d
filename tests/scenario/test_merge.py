"""Files are laid over each other: tables by key, rows by identity, everything else is replaced."""

from pathlib import Path

import pytest

from hyosan.errors import BadInput
from hyosan.scenario import Scenario, load
from hyosan.world.codes import Door

from .conftest import Writer


def over(write: Writer, text: str) -> Scenario:
    """The scenario that extends the small one with a text."""
    return load(write(f'extends = "small.toml"\n{text}', "over.toml"))


def test_scalars_replace(small: Path, write: Writer) -> None:
    assert over(write, "seed = 8").seed == 8
    assert over(write, "seed = 8").title == "Three rooms"


def test_rows_merge_by_name(small: Path, write: Writer) -> None:
    scenario = over(write, '[[person]]\nname = "Ara"\nstrength = 0.9')
    assert [person.name for person in scenario.person] == ["Ara", "Bo-ram", "Mr. Cho"]
    assert scenario.person[0].strength == 0.9
    assert scenario.person[0].unit == "1-1"


def test_passages_merge_whichever_way_round_they_are_given(small: Path, write: Writer) -> None:
    scenario = over(write, '[[passage]]\nbetween = ["Corridor", "Class 1-1"]\ndoor = "locked"')
    assert scenario.passage[0].between == ("Class 1-1", "Corridor")
    assert scenario.passage[0].door is Door.LOCKED
    assert len(scenario.passage) == 2


def test_bonds_of_another_kind_are_other_rows(small: Path, write: Writer) -> None:
    scenario = over(write, '[[bond]]\nfrom = "Ara"\nto = "Bo-ram"\nkind = "love"\nstrength = 0.3')
    assert [bond.strength for bond in scenario.bond] == [0.6, 0.3]


def test_rows_can_be_removed(small: Path, write: Writer) -> None:
    scenario = over(write, '[[bond]]\nfrom = "Ara"\nto = "Bo-ram"\nkind = "friendship"\nremove = true')
    assert scenario.bond == ()


def test_new_rows_are_added_behind(small: Path, write: Writer) -> None:
    scenario = over(write, '[[person]]\nname = "Dal"\nrole = "student"\nunit = "1-1"\nage = 16\nsex = "m"')
    assert scenario.person[-1].name == "Dal"


def test_a_wait_that_names_a_distribution_starts_anew(small: Path, write: Writer) -> None:
    row = '[[pathogen.transition]]\nfrom = "bitten"\nto = "turned"\n'
    changed = over(write, row + 'wait = { median = "9 min" }').pathogen.transition[0].wait
    assert (changed.distribution, changed.median, changed.sigma) == ("lognormal", 540.0, 0.5)
    exponential = 'wait = { distribution = "exponential", mean = "9 min" }'
    fresh = over(write, row + exponential).pathogen.transition[0].wait
    assert (fresh.distribution, fresh.mean, fresh.median, fresh.sigma) == ("exponential", 540.0, None, None)


def test_extending_goes_on_over_several_files(small: Path, write: Writer) -> None:
    write('extends = "small.toml"\nseed = 8\ntitle = "Two"', "two.toml")
    scenario = load(write('extends = "two.toml"\ntitle = "Three"', "three.toml"))
    assert (scenario.seed, scenario.title) == (8, "Three")


def test_references_are_laid_below_the_rows_of_the_files(small: Path, write: Writer) -> None:
    write('[[person]]\nname = "Ara"\nspeed = "6 m/s"\nstrength = 0.1', "catalog/people/extra.toml")
    person = over(write, 'people = ["extra"]').person[0]
    assert (person.speed, person.strength) == (6.0, 0.4)


def test_a_star_takes_every_file_of_a_folder(small: Path, write: Writer) -> None:
    act = 'base = 1\ndrive = "fear"\nlasts = "5 min"\nsource = "assumption: a guess"\n'
    write(f'act = "fight"\n{act}', "catalog/behaviours/fight.toml")
    write(f'act = "hide"\n{act}', "catalog/behaviours/hide.toml")
    acts = {behaviour.act.name: behaviour.base for behaviour in over(write, 'behaviours = ["*"]').behaviour}
    assert acts["FIGHT"] == 1.0
    assert acts["HIDE"] == 0.2  # the scenario's own row stands over the catalog's


PATHOGEN = """
name = "flu"
source = "assumption: made up"
entry = { exposed = "ill" }
state = [{ name = "well", initial = true, source = "assumption: a" }, { name = "ill", source = "assumption: b" }]
"""


def test_naming_a_pathogen_drops_the_inherited_one(small: Path, write: Writer) -> None:
    write(PATHOGEN, "catalog/pathogens/flu.toml")
    flu = over(write, 'pathogen = "flu"').pathogen
    assert ([state.name for state in flu.state], flu.transition, flu.rise) == (["well", "ill"], (), None)


def test_a_pathogen_may_build_on_a_base(small: Path, write: Writer) -> None:
    write(PATHOGEN, "catalog/pathogens/flu.toml")
    write('base = "flu"\nname = "strong flu"', "catalog/pathogens/strong.toml")
    strong = over(write, '[pathogen]\nbase = "strong"\nstate = [{ name = "ill", speed = 0.5 }]').pathogen
    assert (strong.name, strong.state[1].speed) == ("strong flu", 0.5)


def test_the_catalog_beside_the_file_comes_before_the_built_in_one(small: Path, write: Writer) -> None:
    write(
        '[[sound]]\nname = "scream"\nlevel = "1 dB"\nsource = "assumption: quiet"',
        "catalog/sounds/common.toml",
    )
    write('[[sound]]\nname = "scream"\nremove = true', "unscreamed.toml")
    scenario = over(write, 'sounds = ["common"]\n[[sound]]\nname = "scream"\nlevel = "2 dB"')
    assert [(sound.name, sound.level) for sound in scenario.sound] == [("scream", 2.0)]


def test_texts_are_one_whatever_their_unicode_form(small: Path, write: Writer) -> None:
    composed, apart = "\u00e9", "e\u0301"
    room = f'[[place]]\nname = "Caf{composed}"\nkind = "room"\nfloor = 1\nx = "20 m"\ny = "0 m"\nwidth = "4 m"\n'
    way = f'depth = "4 m"\n[[passage]]\nbetween = ["Caf{apart}", "Corridor"]\ndoor = "open"'
    assert over(write, room + way).passage[-1].between[0] == f"Caf{composed}"


class TestProvenance:
    """A message names the file in which the offending key was written."""

    def file_of(self, error: BadInput) -> str:
        return Path(error.file).name

    def refused(self, path: Path, *overrides: str) -> BadInput:
        with pytest.raises(BadInput) as caught:
            load(path, overrides)
        return caught.value

    def test_the_extended_file(self, small: Path, write: Writer) -> None:
        write(small.read_text().replace("strength = 0.4", "strength = 4"))
        error = self.refused(write('extends = "small.toml"', "over.toml"))
        assert (self.file_of(error), error.key) == ("small.toml", "person.Ara.strength")

    def test_the_extending_file(self, small: Path, write: Writer) -> None:
        error = self.refused(write('extends = "small.toml"\n[[person]]\nname = "Ara"\nstrength = 4', "over.toml"))
        assert (self.file_of(error), error.key) == ("over.toml", "person.Ara.strength")

    def test_the_catalog_file(self, small: Path, write: Writer) -> None:
        write('[[person]]\nname = "Dal"\nrole = "cook"', "catalog/people/extra.toml")
        error = self.refused(write('extends = "small.toml"\npeople = ["extra"]', "over.toml"))
        assert (self.file_of(error), error.key) == ("extra.toml", "person.Dal.role")

    def test_a_missing_key_belongs_to_the_file_of_its_row(self, small: Path, write: Writer) -> None:
        error = self.refused(write('extends = "small.toml"\n[[person]]\nname = "Dal"', "over.toml"))
        assert (self.file_of(error), error.key, error.found) == ("over.toml", "person.Dal.role", "missing")

    def test_a_replaced_value_belongs_to_the_last_file(self, small: Path, write: Writer) -> None:
        row = '[[pathogen.transition]]\nfrom = "bitten"\nto = "turned"\nwait = { distribution = "gamma" }'
        error = self.refused(write(f'extends = "small.toml"\n{row}', "over.toml"))
        assert (self.file_of(error), error.key) == ("over.toml", "pathogen.transition.bitten -> turned.wait")

    def test_an_override(self, small: Path) -> None:
        error = self.refused(small, "person.Ara.strength=4")
        assert (error.file, error.key) == ("--set", "person.Ara.strength")
