"""Which companies a trip goes to, and all that lists, ledger and score know of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from chains.errors import NotFound
from ledger.company_findings import findings_by_company, standing_of
from ledger.desk_settings import current_desks
from reports.company_briefing import KnownCompany
from reports.link_parts import parts_of_links
from reports.state import DataState
from targets.companies_file import load_companies
from targets.desks import DeskSettings, desk_of
from targets.model import Company
from targets.score_settings import load_score_settings
from targets.scoring import NOBODY_LOOKED, Findings, Yardstick, score_company, total
from targets.target_gates import UNREGISTERED, Standing, read_gates
from targets.ties import ties_by_company, ties_of_chains
from targets.transfers import load_transfers, transfer_of


@dataclass(frozen=True, slots=True)
class Measure:
    """尺度: what companies are measured with in one state of the data, worked out once."""

    yardstick: Yardstick
    desks: DeskSettings


def measure(session: Session, state: DataState) -> Measure:
    """Return what to measure companies with; `session` knows how the desks are cut."""
    weights = state.catalog.settings.weights
    links = parts_of_links(state.assessments, state.places, weights)
    settings = load_score_settings()
    yardstick = Yardstick(links, load_transfers(), settings, state.today)
    return Measure(yardstick, current_desks(session).settings)


def best_of_desk(session: Session, state: DataState, desk: str, top: int) -> list[KnownCompany]:
    """Return the `top` companies of a desk, highest low end of the score first, then by id.

    Raises:
        NotFound: there is no such desk.
    """
    with_measure = measure(session, state)
    wanted = with_measure.desks.named(desk)
    if wanted is None:
        names = "、".join(known.name for known in with_measure.desks.desks)
        text = f"没有「{desk[:40]}」这个片区。现有:{names}"
        raise NotFound(text)
    theirs = [
        company
        for company in load_companies().companies
        if company.may_be_shown
        and company.basis.value == "source"
        and desk_of(company.province, company.city, with_measure.desks) == wanted.name
    ]
    known = known_of(session, state, with_measure, theirs)
    weights = with_measure.yardstick.settings.weights

    def place(found: KnownCompany) -> tuple[float, str]:
        low, _ = total(found.scored.parts.as_tuple(), weights)
        return (-round(low, 9), found.company.id)

    return sorted(known, key=place)[:top]


def known_companies(session: Session, state: DataState, ids: Sequence[str]) -> list[KnownCompany]:
    """Return what is known of the companies of these ids, in the order given, each once.

    Raises:
        NotFound: a company is not there, or has no source and may not be shown.
    """
    by_id = load_companies().by_id
    companies = []
    for company_id in dict.fromkeys(ids):
        company = by_id.get(company_id)
        if company is None or not company.may_be_shown:
            text = f"没有编号为「{company_id[:40]}」的企业,或它没有来源、不能列入。请重新选择。"
            raise NotFound(text)
        companies.append(company)
    return known_of(session, state, measure(session, state), companies)


def known_of(
    session: Session, state: DataState, with_measure: Measure, companies: Sequence[Company]
) -> list[KnownCompany]:
    """Return all that is known of `companies`, in the order given."""
    ties = ties_by_company(ties_of_chains(state.catalog.chains.values(), load_companies()))
    found = findings_by_company(session, ties, [company.id for company in companies])
    return [
        _known(
            company,
            with_measure,
            found.get(company.id, NOBODY_LOOKED),
            standing_of(session, company.id) if company.id in found else UNREGISTERED,
        )
        for company in companies
    ]


def _known(
    company: Company, with_measure: Measure, findings: Findings, standing: Standing
) -> KnownCompany:
    yardstick = with_measure.yardstick
    desk = desk_of(company.province, company.city, with_measure.desks)
    chains = {assignment.chain for assignment in company.assignments}
    return KnownCompany(
        company,
        desk,
        score_company(company, yardstick, findings),
        read_gates(company, desk=desk, standing=standing),
        findings,
        transfer_of(yardstick.transfers, company.province, company.city, chains),
        yardstick.settings.weights,
    )
