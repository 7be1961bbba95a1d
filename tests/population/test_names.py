import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hyosan.population.names import called, distinct
from hyosan.scenario.people import FamilyName, Names, Syllable

NAMES = Names.model_construct(
    family=(FamilyName("Kim", 0.6, "김"), FamilyName("Lee", 0.2, "이")),
    given_first=(Syllable("Min", "민"), Syllable("Ji")),
    given_second=(Syllable("min", "민"), Syllable("ji", "지"), Syllable("won", "원")),
)
KEYS = np.arange(4_000)


def test_names_have_a_family_name_and_two_syllables() -> None:
    latin, korean = called(NAMES, 1, KEYS, KEYS)
    assert set(latin) == {
        f"{family} {given}" for family in ("Kim", "Lee") for given in ("Min-ji", "Min-won", "Ji-min", "Ji-won")
    }
    scripts = dict(zip(latin, korean, strict=True))
    assert scripts["Kim Min-ji"] == "김민지"
    assert scripts["Lee Ji-won"] == ""  # one syllable has no script


def test_shares_of_family_names_need_not_add_up() -> None:
    latin, _ = called(NAMES, 1, KEYS, KEYS)
    assert abs(np.mean([name.startswith("Kim") for name in latin]) - 0.75) < 0.03


def test_those_of_one_family_key_share_a_family_name() -> None:
    latin, _ = called(NAMES, 1, KEYS, np.zeros_like(KEYS))
    assert len({name.split()[0] for name in latin}) == 1


def test_a_syllable_is_doubled_only_where_nothing_else_is_there() -> None:
    poor = NAMES.model_copy(update={"given_first": (Syllable("Ji"),), "given_second": (Syllable("ji"),)})
    assert set(called(poor, 1, KEYS, KEYS).latin) == {"Kim Ji-ji", "Lee Ji-ji"}


def test_names_that_coincide_get_the_class_then_the_seat() -> None:
    names = ["Kim A", "Kim A", "Kim A", "Lee B", "Park C"]
    groups = ["1-1", "1-2", "1-2", "1-1", "1-1"]
    stable = ["1-1/seat 01", "1-2/seat 01", "1-2/seat 02", "1-1/seat 02", "1-1/seat 03"]
    assert distinct(names, groups, stable, ["Park C"]) == [
        "Kim A (1-1)",
        "Kim A (1-2/seat 01)",
        "Kim A (1-2/seat 02)",
        "Lee B",
        "Park C (1-1)",
    ]


@given(st.lists(st.tuples(st.sampled_from(["Kim A", "Kim B"]), st.sampled_from(["1-1", "1-2"]))))
def test_distinct_names_are_distinct(people: list[tuple[str, str]]) -> None:
    names, groups = [name for name, _ in people], [group for _, group in people]
    labels = distinct(names, groups, [f"{group}/seat {i}" for i, group in enumerate(groups)], ["Kim A"])
    assert len({*labels, "Kim A"}) == len(labels) + 1
