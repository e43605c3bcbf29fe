"""The Chinese words and sentences that go with a result: on screen, on paper, in JSON."""

from collections.abc import Callable, Mapping

from chains.evidence.residents import residents_counted, residents_named
from chains.evidence.standing import Support
from chains.evidence.telling import GAP_PROOFS, PROOFS, evidence_text, years_of
from chains.gaps.assessment import Finding, Flag
from chains.gaps.check_values import CheckValue
from chains.gaps.measures import Interval, NeighbourCount
from chains.gaps.ranking import Ranked
from chains.gaps.rounding import figure
from chains.model import Presence, Stage

STAGES: Mapping[Stage, str] = {
    Stage.UPSTREAM: "上游",
    Stage.MIDSTREAM: "中游",
    Stage.DOWNSTREAM: "下游",
    Stage.SUPPORT: "配套",
}
PART_NAMES: Mapping[str, str] = {
    "density": "上下游密度",
    "broken_paths": "断路比例",
    "unlock": "打开其他缺口",
    "policy": "来源点名",
}
"""The parts of a priority by their field, in the order of `Weights` and `Parts`."""
PRESENCES: Mapping[Presence, str] = {
    Presence.STRONG: "优势",
    Presence.PRESENT: "有基础",
    Presence.WEAK: "薄弱",
    Presence.PLANNED: "在建",
    Presence.PLANNED_STALE: "在建待核",
    Presence.MISSING: "缺失",
    Presence.UNKNOWN: "未核实",
}
CORNERS: Mapping[Presence, str] = {
    Presence.MISSING: "缺",
    Presence.WEAK: "弱",
    Presence.UNKNOWN: "?",
    Presence.PLANNED_STALE: "旧",
}  # the mark in the corner of a box; 招 of a wanted link goes before it
SIGNS: Mapping[Presence, str] = {
    Presence.STRONG: "优",
    Presence.PRESENT: "有",
    Presence.PLANNED: "建",
    **CORNERS,
}  # one letter for every state, where there is no room for its word
FLAGS: Mapping[Flag, str] = {
    Flag.GAP: "缺口",
    Flag.WANTED: "补链方向",
    Flag.TO_CHECK: "待核实",
    Flag.PLANNED: "在建",
    Flag.STALE: "在建待核",
    Flag.WATCH: "稳链",
    Flag.WANTED_STALE: "补链方向待核",
}
OUTSIDE_FIRST = "前十名眼下不看它"
TELLS = 0.005  # of a place in the first ten: less prints as 0.00
GAPS_COUNTED = "有来源说缺"  # 已证实 is a word for the proven among them only
FLOW_WEIGHTS: Mapping[int, str] = {3: "必需", 2: "常用", 1: "可选"}


def percent(interval: Interval) -> str:
    """Print shares of 1 as "46%" or "46%～92%"."""
    low, high = (f"{figure(100 * end)}%" for end in interval)
    return low if low == high else f"{low}～{high}"


def points(interval: Interval) -> str:
    """Print a priority as "58" or "58～71"."""
    low, high = map(figure, interval)
    return low if low == high else f"{low}～{high}"


def beside_stale(count: int, stale: int) -> str:
    """Print how many links are planned or wanted, and beside it of how many the news is old."""
    return f"{count}（另 {stale} 待核）" if stale else str(count)


def direction_text(finding: Finding) -> str:
    """Say what a source asks for there, and of what has faded since when; "" where none does."""
    named = finding.link.gap_direction
    if not named or Flag.WANTED_STALE not in finding.flags:
        return f"来源点名的招引方向：{named}" if named else ""
    rows = finding.direction.rows if finding.direction else ()
    told = f"{years_of(rows)}，五年内没有再点名" if rows else "只见 D 级来源"
    return f"曾点名的招引方向（{told}；待核，不算补链方向）：{named}"


def residents_text(finding: Finding) -> str:
    """Say how many resident companies are named: "3 家", "企业未列名", or "" if none is due."""
    if finding.companies:
        return f"{len(finding.companies)} 家"
    held = {Presence.STRONG, Presence.PRESENT, Presence.WEAK}
    return "企业未列名" if finding.presence in held else ""


def residents_placed(finding: Finding) -> str:
    """Count the resident companies and say where they are: "3 家，在建宁县、泰宁县"."""
    if not finding.link.residents:
        return residents_text(finding)
    return residents_counted(finding.link.residents, finding.chain)


def presence_sentence(finding: Finding, spelled: Callable[[str], str] = str) -> str:
    """Say what Sanming has of the link and how well that is proven.

    `spelled` says how the name of a resident is printed (`NamesOnce` of registered names).
    """
    standing = finding.standing
    if standing.is_assumed:
        return f"{standing.hint}：按{PRESENCES[finding.presence]}计算。"
    if standing.support is Support.CHECKED:
        return _checked_sentence(finding)
    if finding.presence is Presence.UNKNOWN:
        why = standing.hint or "没有来源说有，也没有人查过说没有"
        return f"未核实：{why}。"
    word, who = PRESENCES[finding.presence], residents_text(finding)
    residents = residents_named(finding.link.residents, finding.chain, spelled=spelled)
    named = f"，列名企业 {residents}" if residents else ""
    unnamed = f"，{who}" if who and not named else ""
    return f"{word}{named}{unnamed}；{proof_text(finding)}。"


