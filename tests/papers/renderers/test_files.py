"""Names that every computer takes, and files that are there as a whole or not at all."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.renderers.naming import file_part, file_stem
from papers.renderers.writing import Job, PaperFile, PaperNotWritten, make_files, write_files

DAY, VERSION = date(2026, 11, 25), "2026-11-23·b01194·0042"


def test_a_name_says_what_for_whom_of_which_day_and_which_data_with_one_date() -> None:
    assert file_stem("出访手册", "长三角", DAY, VERSION) == "出访手册_长三角_2026-11-25_b01194·0042"


@given(st.text())
def test_any_subject_gives_a_name_that_file_systems_take(subject: str) -> None:
    stem = file_stem("出访手册", subject, DAY, VERSION)

    assert not set(stem) & set('\\/:*?"<>|\n\r\t\0')
    assert len(f"{stem}.docx".encode()) <= 255
    assert stem.endswith(f"_{DAY}_b01194·0042")


@pytest.mark.parametrize("name", ["CON", "nul.txt", "Com1"])
def test_a_name_that_windows_keeps_for_itself_is_changed(name: str) -> None:
    assert file_part(name) == f"_{name}"


def test_files_are_written_under_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "新建" / "文件夹"

    written = write_files(folder, [PaperFile("甲.pdf", b"1"), PaperFile("乙.docx", b"2")])

    assert [path.read_bytes() for path in written] == [b"1", b"2"]
    assert len(list(folder.iterdir())) == 2


def test_a_disk_that_fills_up_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("papers.renderers.writing.os.fsync", full)

    with pytest.raises(PaperNotWritten, match="没有留下半个文件"):
        write_files(tmp_path, [PaperFile("甲.pdf", b"1")])

    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_behind_is_removed_and_what_is_being_written_stays(
    tmp_path: Path,
) -> None:
    left, writing, other = (tmp_path / n for n in (".11.0.part", ".22.0.part", ".x.part"))
    for path in (left, writing, other):
        path.write_bytes(b"half")
    for path in (left, other):
        os.utime(path, (1_000_000, 1_000_000))

    write_files(tmp_path, [PaperFile("甲.pdf", b"1")])

    assert {path.name for path in tmp_path.iterdir()} == {".22.0.part", ".x.part", "甲.pdf"}


def test_a_paper_that_cannot_be_made_leaves_the_earlier_ones_unwritten(tmp_path: Path) -> None:
    def fails() -> bytes:
        raise PaperNotWritten

    with pytest.raises(PaperNotWritten):
        write_files(tmp_path, make_files([Job("甲.pdf", lambda: b"1"), Job("乙.pdf", fails)]))

    assert list(tmp_path.iterdir()) == []


def test_progress_names_each_paper_before_it_is_made() -> None:
    told: list[tuple[int, int, str]] = []
    jobs = [Job("甲.pdf", lambda: b"1"), Job("乙.pdf", lambda: b"2")]

    make_files(jobs, lambda *step: told.append(step))

    assert told == [(0, 2, "甲.pdf"), (1, 2, "乙.pdf"), (2, 2, "")]
