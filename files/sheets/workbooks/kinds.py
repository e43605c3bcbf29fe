"""What an upload is by its first bytes, whatever its name ends in: systems save HTML as .xls."""

import re
from enum import Enum

LOOKED_AT = 4096
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OTHERS = (
    (b"%PDF", "PDF"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"{\\rtf", "RTF 文档"),
    (b"mime-version:", "网页归档（mht）"),
)
EXCEL_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
PAGE = re.compile(rb"<(!doctype html|html|table|meta|head|body|div|style|tr)\b")
CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""")


class FileForm(Enum):
    """文件形式: how an upload is written."""

    WORKBOOK = "workbook"
    HTML = "html"
    EXCEL_XML = "excel_xml"
    TEXT = "csv"


FORM_NAMES = {
    FileForm.WORKBOOK: "Excel",
    FileForm.HTML: "网页表格（HTML）",
    FileForm.EXCEL_XML: "Excel 2003 XML",
    FileForm.TEXT: "CSV",
}


def form_of(raw: bytes) -> FileForm:
    """Return how a file is written: a workbook (.xlsx, .xls, .et, .ods), a page, XML, or text."""
    if raw[:4] in {ZIP, OLE}:
        return FileForm.WORKBOOK
    start = _start(raw)
    if not start.startswith(b"<"):
        return FileForm.TEXT
    if EXCEL_XML in start:
        return FileForm.EXCEL_XML
    return FileForm.HTML if PAGE.search(start) else FileForm.TEXT


def foreign_kind(raw: bytes) -> str:
    """Return in Chinese what a file is that is no table at all, "" if it may be one."""
    start = _start(raw)
    return next((name for sign, name in OTHERS if start.startswith(sign.lower())), "")


def charset_of(raw: bytes) -> str:
    """Return the encoding that a page or XML names, as written there, "" if none."""
    found = CHARSET.search(_start(raw))
    return found[1].decode("ascii") if found else ""


def _start(raw: bytes) -> bytes:
    # Of a file in two bytes a letter, what is ASCII reads the same without the zeros.
    marked = raw[:LOOKED_AT].replace(b"\0", b"")
    return marked.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
