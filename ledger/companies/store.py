"""Keep what is worked out of companies in step with what it is worked out from.

The shipped companies are put in when their files changed; desk, links and score of a company are
worked out anew when something changed that they rest on, and only where it did; so is the text
that it is looked for in. Nothing of this
is a decision of anybody: the audit log has no entry of it, an empty ledger counts as empty.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict

from sqlalchemy import bindparam, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from ledger.book.audit import topic_version
from ledger.book.database import Ledger
from ledger.book.errors import LedgerUnwritable
from ledger.book.policy import Actor, Grant, Role
from ledger.companies.adopting import adopt, spoken_of
from ledger.companies.hiding import hide_merged, lend_all, same_version
from ledger.companies.reading import columnar_file_version
from ledger.companies.search_texts import Tell, refill_search_texts, silent
from ledger.companies.writing import AT_ONCE, write_companies, write_standing
from ledger.findings.findings import findings_by_company
from targets.closing import CLOSING_WORDS
from targets.companies_file import ShippedCompanies
from targets.model import CompanyBasis
from targets.scoring.score import NOBODY_LOOKED
from targets.spelling.lines import search_rules
from targets.stores.rows import read_companies
from targets.stores.tables import COMPANY, LINKS, SHIPPED, STATE
from targets.stores.values import CLASS_RULES, KEY_RULES, Measure, derived_values, link_values

PROGRAM = Actor("program", "本程序", (Grant(Role.ADMIN),))
"""Who writes what follows from what others wrote."""
FINDING = "finding"
SEARCH = "search"
States = Mapping[str, str]


def keep_in_step(
    ledger: Ledger,
    measure: Measure,
    shipped: ShippedCompanies,
    environment: Mapping[str, str] | None = None,
    tell: Tell = silent,
) -> bool:
    """Bring the companies in step; return whether anything was done.

    With `environment`, companies of its columnar file of which something was found out are taken
    into the ledger, where it can count. `tell` is told how far the index of keywords is, where
    that has to be made anew.

    Raises:
        LedgerUnwritable: nothing can be saved; see `require_earlier`.
        LedgerUnavailable: the database does not answer.
    """
    with ledger.reading() as session:
        if states_of(session) == _wanted(session, measure, shipped, environment):
            return False
    problem = ledger.unwritable()
    if problem:
        raise LedgerUnwritable(problem)
    with ledger.writing(PROGRAM) as session:
        bring_in_step(session, measure, shipped, environment, tell)
    return True


def require_earlier(ledger: Ledger, refusal: LedgerUnwritable) -> None:
    """Return if companies can be shown as they were last worked out, while nothing can be saved.

    Raises:
        LedgerUnwritable: `refusal`; none was ever worked out.
    """
    with ledger.reading() as session:
        if not states_of(session):
            raise refusal


def bring_in_step(
    session: Session,
    measure: Measure,
    shipped: ShippedCompanies,
    environment: Mapping[str, str] | None = None,
    tell: Tell = silent,
) -> None:
    """Do what `keep_in_step` does, as part of a writing session."""
    states, wanted = states_of(session), _wanted(session, measure, shipped, environment)
    if states == wanted:
        return
    for numbers in _in_chunks(sorted(_touched(session, states, wanted, measure))):
        rederive(session, numbers, measure)
    if states.get(SEARCH) != wanted[SEARCH]:
        refill_search_texts(session.connection(), tell)
    if states.get("shipped") != wanted["shipped"]:
        _take_over(session, measure, shipped)
    if environment is not None:
        adopt(session, environment, spoken_of(session, measure), measure)
    settle_merged(session, measure)
    session.execute(delete(STATE))
    session.execute(insert(STATE), [{"name": n, "value": v} for n, v in sorted(wanted.items())])
    session.expire_all()


def states_of(session: Session) -> dict[str, str]:
    """Return with what the companies were worked out; equal states, equal companies."""
    return {row.name: row.value for row in session.execute(select(STATE))}


def companies_version(session: Session) -> str:
    """Return a text that changes whenever a company, or what is worked out of one, does."""
    states = json.dumps(states_of(session), sort_keys=True)
    version = f"{topic_version(session, 'company', FINDING)}·{same_version(session)}"
    return f"{hashlib.sha256(states.encode()).hexdigest()[:12]}·{version}"


def names_version(session: Session) -> str:
    """Return a text that changes whenever a company comes, goes, or says something else."""
    return f"{states_of(session).get('shipped', '')}·{topic_version(session, 'company')}"


def rederive(session: Session, numbers: Collection[int], measure: Measure) -> None:
    """Work out desk, links and score of these companies anew."""
    connection = session.connection()
    found = read_companies(connection, COMPANY.c.number.in_(numbers))
    query = select(COMPANY.c.id, COMPANY.c.number).where(COMPANY.c.number.in_(numbers))
    number_of = {row.id: row.number for row in connection.execute(query)}
    findings = findings_by_company(session, measure.ties, list(found))
    rows = [
        {
            **derived_values(one.company, measure, findings.get(company, NOBODY_LOOKED)),
            "is_number": number_of[company],
        }
        for company, one in found.items()
    ]
    if rows:
        connection.execute(update(COMPANY).where(COMPANY.c.number == bindparam("is_number")), rows)
    write_standing(
        connection,
        (
            {**row, "company": number_of[company]}
            for company, one in found.items()
            for row in link_values(one.company, measure, findings.get(company, NOBODY_LOOKED))
        ),
    )
    hide_merged(connection)


def settle_merged(session: Session, measure: Measure, ids: Collection[str] | None = None) -> None:
    """Let links and lists of merged companies count for those kept, after any were written."""
    if lent := lend_all(session.connection(), ids):
        rederive(session, sorted(lent), measure)


def _shipped_state(session: Session, shipped: ShippedCompanies) -> str:
    """Return which shipped companies there should be: while a file is closed, the former ones.

    What could not be read is no reason to forget a company. A ledger that never held any takes
    over what opens.
    """
    return (states_of(session).get("shipped") if shipped.closed else None) or shipped.version


def _wanted(
    session: Session,
    measure: Measure,
    shipped: ShippedCompanies,
    environment: Mapping[str, str] | None,
) -> dict[str, str]:
    yardstick = measure.yardstick
    rules = [
        measure.desks.model_dump_json(),
        yardstick.settings.model_dump_json(),
        *(transfer.model_dump_json() for transfer in yardstick.transfers),
        *CLOSING_WORDS,
        CLASS_RULES,
        *sorted(yardstick.residents),
    ]
    ties = sorted((c, r.model_dump_json()) for c, found in measure.ties.items() for r in found)
    return {
        "shipped": _shipped_state(session, shipped),
        "rules": _digest(rules),
        "links": json.dumps(_link_digests(measure), sort_keys=True),
        "findings": f"{topic_version(session, FINDING)} {_digest(map(str, ties))}",
        SEARCH: f"{search_rules()}·{KEY_RULES}",
        "day": yardstick.today.isoformat(),
        "columnar": columnar_file_version(environment) if environment is not None else "",
    }


def _link_digests(measure: Measure) -> dict[str, str]:
    return {
        "/".join(key): _digest(
            [
                str(part.flag),
                str(part.chain),
                str(part.proof),
                str(asdict(part.carry)),
                *measure.emerging.get(key, ()),
            ]
        )[:12]
        for key, part in measure.yardstick.links.items()
    }


def _digest(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def _touched(session: Session, states: States, wanted: States, measure: Measure) -> set[int]:
    """Return the numbers of the companies whose derived columns may be different now."""
    if states.get("rules") != wanted["rules"]:
        return set(session.scalars(select(COMPANY.c.number)))
    found: set[int] = set()
    before, now = json.loads(states["links"]), json.loads(wanted["links"])
    changed = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
    for key in sorted(changed):
        chain, _, link = key.partition("/")
        found |= set(
            session.scalars(
                select(LINKS.c.company).where(LINKS.c.chain == chain, LINKS.c.link == link)
            )
        )
    if any(states[name] != wanted[name] for name in ("findings", "day")):
        found |= _spoken_of(session, measure)
    return found


def _spoken_of(session: Session, measure: Measure) -> set[int]:
    """Return the companies of which anything was ever found out, withdrawn or not."""
    known = or_(
        COMPANY.c.has_relation,
        COMPANY.c.has_signal,
        COMPANY.c.id.in_(sorted(spoken_of(session, measure))),
    )
    return set(session.scalars(select(COMPANY.c.number).where(known)))


def _take_over(session: Session, measure: Measure, shipped: ShippedCompanies) -> None:
    """Put the shipped companies in; one that is shipped no more is kept and shown no more.

    What an import brought stays: it was read later, and holds what was shipped before.
    """
    imported = set(session.scalars(select(COMPANY.c.id).where(COMPANY.c.origin != SHIPPED)))
    own = (company for company in shipped.companies if company.id not in imported)
    write_companies(session, own, SHIPPED, measure)
    kept = set(session.scalars(select(COMPANY.c.id).where(COMPANY.c.origin == SHIPPED)))
    gone = sorted(kept - shipped.by_id.keys())
    for ids in (gone[i : i + AT_ONCE] for i in range(0, len(gone), AT_ONCE)):
        values = {"basis": CompanyBasis.NONE.value, "digest": ""}
        session.execute(update(COMPANY).where(COMPANY.c.id.in_(ids)).values(values))


def _in_chunks(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[i : i + AT_ONCE] for i in range(0, len(numbers), AT_ONCE))
