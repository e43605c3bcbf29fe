"""自上次会议以来: what differs between two states of the results, each change with its source.

Nothing else may appear here: opened and closed gaps and wanted links, links that are judged
otherwise, ranks that moved against one another, plots that came or went, new targets and signals.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chains.assessment import Flag
from chains.standing import Support
from chains.wording import FLAGS, PRESENCES, SUPPORTS
from geodata.model import KIND_NAMES, OCCUPANCY_NAMES, Occupancy, PlotKind
from reports.rank_moves import moved
from reports.results import (
    RANKED,
    CompanyResults,
    LinkResult,
    PlotResult,
    Results,
    SignalResult,
)
from targets.model import SignalKind

SIGNAL_NAMES: Mapping[SignalKind, str] = {
    SignalKind.PLANT: "建厂",
    SignalKind.PERMIT: "环评或拿地",
    SignalKind.CAPITAL: "增资或融资",
    SignalKind.BRANCH: "新设或招聘",
    SignalKind.STATEMENT: "领导表态",
    SignalKind.REGISTRY: "工商变更",
}
NAMED_CAUSES = 3
NOT_ASKED = "未查"
Links = Mapping[tuple[str, str], LinkResult]


class ChangeKind(StrEnum):
    """变化类型, in the order shown."""

    OPENED = "opened"
    CLOSED = "closed"
    REGRADED = "regraded"
    MOVED = "moved"
    PLOT_ADDED = "plot_added"
    PLOT_TAKEN = "plot_taken"
    TARGET = "target"
    SIGNAL = "signal"


CHANGE_NAMES: Mapping[ChangeKind, str] = {
    ChangeKind.OPENED: "新增缺口、补链方向",
    ChangeKind.CLOSED: "关闭缺口、补链方向",
    ChangeKind.REGRADED: "环节改判",
    ChangeKind.MOVED: "名次变动",
    ChangeKind.PLOT_ADDED: "新增、腾出地块",
    ChangeKind.PLOT_TAKEN: "地块占用或撤下",
    ChangeKind.TARGET: "新增目标企业",
    ChangeKind.SIGNAL: "新动向",
}


@dataclass(frozen=True, slots=True)
class Change:
    """变化: what it is about, what it was and is, and the source.

    `place` is (chain id, link id), two empty texts for anything that is not a link.
    """

    kind: ChangeKind
    subject: str
    says: str
    source: str
    place: tuple[str, str] = ("", "")


def compare(before: Results, after: Results) -> list[Change]:
    """List what changed, kind by kind in the order of `ChangeKind`; equal results give nothing."""
    old, new = ({link.place: link for link in r.links} for r in (before, after))
    changes = [
        *_gaps(old, new),
        *_regraded(old, new),
        *_moved(old, new, before.weights != after.weights),
        *_plots(before.plots, after.plots),
        *_companies(before.companies, after.companies),
    ]
    order = list(ChangeKind)
    return sorted(changes, key=lambda change: order.index(change.kind))


def grouped(changes: Iterable[Change]) -> dict[ChangeKind, list[Change]]:
    """Return the changes by kind; a kind without any is left out."""
    by_kind: dict[ChangeKind, list[Change]] = {}
    for change in changes:
        by_kind.setdefault(change.kind, []).append(change)
    return by_kind


def _flag(link: LinkResult | None) -> Flag | None:
    """Return what the link is among gaps and wanted links; a gap goes first."""
    return next((flag for flag in RANKED if link and flag in link.flags), None)


def _gaps(old: Links, new: Links) -> Iterator[Change]:
    for place in dict.fromkeys([*new, *old]):
        one, other = old.get(place), new.get(place)
        was, now = _flag(one), _flag(other)
        if was == now:
            continue
        # A gap that is filled is closed, also where a source still wants it strengthened.
        if one is not None and was is not None and (was is Flag.GAP or now is None):
            left = f",仍是{FLAGS[now]}" if now else ""
            says = f"{_state(one)} → {_state(other)}:不再是{FLAGS[was]}{left}"
            yield Change(ChangeKind.CLOSED, _name(one), says, _origin(one, other), place)
        elif other is not None and now is not None:
            at = f",第 {other.ranks[now]} 位" if now in other.ranks else ""
            says = f"{_state(one)} → {_state(other)}:{FLAGS[now]}{at}"
            yield Change(ChangeKind.OPENED, _name(other), says, other.origin, place)


def _regraded(old: Links, new: Links) -> Iterator[Change]:
    for place, other in new.items():
        one = old.get(place)
        if one is None or _flag(one) != _flag(other):
            continue
        says = _difference(one, other)
        if says:
            source = _caused(place, old, new)
            if not _same_facts(one, other):
                source = _own_origin(one, other)
            yield Change(ChangeKind.REGRADED, _name(other), says, source, place)


def _difference(one: LinkResult, other: LinkResult) -> str:
    parts = []
    if (one.presence, one.support) != (other.presence, other.support):
        parts.append(f"{_graded(one)} → {_graded(other)}")
    elif not _same_basis(one, other):
        parts.append(f"{_state(other)}:依据更新")
    if one.kind != other.kind and one.kind and other.kind:
        parts.append(f"{one.kind} → {other.kind}")
    if one.asked != other.asked:
        parts.append(f"企业急需:{one.asked or NOT_ASKED} → {other.asked or NOT_ASKED}")
    return ";".join(parts)


def _moved(old: Links, new: Links, reweighted: bool) -> Iterator[Change]:  # noqa: FBT001
    for flag in RANKED:
        common = [place for place in new if place in old and _listed(flag, old[place], new[place])]
        before = sorted(common, key=lambda place: old[place].ranks[flag])
        after = sorted(common, key=lambda place: new[place].ranks[flag])
        changed = {place for place in common if old[place].priority != new[place].priority}
        # One that came, went or overtook others shifts all below it; those did not move.
        for place in moved(before, after, changed):
            one, other = old[place], new[place]
            says = f"{FLAGS[flag]}第 {one.ranks[flag]} 位 → 第 {other.ranks[flag]} 位"
            source = "权重改过" if reweighted else _caused(place, old, new)
            yield Change(ChangeKind.MOVED, _name(other), says, source, place)


def _listed(flag: Flag, one: LinkResult, other: LinkResult) -> bool:
    return flag in one.ranks and flag in other.ranks


def _caused(place: tuple[str, str], old: Links, new: Links) -> str:
    """Name the facts that changed, those of the same chain first: they moved this link."""
    changed = [
        (new.get(p) or old[p], _origin_between(old.get(p), new.get(p)))
        for p in dict.fromkeys([*new, *old])
        if p not in old or p not in new or not _same_facts(old[p], new[p])
    ]
    own = [c for c in changed if c[0].place == place]
    beside = [c for c in changed if c[0].chain == place[0]]
    causes = own or beside or changed
    if not causes:
        return "规则或链的结构改过"
    said = ";".join(f"「{link.name}」{origin}" for link, origin in causes[:NAMED_CAUSES])
    more = f"等 {len(causes)} 处" if len(causes) > NAMED_CAUSES else ""
    return f"因 {said}{more}"


def _same_facts(one: LinkResult, other: LinkResult) -> bool:
    return _same_standing(one, other) and one.asked == other.asked


def _same_standing(one: LinkResult, other: LinkResult) -> bool:
    was, now = ((r.presence, r.support, Flag.WANTED in r.flags) for r in (one, other))
    return was == now and _same_basis(one, other)


def _same_basis(one: LinkResult, other: LinkResult) -> bool:
    """By ids where both results have them: a source printed otherwise is the same source."""
    if one.based_on and other.based_on:
        return one.based_on == other.based_on
    return one.origin == other.origin


def _own_origin(one: LinkResult, other: LinkResult) -> str:
    """Name the source of what changed of the link itself: its standing, who needs it, or both."""
    origins = [] if _same_standing(one, other) else [_origin(one, other)]
    if one.asked != other.asked:
        origins.append(other.asked_origin or f"{one.asked_origin},已撤回")
    return ";".join(origins)


def _origin_between(one: LinkResult | None, other: LinkResult | None) -> str:
    return _own_origin(one, other) if one and other else _origin(one, other)


def _origin(one: LinkResult | None, other: LinkResult | None) -> str:
    if other is None:
        return f"链文件不再有这个环节(原据:{one.origin})" if one else ""
    if one is not None and one.support is Support.CHECKED and other.support is not one.support:
        return f"{other.origin}({one.origin},已撤回)"
    return other.origin


def _name(link: LinkResult) -> str:
    return f"{link.chain_name} · {link.name}"


def _state(link: LinkResult | None) -> str:
    return PRESENCES[link.presence] if link else "无此环节"


def _graded(link: LinkResult) -> str:
    return f"{PRESENCES[link.presence]}({SUPPORTS[link.support]})"


def _is_free(plot: PlotResult | None) -> bool:
    return plot is not None and plot.occupancy not in {Occupancy.LET, Occupancy.RESERVED}


def _plots(before: Sequence[PlotResult], after: Sequence[PlotResult]) -> Iterator[Change]:
    old, new = ({plot.id: plot for plot in plots} for plots in (before, after))
    for i in dict.fromkeys([*new, *old]):
        one, other = old.get(i), new.get(i)
        if _is_free(one) == _is_free(other):
            continue
        plot = other or old[i]
        subject = f"{plot.county} · {plot.name}({KIND_NAMES[PlotKind(plot.kind)]})"
        kind = ChangeKind.PLOT_ADDED if _is_free(other) else ChangeKind.PLOT_TAKEN
        yield Change(kind, subject, f"{_use(one)} → {_use(other)}", plot.origin)


def _use(plot: PlotResult | None) -> str:
    return OCCUPANCY_NAMES[Occupancy(plot.occupancy)] if plot else "不在册"


def _companies(before: CompanyResults | None, after: CompanyResults | None) -> Iterator[Change]:
    if after is None or before is None:
        return  # nobody counted then: what is new cannot be told
    yield from _targets(before, after)
    known = {_event(signal) for signal in before.signals}
    for signal in after.signals:
        if _event(signal) not in known:
            word = SIGNAL_NAMES[signal.kind]
            says = f"{signal.happened_on} {word}:{signal.says}"
            yield Change(ChangeKind.SIGNAL, signal.company, says, signal.origin)


def _event(signal: SignalResult) -> tuple[object, ...]:
    """What makes an event the same one: not the names of company and recorder as printed."""
    return signal.company_id, signal.kind, signal.happened_on, signal.says


def _targets(before: CompanyResults, after: CompanyResults) -> Iterator[Change]:
    if before.named is None or after.named is None:
        if after.total > before.total:
            says = f"{before.total} 家 → {after.total} 家"
            yield Change(ChangeKind.TARGET, "目标企业", says, "企业名录导入")
        return
    known = {target.id for target in before.named}
    for target in after.named:
        if target.id not in known:
            desk = target.desk or "片区以外"
            yield Change(ChangeKind.TARGET, target.name, f"{desk}:列入目标企业", target.origin)
