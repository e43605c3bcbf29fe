"""Cells of every kind of list: cleaned text, dates and numbers as people write them."""

import re

from files.errors import ProductError

DIGITS = 12  # significant ones kept after a unit was converted


EXCEL_DIGITS = 15  # what a spreadsheet keeps of a number


BREAKS = re.compile(r"[\r\n\t\x0b\x0c\x85\u2028\u2029]+")


NOT_TEXT = re.compile(r"[\ud800-\udfff\ufffe\uffff]")  # what no workbook can hold


DATE_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")


FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)
KEPT_TEXT = re.compile(r"'(?=[\dA-Z]{6,}$)")


class WrongValue(ProductError):  # noqa: N818  (what the user is told)
    """One cell cannot be read; the text says in Chinese what may stand there."""


def unprotected(text: str) -> str:
    """Take off what systems put around a code so that Excel keeps it: ="9133…" and '9133…."""
    if text[:1] not in {"=", "'"}:
        return text
    formula = FORMULA_TEXT.fullmatch(text.strip())
    return formula[1].replace('""', '"') if formula else KEPT_TEXT.sub("", text, count=1)


def clean(text: str) -> str:
    """Bring a cell to one line: line breaks and tabs inside become spaces."""
    if not text or text.isprintable():
        return text.strip()
    return " ".join(BREAKS.split(NOT_TEXT.sub("", text))).strip()


def significant(value: float, digits: int) -> float:
    """Return `value` with that many significant digits, so that writing it down loses nothing."""
    return float(f"{value:.{digits}g}")
