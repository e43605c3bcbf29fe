"""表: every link of a chain in rows, to be sorted, searched and copied."""

import pandas as pd
import streamlit as st

from chains.evidence.residents import residents_named
from chains.evidence.telling import SUPPORTS
from chains.gaps.assessment import Assessment
from chains.gaps.priority import priority
from chains.gaps.ranking import RANKED, CityRanks
from chains.gaps.wording import (
    FLAGS,
    PART_NAMES,
    PRESENCES,
    STAGES,
    gap_sentence,
    percent,
    points,
)
from chains.settings import Weights

HEADINGS = {
    "name": "环节",
    "stage": "位置",
    "presence": "现状",
    "flags": "标记",
    "kind": "缺口类型",
    "priority": "优先度",
    "density": PART_NAMES["density"],
    "paths": "断路",
    "residents": "列名企业",
    "support": "证据",
    "latest": "最近证据",
    "sentence": "一句话",
}


def link_frame(assessment: Assessment, ranks: CityRanks, weights: Weights) -> pd.DataFrame:
    """Return one row per link, indexed by link id, columns as in `HEADINGS`, all text.

    Order: gaps, then wanted links, then those to check, each by rank; then the rest as in the
    file.
    """
    ids = _order(assessment, ranks)
    rows = [_row(assessment, i, weights) for i in ids]
    return pd.DataFrame(rows, columns=list(HEADINGS), index=pd.Index(ids, name="link"))


def link_table(
    assessment: Assessment, ranks: CityRanks, weights: Weights, *, key: str
) -> str | None:
    """Draw the table and return the id of the row chosen, if any."""
    frame = link_frame(assessment, ranks, weights)
    event = st.dataframe(
        frame.rename(columns=HEADINGS),
        hide_index=True,
        height="content",
        on_select="rerun",
        selection_mode="single-row",
        column_config={HEADINGS["kind"]: st.column_config.Column(width=180)},
        key=key,
    )
    picked = event["selection"]["rows"]
    return str(frame.index[picked[0]]) if picked else None


def _order(assessment: Assessment, ranks: CityRanks) -> list[str]:
    order: dict[str, None] = {}
    for flag in RANKED:
        ranked = ranks.listed(flag, assessment.chain.id)
        order.update(dict.fromkeys(row.finding.link.id for row in ranked))
    order.update(dict.fromkeys(assessment.findings))
    return list(order)


def _row(assessment: Assessment, link_id: str, weights: Weights) -> tuple[str, ...]:
    finding = assessment.findings[link_id]
    standing = finding.standing
    return (
        finding.link.name,
        STAGES[finding.link.stage],
        PRESENCES[finding.presence],
        "、".join(FLAGS[flag] for flag in finding.flags),
        finding.kind.text if finding.kind else "",
        points(priority(finding.parts, weights)) if finding.parts else "",
        percent(finding.density) if finding.density else "无上下游",
        f"{finding.paths.through}/{finding.paths.total}",
        residents_named(finding.link.residents, finding.chain) or "未列名",
        SUPPORTS[standing.support],
        f"{standing.latest:%Y-%m}" if standing.latest else "时间不明",
        gap_sentence(finding),
    )
