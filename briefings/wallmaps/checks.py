"""待核实总图: every link nobody has proven, ranked by what checking it would tell."""

from collections.abc import Sequence

from briefings.wallmaps.model import Item, ListsBody, Section
from chains.gaps.assessment import Assessment, Flag
from chains.gaps.ranking import CityRanks
from chains.gaps.wording import gap_sentence_brief, neighbours_text

FIRST = 20
LEAD = "没有来源说有，也没有人查过说没有的环节。查清以后能定下的名次多的在前，从上往下核实。"


def checks_body(assessments: Sequence[Assessment], ranks: CityRanks) -> ListsBody:
    """Return the first links to check over all chains, and all of them by chain."""
    rows = ranks.listed(Flag.TO_CHECK)
    items = tuple(
        Item(
            f"{row.rank} {row.finding.link.name}",
            body=f"{row.finding.chain.name}。{gap_sentence_brief(row.finding)}",
            brief=f"{row.finding.chain.name}。{neighbours_text(row.finding)}。",
            mark="?",
        )
        for row in rows[:FIRST]
    )
    first = Section(f"先核实这 {len(items)} 个", items, f"共 {len(rows)} 个", "没有待核实的环节。")
    return ListsBody(
        (first, _unchecked(ranks)), tuple(_chain(a, ranks) for a in assessments), columns=4
    )


def _unchecked(ranks: CityRanks) -> Section:
    """Where a gap is likeliest found: named by a source, looked at by nobody."""
    rows = ranks.unchecked_directions()
    items = tuple(
        Item(f"{row.rank} {row.finding.link.name}", row.finding.chain.name, mark="招")
        for row in rows
    )
    title = f"有补链方向、还没核对过 {len(items)} 个"
    return Section(title, items, "要找缺口，先看这里", "来源点名要补的都核对过。", inline=True)


def _chain(assessment: Assessment, ranks: CityRanks) -> Section:
    rows = ranks.listed(Flag.TO_CHECK, assessment.chain.id)
    items = tuple(Item(row.finding.link.name, mark="?") for row in rows)
    return Section(
        assessment.chain.name, items, f"{len(rows)} 个", "每个环节都有证据。", inline=True
    )
