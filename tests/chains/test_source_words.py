"""A source in one line: who said it, what it is called, when, and how good it is."""

import pytest

from chains.model import Source
from chains.source_words import date_text, readable, source_name, source_text


def make_source(**fields: object) -> Source:
    given = {"id": "S1", "title": "年报", "publisher": "甲厂", "date": "2025", "grade": "B"}
    return Source.model_validate(given | fields)


def test_a_title_that_was_seen_stands_in_title_marks() -> None:
    assert source_name(make_source()) == "甲厂《年报》2025"


def test_a_title_that_nobody_saw_is_our_own_description() -> None:
    source = make_source(title="（标题未返回）甲厂谈扩产")

    assert "《" not in source_name(source)
    assert "甲厂谈扩产" in source_name(source)
    assert source_name(source).endswith("（原题未见）2025")


def test_a_text_without_a_title_is_named_by_its_opening_words() -> None:
    said = source_name(make_source(title="（正文首句）近日，甲厂扩产"))

    assert said == "甲厂：“近日，甲厂扩产”（原题未见，引正文首句）2025"


@pytest.mark.parametrize(
    ("url", "end"),
    [
        ("https://www.sm.gov.cn/a", " https://www.sm.gov.cn/a"),
        ("https://copied.example.cn/a", "）"),
    ],
)
def test_a_note_on_paper_ends_with_the_address_if_readers_are_given_it(url: str, end: str) -> None:
    said = source_text(make_source(url=url))

    assert all(part in said for part in ("甲厂", "年报", "2025", "B级"))
    assert said.endswith(end)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "甲厂《年报》（2025，B级）"),
        ({"grade": "C"}, "甲厂《年报》（2025，转载，C级）"),
        ({"grade": "C", "publisher": "乙网转甲厂"}, "乙网转甲厂《年报》（2025，C级）"),
        ({"publisher": "biz.touchev.com（企业页）"}, "某网站（企业页）《年报》（2025，B级）"),
        ({"title": "三明《年报》"}, "甲厂《三明〈年报〉》（2025，B级）"),
        ({"date": "2023-12(url)；文内公示日11月17日"}, "甲厂《年报》（2023-12（推定），B级）"),
        ({"date": "2024-06-29（文内“昨日”）"}, "甲厂《年报》（2024-06-29，B级）"),
    ],
)
def test_a_note_says_publisher_title_date_and_whether_it_is_a_copy(
    fields: dict[str, object], said: str
) -> None:
    seen = {"url": "https://copied.example.cn/a"}  # one that nobody can open proves less

    assert source_text(make_source(**seen, **fields)) == said


def test_only_addresses_that_readers_are_given_stay_in_a_text() -> None:
    text = "见 www.sm.gov.cn/a 和 http://61.147.81.85/x、10.2.3.4，转自a.example.cn，代码 600499.SH"

    assert readable(text) == "见 www.sm.gov.cn/a 和 某网站、某网站，转自某网站，代码 600499.SH"


def test_a_remark_of_the_compiler_is_said_plainly_wherever_it_stands() -> None:
    assert readable("标题未返回，索引未返回网址") == "原题未见，网址未见"


@pytest.mark.parametrize(("date", "said"), [("2025-03", "2025-03"), ("", "日期未见")])
def test_a_source_without_a_date_says_so(date: str, said: str) -> None:
    assert date_text(make_source(date=date)) == said
    assert date_text(make_source(date="未标注")) == "日期未见"
