"""Which companies a trip goes to: those asked for by id, or the first of a desk's list."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from chains.errors import NotFound
from ledger.company_findings import findings_by_company
from ledger.desk_settings import current_desks
from ledger.policy import Actor
from ledger.visits import visits_of
from reports.company_briefing import KnownCompany
from reports.state import DataState
from reports.target_state import TargetState, know_company, target_state
from reports.trip.book import Contact
from targets.desks import desk_of
from targets.model import Company, CompanyBasis
from targets.score_settings import open_score_settings
from targets.scoring import NOBODY_LOOKED, score_company, total


def open_targets(state: DataState, environment: Mapping[str, str]) -> TargetState:
    """Return what companies are measured with in one state of the data.

    Raises:
        DataError: a file of companies or of settings does not hold together.
    """
    return target_state(state, open_score_settings(environment))


def contacts_of(
    session: Session, actor: Actor, companies: Sequence[KnownCompany]
) -> dict[str, tuple[Contact, ...]]:
    """Return who visited each of `companies` before, the latest visit first."""
    found = visits_of(session, actor, [known.company.id for known in companies])
    return {
        company: tuple(Contact(v.visit.visited_on, v.visit.team, v.visit.result) for v in visits)
        for company, visits in found.items()
    }


def best_of_desk(session: Session, targets: TargetState, desk: str, top: int) -> list[KnownCompany]:
    """Return the `top` companies of a desk, highest low end of the score first, then by id.

    Raises:
        NotFound: there is no such desk.
    """
    desks = current_desks(session).settings
    wanted = desks.named(desk)
    if wanted is None:
        names = "、".join(known.name for known in desks.desks)
        text = f"没有「{desk[:40]}」这个片区。现有:{names}"
        raise NotFound(text)
    theirs = [
        company
        for company in targets.shipped.companies
        if company.basis is CompanyBasis.SOURCE
        and desk_of(company.province, company.city, desks) == wanted.name
    ]
    return [
        know_company(session, targets, company)
        for company in _by_score(session, targets, theirs)[:top]
    ]


def _by_score(
    session: Session, targets: TargetState, companies: Sequence[Company]
) -> list[Company]:
    found = findings_by_company(session, targets.ties_of, [company.id for company in companies])
    weights = targets.yardstick.settings.weights

    def place(company: Company) -> tuple[float, str]:
        findings = found.get(company.id, NOBODY_LOOKED)
        parts = score_company(company, targets.yardstick, findings).parts
        return (-round(total(parts.as_tuple(), weights)[0], 9), company.id)

    return sorted(companies, key=place)


def known_companies(
    session: Session, targets: TargetState, ids: Sequence[str]
) -> list[KnownCompany]:
    """Return what is known of the companies of these ids, in the order given, each once.

    Raises:
        NotFound: a company is not there, or has no source and may not be shown.
    """
    companies = []
    for company_id in dict.fromkeys(ids):
        company = targets.shipped.by_id.get(company_id)
        if company is None or not company.may_be_shown:
            text = f"没有编号为「{company_id[:40]}」的企业,或它没有来源、不能列入。请重新选择。"
            raise NotFound(text)
        companies.append(company)
    return [know_company(session, targets, company) for company in companies]
