"""四维研判 on screen: the four parts; each sentence opens the rows it was read off."""

import os
from datetime import date

import streamlit as st

from briefings.analysis.analysis import PARTS, Analysis, Sentence, link_row_text, more_plots_text
from briefings.analysis.now import analysis_now
from briefings.paper_form import load_form
from chains.gaps.wording import points
from chains.settings import Weights
from chains.source_words import source_name
from components.chain.dialogs.rewording import past_rewordings, reword_form, written_by
from components.frame import address
from components.frame.context import Context
from components.frame.data_state import get_state
from components.frame.kept import kept
from components.frame.last_state.asking import remember
from components.frame.ledger_access import office_day, open_ledger
from components.frame.plain_text import plain
from components.papers.recorded import recorded
from ledger.book.policy import Action, Actor, may
from ledger.companies.reading import columnar_file_version
from papers.analysis import analysis_job
from papers.renderers.writing import MIMES
from papers.verification.making import orders_for
from papers.verification.orders import AnalysisOrder

Key = tuple[str, str, str, str, tuple[float, ...], date]


def four_parts_view(context: Context, chain_id: str, weights: Weights, actor: Actor) -> None:
    """Draw 优势方位、不足领域、可突破空间、招引策略 in two rows of two."""
    analysis = get_analysis(context, chain_id, weights)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            "按《行动方案》措施1的四个方面，由图谱、证据、地块和企业推算；改写的句子两种说法都保留。",
            width="stretch",
        )
        form = load_form(os.environ)
        job = analysis_job(analysis, form)
        order = AnalysisOrder(chain=analysis.chain_id, form=form, weights=weights.as_tuple())
        [ordered] = orders_for(order, (analysis.version, analysis.day), [job])
        st.download_button(
            "下载 Word",
            recorded(actor, ordered),
            file_name=job.name,
            mime=MIMES["docx"],
            on_click="ignore",
        )
        with st.popover("改写历史"):
            past_rewordings(chain_id, actor)
    upper, lower = st.columns(2), st.columns(2)
    for column, (part, title) in zip((*upper, *lower), PARTS.items(), strict=True):
        with column.container(border=True):
            st.subheader(title, anchor=False)
            for number, sentence in enumerate(analysis.parts[part], start=1):
                _sentence(analysis, number, sentence, actor)


def get_analysis(context: Context, chain_id: str, weights: Weights) -> Analysis:
    """Return the analysis as of now, worked out once per state of the data."""
    asked = ("analysis", chain_id, weights.as_tuple())
    return remember(asked, lambda: _read_analysis(context, chain_id, weights))


def _read_analysis(context: Context, chain_id: str, weights: Weights) -> Analysis:
    version = f"{context.data_version}·{columnar_file_version(os.environ)}"
    url = open_ledger().url
    key = (url, context.rules_version, version, chain_id, weights.as_tuple(), office_day())
    return _analysis(key, context, weights)


@kept(most=32)
def _analysis(key: Key, _context: Context, _weights: Weights) -> Analysis:
    return analysis_now(open_ledger(), get_state(_context), os.environ, key[3], _weights)


def _sentence(analysis: Analysis, number: int, sentence: Sentence, actor: Actor) -> None:
    st.markdown(f"{number}\\. {plain(sentence.text)}")
    if sentence.rewording:
        st.caption(plain(f"{written_by(sentence.rewording)}。算出的原句：{sentence.computed}"))
    if sentence.is_outdated and sentence.rewording:
        before = sentence.rewording.sentence.computed
        st.warning(plain(f"改写之后数据有变，改写时算出的是：{before}"))
    with st.container(horizontal=True):
        if sentence.has_rows:
            with st.popover("依据", key=f"why_{sentence.place}"):
                _rows(sentence)
        if not may(actor, Action.REWORD_ANALYSIS):
            return
        with st.popover("改写", key=f"reword_{sentence.place}"):
            reword_form(analysis, sentence, actor)


def _rows(sentence: Sentence) -> None:
    for finding in sentence.links:
        st.markdown(plain(link_row_text(finding)))
        st.button(
            f"看「{plain(finding.link.name)}」的依据",
            key=f"open_{sentence.place}_{finding.link.id}",
            type="tertiary",
            on_click=address.open_link,
            args=(finding.link.id,),
        )
    for source in sentence.sources:
        st.caption(plain(f"来源：{source.grade} {source_name(source)}"))
    for plot in sentence.plots:
        said = f"地块 {plot.name}（{plot.county}）：{plot.says}。来源：{plot.source}"
        st.markdown(plain(said))
    if sentence.more_plots:
        st.caption(more_plots_text(sentence))
    for row in sentence.companies:
        place = row.city or row.province
        said = f"企业 {row.name}（{place}）：评分 {points(row.score)}。来源：{row.source_title}"
        st.markdown(plain(said))
