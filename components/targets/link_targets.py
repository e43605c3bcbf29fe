"""Beside a link of a chain: its target companies by desk, and the plots that would carry it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlencode

from briefings.state.places import Places
from briefings.state.plot_matches import Judgement, judge_all
from chains.gaps.assessment import Flag
from components.frame.address import base_path
from components.frame.context import Context
from components.frame.kept import kept
from components.frame.last_state.asking import remember
from components.targets.asking import (
    TargetPageQuery,
    Targets,
    find_facets,
    find_page,
    find_ranks,
    get_targets,
)
from components.targets.no_targets import no_targets, other_rows
from geodata.matching.matches import Match
from geodata.matching.need import need_of
from geodata.matching.verdict import VERDICT_NAMES, Verdict
from ledger.book.errors import LedgerUnavailable
from targets.scoring.class_wording import MAKING_WORDS, rank_words
from targets.scoring.classes import SharedRank, TargetClass
from targets.searched import searched_text
from targets.stores.query import CompanyFilter, CompanyRow

Row = dict[str, object]
FIRST_COMPANIES = 8  # named in one panel: as many as one trip goes to
FIRST_PLOTS = 3
MOST_JUDGED = 40_000  # plots times links judged for one drawing; more are left to the map
JUDGED = frozenset({Flag.GAP, Flag.WANTED, Flag.TO_CHECK})


@dataclass(frozen=True, slots=True)
class LinkTargetRows:
    """环节的目标企业: how many each desk has (desks with none left out), and the first of all.

    `ranks` holds the rank that the companies of each class share, by the class's code.
    """

    by_desk: Mapping[str, int]
    first: tuple[CompanyRow, ...]
    ranks: Mapping[int, SharedRank] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many there are in the five areas."""
        return sum(self.by_desk.values())


@dataclass(frozen=True)
class Beside:
    """环节两侧: rows about companies and about plots, by link; `version` changes with them.

    `companies` is None while they cannot be read; `totals` counts them by link.
    """

    version: str
    companies: Mapping[str, tuple[Row, ...]] | None
    plots: Mapping[str, tuple[Row, ...]]
    totals: Mapping[str, int] = field(default_factory=dict)

    def companies_of(self, link_id: str) -> tuple[Row, ...] | None:
        """Return the rows about the companies of a link."""
        return None if self.companies is None else self.companies.get(link_id, ())


NOTHING_BESIDE = Beside("", None, {})


def chain_beside(context: Context, chain_id: str) -> Beside:
    """Return what stands beside every link of a chain; reckoned once per state of the data.

    Where the ledger was never read, the graph stands alone, as the mark above it says.
    """
    base = base_path()
    try:
        return remember(
            ("beside", chain_id, base), lambda: _read_beside(get_targets(context), chain_id, base)
        )
    except LedgerUnavailable:
        return NOTHING_BESIDE


def _read_beside(targets: Targets, chain_id: str, base: str) -> Beside:
    return _chain_beside(targets.version, chain_id, base, targets)


@kept(most=48)
def _chain_beside(version: str, chain_id: str, base: str, _targets: Targets) -> Beside:
    assessment = _targets.state.assessments[chain_id]
    found = link_targets(_targets, chain_id)
    places = _targets.state.places
    judged = [f for f in assessment.findings.values() if not JUDGED.isdisjoint(f.flags)]
    few = len(places.plots) * len(judged) <= MOST_JUDGED
    others = {
        f.link.id: other_rows(chain_id, no_targets(_targets, chain_id, f.link), base)
        for f in judged
        if f.link.id not in found
    }
    return Beside(
        version,
        {i: company_rows(chain_id, i, known, base) for i, known in found.items()} | others,
        {f.link.id: _plots_of(places, _targets, chain_id, f.link.id, base) for f in judged}
        if few
        else {},
        {i: known.total for i, known in found.items()},
    )


def link_targets(targets: Targets, chain_id: str) -> Mapping[str, LinkTargetRows]:
    """Return the target companies of every link of a chain that has any."""
    asked = ("link targets", chain_id)
    return remember(asked, lambda: _link_targets(targets.version, chain_id, targets))


