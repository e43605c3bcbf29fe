"""Target companies beside the map: for the gap that plots are sought for, and for a plot."""

from collections.abc import Iterable
from urllib.parse import urlencode

import streamlit as st

from components.frame.address import base_path
from components.frame.context import Context
from components.frame.plain_text import plain
from components.targets.asking import Targets, get_targets
from components.targets.link_targets import (
    LinkTargetRows,
    desk_address,
    link_targets,
)
from components.targets.no_targets import everywhere_address, no_targets, none_text
from geodata.matching.need import Need
from ledger.book.errors import LedgerUnavailable
from targets.scoring.links import LinkKey

NAMED = 3  # companies
NOBODY = "现有名录里没有归到这个环节的企业。"


def gap_targets(context: Context, need: Need) -> None:
    """Draw the companies that make the product of the gap, each leading to its page."""
    targets = _targets(context)
    if targets is None:
        return
    found = link_targets(targets, need.chain_id).get(need.link_id)
    key = (need.chain_id, need.link_id)
    about = companies_text(key, found) if found else _nobody_text(targets, need)
    st.markdown(f"**能补「{plain(need.link_name)}」的目标企业**：{about}")


def _nobody_text(targets: Targets, need: Need) -> str:
    """Say that nobody is known and lead on, as Markdown with every name escaped."""
    link = targets.state.catalog.chain(need.chain_id).link(need.link_id)
    if link is None:
        return NOBODY
    known = no_targets(targets, need.chain_id, link)
    base = base_path()
    ways = [
        f"[名称或产品里有“{plain(word)}”的 {number} 家]({everywhere_address(base, q=word)})"
        for word, number in known.words.items()
    ]
    if known.near:
        way = everywhere_address(base, chain=need.chain_id)
        ways.append(f"[同一条链的 {known.near} 家]({way})")
    also = f"可逐家核实：{'、'.join(ways)}" if ways else ""
    return f"{plain(none_text(known))}{also}"


def links_text(context: Context, links: Iterable[LinkKey]) -> dict[LinkKey, str]:
    """Return for each link, in short, who could fill it; empty while that cannot be read."""
    targets = _targets(context)
    if targets is None:
        return {}
    return {
        (chain, link): _short_text((chain, link), found)
        for chain, link in links
        if (found := link_targets(targets, chain).get(link)) is not None
    }


def _short_text(key: LinkKey, found: LinkTargetRows) -> str:
    """Name the first company and lead to all, as Markdown: it travels with every click."""
    all_of_them = everywhere_address(base_path(), chain=key[0], link=key[1])
    rest = f" [等 {found.total} 家]({all_of_them})" if found.total > 1 else ""
    return f"{_names(found, 1)}{rest}"


def _names(found: LinkTargetRows, named: int) -> str:
    base = base_path()
    return "、".join(
        f"[{plain(row.name)}]({base}/company?{urlencode({'id': row.id})})"
        for row in found.first[:named]
    )


def companies_text(key: LinkKey, found: LinkTargetRows) -> str:
    """Name the first companies and count them by desk, as Markdown with every name escaped."""
    base = base_path()
    desks = "、".join(
        f"[{plain(desk)} {count} 家]({desk_address(desk, *key, base)})"
        for desk, count in found.by_desk.items()
    )
    return f"{_names(found, NAMED)}；{desks}"


def _targets(context: Context) -> Targets | None:
    try:
        return get_targets(context)
    except LedgerUnavailable:  # the map goes on without the companies
        return None
