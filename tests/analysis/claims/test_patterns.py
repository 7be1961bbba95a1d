"""The pattern language, clause by clause: what each finds and what it does not."""

from pathlib import Path

import pytest

from hyosan.analysis.claims import joins
from hyosan.errors import BadInput

from .small_story import SCENARIO, H, Happening, table_of_places, verdict, write_story

MORNING = [
    H("bite", "Jin-su", "I-sak", "Class", 0.9, clock=9),
    H("infection", "I-sak", "Jin-su", "Class", 0.9, clock=9),
    H("turned", "I-sak", "Jin-su", "Class", 0.1, clock=10),
    H("hunt", "I-sak", None, "Class", clock=10),
    H("bite", "I-sak", "Dae-su", "Roof", 0.2, clock=11),
    H("infection", "Dae-su", "I-sak", "Roof", 0.2, clock=11),
    H("lost", "On-jo", "I-sak", "Class", 0.9, clock=12, cause=4),
    H("alarm", "Ha-ri", None, "Class", 85.0, clock=23, cause=8),
]


def says(folder: Path, predicate: str, happenings: list[Happening] = MORNING) -> bool | None:
    """Whether the predicate is true of some happenings."""
    found = verdict(write_story(folder, happenings), predicate).verdict
    return {"holds": True, "fails": False, "undecided": None, "set by the scenario": True}[found]


