"""关系: ties between companies and Sanming, each with its source; "looked, none" is one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ledger.book.form_values import read_form
from ledger.book.policy import Actor
from ledger.findings.rows import FindingRecord, HasDesk, history, keep, record_of, withdraw
from ledger.schema.desk_work import RelationRow
from targets.model import Relation, RelationKind
from targets.names import name_key

_FIELD_NAMES = {"kind": "关系类型", "resident": "在地企业或人", "says": "内容", "source": "来源"}
KEY_LENGTH = 120


@dataclass(frozen=True, slots=True)
class RecordedRelation:
    """关系记录: a tie, and who recorded it when."""

    relation: Relation
    record: FindingRecord


def read_relation(values: Mapping[str, object]) -> Relation:
    """Return the values of a form as a tie.

    Raises:
        NotPossible: naming every field that does not fit.
    """
    return read_form(Relation, values, _FIELD_NAMES)


def record_relation(
    session: Session, actor: Actor, company: HasDesk, relation: Relation
) -> RecordedRelation:
    """Keep a tie of `company`; it counts from now on.

    Raises:
        NotAllowed: the company belongs to another desk.
    """
    row = RelationRow(**relation.model_dump(mode="json"))
    row.resident_key = _key(relation.resident)
    keep(session, actor, company, row)
    return recorded_relation(row)


def withdraw_relation(
    session: Session, actor: Actor, company: HasDesk, number: int, reason: str
) -> RecordedRelation:
    """Take a tie back.

    Raises:
        NotFound: the company has no entry of that number.
        NotAllowed: somebody else recorded it, and `actor` is no administrator.
        NotPossible: it is withdrawn already, or no reason is given.
    """
    row = withdraw(session, actor, RelationRow, (company, number), reason)
    return recorded_relation(row)


def relation_history(session: Session, company_id: str) -> list[RecordedRelation]:
    """List every tie of one company, withdrawn ones included, the last recorded first."""
    return [recorded_relation(row) for row in history(session, RelationRow, company_id)]


def relations_of_resident(session: Session, resident: str) -> list[RecordedRelation]:
    """List the ties to one resident that stand, by company id, the first recorded first."""
    mine = (RelationRow.resident_key == _key(resident), RelationRow.withdrawn_at.is_(None))
    query = select(RelationRow).where(*mine).order_by(RelationRow.company_id, RelationRow.id)
    return [recorded_relation(row) for row in session.scalars(query)] if resident else []


def standing_relations(session: Session) -> list[RecordedRelation]:
    """List the ties of all companies that were not withdrawn, in the order recorded.

    That somebody looked and found none is no tie.
    """
    standing = (RelationRow.withdrawn_at.is_(None), RelationRow.kind != RelationKind.NONE_FOUND)
    query = select(RelationRow).where(*standing).order_by(RelationRow.id)
    return [recorded_relation(row) for row in session.scalars(query)]


def recorded_relation(row: RelationRow) -> RecordedRelation:
    """Return a row as the domain has it."""
    relation = Relation(
        kind=RelationKind(row.kind), resident=row.resident, says=row.says, source=row.source
    )
    return RecordedRelation(relation, record_of(row))


def _key(resident: str) -> str:
    return name_key(resident)[:KEY_LENGTH]
