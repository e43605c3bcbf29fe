"""The commands over companies: exit codes, Chinese answers, JSON that programs can read."""

import json
from pathlib import Path

import pytest

from targets.__main__ import main

Captured = pytest.CaptureFixture[str]
COMPANY = "浙江三美化工股份有限公司"


@pytest.fixture(autouse=True)
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_check_is_content_with_what_is_shipped(capsys: Captured) -> None:
    assert main(["check"]) == 0

    assert "1391 家企业、1558 条归链" in capsys.readouterr().out


def test_check_names_the_line_of_a_wrong_setting(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "settings.yaml").write_text(
        "reviewed_on: '2026-11-25'\nhalf_life_days: 0\n", "utf-8"
    )

    assert main(["check"]) == 1

    assert "第2行「half_life_days」:不能小于 1" in capsys.readouterr().err


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
    assert "关系:东莹化工的母公司;动向未查" in said
    assert "政策允许:未核实" in said


def test_a_company_that_is_not_there_is_said_so(capsys: Captured) -> None:
    assert main(["score", "--company", "甲公司"]) == 1

    assert "没有编号或名称为「甲公司」的企业" in capsys.readouterr().err
