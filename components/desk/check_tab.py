"""最值得去核实: links that a check of the listed companies would clear up, then the companies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from chains.gaps.assessment import Flag
from chains.gaps.ranking import Ranked
from components.desk.header import where_words
from components.frame.address import base_path
from components.frame.context import Context
from components.frame.plain_text import plain
from components.lists.rows import draw_rows
from components.targets.asking import Targets, find_facets, waiting_links, worth_checking
from components.targets.filter_address import AREA, TargetQuery
from components.targets.rows import Content, check_note, versioned
from ledger.links.urgencies import NEED_NAMES
from targets.scoring.links import LinkKey
from targets.scoring.waiting import WaitingCompanies
from targets.stores.query import CompanyRow

LINKS_SHOWN = 20
LINK_HEADINGS = (
    "名次",
    "三明有没有这个环节",
    "产业链",
    "经过它的路线",
    "急需",
    "等它定类的企业",
    "去",
)
COMPANY_HEADINGS = ("企业", "城市", "先查什么")
ORDER = "等它定类的企业多的在前（等 n 个环节的，每个环节算 1/n 家），其余按先核实的全市名次"


def check_tab(context: Context, targets: Targets, asked: TargetQuery) -> None:
    """Draw the links to check that listed companies were assigned to, and companies to look up."""
    anyhow = replace(asked.filter, fills_gap=False, link="")
    counts = find_facets(targets, anyhow).links
    waiting = waiting_links(targets, anyhow)
    known = _in_order(context.ranks().listed(Flag.TO_CHECK), waiting, counts)
    links, companies = st.columns([5, 3], gap="medium")
    with links:
        st.markdown(f"**先查清这些环节**：{plain(where_words(asked.filter))}的企业归到了它们")
        first = known[:LINKS_SHOWN]
        rows = (_link_row(context, asked, row, counts, waiting) for row in first)
        draw_rows(_content(LINK_HEADINGS, rows, named=1), key="desk_links_to_check")
        shown = f"先列 {len(first)} 个，共 {len(known)} 个。" if len(known) > len(first) else ""
        st.caption(f"{ORDER}。{shown}")
    with companies:
        st.markdown("**再查这些企业**：只差一项，查清了能升到最前的类")
        found = worth_checking(targets, asked.filter, asked.weights)
        draw_rows(
            _content(COMPANY_HEADINGS, map(_company_row, found), named=0),
            key="desk_companies_to_check",
        )


def _content(headings: Sequence[str], rows: Iterable[Content], *, named: int) -> Content:
    empty = "这个列表里没有要查的。"
    return versioned({"headings": headings, "named": named, "rows": list(rows), "empty": empty})


def _in_order(
    ranked: Iterable[Ranked], waiting: Iterable[LinkKey], counts: Mapping[LinkKey, int]
) -> list[Ranked]:
    """Return the links listed companies were assigned to: those waited for, then the others."""
    place = {link: at for at, link in enumerate(waiting)}
    named = [row for row in ranked if counts.get(_key(row))]
    return sorted(named, key=lambda row: place.get(_key(row), len(place)))


def _key(row: Ranked) -> LinkKey:
    return (row.finding.chain.id, row.finding.link.id)


def _link_row(
    context: Context,
    asked: TargetQuery,
    row: Ranked,
    counts: Mapping[LinkKey, int],
    waiting: Mapping[LinkKey, WaitingCompanies],
) -> Content:
    finding, place = row.finding, _key(row)
    heard = context.ledger.urgencies.get(place)
    need = NEED_NAMES[heard.urgency.need] if heard else "未问"
    to_chain = {"screen": "chains", "chain": place[0], "link": place[1]}
    return {
        "cells": [
            str(row.rank),
            finding.link.name,
            finding.chain.name,
            f"{finding.paths.through} / {finding.paths.total} 条",
            need,
            f"{waiting[place].companies if place in waiting else 0} 家，共 {counts[place]} 家",
        ],
        "target": to_chain,
        "url": "",
        "ways": [
            {"label": "看企业", "href": _companies_address(asked, place)},
            {"label": "记下核实", "target": to_chain},
        ],
    }


def _companies_address(asked: TargetQuery, place: LinkKey) -> str:
    """Return the address of the same list, of that link only."""
    chosen = asked.filter
    given = {
        AREA: asked.area,
        "province": ",".join(chosen.provinces),
        "city": ",".join(chosen.cities),
        "chain": place[0],
        "link": place[1],
    }
    return f"{base_path()}/desk?{urlencode({k: v for k, v in given.items() if v})}"


def _company_row(row: CompanyRow) -> Content:
    return {
        "cells": [row.name, row.city or row.province or "地点未见", check_note(row)],
        "target": {"screen": "company", "id": row.id},
        "url": "",
        "ways": [],
    }
