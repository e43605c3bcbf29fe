"""Marks between Chinese characters are full-width: in what is typed, in what the product says."""

import csv
import io
import re
import tokenize
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from files.typography import curly, full_width

ROOT = Path(__file__).parents[2]
ROOMS = (
    "app.py",
    *("front", "pages", "components", "reports", "papers", "briefings", "ledger", "drawing"),
    *("targets", "geodata", "policies", "chains", "files"),
)
HALF = re.compile(r"[\u4e00-\u9fff][,;:?!(][\u4e00-\u9fff]|[\u4e00-\u9fff]\)[\u4e00-\u9fff]")
PATTERN = re.compile(r"^[a-zA-Z]*[rR]")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("缺什么,凭什么说缺;先核实什么", "缺什么，凭什么说缺；先核实什么"),
        ("竹(木)制品", "竹（木）制品"),
        ("一期(2023年)投产", "一期（2023年）投产"),
        ("截至 10:32 的数据", "截至 10:32 的数据"),
        ("共 1,000 家", "共 1,000 家"),
        ("见 f(x) 一节", "见 f(x) 一节"),
        ("可以吗?可以!就这样:好", "可以吗？可以！就这样：好"),
        ("https://a.cn/?q=甲", "https://a.cn/?q=甲"),
        ("总投资 109 亿元!15 个项目", "总投资 109 亿元！15 个项目"),
    ],
)
def test_only_marks_beside_chinese_change(typed: str, shown: str) -> None:
    assert full_width(typed) == shown


@given(some.text(alphabet="甲乙,;:?!()（）a1 ”“\n"))
def test_nothing_but_the_width_of_marks_changes(text: str) -> None:
    narrow = str.maketrans("，；：？！（）", ",;:?!()")
    assert full_width(text).translate(narrow) == text.translate(narrow)
    assert full_width(full_width(text)) == full_width(text)


def test_the_products_own_texts_have_no_half_width_mark_between_chinese_characters() -> None:
    assert {place: texts for place, texts in _half_width_texts() if texts} == {}


def test_the_notes_of_shipped_links_have_no_half_width_mark_between_chinese_characters() -> None:
    files = sorted((ROOT / "targets" / "data" / "links").glob("*.csv"))
    texts = [path.read_text(encoding="utf-8-sig") for path in files]
    rows = [row for text in texts for row in csv.DictReader(io.StringIO(text))]

    assert rows
    assert [row["note"] for row in rows if HALF.search(row["note"])] == []


def test_the_settings_that_screens_read_out_have_no_half_width_mark() -> None:
    records = "*.record.yaml"  # where a map is from: cited, never shown beside our sentences
    files = [path for path in ROOT.glob("*/data/*.yaml") if not path.match(records)]
    said = [path for path in files if path.parent.parent.name != "chains"]  # quotes its sources

    assert said
    assert [path.name for path in said if HALF.search(path.read_text(encoding="utf-8"))] == []


def _half_width_texts() -> list[tuple[str, list[str]]]:
    files = [path for room in ROOMS for path in _sources(ROOT / room)]
    return [(str(path.relative_to(ROOT)), _found_in(path)) for path in files]


def _sources(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return [path for ending in ("py", "js", "css") for path in sorted(place.rglob(f"*.{ending}"))]


def _found_in(path: Path) -> list[str]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return [line for line in source.splitlines() if HALF.search(line)]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    said = [token.string for token in tokens if token.type == tokenize.STRING]
    return [text for text in said if HALF.search(text) and not _is_english_or_pattern(text)]


def _is_english_or_pattern(text: str) -> bool:
    return text.startswith('"""') or bool(PATTERN.match(text)) or "\\n" in text


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("门槛「在营」未核实", "门槛“在营”未核实"),
        ("他说“「甲」不做”", "他说“‘甲’不做”"),
        ("「甲『乙』丙」", "“甲‘乙’丙”"),
        ("没有引号", "没有引号"),
        ("」多了一个", "”多了一个"),
    ],
)
def test_quotation_marks_are_those_of_official_papers(given: str, made: str) -> None:
    assert curly(given) == made
