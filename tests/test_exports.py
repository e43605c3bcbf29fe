"""Every file that the product hands out, and by what it is written: no cell becomes a formula."""

import ast
import csv
import io
from collections.abc import Iterator

import pytest

from files.sheets.literal import LITERAL, literal_csv
from tests.docs.test_layers import ROOT, rooms

# What writes tables; whatever else is handed out has no cells that a spreadsheet reckons with.
WORKBOOKS = {
    "files/sheets/rejects.py": "rows of a company list that were not taken",
    "geodata/rows/export.py": "plots, and the empty form",
    "geodata/rows/rejects.py": "rows of a plot list that were not taken",
    "ledger/company_imports/export.py": "companies of the ledger",
    "papers/renderers/sheet.py": "tables of papers, lists of targets, visits",
}
TEXTS = {"files/sheets/literal.py": "problems of an upload, as CSV"}
# Every button that hands a file out, and what it is.
DOWNLOADS = {
    "components/chain/downloads.py": "SVG, PNG, PDF, web page of a chain",
    "components/chain/four_parts_view.py": "Word",
    "components/companies/upload.py": "workbook: files/sheets/rejects.py",
    "components/importing/problem_list.py": "CSV: files/sheets/literal.py",
    "components/lists/downloads.py": (
        "CSV: files/sheets/literal.py; workbook: papers/renderers/sheet.py"
    ),
    "components/map/downloads.py": "PNG, PDF of the map",
    "components/meeting/view.py": "PowerPoint",
    "components/papers/downloads.py": "Word, PDF",
    "components/papers/verifying.py": "CSV: files/sheets/literal.py",
    "components/plots/due_list.py": "workbook: geodata/rows/export.py",
    "components/plots/table.py": "workbook: geodata/rows/export.py",
    "components/plots/uploading/upload.py": (
        "workbook: geodata/rows/export.py, geodata/rows/rejects.py"
    ),
    "components/targets/downloads.py": "workbook: papers/renderers/sheet.py",
    "components/trip/papers.py": "Word, PDF, web page; workbook: papers/renderers/sheet.py",
    "components/trip/visit_list.py": "workbook: papers/renderers/sheet.py",
    "components/wallmaps/making.py": "PDF",
}
# Written into the checkout by the builder of the map, from names of public boundaries.
OF_THE_BUILDER = {"geodata/layers/build.py"}


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of these in the product, with the module it stands in."""
    for room in rooms():
        for path in sorted(room.rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if not any(name.rpartition(".")[2] in text for name in names):
                continue
            for call in ast.walk(ast.parse(text)):
                if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(names):
                    yield path.relative_to(ROOT).as_posix(), call


def test_the_table_names_every_module_that_writes_a_workbook_and_each_keeps_texts_literal() -> None:
    found = list(calls("xlsxwriter.Workbook", "openpyxl.Workbook", "to_excel", "ExcelWriter"))

    assert {path for path, _ in found} == set(WORKBOOKS)
    assert [path for path, call in found if "LITERAL" not in ast.unparse(call.args[1])] == []
    assert set(LITERAL.values()) == {False}


def test_no_literal_table_stands_beside_the_one() -> None:
    named = [
        path.relative_to(ROOT).as_posix()
        for room in rooms()
        for path in room.rglob("*.py")
        if "strings_to_formulas" in path.read_text(encoding="utf-8")
    ]

    assert named == ["files/sheets/literal.py"]


def test_every_file_handed_out_is_written_down() -> None:
    """A list or figure by `exported`, a paper by `recorded`; what holds no data of ours by none."""
    silent = {
        "components/companies/upload.py": "rows of the user's own list",
        "components/importing/problem_list.py": "problems of the user's own list",
        "components/papers/verifying.py": "what differs in the user's own paper",
        "components/plots/uploading/upload.py": "the empty form, rows of the user's own list",
    }
    written = ("exported(", "recorded(", "make_recorded(")
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in DOWNLOADS}

    assert {p for p, text in texts.items() if not any(w in text for w in written)} == set(silent)


def test_the_table_names_every_module_that_writes_csv() -> None:
    found = {path for path, _ in calls("csv.writer", "csv.DictWriter", "to_csv")}

    assert found == set(TEXTS) | OF_THE_BUILDER


def test_the_table_names_every_button_that_hands_a_file_out() -> None:
    assert {path for path, _ in calls("download_button")} == set(DOWNLOADS)


def test_what_a_button_hands_out_is_written_by_one_of_the_writers() -> None:
    named = {
        word.strip(";,") for text in DOWNLOADS.values() for word in text.split() if "/" in word
    }

    # The export of companies is a command's only.
    assert named == {*WORKBOOKS, *TEXTS} - {"ledger/company_imports/export.py"}


def test_the_tables_of_the_screens_offer_no_csv_of_their_own() -> None:
    style = (ROOT / "components" / "frame" / "theme.css").read_text(encoding="utf-8")

    assert '[data-testid="stElementToolbar"] {\n  display: none;' in style


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠"])
def test_a_text_that_a_spreadsheet_would_reckon_with_is_made_a_text_in_csv(start: str) -> None:
    raw = literal_csv([[f"{start}HYPERLINK(1)", "甲-乙"]])

    [row] = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert row == [f"'{start}HYPERLINK(1)", "甲-乙"]
