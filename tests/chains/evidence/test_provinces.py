"""What is said of Fujian needs a source that names it; the loader refuses what has none."""

from pathlib import Path

import pytest

from chains.catalog import load_chain
from chains.evidence.provinces import COUNTIES_ELSEWHERE, PREFECTURES
from files.errors import DataError, Problem
from geodata.naming.divisions import read_divisions
from tests.builders import SOURCES, make_evidence, write_chain

SHARED = {source.id: source for source in SOURCES}


def refused(
    folder: Path, province: str, says: str, proves: str, *, grade: str = "C", as_of: str = "2025"
) -> list[Problem]:
    """Return what a file is refused for that says this of the province."""
    said = {"source": f"{grade}0", "proves": proves, "says": says, "as_of": as_of}
    link = {
        "id": "acid",
        "name": "酸",
        "stage": "midstream",
        "presence": "present",
        "presence_basis": "source",
        "evidence": make_evidence("A"),
        "province": province,
        "evidence_province": [said],
    }
    path = write_chain(folder, links=[link], sources=[])
    try:
        load_chain(path, SHARED)
    except DataError as error:
        return list(error.problems)
    return []


@pytest.mark.parametrize(
    ("province", "says"),
    [
        ("present", "福清有生产线 4 条"),
        ("present", "福建有厂 12 家"),
        ("strong", "全省产量居全国第一"),
        ("planned", "厦门基地在建"),
        ("weak", "我省良繁体系不完善"),
        ("missing", "全省还没有厂"),
        ("unknown", "有厂"),
    ],
)
def test_a_source_that_names_fujian_or_a_place_of_it_may_say_it(
    tmp_path: Path, province: str, says: str
) -> None:
    proves = "background" if province == "unknown" else province

    assert refused(tmp_path, province, says, proves) == []


@pytest.mark.parametrize(
    ("province", "says", "proves", "told"),
    [
        ("present", "有生产线 4 条", "present", "没有写出福建"),
        ("present", "永安有生产线 4 条", "present", "没有写出福建"),
        ("present", "福清有生产线 4 条", "background", "没有一条"),
        ("strong", "福清有生产线 4 条", "present", "没有一条"),
        ("weak", "福清的厂薄弱", "weak", "不是全省"),
        ("missing", "福清没有厂", "missing", "不是全省"),
    ],
)
def test_what_no_such_source_says_is_refused_where_it_stands(
    tmp_path: Path, province: str, says: str, proves: str, told: str
) -> None:
    [problem] = refused(tmp_path, province, says, proves)

    assert problem.where.endswith("province")
    assert told in problem.text
    assert "province: unknown" in problem.text
    assert problem.line > 0


def test_a_directory_proves_nothing_of_the_province(tmp_path: Path) -> None:
    [problem] = refused(tmp_path, "present", "福清有生产线 4 条", "present", grade="D")

    assert "A 至 C 级" in problem.text


@pytest.mark.parametrize(
    ("says", "as_of", "key"),
    [
        ("福清是中国鳗鱼之乡", "2025", "proves"),
        ("福清着力构建链条", "2025", "proves"),
        ("福清有生产线 4 条", "2012", "as_of"),
    ],
)
def test_words_and_years_that_prove_nothing_here_prove_nothing_of_the_province(
    tmp_path: Path, says: str, as_of: str, key: str
) -> None:
    [problem] = refused(tmp_path, "present", says, "present", as_of=as_of)

    assert "evidence_province" in problem.where
    assert problem.where.endswith(key)


def test_the_places_are_those_of_fujian_without_sanming() -> None:
    found = {place for places in read_divisions().homes.values() for place in places}
    elsewhere = {p for p in found if p.province == "福建" and p.city not in {"", "三明"}}
    counties = {p.district[:-1] for p in elsewhere if p.district}

    assert set(PREFECTURES) == {p.city for p in elsewhere} | {"平潭"}
    assert set(COUNTIES_ELSEWHERE) == counties - {"平潭"}
