"""What every record read from a file is made of: frozen, strict, its texts without hidden marks."""

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

# Every character that shows nothing or turns what is beside it: controls, formats, fillers,
# variation selectors, tags (Unicode's Default_Ignorable_Code_Point, categories Cc, Cf, Zl, Zp),
# and what no file or page can hold: lone surrogates and noncharacters. Screens, papers and
# readers all go by this one table.
_IGNORABLE = (
    r"\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    r"\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff"
    r"\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_NO_CHARACTER = r"\ud800-\udfff\ufdd0-\ufdef" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17)
)
UNSEEN = re.compile(rf"[\x00-\x1f\x7f-\x9f{_IGNORABLE}{_NO_CHARACTER}]")


BREAKS = frozenset("\t\n\x0b\x0c\r\x85\u2028\u2029")  # unseen as well, but they only part words
MAX_TEXT = 4000


def codes_of_unseen(text: str) -> tuple[str, ...]:
    """Name the characters of `text` that nobody sees, breaks aside, each once: ("U+202E",)."""
    if not UNSEEN.search(text):
        return ()
    found = (sign for sign in UNSEEN.findall(text) if sign not in BREAKS)
    return tuple(dict.fromkeys(f"U+{ord(sign):04X}" for sign in found))


def without_unseen(text: str) -> str:
    """Return `text` without them; breaks stay."""
    return UNSEEN.sub(lambda found: found[0] if found[0] in BREAKS else "", text)


def with_codes(text: str) -> str:
    """Return `text` with the code of each in its place: 甲〔U+202E〕公司."""
    return UNSEEN.sub(lambda found: f"〔U+{ord(found[0]):04X}〕", text)


def refusal(text: str) -> PydanticCustomError:
    """Return the error that pydantic collects for one of our own checks, in Chinese."""
    return PydanticCustomError("own_check", "{text}", {"text": text})


def _printable(text: str) -> str:
    # Direction overrides and control characters make a name read as something else.
    found = UNSEEN.search(text)
    if found:
        code = f"U+{ord(found.group()):04X}，第 {found.start() + 1} 个字"
        msg = f"含有看不见的控制字符（{code}），请删掉后重新输入"
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
    StringConstraints(max_length=MAX_TEXT),
    AfterValidator(_printable),
]


Name = Annotated[Text, StringConstraints(min_length=1, max_length=80)]


class Record(BaseModel):
    """Base of everything read from a file: frozen, unknown keys refused.

    `spared_columns` are the fields that a CSV file may leave out as a column.
    """

    spared_columns: ClassVar[frozenset[str]] = frozenset()

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, strict=False)
