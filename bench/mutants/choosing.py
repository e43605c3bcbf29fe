"""Which faults are tried: a sample that a seed repeats and that edits elsewhere do not reshuffle.

A place is a spot in a module that one or more of cosmic-ray's operators can change. Each place
is tried with one of its changes at most, so that a line with many does not fill the sample.
"""

import ast
import difflib
import hashlib
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.ast.ast_query import ASTQuery
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

MutantPlace = tuple[tuple[int, int], tuple[int, int]]  # line and column, of start and end

# Members of an enumeration, None and types are the same object when they are equal: swapping
# these two questions changes no answer in this code.
ALIKE = ("_Is_Eq", "_IsNot_NotEq", "_Eq_Is", "_NotEq_IsNot")
ARGUED = ("core/VariableReplacer", "core/VariableInserter")  # want names told to them
UNCHANGED_LEAVES = frozenset({"name", "string", "newline", "endmarker", "fstring_string"})


@dataclass(frozen=True, slots=True)
class Fault:
    """A change of one spot: what stood in the module before, and what stands there after."""

    key: str
    module: str
    line: int
    operator: str
    before: str
    after: str
    text: str


@dataclass(frozen=True, slots=True)
class _Change:
    operator: str
    occurrence: int


def sample_faults(root: Path, modules: Iterable[str], seed: int, size: int) -> list[Fault]:
    """Return `size` faults of `modules` (paths below `root`), fewer if there are not so many.

    The order, and which are taken, hangs on seed, module, definition and the text of the line.
    """
    faults: list[Fault] = []
    places = [place for module in modules for place in _places(root, module)]
    for key, module, changes in sorted(places, key=lambda place: _lot(seed, place[0])):
        if len(faults) == size:
            break
        ordered = sorted(changes, key=lambda change: _lot(seed, f"{key}|{change.operator}"))
        source = (root / module).read_text("utf-8")
        faults += _first_that_runs(key, module, source, ordered)
    return faults


def _lot(seed: int, text: str) -> str:
    return hashlib.sha256(f"{seed}|{text}".encode()).hexdigest()


def _places(root: Path, module: str) -> Iterator[tuple[str, str, list[_Change]]]:
    """Yield every place of a module with all changes it allows."""
    source = (root / module).read_text("utf-8")
    lines = source.splitlines()
    seen: Counter[str] = Counter()
    for ((line, column), _), (definition, changes) in _changes_by_spot(source).items():
        text = f"{module}|{definition}|{lines[line - 1].strip()}"
        before = lines[line - 1][:column].strip()
        seen[f"{text}|{before}"] += 1
        yield f"{text}|{before}|{seen[f'{text}|{before}']}", module, changes


def _changes_by_spot(source: str) -> Mapping[MutantPlace, tuple[str, list[_Change]]]:
    nodes = [n for n in ast_nodes(get_ast(source)) if n.type not in UNCHANGED_LEAVES]
    found: dict[MutantPlace, tuple[str, list[_Change]]] = {}
    for name in operator_names():
        if name in ARGUED or name.endswith(ALIKE):
            continue
        operator = get_operator(name)()
        spots = ((node, spot) for node in nodes for spot in operator.mutation_positions(node))
        for occurrence, (node, spot) in enumerate(spots):
            if not _is_only_written(node):
                definition = str(ASTQuery(node).get_definition_name() or "")
                found.setdefault(spot, (definition, []))[1].append(_Change(name, occurrence))
    return dict(sorted(found.items()))


def _is_only_written(node: Any) -> bool:  # noqa: ANN401  (parso's nodes have no types)
    """Whether a node is part of an annotation or the star between parameters: no rule of ours."""
    while node.parent is not None:
        parent = node.parent
        if parent.type in {"parameters", "tfpdef"} or (
            parent.type == "annassign" and node is parent.children[1]
        ):
            return True
        if parent.type == "funcdef" and node is parent.annotation:
            return True
        if parent.type in {"funcdef", "classdef"}:
            return False
        node = parent
    return False


def _first_that_runs(
    key: str, module: str, source: str, changes: Iterable[_Change]
) -> Iterator[Fault]:
    for change in changes:
        text = mutate_code(source, get_operator(change.operator)(), change.occurrence)
        if text is not None and _is_another_program(source, text):
            line, before, after = _difference(source, text)
            digest = hashlib.sha256(f"{key}|{change.operator}|{after}".encode()).hexdigest()[:12]
            yield Fault(digest, module, line, change.operator, before, after, text)
            return


def _is_another_program(source: str, text: str) -> bool:
    """Whether Python reads `text`, without a warning, as something else than `source`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compile(text, "fault", "exec")
    except (SyntaxError, SyntaxWarning, DeprecationWarning):
        return False
    return ast.dump(ast.parse(source)) != ast.dump(ast.parse(text))


def _difference(source: str, text: str) -> tuple[int, str, str]:
    old, new = source.splitlines(), text.splitlines()
    opcodes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    _, start, end, new_start, new_end = next(code for code in opcodes if code[0] != "equal")
    before = " ".join(part.strip() for part in old[start:end])
    after = " ".join(part.strip() for part in new[new_start:new_end])
    return start + 1, before, after
