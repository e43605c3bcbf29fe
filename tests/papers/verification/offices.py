"""An office of the shipped data, and a card made in it: the quickest real paper to make again."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from briefings.state.composing import read_state
from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from papers.card import card_paper
from papers.renderers.writing import PaperFile
from papers.trip.files import card_jobs
from papers.verification.making import make_recorded, orders_for
from papers.verification.orders import CardOrder
from papers.verification.remaking import PaperOffice

TODAY = date(2026, 11, 30)
ORDER = CardOrder(chain="fluorine", link="lithium_salt")


@contextmanager
def open_office(folder: Path) -> Iterator[PaperOffice]:
    """Open the office of `folder`."""
    environment: Mapping[str, str] = {**os.environ, "SANMING_DATA": str(folder)}
    ledger = open_ledger(environment)
    try:
        yield PaperOffice(ledger, environment, LOCAL)
    finally:
        ledger.close()


def make_card(office: PaperOffice, *, ending: str = "docx", recorded: bool = True) -> PaperFile:
    """Make the card as a Word file, or a PDF, and write it down."""
    state = read_state(office.ledger, office.environment, TODAY)
    jobs = card_jobs(card_paper(state, ORDER.chain, ORDER.link))
    jobs = [job for job in jobs if job.name.endswith(ending)]
    ordered = orders_for(ORDER, (state.version, TODAY), jobs)
    if recorded:
        return make_recorded(office.ledger, LOCAL, ordered).files[0]
    with open_office_elsewhere(office) as elsewhere:
        return make_recorded(elsewhere.ledger, LOCAL, ordered).files[0]


@contextmanager
def open_office_elsewhere(office: PaperOffice) -> Iterator[PaperOffice]:
    """Open an empty office beside `office`: what is written down there is not known here."""
    beside = Path(office.environment["SANMING_DATA"]).parent / "elsewhere"
    with open_office(beside) as elsewhere:
        yield elsewhere
