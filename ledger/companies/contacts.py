"""Contacts of companies: kept apart, only where asked for, each reading recorded."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ledger.book.audit import append
from ledger.book.canonical import canonical
from ledger.book.policy import Action, Actor, require
from ledger.book.policy.masking import masked
from ledger.book.records import KeptContact, stamp
from ledger.desks.visits import erase_visit_people, visits_with_people
from ledger.findings.merged import desks_of, merged_under
from ledger.findings.rows import HasDesk
from ledger.schema.company_imports import CompanyContactRow
from targets.vendor.model import Contact

TOPIC = "company"


def keep_contacts(
    session: Session, actor: Actor, import_id: int, contacts: Mapping[str, Contact]
) -> int:
    """Keep contacts by company id; return how many were new or other than before.

    What a list leaves empty (the telephone, say) takes nothing away.

    Raises:
        NotAllowed: `actor` may not keep contacts.
    """
    if not contacts:
        return 0
    require(actor, Action.KEEP_COMPANY_CONTACT)
    query = select(CompanyContactRow).where(CompanyContactRow.company_id.in_(sorted(contacts)))
    standing = {row.company_id: row for row in session.scalars(query)}
    kept = 0
    for company_id, contact in contacts.items():
        row = standing.get(company_id)
        known = json.loads(row.content) if row is not None else {}
        said = {name: told or known.get(name, ()) for name, told in asdict(contact).items()}
        content = canonical(said)
        if row is not None and row.content == content:
            continue
        if row is None:
            row = CompanyContactRow(company_id=company_id)
            session.add(row)
        row.content, row.import_id = content, import_id
        stamp(session, actor, row)
        kept += 1
    session.flush()
    return kept


def has_contact(session: Session, company_id: str) -> bool:
    """Tell whether there is a contact, of it or of one it counts for, without reading it."""
    ids = (company_id, *merged_under(session, company_id))
    query = select(CompanyContactRow.company_id).where(CompanyContactRow.company_id.in_(ids))
    return session.scalar(query.limit(1)) is not None


def read_company_contact(session: Session, actor: Actor, company: HasDesk) -> Contact | None:
    """Return the contact of a company, None if there is none; the reading is recorded.

    Contacts of companies that were merged into it come after its own; nothing of them is moved,
    so each goes with the import that brought it, and back where a merge is undone.

    Raises:
        NotAllowed: the company belongs to another desk, or contacts are not for this role.
    """
    require(actor, Action.READ_COMPANY_CONTACT, desks=desks_of(session, company.id, company.desk))
    known = _contact(session, company.id)
    if known is not None:
        append(session, actor, (TOPIC, "read_contact", company.id))
    return known


def masked_company_contact(session: Session, actor: Actor, company: HasDesk) -> Contact | None:
    """Return the contact of a company with numbers and addresses covered, None if there is none.

    Raises:
        NotAllowed: persons of this company are not for this role.
    """
    require(actor, Action.READ_COMPANY_PERSON, desks=desks_of(session, company.id, company.desk))
    known = _contact(session, company.id)
    if known is None:
        return None
    covered = {name: tuple(map(masked, texts)) for name, texts in asdict(known).items()}
    return Contact(**covered)


def _contact(session: Session, company_id: str) -> Contact | None:
    ids = (company_id, *merged_under(session, company_id))
    query = select(CompanyContactRow).where(CompanyContactRow.company_id.in_(ids))
    standing = {row.company_id: json.loads(row.content) for row in session.scalars(query)}
    if not standing:
        return None
    told = [standing[one] for one in ids if one in standing]
    names = (each.name for each in fields(Contact))
    return Contact(
        **{name: tuple(dict.fromkeys(t for one in told for t in one[name])) for name in names}
    )


def forget_contacts(session: Session, import_id: int) -> None:
    """Remove the contacts that an import brought."""
    session.execute(delete(CompanyContactRow).where(CompanyContactRow.import_id == import_id))


def kept_company_contacts(session: Session, actor: Actor) -> list[KeptContact]:
    """List the companies that have a contact or people named in visits, by id, and since when.

    Raises:
        NotAllowed: `actor` is no administrator.
    """
    require(actor, Action.ERASE_CONTACT)
    query = select(CompanyContactRow.company_id, CompanyContactRow.changed_at)
    kept = {one.id: one for one in visits_with_people(session, actor)}
    for row in session.execute(query):
        visited = kept.get(row.company_id)
        since = max(row.changed_at, visited.since) if visited else row.changed_at
        kept[row.company_id] = KeptContact(row.company_id, since)
    return [kept[company_id] for company_id in sorted(kept)]


def erase_company_contact(session: Session, actor: Actor, company_id: str) -> bool:
    """Erase the contact of a company and of those merged into it; False if none is kept.

    So are the people in what was recorded of visits to them, and the numbers in its texts. The
    audit log keeps that it was erased, by whom and when; it never held the contact.

    Raises:
        NotAllowed: `actor` is no administrator.
    """
    require(actor, Action.ERASE_CONTACT)
    ids = (company_id, *merged_under(session, company_id))
    visits = erase_visit_people(session, actor, ids)
    if not has_contact(session, company_id):
        return visits > 0
    session.execute(delete(CompanyContactRow).where(CompanyContactRow.company_id.in_(ids)))
    append(session, actor, (TOPIC, "erase_contact", company_id))
    return True
