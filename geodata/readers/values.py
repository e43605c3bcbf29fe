"""Read one cell: what a person writes in a list, as a value of a plot's field."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from files.errors import ProductError
from files.sheets.headings import plain
from files.sheets.values import DATE_FORMS, DIGITS, EXCEL_DIGITS, WrongValue, significant
from geodata.coordinates import read_datum
from geodata.model import (
    ANSWER_NAMES,
    COUNTIES,
    KIND_NAMES,
    OCCUPANCY_NAMES,
    Answer,
    Datum,
    Occupancy,
    PlotKind,
)
from geodata.readers.columns import PlotCellKind
from geodata.readers.headings import PlotHeading, factor_of

E = TypeVar("E", bound=StrEnum)
UNKNOWN_WORDS = frozenset(
    {"", "-", "--", "—", "——", "/", "不详", "未知", "不明", "未核实", "待核实", "待定", "暂缺"}
)
NUMBER = re.compile(
    r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:e[+-]?\d+)?|[+-]?\.\d+)(.*)", re.DOTALL
)
SEXAGESIMAL = re.compile(  # 117°30′00.5″; normalised, a double prime is two single ones
    r"(\d{1,3})[°度](\d{1,2})[′'分](?:(\d{1,2}(?:\.\d+)?)(?:″|\"|′′|''|秒)?)?[ENen东北]?"
)
OLD_COUNTIES = {"梅列区": "三元区", "梅列": "三元区", "沙县": "沙县区"}
LIST_MARKS = re.compile(r"[、;;,,/]")

KINDS: Mapping[str, PlotKind] = {
    **{name: kind for kind, name in KIND_NAMES.items()},
    **{kind.value: kind for kind in PlotKind},
    "闲置用地": PlotKind.IDLE_LAND,
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
    short = "".join(text.split()).removeprefix("福建省").removeprefix("三明市")
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
    found = NUMBER.fullmatch(plain(text))
    if found is None:
        msg = f"应当是数字(填写值:{text[:60]})"
        raise WrongValue(msg)
    column, unit = heading.column, found.group(2).strip()
    factor = factor_of(column, unit) if unit else heading.factor
    if factor is None:
        known = "、".join(column.units)
        what = f"不认识的单位「{unit[:20]}」" if unit else "没有写单位"
        msg = f"{what}(填写值:{text[:60]});请在表头写明,可用:{known or '不带单位'}"
        raise WrongValue(msg)
    value = float(found.group(1).replace(",", ""))
    if not math.isfinite(value):
        msg = f"数字太大(填写值:{text[:60]})"
        raise WrongValue(msg)
    return significant(value, EXCEL_DIGITS) if factor == 1 else significant(value * factor, DIGITS)


def read_degrees(text: str) -> float:
    """Return degrees (or metres) from 117.5, 117.5° or 117°30′00″.

    Raises:
        WrongValue: it is neither.
    """
    written = unicodedata.normalize("NFKC", text).replace(" ", "")
    parts = SEXAGESIMAL.fullmatch(written.replace("’", "'").replace("”", '"'))
    if parts is not None:
        degrees, minutes, seconds = (float(part or 0) for part in parts.groups())
        return significant(degrees + minutes / 60 + seconds / 3600, EXCEL_DIGITS)
    found = NUMBER.fullmatch(plain(written))
    if found is None or found.group(2) not in {"", "°", "度"}:
        msg = f"应当是坐标数字,如 117.5152(填写值:{text[:60]})"
        raise WrongValue(msg)
    return significant(float(found.group(1).replace(",", "")), EXCEL_DIGITS)


def _number(heading: PlotHeading, text: str) -> object:
    return None if text in UNKNOWN_WORDS else read_number(text, heading)


def _degrees(_: PlotHeading, text: str) -> object:
    return None if text in UNKNOWN_WORDS else read_degrees(text)


def _pair(_: PlotHeading, text: str) -> object:
    if text in UNKNOWN_WORDS:
        return None
    parts = [part for part in re.split(r"[,,;;、\s()()\[\]]+", text) if part]
    if len(parts) != 2:  # noqa: PLR2004  (a longitude and a latitude)
        msg = f"应当是「经度,纬度」,如 117.5152,26.2190(填写值:{text[:60]})"
        raise WrongValue(msg)
    return read_degrees(parts[0]), read_degrees(parts[1])


def _date(_: PlotHeading, text: str) -> object:
    if text in UNKNOWN_WORDS:
        return None
    day = unicodedata.normalize("NFKC", text).split("T")[0].split(" ")[0]
    for form in DATE_FORMS:
        try:
            return datetime.strptime(day, form).date()  # noqa: DTZ007  (a day, not an instant)
        except ValueError:
            continue
    msg = f"应当是日期,如 2026-01-31(填写值:{text[:60]})"
    raise WrongValue(msg)


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
        value = spellings.get(plain(text))
        if value is not None:
            return value
        if text in UNKNOWN_WORDS:
            return None
        raise _not_allowed(text, offered)

    return read


def _not_allowed(text: str, allowed: tuple[str, ...]) -> WrongValue:
    return WrongValue(f"不在允许的取值内(填写值:{text[:60]};可填:{'、'.join(allowed)})")


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
}
