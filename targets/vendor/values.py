"""Read one cell of a bought list: "-" is empty, what cannot be read is named, never guessed."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime

from files.sheets.values import DATE_FORMS, WrongValue, clean
from geodata.places import short_place
from targets.vendor.columns import VendorCellKind
from targets.vendor.credit_code import problem_of, read_code
from targets.vendor.money import NOTHING, read_money

LONGEST_NAME = 80
LONGEST_TEXT = 4000
PROVINCE = re.compile(
    r"北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|"
    r"湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|"
    r"澳门|台湾"
)
NATIONWIDE = frozenset({"总局", "国家局", "全国", "国家工商总局", "国家市场监督管理总局"})
STATUS = re.compile(
    r"存续|在业|开业|在营|在册|正常|吊销|注销|停业|歇业|撤销|清算|迁入|迁出|责令关闭|"
    r"仍注册|已告解散|休止活动|核准设立|核准许可|解散|废止|破产|除名|撤回|筹建|"
    r"已终止营业地点|个体转企业"
)
USUAL_STATUSES = "存续、在业、开业、正常、吊销、注销、停业、清算、迁入、迁出"
YES = frozenset({"是", "有", "√", "✓", "y", "yes", "1", "true"})
NO = frozenset({"否", "无", "×", "n", "no", "0", "false"})
NAMES_APART = re.compile(r"[;\uff1b、\n\r\t]+|[,\uff0c](?=\s*[^\x00-\x7f])")
WHEN = re.compile(
    r"[(\uff08](?=[^()\uff08\uff09]*\d{4})[^()\uff08\uff09]*[)\uff09]$"
)  # 曾用名 with the time it was used
INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
Reader = Callable[[str, str], object]  # the cell without spaces around, the heading's unit


def is_empty(text: str) -> bool:
    """Tell whether a cell says nothing."""
    return not text or text in NOTHING


def read_text(text: str, _: str = "") -> str:
    """Return a cell as one line; marks that nobody sees are taken out."""
    return text if text.isprintable() else INVISIBLE.sub(" ", clean(text)).strip()


def read_name(text: str, _: str = "") -> str:
    """Return a company's name.

    Raises:
        WrongValue: it is longer than any name.
    """
    name = read_text(text)
    if len(name) > LONGEST_NAME:
        msg = f"名称有 {len(name)} 个字,最多 {LONGEST_NAME} 个字(填写值:{name[:30]}…)"
        raise WrongValue(msg)
    return name


def read_names(text: str, _: str = "") -> tuple[str, ...]:
    """Return former names, each once, in the order given."""
    parts = (WHEN.sub("", part.strip()).strip() for part in NAMES_APART.split(text))
    return tuple(dict.fromkeys(read_name(part) for part in parts if not is_empty(part)))


def read_credit_code(text: str, _: str = "") -> str:
    """Return a 统一社会信用代码.

    Raises:
        WrongValue: it is none, by its length, characters or check digit.
    """
    code = read_code(read_text(text))
    if problem := problem_of(code):
        msg = f"统一社会信用代码{problem}(填写值:{text[:40]});请对照营业执照改正,没有就留空"
        raise WrongValue(msg)
    return code


def read_status(text: str, _: str = "") -> str:
    """Return 登记状态 as written.

    Raises:
        WrongValue: it is none that registers use.
    """
    status = read_text(text)
    if STATUS.search(status) is None:
        msg = f"不认识的登记状态(填写值:{status[:40]};可填:{USUAL_STATUSES} 等)"
        raise WrongValue(msg)
    return status


def read_date(text: str, _: str = "") -> date:
    """Return a day.

    Raises:
        WrongValue: it is none.
    """
    day = unicodedata.normalize("NFKC", text).split("T")[0].split(" ")[0]
    for form in DATE_FORMS:
        try:
            return datetime.strptime(day, form).date()  # noqa: DTZ007  (a day, not an instant)
        except ValueError:
            continue
    msg = f"应当是日期,如 2019-03-15(填写值:{text[:60]})"
    raise WrongValue(msg)


def read_province(text: str, _: str = "") -> str:
    """Return a province in its short form; "" for what is registered with the state itself.

    Raises:
        WrongValue: there is no such province.
    """
    name = "".join(read_text(text).split())
    short = short_place(name)
    if name in NATIONWIDE:
        return ""
    if PROVINCE.fullmatch(short) is None:
        msg = f"不是省级行政区(填写值:{text[:40]});请写如 浙江省、上海市"
        raise WrongValue(msg)
    return short


def read_city(text: str, _: str = "") -> str:
    """Return a city in its short form; "" where a vendor fills in a rank instead."""
    name = "".join(read_text(text).split())
    return "" if name in {"市辖区", "县", "省直辖县级行政区划"} else short_place(name)


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
    msg = f"应当是“是”或“否”(填写值:{text[:40]})"
    raise WrongValue(msg)


READERS: Mapping[VendorCellKind, Reader] = {
    VendorCellKind.TEXT: read_text,
    VendorCellKind.NAME: read_name,
    VendorCellKind.NAMES: read_names,
    VendorCellKind.CODE: read_credit_code,
    VendorCellKind.STATUS: read_status,
    VendorCellKind.MONEY: read_money,
    VendorCellKind.DATE: read_date,
    VendorCellKind.PROVINCE: read_province,
    VendorCellKind.CITY: read_city,
    VendorCellKind.FLAG: read_flag,
    VendorCellKind.PERSONAL: read_text,
    VendorCellKind.MATCH: read_text,
}
