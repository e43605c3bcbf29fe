"""Who moved in a list: as few as explain the new order, rather those that changed themselves."""

from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.changes.rank_moves import moved


def test_one_that_overtakes_many_is_the_only_one_that_moved() -> None:
    assert moved("abcdef", "eabcdf", set()) == ["e"]


def test_of_two_that_changed_places_the_one_that_changed_itself_moved() -> None:
    assert moved("abc", "acb", {"b"}) == ["b"]
    assert moved("abc", "acb", {"c"}) == ["c"]


@given(st.permutations(range(12)), st.sets(st.integers(0, 11)))
@settings(deadline=None)
def test_without_those_that_moved_the_order_is_the_old_one(
    after: list[int], changed: set[int]
) -> None:
    gone = moved(range(12), after, changed)

    assert [entry for entry in after if entry not in gone] == [
        entry for entry in range(12) if entry not in gone
    ]


@given(st.integers(0, 11), st.integers(0, 11))
@settings(deadline=None)
def test_one_taken_out_and_put_elsewhere_is_at_most_one_move(taken: int, put: int) -> None:
    after = [entry for entry in range(12) if entry != taken]
    after.insert(put, taken)

    assert moved(range(12), after, {taken}) == ([taken] if taken != put else [])
