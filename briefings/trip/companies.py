"""Which companies a trip goes to: those asked for by id, or the first of a desk's list."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from briefings.company.briefing import KnownCompany
from briefings.targets.finding import refuse_unknown
from briefings.targets.state import TargetState, know_company
from briefings.trip.book import EarlierVisit
from files.errors import NotFound
from files.personal.phones import without_phones
from ledger.book.policy import Actor
from ledger.desks.areas import current_desks
from ledger.desks.visits import Visit, visits_of
from targets.model import Company
from targets.stores.query import CompanyFilter
from targets.stores.search import find_companies, find_page
from targets.stores.store import Companies


def contacts_of(
    session: Session, actor: Actor, companies: Sequence[KnownCompany]
) -> dict[str, tuple[EarlierVisit, ...]]:
    """Return who visited each of `companies` before, the latest first, without telephones."""
    found = visits_of(session, actor, [known.company.id for known in companies])
    return {
        company: tuple(_contact(one.visit) for one in visits) for company, visits in found.items()
    }


def _contact(visit: Visit) -> EarlierVisit:
    return EarlierVisit(visit.visited_on, without_phones(visit.team), without_phones(visit.result))


def best_of_desk(
    session: Session, companies: Companies, targets: TargetState, desk: str, top: int
) -> list[KnownCompany]:
    """Return the `top` companies of a desk, in the order of its list.

    Raises:
        NotFound: there is no such desk.
    """
    desks = current_desks(session).settings
    asked = CompanyFilter(desk=desk)
    refuse_unknown(asked, targets.state.catalog, desks)
    named = desks.named(desk)
    asked = replace(asked, desk=named.name if named else desk)
    weights = targets.yardstick.settings.weights
    rows = find_page(companies, asked, weights, limit=top).rows
    return known_companies(session, companies, targets, [row.id for row in rows])


def known_companies(
    session: Session, companies: Companies, targets: TargetState, ids: Sequence[str]
) -> list[KnownCompany]:
    """Return what is known of the companies of these ids, in the order given, each once.

    Raises:
        NotFound: a company is not there, is no more, or has no source and may not be shown.
    """
    wanted = list(dict.fromkeys(ids))
    found = {i: one.company for i, one in find_companies(companies, wanted).items()}
    _refuse_closed([found[i] for i in wanted if i in found and found[i].is_closed])
    missing = [i for i in wanted if i not in found or not found[i].may_be_shown]
    if missing:
        named = "、".join(company_id[:40] for company_id in missing[:5])
        text = f"没有编号为「{named}」的企业，或它没有来源，不能列入。请重新选择。"
        raise NotFound(text)
    return [know_company(session, targets, found[company_id]) for company_id in wanted]


def parted_by_closing(
    companies: Companies, ids: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return those of `ids` that a trip may go to, and the names of those that are no more.

    Both in the order given, each once; a name has its state beside it.
    """
    wanted = tuple(dict.fromkeys(ids))
    found = find_companies(companies, wanted)
    closed = {i for i in wanted if i in found and found[i].company.is_closed}
    left = tuple(_with_state(found[i].company) for i in wanted if i in closed)
    return tuple(i for i in wanted if i not in closed), left


def why_missing(companies: Companies, company_id: str) -> str:
    """Return the name and state of a company that a trip cannot go to, its id if it is gone."""
    found = find_companies(companies, [company_id]).get(company_id)
    if found is None or not found.company.is_closed:
        return company_id
    return _with_state(found.company)


def _with_state(company: Company) -> str:
    return f"{company.name}（状态：{company.status}）"


def _refuse_closed(closed: Sequence[Company]) -> None:
    """Refuse companies that are no more, by name and state: they may have been when chosen."""
    if closed:
        named = "、".join(map(_with_state, closed[:5]))
        more = f" 等 {len(closed)} 家" if len(closed) > 5 else ""  # noqa: PLR2004
        text = f"{named}{more}不再经营，不能列入出访。请从出访清单里去掉再试；其他企业没有改变。"
        raise NotFound(text)