@pytest.mark.parametrize(
    ("clauses", "is_true"),
    [
        ('{ event = "bite", who = "Jin-su" }', True),
        ('{ event = "bite", who = "On-jo" }', False),
        ('{ event = "bite", who = ["On-jo", "I-sak"] }', True),
        ('{ event = ["kill", "bite"], other = "Dae-su" }', True),
        ('{ event = "hunt", other = "-" }', True),
        ('{ event = "bite", other = "-" }', False),
        ('{ event = "hunt", other = "?prey" }', False),
        ('{ event = "bite", place = "Roof" }', True),
        ('{ event = "bite", value = { above = 0.9 } }', False),
        ('{ event = "bite", value = { least = 0.9, most = 0.9 } }', True),
        ('{ event = "bite", value = 0.2 }', True),
        ('{ event = "bite", until = "day 1 08:00" }', False),
        ('{ event = "bite", from = "day 1 10:30" }', True),
        ('{ event = "alarm", hours = ["22:00", "06:00"] }', True),
        ('{ event = "bite", hours = ["22:00", "06:00"] }', False),
        ('{ event = "bite", hours = ["09:00", "10:00"] }', True),
        ('{ event = "bite", who = "?x", other = "?x" }', False),
        ('{ event = "bite", other = "?x" }, { event = "bite", who = "?x" }', True),
        ('{ event = "bite", other = "?x", as = "a" }, { event = "bite", who = "?x", before = "a" }', False),
        (
            '{ event = "bite", other = "?x", as = "a" }, '
            '{ event = "turned", who = "?x", after = "a", within = "2 h" }',
            True,
        ),
        (
            '{ event = "bite", other = "?x", as = "a" }, '
            '{ event = "turned", who = "?x", after = "a", within = "30 min" }',
            False,
        ),
        ('{ event = "turned", as = "t" }, { event = "bite", before = "t", within = "2 h" }', True),
        ('{ event = "turned", as = "t" }, { event = "bite", before = "t", within = "30 min" }', False),
        ('{ event = "bite", as = "a" }, { event = "infection", caused_by = "a" }', True),
        ('{ event = "bite", as = "a" }, { event = "turned", caused_by = "a" }', False),
        (
            '{ event = "bite", who = "Jin-su", as = "a" }, '
            '{ event = "infection", who = "Dae-su", descends_from = "a" }',
            True,
        ),
        ('{ event = "bite", who = "I-sak", as = "a" }, { event = "turned", descends_from = "a" }', False),
        ('{ event = "lost", as = "a" }, { event = "turned", as = "b" }, { event = "lost", descends_from = "b" }', True),
        ('{ event = "bite", as = "a" }, { event = "bite", value = { above = "a" } }', True),
        ('{ event = "bite", as = "a" }, { event = "bite", after = "a", value = { above = "a" } }', False),
        ('{ event = "bite", value = "?v" }, { event = "infection", value = "?v" }', True),
        ('{ event = "bite", value = "?v" }, { event = "alarm", value = "?v" }', False),
        ('{ event = "bite", as = "a" }, { event = "bite", as = "b" }, { differ = ["a", "b"] }', True),
        ('{ event = "alarm", as = "a" }, { event = "alarm", as = "b" }, { differ = ["a", "b"] }', False),
        ('{ event = "bite", other = "?x" }, { unless = [{ event = "turned", who = "?x" }] }', True),
        ('{ event = "bite" }, { unless = [{ event = "kill" }] }', True),
        ('{ event = "bite" }, { unless = [{ event = "alarm" }] }', False),
        ('{ event = "bite", who = "?x" }, { unless = [{ event = "bite", other = "?y", who = "?x" }] }', False),
        (
            '{ event = "bite", as = "a" }, '
            '{ unless = [{ event = "bite", before = "a" }] }, { event = "hunt", after = "a" }',
            True,
        ),
        ('{ event = "hunt", as = "a" }, { unless = [{ event = "hunt", after = "a" }] }', True),
        ('{ event = "hunt", as = "a" }, { unless = [{ event = "bite", before = "a" }] }', False),
        ('{ event = "bite", as = "a" }, { unless = [{ event = "kill", before = "a" }] }', True),
        ('{ event = "hunt", as = "a" }, { unless = [{ event = "bite", after = "a", within = "30 min" }] }', True),
        ('{ event = "hunt", as = "a" }, { unless = [{ event = "bite", after = "a", within = "2 h" }] }', False),
        ('{ person = "I-sak", fate = "turned" }', True),
        ('{ person = "I-sak", fate = ["well", "dead"] }', False),
        ('{ person = "Dae-su", fate = "infected", alive = true }', True),
        ('{ person = "On-jo", state = "well", at = "Camp", age = 17, role = "student", is_named = true }', True),
        ('{ person = "On-jo", role = "soldier" }', False),
        ('{ place = "Roof", kind = "classroom" }', False),
        ('{ person = "?x", role = "soldier", age = { below = 30 } }', False),
        ('{ person = "?x", name = ["On-jo", "Ha-ri"] }, { event = "alarm", who = "?x" }', True),
        ('{ person = "?x", home = "?h" }, { place = "?h", district = "Yangdong East" }', True),
        ('{ event = "bite", place = "?p" }, { place = "?p", kind = "roof" }', True),
        ('{ event = "alarm", place = "?p" }, { place = "?p", kind = "roof" }', False),
        ('{ bond = "family", who = "On-jo", other = "?father" }, { person = "?father", role = "rescue" }', True),
        ('{ bond = "dislike", strength = { least = 0 } }', True),
        ('{ bond = "bullying", strength = { least = 0 } }', False),
        ('{ sees = ["Hill", "Roof"] }', True),
        ('{ sees = ["?from", "?to"] }, { place = "?to", kind = "classroom" }', False),
    ],
)  # fmt: skip
def test_clauses_find_what_they_say(tmp_path: Path, clauses: str, is_true: bool) -> None:
    assert says(tmp_path, f"where = [{clauses}]") is is_true


