"""示例数据: whether made-up plots may be shown as long as there are no real ones."""

import streamlit as st

from components.frame.last_state.asking import ask
from components.frame.notices import refusals_shown
from geodata.samples import COUNT
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.book.switches import samples_on, switch_samples
from ledger.plots.register import count_plots


def sample_switch(ledger: Ledger, actor: Actor) -> None:
    """Draw the switch, and say what it does now."""
    on, real = ask(samples_on), ask(count_plots)
    wanted = st.toggle("没有真实要素时显示示例", value=on, key=f"samples_{on}")
    st.markdown(
        f"示例共 {COUNT} 条，由程序生成，不是真实地块。它们不存入台账，不与真实要素合计，"
        "在表格、地图和导出文件里都标明“示例”。"
    )
    if real:
        st.info(f"台账里已有 {real} 条真实要素，示例不再显示，与开关无关。")
    if wanted != on:
        with refusals_shown():
            with ledger.writing(actor) as session:
                switch_samples(session, actor, on=wanted)
            st.rerun()
