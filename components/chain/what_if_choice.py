"""假如补上: choose links to take as filled, and see what it changes."""

from dataclasses import dataclass

import streamlit as st

from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.what_if import WhatIfChange, changes, fill, fillable
from chains.gaps.wording import FLAGS, PART_NAMES, PRESENCES, percent
from chains.settings import Weights
from components.frame import address
from components.frame.context import Context
from components.frame.plain_text import plain

FILL = "fill_choice"
TOLD = 2  # densities told in the line above the graph
HEADINGS = ("环节", "现状", PART_NAMES["density"], "补上后", "名次", "补上后名次")


def choose_filled(assessment: Assessment) -> tuple[str, ...]:
    """Draw the choice and return the ids taken as filled, in file order; they stand in the URL."""
    options = {f.link.id: f"{f.link.name}（{PRESENCES[f.presence]}）" for f in fillable(assessment)}
    filled = tuple(i for i in options if i in address.read_list("fill"))
    st.session_state[FILL] = list(filled)
    with st.popover("假如补上…" if not filled else f"假如补上 {len(filled)} 个"):
        st.multiselect(
            "假如补上这些环节",
            list(options),
            format_func=options.__getitem__,
            key=FILL,
            on_change=_take,
            placeholder="选一个或几个环节",
        )
        st.button("撤销假设", key="undo_fill", on_click=address.write, args=("fill", ""))
    return filled


def add_filled(link_id: str) -> None:
    """Take one more link as filled."""
    address.write("fill", ",".join(dict.fromkeys([*address.read_list("fill"), link_id])))


@dataclass(frozen=True, slots=True)
class FilledChain:
    """假设的链: a chain as it is and with some links filled, and the links that this moved."""

    filled: tuple[Finding, ...]
    before: Assessment
    after: Assessment
    moved: tuple[WhatIfChange, ...]


def what_if(
    context: Context, assessment: Assessment, filled: tuple[str, ...], weights: Weights
) -> FilledChain | None:
    """Return what filling would change; None with nothing filled."""
    if not filled:
        return None
    chain, city = assessment.chain, context.assessments
    after = fill(chain, filled, context.known(chain), today=context.today, city=city)
    moved = changes(city, after, context.catalog.settings, weights)
    links = tuple(assessment.findings[i] for i in filled)
    return FilledChain(links, assessment, after, tuple(moved))


def what_if_notice(
    context: Context, assessment: Assessment, filled: tuple[str, ...], weights: Weights
) -> FilledChain | None:
    """Say above the graph that it shows an assumption and what that changes, and return it.

    With nothing filled, draw nothing and return None.
    """
    reckoned = what_if(context, assessment, filled, weights)
    if reckoned is not None:
        names = "、".join(finding.link.name for finding in reckoned.filled)
        said = f"以下按假设计算，不是现状：假如补上 {names}。{what_if_text(reckoned)}"
        st.info(plain(said), icon=":material/experiment:")
    return reckoned


def what_if_text(reckoned: FilledChain) -> str:
    """Say the result in a line: gaps before and after, and the densities that rise the most.

    «缺口 1 → 0；纺纱 上下游密度 36%～79% → 57%～100%；另有 3 个环节有变化，见图下的表。»
    """
    told = [
        f"{FLAGS[flag]} {before} → {after}"
        for flag in (Flag.GAP, Flag.WANTED)
        if (before := len(reckoned.before.flagged(flag)))
        != (after := len(reckoned.after.flagged(flag)))
    ]
    risen = [change for change in reckoned.moved if change.before.density != change.after.density]
    told += [_density_text(change) for change in risen[:TOLD]]
    rest = len(reckoned.moved) - len(risen[:TOLD])
    if rest:
        told.append(f"{'另有' if told else ''} {rest} 个环节有变化，见图下的表".strip())
    return "；".join(told) + "。" if told else "别的环节没有变化。"


def _density_text(change: WhatIfChange) -> str:
    ends = (change.before.density, change.after.density)
    before, after = (percent(end) if end else "无上下游" for end in ends)
    return f"{change.before.link.name} {PART_NAMES['density']} {before} → {after}"


def what_if_result(reckoned: FilledChain | None) -> None:
    """Draw what filling changes, row by row; with nothing filled, draw nothing."""
    if reckoned is None:
        return
    st.markdown(f"**假如补上之后的变化**（{len(reckoned.moved)} 个环节）")
    rows = [_row(change) for change in reckoned.moved]
    st.dataframe(
        [dict(zip(HEADINGS, row, strict=True)) for row in rows], hide_index=True, key="what_if"
    )


def _row(change: WhatIfChange) -> tuple[str, ...]:
    before, after = change.before, change.after
    return (
        before.link.name,
        PRESENCES[before.presence],
        percent(before.density) if before.density else "无上下游",
        percent(after.density) if after.density else "无上下游",
        _place(change.rank_before),
        _place(change.rank_after),
    )


def _place(rank: int | None) -> str:
    return f"第 {rank}" if rank else "不在榜"


def _take() -> None:
    address.write("fill", ",".join(st.session_state[FILL]))
