"""The commands over places: exit codes, Chinese answers, JSON that programs can read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.readers import any_file
from tests.geodata.plots import HEADINGS, ROW, csv_of

Captured = pytest.CaptureFixture[str]
MATCH = ["match", "--chain", "fluorine", "--link", "lithium_salt"]


@pytest.fixture(autouse=True)
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))


def written(folder: Path, *rows: list[str]) -> str:
    path = folder / "清单.csv"
    path.write_bytes(csv_of(*rows))
    return str(path)


def test_check_is_content_with_what_is_shipped(capsys: Captured) -> None:
    assert main(["check"]) == 0

    out = capsys.readouterr()
    assert "36 个园区" in out.out
    assert "示例地块 60 个" in out.out
    assert out.err == ""


def test_a_good_list_is_counted_and_not_saved(tmp_path: Path, capsys: Captured) -> None:
    assert main(["import", "--dry-run", written(tmp_path, HEADINGS, ROW)]) == 0

    out = capsys.readouterr().out
    assert "检查通过（没有保存）：1 行，新增 1，更新 0，未变 0，有问题 0，略过 0" in out


def test_a_list_is_not_parsed_by_the_command_itself(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(any_file, "read_sheet", None)  # only the process that reads could call it

    assert main(["import", "--dry-run", written(tmp_path, HEADINGS, ROW)]) == 0

    assert "检查通过" in capsys.readouterr().out


def test_a_bad_list_names_row_and_column(tmp_path: Path, capsys: Captured) -> None:
    path = written(tmp_path, HEADINGS, ["A-1", "甲", "闲置楼", "三元区"])

    assert main(["import", "--dry-run", path]) == 1

    err = capsys.readouterr().err
    assert "第2行「类型」：不在允许的取值内（填写值：闲置楼" in err


def test_saving_is_the_ledgers(tmp_path: Path, capsys: Captured) -> None:
    assert main(["import", written(tmp_path, HEADINGS, ROW)]) == 2

    assert "python -m ledger import" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: Captured) -> None:
    assert main(["import", "--dry-run", str(tmp_path / "没有.csv")]) == 1

    assert "没有.csv 整个文件：读不出来" in capsys.readouterr().err


def test_a_fluorine_plant_of_100_mu_finds_no_revoked_park(capsys: Captured) -> None:
    assert main([*MATCH, "--area-mu", "100", "--json"]) == 0

    content = json.loads(capsys.readouterr().out)
    refused = [row["park"] for row in content["not_recommended"]]
    assert [name[:2] for name in refused] == ["宁化", "尤溪", "青州"]
    assert all(row["notice"] and row["date"] for row in content["not_recommended"])
    assert len(content["plots"]) == 60
    assert all(plot["sample"] for plot in content["plots"])
    assert [plot["order"] for plot in content["plots"]] == list(range(1, 61))
    assert all(g["reason"] and g["source"] for p in content["plots"] for g in p["gates"])
    assert {p["verdict"] for p in content["plots"]} <= {"pass", "fail", "unverified"}


def test_the_plots_of_a_list_can_be_matched(tmp_path: Path, capsys: Captured) -> None:
    path = written(tmp_path, HEADINGS[:2], ROW[:2])

    options = ["--plots", path, "--kind", "标准厂房", "--county", "三元区", "--json"]
    assert main([*MATCH, *options]) == 0

    [plot] = json.loads(capsys.readouterr().out)["plots"]
    assert (plot["id"], plot["sample"], plot["verdict"]) == ("A-1", False, "unverified")


def test_a_list_with_faults_is_not_matched(tmp_path: Path, capsys: Captured) -> None:
    path = written(tmp_path, HEADINGS, ["A-1", "甲", "楼", "三元区"])

    assert main([*MATCH, "--plots", path, "--json"]) == 1

    assert capsys.readouterr().out == ""


def test_the_match_is_told_in_words(capsys: Captured) -> None:
    assert main([*MATCH, "--area-mu", "100", "--investment-10k-yuan", "30000"]) == 0

    out = capsys.readouterr().out
    assert "「含氟锂盐」对 60 块：通过 0、" in out
    assert "不得推荐：「宁化县城南化工工业集中区」的化工园区认定资格已取消" in out


@pytest.mark.parametrize(
    "arguments", [["match", "--chain", "nothing", "--link", "x"], [*MATCH[:-1], "nothing"]]
)
def test_an_unknown_chain_or_link_is_answered_with_those_there_are(
    arguments: list[str], capsys: Captured
) -> None:
    assert main(arguments) == 1

    assert "现有：" in capsys.readouterr().err


@pytest.mark.parametrize("area", ["-1", "nan", "inf", "一百"])
def test_a_number_that_is_none_is_refused(area: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([*MATCH, "--area-mu", area])

    assert "应当是不小于 0 的数字" in capsys.readouterr().err


def test_the_module_runs_as_a_command() -> None:
    command = [sys.executable, "-m", "geodata", "--help"]

    out = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout

    assert all(name in out for name in ("build", "check", "import", "match"))
