"""docs/settings.md names every variable and every setting that the product reads, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.docs.test_layers import ROOT, rooms

TEXT = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
FILES = re.findall(
    r"^\| `([a-z/]+settings\.yaml)` \| `SANMING_DATA/[a-z/.]+` \| (.*) \|$", TEXT, re.MULTILINE
)


def variables(path: Path) -> Iterator[str]:
    """Yield the names a module asks an environment for, written there or kept in a constant."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: line.value.value
        for line in tree.body
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant)
        for target in line.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        asked: ast.expr | None = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            held = node.func.value
            asked = node.args[0] if node.func.attr in {"get", "pop"} else None
        elif isinstance(node, ast.Subscript):
            held, asked = node.value, node.slice
        if asked is None or not ast.unparse(held).endswith(("environ", "environment")):
            continue
        if isinstance(asked, ast.Constant):
            yield str(asked.value)
        elif isinstance(asked, ast.Name):
            yield str(constants[asked.id])


def test_the_page_names_every_variable_and_no_other() -> None:
    table = TEXT.split("## ")[1]
    named = {
        name for row in re.findall(r"^\| (.*?) \|", table, re.MULTILINE) for name in _names(row)
    }

    asked = {name for room in rooms() for path in room.rglob("*.py") for name in variables(path)}
    assert asked == named


def test_the_page_names_every_settings_file() -> None:
    shipped = {
        path.relative_to(ROOT).as_posix()
        for room in rooms()
        for path in room.rglob("settings.yaml")
    }

    assert {name for name, _ in FILES} == shipped


@pytest.mark.parametrize(("name", "items"), FILES, ids=[name for name, _ in FILES])
def test_the_page_names_every_setting_of_a_file_and_no_other(name: str, items: str) -> None:
    content = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))

    assert set(re.findall(r"`([a-z_]+)` ", items)) == set(content)


def _names(cell: str) -> list[str]:
    return re.findall(r"`([A-Z_]+)`", cell)
