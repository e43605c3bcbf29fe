"""A telephone number planted wherever the ledger takes one, to be found nowhere afterwards."""

from ledger.book.database import Ledger
from ledger.desks.visits import WRITTEN, read_visit, record_visit
from ledger.plots.edits import NEW, edit_plot
from targets.vendor.model import Contact
from tests.ledger.builders import ADMIN, TODAY, make_plot
from tests.ledger.company_lists import make_told, save
from tests.targets.vendor.vendor_lists import make_code

PHONE = "13911112222"
COMPANY = f"u{make_code(1)}"


def plant(ledger: Ledger) -> None:
    """Plant it as the contact of a company and of a plot, and in every text of a visit."""
    contact = Contact(("林科",), (PHONE,), (f"{PHONE}@example.com",))
    save(ledger, make_told(1, contact=contact))
    visit = {"number": "2026-001", "company_id": COMPANY, "company_name": "甲1有限公司"}
    texts = {name: f"{name}：{PHONE}" for name in WRITTEN}
    with ledger.writing(ADMIN) as session:
        edit_plot(session, ADMIN, make_plot(contact=f"林科 {PHONE}"), NEW)
        given = {**visit, "desk": "长三角", "visited_on": TODAY, **texts}
        record_visit(session, ADMIN, read_visit(given))
