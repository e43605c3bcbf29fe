"""Two checkouts compared: what counts as the same answer, and how a difference is told."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter

from bench.same_answers_commands import all_commands, documented, undocumented
from bench.same_answers_texts import CommandAnswer, Expected, difference, first_difference, mask

DOCS = Path(__file__).parent.parent.parent / "docs" / "commands.md"


def answer(
    stdout: str = "", code: int = 0, files: Mapping[str, Path] | None = None
) -> CommandAnswer:
    return CommandAnswer(code, stdout, "", files or {})


def book(folder: Path, cell: str) -> Path:
    folder.mkdir()
    with xlsxwriter.Workbook(folder / "表.xlsx") as written:
        written.add_worksheet().write(0, 0, cell)
    return folder / "表.xlsx"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('{"a": [1, 2]}', '{"a": [1, 3]}', "$.a[1]: 2 → 3"),
        ('{"a": 1, "b": 2}', '{"b": 2, "a": 1}', "$ keys[0]: 'a' → 'b'"),
        ("[1]", "[1, 2]", "$: 1 → 2 items"),
        ("[1]", "[1.0]", "$[0]: 1 → 1.0"),
        ("[1, 2]", "[1,2]", "line 1, column 4: '[1, 2]' → '[1,2]'"),
        ("甲\n乙\n", "甲\n丙\n", "line 2, column 1: '乙' → '丙'"),
        ("甲\n", "甲", "1 → 1 lines, or their ends differ"),
        ("同", "同", ""),
    ],
)
def test_the_first_difference_is_told_by_its_place(old: str, new: str, place: str) -> None:
    assert first_difference(old, new) == place


def test_another_exit_code_is_a_difference_though_the_text_is_the_same() -> None:
    assert difference(answer("同"), answer("同", code=1)) == "exit code 0 → 1"


def test_what_no_two_runs_share_is_left_out() -> None:
    text = f"/folder/a_2026-11-25_b01194·0002.pdf 2026-11-23·b01194·0002 01:23 链头 0002:{'a' * 64}"

    masked = mask(text, {"/folder": "<folder>"})

    assert (
        masked == "<folder>/a_2026-11-25_<version>·0002.pdf <version>·0002 <time> 链头 0002:<hash>"
    )


def test_a_date_or_a_share_is_no_clock_time() -> None:
    assert mask("2026-11-23 3:7 100:200", {}) == "2026-11-23 3:7 100:200"


def test_only_the_sentence_changed_on_purpose_is_accepted() -> None:
    expected = [Expected("没有位置", "没有坐标", "a clearer word")]

    assert difference(answer("没有位置,1 块"), answer("没有坐标,1 块"), expected) == ""
    assert difference(answer("没有位置,1 块"), answer("没有坐标,2 块"), expected) != ""


def test_a_paper_made_on_one_side_only_is_named() -> None:
    found = difference(answer(), answer(files={"手册.pdf": Path("手册.pdf")}))

    assert found == "papers ['手册.pdf'] on one side only"


def test_another_cell_of_a_workbook_is_found(tmp_path: Path) -> None:
    old, new = book(tmp_path / "old", "三明"), book(tmp_path / "new", "永安")

    found = difference(answer(files={"表.xlsx": old}), answer(files={"表.xlsx": new}))

    assert found.startswith("表.xlsx line")
    assert "永安" in found


def test_every_documented_command_is_asked() -> None:
    docs = DOCS.read_text(encoding="utf-8")

    assert len(documented(docs)) > 30
    assert undocumented(docs, all_commands()) == []


def test_a_documented_command_that_is_not_asked_is_named() -> None:
    docs = (
        "python -m ledger chains gaps --json | forget fluorine   与 python -m chains 相同\n"
        "python -m ledger signal --company 编号 [--kind plant | --withdraw 编号]   动向\n"
        "python -m bench.papers          用时\n"
    )

    assert undocumented(docs, all_commands()) == ["ledger chains forget fluorine"]