def proof_text(finding: Finding) -> str:
    """Say how far a presence is proven and what it rests on; "" for one that nobody knows.

    «有来源说缺（仅建宁县，2021–22，C 级，单源）»; of contrary evidence its years are told.
    """
    standing = finding.standing
    if standing.proof is None:
        return ""
    if standing.support is Support.CHECKED:
        return f"{standing.checked_by} 于 {standing.checked_on} 核实"
    words = GAP_PROOFS if finding.presence is Presence.MISSING else PROOFS
    told = evidence_text(standing.rests_on, standing.grade, standing.support)
    against = f"；{years_of(standing.against)}有来源说法相反" if standing.against else ""
    return f"{words[standing.proof]}（{told}{against}）"


def _checked_sentence(finding: Finding) -> str:
    """Say who looked, when, and what was found; public sources are counted beside it."""
    standing = finding.standing
    word = PRESENCES[finding.presence]
    if finding.presence is Presence.MISSING:
        word += "（查过，没有）"
    # the office wrote these names itself: a county is told where the chain knows it
    companies = residents_named(standing.companies, finding.chain, unseen="")
    named = f"，企业 {companies}" if companies else ""
    count = len({evidence.source for evidence in finding.link.evidence})
    public = f"公开来源 {count} 个" if count else "没有公开来源"
    return f"{standing.checked_by} 于 {standing.checked_on} 核实：{word}{named}；{public}。"


def neighbours_text(finding: Finding) -> str:
    """Say how many links upstream and downstream there are, and how many of them are here.

    «上游 6 个已有 4～6 个，下游 2 个都有»; a range where some are not looked into.
    """
    sides = (("上游", finding.inputs), ("下游", finding.outputs))
    said = [f"{side} {_here_text(count)}" for side, count in sides if count.total]
    return "，".join(said) or "没有登记上下游"


def _here_text(count: NeighbourCount) -> str:
    low, high = count.here
    if low == count.total:
        return f"{count.total} 个都有"
    if high == 0:
        return f"{count.total} 个都还没有"
    span = f"{low}" if low == high else f"{low}～{high}"
    return f"{count.total} 个已有 {span} 个"


def paths_text(finding: Finding) -> str:
    """Say how many ways from raw material to product end, or pass, where the link is.

    A way ends where a link is missing; of one that nobody knows that is said in the conditional.
    """
    paths = finding.paths
    if not paths.through:
        return "没有登记的路线经过它"
    if finding.presence not in _BROKEN:
        return f"{paths.total} 条路线中 {paths.through} 条经过它"
    return f"{_BROKEN[finding.presence]}，{paths.total} 条路线中 {paths.through} 条断"


_BROKEN: Mapping[Presence, str] = {
    Presence.MISSING: "不补",
    Presence.PLANNED: "建成以前",
    Presence.PLANNED_STALE: "要是没有建成",
    Presence.UNKNOWN: "要是没有",
}


def unlock_sentence(finding: Finding) -> str:
    """Say how many other sought links come nearer when this one is filled; may be empty."""
    if not finding.unlock.links:
        return ""
    return f"补上它，另外 {finding.unlock.links} 个缺口或补链方向的上下游更全。"


def why_sentence(finding: Finding) -> str:
    """Say why to fill the link, in plain words: who is around it, what ends without it."""
    said = f"{neighbours_text(finding)}；{paths_text(finding)}。"
    return said + unlock_sentence(finding)


def kind_sentence(finding: Finding) -> str:
    """Say which kind of gap it is, in the conditional for a link of unknown presence."""
    if finding.kind is None:
        return ""
    only_to_check = finding.flag is Flag.TO_CHECK
    return f"若核实为缺失，属{finding.kind.text}。" if only_to_check else f"属{finding.kind.text}。"


def kind_brief(finding: Finding) -> str:
    """Name the kind of a gap as a sentence, or what has to be looked at before it has one."""
    return f"{finding.kind.brief}。" if finding.kind else ""


def gap_sentence_brief(finding: Finding) -> str:
    """As `gap_sentence`, for paper: short enough to be read off a wall."""
    only_to_check = finding.flag is Flag.TO_CHECK
    return why_sentence(finding) if only_to_check else kind_brief(finding) + why_sentence(finding)


def gap_sentence(finding: Finding) -> str:
    """The sentence a leader reads: the kind, the neighbours, the paths, what it opens."""
    return kind_sentence(finding) + why_sentence(finding)


def checking_text(row: Ranked) -> str:
    """Say why a link stands where it does among those to check; "" for a row of another list."""
    value = row.checking
    if value is None:
        return ""
    if value.settled >= TELLS:
        return _undecided_too(f"名次：查清它，前十名里说不准的平均{_settles(value)}", value)
    beside = row.finding.unlock.links
    near = f"；挨着 {beside} 个缺口或补链方向" if beside else ""
    return _undecided_too(f"{OUTSIDE_FIRST}{near}", value)


def checking_brief(row: Ranked) -> str:
    """As `checking_text`, for a row under a heading that says what is counted."""
    value = row.checking
    if value is None:
        return ""
    return _undecided_too(_settles(value) if value.settled >= TELLS else OUTSIDE_FIRST, value)


def _settles(value: CheckValue) -> str:
    return f"少 {value.settled:.2f} 个"


def _undecided_too(said: str, value: CheckValue) -> str:
    return f"{said}；已有 {value.undecided} 次说不清" if value.undecided else said


def rank_sentence(row: Ranked) -> str:
    """Say the place in the city's list, and how sure it is where enough links compete."""
    place = f"全市第 {row.rank} 位，共 {row.of}"
    if row.stability is None:
        return place
    return f"{place}，前 {row.first} 名的把握 {figure(100 * row.stability)}%"
