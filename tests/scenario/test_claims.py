"""Claims in scenario files: where they come from, and what is refused."""

from pathlib import Path

import pytest

from hyosan.errors import BadInput
from hyosan.scenario import claims_in, load, loads

from .conftest import SMALL, Writer
from .malformed import Case, check

CLAIM = '[[claim]]\nid = "X"\nkind = "mechanism"\nstatement = "s"\n'
DISPUTED = '[[claim]]\nid = "X"\nkind = "disputed"\nstatement = "s"\ncanon = "a"\n'
READING = '[[claim.reading]]\nname = "a"\nwhere = [{ event = "bite" }]\n'
READINGS = f'{READING}[[claim.reading]]\nname = "b"\nwhere = [{{ event = "kill" }}]\n'
EVENT = '{ event = "bite", as = "bite" }'


def claim(rest: str, head: str = CLAIM) -> str:
    return f"{SMALL}\n{head}{rest}"


def where(*clauses: str) -> str:
    return claim(f"where = [{', '.join(clauses)}]")


CASES: dict[str, Case] = {
    "unknown kind of event": (where('{ event = "bitte" }'), "claim.X.where.#1.event", '"bitte"', "one of", '"bite"'),
    "unknown clause": (where('{ evnt = "bite" }'), "claim.X.where.#1", "a clause with evnt", "one of event", '"event"'),
    "no clause": (where('"bite"'), "claim.X.where.#1", '"bite"', "a clause such as", None),
    "unknown key": (
        where('{ event = "bite", whom = "?x" }'),
        "claim.X.where.#1.whom",
        "unknown key",
        "known are",
        '"who"',
    ),
    "unknown key of a claim": (
        claim(f"where = [{EVENT}]\ncuont = 3"),
        "claim.X.cuont",
        "unknown key",
        "known",
        '"count"',
    ),
    "unknown limit": (
        where('{ event = "bite", value = { more = 1 } }'),
        "claim.X.where.#1.value.more",
        "unknown key",
        "least",
        None,
    ),
    "no limit": (where('{ person = "?x", age = "old" }'), "claim.X.where.#1.age", '"old"', "a number, or limits", None),
    "unknown fate": (
        where('{ person = "?x", fate = "wel" }'),
        "claim.X.where.#1.fate",
        '"wel"',
        "one of well",
        '"well"',
    ),
    "unknown bond": (where('{ bond = "famly" }'), "claim.X.where.#1.bond", '"famly"', "one of family", '"family"'),
    "no clock": (
        where('{ event = "bite", hours = ["8", "9"] }'),
        "claim.X.where.#1.hours",
        "an array",
        "two clocks",
        None,
    ),
    "unknown person": (
        where('{ event = "bite", who = "Arra" }'),
        "claim.X.where.#1.who",
        'no person "Arra"',
        "needs",
        '"Ara"',
    ),
    "unknown place": (
        where('{ event = "bite", place = "Coridor" }'),
        "claim.X.where.#1.place",
        "no place",
        "needs",
        '"Corridor"',
    ),
    "unknown state": (
        where('{ person = "?x", state = "turnt" }'),
        "claim.X.where.#1.state",
        "no state",
        "needs",
        '"turned"',
    ),
    "unknown kind of place": (
        where('{ place = "?x", kind = "roof" }'),
        "claim.X.where.#1.kind",
        "no place kind",
        "needs",
        '"room"',
    ),
    "unknown event name": (
        where(EVENT, '{ event = "kill", after = "bit" }'),
        "claim.X.where.#2.after",
        "no event",
        "one of bite",
        '"bite"',
    ),
    "an event after itself": (
        where('{ event = "kill", as = "k", after = "k" }'),
        "claim.X.where.#1.after",
        "no event",
        "as",
        None,
    ),
    "an event of another pattern": (
        where(EVENT, '{ unless = [{ event = "kill", as = "kill" }] }', '{ event = "died", after = "kill" }'),
        "claim.X.where.#3.after",
        'no event "kill"',
        "one of bite",
        None,
    ),
    "a name twice": (where(EVENT, EVENT), "claim.X.where.#2.as", '"bite" twice', "another name", None),
    "a name like a variable": (where('{ event = "bite", as = "?b" }'), "claim.X.where.#1.as", '"?b"', "without", None),
    "a variable of two sorts": (
        where('{ event = "bite", who = "?x", place = "?x" }'),
        "claim.X.where.#1.place",
        "a person elsewhere",
        "place",
        None,
    ),
    "an unknown variable": (
        where('{ event = "bite", who = "?one", other = "?two" }', '{ differ = ["?one", "?too"] }'),
        "claim.X.where.#2.differ",
        'no variable or event "?too"',
        "one of ?one, ?two",
        '"?two"',
    ),
    "an unknown value": (
        where(EVENT, '{ event = "bite", value = { above = "bate" } }'),
        "claim.X.where.#2.value.above",
        "no event",
        "bite",
        '"bite"',
    ),
    "within of nothing": (
        where('{ event = "bite", within = "5 min" }'),
        "claim.X.where.#1.within",
        "no event",
        "after or before",
        None,
    ),
    "a value read twice": (
        where('{ event = "hunt", to = "?p", value = 1 }'),
        "claim.X.where.#1.value",
        "to and value",
        "one",
        None,
    ),
    "an unknown count": (
        claim(f'where = [{EVENT}]\ncount = "?x"'),
        "claim.X.count",
        'no "?x" in where',
        "one of bite",
        None,
    ),
    "a share of what": (claim(f"where = [{EVENT}]\nof = [{EVENT}]"), "claim.X.count", "missing", "share", None),
    "a share without": (
        claim(f'where = [{EVENT}]\ncount = "bite"\nof = [{{ event = "kill" }}]'),
        "claim.X.count",
        "in of",
        "one of",
        None,
    ),
    "limits crossed": (
        claim(f"where = [{EVENT}]\nleast = 3\nmost = 1"),
        "claim.X.most",
        "1 below least",
        "from least on",
        None,
    ),
    "nothing but absence": (where(f"{{ unless = [{EVENT}] }}"), "claim.X.where", "nothing but", "or not", None),
    "no predicate": (claim(""), "claim.X", "no predicate", "one of where", None),
    "two predicates": (
        claim(f'where = [{EVENT}]\nscenario = "seed"\nis = 1'),
        "claim.X.scenario",
        "where and scenario",
        "one of",
        None,
    ),
    "nothing to count": (
        claim('scenario = "seed"\nis = 1\ncount = "x"'),
        "claim.X.count",
        "nothing to count",
        "where",
        None,
    ),
    "unknown key of the scenario": (
        claim('scenario = "sede"\nis = 1'),
        "claim.X.scenario",
        'no key "sede"',
        "one of",
        '"seed"',
    ),
    "unknown key of the story": (
        claim('scenario = "story.part"\nis = 1'),
        "claim.X.scenario",
        "no key",
        "story.parts",
        '"story.parts"',
    ),
    "neither is nor limits": (claim('scenario = "seed"'), "claim.X.scenario", "neither", "either is", None),
    "one reading": (claim(READING, DISPUTED), "claim.X.reading", "1 readings", "two", None),
    "unknown canon": (
        claim(READINGS, DISPUTED.replace('"a"', '"c"')),
        "claim.X.canon",
        'no reading "c"',
        "one of a, b",
        None,
    ),
    "readings of a mechanism": (
        claim(f"where = [{EVENT}]\n{READINGS}"),
        "claim.X.reading",
        "mechanism",
        "disputed",
        None,
    ),
    "a question without answers": (
        claim("", CLAIM.replace("mechanism", "open")),
        "claim.X.answer",
        "missing",
        "answers",
        None,
    ),
    "unknown kind of claim": (
        claim(f"where = [{EVENT}]", CLAIM.replace("mechanism", "mechanic")),
        "claim.X.kind",
        '"mechanic"',
        "one of",
        '"mechanism"',
    ),
    "two stories": (
        SMALL + '\n[story]\nfamily_bound_with = "rope"',
        "story.family_bound_with",
        '"rope"',
        "ropes, chains",
        '"ropes"',
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_cannot_be_judged_is_refused_with_its_key(case: Case) -> None:
    check(case)


def test_a_claim_may_need_what_the_scenario_has_not() -> None:
    text = claim('needs = { people = ["Zed"] }\nwhere = [{ event = "bite", who = "Zed" }]')
    assert loads(text).claim[0].needs.people == ("Zed",)


def test_claims_come_out_of_the_catalog_beside_the_scenario(small: Path, write: Writer) -> None:
    write(f"{CLAIM}where = [{EVENT}]", "catalog/patterns/mine.toml")
    over = write(
        'extends = "small.toml"\nclaims = ["mine"]\n[[claim]]\nid = "X"\nstatement = "other words"', "over.toml"
    )
    (found,) = load(over).claim
    assert (found.id, found.statement, len(found.where)) == ("X", "other words", 1)


def test_an_unknown_file_of_claims_is_told(small: Path, write: Writer) -> None:
    with pytest.raises(
        BadInput, match=r'over.toml:claims: no catalog file "hyosann"; one of catalog/patterns/: hyosan'
    ):
        load(write('extends = "small.toml"\nclaims = ["hyosann"]', "over.toml"))


def test_an_unknown_name_is_told_with_the_file_of_the_claim(small: Path, write: Writer) -> None:
    write(f'{CLAIM}where = [{{ event = "bite", who = "Arra" }}]', "catalog/patterns/mine.toml")
    with pytest.raises(BadInput) as caught:
        load(write('extends = "small.toml"\nclaims = ["mine"]', "over.toml"))
    assert caught.value.file.endswith("catalog/patterns/mine.toml")


def test_built_in_claims_do_not_stop_a_scenario_that_has_other_people(small: Path, write: Writer) -> None:
    assert len(load(write('extends = "small.toml"\nclaims = ["hyosan"]', "over.toml")).claim) == 62


def test_a_file_of_claims_is_read_by_itself_or_out_of_a_scenario(write: Writer) -> None:
    text = f"{CLAIM}where = [{EVENT}]"
    assert claims_in(write(text, "mine.toml")) == claims_in(write(f"{SMALL}\n{text}", "whole.toml"))


def test_a_claim_given_twice_is_told(write: Writer) -> None:
    text = f"{CLAIM}where = [{EVENT}]\n"
    with pytest.raises(BadInput, match=r"mine.toml:claim.X: given twice in this file"):
        claims_in(write(text + text, "mine.toml"))


def test_plain_tables_hold_seconds_and_nothing_that_was_left_out(write: Writer) -> None:
    clauses = (
        '{ event = "bite", as = "a" }, { event = "kill", after = "a", within = "5 min", hours = ["20:00", "06:00"] }'
    )
    (found,) = claims_in(write(f"{CLAIM}where = [{clauses}]", "mine.toml"))
    second = found.plain()["where"][1]
    assert second == {"event": ["kill"], "after": "a", "within": 300.0, "hours": [72_000, 21_600]}


def test_claims_do_not_make_another_scenario() -> None:
    assert loads(claim(f"where = [{EVENT}]")).hash == loads(SMALL).hash
