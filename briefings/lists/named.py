"""Lists of what public sources name: projects, and companies that are resident here."""

from collections.abc import Sequence

from briefings.lists.model import CityList, CityListKind, CityListRow
from chains.evidence.registered_names import RegisteredNames
from chains.evidence.residents import COUNTY_UNSEEN
from chains.gaps.assessment import Assessment
from chains.model import Chain, Enterprise, Project
from chains.source_words import source_name
from chains.web_addresses import address_for_readers

UNKNOWN = "未核实"


def projects_list(assessments: Sequence[Assessment]) -> CityList:
    """Return the projects by chain; one that two chains name stands in both."""
    rows = [_project(a.chain, project) for a in assessments for project in a.chain.projects]
    return CityList(
        CityListKind.PROJECTS,
        "公开项目",
        "公开来源报道的项目，阶段以来源所说的时间为准；不是项目库，投资额口径不同，不相加。",
        ("项目", "产业链", "县区", "投资", "阶段", "时间", "来源"),
        tuple(rows),
        place_word="县区",
    )


def _project(chain: Chain, project: Project) -> CityListRow:
    money = project.investment_100m_yuan
    return CityListRow(
        (chain.id,),
        project.county,
        (
            project.name,
            chain.name,
            project.county or UNKNOWN,
            f"{money:g} 亿元" if money is not None else UNKNOWN,
            project.stage or UNKNOWN,
            project.as_of or "时间不明",
            _sources(chain, project.sources),
        ),
        url=_address(chain, project.sources),
    )


def residents_list(assessments: Sequence[Assessment], names: RegisteredNames) -> CityList:
    """Return the resident companies in the order of the files, one row each.

    A company that several chains name has their names joined; what the first says of it stands.
    """
    named: dict[str, list[tuple[Chain, Enterprise]]] = {}
    for chain in (a.chain for a in assessments):
        for enterprise in chain.enterprises:
            named.setdefault(enterprise.name, []).append((chain, enterprise))
    return CityList(
        CityListKind.RESIDENTS,
        "列名在地企业",
        "公开来源列了名的在地企业，每家一行；没有列名不等于没有。",
        ("企业", "产业链", "县区", "产品", "产能", "母公司", "时间", "来源"),
        tuple(_resident(found, names) for found in named.values()),
        place_word="县区",
    )


def _resident(found: Sequence[tuple[Chain, Enterprise]], names: RegisteredNames) -> CityListRow:
    chain, enterprise = found[0]
    return CityListRow(
        tuple(of.id for of, _ in found),
        enterprise.county,
        (
            names.introduced(chain.id, enterprise.name),
            "、".join(of.name for of, _ in found),
            enterprise.county or COUNTY_UNSEEN,
            "、".join(enterprise.products),
            enterprise.capacity,
            enterprise.parent,
            enterprise.as_of or "时间不明",
            _sources(chain, enterprise.sources),
        ),
        url=_address(chain, enterprise.sources),
    )


def _sources(chain: Chain, ids: Sequence[str]) -> str:
    return "；".join(source_name(chain.source_by_id[i]) for i in ids)


def _address(chain: Chain, ids: Sequence[str]) -> str:
    found = (address_for_readers(chain.source_by_id[i].url) for i in ids)
    return next(filter(None, found), "")