@pytest.mark.parametrize(
    ("predicate", "is_true"),
    [
        ('count = "?x"\nleast = 2\nwhere = [{ event = "infection", who = "?x" }]', True),
        ('count = "?x"\nleast = 3\nwhere = [{ event = "infection", who = "?x" }]', False),
        ('count = "?x"\nmost = 1\nwhere = [{ event = "infection", who = "?x" }]', False),
        ('most = 0\nwhere = [{ event = "kill" }]', True),
        ('most = 2\nwhere = [{ event = "bite", as = "a" }, { event = "alarm", after = "a" }]', True),
        ('least = 2\nwhere = [{ event = "bite", as = "a" }, { event = "alarm", after = "a" }]', True),
        ('most = 1\nwhere = [{ event = "alarm", as = "a" }, { event = "bite", before = "a" }]', True),
        ('count = "?x"\nleast = 0.1\nwhere = [{ event = "infection", who = "?x" }]\nof = [{ person = "?x" }]', True),
        ('count = "?x"\nleast = 0.2\nwhere = [{ event = "infection", who = "?x" }]\nof = [{ person = "?x" }]', False),
        ('count = "?x"\nwhere = [{ event = "infection", who = "?x" }]\nof = [{ event = "kill", who = "?x" }]', None),
        ('where = [{ event = "bite" }]\nthan = { where = [{ event = "turned" }] }', True),
        ('where = [{ event = "bite" }]\ntimes = 2\nthan = { where = [{ event = "turned" }] }', False),
        ('not = { where = [{ event = "kill" }] }', True),
        ('all = [{ where = [{ event = "bite" }] }, { where = [{ event = "kill" }] }]', False),
        ('any = [{ where = [{ event = "bite" }] }, { where = [{ event = "kill" }] }]', True),
        ('scenario = "pathogen.state.turned.strength"\nleast = 2', True),
        ('scenario = "pathogen.state.turned.strength"\nmost = 2', False),
        ('scenario = "start_date"\nis = "2022-01-28"', None),
        ('all = [{ where = [{ event = "kill" }] }, { scenario = "start_date", is = "x" }]', False),
        ('any = [{ where = [{ event = "kill" }] }, { scenario = "start_date", is = "x" }]', None),
        ('not = { scenario = "start_date", is = "x" }', None),
    ],
)
def test_predicates_count_compare_and_combine(tmp_path: Path, predicate: str, is_true: bool | None) -> None:
    assert says(tmp_path, predicate) is is_true


def test_the_evidence_is_the_earliest_match(tmp_path: Path) -> None:
    found = verdict(
        write_story(tmp_path, MORNING),
        'where = [{ event = "bite", other = "?x", as = "bite" },'
        '{ event = "infection", who = "?x", caused_by = "bite" }]',
    )
    assert found.evidence == (1, 2)


def test_examples_of_a_count_are_of_different_people(tmp_path: Path) -> None:
    found = verdict(write_story(tmp_path, MORNING), 'count = "?x"\nwhere = [{ event = "infection", who = "?x" }]')
    assert (found.number, found.evidence) == (2, (2, 6))


def test_what_decided_a_fate_is_its_evidence(tmp_path: Path) -> None:
    assert verdict(write_story(tmp_path, MORNING), 'where = [{ person = "I-sak", fate = "turned" }]').evidence == (3,)


@pytest.mark.parametrize(
    ("clause", "reason"),
    [
        ('{ event = "kill", who = "On-jo" }', "nothing fits: kill, who On-jo"),
        ('{ event = "bite", as = "a" }, { event = "turned", caused_by = "a" }', "nothing for all together"),
    ],
)
def test_a_failure_says_what_is_missing(tmp_path: Path, clause: str, reason: str) -> None:
    assert reason in verdict(write_story(tmp_path, MORNING), f"where = [{clause}]").reason


def test_without_lines_of_sight_nobody_can_tell(tmp_path: Path) -> None:
    record = write_story(tmp_path, MORNING, places=table_of_places().drop("sees"))
    found = verdict(record, 'where = [{ sees = ["Hill", "Roof"] }]')
    assert (found.verdict, found.reason) == ("undecided", "this run's places have no lines of sight")


def test_a_share_of_nobody_cannot_be_told(tmp_path: Path) -> None:
    found = verdict(
        write_story(tmp_path, MORNING),
        'count = "?x"\nleast = 0.5\nwhere = [{ event = "infection", who = "?x" }]\n'
        'of = [{ person = "?x", role = "agent" }]',
    )
    assert found.reason == "there is nobody of whom it could be a share"


@pytest.mark.parametrize(
    ("needs", "reason"),
    [
        ('people = ["Nobody"]', "this run has no person called Nobody"),
        ('places = ["Moon"]', "this run has no place called Moon"),
        ('place_kinds = ["lift shaft"]', "this run has no place of the kind lift shaft"),
        ('districts = ["Seoul"]', "this run has no district called Seoul"),
        ('until = "day 200 00:00"', "this run ends too early"),
        ('people = ["On-jo"], places = ["Roof"], place_kinds = ["roof"], districts = ["Yangdong East"]', ""),
    ],
)
def test_a_claim_waits_for_what_it_needs(tmp_path: Path, needs: str, reason: str) -> None:
    text = f'needs = {{ {needs} }}\nwhere = [{{ event = "bite" }}]'
    found = verdict(write_story(tmp_path, MORNING), text)
    assert (found.reason, found.verdict) == (reason, "undecided" if reason else "holds")


