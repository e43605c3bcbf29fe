"""What a chain file may not say of its evidence: each kind planted, refused by file and line."""

from pathlib import Path

import pytest

from chains.catalog import load_catalog, load_chain
from chains.model import Source
from files.errors import DataError, Problem
from tests.builders import write_chain

Row = dict[str, object]
SOURCES: list[Row] = [
    {"id": "T1", "title": "题一", "date": "2025-01-02", "publisher": "社", "grade": "A"},
    {"id": "T2", "title": "题二", "date": "2025-01-02", "publisher": "报", "grade": "C"},
]
SHARED = {"S1": Source.model_validate(SOURCES[0] | {"id": "S1", "title": "共用"})}


def row(proves: str = "missing", says: str = "面料全省第一", **fields: str) -> Row:
    return {"source": "T1", "proves": proves, "says": says, "as_of": "2025", **fields}


def link(link_id: str, *evidence: Row, presence: str = "missing") -> Row:
    stated = {"presence": presence, "presence_basis": "source"}
    named = {"id": link_id, "name": link_id, "stage": "midstream"}
    return {**named, **stated, "evidence": list(evidence)}


def refused(folder: Path, links: list[Row], sources: list[Row] | None = None) -> list[Problem]:
    """Return what the file is refused for; no more and no less."""
    given: list[Row] = [*SOURCES] if sources is None else sources
    cited = [{"what": "数", "value": "1", "sources": [s["id"] for s in given]}]
    path = write_chain(folder, links=links, sources=given, figures=cited)
    try:
        load_chain(path, SHARED)
    except DataError as error:
        found = list(error.problems)
    else:
        found = []
    assert all(problem.line > 0 for problem in found)
    return found


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
    ("times", "too_old"),
    [
        (["2016-11"], [1]),
        (["2012", "2016-09"], [1, 2]),
        (["2016-12"], []),
        (["2016"], []),
        (["2012", "2020"], [1]),
    ],
)
def test_what_was_said_before_december_2016_proves_nothing_of_today(
    tmp_path: Path, times: list[str], too_old: list[int]
) -> None:
    said = [row("present", f"年产 {i} 万吨", as_of=time) for i, time in enumerate(times, 1)]

    found = refused(tmp_path, [link("fabric", *said, presence="present")])

    assert [p.where for p in found] == [
        f"links › fabric › evidence › 第{i}项 › as_of" for i in too_old
    ]
    assert all("早于 2016 年 12 月" in p.text for p in found)


@pytest.mark.parametrize("proves", ["present", "weak", "missing", "planned"])
@pytest.mark.parametrize("as_of", ["约2018", "2024-05（推定）", "未显示", "5月", ""])
def test_a_proof_needs_a_year_that_its_source_shows(
    tmp_path: Path, proves: str, as_of: str
) -> None:
    found = refused(tmp_path, [link("fabric", row(proves, "签约", as_of=as_of), presence=proves)])

    assert [p.where for p in found] == ["links › fabric › evidence › 第1项 › as_of"]
    assert "不是来源显示的年份" in found[0].text


@pytest.mark.parametrize(
    ("dated", "as_of", "holds"),
    [
        ("2018-07（年份推定）", "2018-07", False),
        ("2019-10（文内10月12日，年份按届次推定）", "2019-10", False),
        ("2018-07（年份推定）", "2018", False),
        ("2018-07（年份推定）", "2017", True),
        ("2018-07", "2018-07", True),
    ],
)
def test_a_guessed_date_of_a_source_is_no_year_of_a_proof(
    tmp_path: Path, dated: str, as_of: str, *, holds: bool
) -> None:
    sources = [SOURCES[0] | {"date": dated}]
    said = row("present", "年产 1 万吨", as_of=as_of)

    found = refused(tmp_path, [link("fabric", said, presence="present")], sources)

    assert (
        [p.where for p in found] == [] if holds else ["links › fabric › evidence › 第1项 › as_of"]
    )
    assert all("推定的日期" in p.text for p in found)


@pytest.mark.parametrize("proves", ["background", "against", "wanted"])
def test_what_proves_no_presence_may_lack_a_year(tmp_path: Path, proves: str) -> None:
    said = row(proves, "引进织造", as_of="约2018")

    assert refused(tmp_path, [link("fabric", said, presence="unknown")]) == []


def test_an_old_plan_is_kept_for_the_program_to_ask_about(tmp_path: Path) -> None:
    said = row("planned", "签约", as_of="2014-05")

    assert refused(tmp_path, [link("fabric", said, presence="planned")]) == []


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
