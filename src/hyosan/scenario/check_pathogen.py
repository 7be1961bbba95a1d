"""Whether a pathogen's states and transitions fit each other, and its waits have what they need."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from hyosan.scenario.check_places import alike
from hyosan.scenario.complaints import Complaint
from hyosan.scenario.pathogen import Pathogen, Transition, Wait
from hyosan.scenario.wording import listed, nearest, shown
from hyosan.world.codes import Flag

TOLERANCE = 1e-9  #: by which written probabilities may miss 1

NEEDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "lognormal": (("median", "sigma"), ("mean", "sd")),
    "gamma": (("mean", "sd"), ("shape", "scale")),
    "weibull": (("shape", "scale"),),
    "exponential": (("mean",),),
    "uniform": (("min", "max"),),
    "fixed": (("value",),),
}  #: distribution -> the sets of parameters, one of which it takes
BOUNDS = ("min", "max")


def pathogen_faults(pathogen: Pathogen) -> Iterator[Complaint]:
    """No or several initial states, unknown states, chances above 1, waits without their parameters."""
    yield from alike(("pathogen", "state"), [state.name for state in pathogen.state])
    yield from _state_faults(pathogen)
    yield from _entry_faults(pathogen)
    spread = pathogen.transmission
    if spread is not None and spread.reproduction is None and spread.per_contact is None:
        yield Complaint(("pathogen", "transmission"), "neither reproduction nor per_contact", "one of the two")
    for transition in pathogen.transition:
        yield from _transition_faults(transition, [state.name for state in pathogen.state])
        yield from wait_faults(transition.wait, (*_path(transition), "wait"))
    yield from _chance_faults(pathogen)
    yield from _defeat_faults(pathogen)
    yield from _illness_faults(pathogen)


def _state_faults(pathogen: Pathogen) -> Iterator[Complaint]:
    initial = [state.name for state in pathogen.state if state.initial]
    if not initial:
        yield Complaint(("pathogen", "state"), "no state with initial = true", "exactly one initial state")
    for name in initial[1:]:
        found = f"a second initial state beside {shown(initial[0])}"
        yield Complaint(("pathogen", "state", name, "initial"), found, "exactly one initial state")


def _entry_faults(pathogen: Pathogen) -> Iterator[Complaint]:
    names = [state.name for state in pathogen.state]
    routes = pathogen.entry.model_dump(exclude_none=True)
    if not routes:
        yield Complaint(("pathogen", "entry"), "no route", f"one of {listed(type(pathogen.entry).model_fields)}")
    for route, state in routes.items():
        if state not in names:
            path = ("pathogen", "entry", route)
            yield Complaint(path, f"no state {shown(state)}", _one_of(names), nearest(state, names))


def _defeat_faults(pathogen: Pathogen) -> Iterator[Complaint]:
    """A defeat to an unknown state, of those whose stage ends by itself too, or with chances above 1."""
    defeat, spread = pathogen.defeat, pathogen.transmission
    if defeat is None:
        return
    names = [state.name for state in pathogen.state]
    if defeat.to not in names:
        found = f"no state {shown(defeat.to)}"
        yield Complaint(("pathogen", "defeat", "to"), found, _one_of(names), nearest(defeat.to, names))
    if spread is None or spread.per_contact is None:
        accepted = "pathogen.transmission.per_contact beside it"
        yield Complaint(("pathogen", "defeat"), "no chance of infection on a contact", accepted)
    elif spread.per_contact + defeat.per_contact > 1 + TOLERANCE:
        found = f"{defeat.per_contact:g}, and infection {spread.per_contact:g}"
        yield Complaint(("pathogen", "defeat", "per_contact"), found, "at most 1 together")
    infectious = {state.name for state in pathogen.state if state.flags & Flag.INFECTIOUS}
    for transition in pathogen.transition:
        if transition.from_ in infectious:
            accepted = "infectious states without ways out, where there are defeats"
            yield Complaint(_path(transition), "a way out of an infectious state", accepted)


def _path(transition: Transition) -> tuple[str, ...]:
    return "pathogen", "transition", f"{transition.from_} -> {transition.to}"


def _one_of(names: list[str]) -> str:
    return f"one of the states {listed(names)}"


def _transition_faults(transition: Transition, names: list[str]) -> Iterator[Complaint]:
    for key, state in (("from", transition.from_), ("to", transition.to)):
        if state not in names:
            found = f"no state {shown(state)}"
            yield Complaint((*_path(transition), key), found, _one_of(names), nearest(state, names))
    if transition.from_ == transition.to:
        yield Complaint((*_path(transition), "to"), "the state that it leaves", "another state")


def wait_faults(wait: Wait, path: tuple[str, ...]) -> Iterator[Complaint]:
    """Parameters that its distribution does not take, or without those that it needs; path: of the wait."""
    given = set(wait.model_fields_set) - {"distribution"}
    choices = NEEDS.get(wait.distribution)
    if choices is None:
        yield from _scipy_faults(wait, given, path)
    elif not any(set(choice) <= given <= {*choice, *BOUNDS} for choice in choices):
        found = f"{wait.distribution} with {listed(sorted(given)) or 'no parameter'}"
        accepted = " or ".join(" and ".join(choice) for choice in choices)
        yield Complaint(path, found, f"{accepted}; min and max may bound it")
    if wait.min is not None and wait.max is not None and wait.min > wait.max:
        yield Complaint((*path, "min"), "more than max", "at most max")


def _scipy_faults(wait: Wait, given: set[str], path: tuple[str, ...]) -> Iterator[Complaint]:
    if not wait.distribution.isidentifier():
        accepted = f"one of {listed(NEEDS)}, or a name out of scipy.stats"
        yield Complaint((*path, "distribution"), shown(wait.distribution), accepted)
    elif not {"scale"} <= given <= {"scale", "loc", "args", *BOUNDS}:
        found = f"{wait.distribution} with {listed(sorted(given)) or 'no parameter'}"
        accepted = f"scale, and if need be loc, args, min, max; or one of {listed(NEEDS)}"
        yield Complaint(path, found, accepted, nearest(wait.distribution, NEEDS))


def _chance_faults(pathogen: Pathogen) -> Iterator[Complaint]:
    by_origin: dict[str, list[Transition]] = defaultdict(list)
    for transition in pathogen.transition:
        by_origin[transition.from_].append(transition)
    for origin, branches in by_origin.items():
        rests = [branch for branch in branches if branch.probability.rest]
        for branch in rests[1:]:
            found = f"a second rest out of {shown(origin)}"
            yield Complaint((*_path(branch), "probability"), found, "one rest for each state")
        ages = sorted({age for branch in branches for age, _ in branch.probability.steps})
        for age in ages:
            total = sum(branch.probability.at(age) for branch in branches)
            if total > 1 + TOLERANCE:
                found = f"chances out of {shown(origin)} that sum to {total:g} at age {age:g}"
                yield Complaint((*_path(branches[-1]), "probability"), found, "at most 1 together")
                break


def _illness_faults(pathogen: Pathogen) -> Iterator[Complaint]:
    for transition in pathogen.transition:
        others = [each for each in pathogen.transition if each.from_ == transition.from_ and not each.illness]
        if transition.illness and not others:
            found = f"no other way out of {shown(transition.from_)}, for those whom a vaccine spares"
            yield Complaint((*_path(transition), "illness"), found, "another transition that is no illness")
