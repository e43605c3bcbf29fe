"""Companies and what is known of them, for tests; dull unless the test says otherwise."""

from collections.abc import Iterable
from datetime import date, timedelta

from chains.gaps.assessment import Flag
from chains.gaps.measures import Interval
from targets.desks import DeskSettings, load_desks
from targets.model import (
    Assignment,
    Company,
    CompanyBasis,
    LinkState,
    Relation,
    RelationKind,
    Signal,
    SignalKind,
)
from targets.scoring.links import Carry, LinkPart, LinkParts
from targets.scoring.score import Yardstick
from targets.scoring.settings import load_score_settings
from targets.scoring.transfers import Transfer

TODAY = date(2026, 11, 25)


def make_assignment(
    link: str = "acid", state: str = "stated", chain: str = "fluorine", **fields: object
) -> Assignment:
    """Return an assignment to a link of one chain, as a source states it."""
    given = {"chain": chain, "link": link, "state": LinkState(state), "basis": "products"}
    return Assignment.model_validate(given | fields)


def make_company(company: str = "c1", *assignments: Assignment, **fields: object) -> Company:
    """Return a company in 杭州 from a source that makes what a gap lacks, or as `assignments` say.

    `assignments=()` is one that no link was assigned to, and so no target.
    """
    given: dict[str, object] = {
        "id": company,
        "name": f"{company}有限公司",
        "province": "浙江",
        "city": "杭州",
        "basis": CompanyBasis.SOURCE,
        "source_title": "某名单",
        "source_url": "https://example.cn/",
        "published": "2026",
        "products": "无水氢氟酸",
        "assignments": assignments or (make_assignment(),),
    }
    return Company.model_validate(given | fields)


def make_signal(kind: str = "plant", days_ago: int = 0) -> Signal:
    """Return an event, so many days ago."""
    happened_on = TODAY - timedelta(days=days_ago)
    return Signal(kind=SignalKind(kind), happened_on=happened_on, says="公告", source="公告原文")


def make_relation(kind: str = "owner", resident: str = "甲厂") -> Relation:
    """Return a tie to a resident."""
    return Relation(kind=RelationKind(kind), resident=resident, says="年报", source="年报第3页")


def make_link_part(
    link: str = "acid",
    flag: Flag | None = Flag.GAP,
    chain: Interval = (0.5, 0.7),
    carry: Carry | None = None,
) -> LinkPart:
    """Return what filling a link of 氟新材料 is worth."""
    return LinkPart("fluorine", link, "氟新材料", link, flag, chain, carry or Carry())


def make_links(*parts: LinkPart) -> LinkParts:
    """Return link parts by their keys."""
    return {part.key: part for part in parts or (make_link_part(),)}


def make_yardstick(*parts: LinkPart, transfers: Iterable[Transfer] = ()) -> Yardstick:
    """Return today's yardstick with the shipped settings."""
    return Yardstick(make_links(*parts), tuple(transfers), load_score_settings(), TODAY)


def with_taiwan_at(desk: str) -> DeskSettings:
    """Return the shipped areas with 台湾 handed to another desk."""
    values = load_desks().model_dump(mode="json")
    for entry in values["desks"]:
        entry["areas"] = [a for a in entry["areas"] if a["province"] != "台湾"]
        entry["areas"] += [{"province": "台湾"}] if entry["name"] == desk else []
    return DeskSettings.model_validate(values)
