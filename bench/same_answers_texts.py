"""What two checkouts answered, made comparable, and the first place where they differ."""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pypdf import PdfReader

AROUND = 40  # characters shown of a line that differs
# What no two runs share. The number of a ledger's last entry (·0004, 0004:) stays.
_MASKS = (
    (re.compile(r"\d{4}-\d\d-\d\d·[0-9a-f]{6}"), "<version>"),
    (re.compile(r"(?<=\d{4}-\d\d-\d\d_)[0-9a-f]{6}(?=·)"), "<version>"),  # in names of files
    (re.compile(r"(?<!\d)\d\d:\d\d(:\d\d(\.\d+)?)?(?!\d)"), "<time>"),
    (re.compile(r"(?<=\d{4}:)[0-9a-f]{64}|(?<=内容校验 )[0-9a-f]{64}"), "<hash>"),
)


class Expected(NamedTuple):
    """A sentence changed on purpose: `new` is accepted where `old` stood."""

    old: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class CommandAnswer:
    """What a command gave back; `files` are the papers it made, by masked name."""

    code: int
    stdout: str
    stderr: str
    files: Mapping[str, Path]


def mask(text: str, folders: Mapping[str, str]) -> str:
    """Return `text` without data versions, clock times, hashes and the paths in `folders`."""
    for path, name in folders.items():
        text = text.replace(path, name)
    for pattern, name in _MASKS:
        text = pattern.sub(name, text)
    return text


def difference(old: CommandAnswer, new: CommandAnswer, expected: Sequence[Expected] = ()) -> str:
    """Say where `new` first differs from `old`: exit code, output, papers; "" if nowhere."""
    if old.code != new.code:
        return f"exit code {old.code} → {new.code}"
    for stream in ("stdout", "stderr"):
        before = accept(getattr(old, stream), expected)
        if place := first_difference(before, getattr(new, stream)):
            return f"{stream} {place}"
    if old.files.keys() != new.files.keys():
        return f"papers {sorted(old.files.keys() ^ new.files.keys())} on one side only"
    places = (_papers(old.files[name], new.files[name], expected) for name in sorted(old.files))
    return next(filter(None, places), "")


def accept(text: str, expected: Sequence[Expected]) -> str:
    """Return `text` as it should read after the changes that were meant."""
    for change in expected:
        text = text.replace(change.old, change.new)
    return text


def first_difference(old: str, new: str) -> str:
    """Return the JSON path, else line and column, where two texts part; "" if they are equal."""
    if old == new:
        return ""
    try:
        place = next(_json_places(json.loads(old), json.loads(new), "$"), "")
    except ValueError:
        place = ""
    return place or _line_place(old.splitlines(), new.splitlines())


def _json_places(old: object, new: object, path: str) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _json_places(list(old), list(new), f"{path} keys")
        for key in (key for key in old if key in new):
            yield from _json_places(old[key], new[key], f"{path}.{key}")
    elif isinstance(old, list) and isinstance(new, list):
        for place, (before, after) in enumerate(zip(old, new, strict=False)):
            yield from _json_places(before, after, f"{path}[{place}]")
        if len(old) != len(new):
            yield f"{path}: {len(old)} → {len(new)} items"
    elif (type(old), old) != (type(new), new):
        yield f"{path}: {old!r} → {new!r}"


def _line_place(old: Sequence[str], new: Sequence[str]) -> str:
    for number, (before, after) in enumerate(zip(old, new, strict=False), start=1):
        if before != after:
            pairs = enumerate(zip(before, after, strict=False))
            column = next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))
            seen = slice(max(0, column - AROUND // 2), column + AROUND)
            return f"line {number}, column {column + 1}: {before[seen]!r} → {after[seen]!r}"
    return f"{len(old)} → {len(new)} lines, or their ends differ"


def _papers(old: Path, new: Path, expected: Sequence[Expected]) -> str:
    """Compare two papers: byte by byte, else what is in them."""
    if old.read_bytes() == new.read_bytes():
        return ""
    if place := first_difference(accept(_content(old), expected), _content(new)):
        return f"{new.name} {place}"
    # A name states the data version: where that is the same, so is every stroke of a drawing.
    drawn = old.name == new.name and new.suffix == ".pdf" and not expected
    return f"{new.name}: the same words, drawn differently" if drawn else ""


def _content(paper: Path) -> str:
    """Return all text of a PDF, all parts of an Office file, else the text that the file is."""
    if paper.suffix == ".pdf":
        return mask("\n".join(page.extract_text() for page in PdfReader(paper).pages), {})
    if zipfile.is_zipfile(paper):
        with zipfile.ZipFile(paper) as parts:
            found = [f"{name}: {_part(parts.read(name))}" for name in sorted(parts.namelist())]
        return mask("\n".join(found), {})
    return mask(paper.read_text(encoding="utf-8"), {})


def _part(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:  # a picture
        return sha256(content).hexdigest()
