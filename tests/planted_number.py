"""A telephone number planted wherever the ledger takes or took one, found nowhere afterwards.

As a contact, and in the texts of rows from before, which no form would take any more.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from ledger.book.database import Ledger
from ledger.desks.visits import WRITTEN, read_visit, record_visit
from ledger.findings.lookups import Lookup, record_lookup
from ledger.findings.relations import record_relation
from ledger.findings.rows import CompanyRef
from ledger.findings.signals import record_signal
from ledger.links.checks import record_check
from ledger.links.urgencies import Urgency, record_urgency
from ledger.meeting.decisions import Decision, add_decision
from ledger.plots.edits import NEW, edit_plot
from targets.model import Relation, Signal
from targets.vendor.model import Contact
from tests.ledger.builders import ADMIN, TODAY, make_check, make_plot
from tests.ledger.company_lists import make_told, save
from tests.targets.vendor.vendor_lists import make_code

PHONE = "13911112222"
COMPANY = f"u{make_code(1)}"


SAID = f"找林科{PHONE}"
FROM_BEFORE = (
    "UPDATE plot SET content = replace(content, '县报表', :said)",
    "UPDATE company SET scope = :said, note = :said, products = :said WHERE id = :company",
)


def plant(ledger: Ledger) -> None:
    """Plant it as the contact of a company and of a plot, and in every text of both and a visit."""
    contact = Contact(("林科",), (PHONE,), (f"{PHONE}@example.com",))
    save(ledger, make_told(1, contact=contact))
    visit = {"number": "2026-001", "company_id": COMPANY, "company_name": "甲1有限公司"}
    texts = {name: f"{name}：{PHONE}" for name in WRITTEN}
    with ledger.writing(ADMIN) as session:
        edit_plot(session, ADMIN, make_plot(contact=f"林科 {PHONE}"), NEW)
        given = {**visit, "desk": "长三角", "visited_on": TODAY, **texts}
        record_visit(session, ADMIN, read_visit(given))
        _plant_in_texts(session)


def _plant_in_texts(session: Session) -> None:
    """Plant it past the forms, in what is said of a link, a company and the meeting."""
    company = CompanyRef(COMPANY, "长三角")
    link = {"chain_id": "fluorine", "link_id": "sulfuric_acid"}
    record_check(session, ADMIN, make_check("found_weak", note=SAID, document=SAID, **link))
    need = {"need": "asked", "company": SAID, "asked_on": TODAY, "source": SAID}
    record_urgency(session, ADMIN, Urgency.model_validate(need | link))
    event = {"kind": "plant", "happened_on": TODAY, "says": SAID, "source": SAID}
    record_signal(session, ADMIN, company, Signal.model_validate(event))
    tie = {"kind": "supplier", "resident": "甲厂", "says": SAID, "source": SAID}
    record_relation(session, ADMIN, company, Relation.model_validate(tie))
    look = {"subject": "record", "outcome": "no", "looked_on": TODAY, "says": SAID}
    record_lookup(session, ADMIN, company, Lookup.model_validate(look))
    add_decision(session, ADMIN, Decision(text=SAID, unit=SAID))
    for statement in FROM_BEFORE:
        session.execute(text(statement), {"said": SAID, "company": COMPANY})
