"""Read one cell of a bought list: "-" is empty, what cannot be read is named, never guessed."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from files.records import UNSEEN
from files.sheets.values import DATE_FORMS, WrongValue, clean
from targets.age.listed_status import is_listed_status
from targets.vendor.columns import VendorCellKind
from targets.vendor.written.money import NOTHING

LONGEST_NAME = 200
LONGEST_TEXT = 4000
STATUS = re.compile(
    r"存续|在业|开业|在营|在册|正常|吊销|注销|停业|歇业|撤销|清算|迁入|迁出|责令关闭|"
    r"仍注册|已告解散|休止活动|核准设立|核准许可|解散|废止|破产|除名|撤回|筹建|"
    r"已终止营业地点|个体转企业|退市|终止上市|摘牌|有效|异常|休业|筹备|关闭|运营|合并|分立"
)
USUAL_STATUSES = "存续、在业、开业、正常、吊销、注销、停业、清算、迁入、迁出"
SERIAL = re.compile(r"\d{5}(\.\d+)?")
FIRST_SERIAL, LAST_SERIAL = 20_000, 60_000  # 1954 to 2064; before and after nobody means a day
PART_OF_DATE = re.compile(r"(1[89]|20)\d\d(年|[-/.](0?[1-9]|1[0-2])|年(0?[1-9]|1[0-2])月?)?")
YES = frozenset({"是", "有", "√", "✓", "y", "yes", "1", "true"})
NO = frozenset({"否", "无", "×", "n", "no", "0", "false"})
NAMES_APART = re.compile(r"[;\uff1b、\n\r\t]+|[,\uff0c](?=\s*[^\x00-\x7f])")
WHEN = re.compile(
    r"[(\uff08](?=[^()\uff08\uff09]*\d{4})[^()\uff08\uff09]*[)\uff09]$"
)  # 曾用名 with the time it was used
Reader = Callable[[str, str], object]  # the cell without spaces around, the heading's unit


class ExcelDay(date):
    """日期序号: a day that a cell gave as the number by which Excel counts days."""

    @classmethod
    def of(cls, serial: float) -> "ExcelDay":
        """Return the day of a serial number, of workbooks that count from 1900."""
        day = date(1899, 12, 30) + timedelta(days=int(serial))
        return cls(day.year, day.month, day.day)


class PartOfDate(str):
    """年月: a month or year as written, where a day is wanted."""

    __slots__ = ()


def is_empty(text: str) -> bool:
    """Tell whether a cell says nothing."""
    return not text or text in NOTHING


def read_text(text: str, _: str = "") -> str:
    """Return a cell as one line; marks that nobody sees are taken out."""
    return UNSEEN.sub(" ", clean(text)).strip() if UNSEEN.search(text) else text


def read_name(text: str, _: str = "") -> str:
    """Return a company's name.

    Raises:
        WrongValue: it is longer than any name.
    """
    name = read_text(text)
    if len(name) > LONGEST_NAME:
        msg = f"名称有 {len(name)} 个字，最多 {LONGEST_NAME} 个字（填写值：{name[:30]}…）"
        raise WrongValue(msg)
    return name


def read_names(text: str, _: str = "") -> tuple[str, ...]:
    """Return former names, each once, in the order given."""
    parts = (WHEN.sub("", part.strip()).strip() for part in NAMES_APART.split(text))
    return tuple(dict.fromkeys(read_name(part) for part in parts if not is_empty(part)))


def read_status(text: str, _: str = "") -> str:
    """Return 登记状态 as written.

    What the product itself hands out comes back: a status of a day, with who says so.

    Raises:
        WrongValue: it is none that registers use.
    """
    status = read_text(text)
    if STATUS.search(status) is None and not is_listed_status(status):
        msg = f"不认识的登记状态（填写值：{status[:40]}；可填：{USUAL_STATUSES} 等）"
        raise WrongValue(msg)
    return status


def read_date(text: str, _: str = "") -> date | PartOfDate:
    """Return a day; of a month or a year alone what is written, for no day is known.

    A whole number of five digits is a day as Excel counts them.

    Raises:
        WrongValue: it is none.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    day = plain.split("T")[0].split(" ")[0]
    for form in DATE_FORMS:
        try:
            return datetime.strptime(day, form).date()  # noqa: DTZ007  (a day, not an instant)
        except ValueError:
            continue
    if SERIAL.fullmatch(plain) and FIRST_SERIAL <= float(plain) <= LAST_SERIAL:
        return ExcelDay.of(float(plain))
    if PART_OF_DATE.fullmatch(plain):
        return PartOfDate(text.strip())
    msg = f"应当是日期，如 2019-03-15（填写值：{text[:60]}）"
    raise WrongValue(msg)


def read_flag(text: str, _: str = "") -> bool:
    """Tell whether a company stands on the list its column is about.

    Raises:
        WrongValue: the cell is neither a yes, a no, nor the year or batch of a yes.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain in NO:
        return False
    if plain in YES or re.search(r"\d{4}|第.+批|省级|国家级|市级", plain):
        return True
    msg = f"应当是“是”或“否”（填写值：{text[:40]}）"
    raise WrongValue(msg)


READERS: Mapping[VendorCellKind, Reader] = {
    VendorCellKind.TEXT: read_text,
    VendorCellKind.NAME: read_name,
    VendorCellKind.NAMES: read_names,
    VendorCellKind.STATUS: read_status,
    VendorCellKind.CURRENCY: read_text,
    VendorCellKind.DATE: read_date,
    VendorCellKind.PLACE: read_text,
    VendorCellKind.FLAG: read_flag,
    VendorCellKind.PERSONAL: read_text,
    VendorCellKind.MATCH: read_text,
}
