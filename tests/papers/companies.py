"""Companies and a state of the data for tests of what is said of a company."""

from datetime import date
from typing import Any

from briefings.company.briefing import KnownCompany
from briefings.state.state import DataState
from chains.catalog import Catalog
from chains.model import Chain
from chains.settings import load_settings
from geodata.model import Plot
from targets.model import Assignment, Company, ScoreParts
from targets.scoring.score import Scored
from tests.builders import assess
from tests.components.map.map_builders import make_places

TODAY = date(2026, 11, 25)
UNKNOWN = Scored(ScoreParts(*[(0.0, 1.0)] * 5), None)


def make_company(company_id: str = "c0000000001", **fields: Any) -> Company:  # noqa: ANN401
    """Return 甲公司 with a source and nothing else known; name only what differs."""
    dull = {"id": company_id, "name": "甲公司", "basis": "source", "source_title": "某名录"}
    return Company.model_validate(dull | fields)


def make_assignment(link: str = "acid", chain: str = "textiles", **fields: Any) -> Assignment:  # noqa: ANN401
    """Return an assignment that a source states."""
    dull = {"chain": chain, "link": link, "state": "stated", "basis": "products"}
    return Assignment.model_validate(dull | fields)


def make_state(*chains: Chain, plots: tuple[Plot, ...] = (), version: str = "1") -> DataState:
    """Return a state of the data with those chains and plots and the shipped parks."""
    catalog = Catalog(
        chains={chain.id: chain for chain in chains},
        settings=load_settings(),
        problems=(),
        notices=(),
        data_version=f"2026-11-25·{version}",
    )
    assessments = {chain.id: assess(chain) for chain in chains}
    places = make_places(*plots, version=version)
    return DataState(catalog, assessments, places, f"2026-11-25·{version}·0001", TODAY)


def make_known(company: Company | None = None, **fields: Any) -> KnownCompany:  # noqa: ANN401
    """Return what is known of a company: nothing but its own row unless `fields` say more."""
    dull: dict[str, Any] = {"desk": "长三角", "scored": UNKNOWN}
    return KnownCompany(company or make_company(), **(dull | fields))
