"""One word, one thing: class names, and the glossary that explains them."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOMAIN = (
    "files",
    "chains",
    "policies",
    "geodata",
    "targets",
    "drawing",
    "ledger",
    "briefings",
    "papers",
)
PRODUCT = (*DOMAIN, "reports", "components", "pages", "front", "bench")
_TYPE = re.compile(r"[A-Z][A-Za-z]*[a-z][A-Za-z]*")
_TERM = re.compile(r"`([A-Z]\w*)`")


def classes(room: Path) -> Iterator[tuple[str, str]]:
    """Yield each public class of `room` and the file it stands in."""
    for path in sorted(room.rglob("*.py")):
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.ClassDef) and not statement.name.startswith("_"):
                yield statement.name, path.relative_to(room.parent).as_posix()


def aliases(room: Path) -> Iterator[tuple[str, str]]:
    """Yield each name of a type (`Ring = tuple[…]`) that a module of `room` makes up."""
    for path in sorted(room.rglob("*.py")):
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)]) if _TYPE.fullmatch(name):
                    yield name, path.relative_to(room.parent).as_posix()


def terms(glossary: str) -> list[str]:
    """List the classes that stand in the first column of a table of the glossary."""
    first = [line.split("|")[1] for line in glossary.splitlines() if line.startswith("|")]
    return [name for cell in first for name in _TERM.findall(cell)]


def shared(named: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the names that stand for several classes, and where those are."""
    places: dict[str, list[str]] = {}
    for name, path in named:
        places.setdefault(name, []).append(path)
    return {name: paths for name, paths in places.items() if len(paths) > 1}


def product() -> Iterator[tuple[str, str]]:
    """Yield every public class of the product."""
    for room in PRODUCT:
        yield from classes(ROOT / room)


GLOSSARY = terms((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))


def test_no_two_classes_share_a_name() -> None:
    assert shared(product()) == {}


def test_two_classes_of_one_name_would_be_seen(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / "room" / name).mkdir(parents=True)
        text = "class Sheet: ...\nclass _Own: ...\n"
        (tmp_path / "room" / name / "sheets.py").write_text(text, encoding="utf-8")

    found = shared(classes(tmp_path / "room"))

    assert found == {"Sheet": ["room/one/sheets.py", "room/two/sheets.py"]}


def test_no_other_type_takes_the_name_of_a_class() -> None:
    taken = {name for name, _ in product()}
    others = [found for room in PRODUCT for found in aliases(ROOT / room)]

    assert others
    assert [found for found in others if found[0] in taken] == []


@pytest.mark.parametrize("room", DOMAIN)
def test_every_public_class_of_a_domain_room_is_explained(room: str) -> None:
    named = dict(classes(ROOT / room))

    assert named
    assert {name: path for name, path in named.items() if name not in GLOSSARY} == {}


def test_the_glossary_explains_no_class_that_is_gone() -> None:
    assert set(GLOSSARY) - {name for name, _ in product()} == set()


def test_the_glossary_explains_each_class_once() -> None:
    assert [name for name, times in Counter(GLOSSARY).items() if times > 1] == []


def test_every_room_is_under_these_rules() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}

    assert rooms == set(PRODUCT)
