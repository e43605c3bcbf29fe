"""All that the board of one chain needs in the browser: the drawing and every panel, once."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from chains.gaps.ages import age_text
from chains.gaps.assessment import Assessment, Flag
from chains.gaps.ranking import RANKED, CityRanks, Ranked, rank_city
from chains.gaps.what_if import fill
from chains.gaps.wording import FLAGS, PRESENCES, checking_text, direction_text, points
from chains.model import Chain
from chains.settings import Weights
from chains.source_words import source_name
from chains.web_addresses import address_for_readers
from components.chain.link_panel import PanelContent, PanelFacts, Row, link_panel
from components.chain.network import build_network, figure_parts
from components.frame.context import Context
from components.frame.kept import kept
from components.targets.link_targets import NOTHING_BESIDE, Beside, chain_beside
from drawing.chain.drawing import draw_chain
from drawing.chain.from_assessment import NOT_RECENT
from drawing.shapes.model import PRESENT, SCREEN, Drawing, Geometry

Payload = dict[str, object]
FIRST = 5  # rows of each list in the panel of the whole chain


def board_payload(
    context: Context,
    chain_id: str,
    weights: Weights,
    filled: Collection[str] = (),
    *,
    beside: Beside | None = None,
    presenting: bool = False,
) -> Payload:
    """Return what `chain_board` draws; the same arguments give the same object, byte for byte.

    Treat it as read-only: it is shared by all sessions. Links in `filled` are drawn and reckoned
    as if they were present. `beside` holds what stands beside each link: companies and plots.
    """
    key = (context.rules_version, chain_id, weights.as_tuple(), tuple(sorted(filled)))
    given = beside or NOTHING_BESIDE
    today = date.today()  # noqa: DTZ011  (office time)
    return _payload((*key, presenting, today, given.version), context, weights, given)


def full_payload(
    context: Context, chain_id: str, weights: Weights, filled: Collection[str] = ()
) -> Payload:
    """Return `board_payload` with the companies and plots that the ledger has beside each link."""
    beside = chain_beside(context, chain_id)
    return board_payload(context, chain_id, weights, filled, beside=beside)


@kept(most=64)
def _payload(
    key: tuple[object, ...], _context: Context, _weights: Weights, _beside: Beside
) -> Payload:
    _, chain_id, _, filled, presenting, today, _ = key
    chain = _context.catalog.chain(str(chain_id))
    assessment = _context.assessments[chain.id]
    ranks = _context.ranks(_weights)
    if filled:
        assessment, ranks = _filled(_context, chain, filled, _weights)  # type: ignore[arg-type]
    drawing = draw(assessment, PRESENT if presenting else SCREEN)
    asked = _Asked(_context, _weights, ranks, _beside, today)  # type: ignore[arg-type]
    content: Payload = {
        "title": chain.name,
        "chain": chain.id,
        "plain": presenting,
        "figure": {"width": drawing.width, "height": drawing.height, "tree": drawing.tree},
        "legend": _legend(assessment),
        "home": _home(assessment, ranks),
        "panels": _panels(assessment, asked),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return {**content, "version": hashlib.sha256(text.encode()).hexdigest()[:16]}


def _filled(
    context: Context, chain: Chain, filled: Collection[str], weights: Weights
) -> tuple[Assessment, CityRanks]:
    city = context.assessments
    after = fill(chain, filled, context.known(chain), today=context.today, city=city)
    changed = {**city, chain.id: after}
    return after, rank_city(changed.values(), context.catalog.settings, weights)


def draw(assessment: Assessment, geometry: Geometry) -> Drawing:
    """Lay the chain out and return its drawing."""
    links, flows = figure_parts(build_network(assessment))
    return draw_chain(assessment.chain.name, links, flows, geometry)


def chain_sentence(assessment: Assessment) -> str:
    """The answer first: what is here, what is missing, what is wanted, what nobody checked."""
    counts = Counter(finding.presence.value for finding in assessment.findings.values())
    here = counts["strong"] + counts["present"]
    flags = {flag: len(assessment.flagged(flag)) for flag in Flag}
    old = f"；{told}" if (told := age_text([assessment])) else ""
    stale = f"{flags[Flag.STALE]} 个在建待核，" if flags[Flag.STALE] else ""
    faded = f"{flags[Flag.WANTED_STALE]} 个补链方向待核，" if flags[Flag.WANTED_STALE] else ""
    return (
        f"{len(assessment.findings)} 个环节：{here} 个有基础（其中优势 {counts['strong']}），"
        f"{flags[Flag.GAP]} 个缺口，{flags[Flag.WANTED]} 个补链方向，{faded}"
        f"{flags[Flag.PLANNED]} 个在建，{stale}{flags[Flag.TO_CHECK]} 个待核实{old}。"
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the panels of one chain are asked with."""

    context: Context
    weights: Weights
    ranks: CityRanks
    beside: Beside
    today: date


