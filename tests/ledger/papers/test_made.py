"""What the ledger keeps of papers: never changed, one record after the other, no data touched."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ledger.book.audit import head
from ledger.book.database import Ledger
from ledger.book.engines import WRITING
from ledger.papers.made import (
    PaperContent,
    latest_records,
    read_texts,
    record_papers,
    records_of,
    verify_papers,
)
from tests.ledger.builders import ADMIN, VIEWER
from tests.ledger.past_the_guard import tamper

VERSION = "2026-11-23·ab12cd·0001"


def make_content(paper: str = "a1", words: str = "补链方向 68", whole: str = "0f") -> PaperContent:
    texts = {"docx": [["第 1 页", words]]}
    day = date(2026, 11, 24)
    return PaperContent(paper, "card", {"chain": "fluorine"}, VERSION, day, {"docx": whole}, texts)


def record(ledger: Ledger, *papers: PaperContent) -> int:
    with ledger.writing(ADMIN) as session:
        return record_papers(session, ADMIN, papers)


def test_a_record_gives_back_every_word_of_the_paper(ledger: Ledger) -> None:
    record(ledger, make_content())

    with ledger.reading() as session:
        [found] = records_of(session, "a1")
        texts = read_texts(session, found.number)
    assert texts == {"docx": [["第 1 页", "补链方向 68"]]}
    assert (found.kind, found.data_version, found.made_by) == ("card", VERSION, ADMIN.name)


def test_a_paper_made_again_with_the_same_files_is_recorded_once(ledger: Ledger) -> None:
    record(ledger, make_content())

    assert record(ledger, make_content()) == 0
    assert record(ledger, make_content(whole="1e")) == 1


def test_making_a_paper_does_not_move_the_data_version(ledger: Ledger) -> None:
    with ledger.reading() as session:
        before = head(session)

    record(ledger, make_content())

    with ledger.reading() as session:
        assert head(session) == before


def test_everybody_who_may_read_leaves_a_record_under_the_own_name(ledger: Ledger) -> None:
    with ledger.writing(VIEWER) as session:
        record_papers(session, VIEWER, [make_content()])

    with ledger.reading() as session:
        assert latest_records(session)[0].made_by == VIEWER.name


@pytest.mark.parametrize("statement", ["UPDATE paper_made SET kind = ''", "DELETE FROM paper_made"])
def test_the_database_refuses_to_change_a_record(ledger: Ledger, statement: str) -> None:
    record(ledger, make_content())

    writing = ledger.engine.execution_options(**{WRITING: True})
    with pytest.raises(DBAPIError), writing.begin() as connection:
        connection.execute(text(statement))


def test_a_record_that_was_altered_past_the_guard_is_found(ledger: Ledger) -> None:
    record(ledger, make_content(), make_content("b2"))
    tamper(ledger, "paper_made", "UPDATE paper_made SET day = '2026-11-25' WHERE number = 2")

    with ledger.reading() as session:
        broken = verify_papers(session)
    assert broken is not None
    assert broken.why == "第 2 条材料记录被改动过"


def test_records_that_hold_are_not_complained_of(ledger: Ledger) -> None:
    record(ledger, make_content(), make_content("b2"))

    with ledger.reading() as session:
        assert verify_papers(session) is None
