"""Whether claims can be judged: the form of their predicates, and the names in them."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path as FilePath
from typing import NamedTuple

from pydantic import ValidationError

from hyosan.scenario.catalog import BUILT_IN, displayed
from hyosan.scenario.check_patterns import names_in, pattern_faults, words_of
from hyosan.scenario.claims import Claim, ClaimFile, Predicate
from hyosan.scenario.complaints import Complaint, of_validation, raise_first
from hyosan.scenario.identity import Path
from hyosan.scenario.merge import Draft
from hyosan.scenario.patterns import NONE, Clause, EventClause, PersonClause, PlaceClause, UnlessClause, is_variable
from hyosan.scenario.scenario import Scenario
from hyosan.scenario.story import Story
from hyosan.scenario.toml_file import read
from hyosan.scenario.wording import listed, nearest, shown

OF_COUNTS = ("count", "of", "than")  #: keys that only a pattern takes
PACKAGED = displayed(BUILT_IN / "patterns")
FORMS = "one of where, all, any, not, scenario"


class Names(NamedTuple):
    """What the clauses of a scenario may name; None where that is not known before the world is built."""

    person: Collection[str] | None
    place: Collection[str] | None
    place_kind: Collection[str] | None
    state: Collection[str]
    intervention: Collection[str]


def claims_in(path: FilePath) -> tuple[Claim, ...]:
    """The claims of a file of their own, or of a scenario file that holds them.

    Raises: BadInput if anything in them cannot be used; EnvironmentProblem if the file may not be read.
    """
    file = displayed(path)
    draft = Draft(file)
    draft.lay({"claim": read(path).get("claim", [])}, file)
    raise_first(draft.complaints, draft.origins)
    try:
        claims = ClaimFile.model_validate(draft.table).claim
    except ValidationError as error:
        raise_first(of_validation(error, ClaimFile, draft.table, {}), draft.origins)
        raise
    raise_first(form_faults(claims), draft.origins)
    return claims


def claim_faults(scenario: Scenario) -> Iterator[Complaint]:
    """Claims whose form, or names, do not fit their scenario.

    Claims of the built-in catalog may name what a scenario that changes another one no longer has: these cannot be
    told then.
    """
    yield from form_faults(scenario.claim)
    names = _names_of(scenario)
    for claim in scenario.claim:
        if scenario.file_of(("claim", claim.id)).startswith(PACKAGED):
            continue
        exempt = {*claim.needs.people, *claim.needs.places, *claim.needs.place_kinds, *claim.needs.districts}
        for path, predicate in _predicates(("claim", claim.id), claim):
            for key in ("where", "of"):
                yield from _name_faults((*path, key), getattr(predicate, key), names, exempt)


def form_faults(claims: Sequence[Claim]) -> Iterator[Complaint]:
    """Claims that nothing could be held against, whatever the scenario."""
    for claim in claims:
        here = ("claim", claim.id)
        yield from _kind_faults(here, claim)
        for path, predicate in _predicates(here, claim):
            may_be_empty = predicate is claim and claim.kind in ("disputed", "open")
            yield from _predicate_faults(path, predicate, may_be_empty)


def _kind_faults(path: Path, claim: Claim) -> Iterator[Complaint]:
    names = [reading.name for reading in claim.reading]
    if claim.kind == "disputed":
        if claim.heads:
            yield Complaint((*path, claim.heads[0]), "a predicate of a disputed claim", "predicates of its readings")
        if len(names) < 2:
            yield Complaint((*path, "reading"), f"{len(names)} readings", "two or more, as [[claim.reading]]")
        elif claim.canon not in names:
            found = "missing" if claim.canon is None else f"no reading {shown(claim.canon)}"
            yield Complaint((*path, "canon"), found, f"one of {listed(names)}", nearest(claim.canon, names))
    elif claim.reading or claim.canon:
        key = "reading" if claim.reading else "canon"
        yield Complaint((*path, key), f"a {key} of a claim that is {claim.kind}", 'kind = "disputed"')
    if claim.kind == "open" and not (claim.answer or claim.where):
        yield Complaint((*path, "answer"), "missing", "answers, as [[claim.answer]], or where for a number")
    elif claim.kind != "open" and claim.answer:
        yield Complaint((*path, "answer"), f"an answer to a claim that is {claim.kind}", 'kind = "open"')


def _predicates(path: Path, predicate: Predicate) -> Iterator[tuple[Path, Predicate]]:
    """A predicate and all that are in it, with their paths."""
    yield path, predicate
    for key in ("all", "any"):
        for index, inner in enumerate(getattr(predicate, f"{key}_")):
            yield from _predicates((*path, key, f"#{index + 1}"), inner)
    for key, part in (("not", predicate.not_), ("than", predicate.than)):
        if part is not None:
            yield from _predicates((*path, key), part)
    if isinstance(predicate, Claim):
        for reading in predicate.reading:
            yield from _predicates((*path, "reading", reading.name), reading)
        for answer in predicate.answer:
            yield from _predicates((*path, "answer", answer.name), answer)


def _predicate_faults(path: Path, predicate: Predicate, may_be_empty: bool) -> Iterator[Complaint]:
    heads = predicate.heads
    if len(heads) > 1:
        yield Complaint((*path, heads[1]), f"{heads[0]} and {heads[1]}", FORMS)
    if not heads and not may_be_empty:
        yield Complaint(path, "no predicate", FORMS)
    yield from pattern_faults((*path, "where"), predicate.where)
    yield from pattern_faults((*path, "of"), predicate.of)
    if not predicate.where:
        for key in OF_COUNTS:
            if getattr(predicate, key):
                yield Complaint((*path, key), "nothing to count", "where as well")
    yield from _count_faults(path, predicate)
    yield from _scenario_faults(path, predicate)
    if path[-1] == "than" and heads and heads != ["where"]:
        yield Complaint((*path, heads[0]), "nothing to count", "where")


def _count_faults(path: Path, predicate: Predicate) -> Iterator[Complaint]:
    for key in ("where", "of") if predicate.count else ():
        clauses = getattr(predicate, key)
        names = names_in(clauses)
        if clauses and predicate.count not in names:
            found = f"no {shown(predicate.count)} in {key}"
            yield Complaint((*path, "count"), found, f"one of {listed(names)}", nearest(predicate.count, names))
    if predicate.of and predicate.count is None:
        yield Complaint((*path, "count"), "missing", "the variable or event that where and of share")
    if predicate.least is not None and predicate.most is not None and predicate.least > predicate.most:
        yield Complaint((*path, "most"), f"{predicate.most:g} below least", "a number from least on")


def _scenario_faults(path: Path, predicate: Predicate) -> Iterator[Complaint]:
    limits = [key for key in ("least", "most") if getattr(predicate, key) is not None]
    if predicate.scenario is None:
        if predicate.is_ is not None:
            yield Complaint((*path, "is"), "no key that it belongs to", "scenario as well")
        elif limits and not predicate.where:
            yield Complaint((*path, limits[0]), "nothing to count", "where as well")
        return
    if (predicate.is_ is None) == (not limits):
        yield Complaint((*path, "scenario"), f"with {'both' if limits else 'neither'}", "either is, or least and most")
    top, _, rest = predicate.scenario.partition(".")
    known = [field.alias or name for name, field in Scenario.model_fields.items()]
    if top not in known:
        yield Complaint((*path, "scenario"), f"no key {shown(top)}", f"one of {listed(known, 40)}", nearest(top, known))
    elif top == "story" and rest not in Story.model_fields:
        keys = [f"story.{key}" for key in Story.model_fields]
        found = f"no key {shown(predicate.scenario)}"
        yield Complaint((*path, "scenario"), found, f"one of {listed(keys)}", nearest(predicate.scenario, keys))


def _names_of(scenario: Scenario) -> Names:
    is_society = scenario.population is not None
    districts = [district.name for district in getattr(scenario.population, "district", ())]
    return Names(
        person=None if is_society else [name for p in scenario.person for name in (p.name, p.full_name) if name],
        place=districts or None if is_society else [place.name for place in scenario.place],
        place_kind=None if is_society else [kind.name for kind in scenario.place_kind],
        state=[state.name for state in scenario.pathogen.state],
        intervention=[intervention.name for intervention in scenario.intervention],
    )


def _name_faults(path: Path, clauses: Sequence[Clause], names: Names, exempt: Collection[str]) -> Iterator[Complaint]:
    """Words that name nobody and nothing of the scenario, but for those that the claim says it needs."""
    for index, clause in enumerate(clauses):
        here = (*path, f"#{index + 1}")
        if isinstance(clause, UnlessClause):
            yield from _name_faults((*here, "unless"), clause.unless, names, exempt)
            continue
        asked = [(key, word, sort) for key, word, sort in words_of(clause) if key not in ("district", "household")]
        if isinstance(clause, PersonClause):
            asked += [("state", word, "state") for word in clause.state or ()]
        if isinstance(clause, PlaceClause):
            asked += [("kind", word, "place_kind") for word in clause.kind or ()]
        if isinstance(clause, EventClause) and clause.intervention:
            asked.append(("intervention", clause.intervention, "intervention"))
        for key, word, sort in asked:
            known = getattr(names, sort)
            if known is not None and word not in known and word not in (NONE, *exempt) and not is_variable(word):
                yield _unnamed((*here, key), word, sort.replace("_", " "), known)


def _unnamed(path: Path, word: str, sort: str, known: Collection[str]) -> Complaint:
    accepted = f"the name of a {sort}, or what the claim's needs name"
    return Complaint(path, f"no {sort} {shown(word)}", accepted, nearest(word, known))
