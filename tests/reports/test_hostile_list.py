"""A bought list whose every text is an attack, from the command that takes it to every paper."""

import json
import shutil
from pathlib import Path

import pytest

from ledger.__main__ import main as ledger_main
from ledger.book.database import open_ledger
from reports.__main__ import main as reports_main
from targets.__main__ import main
from targets.model import Company
from targets.stores.rows import read_companies
from targets.stores.tables import COMPANY
from tests.hostile_texts import FORMULAS, HOSTILE_TEXTS, MARKS, MARKUP, RAN, TURNED
from tests.papers.papers import (
    Page,
    formula_cells,
    pdf_pages,
    sheets_of,
    squeezed,
    word_text,
)
from tests.prepared_office import prepare
from tests.targets.vendor.vendor_lists import LAYOUTS, csv_file, excel_file, make_code, make_row

LAYOUT = "企查查导出（新版）"
FREE_TEXTS = ("经营范围", "企业简介", "曾用名", "英文名", "官网网址", "企业规模", "所属区县")
NAMES = [f"{text}有限公司" for text in HOSTILE_TEXTS]
IDS = [f"u{make_code(at)}" for at in range(1, len(NAMES) + 1)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office into which the list was taken, as a workbook."""
    folder = prepare(tmp_path_factory.mktemp("office"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANMING_DATA", str(folder))
        (folder / "list.xlsx").write_bytes(excel_file(hostile_rows(HOSTILE_TEXTS)))
        assert main(["import", str(folder / "list.xlsx")]) == 0
    return folder


@pytest.fixture(autouse=True)
def _own_office(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(office, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def hostile_rows(texts: tuple[str, ...]) -> list[list[str]]:
    rows = [
        make_row(LAYOUT, at, 企业名称=f"{text}有限公司", **dict.fromkeys(FREE_TEXTS, text))
        for at, text in enumerate(texts, 1)
    ]
    return [LAYOUTS[LAYOUT].split(","), *rows]


def stored(folder: Path) -> dict[str, Company]:
    ledger = open_ledger({"SANMING_DATA": str(folder)})
    with ledger.reading() as session:
        mine = COMPANY.c.origin.startswith("import:")
        found = read_companies(session.connection(), mine).values()
    ledger.close()
    return {one.company.id: one.company for one in found}


def test_every_text_is_stored_as_written(tmp_path: Path) -> None:
    companies = stored(tmp_path)

    assert [companies[one].name for one in IDS] == NAMES
    assert [companies[one].products for one in IDS] == list(HOSTILE_TEXTS)


def test_the_preview_of_a_csv_says_the_texts_as_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_bytes(csv_file(hostile_rows(HOSTILE_TEXTS)))

    main(["import", str(tmp_path / "list.csv"), "--dry-run", "--json"])

    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [row["values"]["name"] for row in rows] == NAMES


def test_a_name_that_turns_the_direction_of_writing_is_stored_without_that(tmp_path: Path) -> None:
    (tmp_path / "turned.csv").write_bytes(csv_file(hostile_rows(TURNED)))

    main(["import", str(tmp_path / "turned.csv"), "--answer", "changes=改动"])

    texts = "".join(company.model_dump_json() for company in stored(tmp_path).values())
    assert [mark for mark in MARKS if mark in texts] == []


def test_the_companies_leave_as_texts_and_come_back_without_a_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.xlsx"
    assert ledger_main(["export", "--companies", "--out", str(out)]) == 0
    capsys.readouterr()

    assert formula_cells(out.read_bytes()) == 0
    [rows] = sheets_of(out.read_bytes()).values()
    assert set(NAMES) <= {row[1] for row in rows}
    main(["import", str(out), "--dry-run", "--json"])
    changed = [r for r in json.loads(capsys.readouterr().out)["rows"] if r["status"] != "unchanged"]
    assert changed == []


def test_the_trip_book_says_every_name_as_written_in_all_four_forms(tmp_path: Path) -> None:
    asked = [word for one in IDS for word in ("--company", one)]

    assert reports_main(["trip", *asked, "--out", str(tmp_path / "out")]) == 0

    made = {path.suffix: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    page = Page(made[".html"])
    cells = "\n".join(str(c) for s in sheets_of(made[".xlsx"]).values() for row in s for c in row)
    texts = {
        ".docx": word_text(made[".docx"]),
        ".pdf": "".join(pdf_pages(made[".pdf"])),
        ".html": page.text,
        ".xlsx": cells,
    }
    for ending, text in texts.items():
        flat = squeezed(text)
        assert [name for name in NAMES if squeezed(name) not in flat] == [], ending
        assert RAN not in flat, ending
    assert formula_cells(made[".xlsx"]) == 0
    assert (page.fetching, page.handlers) == ([], [])
    assert "svg" not in page.tags
    assert page.tags.count("img") == 1  # the sketch of the route


@pytest.mark.parametrize("text", [MARKUP[5], MARKUP[7], FORMULAS[0]])
def test_the_paper_of_one_company_is_named_and_says_its_name_as_written(
    tmp_path: Path, text: str
) -> None:
    company = IDS[HOSTILE_TEXTS.index(text)]

    assert reports_main(["company", "--id", company, "--out", str(tmp_path / "out")]) == 0

    for path in (tmp_path / "out").iterdir():
        assert path.parent == tmp_path / "out"
        if path.suffix == ".docx":
            assert squeezed(text) in squeezed(word_text(path.read_bytes()))
