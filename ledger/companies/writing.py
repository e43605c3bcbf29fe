"""Write companies in bulk: what is new is put in, what changed is replaced, the rest is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from files.personal.columns import as_kept
from files.personal.phones import COVER, with_kept_phones
from ledger.companies.hiding import hide_merged
from ledger.findings.findings import findings_by_company
from ledger.schema import company_index
from targets.model import COMPANY_TEXTS, Assignment, Company, LinkState
from targets.scoring.score import NOBODY_LOOKED, Findings
from targets.stores.tables import CODES, COMPANY, LINKS, LISTS
from targets.stores.values import (
    MANY,
    Measure,
    Values,
    derived_values,
    digest_of,
    link_values,
    list_values,
    stated_values,
)

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class WriteCounts:
    """写入结果: how many companies were new, replaced, and the same as before."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "WriteCounts") -> "WriteCounts":
        return WriteCounts(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
        )


def write_companies(
    session: Session, companies: Iterable[Company], origin: str, measure: Measure
) -> WriteCounts:
    """Write `companies`, each id once; `origin` names the import, or SHIPPED.

    Whether a company is new is told by its id: who joins by code or name does so before. A state
    of a link that somebody decided stays, and so do events and relations. Rights and the audit
    entry are the caller's, who knows what is imported.
    """
    connection = session.connection()
    written = WriteCounts()
    rest = iter(companies)
    while chunk := list(islice(rest, AT_ONCE)):
        written += _write(session, connection, chunk, (origin, measure))
    hide_merged(connection)
    session.expire_all()
    return written


def _write(
    session: Session, connection: Connection, chunk: Sequence[Company], how: tuple[str, Measure]
) -> WriteCounts:
    standing = _standing(connection, [company.id for company in chunk])
    new = [company for company in chunk if company.id not in standing]
    changed = [
        company
        for company in chunk
        if company.id in standing and standing[company.id]["digest"] != digest_of(company)
    ]
    changed = _with_kept_phones(connection, changed, standing)
    numbers = {company.id: standing[company.id]["number"] for company in changed}
    last = connection.scalar(select(func.max(COMPANY.c.number))) or 0
    numbers |= {company.id: last + i for i, company in enumerate(new, start=1)}
    decided = _decided(connection, [numbers[company.id] for company in changed])
    origin, measure = how
    findings = findings_by_company(session, measure.ties, list(numbers))

    def values(company: Company, version: int) -> Values:
        whole = _with_decided(company, decided.get(numbers[company.id], ()))
        return {
            **stated_values(company),
            **derived_values(whole, measure, findings.get(company.id, NOBODY_LOOKED)),
            "number": numbers[company.id],
            "origin": origin,
            "version": version,
        }

    _insert(connection, [values(company, 1) for company in new])
    _replace(
        connection,
        [values(company, standing[company.id]["version"] + 1) for company in changed],
        [standing[company.id] for company in changed],
    )
    whole = [_with_decided(one, decided.get(numbers[one.id], ())) for one in (*new, *changed)]
    _put_beside(connection, whole, numbers, (measure, decided, findings))
    return WriteCounts(len(new), len(changed), len(chunk) - len(new) - len(changed))


def texts_before(session: Session, companies: Sequence[Company]) -> dict[str, str]:
    """Return by id, as JSON, companies that were read, with their texts as they are kept."""
    rows = _kept_rows(session.connection(), companies)
    whole = (_as_kept(one, rows[one.id]) if one.id in rows else one for one in companies)
    return {one.id: one.model_dump_json() for one in whole}


def _kept_rows(connection: Connection, companies: Sequence[Company]) -> dict[str, RowMapping]:
    """Return by id the rows of those of whose texts something was shown covered."""
    covered = [company.id for company in companies if COVER in company.model_dump_json()]
    if not covered:
        return {}
    query = select(*as_kept(COMPANY)).where(COMPANY.c.id.in_(covered))
    return {row["id"]: row for row in connection.execute(query).mappings()}


def _with_kept_phones(
    connection: Connection, changed: Sequence[Company], standing: Mapping[str, RowMapping]
) -> list[Company]:
    """Return what is to be replaced, with the texts that were only shown covered as they are kept.

    A company that says the same as before but for that is left out.
    """
    kept = _kept_rows(connection, changed)
    if not kept:
        return list(changed)
    whole = [_as_kept(one, kept[one.id]) if one.id in kept else one for one in changed]
    return [one for one in whole if standing[one.id]["digest"] != digest_of(one)]


