"""The layer line and the rooms in the pages for contributors are those of the import contracts."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]
LAYERS: list[str] = next(c["layers"] for c in CONTRACTS["contracts"] if c["id"] == "layers")
NOT_THE_PRODUCT = {"tests", "bench"}
MOST_MODULES = 16
TO_COME = ("projects/",)


def rooms() -> Iterator[Path]:
    """Yield every top-level package of the product."""
    for init in sorted(ROOT.glob("*/__init__.py")):
        if init.parent.name not in NOT_THE_PRODUCT:
            yield init.parent


def folders() -> Iterator[Path]:
    """Yield every package of the product, at any depth."""
    for room in rooms():
        yield from sorted(init.parent for init in room.rglob("__init__.py"))


FOLDERS = tuple(folders())


def in_layers() -> set[str]:
    return {room for layer in LAYERS for room in layer.split(" | ")}


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "README.md"])
def test_the_layer_line_of_a_page_is_the_contract(page: str) -> None:
    lines = re.findall(r"`([^`]* → [^`]*)`", (ROOT / page).read_text(encoding="utf-8"))

    assert lines == [" → ".join(LAYERS)]


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "README.md"])
def test_a_page_tells_every_room(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    assert [room.name for room in rooms() if f"`{room.name}/" not in text] == []


def test_the_places_of_rooms_to_come_are_named_and_empty() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    for place in TO_COME:
        assert (f"`{place}`" in text) != (ROOT / place / "__init__.py").is_file()


def test_every_top_level_package_stands_in_the_import_contracts() -> None:
    found = {room.name for room in rooms()}

    assert set(CONTRACTS["root_packages"]) == found
    assert in_layers() == found


@pytest.mark.parametrize(
    ("contract", "names"), [("doors", "source_modules"), ("rooms-without-loops", "ancestors")]
)
def test_a_contract_over_all_rooms_names_all(contract: str, names: str) -> None:
    stated: Mapping[str, list[str]] = next(c for c in CONTRACTS["contracts"] if c["id"] == contract)

    assert set(stated[names]) == in_layers()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_folder_holds_no_more_modules_than_can_be_seen_at_once(folder: Path) -> None:
    loose = [path for path in folder.glob("*.py") if not path.name.startswith("__")]

    assert len(loose) <= MOST_MODULES


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_folder_says_what_belongs_in_it(folder: Path) -> None:
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))

    said = ast.get_docstring(tree) or ""
    assert len(said) >= 20
    assert "." in said


def test_the_table_of_screens_has_every_screen_of_the_menu() -> None:
    menu = ast.parse((ROOT / "front" / "menu.py").read_text(encoding="utf-8"))
    addresses = {
        str(ast.literal_eval(word.value))
        for call in ast.walk(menu)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "st.Page"
        for word in call.keywords
        if word.arg == "url_path"
    }

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| [^|]+ \| `/([a-z]*)[?`]", text, re.MULTILINE))
    assert listed == {"", *addresses}  # the first screen has no path of its own
