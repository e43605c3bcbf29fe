"""What every record read from a file is made of: frozen, strict, its texts without hidden marks."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def refusal(text: str) -> PydanticCustomError:
    """Return the error that pydantic collects for one of our own checks, in Chinese."""
    return PydanticCustomError("own_check", "{text}", {"text": text})


def _printable(text: str) -> str:
    # Direction overrides and control characters make a name read as something else.
    if UNSEEN.search(text):
        msg = "含有看不见的控制字符,请删掉后重新输入"
        raise refusal(msg)
    return text


def _as_text(value: object) -> object:
    # `as_of: 2021` is a number to YAML and a year to its writer.
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else "" if value is None else value


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,40}$")]


Text = Annotated[
    str,
    BeforeValidator(_as_text),
    StringConstraints(max_length=4000),
    AfterValidator(_printable),
]


Name = Annotated[Text, StringConstraints(min_length=1, max_length=80)]


class Record(BaseModel):
    """Base of everything read from a file: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, strict=False)
