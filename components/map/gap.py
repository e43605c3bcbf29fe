"""The gap for which plots are sought: chosen above the map, kept in the URL."""

from collections.abc import Mapping

import streamlit as st

from chains.catalog import Catalog
from chains.gaps.assessment import Assessment, Finding
from chains.gaps.wording import FLAGS
from components.frame import address
from components.frame.context import Context
from components.map.filter import number_in, read_number, write_number
from files.errors import NotFound
from geodata.matching.need import Need, need_of

CHAIN, LINK, AREA, INVEST = "chain", "link", "area", "invest"
YUAN_10K = 10_000  # of 亿元


def asked_need(catalog: Catalog, asked: Mapping[str, str]) -> Need:
    """Return the need that the parameters of an address name.

    Raises:
        NotFound: they name no chain or link, or one that is not there.
    """
    if not asked.get(CHAIN) or not asked.get(LINK):
        msg = "没有选定产业链和环节。"
        raise NotFound(msg)
    invest = number_in(asked.get(INVEST, ""))
    return need_of(
        catalog.chain(asked[CHAIN]),
        asked[LINK],
        area_mu=number_in(asked.get(AREA, "")),
        investment_10k_yuan=None if invest is None else YUAN_10K * invest,
    )


def gap_parameters() -> dict[str, str]:
    """Return the parameters of the URL that name the gap; empty if none is chosen."""
    given = {name: address.read(name) for name in (CHAIN, LINK, AREA, INVEST)}
    chosen = given[CHAIN] and given[LINK]
    return {name: value for name, value in given.items() if value} if chosen else {}


def choose_gap(context: Context) -> Need | None:
    """Draw the choice of a gap into the current row; return what it needs, None while none is.

    Raises:
        NotFound: the URL names a chain or link that is not there.
    """
    chain_id = _choose_chain(context)
    if chain_id is None:
        return None
    link_id = _choose_link(context.assessments[chain_id])
    if link_id is not None:
        _number("用地（亩）", AREA)
        _number("投资（亿元）", INVEST)
    st.button("不看缺口", on_click=_clear)
    return asked_need(context.catalog, gap_parameters()) if link_id else None


def _choose_chain(context: Context) -> str | None:
    chains = context.catalog.chains
    wanted = address.read(CHAIN)
    key = _set(CHAIN, context.catalog.chain(wanted).id if wanted else None)
    return st.selectbox(
        "为缺口找地：产业链",
        list(chains),
        format_func=lambda chain_id: chains[chain_id].name,
        key=key,
        placeholder="先选产业链",
        on_change=_take_chain,
        width=240,
    )


def _choose_link(assessment: Assessment) -> str | None:
    names = _link_names(assessment)
    wanted = address.read(LINK)
    if wanted and wanted not in names:
        msg = f"“{assessment.chain.name}”没有编号为“{wanted[:40]}”的环节，请重新选择。"
        raise NotFound(msg)
    key = _set(LINK, wanted or None)
    return st.selectbox(
        "环节",
        list(names),
        format_func=names.__getitem__,
        key=key,
        placeholder="再选环节",
        on_change=lambda: address.write(LINK, st.session_state[key] or ""),
        width=300,
    )


def _link_names(assessment: Assessment) -> dict[str, str]:
    """Return the links by id with what is said of them, those with a flag first."""
    findings = sorted(assessment.findings.values(), key=lambda finding: not finding.flags)
    return {finding.link.id: _with_flags(finding) for finding in findings}


def _with_flags(finding: Finding) -> str:
    flags = "、".join(FLAGS[flag] for flag in finding.flags)
    return f"{finding.link.name}（{flags}）" if flags else finding.link.name


def _number(label: str, name: str) -> None:
    key = _set(name, read_number(name))
    st.number_input(
        label,
        min_value=0.0,
        max_value=1e6,
        format="%g",
        key=key,
        placeholder="未定",
        on_change=lambda: write_number(name, st.session_state[key]),
        width=140,
    )


def _set(name: str, value: object) -> str:
    key = f"map_gap_{name}"
    st.session_state[key] = value
    return key


def _take_chain() -> None:
    address.write(CHAIN, st.session_state[f"map_gap_{CHAIN}"] or "")
    address.write(LINK, "")


def _clear() -> None:
    for name in (CHAIN, LINK, AREA, INVEST):
        address.write(name, "")
