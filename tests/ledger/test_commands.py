"""`python -m ledger`: what an administrator types, and what comes back."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.__main__ import main
from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from ledger.book.switches import samples_on
from ledger.links.checks import Check, record_check
from ledger.plots.edits import NEW, edit_plot
from ledger.plots.register import count_plots
from tests.ledger.builders import make_plot

HEADINGS = "编号,名称,类型,县区,来源\n"
GOOD = HEADINGS + "A1,甲地,闲置土地,尤溪县,县报表\nA2,乙厂,闲置厂房,尤溪县,县报表\n"
WRONG = HEADINGS + "A1,甲地,闲置土地,东北,县报表\nA2,乙厂,闲置厂房,尤溪县,县报表\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a way to run a command in an office of its own: code, output, error output."""
    monkeypatch.setenv("SANMING_DATA", str(tmp_path / "office"))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run_one(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_one


def plots_in(folder: Path) -> int:
    ledger = open_ledger({"SANMING_DATA": str(folder)})
    with ledger.reading() as session:
        found = count_plots(session)
    ledger.close()
    return found


def test_init_says_where_the_ledger_is(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("init")

    assert (code, str(tmp_path / "office" / "ledger.sqlite") in out) == (0, True)


def test_a_list_is_imported_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(GOOD, encoding="utf-8")

    first = run("import", tmp_path / "a.csv")
    again = run("import", tmp_path / "a.csv")

    assert "已导入：2 行，新增 2，更新 0，未变 0" in first[1]
    assert "已导入：2 行，新增 0，更新 0，未变 2" in again[1]
    assert plots_in(tmp_path / "office") == 2


def test_a_dry_run_saves_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(GOOD, encoding="utf-8")

    code, out, _ = run("import", tmp_path / "a.csv", "--dry-run")

    assert (code, "检查通过（没有保存）：2 行，新增 2" in out) == (0, True)
    assert plots_in(tmp_path / "office") == 0


def test_one_wrong_row_is_named_and_saves_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(WRONG, encoding="utf-8")

    code, _, err = run("import", tmp_path / "a.csv")

    assert code == 1
    assert "a.csv 第2行「县区」" in err
    assert "没有保存任何一行" in err
    assert plots_in(tmp_path / "office") == 0


def test_what_a_list_does_not_say_is_said_beside_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,名称,用地面积（亩）\nA1,甲地,30\n", encoding="utf-8")

    code, _, err = run(
        "import", tmp_path / "a.csv", "--county", "尤溪县", "--kind", "闲置土地", "--source", "县"
    )

    assert (code, err) == (0, "")
    assert plots_in(tmp_path / "office") == 1


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    code, _, err = run("import", tmp_path / "none.csv")

    assert (code, "读不出来" in err) == (1, True)


def test_backup_and_restore_print_the_same_content(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text(GOOD, encoding="utf-8")
    run("import", tmp_path / "a.csv")
    _, saved, _ = run("backup", tmp_path / "b.sqlite")
    monkeypatch.setenv("SANMING_DATA", str(tmp_path / "new"))

    code, restored, _ = run("restore", tmp_path / "b.sqlite")

    assert code == 0
    assert saved.splitlines()[1:] == restored.splitlines()[1:]
    assert plots_in(tmp_path / "new") == 2


def test_restore_into_a_used_ledger_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(GOOD, encoding="utf-8")
    run("import", tmp_path / "a.csv")
    run("backup", tmp_path / "b.sqlite")

    code, _, err = run("restore", tmp_path / "b.sqlite")

    assert (code, "已经有内容" in err) == (1, True)


def test_verify_accepts_a_head_that_was_printed_and_no_other(run: Run) -> None:
    run("sample", "off")
    _, out, _ = run("verify")
    printed = out.split("链头 ")[1].strip()

    assert run("verify", "--head", printed)[0] == 0
    assert run("verify", "--head", "1:abc")[0] == 1


def test_samples_are_switched_by_command(run: Run, tmp_path: Path) -> None:
    run("sample", "off")

    ledger = open_ledger({"SANMING_DATA": str(tmp_path / "office")})
    with ledger.reading() as session:
        assert not samples_on(session)
    ledger.close()


@pytest.mark.parametrize(
    "words", [[], ["burn"], ["sample", "maybe"], ["verify", "--head", "x"], ["backup"]]
)
def test_what_is_not_understood_is_said_in_chinese(
    run: Run, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as leaving:
        run(*words)

    assert leaving.value.code == 2
    assert "命令没有看懂" in capsys.readouterr().err


def test_a_database_that_cannot_be_reached_is_an_error_not_a_trace(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://a/b")

    code, _, err = run("init")

    assert (code, "DATABASE_URL" in err) == (1, True)


def test_the_chains_are_reckoned_with_what_the_office_checked(run: Run, tmp_path: Path) -> None:
    ledger = open_ledger({"SANMING_DATA": str(tmp_path / "office")})
    check = {
        "chain_id": "fluorine",
        "link_id": "sulfuric_acid",
        "outcome": "none",
        "document": "纪要",
    }
    with ledger.writing(LOCAL) as session:
        record_check(session, LOCAL, Check.model_validate({**check, "checked_on": "2026-11-24"}))
    ledger.close()

    code, said, _ = run("chains", "gaps", "--chain", "fluorine", "--json")

    assert code == 0
    assert [row["link"] for row in json.loads(said)["gaps"]] == ["sulfuric_acid"]
    assert json.loads(said)["data_version"].endswith("·0001")


def test_an_event_taken_back_leaves_the_interval_it_found(run: Run) -> None:
    company = ("signal", "--company", "cb6b8496ba0")
    event = ("--kind", "plant", "--on", "2026-11-01", "--says", "公告建厂", "--source", "某公告")

    before = run(*company)[1]
    known = run(*company, *event)[1]
    code, after, _ = run(*company, "--withdraw", "1", "--reason", "看错公司")

    assert code == 0
    assert interval(known)[0] > interval(before)[0]
    assert interval(known)[1] < interval(before)[1]
    assert interval(after) == interval(before)
    assert "已撤回：看错公司" in after


def test_an_event_without_a_source_is_refused_by_name(run: Run) -> None:
    code, _, said = run("signal", "--company", "cb6b8496ba0", "--kind", "plant")

    assert code == 1
    assert "「日期」没有填" in said
    assert "「来源」不能为空" in said


def interval(printed: str) -> tuple[int, ...]:
    """The score on the last line, low and high."""
    return tuple(map(int, printed.splitlines()[-1].rsplit(" ", 1)[1].split("～")))


KEYS = {"encoding", "datum", "format", "questions", "rows", "notices"}
ROW_KEYS = {"row", "id", "status", "hints", "values", "changes", "as_written"}
POINTS = "编号,名称,类型,县区,来源,经度,纬度\nA1,甲地,闲置土地,永安市,县报表,117.36,25.97\n"


def test_the_preview_as_json_has_every_row_question_and_notice(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(WRONG + "B1,丙,闲置土地,永安市,\n", encoding="utf-8")

    code, out, _ = run("import", tmp_path / "a.csv", "--dry-run", "--json")

    content = json.loads(out)
    assert (code, set(content)) == (1, KEYS)
    assert all(set(row) == ROW_KEYS for row in content["rows"])
    assert [(row["row"], row["status"]) for row in content["rows"]] == [
        (2, "refused"),
        (3, "new"),
        (4, "new"),
    ]
    assert content["rows"][0]["as_written"]["县区"] == "东北"
    assert content["rows"][1]["values"]["name"] == "乙厂"
    [notice] = [n for n in content["notices"] if n["kind"] == "refused"]
    assert (notice["row"], notice["column"]) == (2, "县区")
    assert plots_in(tmp_path / "office") == 0


def test_nothing_is_saved_while_a_question_is_open(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(POINTS, encoding="utf-8")

    code, _, err = run("import", tmp_path / "a.csv")
    assert (code, plots_in(tmp_path / "office")) == (1, 0)
    assert "--answer datum={CGCS2000、WGS-84、GCJ-02、BD-09、不明}，可能是 CGCS2000" in err

    code, _, _ = run("import", tmp_path / "a.csv", "--answer", "datum=高德")
    assert (code, plots_in(tmp_path / "office")) == (0, 1)


def test_good_rows_are_taken_and_the_others_handed_back(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(WRONG, encoding="utf-8")

    code, _, _ = run(
        "import", tmp_path / "a.csv", "--good-rows", "--rejects", tmp_path / "退回.xlsx"
    )

    assert (code, plots_in(tmp_path / "office")) == (0, 1)
    code, _, err = run("import", tmp_path / "退回.xlsx")
    assert (code, "第2行「县区」：不在允许的取值内（填写值：东北" in err) == (1, True)


def test_an_export_comes_back_without_a_change_and_one_cell_is_one_change(
    run: Run, tmp_path: Path
) -> None:
    points = POINTS.replace("纬度\n", "纬度,坐标系,用地面积（亩）\n").replace(
        "25.97\n", "25.97,高德,90\n"
    )
    (tmp_path / "a.csv").write_text(points, encoding="utf-8")
    run("import", tmp_path / "a.csv")
    run("export", "--plots", "--out", tmp_path / "b.xlsx")

    _, out, _ = run("import", tmp_path / "b.xlsx", "--dry-run", "--json")
    assert [row["status"] for row in json.loads(out)["rows"]] == ["unchanged"]

    (tmp_path / "a.csv").write_text(points.replace(",90\n", ",91\n"), encoding="utf-8")
    _, out, _ = run("import", tmp_path / "a.csv", "--dry-run", "--json")
    assert [row["changes"] for row in json.loads(out)["rows"]] == [{"area_mu": [90, 91]}]

    run("import", tmp_path / "b.xlsx")
    run("export", "--plots", "--out", tmp_path / "c.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == (tmp_path / "c.xlsx").read_bytes()


def test_companies_that_may_be_one_are_listed_merged_and_parted(run: Run) -> None:
    code, listed, _ = run("companies", "same")
    assert code == 0
    assert "名称只差公司形式" in listed
    first, second = re.findall(r"（(c[0-9a-f]{10})）", listed.splitlines()[1])

    assert "编号 1；" in run("companies", "merge", first, second)[1]
    assert "已决定 1：" in run("companies", "same")[1]
    refused = run("companies", "apart", first, second)
    assert (refused[0], "已经有人决定" in refused[2]) == (1, True)
    assert run("companies", "undo", "1")[0] == 0
    assert run("companies", "apart", first, second)[0] == 0
    assert f"（{first}） ~ " not in run("companies", "same")[1].splitlines()[1]


@pytest.mark.parametrize(
    "rest", [("merge", "c1"), ("apart",), ("undo",), ("undo", "7"), ("merge", "c1", "c1")]
)
def test_what_companies_cannot_do_is_said_and_changes_nothing(
    run: Run, rest: tuple[str, ...]
) -> None:
    code, _, said = run("companies", *rest)

    assert code == 1
    assert "没有改动" in said


def test_contacts_are_listed_by_day_and_one_is_erased(run: Run, tmp_path: Path) -> None:
    run("init")
    ledger = open_ledger({"SANMING_DATA": str(tmp_path / "office")})
    with ledger.writing(LOCAL) as session:
        edit_plot(session, LOCAL, make_plot(contact="林科 13812345678"), NEW)
    ledger.close()

    kept, due = run("contacts"), run("contacts", "--days", "0")
    erased, again = run("contacts", "--erase", "YX-1"), run("contacts", "--erase", "YX-1")

    assert "留存联系人 1 处，到期（730 天）0 处" in kept[1]
    assert "地块 YX-1：" in kept[1]
    assert "已到期" in due[1]
    assert "13812345678" not in kept[1]
    assert (erased[0], again[0]) == (0, 1)
    assert "已彻底删除 YX-1 的联系人" in erased[1]
    assert "什么也没有删" in again[2]