@pytest.mark.parametrize(
    ("clause", "key", "found", "near"),
    [
        ('{ event = "bite", who = "Jinsu" }', "where.#1.who", 'no person "Jinsu"', '"Jin-su"'),
        ('{ event = "bite", place = "Roov" }', "where.#1.place", 'no place "Roov"', '"Roof"'),
        ('{ person = "?x", state = "turnde" }', "where.#1.state", 'no state "turnde"', '"turned"'),
        ('{ place = "?x", kind = "rooof" }', "where.#1.kind", 'no kind of place "rooof"', '"roof"'),
        (
            '{ event = "bite" }, { unless = [{ event = "kill", who = "Onjo" }] }',
            "where.#2.unless.#1.who",
            "no person",
            '"On-jo"',
        ),
        ('{ event = "intervention_begins", intervention = "x" }', "where.#1.intervention", "no intervention", None),
    ],
)  # fmt: skip
def test_names_that_the_run_does_not_know_are_told(
    tmp_path: Path, clause: str, key: str, found: str, near: str | None
) -> None:
    with pytest.raises(BadInput) as caught:
        verdict(write_story(tmp_path, MORNING), f"where = [{clause}]")
    error = caught.value
    assert (error.key, error.suggestion) == (f"claim.X.{key}", near)
    assert error.file.endswith("claims.toml")
    assert found in error.found


def test_a_number_is_asked_of_a_text(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"claim.X.scenario: a key that says 'The story in small'; the key of a number"):
        verdict(write_story(tmp_path), 'scenario = "title"\nleast = 1')


@pytest.mark.parametrize(
    "clauses",
    [
        '{ event = "bite", as = "a" }, { event = "stay", as = "b" }',
        '{ event = "bite", who = "?x" }, { event = "stay", who = "?x" }, { event = "hide", who = "?x" }',
        '{ event = "bite", as = "a" }, { event = "stay", after = "a" }',
        '{ event = "bite", as = "a" }, { event = "stay", descends_from = "a" }',
    ],
)
def test_a_pattern_that_would_explode_is_refused_before_it_does(
    tmp_path: Path, clauses: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joins, "MOST_ROWS", 99)
    happenings = [*[H("bite", "Jin-su", "On-jo")] * 10, *[H("stay", "Jin-su")] * 10, *[H("hide", "Jin-su")] * 10]
    with pytest.raises(BadInput, match=r"claim.X.where.#\d: \d+ combinations with the clauses before it; at most 99"):
        verdict(write_story(tmp_path, happenings), f"where = [{clauses}]")


def test_the_rarest_clause_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two common clauses alone would be too many; the rare one that ties them keeps the pattern small."""
    monkeypatch.setattr(joins, "MOST_ROWS", 99)
    happenings = [*[H("stay", name) for name in ("On-jo", "Ha-ri") for _ in range(10)], H("kill", "Mi-jin", "Ha-ri")]
    clauses = (
        '{ event = "stay", who = "?a" }, { event = "stay", who = "?b" }, { event = "kill", who = "?a", other = "?b" }'
    )
    assert verdict(write_story(tmp_path, [*happenings, H("stay", "Mi-jin")]), f"where = [{clauses}]").verdict == "holds"


def test_the_first_of_many_is_found_without_comparing_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joins, "MOST_ROWS", 99)
    story = write_story(tmp_path, [H("stay", "On-jo"), *[H("stay", "Jin-su")] * 30])
    clauses = '{{ event = "stay", who = "{}", as = "a" }}, {{ unless = [{{ event = "stay", before = "a" }}] }}'
    assert verdict(story, f"where = [{clauses.format('On-jo')}]").verdict == "holds"
    assert verdict(story, f"where = [{clauses.format('Jin-su')}]").verdict == "fails"


def test_a_scenario_may_hold_its_claims_itself(tmp_path: Path) -> None:
    from hyosan.runs import check

    rows = (
        '\n[[claim]]\nid = "bites"\nkind = "observed"\nstatement = "s"\nwhere = [{ event = "bite", who = "Jinsu" }]\n'
    )
    record = write_story(tmp_path, MORNING, scenario=SCENARIO + rows)
    (found,) = check(record.folder)
    (told,) = found.to_json()
    assert (told["verdict"], told["reason"]) == ("undecided", 'no person "Jinsu" in this run')
