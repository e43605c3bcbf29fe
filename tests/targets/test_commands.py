"""The commands over companies: exit codes, Chinese answers, JSON that programs can read."""

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from ledger.desks.areas import save_desks
from targets.__main__ import main
from targets.companies_file import load_companies
from targets.desks import desk_of, load_desks
from targets.model import CompanyBasis
from tests.targets.builders import with_taiwan_at

Captured = pytest.CaptureFixture[str]
COMPANY = "浙江三美化工股份有限公司"


@pytest.fixture(scope="module")
def in_step(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Put the shipped companies into a ledger once; every test gets a copy."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANMING_DATA", str(folder))
        patch.delenv("DATABASE_URL", raising=False)
        assert main(["find", "--limit", "0"]) == 0
    return folder


@pytest.fixture(autouse=True)
def _office(in_step: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(in_step, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_check_is_content_with_what_is_shipped(capsys: Captured) -> None:
    assert main(["check"]) == 0

    assert "1399 家企业、1560 条归链" in capsys.readouterr().out


def test_check_names_the_line_of_a_wrong_setting(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "settings.yaml").write_text(
        "reviewed_on: '2026-11-25'\nhalf_life_days: 0\n", "utf-8"
    )

    assert main(["check"]) == 1

    assert "第2行「half_life_days」：不能小于 1" in capsys.readouterr().err


def test_a_score_is_the_sum_of_its_points(capsys: Captured) -> None:
    assert main(["score", "--company", COMPANY, "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    for end in (0, 1):
        gained = sum(points[end] for points in found["points"].values())
        assert found["score"][end] == pytest.approx(gained, abs=1e-3)
    assert found["parts"]["relation"] == [1.0, 1.0]
    assert found["parts"]["signal"] == [0.0, 1.0]
    assert found["relations"][0]["resident"] == "东莹化工"


def test_a_company_is_found_by_its_id_as_well(capsys: Captured) -> None:
    assert main(["score", "--company", "cb6b8496ba0"]) == 0

    said = capsys.readouterr().out
    assert COMPANY in said
    assert "关系：东莹化工的母公司；动向未查" in said
    assert "政策允许：未核实" in said


def test_a_company_that_is_not_there_is_said_so(capsys: Captured) -> None:
    assert main(["score", "--company", "甲公司"]) == 1

    assert "没有编号或名称为「甲公司」的企业" in capsys.readouterr().err


def found(capsys: Captured, *words: str) -> dict[str, Any]:
    assert main(["find", *words, "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_a_desk_finds_its_companies_of_a_chain_by_two_characters(capsys: Captured) -> None:
    desks = load_desks()
    scanned = {
        company.id
        for company in load_companies().companies
        if desk_of(company.province, company.city, desks) == "长三角"
        and any(a.chain == "fluorine" for a in company.assignments)
        and company.basis is CompanyBasis.SOURCE
        and "氟材" in f"{company.name}\n{company.products}\n{company.scope}"
    }

    words = ("--desk", "长三角", "--chain", "fluorine", "--keyword", "氟材", "--apart")
    answer = found(capsys, *words)

    assert (answer["total"], {row["id"] for row in answer["rows"]}) == (len(scanned), scanned)


def test_rows_come_by_class_and_say_who_shares_their_rank(capsys: Captured) -> None:
    everybody = found(capsys, "--desk", "长三角", "--gaps", "--limit", "9999")["rows"]
    answer = found(capsys, "--desk", "长三角", "--gaps", "--limit", "5")

    codes = [row["class"]["code"] for row in everybody]
    assert len(set(codes)) > 1
    assert [row["tie"] for row in everybody] == [
        {"rank": codes.index(code) + 1, "size": codes.count(code)} for code in codes
    ]
    places = [(row["class"]["code"], row["province"], row["name"]) for row in everybody]
    assert places == sorted(places)
    assert answer["rows"] == everybody[:5]


def test_rows_carry_their_reasons(capsys: Captured) -> None:
    answer = found(capsys, "--desk", "长三角", "--gaps", "--limit", "5")

    assert len(answer["rows"]) == 5
    for row in answer["rows"]:
        assert row["best"] is not None
        assert row["sentence"].endswith("。")
        assert row["sources"][0]["title"]
        assert set(row["parts"]) == {"chain", "relation", "signal", "transfer", "carry"}
        assert set(row["known"]) == set(row["parts"])
        assert row["no_target"] is None
        assert row["next_check"]["code"] <= row["class"]["code"]
        assert (row["next_check"]["fact"] is None) is (
            row["next_check"]["code"] == row["class"]["code"]
        )


def test_facets_count_what_each_choice_would_leave(capsys: Captured) -> None:
    answer = found(capsys, "--desk", "京津冀", "--chain", "equipment")

    first, number = next(iter(answer["facets"]["lists"].items()))
    narrowed = found(capsys, "--desk", "京津冀", "--chain", "equipment", "--list", first)
    assert narrowed["total"] == number


def test_memory_and_what_is_no_target_are_off_unless_asked_for(capsys: Captured) -> None:
    options = ((), ("--apart",), ("--apart", "--memory"))
    totals = [found(capsys, "--limit", "0", *more)["total"] for more in options]

    there = [company for company in load_companies().companies if not company.is_closed]
    sourced = [company for company in there if company.basis is CompanyBasis.SOURCE]
    assert totals[1:] == [len(sourced), len(there)]
    assert 0 < totals[0] < len(sourced)


def test_companies_move_with_the_areas_of_the_desks(tmp_path: Path, capsys: Captured) -> None:
    listed = ("--desk", "长三角", "--limit", "0", "--apart")
    before = found(capsys, *listed)["total"]
    ledger = open_ledger({"SANMING_DATA": str(tmp_path)})
    with ledger.writing(LOCAL) as session:
        save_desks(session, LOCAL, with_taiwan_at("长三角"), 0)
    ledger.close()

    after = found(capsys, *listed)["total"]

    assert after - before == 70  # the companies listed in 台湾


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--desk", "长江"], "没有叫“长江”的片区。现有：京津冀"),
        (["--chain", "nothing"], "没有编号为「nothing」的产业链"),
        (["--chain", "fluorine", "--link", "nothing"], "没有编号为「nothing」的环节"),
        (["--link", "castings"], "按环节查要同时写产业链"),
    ],
)
def test_what_is_not_there_is_said_so_and_what_there_is(
    capsys: Captured, words: list[str], says: str
) -> None:
    assert main(["find", *words]) == 1

    assert says in capsys.readouterr().err
