"""导出 of the list: every filtered row in a workbook, without a formula and without phones."""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial

import streamlit as st

from chains.gaps.rounding import half_up
from chains.gaps.wording import points
from chains.web_addresses import addresses_for_readers
from components.frame.context import Context
from components.frame.last_state.asking import read_now
from components.papers.exported import export_note, exported
from components.targets.asking import (
    TargetPageQuery,
    Targets,
    count,
    find_page,
    find_ranks,
    with_reasons,
)
from components.targets.filter_address import TargetQuery
from components.targets.rows import Target, signal_text, tie_text
from ledger.book.errors import LedgerUnavailable
from ledger.book.policy import Actor
from papers.renderers.blocks import WorkbookSheet
from papers.renderers.naming import file_stem
from papers.renderers.sheet import to_workbook
from targets.model import CompanyBasis
from targets.scoring.class_wording import class_words
from targets.scoring.classes import SharedRank, TargetClass
from targets.scoring.wording import BASIS_NAMES

AT_ONCE = 500  # rows read from the store in one question
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    "序号",
    "名次",
    "并列",
    "类",
    "企业",
    "省份",
    "城市",
    "主营产品",
    "名录",
    "能补的环节",
    "目标分低端",
    "目标分高端",
    "理由",
    "与我市的关系",
    "近期动向",
    "依据",
    "来源",
    "来源时间",
    "来源网址",
)
WIDTHS = (6, 6, 6, 30, 30, 8, 10, 36, 24, 28, 9, 9, 48, 18, 18, 10, 36, 16, 36)


def desk_downloads(context: Context, targets: Targets, asked: TargetQuery, actor: Actor) -> None:
    """Draw the drop-down; the file is made when its button is pressed, never before."""
    stem = file_stem("目标企业", f"{asked.area}片区", targets.state.today, context.data_version)
    with st.popover("导出"):
        st.download_button(
            "全部筛选结果 Excel",
            exported(actor, f"{stem}.xlsx", partial(list_workbook, context, targets, asked, actor)),
            file_name=f"{stem}.xlsx",
            mime=MIME,
            key="download_targets",
            on_click="ignore",
            width="stretch",
        )
        with suppress(LedgerUnavailable):  # the list below says so
            total = count(targets, asked.filter)
            st.caption(
                f"按现在的筛选导出全部 {total:,} 行，不只这一页；不含联系电话。"
                "打印本页用浏览器的打印。"
            )


def list_workbook(context: Context, targets: Targets, asked: TargetQuery, actor: Actor) -> bytes:
    """Return every row of the list as a workbook; who made it stands above the headings.

    Raises:
        LedgerUnavailable: the ledger is away; a file bears no mark of how old it is.
    """
    with read_now():
        ranks = find_ranks(targets, asked.filter)
        listed = enumerate(_all(targets, asked), start=1)
        rows = tuple(list_row(at, found, ranks.get(found.row.class_code)) for at, found in listed)
    order = "次序看类，同类并列；目标分只作说明，区间的宽度是未查的部分，不是低分"
    note = f"{asked.area}片区，按当前筛选；{export_note(actor)}；{order}"
    sheet = WorkbookSheet("目标企业", HEADINGS, rows, note=note, widths=WIDTHS)
    title = f"{asked.area}片区目标企业"
    return to_workbook(title, [sheet], made_on=targets.state.today, version=context.data_version)


def _all(targets: Targets, asked: TargetQuery) -> Iterable[Target]:
    offset, total = 0, 1
    while offset < total:
        stretch = TargetPageQuery(asked.filter, asked.weights, offset, AT_ONCE)
        page = find_page(targets, stretch)
        yield from with_reasons(targets, page.rows)
        offset, total = offset + AT_ONCE, page.total


def list_row(at: int, found: Target, shared: SharedRank | None) -> tuple[str | float | None, ...]:
    """Return one company as a row under `HEADINGS`; None reads 未核实."""
    row, company = found.row, found.company
    leading = found.scored.leading
    fills = f"{leading[0].chain_name}·{leading[0].link_name}" if leading else "未归环节"
    return (
        at,
        shared.rank if shared else None,
        shared.size if shared else None,
        class_words(TargetClass.of_code(row.class_code)),
        row.name,
        row.province or None,
        row.city or None,
        row.products or None,
        "、".join(row.lists),
        fills,
        half_up(row.score[0], 1),
        half_up(row.score[1], 1),
        f"{points(row.score)}：{found.sentence}",
        tie_text(found.findings, found.fresh_since),
        signal_text(found.findings, found.fresh_since),
        BASIS_NAMES[CompanyBasis(row.basis)],
        row.source_title,
        row.published,
        " ".join(addresses_for_readers(company.source_url)),
    )
