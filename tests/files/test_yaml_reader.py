"""A file that is not plain YAML is refused by name and line, whatever bytes it holds."""

from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from files.errors import DataError
from files.yaml_reader import LOADER, MAX_BYTES, YamlFile, forbidden_in, may_forbid, read_yaml


def read(folder: Path, text: str | bytes) -> YamlFile:
    path = folder / "chain.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_yaml(path)


def refusal(folder: Path, text: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(DataError) as refused:
        read(folder, text)
    assert refused.value.path.name == "chain.yaml"
    return [(problem.line, problem.text) for problem in refused.value.problems]


def test_plain_content_comes_with_the_line_of_every_key(tmp_path: Path) -> None:
    file = read(tmp_path, "id: x\nlinks:\n  - name: 甲\n    weight: 3\n  - name: 乙\n")

    assert file.content == {"id": "x", "links": [{"name": "甲", "weight": 3}, {"name": "乙"}]}
    assert file.line_of(("links", 0, "weight")) == 4
    assert file.line_of(("links", 1)) == 5


def test_a_date_stays_the_text_that_was_written(tmp_path: Path) -> None:
    assert read(tmp_path, "as_of: 2021-08-23\n").content == {"as_of": "2021-08-23"}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("id: x\nname: !!python/object/apply:os.system [echo]\n", 2, "标签"),
        ("id: x\nname: !custom 甲\n", 2, "标签"),
        ("a: &a [1]\nb: *a\n", 1, "锚点"),
        ("id: x\nid: y\n", 2, "写了两次"),
        ("links:\n\t- id: x\n", 2, "制表符"),
        ("id: x\nname: [甲\n", 3, "YAML"),
        ("id: x\n name: y\n", 2, "YAML"),
    ],
)
def test_what_is_not_plain_is_named_by_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    found = refusal(tmp_path, text)

    assert line in [at for at, _ in found]
    assert any(said in words for _, words in found)


def test_an_alias_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    levels = [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]" for i in range(1, 9)]

    found = refusal(tmp_path, "l0: &l0 [x]\n" + "\n".join(levels))

    assert all("锚点" in words for _, words in found)


def test_every_forbidden_place_is_named_at_once(tmp_path: Path) -> None:
    assert len(refusal(tmp_path, "a: !x 1\nb: !y 2\nc: 3\n")) == 2


def test_a_deep_file_is_refused(tmp_path: Path) -> None:
    assert "太深" in refusal(tmp_path, "a: " + "[" * 40 + "]" * 40)[0][1]


def test_a_very_deep_file_is_refused_too(tmp_path: Path) -> None:
    assert refusal(tmp_path, "[" * 20_000)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    assert "MB" in refusal(tmp_path, b"#" * (MAX_BYTES + 1))[0][1]


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    assert "UTF-8" in refusal(tmp_path, "name: 氟新材料".encode("gb18030"))[0][1]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="读不到"):
        read_yaml(tmp_path / "none.yaml")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with suppress(DataError):
        read(folder, raw)


PIECES = st.sampled_from(
    [*"&*!a: -\n[]{},\"'?|>#%x0中\ufeff", "a: &b c\n", "- *b\n", "!!str ", "--- "]
)


@given(st.lists(PIECES, min_size=2, max_size=14).map("".join))
@settings(max_examples=1500, deadline=None)
def test_no_anchor_alias_or_tag_escapes_the_quick_look_that_spares_the_slow_one(text: str) -> None:
    with suppress(yaml.YAMLError):
        found = [event for event in yaml.parse(text, Loader=LOADER) if forbidden_in(event)]
        assert not found or may_forbid(text)
