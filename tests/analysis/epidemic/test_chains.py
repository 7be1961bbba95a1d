import numpy as np
from hypothesis import given, settings

from hyosan.analysis.epidemic import chains_of, first_cases_of, generations_of, offspring_counts
from tests.analysis.epidemic.making import cases, forests

#: 0 -> 1 -> 3, 0 -> 2; 4 -> 5; 6
INFECTOR = [-1, 0, 0, 1, -1, 4, -1]


def test_generations_count_the_transmissions_since_the_first_case() -> None:
    assert generations_of(cases(INFECTOR)).tolist() == [0, 1, 1, 2, 0, 1, 0]


def test_each_case_belongs_to_the_chain_of_its_first_case() -> None:
    assert first_cases_of(cases(INFECTOR)).tolist() == [0, 0, 0, 0, 4, 4, 6]


def test_chains_have_sizes_generations_and_durations() -> None:
    chains = chains_of(cases(INFECTOR, [1, 3, 2, 7.5, 4, np.nan, np.nan]))
    assert chains.first.tolist() == [0, 4, 6]
    assert chains.n_cases.tolist() == [4, 2, 1]
    assert chains.n_generations.tolist() == [2, 1, 0]
    np.testing.assert_array_equal(chains.duration, [6.5, 0.0, np.nan])
    assert chains.sizes().tolist() == [0, 1, 1, 0, 1]
    assert len(chains) == 3


def test_a_case_with_rival_infectors_begins_a_chain_but_is_offspring_of_each() -> None:
    rivals = cases([-1, -1, -1, 2], rivals=[(0, 2), (1, 2)])
    assert generations_of(rivals).tolist() == [0, 0, 0, 1]
    assert offspring_counts(rivals).tolist() == [1, 1, 1, 0]
    assert len(rivals.pairs) == 3


def test_a_chain_of_many_thousand_generations_is_no_deeper_than_others() -> None:
    n = 50_000
    chain = cases(list(range(-1, n - 1)))
    assert generations_of(chain).tolist() == list(range(n))
    assert chains_of(chain).n_generations.tolist() == [n - 1]


def test_no_cases_have_no_chains() -> None:
    assert len(chains_of(cases([]))) == 0


@settings(deadline=None)
@given(forests())
def test_an_infectee_is_one_generation_below_the_infector_and_in_the_same_chain(infector: list[int]) -> None:
    drawn = cases(infector)
    generation, first = generations_of(drawn), first_cases_of(drawn)
    for case, by in enumerate(infector):
        assert generation[case] == (generation[by] + 1 if by >= 0 else 0)
        assert first[case] == (first[by] if by >= 0 else case)


@settings(deadline=None)
@given(forests())
def test_every_case_with_an_infector_is_the_offspring_of_one(infector: list[int]) -> None:
    drawn = cases(infector)
    assert offspring_counts(drawn).sum() == sum(by >= 0 for by in infector) == len(drawn.pairs)
    assert chains_of(drawn).n_cases.sum() == len(infector)
