"""What a chain file may not say of its evidence: each kind planted, refused by file and line."""

from pathlib import Path

import pytest

from chains.catalog import load_catalog
from tests.builders import write_chain
from tests.chains.evidence.planted import SOURCES, Row, link, refused, row


@pytest.mark.parametrize(
    ("stated", "proves", "holds"),
    [
        ("missing", "missing", True),
        ("missing", "weak", False),
        ("weak", "weak", True),
        ("present", "present", True),
        ("present", "strong", True),
        ("present", "planned", False),
        ("present", "wanted", False),
        ("strong", "strong", True),
        ("strong", "present", False),
        ("planned", "planned", True),
        ("planned", "background", False),
        ("unknown", "background", True),
    ],
)
def test_a_presence_needs_a_statement_that_proves_it(
    tmp_path: Path, stated: str, proves: str, *, holds: bool
) -> None:
    found = refused(tmp_path, [link("fabric", row(proves), presence=stated)])

    assert found == [] if holds else [p.where for p in found] == ["links › fabric › presence"]
    assert all(f"没有一条证据写 proves: {stated}" in p.text for p in found)


@pytest.mark.parametrize(
    ("publisher", "grade", "holds"),
    [
        ("三明市政府网（转三明日报）", "A", False),
        ("福建省政府网（福建日报稿）", "A", False),
        ("区政府网（区融媒体中心）", "A", False),
        ("转载站", "B", False),
        ("三明市政府网（转三明日报）", "C", True),
        ("三明市政府网", "A", True),
        ("省工信厅（转发生态环境部办公厅）", "A", True),
        ("宁化在线（宁化县融媒体中心）", "B", True),
    ],
)
def test_a_repost_counts_as_one_wherever_it_stands(
    tmp_path: Path, publisher: str, grade: str, *, holds: bool
) -> None:
    given: list[Row] = [SOURCES[0] | {"publisher": publisher, "grade": grade}]

    found = refused(tmp_path, [link("fabric", row())], given)

    assert [("转载" in p.text) for p in found] == ([] if holds else [True])


def test_what_a_statement_proves_must_be_said(tmp_path: Path) -> None:
    said = row()
    del said["proves"]

    [problem] = refused(tmp_path, [link("fabric", said, presence="unknown")])

    assert problem.where == "links › fabric › evidence › 第1项 › proves"


def test_one_sentence_under_two_links_is_refused_at_the_second(tmp_path: Path) -> None:
    [problem] = refused(tmp_path, [link("fabric", row()), link("yarn", row(says="面料全省第一。"))])

    assert problem.where == "links › yarn › evidence › 第1项"
    assert "same_as: textiles.fabric" in problem.text


@pytest.mark.parametrize(
    "second",
    [
        row(same_as="textiles.fabric"),
        row(says="没有纱线"),
        row(source="T2"),
        row("background"),
    ],
)
def test_another_sentence_another_source_background_or_a_note_are_fine(
    tmp_path: Path, second: Row
) -> None:
    links = [link("fabric", row()), link("yarn", second, row(says="没有纱线", source="T2"))]

    assert refused(tmp_path, links) == []


@pytest.mark.parametrize("target", ["textiles.nothing", "textiles.coat", "textiles.yarn"])
def test_a_note_that_points_at_no_such_sentence_is_refused(tmp_path: Path, target: str) -> None:
    links = [
        link("fabric", row()),
        link("yarn", row(same_as=target)),
        link("coat", presence="unknown"),
    ]

    found = refused(tmp_path, links)

    assert "links › yarn › evidence › 第1项" in [p.where for p in found]
    assert any(f"same_as 写的 {target} 没有引用这篇文章" in p.text for p in found)


def test_a_note_on_another_chain_is_left_to_the_catalog(tmp_path: Path) -> None:
    assert refused(tmp_path, [link("fabric", row(same_as="wool.fabric"))]) == []


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ({"title": "题一"}, "是同一篇文章"),
        ({"title": "“题一”"}, "是同一篇文章"),
        ({"title": "共用"}, "copy_of: S1"),
        ({"title": "题一", "date": "2024"}, None),
        ({"title": "题一", "copy_of": "T1"}, None),
        ({"copy_of": "T9"}, "没有登记"),
        ({"title": "（标题未返回）题一"}, None),
    ],
)
def test_an_article_registered_twice_is_refused(
    tmp_path: Path, second: Row, said: str | None
) -> None:
    sources: list[Row] = [SOURCES[0], SOURCES[1] | second]

    found = refused(tmp_path, [link("fabric", row())], sources)

    assert [said in p.text for p in found] == ([True] if said else [])  # type: ignore[operator]
    assert all(p.where.startswith("sources › T2") for p in found)


def test_a_copy_of_a_copy_is_refused(tmp_path: Path) -> None:
    third: Row = {"id": "T3", "title": "题三", "grade": "C", "copy_of": "T2"}
    sources: list[Row] = [SOURCES[0], SOURCES[1] | {"copy_of": "T1"}, third]

    [problem] = refused(tmp_path, [link("fabric", row())], sources)

    assert problem.where == "sources › T3 › copy_of"


def test_a_chain_that_repeats_a_sentence_of_another_is_closed_and_the_other_opens(
    tmp_path: Path,
) -> None:
    own = "- {id: O1, title: 调研, publisher: 本单位, grade: A}\n"
    (tmp_path / "sources.yaml").write_text(own, "utf-8")
    for chain in ("silk", "wool"):
        write_chain(tmp_path, chain, links=[link("fabric", row(source="O1"))], sources=[])

    catalog = load_catalog(office=tmp_path)

    [error] = catalog.problems
    assert {"silk", "wool"} & set(catalog.chains) == {"silk"}
    assert error.path.name == "wool.yaml"
    assert "same_as: silk.fabric" in str(error)


def test_a_chain_that_says_whose_sentence_it_is_opens(tmp_path: Path) -> None:
    own = "- {id: O1, title: 调研, publisher: 本单位, grade: A}\n"
    (tmp_path / "sources.yaml").write_text(own, "utf-8")
    for chain, note in (("silk", ""), ("wool", "silk.fabric")):
        said = row(source="O1", same_as=note)
        write_chain(tmp_path, chain, links=[link("fabric", said)], sources=[])

    assert load_catalog(office=tmp_path).problems == ()


@pytest.mark.parametrize("opening", ["同一报道：", "同一介绍称", "同上，", "上述园区"])
@pytest.mark.parametrize("key", ["evidence", "evidence_province"])
def test_words_that_lean_on_a_statement_before_them_are_refused(
    tmp_path: Path, opening: str, key: str
) -> None:
    said = row("background", f"{opening}福建有面料厂")
    named: Row = {"id": "fabric", "name": "面料", "stage": "midstream", key: [said]}

    [problem] = refused(tmp_path, [named])

    assert problem.where == f"links › fabric › {key} › 第1项 › says"
    assert "没有上文" in problem.text
    assert "哪年哪月" in problem.text
