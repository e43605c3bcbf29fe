"""How long contacts are kept, and that erasing one leaves neither a name nor a number."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from ledger.book.audit import verify
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed
from ledger.book.policy import Actor
from ledger.companies.contacts import erase_company_contact, has_contact, kept_company_contacts
from ledger.desks.visits import read_visit, record_visit, withdraw_visit
from ledger.findings.claims import claim_on
from ledger.plots.contacts import erase_plot_contact, kept_plot_contacts
from ledger.plots.edits import NEW, edit_plot
from ledger.schema.base import AuditRow, PlotHistoryRow, PlotRow
from ledger.schema.visits import VisitRow
from targets.vendor.model import Contact
from tests.ledger.builders import ADMIN, CENTRE, COUNTY, DESK, TODAY, VIEWER, make_plot
from tests.ledger.company_lists import make_told, save
from tests.targets.vendor.vendor_lists import make_code

PHONE = "13812345678"
COMPANY = f"u{make_code(1)}"


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    save(ledger, make_told(1, contact=Contact(("林科",), (PHONE,))), make_told(2))
    with ledger.writing(ADMIN) as session:
        first = edit_plot(session, ADMIN, make_plot(contact=f"林科 {PHONE}"), NEW).version
        edit_plot(session, ADMIN, make_plot(name="改过"), first)
        edit_plot(session, ADMIN, make_plot("YX-2"), NEW)
    return ledger


def test_what_is_kept_is_listed_with_its_day_and_nothing_of_the_person(filled: Ledger) -> None:
    with filled.reading() as session:
        plots = kept_plot_contacts(session, ADMIN)
        companies = kept_company_contacts(session, ADMIN)
        changed = session.get_one(PlotRow, "YX-1").changed_at

    assert [(one.id, one.since) for one in plots] == [("YX-1", changed)]
    assert [one.id for one in companies] == [COMPANY]
    assert PHONE not in repr((plots, companies))


def test_an_erased_contact_is_in_no_version_and_the_log_says_that_it_was_erased(
    filled: Ledger,
) -> None:
    with filled.writing(ADMIN) as session:
        erased = erase_plot_contact(session, ADMIN, "YX-1")
        gone = erase_company_contact(session, ADMIN, COMPANY)

    assert (erased, gone) == (True, True)
    with filled.reading() as session:
        texts = [*session.scalars(select(PlotRow.contact))]
        texts += session.scalars(select(PlotHistoryRow.contact))
        assert set(texts) == {""}
        assert not has_contact(session, COMPANY)
        assert kept_plot_contacts(session, ADMIN) == kept_company_contacts(session, ADMIN) == []
        rows = session.scalars(select(AuditRow).order_by(AuditRow.number)).all()
        assert [(row.action, row.subject) for row in rows[-2:]] == [
            ("remove_contact", "YX-1"),
            ("erase_contact", COMPANY),
        ]
        assert PHONE not in " ".join(f"{row.subject} {row.detail}" for row in rows)
        assert verify(session) is None


def test_erasing_what_is_not_kept_writes_nothing(filled: Ledger) -> None:
    with filled.writing(ADMIN) as session:
        before = session.scalars(select(AuditRow.number)).all()
        assert not erase_plot_contact(session, ADMIN, "YX-2")
        assert not erase_company_contact(session, ADMIN, "nobody")
        assert session.scalars(select(AuditRow.number)).all() == before


@pytest.mark.parametrize("actor", [CENTRE, COUNTY, DESK, VIEWER])
def test_only_the_administrator_lists_and_erases(filled: Ledger, actor: Actor) -> None:
    with filled.writing(actor) as session:
        for refused in (
            lambda: kept_plot_contacts(session, actor),
            lambda: kept_company_contacts(session, actor),
            lambda: erase_plot_contact(session, actor, "YX-1"),
            lambda: erase_company_contact(session, actor, COMPANY),
        ):
            with pytest.raises(NotAllowed):
                refused()


VISIT = {
    "number": "2026-001",
    "company_id": COMPANY,
    "company_name": "甲1有限公司",
    "desk": "长三角",
    "visited_on": TODAY,
    "team": "第一小分队",
    "people": "林科",
    "witness": "王主任",
    "product": "氢氟酸",
    "result": f"愿意来看地，联系{PHONE}",
}


def visit_texts(session: Session) -> str:
    return repr([tuple(row) for row in session.execute(select(VisitRow.__table__))])


def test_people_and_numbers_of_visits_go_too_and_the_claim_stands(filled: Ledger) -> None:
    with filled.writing(DESK) as session:
        record_visit(session, DESK, read_visit(VISIT))
        last = record_visit(session, DESK, read_visit({**VISIT, "result": "再谈"}))
        withdraw_visit(session, DESK, last.id, "写重了")
    with filled.reading() as session:
        claim = claim_on(session, COMPANY, TODAY, 90)
        assert COMPANY in {one.id for one in kept_company_contacts(session, ADMIN)}

    with filled.writing(ADMIN) as session:
        assert erase_company_contact(session, ADMIN, COMPANY)

    with filled.reading() as session:
        texts = visit_texts(session)
        for gone in ("林科", "王主任", PHONE):
            assert gone not in texts
        assert "愿意来看地" in texts
        assert kept_company_contacts(session, ADMIN) == []
        after = claim_on(session, COMPANY, TODAY, 90)
        assert (claim and claim.lead.desk) == (after and after.lead.desk) == "长三角"
        rows = session.scalars(select(AuditRow).order_by(AuditRow.number)).all()
        assert ("erase_people", COMPANY) in [(row.action, row.subject) for row in rows]
        said = " ".join(row.detail for row in rows)
        assert [gone for gone in ("林科", "王主任", PHONE) if gone in said] == []
        assert verify(session) is None


def test_a_company_that_was_only_visited_is_erased_as_well(filled: Ledger) -> None:
    with filled.writing(ADMIN) as session:
        erase_company_contact(session, ADMIN, COMPANY)
    with filled.writing(DESK) as session:
        record_visit(session, DESK, read_visit(VISIT))

    with filled.writing(ADMIN) as session:
        assert erase_company_contact(session, ADMIN, COMPANY)
        assert not erase_company_contact(session, ADMIN, COMPANY)


def test_numbers_that_the_texts_of_a_plot_have_from_before_go_with_its_contact(
    filled: Ledger,
) -> None:
    with filled.writing(ADMIN) as session:
        for table in ("plot", "plot_history"):
            with_number = f"UPDATE {table} SET content = replace(content, '县报表', '{PHONE}')"  # noqa: S608
            session.execute(text(with_number))

    with filled.writing(ADMIN) as session:
        erase_plot_contact(session, ADMIN, "YX-1")

    with filled.reading() as session:
        kept = [*session.scalars(select(PlotRow.content).where(PlotRow.id == "YX-1"))]
        kept += session.scalars(select(PlotHistoryRow.content))
        assert len(kept) >= 3
        assert PHONE not in "".join(kept)
