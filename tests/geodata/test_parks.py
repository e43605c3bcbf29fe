"""The shipped reference of places: what is in it, what is left out, and who says so."""

from pathlib import Path
from shutil import copytree

import pytest

from chains.allowed_words import COUNTIES
from files.opening import failures
from geodata.county_chains import load_county_chains
from geodata.parks import (
    DATA,
    ChemicalPark,
    ChemicalStatus,
    CountyFacts,
    IdleCase,
    Park,
    load_parks,
    park_files,
)
from tests.geodata.plots import make_plot

PARKS = load_parks()
ROWS: list[Park | ChemicalPark | CountyFacts | IdleCase] = [
    *PARKS.parks,
    *PARKS.chemical,
    *PARKS.counties,
    *PARKS.cases,
]


def test_there_are_36_parks_with_names_of_their_own() -> None:
    assert len({park.name for park in PARKS.parks}) == len(PARKS.parks) == 36


def test_what_rests_on_memory_is_not_shipped() -> None:
    assert PARKS.park("泰宁县工业园区") is None
    assert "memory" not in (DATA / "parks.csv").read_text("utf-8")


def test_a_county_nobody_states_is_left_empty() -> None:
    park = PARKS.park("三明经济开发区")

    assert park is not None
    assert park.counties == ()


def test_a_park_may_lie_in_two_counties() -> None:
    park = PARKS.park("三明高新技术产业开发区")

    assert park is not None
    assert park.counties == ("沙县区", "永安市")


def test_the_eleven_counties_and_eight_cases_are_there() -> None:
    assert sorted(county.name for county in PARKS.counties) == sorted(COUNTIES)
    assert len(PARKS.cases) == 8


def test_every_source_is_cited_and_every_citation_listed() -> None:
    rows = (*ROWS, *load_county_chains())
    cited = {source for row in rows for source in row.sources}

    assert cited == set(PARKS.sources)


def test_ids_are_used_once() -> None:
    parks = [park.id for park in PARKS.parks]
    cases = [case.id for case in PARKS.cases]

    assert len(parks) == len(set(parks))
    assert len(cases) == len(set(cases))


def test_three_chemical_parks_lost_their_status_by_one_notice() -> None:
    revoked = [park for park in PARKS.chemical if park.status is ChemicalStatus.REVOKED]

    assert [park.name for park in revoked] == [
        "宁化县城南化工工业集中区",
        "尤溪县精细化工园区（溪尾片区、管前片区）",
        "青州化工产业集中区B片区",
    ]
    assert {(park.notice, park.date) for park in revoked} == {
        (
            "省工信厅等五部门《关于取消宁化县城南化工工业集中区等6个化工园区（集中区）认定资格的通知》",
            "2024-03（推定）",
        )
    }


def test_the_recognition_of_2021_carries_its_doubt() -> None:
    [recognised] = [p for p in PARKS.chemical if p.status is ChemicalStatus.RECOGNISED]

    assert recognised.name == "三明市黄砂新材料循环经济产业园"
    assert recognised.date == "2021-01"
    assert "复核" in recognised.doubt


@pytest.mark.parametrize(
    ("park", "county", "chemical"),
    [
        ("宁化县城南化工工业集中区", "宁化县", "宁化县城南化工工业集中区"),
        ("宁化 城南", "宁化县", "宁化县城南化工工业集中区"),
        ("尤溪县精细化工园区管前片区", "尤溪县", "尤溪县精细化工园区（溪尾片区、管前片区）"),
        ("青州化工产业集中区B片区", "沙县区", "青州化工产业集中区B片区"),
        ("尤溪经济开发区城南园", "尤溪县", None),
        ("城南化工园", "将乐县", "宁化县城南化工工业集中区"),  # revoked: whatever county is written
        ("尤溪县精细化工园区", "三元区", "尤溪县精细化工园区（溪尾片区、管前片区）"),
        ("青州化工产业集中区A片区", "沙县区", None),
        ("", "宁化县", None),
    ],
)
def test_a_plot_lies_in_a_chemical_park_by_name(
    park: str, county: str, chemical: str | None
) -> None:
    found = PARKS.chemical_park_of(make_plot(park=park, county=county))

    assert (found.name if found else None) == chemical


def test_a_plot_without_a_park_is_known_by_its_own_name() -> None:
    found = PARKS.chemical_park_of(make_plot(name="溪尾片区3号地", county="尤溪县", park="经开区"))

    assert found is not None
    assert found.status is ChemicalStatus.REVOKED


