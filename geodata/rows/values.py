"""Read one cell: what a person writes in a list, as a value of a plot's field."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from chains.allowed_words import COUNTIES
from files.errors import ProductError
from files.sheets.headings import plain
from files.sheets.values import DATE_FORMS, DIGITS, EXCEL_DIGITS, WrongValue, significant
from geodata.coordinates import read_datum
from geodata.model import (
    ANSWER_NAMES,
    KIND_NAMES,
    OCCUPANCY_NAMES,
    Answer,
    Datum,
    Occupancy,
    PlotKind,
)
from geodata.rows.columns import PlotCellKind
from geodata.rows.degrees import read_degrees, read_pair
from geodata.rows.headings import PlotHeading, factor_of, main_units

E = TypeVar("E", bound=StrEnum)
UNKNOWN_WORDS = frozenset(
    {"", "-", "--", "—", "——", "/", "不详", "未知", "不明", "未核实", "待核实", "待定", "暂缺"}
)
# In a column of numbers these say that there is none to be had; 无 is no zero.
NO_NUMBER = (
    UNKNOWN_WORDS
    | {"无", "暂无", "没有", "面议", "另议", "价格面议", "租金面议", "未定"}
    | {"n/a", "na", "nan", "null", "none", "\\", "待议", "未评估", "保密"}
)
ABOUT = re.compile(r"^(大约|大概|约|近|合|共)|(左右|上下|余)$|^(≈|~)")
CODES = {
    350404: "三元区",
    350405: "沙县区",
    350481: "永安市",
    350421: "明溪县",
    350423: "清流县",
    350424: "宁化县",
    350425: "大田县",
    350426: "尤溪县",
    350428: "将乐县",
    350429: "泰宁县",
    350430: "建宁县",
    350402: "三元区",
    350403: "三元区",
    350427: "沙县区",
}
SERIAL_DAYS = (32874, 73050)  # 1990 to 2099, as a spreadsheet counts days from 1899-12-30
MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
YEAR = re.compile(r"((?:19|20)\d{2})年?")
NUMBER = re.compile(
    r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:e[+-]?\d+)?|[+-]?\.\d+)(.*)", re.DOTALL
)
OLD_COUNTIES = {"梅列区": "三元区", "梅列": "三元区", "沙县": "沙县区"}
LIST_MARKS = re.compile(r"[、;;,,/]")

KINDS: Mapping[str, PlotKind] = {
    **{name: kind for kind, name in KIND_NAMES.items()},
    **{kind.value: kind for kind in PlotKind},
    "闲置用地": PlotKind.IDLE_LAND,
    "闲置土地类": PlotKind.IDLE_LAND,
    "闲置工业土地": PlotKind.IDLE_LAND,
    "闲置工业厂房": PlotKind.IDLE_PLANT,
    "闲置标准厂房": PlotKind.STANDARD_FACTORY,
    "批而未供用地": PlotKind.UNSUPPLIED,
    "批而未供地块": PlotKind.UNSUPPLIED,
    "烂尾": PlotKind.STALLED,
    "闲置地块": PlotKind.IDLE_LAND,
    "闲置工业用地": PlotKind.IDLE_LAND,
    "空置厂房": PlotKind.IDLE_PLANT,
    "烂尾工程": PlotKind.STALLED,
    "批而未供土地": PlotKind.UNSUPPLIED,
    "标准化厂房": PlotKind.STANDARD_FACTORY,
}
ANSWERS: Mapping[str, Answer] = {
    **{name: answer for answer, name in ANSWER_NAMES.items()},
    **dict.fromkeys(("有", "有的", "yes", "y", "√", "✓", "已通", "具备", "true"), Answer.YES),
    **dict.fromkeys(("无", "没有", "no", "n", "×", "不具备", "未通", "false"), Answer.NO),
}
OCCUPANCIES: Mapping[str, Occupancy] = {
    **{name: state for state, name in OCCUPANCY_NAMES.items()},
    **{state.value: state for state in Occupancy},
    **dict.fromkeys(("闲置", "空置", "未占用", "可用", "未出租", "未出让"), Occupancy.IDLE),
    **dict.fromkeys(("预留", "已预订", "已签意向", "意向", "洽谈中"), Occupancy.RESERVED),
    **dict.fromkeys(("已出租", "出租", "已出让", "已售", "已租", "在用", "使用中"), Occupancy.LET),
}
SAMPLES: Mapping[str, bool] = {"示例": True, "是": True, "真实": False, "否": False}


def read_cell(heading: PlotHeading, text: str) -> object:
    """Return the value of one cell; None if it is empty or says that nobody knows.

    Raises:
        WrongValue: it is not what the column holds.
    """
    return READERS[heading.column.form](heading, text)


def county_name(text: str) -> str:
    """Return the present name of a county: 梅列区 → 三元区, 沙县 → 沙县区, 永安 → 永安市.

    Raises:
        WrongValue: it is no county of Sanming.
    """
    short = "".join(unicodedata.normalize("NFKC", text).split())
    short = short.removeprefix("福建省").removeprefix("福建").removeprefix("三明市")
    short = short.removeprefix("三明") if short != "三明" else short
    if re.fullmatch(r"\d{6}(0{3}|0{6})?", short):
        short = CODES.get(int(short[:6]), short)
    named = OLD_COUNTIES.get(short, short)
    if named in COUNTIES:
        return named
    full = [county for county in COUNTIES if county[:-1] == named and len(named) > 1]
    if full:
        return full[0]
    raise _not_allowed(text, COUNTIES)


def read_number(text: str, heading: PlotHeading) -> float | None:
    """Return a number in the field's own unit; a unit behind it goes before the heading's.

    Raises:
        WrongValue: it is no number, the unit is not known, or there is none where one is needed.
    """
    found = NUMBER.fullmatch(ABOUT.sub("", ABOUT.sub("", plain(text))))
    if found is None:
        msg = f"应当是数字（填写值：{text[:60]}）"
        raise WrongValue(msg)
    column, unit = heading.column, found.group(2).strip()
    factor = factor_of(column, unit) if unit else heading.factor
    if factor is None:
        known = "、".join(main_units(column))
        what = f"不认识的单位「{unit[:20]}」" if unit else "没有写单位"
        msg = f"{what}（填写值：{text[:60]}）；请在表头写明，可用：{known or '不带单位'}"
        raise WrongValue(msg)
    value = float(found.group(1).replace(",", ""))
    if not math.isfinite(value):
        msg = f"数字太大（填写值：{text[:60]}）"
        raise WrongValue(msg)
    return significant(value, EXCEL_DIGITS) if factor == 1 else significant(value * factor, DIGITS)


def _number(heading: PlotHeading, text: str) -> object:
    return None if plain(text) in NO_NUMBER else read_number(text, heading)


def _degrees(_: PlotHeading, text: str) -> object:
    return None if plain(text) in NO_NUMBER else read_degrees(text)


def _pair(_: PlotHeading, text: str) -> object:
    return None if plain(text) in NO_NUMBER else read_pair(text)


def _date(_: PlotHeading, text: str) -> object:
    if text in UNKNOWN_WORDS:
        return None
    day = unicodedata.normalize("NFKC", text).split("T")[0].split(" ")[0]
    for form in DATE_FORMS:
        try:
            return datetime.strptime(day, form).date()  # noqa: DTZ007  (a day, not an instant)
        except ValueError:
            continue
    known = _serial(day) or _beginning(day)
    if known:
        return known
    msg = f"应当是日期，如 2026-01-31（填写值：{text[:60]}）"
    raise WrongValue(msg)


def _serial(day: str) -> date | None:
    """Return the day that a spreadsheet writes as a number, if it is one of our time."""
    if not re.fullmatch(r"\d{5}(\.\d+)?", day):
        return None
    count = int(float(day))
    first, last = SERIAL_DAYS
    return date(1899, 12, 30) + timedelta(days=count) if first <= count <= last else None


def _beginning(day: str) -> date | None:
    """Return the first day of a month or year: what was checked then may be no younger."""
    if (month := MONTH.fullmatch(day)) and 1 <= int(month[2]) <= 12:  # noqa: PLR2004
        return date(int(month[1]), int(month[2]), 1)
    year = YEAR.fullmatch(day)
    return date(int(year[1]), 1, 1) if year else None


def is_whole_date(text: str) -> bool:
    """Tell whether a date is given to the day, and not as a month or a year only."""
    day = unicodedata.normalize("NFKC", text).split("T")[0].split(" ")[0]
    return not (MONTH.fullmatch(day) or YEAR.fullmatch(day))


def _list(_: PlotHeading, text: str) -> object:
    return tuple(part.strip() for part in LIST_MARKS.split(text) if part.strip())


def _datum(_: PlotHeading, text: str) -> object:
    try:
        return Datum.UNKNOWN if text in UNKNOWN_WORDS else read_datum(text)
    except ProductError as error:
        raise WrongValue(str(error)) from error


def _county(_: PlotHeading, text: str) -> object:
    return county_name(text) if text else None


def _chosen(
    allowed: Mapping[str, object], shown: Mapping[E, str] | None = None
) -> Callable[[PlotHeading, str], object]:
    spellings = {plain(name): value for name, value in allowed.items()}
    offered = tuple(shown.values()) if shown else tuple(allowed)

    def read(_: PlotHeading, text: str) -> object:
        value = spellings.get(plain(text)) or spellings.get(_bare(text))
        if value is not None:
            return value
        if text in UNKNOWN_WORDS:
            return None
        raise _not_allowed(text, offered)

    return read


def _bare(text: str) -> str:
    """Return a term without a number before it, remarks in brackets and spaces."""
    bare = re.sub(r"[(\[【].*?[)\]】]", "", plain(text))
    return re.sub(r"^\d+[.、)]|\s", "", bare)


def _not_allowed(text: str, allowed: tuple[str, ...]) -> WrongValue:
    return WrongValue(f"不在允许的取值内（填写值：{text[:60]}；可填：{'、'.join(allowed)}）")


def _text(_: PlotHeading, text: str) -> object:
    return text or None


READERS: Mapping[PlotCellKind, Callable[[PlotHeading, str], object]] = {
    PlotCellKind.TEXT: _text,
    PlotCellKind.NUMBER: _number,
    PlotCellKind.KIND: _chosen(KINDS, KIND_NAMES),
    PlotCellKind.COUNTY: _county,
    PlotCellKind.ANSWER: _chosen(ANSWERS, ANSWER_NAMES),
    PlotCellKind.OCCUPANCY: _chosen(OCCUPANCIES, OCCUPANCY_NAMES),
    PlotCellKind.DATUM: _datum,
    PlotCellKind.DATE: _date,
    PlotCellKind.LIST: _list,
    PlotCellKind.SAMPLE: _chosen(SAMPLES),
    PlotCellKind.DEGREES: _degrees,
    PlotCellKind.PAIR: _pair,
    PlotCellKind.SHAPE: _text,
}
