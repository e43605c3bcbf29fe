"""Find the heading row of a bought list and understand it: layout, columns, what is unknown."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from files.sheets.headings import NOISE, plain
from targets.vendor.columns import COLUMN_BY_FIELD, COLUMNS, IGNORED, LAYOUTS

SEARCHED = 20  # rows in which the headings must begin
FEWEST = 3  # known headings that make a row the heading row,
ENOUGH = frozenset({"name", "credit_code"})  # unless it has these
LONGEST = 30  # characters of what may be a heading at all
UNIT = re.compile(r"\((万元|元|亿元|万|亿|万人民币)\)$")
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
        header_of(number, row, remembered or {}, told)
        for number, row in enumerate(rows[:SEARCHED], start=1)
    ]
    best = max(found, key=lambda header: len(header.fields), default=None)
    if best is not None and (len(best.fields) >= FEWEST or best.fields >= ENOUGH):
        return best
    explained = (h for h in found if h.is_usable and (told or h.fingerprint in (remembered or {})))
    return next(explained, None) or next(filter(_could_be, found), None)


def _could_be(header: VendorHeader) -> bool:
    texts = [heading.written for heading in header.headings]
    short = all(len(text) <= LONGEST and not text.isdecimal() for text in texts)
    return len(texts) > 1 and short and len(set(texts)) == len(texts)


def header_of(
    number: int, row: Sequence[str], remembered: Mapping[str, Mapped], told: Mapped | None
) -> VendorHeader:
    """Understand the cells of one row as headings."""
    keys = [key_of(cell) for cell in row]
    fingerprint = hashlib.sha256("\n".join(sorted(filter(None, keys))).encode()).hexdigest()[:32]
    mapped = told if told is not None else remembered.get(fingerprint, {})
    headings = tuple(
        _heading(at, cell, key, mapped)
        for at, (cell, key) in enumerate(zip(row, keys, strict=True))
        if key
    )
    return VendorHeader(number, _each_once(headings), layout_of(frozenset(keys)), fingerprint)


def _heading(at: int, cell: str, key: str, mapped: Mapped) -> VendorHeading:
    written = " ".join(cell.split())[:60]
    unit = UNIT.search(plain(cell))
    base = key_of(UNIT.sub("", plain(cell)))
    field = mapped.get(key, FIELD_OF.get(key) or FIELD_OF.get(base) or "")
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
        kept.append(
            VendorHeading(heading.at, heading.written, "", heading.unit) if again else heading
        )
    return tuple(kept)


def layout_of(keys: frozenset[str]) -> str:
    """Return the name of the layout with these headings, `OTHER` if it is none of those known."""
    return next((name for name, signs in SIGNS.items() if signs <= keys), OTHER)
