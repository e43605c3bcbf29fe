"""Values that YAML would quietly turn into something else, and files that are no files."""

import json
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest
from pydantic import ValidationError

from chains.catalog import load_catalog
from chains.model import Flow, Source
from chains.schema import schema_text, write_schema
from chains.settings import DATA
from files.errors import DataError
from files.records import UNSEEN
from files.yaml_reader import read_yaml
from tests.builders import make_link, write_chain


def read(folder: Path, text: str | bytes) -> object:
    path = folder / "chain.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_yaml(path).content


@pytest.mark.parametrize("written", ["0111", "2021.10", "1_000", "0x1F", "1:30", ".inf", "1e999"])
def test_a_number_that_would_lose_its_look_stays_text(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, f"value: {written}\n") == {"value": written}


@pytest.mark.parametrize(("written", "value"), [("3", 3), ("-2", -2), ("1.5", 1.5)])
def test_a_plain_number_is_a_number(tmp_path: Path, written: str, value: float) -> None:
    assert read(tmp_path, f"value: {written}\n") == {"value": value}


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"id: a\nname: x\x00y\n", 2),
        (b"id: a\n\nname: x\x7fy\n", 3),
        ("id: a\nname: 氟\n".encode("gbk"), 2),
        (b"id: a\n? [b, c]\n: d\n", 2),
    ],
)
def test_what_cannot_be_read_is_named_by_line(tmp_path: Path, raw: bytes, line: int) -> None:
    with pytest.raises(DataError) as refused:
        read(tmp_path, raw)

    assert [problem.line for problem in refused.value.problems] == [line]


@pytest.mark.parametrize("weight", [True, "3", 2.0, 0, 4])
def test_a_weight_is_one_of_three_whole_numbers(weight: object) -> None:
    with pytest.raises(ValidationError):
        Flow.model_validate({"from": "ore", "to": "acid", "weight": weight})


UNSEEN_SIGNS = (
    0x07, 0x7F, 0x200B, 0x200F, 0x2028, 0x202E, 0xFEFF, 0x61C, 0xAD, 0x34F, 0x3164, 0x2800,
    0x115F, 0xFE0F, 0xE0041, 0xE0100, 0xFFFE, 0xFFFF, 0x1FFFE, 0xFDD0, 0xD800, 0xDFFF, 0x1D173,
)  # fmt: skip


@pytest.mark.parametrize("code", UNSEEN_SIGNS)
def test_a_sign_that_nobody_sees_is_refused(code: int) -> None:
    with pytest.raises(ValidationError, match=f"控制字符.U.{code:04X}，第 2 个字|string_unicode"):
        make_link(name=f"氟{chr(code)}酸")


def test_a_source_with_an_unseen_sign_is_complained_of_once() -> None:
    with pytest.raises(ValidationError) as refused:
        Source.model_validate({"id": "S1", "title": "题\u202e", "grade": "A"})

    assert refused.value.error_count() == 1


def test_a_dangling_link_in_the_office_folder_closes_only_itself(tmp_path: Path) -> None:
    # Editors leave such a lock beside the file that is open.
    (tmp_path / ".#fluorine.yaml").symlink_to("somebody@office.1234")

    catalog = load_catalog(office=tmp_path)

    assert (len(catalog.chains), len(catalog.problems)) == (16, 1)


def test_a_folder_named_like_a_chain_closes_only_itself(tmp_path: Path) -> None:
    (tmp_path / "textiles.yaml").mkdir()

    catalog = load_catalog(office=tmp_path)

    assert (len(catalog.chains), len(catalog.problems)) == (16, 1)


def test_a_chain_that_replaces_itself_stays(tmp_path: Path) -> None:
    write_chain(tmp_path, replaces="textiles")

    assert "textiles" in load_catalog(office=tmp_path).chains


def test_a_field_that_rests_on_memory_is_emptied(tmp_path: Path) -> None:
    mill = {"name": "甲厂", "sources": ["T1"], "parent": "某集团", "parent_basis": "memory"}
    write_chain(tmp_path, enterprises=[mill])

    [enterprise] = load_catalog(office=tmp_path).chain("textiles").enterprises

    assert (enterprise.name, enterprise.parent) == ("甲厂", "")


