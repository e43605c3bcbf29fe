"""等着定类的企业: which unknown links companies wait for, and two lists read in turn."""

from hypothesis import given
from hypothesis import strategies as st

from targets.scoring.waiting import WaitingCompanies, in_turn, waiting_for

ACID, FILM, FIBRE = ("fluorine", "acid"), ("fluorine", "film"), ("textiles", "fibre")
KEYS = st.sampled_from([ACID, FILM, FIBRE, ("silicon", "acid")])


def test_a_company_that_waits_for_two_links_is_half_of_each() -> None:
    found = waiting_for({(ACID, FILM): 3, (ACID,): 1}, [ACID, FILM], {})

    assert found == {ACID: WaitingCompanies(4, 2.5), FILM: WaitingCompanies(3, 1.5)}
    assert list(found) == [ACID, FILM]


def test_a_known_link_takes_no_share() -> None:
    assert waiting_for({(ACID, FILM): 2}, [FILM], {}) == {FILM: WaitingCompanies(2, 2.0)}


def test_a_link_that_nobody_waits_for_is_not_named() -> None:
    assert waiting_for({(ACID,): 1}, [ACID, FIBRE], {}) == {ACID: WaitingCompanies(1, 1.0)}


def test_what_somebody_looked_at_in_vain_moves_back() -> None:
    found = waiting_for({(ACID,): 3, (FILM,): 2}, [ACID, FILM], {ACID: 1})

    assert list(found) == [FILM, ACID]


def test_two_lists_are_named_in_turn_each_link_once() -> None:
    named = list(in_turn([ACID, FILM, FIBRE], [ACID, FIBRE], 3))

    assert named == [(ACID, False), (FIBRE, True), (FILM, False)]


def test_a_list_that_is_used_up_passes_its_turn() -> None:
    assert list(in_turn([ACID, FILM], [], 5)) == [(ACID, False), (FILM, False)]


@given(
    st.lists(KEYS, unique=True), st.lists(KEYS, unique=True), st.integers(min_value=0, max_value=5)
)
def test_as_many_are_named_as_there_are(
    by_rank: list[tuple[str, str]], by_companies: list[tuple[str, str]], first: int
) -> None:
    named = [link for link, _ in in_turn(by_rank, by_companies, first)]

    assert len(named) == len(set(named)) == min(first, len({*by_rank, *by_companies}))


@given(st.dictionaries(st.lists(KEYS, unique=True).map(tuple), st.integers(1, 9)))
def test_the_shares_together_are_the_companies_that_wait(
    link_sets: dict[tuple[tuple[str, str], ...], int],
) -> None:
    found = waiting_for(link_sets, [ACID, FIBRE], {})

    waiting = sum(n for links, n in link_sets.items() if {ACID, FIBRE} & set(links))
    assert round(sum(one.share for one in found.values()), 6) == waiting
