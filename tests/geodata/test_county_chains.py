"""县域重点产业链: the table agrees with the county list, the chains and its own sources."""

from pathlib import Path
from shutil import copytree

import pytest

from chains.allowed_words import COUNTIES
from chains.catalog import alternate_paths, load_catalog
from files.errors import DataError
from geodata.county_chains import DATA, load_county_chains, read_county_chains
from geodata.parks import load_parks


def test_every_county_has_a_chain_and_every_chain_named_is_one_of_ours() -> None:
    rows = load_county_chains()

    assert {row.county for row in rows} == set(COUNTIES)
    ours = {*load_catalog().chains, *(path.stem for path in alternate_paths())}
    assert {row.chain for row in rows} <= ours


def test_it_names_what_the_list_of_counties_names() -> None:
    rows = [row for row in load_county_chains() if row.of_the_city]

    assert len(rows) == 22
    for county in load_parks().counties:
        names = {row.name for row in rows if row.county == county.name}
        listed = {name.split("（")[0] for name in county.chains_2023.split("、")}
        assert names == listed


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("三元区,甲产业链,甲,,三明市,2023-11,,S0", "里没有编号 S0"),
        ("某县,甲,甲,,三明市,2023,,S09", "county"),
    ],
)
def test_a_row_that_does_not_hold_closes_the_table(tmp_path: Path, line: str, words: str) -> None:
    folder = copytree(DATA, tmp_path / "data")
    with (folder / "county_chains.csv").open("a", encoding="utf-8") as table:
        table.write(line + "\n")

    with pytest.raises(DataError, match=words):
        read_county_chains(folder)


def test_what_a_county_named_since_stands_beside_the_notice_and_not_in_its_count() -> None:
    later = [row for row in load_county_chains() if not row.of_the_city]

    assert {(row.county, row.named_by, row.as_of) for row in later} == {
        ("沙县区", "沙县区", "2025-12")
    }
    assert [row.chain for row in later] == ["equipment", "food_snack", "bamboo_wood"]