def test_a_citation_names_publisher_title_date_and_grade() -> None:
    cited = PARKS.cite(("S201",))

    assert "6家化工园区被取消认定资格" in cited
    assert cited.endswith("2024-03（推定），C级）")


def broken(folder: Path, name: str) -> str:
    """What is said of the one table of `folder` that does not open."""
    [error] = failures(park_files(folder))
    assert error.path.name == name
    assert error.closes
    assert load_parks(folder).closed == {name}
    return str(error)


def test_a_source_that_is_not_listed_is_named_with_its_line(tmp_path: Path) -> None:
    folder = Path(copytree(DATA, tmp_path / "data"))
    cases = folder / "idle_cases.csv"
    cases.write_text(cases.read_text("utf-8").replace("S92", "S999"), "utf-8")

    assert "第2行「sources」：来源表 sources.csv 里没有编号 S999" in broken(
        folder, "idle_cases.csv"
    )


def test_a_wrong_value_is_named_with_its_line(tmp_path: Path) -> None:
    folder = Path(copytree(DATA, tmp_path / "data"))
    table = folder / "chemical_parks.csv"
    table.write_text(table.read_text("utf-8").replace("revoked", "gone", 1), "utf-8")

    said = broken(folder, "chemical_parks.csv")

    assert "第3行「status」：不在允许的取值内" in said


def test_residents_without_a_year_are_refused_with_their_line(tmp_path: Path) -> None:
    folder = Path(copytree(DATA, tmp_path / "data"))
    table = folder / "parks.csv"
    written = table.read_text("utf-8")
    assert "科达新能源（2023-07二期在建）" in written
    table.write_text(written.replace("科达新能源（2023-07二期在建）", "科达新能源"), "utf-8")

    assert "第34行：residents 没有写是哪一年的" in broken(folder, "parks.csv")


@pytest.mark.parametrize("bare", ["（2021）", "（2021-06）", "（2019—2023）"])
def test_a_date_of_a_park_that_does_not_say_of_what_is_refused(tmp_path: Path, bare: str) -> None:
    folder = Path(copytree(DATA, tmp_path / "data"))
    table = folder / "parks.csv"
    written = table.read_text("utf-8")
    assert "4个月投产（2021-06报道）" in written
    table.write_text(written.replace("4个月投产（2021-06报道）", f"4个月投产{bare}"), "utf-8")

    said = broken(folder, "parks.csv")

    assert f"第26行：factory_fact 的“{bare}”看不出是哪天投产，还是哪天报道" in said
    assert f"“（{bare[1:-1]}报道）”" in said


def test_a_park_of_one_source_says_that_only_this_one_was_seen(tmp_path: Path) -> None:
    folder = Path(copytree(DATA, tmp_path / "data"))
    table = folder / "parks.csv"
    written = table.read_text("utf-8")
    said = ",S04,各项只见2021年一篇报道，现状没有查到\n"
    assert said in written
    table.write_text(written.replace(said, ",S04,\n"), "utf-8")

    assert "第9行：只有一个来源，note 没有写“只见”" in broken(folder, "parks.csv")


def test_the_doubt_of_a_recognised_chemical_park_stands_in_the_note_of_the_park() -> None:
    doubted = [chemical for chemical in PARKS.chemical if chemical.doubt]
    assert doubted

    for chemical in doubted:
        park = PARKS.park(chemical.name)
        assert park is not None
        assert "复核" in park.note


def test_a_park_of_d_sources_and_better_ones_says_what_rests_on_the_d_ones(tmp_path: Path) -> None:
    folder = Path(copytree(DATA, tmp_path / "data"))
    table = folder / "parks.csv"
    written = table.read_text("utf-8")
    assert "定位、企业只见D级" in written
    table.write_text(written.replace("定位、企业只见D级", "定位见公报"), "utf-8")

    assert "第30行「note」：所引来源有 D 级也有更好的" in broken(folder, "parks.csv")


def test_a_missing_table_is_named_and_the_others_open(tmp_path: Path) -> None:
    folder = Path(copytree(DATA, tmp_path / "data"))
    (folder / "parks.csv").unlink()

    assert "整个文件：读不到文件（文件不在了）" in broken(folder, "parks.csv")
    assert load_parks(folder).chemical == PARKS.chemical


def test_without_the_list_of_sources_a_citation_says_so(tmp_path: Path) -> None:
    folder = Path(copytree(DATA, tmp_path / "data"))
    (folder / "sources.csv").write_bytes(b"")

    parks = load_parks(folder)

    assert len(parks.parks) == len(PARKS.parks)
    assert "来源表没有打开" in parks.cite(parks.parks[0].sources)
