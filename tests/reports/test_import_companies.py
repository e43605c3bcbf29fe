"""`targets import`: the same preview and questions for looking and for saving."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from ledger.__main__ import main as ledger_main
from ledger.company_imports.export import CELLS
from targets.__main__ import main
from targets.companies_file import load_companies
from tests.targets.vendor.vendor_lists import csv_file, excel_file, make_code

IDENTITY = ("企业名称", "统一社会信用代码")
SHIPPED = len([c for c in load_companies().companies if c.may_be_shown])
HEADING = ["企业名称", "统一社会信用代码", "登记状态", "所属省份", "所属城市", "经营范围"]
FIRST = ["甲锂电材料有限公司", make_code(1), "存续", "江苏省", "苏州市", "电解液"]
MIXED_UP = [
    ["乙纺织有限公司", make_code(1), "存续", "广东省", "广州市", "服装"],
    ["甲锂电材料有限公司", make_code(2), "存续", "江苏省", "苏州市", "电解液"],
]


@pytest.fixture(autouse=True)
def _own_office(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def list_of(folder: Path, *rows: list[str]) -> str:
    path = folder / "list.csv"
    path.write_bytes(csv_file([HEADING, *rows]))
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main(["import", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_preview_says_of_each_row_what_would_become_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [FIRST, ["", "", "", "", "", "合计"], ["丙有限公司", "9135", "存续", "浙江", "", ""]]
    rows[1] = ["共2家", "", "", "", "", ""]

    code, found = run(capsys, list_of(tmp_path, *rows), "--dry-run")

    assert code == 1
    assert list(found) == ["encoding", "datum", "format", "questions", "rows", "notices"]
    assert [(r["row"], r["status"]) for r in found["rows"]] == [
        (2, "new"),
        (3, "skipped"),
        (4, "refused"),
    ]
    assert found["rows"][0]["values"]["desk"] == "长三角"
    assert found["rows"][0]["values"]["city"] == "苏州"
    assert found["rows"][0]["as_written"]["所属城市"] == "苏州市"
    assert [q["what"] for q in found["questions"]] == ["codes"]
    assert {n["row"] for n in found["notices"]} >= {3, 4}


def test_a_mixed_up_code_asks_before_it_renames_and_moves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, list_of(tmp_path, FIRST))[0] == 0
    path = list_of(tmp_path, *MIXED_UP)

    code, found = run(capsys, path)

    assert code == 1
    assert "receipt" not in found
    first, second = found["rows"]
    assert first["hints"] == ["renamed", "moved"]
    assert first["changes"]["name"] == ["甲锂电材料有限公司", "乙纺织有限公司"]
    assert (second["status"], second["hints"]) == ("new", ["duplicate"])
    assert [q["what"] for q in found["questions"]] == ["changes"]


def test_what_was_answered_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, list_of(tmp_path, FIRST))
    path = list_of(tmp_path, *MIXED_UP)

    code, found = run(capsys, path, "--answer", "changes=不改动")

    assert code == 0
    assert [row["status"] for row in found["rows"]] == ["skipped", "new"]
    assert found["receipt"]["created"] == 1
    assert found["receipt"]["updated"] == 0


def test_good_rows_are_taken_and_the_others_given_back_with_their_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = list_of(tmp_path, FIRST, ["乙有限公司", make_code(2), "正在考虑", "浙江", "", ""])
    rejects = tmp_path / "rejects.xlsx"

    assert run(capsys, path)[0] == 1
    code, found = run(capsys, path, "--good-rows", "--rejects", str(rejects))

    assert code == 0
    assert found["receipt"]["created"] == 1
    [heading, row] = load_workbook(str(rejects)).get_sheet_by_index(0).to_python()
    assert heading == ["没有导入的原因", "原来的行", *HEADING]
    assert "不认识的登记状态" in str(row[0])
    assert row[2] == "乙有限公司"


def test_registered_names_are_proposed_as_the_brands_that_are_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = list_of(tmp_path, ["深圳市大疆创新科技有限公司", "", "存续", "广东", "深圳", ""])

    _, found = run(capsys, path, "--dry-run")
    _, apart = run(capsys, path, "--dry-run", "--answer", "duplicates=分开保存")

    assert found["rows"][0]["changes"]["name"] == ["大疆", "深圳市大疆创新科技有限公司"]
    assert [q["what"] for q in found["questions"]] == ["duplicates"]
    assert apart["rows"][0]["status"] == "new"
    assert apart["rows"][0]["hints"] == ["duplicate"]


def test_an_answer_must_have_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["import", list_of(tmp_path, FIRST), "--answer", "全部"])

    assert "名称=值" in capsys.readouterr().err


def exported(folder: Path) -> Path:
    path = folder / "exported.xlsx"
    assert ledger_main(["export", "--companies", "--out", str(path)]) == 0
    return path


def test_what_was_exported_imports_again_without_a_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, list_of(tmp_path, FIRST))
    path = exported(tmp_path)
    before = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    capsys.readouterr()

    code, found = run(capsys, str(path))

    assert code == 0
    assert {row["status"] for row in found["rows"]} == {"unchanged"}
    assert len(found["rows"]) == len(before) - 1 > SHIPPED
    assert load_workbook(str(exported(tmp_path))).get_sheet_by_index(0).to_python() == before


CHANGED = {
    "企业名称": ("甲锂电材料科技有限公司", "name"),
    "统一社会信用代码": (make_code(7), "code"),
    "登记状态": ("注销", "state"),
    "所属省份": ("浙江", "province"),
    "所属城市": ("南京", "city"),
    "所属区县": ("高淳区", "district"),
    "英文名": ("Alpha", "name_en"),
    "股票代码": ("600000", "stock_code"),
    "曾用名": ("甲旧名有限公司", "former_names"),
    "成立日期": ("2011-02-03", "established_on"),
    "注册资本（万元）": ("12.5", "capital_10k_yuan"),
    "所属行业": ("电池制造", "industry"),
    "行业代码": ("C3841", "industry_code"),
    "主营产品": ("隔膜", "products"),
    "经营范围": ("隔膜销售", "scope"),
    "网址": ("https://example.cn", "website"),
    "备注": ("看过", "note"),
}
"""By heading of the exported workbook, another text and the field whose one change it is."""
WHOLE = {
    **{heading: text for heading, (text, _) in CHANGED.items()},
    "企业名称": "乙电池有限公司",
    "统一社会信用代码": make_code(9),
    "所属省份": "江苏",
    "所属城市": "无锡",
    "所属区县": "江阴市",
    "登记状态": "存续",
    "英文名": "Beta",
    "股票代码": "600001",
    "曾用名": "乙旧名有限公司",
    "成立日期": "2012-02-03",
    "注册资本（万元）": "99",
    "所属行业": "塑料制品业",
    "行业代码": "C2921",
    "主营产品": "膜",
    "经营范围": "膜销售",
    "网址": "https://example.com",
    "备注": "有过联系",
}


def companies_of_each_column() -> list[list[str]]:
    """Return a list with one company for every column, each of which says everything."""
    own = {heading: f"乙{n}电池有限公司" for n, heading in enumerate(CHANGED)}
    codes = {heading: make_code(100 + n) for n, heading in enumerate(CHANGED)}
    rows = [
        list({**WHOLE, "企业名称": own[h], "统一社会信用代码": codes[h]}.values()) for h in CHANGED
    ]
    return [list(WHOLE), *rows]


def edited(folder: Path, capsys: pytest.CaptureFixture[str], texts: dict[str, str]) -> Path:
    """Return the exported workbook: in the row of the company of each column, that is changed."""
    made = companies_of_each_column()
    path = folder / "whole.csv"
    path.write_bytes(csv_file(made))
    run(capsys, str(path))
    sheet = load_workbook(str(exported(folder))).get_sheet_by_index(0)
    rows = [[str(cell) for cell in row] for row in sheet.to_python()]
    names = dict(zip(CHANGED, (row[0] for row in made[1:]), strict=True))
    for heading, text in texts.items():
        at = next(n for n, row in enumerate(rows) if names[heading] in row)
        rows[at][rows[0].index(heading)] = text
    path = folder / "edited.xlsx"
    path.write_bytes(excel_file(rows))
    capsys.readouterr()
    return path


def test_every_column_of_the_exported_workbook_is_tried() -> None:
    assert list(CHANGED) == [title for title in CELLS if title != "企业编号"]


def test_one_changed_cell_comes_back_as_one_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(tmp_path, capsys, {heading: text for heading, (text, _) in CHANGED.items()})

    _, found = run(capsys, str(path), "--dry-run")

    changed = [set(row["changes"]) for row in found["rows"] if row["status"] != "unchanged"]
    assert sorted(map(sorted, changed)) == sorted([field] for _, field in CHANGED.values())


def test_an_emptied_cell_is_asked_about_and_cleared_only_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    emptied = {heading: "" for heading in CHANGED if heading not in {*IDENTITY, "所属省份"}}
    path = edited(tmp_path, capsys, emptied)

    _, found = run(capsys, str(path), "--dry-run")
    _, cleared = run(capsys, str(path), "--dry-run", "--answer", "emptied=清空")
    code, kept = run(capsys, str(path), "--answer", "emptied=不改")

    assert [question["what"] for question in found["questions"]] == ["emptied"]
    said = [n["text"] for n in found["notices"] if n["kind"] == "warning" and "原为" in n["text"]]
    assert len(said) == len(emptied)
    assert all(text.endswith("文件里是空的：未改") for text in said)
    assert code == 0
    assert {one["status"] for one in found["rows"] + kept["rows"]} == {"unchanged"}
    changes = [one["changes"] for one in cleared["rows"] if one["status"] == "changed"]
    assert sorted(name for one in changes for name in one) == sorted(
        field for heading, (_, field) in CHANGED.items() if heading in emptied
    )
    assert all(after in ("", None, []) for one in changes for _, after in one.values())
