"""The exercise that says what an order of checking is worth: its counts, its orders."""

import numpy as np
import pytest

from bench.checking.exercise import Exercise, Revealed, carry_out, company_pull
from bench.checking.orders import alphabetical, by_companies, by_value, priority_if_missing
from chains.gaps.assessment import Flag
from chains.gaps.ranking import rank_city
from chains.gaps.worlds import UNKNOWN, CityLinks, city_of
from chains.settings import Weights, load_settings
from tests.builders import assess, make_chain

SETTINGS = load_settings()


def exercise(*fills: tuple[int, ...]) -> Exercise:
    """Two wanted links compete beside nine safe ones; a1, which is here, decides for w1."""
    wanted = ["w0", "w1", *(f"s{n}" for n in range(9))]
    flows = ["a0>w0:3", "a1>w1:3", *(f"base>{name}:3" for name in wanted[2:]), "idle>other"]
    city = city_of([assess(make_chain(*flows, wanted=wanted, a0="planned"))])
    answers = np.array(city.answers, dtype=np.int8)
    hidden = np.array([link.rpartition(".")[2] in {"a0", "a1", "idle"} for link in city.links])
    return Exercise(city, answers, hidden, fills)


def column(city: CityLinks, link: str) -> int:
    return city.links.index(f"textiles.{link}")


def test_checks_are_counted_until_right_for_good() -> None:
    one = exercise()

    score = carry_out(one, alphabetical, unclear=0, seed=1)

    # w0 stands before w1 by its id until a1 is known, the second of three checks
    assert (score.equal, score.enough) == (2, 0)
    assert score.wrong == pytest.approx(2 / 4 / 10)


def test_a_check_that_tells_nothing_is_spent_all_the_same() -> None:
    one = exercise()

    plain = carry_out(one, alphabetical, unclear=0, seed=1)
    unlucky = carry_out(one, alphabetical, unclear=0.9, seed=1)

    assert unlucky.equal > plain.equal


def test_our_order_begins_with_what_decides() -> None:
    one = exercise()

    assert carry_out(one, by_value(3), unclear=0, seed=1).equal <= 2


def test_the_former_order_has_the_priorities_of_the_rules() -> None:
    chain = make_chain("ore>acid:3", "acid>film:2", "gas>film", wanted=["film"], acid="unknown")
    city = city_of([assess(chain)])
    [row] = rank_city([assess(chain)], SETTINGS).listed(Flag.TO_CHECK)

    [low] = priority_if_missing(
        city, np.array(city.answers, dtype=np.int8), [column(city, "acid")], Weights()
    )

    assert low == pytest.approx(row.priority[0])


def test_companies_pull_at_the_links_that_leave_their_class_open() -> None:
    one = exercise()
    city = one.city
    idle, first, wanted = (column(city, link) for link in ("idle", "a0", "w0"))
    one = exercise((idle,), (idle, first), (first, wanted))
    answers = one.truth.copy()
    answers[one.hidden] = UNKNOWN
    known = Revealed(
        answers, np.flatnonzero(one.hidden).tolist(), np.zeros(len(answers), dtype=int)
    )

    pull = company_pull(one, known)

    # the third fills a wanted link whatever a0 turns out to be
    assert (pull[idle], pull[first]) == (1.5, 0.5)
    assert by_companies(one, known) == idle
