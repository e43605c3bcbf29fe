"""Values that YAML would quietly turn into something else, and files that are no files."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from chains.catalog import load_catalog
from chains.errors import DataError
from chains.model import Flow, Source
from chains.yaml_reader import read_yaml
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


@pytest.mark.parametrize("sign", ["\x07", "\x7f", "\u200b", "\u200f", "\u2028", "\u202e", "\ufeff"])
def test_a_sign_that_nobody_sees_is_refused(sign: str) -> None:
    with pytest.raises(ValidationError, match="控制字符"):
        make_link(name=f"氟{sign}酸")


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
