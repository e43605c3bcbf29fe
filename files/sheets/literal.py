"""Texts that stay texts in a spreadsheet: every export of the product goes by this one table."""

import csv
import io
from collections.abc import Iterable, Sequence

# For xlsxwriter: no text becomes a formula, a link or a number.
LITERAL = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LIVE = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # what a spreadsheet would reckon with in a CSV


def literal_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV for Excel (UTF-8 with BOM); no cell can become a formula."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(LIVE) else cell
