"""缺口总图: all gaps, wanted links and links to check, over every chain."""

from collections.abc import Sequence

from briefings.wallmaps.chains import evidence_text
from briefings.wallmaps.model import Item, ListsBody, Section
from briefings.wallmaps.notes import NoteNumbers
from chains.gaps.assessment import Assessment, Flag
from chains.gaps.ranking import RANKED, CityRanks, Ranked, count_once, proven, shared_text
from chains.gaps.wording import CORNERS, GAPS_COUNTED, gap_sentence_brief

FIRST = 12
CHECKED_BY = "查清以后能定下的名次多的在前"
LISTS = (Flag.GAP, Flag.WANTED, Flag.TO_CHECK)


def gaps_lead(ranks: CityRanks) -> str:
    """The answer first: how many are proven, and which comes first."""
    rows = ranks.listed(Flag.GAP)
    if not rows:
        return "还没有来源或核实说哪个环节缺；先核实待核实的环节。"
    found = [row.finding for row in rows]
    first = found[0]
    return (
        f"{GAPS_COUNTED} {count_once(found)} 个（其中已证实 {count_once(proven(found))} 个），"
        f"排第一的是{first.chain.name}的“{first.link.name}”；补链方向是来源点名要补的，待核实的不算缺口。"
    )


def gaps_body(assessments: Sequence[Assessment], ranks: CityRanks, notes: NoteNumbers) -> ListsBody:
    """Return the ranked lists over all chains, and one list per chain."""
    first = (
        _gaps(ranks.listed(Flag.GAP), notes),
        _leading(("补链方向前列", "招"), ranks.listed(Flag.WANTED), Flag.WANTED),
        _leading(("先核实", "?"), ranks.listed(Flag.TO_CHECK), Flag.TO_CHECK, CHECKED_BY),
    )
    return ListsBody(first, tuple(_chain(a, ranks) for a in assessments), columns=4)


def _gaps(rows: Sequence[Ranked], notes: NoteNumbers) -> Section:
    """Every proven gap with its sentence and what it rests on."""
    found = [row.finding for row in rows]
    items = tuple(
        Item(
            f"{row.rank} {row.finding.link.name}",
            body=f"{gap_sentence_brief(row.finding)}{evidence_text(row.finding, notes)}",
            brief=gap_sentence_brief(row.finding),
            aside=row.finding.chain.name,
            mark=CORNERS.get(row.finding.presence, ""),
        )
        for row in rows
    )
    return Section(
        f"全部缺口 {count_once(found)} 个{shared_text(found)}，按名次",
        items,
        "来源或核实说薄弱、缺失",
        "没有。",
    )


def _leading(
    named: tuple[str, str], rows: Sequence[Ranked], flag: Flag, remark: str = ""
) -> Section:
    """The first of a long list, a line each; `named` is its title and the mark of a line."""
    title, mark = named
    found = [row.finding for row in rows]
    items = tuple(
        Item(
            f"{row.rank} {row.finding.link.name}",
            " · ".join(filter(None, (row.finding.chain.name, _short(row)))),
            mark=mark,
        )
        for row in rows[:FIRST]
    )
    note = f"共 {count_once(found, flag)} 个{shared_text(found, flag)}"
    note += f"，先列 {FIRST} 个" if len(rows) > FIRST else ""
    note += f"；{remark}" if remark else ""
    return Section(title, items, note, "没有。", inline=True)


def _chain(assessment: Assessment, ranks: CityRanks) -> Section:
    """One chain: gaps and wanted links with kind, the names of those to check."""
    gaps, wanted, to_check = (ranks.listed(flag, assessment.chain.id) for flag in RANKED)
    items = [
        Item(row.finding.link.name, _short(row), mark=CORNERS.get(row.finding.presence, ""))
        for row in gaps
    ]
    only_wanted = [row for row in wanted if row.finding.flag is Flag.WANTED]
    items += [Item(row.finding.link.name, _short(row), mark="招") for row in only_wanted]
    names = "、".join(row.finding.link.name for row in to_check)
    if names:
        items.append(Item(f"待核实 {len(to_check)} 个", names, mark="?"))
    note = f"缺 {len(gaps)} 补 {len(wanted)} 待核 {len(to_check)}"
    return Section(assessment.chain.name, tuple(items), note, "没有缺口和待核实。", inline=True)


def _short(row: Ranked) -> str:
    """Name the kind of a link that is sought; one to check has none yet."""
    return "" if row.checking or row.finding.kind is None else row.finding.kind.brief
