"""What is said of links for which companies were looked for elsewhere."""

from pathlib import Path

import pytest

from chains.catalog import load_catalog
from files.errors import DataError
from targets.searched import read_searched, refuse_unknown_links, searched_text

HEADS = "chain,link,searched_on,places,words,result\n"
ROW = "graphite,graphite_purification,2026-11-30,某名录,石墨提纯,没有找到\n"


def written(folder: Path, rows: str) -> Path:
    path = folder / "searched.csv"
    path.write_text(HEADS + rows, "utf-8")
    return path


def test_a_search_is_told_as_one_sentence(tmp_path: Path) -> None:
    [(line, row)] = read_searched(written(tmp_path, ROW))

    assert (line, row.text) == (2, "查过（2026-11-30）：某名录，按“石墨提纯”，没有找到")


def test_beside_other_sentences_it_says_only_when_where_and_what_came_of_it(tmp_path: Path) -> None:
    places = "A股名录（约2021，五片区各省 2 452 家）的名称和行业、随附企业的名称和主营"
    row = ROW.replace("某名录", places).replace("没有找到", "没有找到；另有 1 家待核")
    [(_, found)] = read_searched(written(tmp_path, row))

    assert found.brief == "2026-11-30 查过 A 股名录、随附企业，没有找到"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (ROW * 2, "第3行「link」：环节「graphite.graphite_purification」与第2行相同"),
        (ROW.replace("没有找到", ""), "第2行「result」"),
        (ROW.replace("2026-11-30", "去年"), "第2行「searched_on」"),
    ],
)
def test_a_wrong_row_is_refused_by_its_line(tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(DataError) as refused:
        read_searched(written(tmp_path, rows))

    assert says in str(refused.value)


def test_a_link_that_no_chain_has_is_refused_by_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, ROW.replace("graphite_purification", "no_such"))

    with pytest.raises(DataError) as refused:
        refuse_unknown_links(load_catalog().chains, path)

    assert "第2行「link」：没有环节「graphite.no_such」" in str(refused.value)


def test_where_there_are_three_companies_nothing_is_said_of_searches() -> None:
    row = read_searched()[0][1]

    assert searched_text(row.chain, row.link, 2) == row.text
    assert searched_text(row.chain, row.link, 3) == ""
    assert searched_text("graphite", "no_such", 0) == ""