@pytest.mark.parametrize(
    ("flows", "said"),
    [
        ([("fabric", "fabric")], "环节不能供给自己"),
        ([("fabric", "coat"), ("fabric", "coat")], "fabric → coat 写了两次"),
    ],
)
def test_a_flow_to_itself_or_written_twice_is_refused(
    tmp_path: Path, flows: list[tuple[str, str]], said: str
) -> None:
    links = [{"id": i, "name": i, "stage": "midstream"} for i in ("fabric", "coat")]
    written = [{"from": a, "to": b, "weight": 1} for a, b in flows]
    write_chain(tmp_path, links=links, flows=written, sources=[])

    [error] = load_catalog(office=tmp_path).problems

    assert [problem.text for problem in error.problems] == [said]


def test_an_office_may_register_sources_of_its_own(tmp_path: Path) -> None:
    own = "- {id: OFFICE-1, title: 调研, url: '', publisher: 本单位, grade: A}\n"
    (tmp_path / "sources.yaml").write_text(own, "utf-8")
    evidence = [{"source": "OFFICE-1", "proves": "background", "says": "没有"}]
    link = {"id": "fabric", "name": "面料", "stage": "midstream", "evidence": evidence}
    write_chain(tmp_path, links=[link], sources=[])

    catalog = load_catalog(office=tmp_path)

    assert list(catalog.chain("textiles").source_by_id) == ["OFFICE-1"]


def test_an_office_may_set_weights_of_its_own(tmp_path: Path) -> None:
    own = "reviewed_on: '2026-12-01'\nweights: {density: 1}\n"
    (tmp_path / "settings.yaml").write_text(own, "utf-8")

    assert load_catalog(office=tmp_path).settings.weights.density == 1


def test_the_alternate_chain_takes_its_place_once_it_is_copied(tmp_path: Path) -> None:
    shutil.copy(DATA / "alternates" / "food_snack.yaml", tmp_path)

    catalog = load_catalog(office=tmp_path)

    assert "food_snack" in catalog.chains
    assert catalog.problems == ()


@pytest.mark.parametrize("items", [["甲厂"], [None], [["甲厂"]]])
def test_an_enterprise_that_is_no_record_is_named_by_its_place(
    tmp_path: Path, items: list[object]
) -> None:
    write_chain(tmp_path, enterprises=items)

    [error] = load_catalog(office=tmp_path).problems

    assert [problem.where for problem in error.problems] == ["enterprises › 第1项"]


def test_a_basis_that_does_not_say_source_is_asked_to_be_mended(tmp_path: Path) -> None:
    evidence = [{"source": "T1", "proves": "weak", "says": "没有", "as_of": "2025"}]
    link = {"id": "fabric", "name": "面料", "stage": "midstream", "evidence": evidence}
    write_chain(tmp_path, links=[link | {"presence": "weak", "presence_basis": "inference"}])

    [(_, notice)] = load_catalog(office=tmp_path).notices

    assert "不是 source，按未核实处理" in notice.text


def test_a_source_that_nothing_cites_is_asked_to_be_mended(tmp_path: Path) -> None:
    write_chain(tmp_path, links=[{"id": "fabric", "name": "面料", "stage": "midstream"}])

    [(_, notice)] = load_catalog(office=tmp_path).notices

    assert notice.text == "没有任何地方引用这个来源"


def test_the_schema_can_be_written_elsewhere(tmp_path: Path) -> None:
    assert write_schema(tmp_path / "s.json").read_text("utf-8") == schema_text()


def test_the_schema_reads_as_it_is_written_and_knows_the_words_of_a_file() -> None:
    text = schema_text()

    assert "三明产业链招商地图" in text
    assert text.endswith("}\n")
    assert len(text.splitlines()) > 100
    assert {"from", "to"} <= set(json.loads(text)["$defs"]["Flow"]["properties"])
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_every_sign_that_unicode_calls_unseen_is_in_the_table() -> None:
    unseen = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    signs = map(chr, range(sys.maxunicode + 1))

    assert [s for s in signs if unicodedata.category(s) in unseen and not UNSEEN.match(s)] == []
