"""拜访记录 on the page of a company: who was there, what came of it, what is to be done next."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from briefings.company.briefing import KnownCompany
from components.frame.last_state.asking import ask
from components.frame.plain_text import plain
from components.frame.screens import TRIP
from components.trip.asked import PARTS
from ledger.book.policy import Action, Actor, may
from ledger.desks.visits import RecordedVisit, visits_of


def company_visits(known: KnownCompany, actor: Actor) -> None:
    """Draw the visits that stand, the latest first, and the way to record another one."""
    company = known.company.id
    found = ask(_visits, actor, company)
    st.subheader("拜访记录", anchor=False)
    if found:
        st.table([_row(one) for one in found])
    else:
        st.caption("台账里没有这家企业的拜访记录。")
    if not may(actor, Action.RECORD_VISIT, desk=known.desk):
        return
    if st.button("记一次拜访", key="record_visit"):
        st.switch_page(TRIP, query_params={"companies": company, "part": PARTS[1]})


def _visits(session: Session, actor: Actor, company: str) -> Sequence[RecordedVisit]:
    return visits_of(session, actor, [company]).get(company, ())


def _row(one: RecordedVisit) -> dict[str, str]:
    visit = one.visit
    return {
        "日期": visit.visited_on.isoformat(),
        "小分队": plain(visit.team),
        "人员": plain(visit.people or "未填"),
        "结果": plain(visit.result),
        "下一步": plain(visit.next_step or "未填"),
        "拟投产品": plain(visit.product or "未填"),
        "记录人": plain(one.recorded_by),
    }
