"""The names of places and countries: a wrong table says so, and is read again when mended."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from files.errors import DataError
from geodata.naming import countries, divisions
from targets.vendor.file import read_vendor
from targets.vendor.model import ImportRequest

TODAY = date(2026, 11, 29)
HEAD = "province,city,city_short,district\n"
WRONG: dict[str, tuple[str, str]] = {
    "no rows": (HEAD, "没有数据行"),
    "empty": ("", "文件是空的"),
    "another column": (HEAD.replace("city_short", "nick"), "缺少列：city_short"),
    "a name that turns what follows": (f"{HEAD}浙江省,\u202e杭州市,杭州,\n", "看不见的控制字符"),
    "a cell too many": (f"{HEAD}浙江省,杭州市,杭州,西湖区,\n", "多出来的格"),
}


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(divisions, "FILE", tmp_path / "divisions.csv")
    monkeypatch.setattr(countries, "FILE", tmp_path / "countries.txt")
    monkeypatch.setattr(divisions.read_divisions, "__defaults__", (tmp_path / "divisions.csv",))
    monkeypatch.setattr(countries.read_countries, "__defaults__", (tmp_path / "countries.txt",))
    divisions.divisions.cache_clear()
    yield tmp_path
    divisions.divisions.cache_clear()


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_table_of_divisions_is_refused_with_its_fault(wrong: str, tmp_path: Path) -> None:
    text, said = WRONG[wrong]
    path = tmp_path / "divisions.csv"
    path.write_text(text, "utf-8")

    with pytest.raises(DataError, match=said):
        divisions.read_divisions(path)


@pytest.mark.parametrize("text", ["", "日本 Japan", "日本\n\n法\u202e国", "\ufeff日本"])
def test_a_wrong_list_of_countries_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "countries.txt"
    path.write_text(text, "utf-8")

    with pytest.raises(DataError):
        countries.read_countries(path)


def test_while_the_table_is_closed_a_list_is_refused_by_its_name_and_read_after_it_is_mended(
    own_tables: Path,
) -> None:
    raw = "企业名称,省份,城市\n甲公司,浙江省,杭州市\n".encode()

    closed = read_vendor(raw, ImportRequest(), TODAY)
    (own_tables / "divisions.csv").write_text(f"{HEAD}浙江省,杭州市,杭州,西湖区\n", "utf-8")
    (own_tables / "countries.txt").write_text("日本", "utf-8")
    opened = read_vendor(raw, ImportRequest(), TODAY)

    assert [p.text for p in closed.problems] == ["divisions.csv 整个文件：读不到文件（文件不在了）"]
    assert opened.problems == ()
    assert opened.rows == 1


def test_without_the_list_of_countries_only_the_plain_words_say_that_it_is_abroad(
    own_tables: Path,
) -> None:
    assert not countries.is_abroad("日本")
    (own_tables / "countries.txt").write_text("日本", "utf-8")

    assert countries.is_abroad("日本")
    assert countries.is_abroad("境外")
