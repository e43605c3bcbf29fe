"""How many companies the list of a desk holds, and how many it leaves out, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from components.targets.asking import Targets, count
from ledger.book.errors import LedgerUnavailable
from targets.stores.query import CompanyFilter


@dataclass(frozen=True, slots=True)
class ListCounts:
    """名单计数: of one filter. `total` is None where the ledger cannot be read.

    `anyhow` counts the list without asking what a company fills. `memory`, `apart` and `closed`
    fit the filter and are not listed: known from memory only, no targets, closed.
    `switches` says how many each further yes would leave or, of those left out, add.
    """

    total: int | None = None
    anyhow: int = 0
    memory: int = 0
    apart: int = 0
    closed: int = 0
    switches: Mapping[str, int] = field(default_factory=dict)


def desk_counts(targets: Targets, asked: CompanyFilter) -> ListCounts:
    """Count the list of `asked` and what fits it besides."""
    try:
        return _counted(targets, asked)
    except LedgerUnavailable:  # the list below says so
        return ListCounts()


def _counted(targets: Targets, asked: CompanyFilter) -> ListCounts:
    total = count(targets, asked)
    all_that_fit = replace(asked, with_memory=True, with_closed=True, with_apart=True)
    only_apart = replace(asked, apart_only=True, with_closed=False)
    only_closed = replace(asked, closed_only=True, with_apart=False)
    apart = 0 if asked.with_apart else count(targets, only_apart)
    closed = 0 if asked.with_closed else count(targets, only_closed)
    memory = count(targets, all_that_fit) - total - apart - closed
    switches = {
        "gap": count(targets, replace(asked, fills_gap=True)),
        "tie": count(targets, replace(asked, has_relation=True)),
        "moved": count(targets, replace(asked, has_signal=True)),
        "memory": memory,
        "apart": apart,
        "closed": closed,
    }
    anyhow = count(targets, replace(asked, fills_gap=False)) if asked.fills_gap else total
    left_out = {name: number for name, number in switches.items() if not _is_on(asked, name)}
    return ListCounts(total, anyhow, memory, apart, closed, left_out)


def _is_on(asked: CompanyFilter, name: str) -> bool:
    """Tell whether a company that is left out otherwise is listed already."""
    listed = {"memory": asked.with_memory, "closed": asked.with_closed, "apart": asked.with_apart}
    return listed.get(name, False)


def left_out_words(counts: ListCounts) -> str:
    """Say how many fit and which are not listed, so that two counts can be compared; "" if none.

    The areas count every company of the lists (片区范围), a list its targets with a source.
    """
    if counts.total is None:
        return ""
    said = [f"不限能补什么共 {counts.anyhow:,} 家"] if counts.anyhow != counts.total else []
    given = (
        (counts.memory, "凭印象"),
        (counts.apart, "不是目标"),
        (counts.closed, "已注销"),
    )
    parts = [f"{number:,} 家{word}" for number, word in given if number]
    if parts:
        whole = counts.total + counts.memory + counts.apart + counts.closed
        said.append(f"名录里共 {whole:,} 家，没列 {'、'.join(parts)}（在“更多”里打开）")
    return "；".join(said)
