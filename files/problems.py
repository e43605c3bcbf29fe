"""Say in Chinese what pydantic and our own cross-checks find wrong with a file."""

from collections.abc import Sized
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from files.errors import DataError, Problem
from files.validator_texts import TEXTS
from files.yaml_reader import YamlFile

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], file: YamlFile, content: object, at: tuple[str | int, ...] = ()) -> M:
    """Return `content` (found at `at` inside `file`) as `model`.

    Raises:
        DataError: naming every field that does not fit, each with its line.
    """
    try:
        return model.model_validate(content)
    except ValidationError as error:
        problems = [_problem(file, at, details) for details in error.errors()]
        raise DataError(file.path, problems) from error


def problem_at(file: YamlFile, place: tuple[str | int, ...], text: str) -> Problem:
    """Return a problem found at `place` (keys and 0-based list positions) of `file`."""
    return Problem(file.line_of(place), _where(file, place), text)


def unreadable(path: Path, what: str) -> DataError:
    """Return the error for a file that as a whole is not what it should be."""
    return DataError(path, [Problem(0, "", what)])


def _problem(file: YamlFile, at: tuple[str | int, ...], details: ErrorDetails) -> Problem:
    place = (*at, *details["loc"])
    return problem_at(file, place, explain(details))


def explain(details: ErrorDetails) -> str:
    """Say in Chinese what pydantic found wrong with one value, with the limit it breaks."""
    kind, context = details["type"], details.get("ctx", {})
    given = details["input"]
    if kind in {"too_short", "too_long"} and isinstance(given, str):
        kind = f"string_{kind}"  # pydantic counts characters and items alike
    template = TEXTS.get(kind)
    if template is None:
        # Our own checks raise with a Chinese text; a rule newer than the table gives its name.
        return details["msg"] if not details["msg"].isascii() else f"不合要求（规则 {kind}）"
    # A lone half of a character cannot be printed or sent.
    shown = str(given)[:60].encode("utf-8", "replace").decode("utf-8")
    told = {name: _listed(value) for name, value in context.items()}
    return template.format(**{**told, "input": shown, "length": _length(given)})


def _listed(value: object) -> str:
    """Write a limit or a choice as the sentences have it; pydantic joins choices by "or"."""
    return str(value).replace("'", "").replace(" or ", ", ")


def _length(given: object) -> int:
    return len(given) if isinstance(given, Sized) else 0


def _where(file: YamlFile, place: tuple[str | int, ...]) -> str:
    """Name a place the way an editor of the file thinks of it: links › fluorite › presence."""
    names: list[str] = []
    node = file.content
    for step in place:
        node = _child(node, step)
        is_item = isinstance(step, int)
        named = node.get("id") or node.get("name") if is_item and isinstance(node, dict) else None
        names.append(str(named or (f"第{step + 1}项" if isinstance(step, int) else step)))
    return " › ".join(names)


def _child(node: object, step: str | int) -> object:
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None
