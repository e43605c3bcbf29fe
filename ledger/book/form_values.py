"""Turn what somebody typed into our own types, or say in Chinese what does not fit."""

from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from files.problems import explain
from files.records import Record, Text
from ledger.book.errors import NotPossible

R = TypeVar("R", bound=Record)


def _on_one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


Line = Annotated[Text, BeforeValidator(_on_one_line)]  # pasted line breaks become spaces
_LINE = TypeAdapter(Line)


def read_form(model: type[R], values: Mapping[str, object], names: Mapping[str, str]) -> R:
    """Return `values` as `model`; `names` are the fields as the form calls them.

    Raises:
        NotPossible: naming every field that does not fit.
    """
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        found = [(str(d["loc"][0]) if d["loc"] else "", _why(d)) for d in error.errors()]
        said = "；".join(f"「{names.get(at, at)}」{text}" if at else text for at, text in found)
        text = f"没有保存：{said}。请改好后再试。"
        raise NotPossible(text) from error


def _why(details: ErrorDetails) -> str:
    return "没有填" if details["input"] is None else explain(details)


def line_of_text(value: str, name: str, *, required: bool = False) -> str:
    """Return `value` on one line.

    Raises:
        NotPossible: it holds control characters, is too long, or is empty though `required`.
    """
    try:
        text = _LINE.validate_python(value)
    except ValidationError as error:
        why = explain(error.errors()[0])
        refusal = f"没有保存：「{name}」{why}。请改好后再试。"
        raise NotPossible(refusal) from error
    if required and not text:
        refusal = f"没有保存：「{name}」不能为空。"
        raise NotPossible(refusal)
    return text
