"""Workbooks and pages with what people and systems do to them; small, invented, and dull."""

import io
import zipfile
from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

LITERAL = {"strings_to_formulas": False}


def workbook(
    *sheets: Sequence[Sequence[object]],
    names: Sequence[str] = ("甲", "乙", "丙"),
    hidden: Sequence[int] = (),
    merged: Mapping[str, str] | None = None,
    formulas: Mapping[str, str] | None = None,
    out_of_sight: Sequence[str] = (),
) -> bytes:
    """Return a workbook: `hidden` rows (from 0), `merged` ranges and `formulas` of its first sheet.

    A formula has no stored result unless it is an error, which is stored as such.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, LITERAL) as book:
        for name, rows in zip(names, sheets, strict=False):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name in out_of_sight:
                sheet.hide()
            if name == names[0]:
                _mark(sheet, hidden, merged or {}, formulas or {})
    return target.getvalue()


def _mark(
    sheet: Worksheet, hidden: Sequence[int], merged: Mapping[str, str], formulas: Mapping[str, str]
) -> None:
    for number in hidden:
        sheet.set_row(number, None, None, {"hidden": True})
    for where, text in merged.items():
        sheet.merge_range(where, text)
    for where, formula in formulas.items():
        sheet.write_formula(where, formula, None, formula if formula.startswith("#") else "")


def ods(rows: Sequence[Sequence[str]], hidden: Sequence[int] = (), down: int = 1) -> bytes:
    """Return the rows as an .ods; the last cell of the second row spans `down` rows."""
    body = ""
    for number, row in enumerate(rows):
        cells = [_ods_cell(text, "") for text in row]
        if number == 1:
            cells[-1] = _ods_cell(row[-1], f' table:number-rows-spanned="{down}"')
        seen = ' table:visibility="filter"' if number in hidden else ""
        body += f"<table:table-row{seen}>{''.join(cells)}</table:table-row>"
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{n}="{space}:{n}:1.0"' for n in ("office", "table", "text"))
    sheet = f'<table:table table:name="甲">{body}</table:table>'
    inner = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml", f"<office:document-content {names}>{inner}</office:document-content>"
        )
    return target.getvalue()


def _ods_cell(text: str, more: str) -> str:
    shown = f"<text:p>{text}</text:p>" if text else ""
    kind = ' office:value-type="string"' if text else ""
    return f"<table:table-cell{kind}{more}>{shown}</table:table-cell>"


def page(rows: Sequence[Sequence[str]], head: str = "") -> bytes:
    """Return the rows as a table of HTML."""
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<html>{head}<body><table border=1>{body}</table></body></html>".encode()


def excel_xml(rows: Sequence[Sequence[str]], start: str = '<?xml version="1.0"?>') -> bytes:
    """Return the rows as an Excel 2003 XML file."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    body = "".join(f"<Row>{''.join(cell.format(c) for c in row)}</Row>" for row in rows)
    return (
        f'{start}<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="甲">'
        f"<Table>{body}</Table></Worksheet></Workbook>"
    ).encode()
