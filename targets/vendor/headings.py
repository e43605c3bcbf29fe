"""Find the heading row of a bought list and understand it: layout, columns, what is unknown."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from files.sheets.heading_rows import HeadingRow, heading_rows
from files.sheets.headings import NOISE, plain
from targets.vendor.columns import COLUMN_BY_FIELD, COLUMNS, IGNORED, LAYOUTS

SEARCHED = 20  # rows in which the headings must begin
FEWEST = 3  # known headings that make a row the heading row,
ENOUGH = frozenset({"name", "credit_code"})  # unless it has these
LONGEST = 30  # characters of what may be a heading at all
UNIT = re.compile(
    r"[(\[【]((?:人民币|美元|港元|港币|欧元)?(?:千|万|百万|亿)?元?(?:人民币|美元|美金|港元|港币|欧元|日元)?)"
    r"[)\]】]$"
)
EITHER = re.compile(r"[/／|或]")
OTHER = "其他格式"
Mapped = Mapping[str, str]  # by heading (`key_of`), the field it means, "" for none


@dataclass(frozen=True, slots=True)
class VendorHeading:
    """表头: one cell of the heading row: where it stands, as written, and the field it means.

    `field` is "" if the column is not taken; `unit` is what the heading says of its numbers.
    """

    at: int
    written: str
    field: str
    unit: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class VendorHeader:
    """表头行: its row (as a person counts, from 1), its headings, and whose layout it is.

    `fingerprint` names this set of headings, to remember what a person said of it.
    """

    row: int
    headings: tuple[VendorHeading, ...]
    layout: str
    fingerprint: str
    heading_row: HeadingRow

    @property
    def fields(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(h.field for h in self.headings if h.field)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings nobody has explained, as written."""
        return tuple(h.written for h in self.headings if not h.known)

    @property
    def is_usable(self) -> bool:
        """Whether it says which column holds the names."""
        return "name" in self.fields


def key_of(written: str) -> str:
    """Return a heading without width, case, brackets, spaces and punctuation of no meaning."""
    return NOISE.sub("", re.sub(r"[()\[\]【】]", "", plain(written)))


FIELD_OF = {key_of(name): column.field for column in COLUMNS for name in column.headings}
NAMED = frozenset(key for key, field in FIELD_OF.items() if field == "name") - {
    "企业",
    "公司",
    "单位",
}
"""What, alone among the cells of a row, makes it the heading row."""
LEFT_OUT = frozenset(map(key_of, IGNORED))
SIGNS = {name: frozenset(map(key_of, signs)) for name, signs in LAYOUTS.items()}


def find_header(
    rows: Sequence[Sequence[str]],
    remembered: Mapping[str, Mapped] | None = None,
    told: Mapped | None = None,
) -> VendorHeader | None:
    """Return the heading row among the first rows of a list, None if there is no such row.

    `remembered` are mappings by fingerprint, `told` the one a person gives now. Without a usable
    row, the first that could hold headings is returned, for a person to explain.
    """
    found = [
        header_of(row, remembered or {}, told) for row in heading_rows(rows[:SEARCHED], is_known)
    ]
    best = max(found, key=lambda header: len(header.fields), default=None)
    if best is not None and (len(best.fields) >= FEWEST or best.fields >= ENOUGH):
        return best
    named = (h for h in found if any(key_of(c) in NAMED for c in h.heading_row.cells))
    if best is not None and not told and (alone := next(named, None)):
        return alone
    explained = (h for h in found if h.is_usable and (told or h.fingerprint in (remembered or {})))
    return next(explained, None) or next(filter(_could_be, found), None)


def _could_be(header: VendorHeader) -> bool:
    texts = [heading.written for heading in header.headings]
    short = all(len(text) <= LONGEST and not text.isdecimal() for text in texts)
    return len(texts) > 1 and short and len(set(texts)) == len(texts)


def is_known(written: str) -> bool:
    """Tell whether a text is a heading whose meaning we know."""
    heading = _heading(0, written, key_of(written), {})
    return heading.known


def header_of(
    row: HeadingRow, remembered: Mapping[str, Mapped], told: Mapped | None
) -> VendorHeader:
    """Understand the cells of a heading row."""
    keys = [key_of(cell) for cell in row.cells]
    fingerprint = hashlib.sha256("\n".join(sorted(filter(None, keys))).encode()).hexdigest()[:32]
    mapped = told if told is not None else remembered.get(fingerprint, {})
    headings = tuple(
        _heading(at, cell, key, mapped)
        for at, (cell, key) in enumerate(zip(row.cells, keys, strict=True))
        if key
    )
    layout = layout_of(frozenset(keys))
    return VendorHeader(row.row, _each_once(headings), layout, fingerprint, row)


def _heading(at: int, cell: str, key: str, mapped: Mapped) -> VendorHeading:
    written = " ".join(cell.split())[:60]
    unit = UNIT.search(plain(cell))
    base = key_of(UNIT.sub("", plain(cell)))
    parts = [key_of(part) for part in EITHER.split(plain(cell))] if EITHER.search(cell) else []
    joined = key_of(EITHER.sub("", plain(cell)))
    meant = (FIELD_OF.get(name, "") for name in (key, base, joined, *parts))
    field = mapped.get(key, next(filter(None, meant), ""))
    known = bool(field) or key in mapped or {key, base} & LEFT_OUT != frozenset()
    return VendorHeading(at, written, field if field in COLUMN_BY_FIELD else "", _unit(unit), known)


def _unit(found: re.Match[str] | None) -> str:
    return found.group(1) if found else ""


SEVERAL = frozenset({"phone", "email", "person"})  # fields that may have several columns


def _each_once(headings: Sequence[VendorHeading]) -> tuple[VendorHeading, ...]:
    """Take the first column of each field; the name a vendor matched counts before any other."""
    taken: set[str] = set()
    kept: list[VendorHeading] = []
    for heading in headings:
        again = heading.field in taken - SEVERAL - {""}
        taken.add(heading.field)
        kept.append(replace(heading, field="", known=False) if again else heading)
    return tuple(kept)


def layout_of(keys: frozenset[str]) -> str:
    """Return the name of the layout with these headings, `OTHER` if it is none of those known."""
    return next((name for name, signs in SIGNS.items() if signs <= keys), OTHER)
