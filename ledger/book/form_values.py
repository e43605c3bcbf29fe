"""Turn what somebody typed into our own types, or say in Chinese what does not fit.

A telephone number is refused in every field: what is typed here is read by everybody, while a
contact is kept by right and each look at it is written down.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from files.personal.phones import PhoneKind, phones_in, without_phones
from files.problems import explain
from files.records import Record, Text
from ledger.book.errors import NotPossible

R = TypeVar("R", bound=Record)


def _on_one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


Line = Annotated[Text, BeforeValidator(_on_one_line)]  # pasted line breaks become spaces
_LINE = TypeAdapter(Line)
WHERE_PHONES_BELONG = (
    "写在这里人人看得到。电话请写进地块的“联系人”，或随企业清单的电话一列导入："
    "按权限查看，看一次记一笔"
)
NO_EXCEPTION: Mapping[str, PhoneKind | None] = {}


def read_form(
    model: type[R],
    values: Mapping[str, object],
    names: Mapping[str, str],
    refused: Mapping[str, PhoneKind | None] = NO_EXCEPTION,
) -> R:
    """Return `values` as `model`; `names` are the fields as the form calls them.

    `refused` names the fields in which not every telephone number is: which, or None.

    Raises:
        NotPossible: naming every field that does not fit, or that holds a telephone number.
    """
    try:
        read = model.model_validate(dict(values))
    except ValidationError as error:
        found = [(str(d["loc"][0]) if d["loc"] else "", _why(d)) for d in error.errors()]
        said = "；".join(f"「{names.get(at, at)}」{text}" if at else text for at, text in found)
        text = f"没有保存：{said}。请改好后再试。"
        raise NotPossible(text) from error
    for name, value in read.model_dump().items():
        kind = refused.get(name, PhoneKind.ANY)
        if kind is not None:
            for text in texts_in(value):
                refuse_phones(text, names.get(name, name), kind)
    return read


def refuse_phones(text: str, name: str, kind: PhoneKind = PhoneKind.ANY) -> None:
    """Return if `text`, of the field `name`, holds no telephone number.

    Raises:
        NotPossible: it does; nothing was saved, and the text is still where it was typed.
    """
    found = phones_in(text, kind)
    if found:
        refusal = (
            f"没有保存：「{name}」里有电话号码（{'、'.join(found[:3])}），{WHERE_PHONES_BELONG}。"
            "请删去号码后再试。"
        )
        raise NotPossible(refusal)


def texts_in(value: object) -> Iterator[str]:
    """Give every text of plain data, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


def _why(details: ErrorDetails) -> str:
    return "没有填" if details["input"] is None else explain(details)


def line_of_text(value: str, name: str, *, required: bool = False) -> str:
    """Return `value` on one line.

    Raises:
        NotPossible: it holds control characters or a telephone number, is too long, or is empty
            though `required`.
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
    refuse_phones(text, name)
    return text


def name_of_file(value: str, name: str = "文件名") -> str:
    """Return the name of a file, or what comes with it, on one line; a number in it is covered.

    Nobody typed it here, and whoever imports the file need not be able to change it.
    """
    return line_of_text(without_phones(value), name)
