"""What differs between a paper and what it was: each place once, in words a reader understands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.verification.comparing import DifferenceKind, compare, likeness
from papers.verification.making import sealed
from papers.verification.reading.passages import Passage
from tests.papers.verification.made import ENDINGS, OFFICE, make_file, passages, replaced

PLACE = "第 7 页"


def page(*texts: str) -> list[Passage]:
    return [Passage(PLACE, text) for text in texts]


def told(made: list[Passage], found: list[Passage], *, flows: bool = False) -> list[str]:
    return [str(one) for one in compare(made, found, flows=flows)]


def test_a_figure_that_was_altered_is_named_with_what_it_was() -> None:
    found = told(page("补链方向 68", "甲"), page("补链方向 61", "甲"))

    assert found == ["第 7 页：补链方向 61 → 原为 68"]


@pytest.mark.parametrize(
    ("made", "found", "says"),
    [
        (("甲公司做氟化工", "乙"), ("甲公司做硅化工", "乙"), "第 7 页：甲公司做 硅 → 原为 氟"),
        (("甲", "乙在三明有厂", "丙"), ("甲", "丙"), "第 7 页：缺少“乙在三明有厂”"),
        (("甲", "丙"), ("甲", "乙在三明有厂", "丙"), "第 7 页：多出“乙在三明有厂”"),
        (("42",), ("43",), "第 7 页：43 → 原为 42"),
        (("共 1,448 公里",), ("共 1,148 公里",), "第 7 页：共 1,148 → 原为 1,448"),
        (("有意向，未签约",), ("有意向",), "第 7 页：“有意向”之后缺少“，未签约”"),
        (("未查", "未查", "甲"), ("未查", "甲"), "第 7 页：缺少“未查”"),
    ],
)
def test_every_kind_of_change_is_told(
    made: tuple[str, ...], found: tuple[str, ...], says: str
) -> None:
    assert told(page(*made), page(*found)) == [says]


def test_two_figures_that_changed_places_are_both_told() -> None:
    found = compare(page("甲 3 家", "乙 5 家"), page("甲 5 家", "乙 3 家"))

    assert [(one.was, one.now) for one in found] == [("3", "5"), ("5", "3")]


@pytest.mark.parametrize(("first", "second"), [("2", "2"), ("7", "1")])
def test_a_number_that_another_row_had_is_held_against_what_stood_in_its_place(
    first: str, second: str
) -> None:
    made, found = page("1", "问产能", "2", "问用地"), page(first, "问产量", second, "问用地")

    assert [(one.was, one.now) for one in compare(made, found)] == [
        ("1", first),
        ("能", "量"),
        *([("2", second)] if second != "2" else []),
    ]


def test_blanks_and_signs_nobody_sees_are_no_change() -> None:
    assert told(page("甲 公司", "3 家"), page("甲\u200b公司 ", " 3家")) == []


def test_a_blank_that_parts_two_numbers_counts() -> None:
    assert len(told(page("12 亩"), page("1 2 亩"))) == 1


def test_lines_that_only_break_elsewhere_are_no_change_on_a_page() -> None:
    made = page("三明市工业", "园区有 GREEN", "TECH 的厂")
    found = page("三明市工业园区", "有 GREEN TECH", "的厂")

    assert told(made, found, flows=True) == []
    assert told(made, found) != []


def test_a_figure_is_found_among_lines_that_break_elsewhere() -> None:
    made, found = page("三明市工业园区有地", "块 68 处"), page("三明市工", "业园区有地块 6", "1 处")
    found = page("三明市工", "业园区有地", "块 61 处")

    assert told(made, found, flows=True) == ["第 7 页：块 61 → 原为 68"]


def test_a_number_in_another_column_of_a_workbook_is_a_change() -> None:
    made, found = [Passage("行程!C3", "68", "C")], [Passage("行程!D3", "68", "D")]

    kinds = [one.kind for one in compare(made, found)]
    assert sorted(kinds) == [DifferenceKind.ADDED, DifferenceKind.MISSING]


def test_a_record_without_words_still_tells_which_passage_changed() -> None:
    kept = [Passage(p.place, "", "", p.digest) for p in sealed(page("甲 138", "乙", "丙"), "id")]
    found = list(sealed(page("甲 139", "乙", "丙"), "id"))

    [one] = compare(kept, found)
    assert (one.was, one.now) == ("", "甲 139")
    assert "联系人" in str(one)


def test_what_became_outdated_is_told_from_then_to_now() -> None:
    [one] = compare(page("补链方向 68"), page("补链方向 70"))

    assert one.as_outdated() == "第 7 页：补链方向 68 → 现为 70"


def test_likeness_is_the_share_of_passages_in_common() -> None:
    assert likeness(page("甲", "乙"), page("甲", "丙")) == 0.5


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_made_again_is_the_same(ending: str) -> None:
    made = passages(ending, make_file(ending))

    assert compare(made, passages(ending, make_file(ending)), flows=ending == "pdf") == []


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "xlsx"])
def test_an_altered_figure_is_found_wherever_the_file_says_it(ending: str) -> None:
    made = passages(ending, make_file(ending, "补链方向 68 处"))
    found = passages(ending, make_file(ending, "补链方向 61 处"))

    differences = compare(made, found, flows=ending == "pdf")

    assert differences
    assert {(one.was[-6:], one.now[-6:]) for one in differences} <= {
        ("68", "61"),
        ("向 68 处", "向 61 处"),
    }


MEMBERS = {
    "docx": ("word/document.xml", "补链方向 68 处"),
    "pptx": ("ppt/slides/slide1.xml", "总览"),
    "xlsx": ("xl/sharedStrings.xml", "补链方向 68 处"),
}


@pytest.mark.parametrize("ending", OFFICE)
def test_a_text_changed_inside_an_office_file_is_found(ending: str) -> None:
    made = make_file(ending)
    member, text = MEMBERS[ending]
    if ending == "pptx":
        text = next(one.text for one in passages(ending, made) if one.text.strip())

    altered = replaced(made, member, text, "全不一样的话 9")

    assert compare(passages(ending, made), passages(ending, altered))


def cells(*texts: str) -> list[Passage]:
    return [Passage(f"第 2 页表 1 第 {n} 行第 1 列", text) for n, text in enumerate(texts, 1)]


@given(st.lists(st.sampled_from("0007"), min_size=2, max_size=40), st.data())
def test_altered_cells_in_a_table_of_equal_ones_are_each_told_once(
    texts: list[str], data: st.DataObject
) -> None:
    altered = data.draw(st.sets(st.integers(0, len(texts) - 1), min_size=1, max_size=6))
    now = [("29" if text == "0" else "0") if n in altered else text for n, text in enumerate(texts)]
    found = compare(cells(*texts), cells(*now))

    assert [(one.place, one.was, one.now) for one in found] == [
        (f"第 2 页表 1 第 {n + 1} 行第 1 列", texts[n], now[n]) for n in sorted(altered)
    ]


def test_rows_that_changed_places_are_told_in_both() -> None:
    found = compare(cells("甲", "乙", "丙"), cells("乙", "甲", "丙"))

    assert [one.place[-10:] for one in found] == ["第 1 行第 1 列", "第 2 行第 1 列"]


def test_a_row_that_was_taken_out_is_missing_and_nothing_else() -> None:
    found = compare(cells("甲", "乙", "丙"), cells("甲", "丙"))

    assert [(one.kind, one.was) for one in found] == [(DifferenceKind.MISSING, "乙")]


def grid(title: str, *rows: str) -> list[Passage]:
    """Return a table under a title; cells of a row stand apart, "-" for an empty one."""
    return [Passage("开头第 1 段", title)] + [
        Passage(f"“{title}”表 1 第 {row} 行第 {column} 列", text)
        for row, cells in enumerate(rows, 1)
        for column, text in enumerate(cells.split(), 1)
        if text != "-"
    ]


def test_cells_are_told_once_though_one_was_emptied_and_the_title_above_altered() -> None:
    made = grid("共同问题", "序 问什么", "1 选址", "2 投资", "8 在明")
    found = grid("共同难题", "丁 问什么", "- 选址", "7 投资", "5 在明")

    assert [(one.kind, one.was, one.now) for one in compare(made, found)] == [
        (DifferenceKind.ALTERED, "问", "难"),
        (DifferenceKind.ALTERED, "序", "丁"),
        (DifferenceKind.MISSING, "1", ""),
        (DifferenceKind.ALTERED, "2", "7"),
        (DifferenceKind.ALTERED, "8", "5"),
    ]


def test_a_word_to_which_a_sentence_was_added_is_one_change() -> None:
    [found] = compare(page("来源", "甲报"), page("来源，另有七百一十三家", "甲报"))

    assert (found.was, found.now) == ("来源", "来源，另有七百一十三家")
