"""企业页: the answer, the buttons to note something down, and the sheet of all that is known."""

from pathlib import Path

import streamlit as st

from briefings.company.briefing import KnownCompany, company_profile
from briefings.company.profile import CompanyProfile
from components.company.contact import company_contact
from components.company.content import company_columns
from components.company.finding_dialogs import ask_buttons, finding_dialog
from components.frame import address
from components.frame.address import base_path
from components.frame.context import Context
from components.frame.last_state.asking import ask
from components.frame.own_link import own_link
from components.frame.plain_text import plain
from components.frame.style import apply_style
from components.papers.downloads import company_downloads
from components.targets import basket_bar
from components.targets.asking import Targets, one_company
from components.targets.filter_address import AREA, WEIGHTS, last_list, weights_of
from components.targets.sheet import company_sheet
from ledger.book.policy import Action, Actor, may
from ledger.companies.same import merged_names
from ledger.desks.baskets import Wanted
from ledger.findings.merged import kept_instead
from ledger.findings.rows import CompanyRef
from targets.scoring.no_target import NO_TARGET_WORDS, NoTarget

STYLE = Path(__file__).with_name("view.css")


def chosen_company(targets: Targets) -> KnownCompany | None:
    """Return the company of the URL, or say how to choose one.

    Raises:
        NotFound: the URL names a company that is not there.
    """
    wanted = address.read("id")
    if not wanted:
        st.info("还没有选企业。请在片区列表里点一家企业的名称。")
        own_link("到片区列表", "desk", {}, key="to_desk")
        return None
    weights = weights_of(address.read(WEIGHTS), targets.yardstick.settings.weights)
    return one_company(targets, wanted, weights)


def company_view(context: Context, targets: Targets, known: KnownCompany, actor: Actor) -> None:
    """Draw the page of one company."""
    profile = company_profile(targets.state, known)
    _head(profile)
    if _is_merged(profile):
        company_sheet(company_columns(profile, base_path()), key="company_sheet")
        return
    basket_bar.undo_bar(actor)
    with st.container(horizontal=True, vertical_alignment="center", key="company_bar"):
        _basket_button(profile, actor, is_closed=known.company.is_closed)
        ask_buttons(actor, known.desk)
        if profile.shown:
            company_downloads(context, known, actor)
        _back(profile)
    if known.apart:
        st.caption(_apart_text(known.apart, known.company.status))
    company_contact(CompanyRef(known.company.id, known.desk), actor)
    if not profile.shown:
        st.warning("这家企业没有来源，只存档，不作为目标。补上来源后才会列出。")
    company_sheet(company_columns(profile, base_path()), key="company_sheet")
    finding_dialog(known, actor)


def _head(profile: CompanyProfile) -> None:
    apply_style(STYLE)
    badges = [f":blue-badge[{plain(name)}]" for name in profile.lists]
    if profile.is_from_memory:
        badges.insert(0, ":orange-badge[凭印象，没有来源，待核]")
    where = plain(" · ".join(filter(None, (profile.where, f"{profile.desk}片区"))))
    st.markdown(f"# {plain(profile.name)}\n{where} {' '.join(badges)}")
    st.markdown(f"**{plain(profile.sentence)}**")


def _is_merged(profile: CompanyProfile) -> bool:
    """Say which company it was merged into, or which ones stand under it; tell which is so."""
    kept, under = ask(kept_instead, profile.id), ask(merged_names, profile.id)
    if kept:
        st.warning("这家企业已并入另一家，名单和计数里只算那一家；记动向、拜访请到那一家。")
        own_link("看保留的那家", "company", {"id": kept}, key="to_kept")
    names = {
        verdict: [plain(n) for n, v in under if v == verdict] for verdict in ("branch", "same")
    }
    for verdict, label in (("branch", "分支机构"), ("same", "已并入")):
        if names[verdict]:
            st.caption(f"{label}：{'、'.join(names[verdict])}")
    return bool(kept)


def _apart_text(apart: NoTarget, status: str) -> str:
    """Say why a company is no target, and where that closes it to a visit."""
    said = f"不是目标企业：{NO_TARGET_WORDS[apart]}。"
    if apart is NoTarget.CLOSED:
        return plain(f"{said}状态：{status}。不能加入出访清单。")
    return plain(said)


def _basket_button(profile: CompanyProfile, actor: Actor, *, is_closed: bool) -> None:
    """Offer the basket; one that is no more can only be taken out of it."""
    if not may(actor, Action.KEEP_BASKET):
        return
    held = {entry.company for entry in basket_bar.my_basket(actor)}
    if profile.id in held:
        st.button("移出出访清单", on_click=basket_bar.remove, args=(actor, [profile.id]))
        return
    if is_closed:
        return
    wanted = [Wanted(profile.id, profile.name, profile.desk)]
    st.button(
        "加入出访清单",
        type="primary",
        disabled=not profile.shown,
        on_click=basket_bar.add,
        args=(actor, wanted),
    )


def _back(profile: CompanyProfile) -> None:
    back = last_list(profile.desk)
    label = f"回到{back[AREA]}片区列表" if AREA in back else "回到片区列表"
    own_link(label, "desk", back, key="to_desk")
