"""The wall map of one chain: what to fill, what to check first, who is here, published figures."""

from collections import Counter
from collections.abc import Sequence

from briefings.wallmaps.model import ChainBody, Item, Section
from briefings.wallmaps.notes import NoteNumbers
from chains.evidence.registered_names import RegisteredNames
from chains.evidence.residents import resident_text
from chains.gaps.ages import age_text
from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.ranking import RANKED, CityRanks, Ranked
from chains.gaps.wording import (
    CORNERS,
    GAPS_COUNTED,
    beside_stale,
    gap_sentence_brief,
    kind_brief,
    neighbours_text,
    why_sentence,
)
from chains.model import Enterprise, Figure, Presence, Project

TO_CHECK_FIRST = 8
DIRECTIONS = (Flag.WANTED, Flag.WANTED_STALE)  # those of today, and those nobody named since
EMPTY_GAPS = "没有来源或核对说过哪个环节薄弱或缺失。未核实的不算缺口。"
EMPTY_WANTED = "没有来源五年内点名要引进或延伸的环节。"
EMPTY_TO_CHECK = "每个环节都有证据。"


def chain_lead(assessment: Assessment) -> str:
    """The answer first: what to fill and what nobody has checked."""
    held = sum(f.presence.value in {"strong", "present"} for f in assessment.findings.values())
    strong = assessment.count(Presence.STRONG)
    gaps, wanted, to_check = (
        [f.link.name for f in assessment.flagged(flag)]
        for flag in (Flag.GAP, Flag.WANTED, Flag.TO_CHECK)
    )
    old = f"；{aged}" if (aged := age_text([assessment])) else ""
    told = f"{GAPS_COUNTED} {len(gaps)} 个" + (f"（{'、'.join(gaps[:3])}）" if gaps else "")
    return (
        f"{len(assessment.findings)} 个环节中 {held} 个有基础（其中优势 {strong} 个）；{told}，"
        f"来源点名要补的 {len(wanted)} 个；还有 {len(to_check)} 个未核实，未核实不等于缺{old}。"
    )


