"""Residents stand with their counties; one that no proof of its link speaks of is refused."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from chains.catalog import load_catalog, load_chain
from chains.evidence.residents import resident_text, residents_counted, residents_named
from chains.model import Source
from files.errors import DataError
from tests.builders import SOURCES, make_chain, write_chain

SHARED = {source.id: source for source in SOURCES}
PROOF = {"source": "B0", "proves": "present", "says": "永安有生产线4条", "as_of": "2025"}
Said = Mapping[str, str]


def written(
    folder: Path,
    counties: Mapping[str, str],
    *also: Said,
    proof: Said = PROOF,
    presence: str = "present",
    **company: str,
) -> Path:
    """Write a chain of one link that `proof` proves, with those residents; `also` is said too."""
    link = {
        "id": "substrate",
        "name": "菌棒",
        "stage": "midstream",
        "presence": presence,
        "presence_basis": "source",
        "evidence": [dict(proof), *map(dict, also)],
        "residents": list(counties),
    }
    companies = [
        {"name": name, "county": county, "sources": ["D0"], **company}
        for name, county in counties.items()
    ]
    return write_chain(folder, links=[link], enterprises=companies, sources=[])


def refused(path: Path, shared: Mapping[str, Source] = SHARED) -> list[tuple[int, str, str]]:
    with pytest.raises(DataError) as error:
        load_chain(path, shared)
    return [(problem.line, problem.where, problem.text) for problem in error.value.problems]


def said(**changes: str) -> Said:
    return {"source": "C0", "proves": "present", "says": "安农产菌棒", "as_of": "2024"} | changes


def test_a_resident_of_a_county_that_no_proof_speaks_of_is_refused_where_it_stands(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, {"安农": "尤溪县"})

    [(line, place, text)] = refused(path)

    assert path.read_text("utf-8").splitlines()[line - 1].strip() == "- 安农"
    assert place == "links › substrate › residents › 第1项"
    assert "只说到永安市，列名企业 安农（尤溪县）不在那里" in text
    assert "请从 residents 里删去它" in text


def test_every_resident_elsewhere_is_refused_and_one_of_unknown_county_is_not(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, {"安农": "尤溪县", "某厂": "", "祥云": "大田县"})

    assert [place for _, place, _ in refused(path)] == [
        "links › substrate › residents › 第1项",
        "links › substrate › residents › 第3项",
    ]


@pytest.mark.parametrize(
    "also",
    [
        said(proves="background"),
        said(proves="against"),
        said(source="D0", says="尤溪安农产菌棒"),
        said(says="永安也产菌棒"),
    ],
    ids=["background", "against", "of grade D", "without the name"],
)
def test_what_proves_nothing_of_the_resident_does_not_let_it_pass(
    tmp_path: Path, also: Said
) -> None:
    assert len(refused(written(tmp_path, {"安农": "尤溪县"}, also))) == 1


@pytest.mark.parametrize(
    "counties",
    [{"甲厂": "永安市"}, {"安农": "尤溪县", "甲厂": "永安市"}, {"安农": ""}, {}],
    ids=["in the county", "one of them in it", "of unknown county", "no residents"],
)
def test_residents_that_fit_the_proof_or_whose_county_nobody_knows_are_let_pass(
    tmp_path: Path, counties: Mapping[str, str]
) -> None:
    chain, _ = load_chain(written(tmp_path, counties), SHARED)

    assert chain.links[0].residents == tuple(counties)


@pytest.mark.parametrize(
    "also",
    [said(says="尤溪安农产菌棒"), said(proves="planned", says="安农菌棒厂在建")],
    ids=["the same presence", "something else"],
)
def test_a_resident_that_a_statement_names_stands_beside_the_proof_of_another_county(
    tmp_path: Path, also: Said
) -> None:
    chain, _ = load_chain(written(tmp_path, {"安农": "尤溪县"}, also), SHARED)

    assert chain.links[0].residents == ("安农",)


def test_a_statement_may_name_the_resident_by_its_full_name(tmp_path: Path) -> None:
    planned = said(proves="planned", says="福建安康农业公司菌棒厂在建")
    path = written(tmp_path, {"安农": "尤溪县"}, planned, full_name="福建安康农业公司")

    assert load_chain(path, SHARED)[0].id == "textiles"


@pytest.mark.parametrize("says", ["有生产线4条", "全市有生产线4条，永安最多"])
def test_a_proof_that_is_not_of_one_county_fits_residents_of_any(tmp_path: Path, says: str) -> None:
    path = written(tmp_path, {"安农": "尤溪县"}, proof={**PROOF, "says": says})

    assert load_chain(path, SHARED)[0].id == "textiles"


def test_a_link_of_which_nothing_is_stated_names_whom_it_may(tmp_path: Path) -> None:
    told = {**PROOF, "proves": "background"}
    path = written(tmp_path, {"安农": "尤溪县"}, proof=told, presence="unknown")

    assert load_chain(path, SHARED)[0].id == "textiles"


def test_a_county_told_from_memory_is_not_known(tmp_path: Path) -> None:
    path = written(tmp_path, {"安农": "尤溪县"}, county_basis="memory")

    chain, _ = load_chain(path, SHARED)

    assert residents_named(["安农"], chain) == "安农（县未见）"


def test_a_source_that_is_not_registered_is_the_only_fault_told(tmp_path: Path) -> None:
    path = written(tmp_path, {"安农": "尤溪县"}, said(source="C9"))

    assert [place for _, place, _ in refused(path)] == [
        "links › substrate › evidence › 第2项 › source"
    ]


def test_a_file_of_the_office_without_counties_loads(tmp_path: Path) -> None:
    link = {
        "id": "substrate",
        "name": "菌棒",
        "stage": "midstream",
        "presence": "present",
        "presence_basis": "source",
        "evidence": [PROOF],
        "residents": ["甲厂"],
    }
    own = SOURCES[2].model_dump(by_alias=True, mode="json") | {"id": "B0"}
    companies = [{"name": "甲厂", "sources": ["B0"]}]
    write_chain(tmp_path, links=[link], enterprises=companies, sources=[own])

    chain = load_catalog(office=tmp_path).chain("textiles")

    assert residents_named(chain.links[0].residents, chain) == "甲厂（县未见）"


@pytest.mark.parametrize(
    ("name", "county", "text"),
    [
        ("安农", "尤溪县", "安农（尤溪县）"),
        ("三钢闽光", "", "三钢闽光（县未见）"),
        ("温氏（将乐肉鸭）", "将乐县", "温氏（将乐肉鸭，将乐县）"),
    ],
)
def test_a_resident_is_named_with_its_county_in_one_pair_of_brackets(
    name: str, county: str, text: str
) -> None:
    assert resident_text(name, county) == text


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["甲", "丙"], "甲（建宁县）、丙（泰宁县）"),
        (["甲", "乙"], "甲、乙（均在建宁县）"),
        (["甲", "丁"], "甲（建宁县）、丁（县未见）"),
        (["丁", "戊"], "丁（县未见）、戊（县未见）"),
        ([], ""),
    ],
)
def test_a_county_that_all_share_is_told_once(names: Sequence[str], text: str) -> None:
    chain = make_chain(counties={"甲": "建宁县", "乙": "建宁县", "丙": "泰宁县"}, acid="present")

    assert residents_named(names, chain) == text


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["甲", "丙", "丁"], "3 家，在建宁县、泰宁县，1 家县未见"),
        (["甲", "乙"], "2 家，在建宁县"),
        (["丁"], "1 家，县未见"),
    ],
)
def test_companies_are_counted_with_where_they_are(names: Sequence[str], text: str) -> None:
    chain = make_chain(counties={"甲": "建宁县", "乙": "建宁县", "丙": "泰宁县"}, acid="present")

    assert residents_counted(names, chain) == text
