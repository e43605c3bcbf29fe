"""Say what went wrong in the user's words: what happened, where, what is unchanged, what to do."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from components.frame.context import Context
from components.frame.last_state.look import mark_here
from components.frame.plain_text import plain
from components.frame.screens import OVERVIEW
from files.errors import DataError, ProductError
from files.office import CHINA
from files.opening import changed_at
from ledger.book.errors import LedgerUnavailable

FURTHER = 12  # problems shown of one file; the command shows them all


def show_problem(error: ProductError) -> None:
    """Draw `error` as a notice."""
    if isinstance(error, DataError):
        show_closed([error])
    elif isinstance(error, LedgerUnavailable):  # it is away from every screen
        st.error(plain(str(error)), icon=":material/database_off:")
    else:
        st.error(f"没有完成：{plain(str(error))}", icon=":material/error:")
        st.page_link(OVERVIEW, label="回到总览")


@contextmanager
def refusals_shown() -> Iterator[None]:
    """Show a refusal where it happens, so that the rest of the screen stays as it is."""
    try:
        yield
    except ProductError as error:
        st.error(plain(str(error)), icon=":material/block:")


def show_closed(errors: Sequence[DataError]) -> None:
    """Draw one notice per file that did not open; with none, draw nothing."""
    for error in errors:
        shown = [f"- {plain(str(problem))}" for problem in error.problems[:FURTHER]]
        rest = len(error.problems) - len(shown)
        more = [f"- 另有 {rest} 处，用 python -m front check 查看全部"] if rest > 0 else []
        st.error(
            f"数据文件 **{plain(error.path.name)}** 没有通过检查："
            f"{plain(error.closes or '用到它的内容暂不显示')}。{_since(error.path)}"
            "文件没有被程序改动。请按下面的行号改好或恢复原文件，再刷新本页。\n\n"
            + "\n".join(shown + more),
            icon=":material/error:",
        )


def _since(path: Path) -> str:
    """Say when the file (or, if it is gone, its folder) last changed: since then it is closed."""
    moment = changed_at(path)
    if moment is None:
        return ""
    what = "文件最后改动于" if path.exists() else "文件不在了，文件夹最后改动于"
    return f"{what} {moment.astimezone(CHINA):%m月%d日 %H:%M}。"


def page_notices(context: Context) -> None:
    """Say on a screen what is closed, and of what moment the ledger is; else draw nothing."""
    show_closed(context.closed)
    mark_here()
