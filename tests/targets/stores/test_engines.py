"""Engines keep what is special to them to themselves; others ask what they state."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from targets.stores.query import CompanyFilter
from targets.stores.registry import ENGINES, engine_of
from targets.stores.sql_store import SqlStore
from targets.stores.store import Abilities

STORES = Path(__file__).parents[3] / "targets" / "stores"
OWN = STORES / "engines"
SCHEMES = re.compile("|".join((*(engine.scheme for engine in ENGINES), "dialect")), re.IGNORECASE)


def names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield each name, import and text of a module with its line; not what it says of itself."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in said:
                yield node.lineno, text
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.ImportFrom(module=str(module), names=imported):
                yield from ((node.lineno, f"{module}.{one.name}") for one in imported)
            case ast.Import(names=imported):
                yield from ((node.lineno, one.name) for one in imported)


def dialects_named(text: str) -> list[int]:
    """List the lines of a module that speak of a dialect."""
    return sorted({line for line, name in names(ast.parse(text)) if SCHEMES.search(name)})


def test_no_module_outside_the_engines_names_a_dialect() -> None:
    outside = [path for path in STORES.rglob("*.py") if not path.is_relative_to(OWN)]
    assert len(outside) > 10

    found = {path.name: dialects_named(path.read_text(encoding="utf-8")) for path in outside}

    # The registry names the modules of the engines, a line each and its import.
    registry = (STORES / "registry.py").read_text(encoding="utf-8").splitlines()
    lines = [registry[line - 1].strip() for line in found.pop("registry.py")]
    assert lines
    assert all(
        re.fullmatch(r"from targets\.stores\.engines import .*|\w+\.ENGINE,", x) for x in lines
    )
    assert {name: where for name, where in found.items() if where} == {}


@pytest.mark.parametrize(
    "text",
    [
        'if connection.dialect.name == "x": ...',
        'def pick(kind): return kind == "sqlite"',
        "import duckdb",
        "from sqlalchemy.dialects import postgresql",
        "_IN_SQLITE = 1",
        "def ask(dialect): ...",
    ],
)
def test_a_module_that_names_one_would_be_seen(text: str) -> None:
    assert dialects_named(text) == [1]


def test_what_a_module_says_of_itself_is_free() -> None:
    assert dialects_named('"""As SQLite does."""\n\ndef f():\n    """On DuckDB."""\n') == []


def test_no_two_engines_answer_to_one_address() -> None:
    schemes = [engine.scheme for engine in ENGINES]

    assert len(set(schemes)) == len(schemes)


def test_an_address_without_an_engine_is_refused() -> None:
    with (
        create_engine("sqlite://").connect() as known,
        pytest.MonkeyPatch.context() as patch,
    ):
        assert engine_of(known).scheme == "sqlite"
        patch.setattr("targets.stores.registry._BY_SCHEME", {})
        with pytest.raises(KeyError):
            engine_of(known)


class Boasting(SqlStore):
    """Says it can do what it has not been taught."""

    abilities = Abilities(keyword_index=True, precounted_facets=True)


def test_an_engine_that_states_an_ability_must_have_it() -> None:
    with create_engine("sqlite://").connect() as connection:
        store = Boasting(connection)
        with pytest.raises(NotImplementedError, match="Boasting"):
            store.keyword([("氟材",)])
        with pytest.raises(NotImplementedError, match="Boasting"):
            store.facets(CompanyFilter(desk="长三角"))