def _panels(assessment: Assessment, asked: _Asked) -> dict[str, PanelContent]:
    ledger, beside = asked.context.ledger, asked.beside
    ranks = asked.ranks.of_chain(assessment.chain.id)
    return {
        i: link_panel(
            assessment,
            finding,
            PanelFacts(
                ranks.get(i, {}),
                ledger.checks.get((assessment.chain.id, i)),
                asked.context.catalog.settings,
                asked.weights,
                asked.today,
                beside.companies_of(i),
                beside.plots.get(i, ()),
                ledger.urgencies.get((assessment.chain.id, i)),
                beside.totals.get(i, 0),
            ),
        )
        for i, finding in assessment.findings.items()
    }


def _legend(assessment: Assessment) -> list[Row]:
    presences = Counter(finding.presence for finding in assessment.findings.values())
    states: list[Row] = [
        {"key": p.value, "label": word, "count": presences[p], "kind": "state"}
        for p, word in PRESENCES.items()
    ]
    words = {**FLAGS, Flag.GAP: f"{FLAGS[Flag.GAP]}＝缺失＋薄弱"}
    flags: list[Row] = [
        {"key": f.value, "label": words[f], "count": len(assessment.flagged(f)), "kind": "flag"}
        for f in (Flag.GAP, Flag.WANTED, Flag.WATCH)
    ]
    old = sum(not finding.standing.recent for finding in assessment.findings.values())
    age: Row = {"key": NOT_RECENT, "label": "近三年没有依据", "count": old, "kind": "flag"}
    return [*states, *flags, age]


def _home(assessment: Assessment, ranks: CityRanks) -> PanelContent:
    """The panel of the whole chain: what to fill, what to check, its published figures."""
    chain = assessment.chain
    lists = {flag: ranks.listed(flag, chain.id) for flag in RANKED}
    titles = {Flag.GAP: "缺口", Flag.WANTED: "补链方向", Flag.TO_CHECK: "先核实这些环节"}
    sections: list[PanelContent] = [
        {
            "title": titles[flag],
            "note": f"{len(rows)} 个" + (f"，先列 {FIRST} 个" if len(rows) > FIRST else ""),
            "rows": [_listed(row, flag) for row in rows[:FIRST]] or [_none(flag)],
        }
        for flag, rows in lists.items()
    ]
    return {
        "title": chain.name,
        "tags": [],
        "lead": chain_sentence(assessment),
        "sections": [*sections, *_faded(assessment), *_figures(assessment)],
    }


def _listed(row: Ranked, flag: Flag) -> Row:
    finding = row.finding
    kind = finding.kind.text if finding.kind else ""
    note = f"优先度 {points(row.priority)} · {kind}"
    if flag is Flag.TO_CHECK:
        note = f"{checking_text(row)} · 若缺失 {note}"
    return {"t": "link", "link": finding.link.id, "label": finding.link.name, "note": note}


def _faded(assessment: Assessment) -> list[PanelContent]:
    """The directions that nothing of the last five years names any more, apart from the others."""
    rows: list[Row] = [
        {"t": "link", "link": f.link.id, "label": f.link.name, "note": direction_text(f)}
        for f in assessment.flagged(Flag.WANTED_STALE)
    ]
    word = FLAGS[Flag.WANTED_STALE]
    return [{"title": word, "note": f"{len(rows)} 个", "rows": rows}] if rows else []


def _none(flag: Flag) -> Row:
    texts = {
        Flag.GAP: "没有来源说缺的环节：没有来源或核实说过哪个环节薄弱或缺失。未核实的不算缺口。",
        Flag.WANTED: "没有来源五年内点名要引进或延伸的环节。",
        Flag.TO_CHECK: "每个环节都有证据。",
    }
    return {"t": "text", "text": texts[flag], "muted": True}


def _figures(assessment: Assessment) -> list[PanelContent]:
    sources = assessment.chain.source_by_id
    rows: list[Row] = [
        {
            "t": "evidence",
            "grade": min(sources[i].grade for i in figure.sources).value,
            "date": figure.as_of or "时间不明",
            "text": f"{figure.what}：{figure.value}",
            "source": "；".join(source_name(sources[i]) for i in figure.sources),
            "url": address_for_readers(sources[figure.sources[0]].url) or None,
            "stale": False,
        }
        for figure in assessment.chain.figures
    ]
    note = "口径和年份不同的数字不能相加"
    return [{"title": "公开数字", "note": note, "rows": rows}] if rows else []