def _as_kept(company: Company, row: RowMapping) -> Company:
    texts = {name: getattr(company, name) for name in COMPANY_TEXTS}
    kept: dict[str, object] = {
        name: with_kept_phones(text, row[name])
        for name, text in texts.items()
        if isinstance(text, str)
    }
    former = with_kept_phones(MANY.join(company.former_names), row["former_names"])
    kept["former_names"] = tuple(filter(None, former.split(MANY)))
    return company.model_copy(update={**kept, "basis": company.basis})


def _standing(connection: Connection, ids: Sequence[str]) -> dict[str, RowMapping]:
    columns = (COMPANY.c.number, COMPANY.c.id, COMPANY.c.digest, COMPANY.c.version)
    query = select(*columns, COMPANY.c.search_text).where(COMPANY.c.id.in_(ids))
    return {row["id"]: row for row in connection.execute(query).mappings()}


def _decided(connection: Connection, numbers: Sequence[int]) -> dict[int, list[RowMapping]]:
    """Return the links of companies whose state somebody decided, by company."""
    found: dict[int, list[RowMapping]] = {}
    query = select(LINKS).where(LINKS.c.company.in_(numbers), LINKS.c.decided_by != "")
    for row in connection.execute(query).mappings() if numbers else ():
        found.setdefault(row["company"], []).append(row)
    return found


def _with_decided(company: Company, decided: Sequence[RowMapping]) -> Company:
    """Return the company with what was decided of its links in the place of what is stated."""
    if not decided:
        return company
    keys = {(row["chain"], row["link"]) for row in decided}
    kept = [a for a in company.assignments if (a.chain, a.link) not in keys]
    given = [
        Assignment(
            chain=row["chain"],
            link=row["link"],
            state=LinkState(row["state"]),
            basis=row["basis"],
            reason=row["reason"],
        )
        for row in decided
    ]
    return company.model_copy(update={"assignments": tuple(kept + given)})


def _insert(connection: Connection, rows: Sequence[Values]) -> None:
    if rows:
        connection.execute(insert(COMPANY), rows)
        company_index.add(connection, ((row["number"], row["search_text"]) for row in rows))


def _replace(connection: Connection, rows: Sequence[Values], before: Sequence[RowMapping]) -> None:
    if not rows:
        return
    company_index.remove(connection, [(row["number"], row["search_text"]) for row in before])
    by_number = update(COMPANY).where(COMPANY.c.number == bindparam("is_number"))
    values = [{**row, "is_number": row["number"]} for row in rows]
    connection.execute(by_number, values)
    company_index.add(connection, ((row["number"], row["search_text"]) for row in rows))
    numbers = [row["number"] for row in rows]
    undecided = (LINKS.c.company.in_(numbers), LINKS.c.decided_by == "")
    connection.execute(delete(LINKS).where(*undecided))
    connection.execute(delete(LISTS).where(LISTS.c.company.in_(numbers)))


def _put_beside(
    connection: Connection,
    companies: Sequence[Company],
    numbers: dict[str, int],
    how: tuple[Measure, dict[int, list[RowMapping]], Mapping[str, Findings]],
) -> None:
    measure, decided, findings = how
    links: list[Values] = []
    lists: list[Values] = []
    standing: list[Values] = []
    for company in companies:
        number = numbers[company.id]
        kept = {(row["chain"], row["link"]) for row in decided.get(number, ())}
        for row in link_values(company, measure, findings.get(company.id, NOBODY_LOOKED)):
            rows = standing if (row["chain"], row["link"]) in kept else links
            rows.append({**row, "company": number, "decided_by": ""})
        lists += [{**row, "company": number} for row in list_values(company)]
    for table, rows in ((LINKS, links), (LISTS, lists)):
        if rows:
            connection.execute(insert(table), rows)
    write_standing(connection, standing)


def write_standing(connection: Connection, rows: Iterable[Values]) -> None:
    """Write what follows for links that stand there: whether they are sought, and the classes."""
    values = [
        {f"is_{name}": row[name] for name in ("company", "chain", "link", "sought", *CODES)}
        for row in rows
    ]
    if values:
        keys = ("company", "chain", "link")
        which = (LINKS.c[name] == bindparam(f"is_{name}") for name in keys)
        told: dict[str, Any] = {name: bindparam(f"is_{name}") for name in ("sought", *CODES)}
        connection.execute(update(LINKS).where(*which).values(told), values)
