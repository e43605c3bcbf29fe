"""联系方式: whom to call at a company; only with the right, when asked for, and recorded."""

import streamlit as st

from components.frame.last_state.asking import ask
from components.frame.ledger_access import open_ledger
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from ledger.book.policy import Action, Actor, may
from ledger.companies.contacts import has_contact, read_company_contact
from ledger.findings.rows import CompanyRef

READ = "company_contact_read"
NAMES = (("person", "人员"), ("phone", "电话"), ("email", "邮箱"))


def company_contact(company: CompanyRef, actor: Actor) -> None:
    """Draw the way to the contact of a company; nothing without the right or without a contact."""
    shown = st.session_state.pop(READ, None)  # once: the next look is asked for and recorded again
    if shown is not None and shown[0] == company.id:
        st.info(plain(f"{shown[1]}。这次查看已记入操作记录。"), icon=":material/call:")
    if not may(actor, Action.READ_COMPANY_CONTACT, desk=company.desk):
        return
    there = ask(has_contact, company.id)
    if there:
        label = "联系方式（记入操作记录）"
        st.button(label, key="read_company_contact", on_click=_read, args=(company, actor))


def _read(company: CompanyRef, actor: Actor) -> None:
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            contact = read_company_contact(session, actor, company)
        if contact is not None:
            said = [f"{name} {'、'.join(t)}" for f, name in NAMES if (t := getattr(contact, f))]
            st.session_state[READ] = (company.id, "；".join(said))
