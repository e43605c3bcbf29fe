"""Put the mark into a finished file, where no reader sees it and office suites leave it alone.

Word, PowerPoint and Excel: custom document properties, in pieces, as some programs cut a long one.
PDF: an entry of the document information, appended as an update, so that no page changes.
HTML: a meta element.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html import escape
from xml.sax.saxutils import escape as xml_escape

NAME = "SanmingPaper"
META = "sanming-paper"
PIECE = 200  # letters of a property
CUSTOM = "docProps/custom.xml"
TYPES, RELATIONS = "[Content_Types].xml", "_rels/.rels"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*\Z", re.DOTALL)
_SIZE, _INFO = re.compile(rb"/Size (\d+)"), re.compile(rb"/Info (\d+) 0 R")


def with_mark(ending: str, content: bytes, mark: str) -> bytes:
    """Return the file with the mark in it; a kind of file that takes none is returned as it is."""
    put = _WAYS.get(ending)
    return put(content, mark) if put else content


def pieces(mark: str) -> Iterator[tuple[str, str]]:
    """Yield the properties that hold a mark, each with its name."""
    for number, at in enumerate(range(0, len(mark), PIECE), start=1):
        yield f"{NAME}{number}", mark[at : at + PIECE]


def joined(found: Mapping[str, str]) -> str:
    """Return the mark that lies in custom properties, "" if there is none."""
    held: list[str] = []
    while (name := f"{NAME}{len(held) + 1}") in found:
        held.append(found[name])
    return "".join(held)


def _into_office(content: bytes, mark: str) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for info in source.infolist():
            made.writestr(info, _announced(info.filename, source.read(info)))
        written = zipfile.ZipInfo(CUSTOM, source.infolist()[0].date_time)
        written.compress_type = zipfile.ZIP_DEFLATED
        made.writestr(written, _custom_properties(mark))
    return target.getvalue()


def _announced(name: str, content: bytes) -> bytes:
    """Name the properties where an office suite looks for them."""
    if name == TYPES:
        told = f'<Override PartName="/{CUSTOM}" ContentType="{CUSTOM_TYPE}"/></Types>'
        return content.replace(b"</Types>", told.encode())
    if name == RELATIONS:
        kind = f"{_OFFICE}/relationships/custom-properties"
        told = f'<Relationship Id="rIdSanming" Type="{kind}" Target="{CUSTOM}"/></Relationships>'
        return content.replace(b"</Relationships>", told.encode())
    return content


def _custom_properties(mark: str) -> str:
    held = "".join(
        f'<property fmtid="{_SET}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{xml_escape(piece)}</vt:lpwstr></property>"
        for number, (name, piece) in enumerate(pieces(mark), start=2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{held}</Properties>"
    )


def _into_web(content: bytes, mark: str) -> bytes:
    told = f'<meta name="{META}" content="{escape(mark, quote=True)}">'
    return content.replace(b"<title>", told.encode() + b"<title>", 1)


def _into_pdf(content: bytes, mark: str) -> bytes:
    """Append a new version of the document information; the pages stay byte for byte."""
    trailer = _TRAILER.search(content)
    size = trailer and _SIZE.search(trailer[1])
    info = trailer and _INFO.search(trailer[1])
    if not (trailer and size and info):
        return content
    number = int(info[1])
    old = re.search(rb"(?:^|\n)%d 0 obj\s*<<(.*?)>>\s*endobj" % number, content, re.DOTALL)
    if old is None:
        return content
    told = mark.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("ascii")
    start = len(content) + 1
    made = b"%d 0 obj\n<<%s/%s(%s)>>\nendobj\n" % (number, old[1], NAME.encode(), told)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, start)
    rest = _without_previous(trailer[1])
    end = b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        rest,
        trailer[2],
        start + len(made),
    )
    return content + b"\n" + made + table + end


def _without_previous(trailer: bytes) -> bytes:
    return re.sub(rb"/Prev \d+", b"", trailer)


_WAYS: Mapping[str, Callable[[bytes, str], bytes]] = {
    "docx": _into_office,
    "pptx": _into_office,
    "xlsx": _into_office,
    "html": _into_web,
    "pdf": _into_pdf,
}