def chain_figures(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """The figures at the head: seven at most."""
    count = Counter(finding.presence.value for finding in assessment.findings.values())
    return (
        ("环节", str(len(assessment.findings))),
        ("优势", str(count["strong"])),
        ("有基础", str(count["present"])),
        ("缺口", str(len(assessment.flagged(Flag.GAP)))),
        ("补链方向", beside_stale(*(len(assessment.flagged(flag)) for flag in DIRECTIONS))),
        ("在建", beside_stale(count["planned"], count["planned_stale"])),
        ("待核实", str(len(assessment.flagged(Flag.TO_CHECK)))),
    )


def chain_body(
    assessment: Assessment, ranks: CityRanks, notes: NoteNumbers, names: RegisteredNames
) -> ChainBody:
    """Return the body of the sheet; `notes` takes the sources it cites."""
    lists = {flag: ranks.listed(flag, assessment.chain.id) for flag in RANKED}
    return ChainBody(
        assessment,
        (
            _gaps(lists[Flag.GAP], notes),
            _wanted(lists[Flag.WANTED], notes),
            _to_check(lists[Flag.TO_CHECK]),
        ),
        _facts(assessment, notes, names),
    )


def _gaps(rows: Sequence[Ranked], notes: NoteNumbers) -> Section:
    items = tuple(
        Item(
            row.finding.link.name,
            body=f"{gap_sentence_brief(row.finding)}{evidence_text(row.finding, notes)}",
            brief=f"{kind_brief(row.finding)}{evidence_text(row.finding, notes)}",
            aside=place_text(row),
            mark=CORNERS.get(row.finding.presence, ""),
        )
        for row in rows
    )
    return Section(f"缺口 {len(rows)} 个", items, "来源或核实说薄弱、缺失", EMPTY_GAPS)


def _wanted(rows: Sequence[Ranked], notes: NoteNumbers) -> Section:
    items = tuple(
        Item(
            row.finding.link.name,
            body=f"{_direction(row.finding, notes)}{gap_sentence_brief(row.finding)}",
            brief=f"{_direction(row.finding, notes)}{kind_brief(row.finding)}",
            aside=place_text(row),
            mark="招",
        )
        for row in rows
    )
    return Section(
        f"补链方向 {len(rows)} 个", items, "来源五年内点名要引进、延伸或做强", EMPTY_WANTED
    )


def place_text(row: Ranked) -> str:
    """Say where a link stands in the list of the city."""
    return f"全市第 {row.rank} 位"


def _direction(finding: Finding, notes: NoteNumbers) -> str:
    said = finding.link.gap_direction.rstrip("。；")
    cited = notes.cite(e.source for e in finding.evidence[:2])
    return f"{said}{cited}。" if said else ""


def evidence_text(finding: Finding, notes: NoteNumbers) -> str:
    """What the newest evidence says of a gap, in our words, or who checked it."""
    standing = finding.standing
    if standing.checked_by:
        return f"{standing.checked_by} 于 {standing.checked_on} 核实。"
    found = finding.evidence[:1]
    return "".join(
        f"依据：{e.says.rstrip('。')}（{e.as_of}）{notes.cite([e.source])}。" for e in found
    )


def _to_check(rows: Sequence[Ranked]) -> Section:
    first = rows[:TO_CHECK_FIRST]
    items = tuple(
        Item(
            row.finding.link.name,
            body=why_sentence(row.finding),
            brief=f"{neighbours_text(row.finding)}。",
            aside=place_text(row),
            mark="?",
        )
        for row in first
    )
    others = "、".join(row.finding.link.name for row in rows[TO_CHECK_FIRST:])
    rest = (Item("其余待核实", others, others),) if others else ()
    title = f"先核实这 {len(first)} 个" if rows else "先核实"
    return Section(title, (*items, *rest), f"待核实共 {len(rows)} 个", EMPTY_TO_CHECK)


def _facts(
    assessment: Assessment, notes: NoteNumbers, names: RegisteredNames
) -> tuple[Section, ...]:
    chain = assessment.chain
    counties = "、".join(chain.counties)
    residents = tuple(
        _resident(e, names.introduced(chain.id, e.name), notes) for e in chain.enterprises
    )
    return (
        Section(
            f"在地企业 {len(residents)} 家",
            residents,
            f"公开资料列名的，不是全部{'；涉及县区：' + counties if counties else ''}",
            "公开资料没有列名的企业。",
            inline=True,
        ),
        Section(
            "公开项目",
            tuple(_project(p, notes) for p in chain.projects),
            empty="没有查到公开项目。",
            inline=True,
        ),
        Section(
            "公开数字",
            tuple(_figure(f, notes) for f in chain.figures),
            "口径、年份不同，不能相加",
            "没有公开数字。",
            inline=True,
        ),
    )


def _resident(enterprise: Enterprise, name: str, notes: NoteNumbers) -> Item:
    said = "、".join(enterprise.products) or "产品未核实"
    return Item(
        resident_text(name, enterprise.county),
        f"{said}{notes.cite(enterprise.sources)}",
        f"{'、'.join(enterprise.products[:2]) or '产品未核实'}{notes.cite(enterprise.sources)}",
    )


def _project(project: Project, notes: NoteNumbers) -> Item:
    money = project.investment_100m_yuan
    said = (
        project.county,
        f"投资 {money:g} 亿元" if money is not None else "投资未核实",
        project.stage,
        project.as_of,
    )
    return Item(project.name, f"{'，'.join(filter(None, said))}{notes.cite(project.sources)}")


def _figure(figure: Figure, notes: NoteNumbers) -> Item:
    return Item(
        figure.what,
        f"{figure.value}（{figure.as_of or '时间不明'}）{notes.cite(figure.sources)}",
    )
