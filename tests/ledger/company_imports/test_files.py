"""`python -m targets import`: into the ledger or a columnar file, whole or not at all."""

import json
import os
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any

import duckdb
import pytest
from python_calamine import load_workbook
from sqlalchemy import select

from ledger.book.database import open_ledger
from ledger.company_imports.imports import count_companies
from ledger.schema.base import AuditRow
from reports.office import import_companies
from targets.__main__ import main
from targets.companies_file import load_companies
from targets.stores.engines.columnar.files import (
    LIMIT_SETTING,
    PART,
    columnar_folder,
    companies_in,
    current_file,
)
from targets.vendor import rows
from targets.vendor.file import read_vendor_file
from tests.files.sheets_of import workbook
from tests.forked import forked_command
from tests.targets.vendor.vendor_lists import csv_file, excel_file, make_rows

Captured = pytest.CaptureFixture[str]
LAYOUT = "企查查导出（新版）"
SHIPPED = len(load_companies().companies)


@pytest.fixture(scope="module")
def in_step(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANMING_DATA", str(folder))
        patch.delenv("DATABASE_URL", raising=False)
        assert main(["find", "--limit", "0"]) == 0
    return folder


@pytest.fixture(autouse=True)
def office(in_step: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copytree(in_step, tmp_path / "office")
    monkeypatch.setenv("SANMING_DATA", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return folder


@pytest.fixture
def long_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a list that is too long for the ledger of this office."""
    monkeypatch.setenv(LIMIT_SETTING, str(SHIPPED + 2))
    return write(tmp_path / "长.csv", csv_file(make_rows(LAYOUT, 5)))


def write(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def imported(capsys: Captured, file: Path, *options: str) -> dict[str, Any]:
    assert main(["import", str(file), "--json", *options]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def stored() -> int:
    ledger = open_ledger(os.environ)
    with ledger.reading() as session:
        found = count_companies(session)
    ledger.close()
    return found


def actions() -> list[str]:
    ledger = open_ledger(os.environ)
    with ledger.reading() as session:
        found = list(session.scalars(select(AuditRow.action)))
    ledger.close()
    return found


def test_a_workbook_goes_into_the_ledger_once(tmp_path: Path, capsys: Captured) -> None:
    file = write(tmp_path / "杭州.xlsx", excel_file(make_rows(LAYOUT, 3)))

    first, again = imported(capsys, file), imported(capsys, file)

    assert (first["format"], first["receipt"]["created"]) == (f"Excel·{LAYOUT}", 3)
    assert (again["receipt"]["import_id"], again["receipt"]["unchanged"]) == (None, 3)
    assert stored() == SHIPPED + 3


def test_a_person_reads_what_became_of_it(tmp_path: Path, capsys: Captured) -> None:
    file = write(tmp_path / "杭州.csv", csv_file(make_rows(LAYOUT, 3)))

    assert main(["import", str(file)]) == 0

    said = capsys.readouterr()
    assert "新增 3，更新 0，没有变化 0" in said.out
    assert "没有导入 法定代表人、电话、邮箱" in said.out
    assert "已读 3 / 3 行" in said.err
    assert "已存 3 / 3 行" in said.err


def test_a_trial_saves_nothing(tmp_path: Path, capsys: Captured) -> None:
    file = write(tmp_path / "杭州.csv", csv_file(make_rows(LAYOUT, 3)))

    found = imported(capsys, file, "--dry-run")

    assert [row["status"] for row in found["rows"]] == ["new"] * 3
    assert "receipt" not in found

    assert stored() == SHIPPED


def test_every_fault_is_named_and_no_row_is_saved(tmp_path: Path, capsys: Captured) -> None:
    rows = make_rows(LAYOUT, 3)
    rows[2][rows[0].index("成立日期")] = "明天"
    file = write(tmp_path / "错.csv", csv_file(rows))

    assert main(["import", str(file)]) == 1

    said = capsys.readouterr().err
    assert "第3行「成立日期」" in said
    assert "1 处问题，没有保存任何一行" in said
    assert stored() == SHIPPED


def test_rows_of_several_sheets_are_told_with_their_sheet_before_and_after_saving(
    tmp_path: Path, capsys: Captured
) -> None:
    made = make_rows(LAYOUT, 4)
    file = write(tmp_path / "两表.xlsx", workbook(made[:3], [made[0], *made[3:]]))
    answer = ("--answer", "sheets=全部")

    trial = imported(capsys, file, "--dry-run", *answer)
    saved = imported(capsys, file, *answer)

    sheets = [next(iter(row["as_written"].items())) for row in trial["rows"]]
    assert sheets == [("工作表", "甲")] * 2 + [("工作表", "乙")] * 2
    assert saved["rows"] == trial["rows"]


def test_a_list_too_long_for_the_ledger_goes_into_a_columnar_file(
    office: Path, long_list: Path, capsys: Captured
) -> None:
    found = imported(capsys, long_list)

    assert found["columnar"] == {"rows": 5, "in_ledger": 0}
    assert "receipt" not in found
    assert (companies_in(office), stored()) == (5, SHIPPED)
    assert actions()[-1] == "import_columnar"
    assert main(["find", "--desk", "长三角", "--keyword", "甲3化", "--apart", "--json"]) == 0
    [company] = json.loads(capsys.readouterr().out)["rows"]
    assert company["name"] == "甲3化工有限公司"


def test_the_same_long_list_again_leaves_as_many_companies(
    long_list: Path, capsys: Captured
) -> None:
    imported(capsys, long_list)

    assert imported(capsys, long_list)["columnar"]["rows"] == 5


def test_a_company_of_the_ledger_stays_one_company(
    tmp_path: Path, long_list: Path, capsys: Captured
) -> None:
    imported(capsys, long_list)
    imported(capsys, write(tmp_path / "短.csv", csv_file(make_rows(LAYOUT, 2))))
    assert both_count(capsys) == 5

    again = imported(capsys, long_list)

    assert again["columnar"] == {"rows": 3, "in_ledger": 2}
    assert both_count(capsys) == 5


def both_count(capsys: Captured) -> int:
    assert main(["find", "--desk", "长三角", "--keyword", "化工有限公司", "--apart", "--json"]) == 0
    names = [company["name"] for company in json.loads(capsys.readouterr().out)["rows"]]
    return sum(name.startswith("甲") for name in names)


def test_a_long_list_with_a_fault_leaves_the_file_before(
    office: Path, tmp_path: Path, long_list: Path, capsys: Captured
) -> None:
    imported(capsys, long_list)
    before = current_file(office)
    rows = make_rows(LAYOUT, 5)
    rows[5][rows[0].index("企业名称")] = "-"

    assert main(["import", str(write(tmp_path / "错.csv", csv_file(rows)))]) == 1

    assert "第6行「企业名称」" in capsys.readouterr().err
    assert current_file(office) == before
    assert [path.name for path in columnar_folder(office).iterdir()] == [before.name]  # type: ignore[union-attr]


def test_the_faulty_rows_of_a_long_list_are_given_back_and_the_others_taken(
    office: Path, tmp_path: Path, long_list: Path, capsys: Captured
) -> None:
    made = make_rows(LAYOUT, 5)
    made[5][made[0].index("企业名称")] = "-"
    made[4][made[0].index("成立日期")] = "明天"
    long_list.write_bytes(csv_file(made))
    rejects = tmp_path / "退回.xlsx"
    how = ("--good-rows", "--rejects", str(rejects))

    trial = imported(capsys, long_list, "--dry-run", *how)
    found = imported(capsys, long_list, *how)

    assert [row["row"] for row in trial["rows"] if row["status"] == "refused"] == [5, 6]
    assert found["columnar"]["rows"] == 3
    [_, first, second] = load_workbook(rejects).get_sheet_by_index(0).to_python()
    assert [first[:2], second[:2]] == [
        ["成立日期：应当是日期，如 2019-03-15（填写值：明天）", "5"],
        ["企业名称：没有写企业名称", "6"],
    ]
    assert companies_in(office) == 3


def test_of_very_many_faulty_rows_the_first_are_kept_and_the_rest_counted(
    tmp_path: Path, long_list: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_list.write_bytes(csv_file(make_rows(LAYOUT, 1500, 成立日期="明天")))
    monkeypatch.setattr(rows, "MOST_KEPT", 600)
    here = partial(read_vendor_file, is_streamed=True)  # what is set above reaches no other process
    monkeypatch.setattr(import_companies, "read_file_apart", here)

    assert main(["import", str(long_list), "--dry-run", "--rejects", str(tmp_path / "a.xlsx")]) == 1

    said = capsys.readouterr().err
    assert "有问题 1500 行" in said
    assert "另有 1450 处没有列出" in said
    assert "1500 处问题，没有保存任何一行" in said
    back = load_workbook(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert (len(back), back[-1][0]) == (602, "另有 900 行有问题，没有写进来；请先改正这些再导入")


def test_contacts_are_not_kept_in_a_columnar_file(
    office: Path, long_list: Path, capsys: Captured
) -> None:
    assert main(["import", str(long_list), "--contacts"]) == 1

    assert "列式文件不保存人员、电话和邮箱" in capsys.readouterr().err
    assert current_file(office) is None


def test_two_processes_do_not_build_at_once(office: Path, long_list: Path) -> None:
    columnar_folder(office).mkdir()
    part = columnar_folder(office) / PART
    with duckdb.connect(str(part)):
        done = forked_command("targets", "import", str(long_list))

    assert done.returncode == 1
    assert "另一个导入正在建列式文件" in done.stderr
    assert part.exists()


def test_rebuilding_keeps_the_companies(office: Path, long_list: Path, capsys: Captured) -> None:
    imported(capsys, long_list)

    assert main(["rebuild"]) == 0

    assert "已重建列式文件：5 家" in capsys.readouterr().out
    assert companies_in(office) == 5


def test_two_spellings_in_one_list_are_told_on_both_rows_and_not_saved_unasked(
    tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "两种写法.xlsx"
    file.write_bytes(workbook([["企业名称"], ["烨辉甲科技有限公司"], ["燁輝甲科技有限公司"]]))

    assert main(["import", str(file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)

    assert [q["what"] for q in told["questions"]] == ["spellings"]
    assert ["duplicate" in row["hints"] for row in told["rows"]] == [True, True]
    said = {n["row"]: n["text"] for n in told["notices"] if "同一家" in n["text"] and n["row"]}
    assert ("第3行" in said[2], "第2行" in said[3]) == (True, True)
    assert main(["import", str(file), "--json", "--answer", "spellings=只取前一行"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row["status"] for row in told["rows"]] == ["new", "skipped"]
