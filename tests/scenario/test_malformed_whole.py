"""Tables that are well-formed one by one and do not fit each other."""

import pytest

from hyosan.scenario import loads

from .conftest import SMALL
from .malformed import Case, check, instead, with_row

ROOM = 'kind = "room"\nfloor = 1\nx = "99 m"\ny = "0 m"\nwidth = "4 m"\ndepth = "4 m"\n'
KIND = 'wall = "1 dB"\nfloor = "1 dB"\nbackground = "1 dB"\ncover = 0\nsource = "assumption: a wall"\n'
STUDENT = 'role = "student"\nunit = "1-1"\nage = 16\nsex = "m"\n'
WAIT = 'wait = { distribution = "lognormal", median = "4 min", sigma = 0.5 }'
RISE = "[pathogen.rise]\nprobability = 0.1"
TURNED = "pathogen.transition.bitten -> turned"
HALFBIE = "pathogen.transition.bitten -> halfbie"


CASES: dict[str, Case] = {
    # --- names
    "a name given twice": (
        with_row("person", f'name = "Ara"\n{STUDENT}'),
        "person.Ara",
        "twice",
        "one row",
        None,
    ),
    "a passage given twice": (
        with_row("passage", 'between = ["Corridor", "Class 1-1"]\ndoor = "open"'),
        "passage.Corridor ~ Class 1-1",
        "twice",
        "one row",
        None,
    ),
    "names that differ in case": (
        with_row("person", f'name = "ARA"\n{STUDENT}'),
        "person.ARA",
        "only in case",
        "",
        '"Ara"',
    ),
    "an unknown kind": (
        instead('kind = "room"', 'kind = "rooom"'),
        "place.Class 1-1.kind",
        '"rooom"',
        "place_kind",
        '"room"',
    ),
    "an unknown place": (
        instead('["Corridor", "Office"]', '["Corridor", "Ofice"]'),
        "passage.Corridor ~ Ofice.between",
        'no place "Ofice"',
        "places",
        '"Office"',
    ),
    "a passage to itself": (
        instead('["Corridor", "Office"]', '["Office", "Office"]'),
        "passage.Office ~ Office.between",
        "twice",
        "two different",
        None,
    ),
    "a place out of reach": (
        with_row("place", f'name = "Attic"\n{ROOM}'),
        "place.Attic",
        "cannot be reached",
        "passage",
        None,
    ),
    "a class without a home room": (
        instead("classes = 1", "classes = 2"),
        "roster.grades.1",
        "class 1-2",
        '"1-2"',
        None,
    ),
    "two home rooms": (
        with_row("place", f'name = "B"\nunit = "1-1"\n{ROOM}'),
        "place.B.unit",
        "home room",
        "one",
        None,
    ),
    "too many kinds": (
        SMALL + "".join(f'\n[[place_kind]]\nname = "{i}"\n{KIND}' for i in range(500)),
        "place_kind",
        "501 rows",
        "at most 500",
        None,
    ),
    # --- people
    "an unknown class": (
        instead('unit = "1-1"\nage', 'unit = "9-9"\nage'),
        "person.Ara.unit",
        "9-9",
        "home room",
        None,
    ),
    "a student without a class": (
        instead('unit = "1-1"\nage', "age"),
        "person.Ara.unit",
        "missing",
        "class",
        None,
    ),
    "an unknown office": (
        instead('= "Office"\nage', '= "Ofice"\nage'),
        "person.Mr. Cho.office",
        "Ofice",
        "place",
        '"Office"',
    ),
    "a bond to nobody": (
        instead('to = "Bo-ram"', 'to = "Bo-ran"'),
        "bond.Ara -> Bo-ran (friendship).to",
        "Bo-ran",
        "person",
        '"Bo-ram"',
    ),
    "a bond to oneself": (
        instead('to = "Bo-ram"', 'to = "Ara"'),
        "bond.Ara -> Ara (friendship).to",
        "itself",
        "another",
        None,
    ),
    "a bond twice": (
        with_row("bond", 'from = "Bo-ram"\nto = "Ara"\nkind = "friendship"\nstrength = 0.1'),
        "bond.Ara -> Bo-ram (friendship).mutual",
        "the other way",
        "mutual = false",
        None,
    ),
    "a loving bully": (
        with_row("bond", 'from = "Ara"\nto = "Bo-ram"\nkind = "bullying"\nstrength = 0.1'),
        "bond.Ara -> Bo-ram (bullying).strength",
        "0.1",
        "below 0",
        None,
    ),
    "periods that overlap": (
        with_row("period", 'name = "rest"\nfrom = "08:40"\nto = "09:00"\nwho = "all"\nwhere = "anywhere"'),
        "period.rest",
        'overlaps with "lesson"',
        "each role",
        None,
    ),
    "a period that ends first": (
        instead('"08:50"', '"07:50"'),
        "period.lesson.to",
        "not after",
        "after from",
        None,
    ),
    "a period nowhere": (
        instead('"own room"', '"own rom"'),
        "period.lesson.where",
        "own rom",
        "anywhere",
        '"own room"',
    ),
    "names that are none": (
        instead('[["Kim", 0.215, "김"]]', '[["Kim"]]'),
        "names.family",
        "row 1",
        "Kim",
        None,
    ),
    "generated people without names": (
        instead("[names]\nfamily", "[names]\n#"),
        "names.family",
        "missing",
        "names",
        None,
    ),
    "a trait without a source": (
        instead('source = "assumption: average people"\n', ""),
        "roster.traits.student.strength.source",
        "missing",
        "assumption: reason",
        None,
    ),
    # --- clocks and steps
    "an end before the start": (
        instead('"day 1 12:00"', '"day 1 07:00"'),
        "until",
        "not after",
        "after start",
        None,
    ),
    "a near step of 6 s": (instead('"5 s"', '"6 s"'), "near_step", '"6 s"', "1 s to 5 s", None),
    "a near step that does not divide": (
        instead('"1 min"', '"62 s"'),
        "near_step",
        "5 s",
        "go into step",
        None,
    ),
    "a series out of step": ('series_every = "90 s"\n' + SMALL, "series_every", "90 s", "a multiple", None),
    "a stretch before the start": (
        'stretch = [{ from = "day 1 01:00", step = "1 h" }]\n' + SMALL,
        "stretch.#1.from",
        "not after the start",
        "after start",
        None,
    ),
    "stretches out of order": (
        'stretch = [{ from = "day 1 11:30", step = "1 h" }, { from = "day 1 11:00", step = "2 h" }]\n' + SMALL,
        "stretch.#2.from",
        "not after the stretch before",
        "in their order",
        None,
    ),
    "a stretch with a series out of step": (
        'stretch = [{ from = "day 1 11:00", step = "1 h", series_every = "90 min" }]\n' + SMALL,
        "stretch.#1.series_every",
        "5400 s",
        "a multiple of step",
        None,
    ),
    "too many steps": (
        instead('"day 1 12:00"', '"day 3000 12:00"').replace('"1 min"', '"5 s"'),
        "until",
        "steps",
        "10,000,000",
        None,
    ),
    "movement without encounters": (
        'systems = ["movement"]\n' + SMALL,
        "systems",
        "encounters",
        "together",
        None,
    ),
    "a system twice": ('systems = ["noise", "noise"]\n' + SMALL, "systems", "twice", "once", None),
    # --- the pathogen and its sources
    "no source of a state": (
        instead('source = "assumption: the hunters"\n', ""),
        "pathogen.state.turned.source",
        "missing",
        "assumption",
        None,
    ),
    "an assumption without a reason": (
        instead('"assumption: minutes"', '"assumption"'),
        f"{TURNED}.source",
        "assumption",
        "reason",
        None,
    ),
    "no source of a table": (
        instead('source = "assumption: rare"\n', ""),
        f"{HALFBIE}.source",
        "missing",
        "come from",
        None,
    ),
    "no source of a number": (
        instead(', source = "assumption: a guess" }', " }"),
        "mind.fear_half_life.source",
        "missing",
        "publication",
        None,
    ),
    "a sourced number without a unit that exists": (
        instead('"20 min"', '"20 mins"'),
        "mind.fear_half_life.value",
        '"20 mins"',
        "a quantity",
        None,
    ),
    "no initial state": (instead("initial = true\n", ""), "pathogen.state", "no state", "exactly one", None),
    "two initial states": (
        instead('name = "bitten"\nflags', 'name = "bitten"\ninitial = true\nflags'),
        "pathogen.state.bitten.initial",
        "a second",
        "exactly one",
        None,
    ),
    "an unknown state": (
        instead('to = "turned"', 'to = "turnd"'),
        "pathogen.transition.bitten -> turnd.to",
        "turnd",
        "well, bitten",
        '"turned"',
    ),
    "an unknown entry": (
        instead('{ bitten = "bitten" }', '{ bitten = "biten" }'),
        "pathogen.entry.bitten",
        "biten",
        "states",
        '"bitten"',
    ),
    "an unknown flag": (
        instead('"hunts"', '"hunt"'),
        "pathogen.state.turned.flags",
        '"hunt"',
        "infectious",
        '"hunts"',
    ),
    "an unknown event": (
        instead('event = "turned"', 'event = "Turned"'),
        f"{TURNED}.event",
        "Turned",
        "died",
        '"turned"',
    ),
    "chances above 1": (
        instead('"rest"', "0.99"),
        f"{HALFBIE}.probability",
        "1.01 at age 16",
        "at most 1",
        None,
    ),
    "two rests": (
        instead("{ by_age = [[0, 0.0], [16, 0.02], [20, 0.01]] }", '"rest"'),
        f"{HALFBIE}.probability",
        "second rest",
        "one rest",
        None,
    ),
    "ages that do not ascend": (
        instead("[16, 0.02]", "[26, 0.02]"),
        f"{HALFBIE}.probability",
        "ages 0, 26, 20",
        "ascending",
        None,
    ),
    "a chance of another form": (
        instead('"rest"', '"most"'),
        f"{TURNED}.probability",
        '"most"',
        '"rest"',
        None,
    ),
    "a wait without parameters": (
        instead(WAIT, 'wait = { distribution = "gamma" }'),
        f"{TURNED}.wait",
        "no parameter",
        "mean and sd",
        None,
    ),
    "a wait of too many": (
        instead("sigma = 0.5", 'sigma = 0.5, mean = "1 s"'),
        f"{TURNED}.wait",
        "mean",
        "median and sigma",
        None,
    ),
    "a wait of SciPy's without a scale": (
        instead(WAIT, 'wait = { distribution = "levy" }'),
        f"{TURNED}.wait",
        "levy",
        "scale",
        None,
    ),
    "a wait that is no name": (
        instead('"lognormal"', '"a b"'),
        f"{TURNED}.wait.distribution",
        '"a b"',
        "scipy.stats",
        None,
    ),
    "a wait with min above max": (
        instead("sigma = 0.5", 'sigma = 0.5, min = "2 s", max = "1 s"'),
        f"{TURNED}.wait.min",
        "more",
        "at most",
        None,
    ),
    "a chance of rising above 1": (
        instead(RISE, RISE.replace("0.1", "1.1")),
        "pathogen.rise.probability",
        "1.1",
        "0 to 1",
        None,
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_it_is_told_in_one_message(case: Case) -> None:
    check(case)


def test_several_makers_are_allowed() -> None:
    scenario = loads(SMALL.replace('sex = "f"', 'sex = "f"\nmaker = true'))
    assert [person.maker for person in scenario.person] == [True, True, False]
