"""The typesetter works in a process of its own: nothing of it stays, whatever becomes of it."""

import io
import os
import signal
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader

from papers.renderers import typeset as made_by
from papers.renderers.typeset import NotTypeset, to_pdf, typeset
from tests.papers.papers import make_paper, make_part, squeezed

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
MIB = 2**20


def test_a_layout_that_is_refused_says_why_in_chinese_and_what_is_unharmed(tmp_path: Path) -> None:
    layout = tmp_path / "bad.typ"
    layout.write_text("#unknown-word", encoding="utf-8")
    beside = os.path.relpath(layout, made_by.FOLDER)

    with pytest.raises(
        NotTypeset, match=r"PDF 没有排成（.+）。数据没有改动，其他格式不受影响。"
    ) as told:
        typeset(beside, {}, made_at=NOON)

    assert "Traceback" not in str(told.value)


def test_a_typesetter_that_is_killed_gives_no_half_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = tmp_path / "killed.py"
    worker.write_text(f"import os; print('%PDF'); os.kill(os.getpid(), {int(signal.SIGTERM)})")
    monkeypatch.setattr(made_by, "WORKER", worker)

    with pytest.raises(NotTypeset, match="排版进程中断"):
        to_pdf(make_paper())


def test_a_typesetter_that_does_not_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = tmp_path / "endless.py"
    worker.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(made_by, "WORKER", worker)
    monkeypatch.setattr(made_by, "LONGEST", 0.2)

    with pytest.raises(NotTypeset, match="已停止"):
        to_pdf(make_paper())


def test_a_typesetter_that_cannot_start_is_told_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(subprocess, "run", refused)

    with pytest.raises(NotTypeset, match="没有起来"):
        to_pdf(make_paper())


def test_a_long_word_breaks_and_is_copied_as_it_was_meant() -> None:
    word = "91330100MA80000011" * 12

    pages = PdfReader(io.BytesIO(to_pdf(make_paper(make_part("甲公司", word))))).pages

    text = "".join(page.extract_text() for page in pages)
    assert "\u200b" not in text
    assert word not in text
    assert word in squeezed(text)


def test_many_papers_leave_no_memory_behind() -> None:
    """Within this process the typesetter kept some 2 MiB of every page it had laid out."""
    to_pdf(make_paper())
    before = psutil.Process().memory_info().rss

    for at in range(4):
        to_pdf(make_paper(*(make_part(f"第{at}批{part}", "文字" * 300) for part in range(12))))

    assert psutil.Process().memory_info().rss - before < 10 * MIB
