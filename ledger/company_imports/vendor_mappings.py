"""What a person said once of the headings of an unknown layout, remembered for the next file."""

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from ledger.book.audit import append
from ledger.book.canonical import canonical
from ledger.book.policy import Action, Actor, require
from ledger.book.records import stamp
from ledger.schema.company_imports import VendorMappingRow
from targets.vendor.headings import Mapped

TOPIC = "company"


def remembered_mappings(session: Session) -> dict[str, dict[str, str]]:
    """Return what is remembered, by the fingerprint of the headings."""
    return {
        row.fingerprint: json.loads(row.mapping)
        for row in session.scalars(select(VendorMappingRow))
    }


def remember_mapping(session: Session, actor: Actor, fingerprint: str, mapping: Mapped) -> None:
    """Remember what headings mean; said again, the last word counts.

    Raises:
        NotAllowed: `actor` may not import companies.
    """
    require(actor, Action.IMPORT_COMPANIES)
    told: Mapping[str, str] = dict(mapping)
    row = session.get(VendorMappingRow, fingerprint)
    if row is not None and json.loads(row.mapping) == told:
        return
    if row is None:
        row = VendorMappingRow(fingerprint=fingerprint)
        session.add(row)
    row.mapping = canonical(told)
    stamp(session, actor, row)
    session.flush()
    append(session, actor, (TOPIC, "map_columns", fingerprint), {"columns": len(told)})