@kept(most=48)
def _link_targets(version: str, chain_id: str, _targets: Targets) -> dict[str, LinkTargetRows]:  # noqa: ARG001
    counts: dict[str, dict[str, int]] = {}
    for desk in _targets.desks.desks:
        facets = find_facets(_targets, CompanyFilter(desk=desk.name, chain=chain_id))
        for (chain, link), number in facets.links.items():
            if chain == chain_id:
                counts.setdefault(link, {})[desk.name] = number
    weights = _targets.yardstick.settings.weights
    wanted = {link: CompanyFilter(chain=chain_id, link=link) for link in counts}
    first = {
        link: find_page(_targets, TargetPageQuery(of, weights, limit=FIRST_COMPANIES))
        for link, of in wanted.items()
    }
    return {
        link: LinkTargetRows(found, first[link].rows, find_ranks(_targets, wanted[link]))
        for link, found in counts.items()
    }


def company_rows(chain_id: str, link_id: str, found: LinkTargetRows, base: str) -> tuple[Row, ...]:
    """Write the first companies and the counts by desk as rows of a panel (docs/board.md).

    Companies of one class share a rank: a head above them says it, and ticks them all.
    """
    groups = [
        (code, list(group)) for code, group in groupby(found.first, lambda row: row.class_code)
    ]
    named: list[Row] = []
    if len(groups) > 1:
        named.append(_heading("", f"全选下面 {len(found.first)} 家", found.first))
    for code, rows in groups:
        named += [_class_heading(found.ranks.get(code), rows)] if len(rows) > 1 else []
        named += [_company(row, base) for row in rows]
    counted: list[Row] = [
        _path(desk_address(desk, chain_id, link_id, base), f"{desk} {count} 家", "")
        for desk, count in found.by_desk.items()
    ]
    said = searched_text(chain_id, link_id, found.total)
    return (*named, *counted, *([{"t": "text", "text": said, "muted": True}] if said else []))


def _class_heading(shared: SharedRank | None, rows: Sequence[CompanyRow]) -> Row:
    """Say the rank that companies share; of a tie that is longer than the list, the first stand."""
    is_longer = shared is not None and shared.size > len(rows)
    words = f"全选{'前' if is_longer else '这'} {len(rows)} 家"
    return _heading(rank_words(shared) if shared else "", words, rows)


def _heading(label: str, words: str, rows: Sequence[CompanyRow]) -> Row:
    return {"t": "pick_all", "label": label, "all": words, "picks": [row.id for row in rows]}


def _company(row: CompanyRow, base: str) -> Row:
    making = MAKING_WORDS[TargetClass.of_code(row.class_code).making]
    href = f"{base}/company?{urlencode({'id': row.id})}"
    way = _path(href, row.name, f"{row.desk or row.province} · {making}")
    return way | {"pick": row.id, "desk": row.desk}


def desk_address(desk: str, chain_id: str, link_id: str, base: str = "") -> str:
    """Return the address of the list of a desk, narrowed to one link."""
    return f"{base}/desk?{urlencode({'area': desk, 'chain': chain_id, 'link': link_id})}"


def _plots_of(
    places: Places, targets: Targets, chain_id: str, link_id: str, base: str
) -> tuple[Row, ...]:
    need = need_of(targets.state.catalog.chain(chain_id), link_id)
    return plot_rows(judge_all(places, need), chain_id, link_id, base)


def plot_rows(judged: Judgement, chain_id: str, link_id: str, base: str) -> tuple[Row, ...]:
    """Write the first plots that no gate fails as rows of a panel; samples follow, folded."""
    usable = [match for match in judged.best if match.verdict is not Verdict.FAIL]
    real = [match for match in usable if not match.plot.sample][:FIRST_PLOTS]
    samples = [match for match in usable if match.plot.sample][:FIRST_PLOTS]
    rows = [_plot(found, chain_id, link_id, base) for found in (*real, *samples)]
    for row in rows[len(real) :]:
        row["fold"] = f"示例 {len(samples)} 块：只看流程，不进材料"
    lacking: Row = {"t": "text", "text": "还没有能放的真实地块，先请县区报。", "muted": False}
    return tuple(rows) if real else (lacking, *rows)


def _plot(found: Match, chain_id: str, link_id: str, base: str) -> Row:
    plot = found.plot
    where = urlencode({"chain": chain_id, "link": link_id, "plot": plot.id})
    mark = "（示例）" if plot.sample and "示例" not in plot.name else ""
    note = f"{VERDICT_NAMES[found.verdict]} · {plot.county}"
    return _path(f"{base}/map?{where}", f"{plot.name}{mark}", note)


def _path(href: str, label: str, note: str) -> Row:
    return {"t": "href", "href": href, "label": label, "note": note}
