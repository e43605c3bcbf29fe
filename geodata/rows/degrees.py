"""Read degrees as people write them: 117.36, 东经117°21′36″, 117°21.6′, 117-21-36, 117 21 36."""

import re
import unicodedata

from files.sheets.values import EXCEL_DIGITS, WrongValue, significant

MINUTES = 60
MOST_DEGREES = 180
PLAIN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:e[+-]?\d+)?")
PARTS = re.compile(r"(\d{1,3})°(?:(\d{1,2}(?:\.\d*)?)'?)?(?:(\d{1,2}(?:\.\d*)?)(?:''|s)?)?")
MARKED = re.compile(r"(\d{1,3}(?:\.\d*)?)°?")
SPACED = re.compile(r"(\d{1,3})[\s:\-](\d{1,2})[\s:\-](\d{1,2}(?:\.\d*)?)(?:''|')?")
SIDE = r"(?:东经|北纬|经度|纬度|[enEN东北经纬])"
SIDES = re.compile(rf"^{SIDE}\s*:?\s*|\s*{SIDE}$")
MARKS = {
    **dict.fromkeys("ºo˚∘度", "°"),
    **dict.fromkeys("′’‘`´ʹ分", "'"),
    **dict.fromkeys('″”“"ʺ秒', "''"),
    **dict.fromkeys("—–‐−", "-"),
}
BETWEEN = re.compile(
    r"[,;、|/()\[\]]+|(?<=[\d°'″′\"NnEe])\s+(?=[NnEe东北])|(?<=[^:\s])(?=东经|北纬|[NE]\s*:?\s*\d)"
)
NORTH, EAST = re.compile(r"[Nn北纬]"), re.compile(r"[Ee东经]")
# Decimal places that may as well be minutes and seconds: 118.1206 as 118°12′06″.
PACKED = re.compile(r"(\d{2,3})\.([0-5]\d)([0-5]\d)(\d*)")


def read_degrees(text: str) -> float:
    """Return degrees (or metres) as a number.

    Raises:
        WrongValue: it is neither, or minutes or seconds are 60 or more.
    """
    if PLAIN.fullmatch(text):  # most lists of points: nothing to take off
        return significant(float(text.replace(",", "")), EXCEL_DIGITS)
    written = _without_side(text)
    plain = PLAIN.fullmatch(written) or MARKED.fullmatch(written)
    if plain is not None:
        return significant(float(written.replace(",", "").rstrip("°")), EXCEL_DIGITS)
    parts = PARTS.fullmatch(written.replace(" ", "")) or SPACED.fullmatch(written)
    if parts is None:
        raise _wrong(text)
    return in_degrees(*(float(part or 0) for part in parts.groups()), written=text)


def in_degrees(degrees: float, minutes: float, seconds: float, *, written: str = "") -> float:
    """Return degrees, minutes and seconds as degrees.

    Raises:
        WrongValue: minutes or seconds are 60 or more.
    """
    if not (0 <= minutes < MINUTES and 0 <= seconds < MINUTES):
        shown = written or f"{degrees:g} {minutes:g} {seconds:g}"
        msg = f"分和秒应当小于 60（填写值：{shown[:60]}）"
        raise WrongValue(msg)
    return significant(degrees + minutes / 60 + seconds / 3600, EXCEL_DIGITS)


def read_pair(text: str) -> tuple[float, float]:
    """Return the two numbers of a pair; north goes second if the text says which is north.

    Raises:
        WrongValue: they are not two, or one is no number.
    """
    normal = unicodedata.normalize("NFKC", text).strip(" ()[]")
    parts = [part.strip() for part in BETWEEN.split(normal) if part and part.strip()]
    if len(parts) == 1:
        parts = _halves(normal)
    if len(parts) != 2:  # noqa: PLR2004  (a longitude and a latitude)
        msg = f"应当是「经度，纬度」，如 117.5152,26.2190（填写值：{text[:60]}）"
        raise WrongValue(msg)
    first, second = (read_degrees(part) for part in parts)
    return (second, first) if _is_north(parts[0]) or _is_east(parts[1]) else (first, second)


def looks_packed(text: str) -> bool:
    """Tell whether a decimal number could be degrees, minutes and seconds in one (d.mmss)."""
    found = PACKED.fullmatch(_without_side(text))
    return found is not None and len(found[4]) <= 4  # noqa: PLR2004  (of a second: micrometres)


def unpacked(text: str) -> float:
    """Return the degrees of 118.1206 read as 118°12′06″.

    Raises:
        WrongValue: it cannot be read so.
    """
    found = PACKED.fullmatch(_without_side(text))
    if found is None:
        msg = f"不能按「度.分秒」读（填写值：{text[:60]}）"
        raise WrongValue(msg)
    degrees, minutes, seconds, rest = found.groups()
    return in_degrees(float(degrees), float(minutes), float(f"{seconds}.{rest or 0}"), written=text)


def _is_north(text: str) -> bool:
    return bool(NORTH.search(text)) and not EAST.search(text)


def _is_east(text: str) -> bool:
    return bool(EAST.search(text)) and not NORTH.search(text)


def _halves(text: str) -> list[str]:
    """Cut «117.36 26.1» or «117 21 36 25 58 12» in the middle."""
    words = text.split()
    half = len(words) // 2
    if len(words) in {2, 6}:
        return [" ".join(words[:half]), " ".join(words[half:])]
    return words


def _without_side(text: str) -> str:
    normal = SIDES.sub("", unicodedata.normalize("NFKC", text).strip())
    marked = "".join(MARKS.get(c, c) for c in normal).replace("''''", "''")
    return SIDES.sub("", marked).strip()


def _wrong(text: str) -> WrongValue:
    return WrongValue(f"应当是坐标数字，如 117.5152 或 117°30′54″（填写值：{text[:60]}）")
