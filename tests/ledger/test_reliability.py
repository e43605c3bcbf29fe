"""No update is lost, and no acknowledged edit; larger numbers: `python -m bench.ledger`."""

from ledger.book.database import Ledger
from tests.ledger.reliability import contest, kill_writers


def test_fifty_writers_on_the_same_rows_lose_nothing(ledger: Ledger) -> None:
    outcome = contest(ledger, writers=50, edits=3)

    assert outcome.found == outcome.kept
    assert outcome.kept + outcome.refused == 150
    assert min(outcome.kept, outcome.refused) > 0


def test_writers_that_are_killed_lose_nothing_they_acknowledged(place: dict[str, str]) -> None:
    outcome = kill_writers(place, kills=3, after=5)

    assert outcome.acknowledged >= 15
    assert outcome.lost == 0
