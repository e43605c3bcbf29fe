"""What all companies are measured with in one state of the data, and what is known of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from briefings.company.briefing import KnownCompany
from briefings.state.state import DataState
from briefings.targets.link_parts import parts_of_links
from ledger.desks.areas import current_desks
from ledger.findings.findings import findings_by_company, standing_of
from ledger.findings.merged import merged_into
from policies.comparing import PolicyReading, read_policy
from targets.companies_file import ShippedCompanies, load_companies
from targets.desks import desk_of
from targets.model import Company, Relation, ScoreWeights
from targets.scoring.gates import CompanyStanding, read_gates
from targets.scoring.no_target import no_target, resident_keys
from targets.scoring.score import NOBODY_LOOKED, Yardstick, score_company
from targets.scoring.settings import ScoreSettings
from targets.scoring.transfers import known_transfers, transfer_of
from targets.stores.values import Measure, emerging_of
from targets.ties import Tie, ties_by_company, ties_of_chains


@dataclass(frozen=True)
class TargetState:
    """目标企业底数: one state of the data, with what every company is scored by in it.

    Treat it as read-only: it is shared by all sessions.
    """

    state: DataState
    shipped: ShippedCompanies
    yardstick: Yardstick
    ties: tuple[Tie, ...]

    @cached_property
    def ties_of(self) -> Mapping[str, tuple[Relation, ...]]:
        """The ties that the chain files name, by company id."""
        return ties_by_company(self.ties)


def target_state(state: DataState, settings: ScoreSettings) -> TargetState:
    """Work out what companies are scored by: the links' worth, agreements and ties.

    Raises:
        DataError: a file of companies, agreements or owners does not hold together.
    """
    shipped = load_companies(today=state.today)
    links = parts_of_links(state.assessments, state.places, state.catalog.settings.weights)
    chains = state.catalog.chains.values()
    residents = resident_keys(one for chain in chains for one in chain.enterprises)
    yardstick = Yardstick(links, known_transfers(), settings, state.today, residents)
    ties = ties_of_chains(chains, shipped)
    return TargetState(state, shipped, yardstick, tuple(ties))


def measure_of(session: Session, targets: TargetState) -> Measure:
    """Return what the columns of a company in `ledger.companies.store` are worked out with."""
    return Measure(
        targets.yardstick,
        current_desks(session).settings,
        emerging_of(targets.state.catalog.chains.values()),
        _ties(session, targets),
    )


def _ties(session: Session, targets: TargetState) -> Mapping[str, tuple[Relation, ...]]:
    """Return the ties by company, those of a merged company with the one that was kept."""
    found = dict(targets.ties_of)
    for gone, kept in sorted(merged_into(session.connection()).items()):
        if gone in found:
            found[kept] = (*found.get(kept, ()), *found.pop(gone))
    return found


def know_company(
    session: Session,
    targets: TargetState,
    company: Company,
    *,
    desk: str = "",
    weights: ScoreWeights | None = None,
) -> KnownCompany:
    """Return all that lists, ledger and score say of one company.

    `desk` is the one that asks, which matters for who holds the company; `weights` are those of
    the settings unless a viewer moved them.
    """
    found = findings_by_company(session, _ties(session, targets), [company.id])
    findings = found.get(company.id, NOBODY_LOOKED)
    scored = score_company(company, targets.yardstick, findings)
    chains = {assignment.chain for assignment in company.assignments}
    transfers = targets.yardstick.transfers
    own_desk = desk_of(company.province, company.city, current_desks(session).settings)
    leading = scored.leading[0].key if scored.leading else None
    return KnownCompany(
        company,
        own_desk,
        scored,
        read_gates(
            company,
            leading,
            desk=desk or own_desk,
            standing=_standing(session, targets, company.id),
            policy=_policy(targets.state, company, leading),
        ),
        findings,
        transfer_of(transfers, company.province, company.city, chains),
        weights or targets.yardstick.settings.weights,
        targets.yardstick.fresh_since,
        no_target(company, scored, findings, targets.yardstick.residents),
    )


def _policy(state: DataState, company: Company, link: tuple[str, str] | None) -> PolicyReading:
    """Compare the link, by itself and by its codes and the company's own, with the tables."""
    chain = state.catalog.chains.get(link[0]) if link else None
    found = chain.link(link[1]) if chain and link else None
    own = "".join(filter(str.isdecimal, company.industry_code))  # bought lists write C2614
    codes = (*(found.gbt4754 if found else ()), own)
    return read_policy(state.policies, link, tuple(filter(None, codes)), state.today)


def _standing(session: Session, targets: TargetState, company_id: str) -> CompanyStanding:
    settings = targets.yardstick.settings
    return standing_of(session, company_id, targets.state.today, settings.silent_days)
