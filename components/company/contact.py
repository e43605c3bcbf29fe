"""联系方式: whom to call at a company; the number only with the right, asked for, and recorded."""

import streamlit as st

from components.frame.last_state.asking import ask
from components.frame.ledger_access import open_ledger
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from ledger.book.policy import Action, Actor, may, who_can
from ledger.companies.contacts import has_contact, masked_company_contact, read_company_contact
from ledger.findings.rows import CompanyRef
from targets.vendor.model import Contact

READ = "company_contact_read"
NAMES = (("person", "人员"), ("phone", "电话"), ("email", "邮箱"))


def company_contact(company: CompanyRef, actor: Actor) -> None:
    """Draw the contact of a company, its numbers covered unless they were just asked for."""
    shown = st.session_state.pop(READ, None)  # once: the next look is asked for and recorded again
    if not ask(has_contact, company.id):
        return
    if not may(actor, Action.READ_COMPANY_PERSON, desk=company.desk):
        whom = who_can(Action.READ_COMPANY_CONTACT, desks=[company.desk] if company.desk else [])
        st.caption(plain(f"有联系人，只对本片区和市里显示；如确有需要，请找{whom}。"))
        return
    if shown is not None and shown[0] == company.id:
        st.info(plain(f"{shown[1]}。这次查看已记入操作记录。"), icon=":material/call:")
    else:
        covered = ask(masked_company_contact, actor, company)
        st.caption(plain(_said(covered)) if covered else "")
    if may(actor, Action.READ_COMPANY_CONTACT, desk=company.desk):
        label = "显示号码（记入操作记录）"
        st.button(label, key="read_company_contact", on_click=_read, args=(company, actor))


def _read(company: CompanyRef, actor: Actor) -> None:
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            contact = read_company_contact(session, actor, company)
        if contact is not None:
            st.session_state[READ] = (company.id, _said(contact))


def _said(contact: Contact) -> str:
    said = [f"{name} {'、'.join(t)}" for field, name in NAMES if (t := getattr(contact, field))]
    return "；".join(said)
