"""自上次会议以来: what differs between two states of the results, each change with its source.

Nothing else may appear here: opened and closed gaps and wanted links, links that are judged
otherwise, ranks that moved against one another, plots, targets and signals that came or went, and
what the office wrote: ties, decisions, visits, first claims.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefings.changes.change import Change, ChangeKind
from briefings.changes.entries import entry_changes
from briefings.changes.link_changes import flag_changes, rank_changes, regraded
from briefings.changes.results import CompanyResults, PlotResult, Results, SignalResult
from geodata.model import KIND_NAMES, OCCUPANCY_NAMES, Occupancy, PlotKind
from targets.model import SignalKind

SIGNAL_NAMES: Mapping[SignalKind, str] = {
    SignalKind.PLANT: "建厂",
    SignalKind.PERMIT: "环评或拿地",
    SignalKind.CAPITAL: "增资或融资",
    SignalKind.BRANCH: "新设或招聘",
    SignalKind.STATEMENT: "领导表态",
    SignalKind.REGISTRY: "工商变更",
}
NEW_RULES = "本程序：哪些企业算目标，规则改了"


def compare(before: Results, after: Results) -> list[Change]:
    """List what changed, kind by kind in the order of `ChangeKind`; equal results give nothing."""
    old, new = ({link.place: link for link in r.links} for r in (before, after))
    changes = [
        *flag_changes(old, new),
        *regraded(old, new),
        *rank_changes(old, new, before.weights != after.weights),
        *_plots(before.plots, after.plots),
        *_companies(before.companies, after.companies),
        *entry_changes(before.office, after.office),
    ]
    order = list(ChangeKind)
    return sorted(changes, key=lambda change: order.index(change.kind))


def grouped(changes: Iterable[Change]) -> dict[ChangeKind, list[Change]]:
    """Return the changes by kind; a kind without any is left out."""
    by_kind: dict[ChangeKind, list[Change]] = {}
    for change in changes:
        by_kind.setdefault(change.kind, []).append(change)
    return by_kind


def _is_free(plot: PlotResult | None) -> bool:
    return plot is not None and plot.occupancy not in {Occupancy.LET, Occupancy.RESERVED}


def _plots(before: Sequence[PlotResult], after: Sequence[PlotResult]) -> Iterator[Change]:
    old, new = ({plot.id: plot for plot in plots} for plots in (before, after))
    for i in dict.fromkeys([*new, *old]):
        one, other = old.get(i), new.get(i)
        if _is_free(one) == _is_free(other):
            continue
        plot = other or old[i]
        subject = f"{plot.county} · {plot.name}（{KIND_NAMES[PlotKind(plot.kind)]}）"
        kind = ChangeKind.PLOT_ADDED if _is_free(other) else ChangeKind.PLOT_TAKEN
        yield Change(kind, subject, f"{_use(one)} → {_use(other)}", plot.origin)


def _use(plot: PlotResult | None) -> str:
    return OCCUPANCY_NAMES[Occupancy(plot.occupancy)] if plot else "不在册"


def _companies(before: CompanyResults | None, after: CompanyResults | None) -> Iterator[Change]:
    if after is None or before is None:
        return  # nobody counted then: what is new cannot be told
    yield from _targets(before, after)
    yield from _signals(before.signals, after.signals, ChangeKind.SIGNAL)
    # every signal that stands is kept, however old: one that is gone was withdrawn
    yield from _signals(after.signals, before.signals, ChangeKind.SIGNAL_GONE)


def _signals(
    known: Iterable[SignalResult], signals: Iterable[SignalResult], kind: ChangeKind
) -> Iterator[Change]:
    """Tell of those `signals` that are not `known`."""
    events = {_event(signal) for signal in known}
    for signal in signals:
        if _event(signal) not in events:
            word = SIGNAL_NAMES[signal.kind]
            says = f"{signal.happened_on} {word}：{signal.says}"
            yield Change(kind, signal.company, says, signal.origin)


def _event(signal: SignalResult) -> tuple[object, ...]:
    """What makes an event the same one: not the names of company and recorder as printed."""
    return signal.company_id, signal.kind, signal.happened_on, signal.says


def _counted(before: CompanyResults, after: CompanyResults, source: str = "") -> Iterator[Change]:
    """Tell only how many there were and are; `source` where nobody brought or took them."""
    if after.total == before.total:
        return
    is_more = after.total > before.total
    kind = ChangeKind.TARGET if is_more else ChangeKind.TARGET_GONE
    says = f"{before.total} 家 → {after.total} 家"
    yield Change(kind, "目标企业", says, source or ("企业名录导入" if is_more else "企业台账"))


def _targets(before: CompanyResults, after: CompanyResults) -> Iterator[Change]:
    if before.listed_by != after.listed_by:
        yield from _counted(before, after, NEW_RULES)
        return
    if before.named is None or after.named is None:
        yield from _counted(before, after)
        return
    known, left = ({target.id for target in r.named or ()} for r in (before, after))
    for target in after.named:
        if target.id not in known:
            desk = target.desk or "片区以外"
            yield Change(ChangeKind.TARGET, target.name, f"{desk}：列入目标企业", target.origin)
    for target in before.named:
        if target.id not in left:
            desk = target.desk or "片区以外"
            says = f"{desk}：不再列入目标企业"
            yield Change(ChangeKind.TARGET_GONE, target.name, says, f"原据：{target.origin}")
