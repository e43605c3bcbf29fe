"""Say in Chinese what pydantic and our own cross-checks find wrong with a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from files.errors import DataError, Problem
from files.yaml_reader import YamlFile

M = TypeVar("M", bound=BaseModel)

TEXTS: Mapping[str, str] = {
    "missing": "缺少这一项,请补上",
    "extra_forbidden": "不认识的键,请检查拼写或删掉",
    "enum": "不在允许的取值内(填写值:{input};可填:{expected})",
    "string_type": "应当是文字(填写值:{input})",
    "string_pattern_mismatch": "写法不对(填写值:{input};要求:{pattern})",
    "string_too_short": "不能为空",
    "string_too_long": "太长,最多 {max_length} 个字",
    "too_long": "太多,最多 {max_length} 项",
    "too_short": "至少要有 {min_length} 项",
    "tuple_type": "应当是列表,每项前面加「- 」",
    "model_type": "应当是若干「键: 值」",
    "model_attributes_type": "应当是若干「键: 值」",
    "int_type": "应当是整数(填写值:{input})",
    "int_parsing": "应当是整数(填写值:{input})",
    "int_from_float": "应当是整数(填写值:{input})",
    "float_type": "应当是数字(填写值:{input})",
    "float_parsing": "应当是数字(填写值:{input})",
    "bool_type": "只能填 true 或 false(填写值:{input})",
    "bool_parsing": "只能填 true 或 false(填写值:{input})",
    "greater_than_equal": "不能小于 {ge}(填写值:{input})",
    "less_than_equal": "不能大于 {le}(填写值:{input})",
}


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
    """Say in Chinese what pydantic found wrong with one value."""
    kind, context = details["type"], details.get("ctx", {})
    if kind == "too_short" and isinstance(details["input"], str):
        kind = "string_too_short"  # pydantic counts characters and items alike
    if kind == "too_long" and isinstance(details["input"], str):
        kind = "string_too_long"
    template = TEXTS.get(kind)
    if template is None:
        # Our own checks raise with a Chinese text; anything else names the rule it broke.
        return details["msg"] if not details["msg"].isascii() else f"不合要求({kind})"
    shown = str(details["input"])[:60]
    expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    return template.format(**{**context, "input": shown, "expected": expected})


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
