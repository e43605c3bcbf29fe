"""联席会议 on screen: presenting, and everything that is prepared for it."""

import pandas as pd
import streamlit as st

from briefings.changes.all_changes import grouped
from briefings.changes.change import CHANGE_NAMES
from briefings.meeting.now import keep
from components.frame import address
from components.frame.last_state.look import mark_here
from components.frame.ledger_access import open_ledger
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from components.meeting.source import SINCE, PreparedMeeting, stage_payload
from components.meeting.stage import meeting_stage
from components.papers.recorded import recorded
from files.office import CHINA
from ledger.book.policy import Action, Actor, may
from ledger.meeting.snapshots import Snapshot
from papers.meeting.deck import deck_job
from papers.renderers.writing import MIMES
from papers.verification.making import orders_for
from papers.verification.orders import DeckOrder

SAVED = "snapshot_saved"


def is_presenting() -> bool:
    """Whether the URL asks for the presenting mode."""
    return address.read("present") == "1"


def present_meeting(prepared: PreparedMeeting) -> None:
    """Show the sheets over the whole window until somebody leaves."""
    mark_here()
    if meeting_stage(stage_payload(prepared), key="meeting_stage") is not None:
        address.write("present", "")
        st.rerun()


def meeting_answer(prepared: PreparedMeeting) -> None:
    """Say how much there is to show, what changed, what is to be decided."""
    shown = f"放映共 {len(prepared.sheets)} 屏"
    open_items = len(prepared.decisions)
    if prepared.since is None:
        changed = "还没有快照，会后存一个，下次就能看到变化"
    else:
        by_kind = grouped(prepared.meeting.changes or ())
        counts = "，".join(f"{CHANGE_NAMES[kind]} {len(rows)}" for kind, rows in by_kind.items())
        changed = f"自「{prepared.since.name}」以来：{counts or '没有变化'}"
    st.markdown(plain(f"{shown}；{changed}；待决事项 {open_items} 条。"))


def meeting_actions(prepared: PreparedMeeting, actor: Actor) -> None:
    """Draw the row of buttons: present, compare with, keep a snapshot."""
    st.button(
        "放映",
        type="primary",
        icon=":material/slideshow:",
        on_click=address.write,
        args=("present", "1"),
        help="→ ← 或翻页笔换屏，Home、End 到头尾，Esc 退出；浏览器全屏按 F11",
    )
    meeting = prepared.meeting
    job = deck_job(meeting)
    order = DeckOrder(since=meeting.compared)
    [ordered] = orders_for(order, (meeting.version, meeting.day), [job])
    st.download_button(
        "下载幻灯片（PPTX）",
        recorded(actor, ordered),
        file_name=job.name,
        mime=MIMES["pptx"],
        on_click="ignore",
    )
    _choose_since(prepared)
    if may(actor, Action.TAKE_SNAPSHOT):
        with st.popover("存快照"):
            _snapshot_form(prepared, actor)
    if SAVED in st.session_state:
        st.toast(st.session_state.pop(SAVED), icon=":material/check:")


def _choose_since(prepared: PreparedMeeting) -> None:
    by_id = {snapshot.id: snapshot for snapshot in prepared.snapshots}
    if not by_id:
        return
    st.session_state[SINCE] = prepared.since.id if prepared.since else None
    st.selectbox(
        "对比快照",
        list(by_id),
        format_func=lambda i: _snapshot_label(by_id[i]),
        key=SINCE,
        on_change=lambda: address.write(SINCE, str(st.session_state[SINCE] or "")),
        width=420,
        label_visibility="collapsed",
    )


def _snapshot_label(snapshot: Snapshot) -> str:
    taken = snapshot.taken_at.astimezone(CHINA)
    return f"对比：{snapshot.name}（{taken:%Y-%m-%d} {snapshot.taken_by}）"


def _snapshot_form(prepared: PreparedMeeting, actor: Actor) -> None:
    st.caption(
        "把现在的缺口、名次、计数、地块、动向、关系、拜访、首招和待决事项原样存下，以后会议用来对比；存了不能改。"
    )
    with st.form("snapshot", border=False, clear_on_submit=True):
        name = st.text_input("快照名称", placeholder="例如 2026年四季度联席会议")
        saved = st.form_submit_button("保存", type="primary")
    if not saved:
        return
    with refusals_shown():
        kept = keep(open_ledger(), actor, name, prepared.results)
        st.session_state[SAVED] = f"已存快照：{plain(kept.name)}，数据版本 {kept.data_version}"
        st.rerun()


def changes_table(prepared: PreparedMeeting) -> None:
    """List every change since the chosen snapshot, each with its source."""
    st.subheader("自上次会议以来", anchor=False)
    if prepared.since is None:
        st.info("还没有快照。每次会议后点“存快照”，下次会议就能列出期间的每一处变化和来源。")
        return
    changes = prepared.meeting.changes or ()
    if not changes:
        st.info(f"自「{plain(prepared.since.name)}」以来没有变化。")
        return
    rows = [(CHANGE_NAMES[c.kind], c.subject, c.says, c.source) for c in changes]
    frame = pd.DataFrame(rows, columns=["类型", "对象", "变化", "来源"])
    st.dataframe(frame, hide_index=True, key="meeting_changes")
    st.caption(f"共 {len(rows)} 条，已全部列出。")
