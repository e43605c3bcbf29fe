"""待核归链: the links that wait for a person, those that matter most first."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ledger.companies.link_decisions import DECIDED, TOPIC
from ledger.schema.base import AuditRow
from ledger.schema.company_imports import LinkDecisionRow
from targets.model import CompanyBasis, LinkState
from targets.scoring.links import LinkKey
from targets.stores.standing import MERGED
from targets.stores.tables import COMPANY, LINKS

SHOWN = ("id", "name", "province", "city", "industry", "products", "scope", "desk", "website")


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """复核范围: an empty field does not restrict; `sought` asks for gaps and wanted links only."""

    chain: str = ""
    link: str = ""
    desk: str = ""
    sought: bool = False


@dataclass(frozen=True, slots=True)
class ToReview:
    """待核: one link of one company, why it was thought of, and what the company says of itself."""

    company_id: str
    name: str
    province: str
    city: str
    industry: str
    products: str
    scope: str
    desk: str
    website: str
    link: LinkKey
    reason: str
    sought: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """已复核: one decision as listed."""

    company_id: str
    name: str
    link: LinkKey
    state: LinkState
    moved_to: str
    reason: str
    decided_by: str


def next_to_review(session: Session, asked: ReviewFilter, limit: int) -> list[ToReview]:
    """List what waits: by the class of the company on that link, then province, name, id, link."""
    return list_waiting(session, waiting_links(asked), limit)


def list_waiting(
    session: Session, which: Sequence[ColumnElement[bool]], limit: int
) -> list[ToReview]:
    """List the links of `which`, in the order of the review."""
    columns = [COMPANY.c[name] for name in SHOWN]
    query = (
        select(*columns, LINKS.c.chain, LINKS.c.link, LINKS.c.reason, LINKS.c.sought)
        .join(LINKS, LINKS.c.company == COMPANY.c.number)
        .where(*which)
        .order_by(
            LINKS.c.class_code,
            COMPANY.c.tie_order,
            COMPANY.c.id,
            LINKS.c.chain,
            LINKS.c.link,
        )
        .limit(limit)
    )
    return [
        ToReview(
            **{("company_id" if name == "id" else name): row[name] for name in SHOWN},
            link=(row["chain"], row["link"]),
            reason=row["reason"],
            sought=bool(row["sought"]),
        )
        for row in session.execute(query).mappings()
    ]


def count_to_review(session: Session, asked: ReviewFilter) -> dict[str, int]:
    """Return how many links wait, by chain, most first."""
    query = (
        select(LINKS.c.chain, func.count())
        .join(COMPANY, LINKS.c.company == COMPANY.c.number)
        .where(*waiting_links(asked))
        .group_by(LINKS.c.chain)
    )
    found = {chain: number for chain, number in session.execute(query)}  # noqa: C416
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def last_reviewed(session: Session, limit: int) -> list[Reviewed]:
    """List the decisions that stand, the last first; of companies that are there.

    The log's entries tell which was last: a clock that was set back does not.
    """
    found = (_standing(session, *one) for one in _decided(session))
    return list(islice(filter(None, found), limit))


def _decided(session: Session) -> Iterator[tuple[str, LinkKey]]:
    """Yield the company and link of each decision ever made, once, the last first."""
    query = select(AuditRow.subject, AuditRow.detail).where(
        AuditRow.topic == TOPIC, AuditRow.action == DECIDED
    )
    latest_first = query.order_by(AuditRow.number.desc()).execution_options(yield_per=100)
    seen = set[tuple[str, LinkKey]]()
    with closing(session.execute(latest_first)) as entries:
        for company_id, detail in entries:
            chain, _, link = json.loads(detail)["link"].partition("/")
            one = (company_id, (chain, link))
            if one not in seen:
                seen.add(one)
                yield one


def _standing(session: Session, company_id: str, link: LinkKey) -> Reviewed | None:
    row = session.get(LinkDecisionRow, (company_id, *link))
    name = session.scalar(select(COMPANY.c.name).where(COMPANY.c.id == company_id))
    if row is None or not row.state or name is None:
        return None
    state = LinkState(row.state)
    return Reviewed(company_id, name, link, state, row.moved_to, row.reason, row.changed_name)


def waiting_links(asked: ReviewFilter) -> list[ColumnElement[bool]]:
    """Return what is true of a link that waits, within what is asked for."""
    found = [
        LINKS.c.state == LinkState.TO_CHECK.value,
        LINKS.c.decided_by == "",
        COMPANY.c.basis != CompanyBasis.NONE.value,
        ~COMPANY.c.basis.contains(MERGED),
    ]
    given = ((LINKS.c.chain, asked.chain), (LINKS.c.link, asked.link), (COMPANY.c.desk, asked.desk))
    found += [column == value for column, value in given if value]
    return [*found, LINKS.c.sought.is_(True)] if asked.sought else found
