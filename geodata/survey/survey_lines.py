"""Take a 勘测定界 TXT apart, line by line, before anything is reckoned with it."""

import re
from dataclasses import dataclass, field

from files.sheets.refusals import RowProblem, UploadRefused
from geodata.features import MAX_FEATURES, MAX_VERTICES

HEADER, PLOTS = "属性描述", "地块坐标"
SECTION = re.compile(r"^[\[【]\s*(.+?)\s*[\]】]$")
# float() would also take 1e999, nan, 1_000 and full-width digits.
NUMBER = re.compile(r"^[+-]?[0-9]{1,9}(\.[0-9]{0,30})?$")
RING = re.compile(r"^[0-9]{1,4}$")
TOO_MUCH = (
    f"内容太多：最多 {MAX_FEATURES} 个地块、{MAX_VERTICES} 个界址点，"
    "库里的数据没有改动；请分成几个文件再导入"
)
OUTSIDE = "[属性描述] 以前的行"
BEYOND_PLOT, BEYOND_CORNER = "地块行第 8 项以后的内容", "界址点行 X、Y 以后的内容"
PLOT_FIELDS = 8
CORNER_FIELDS = 4


@dataclass(frozen=True, slots=True)
class Corner:
    """界址点: line of the file, 圈号, metres north (X) and metres east (Y, maybe with zone)."""

    line: int
    ring: int
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class SurveyedPlot:
    """A plot as written: its line, the eight fields every variant shares, and its corners."""

    line: int
    count: str
    area: str
    number: str
    name: str
    figure: str
    map_sheet: str
    use: str
    land_class: str
    corners: list[Corner] = field(default_factory=list)


@dataclass(slots=True)
class SurveySheet:
    """The whole file taken apart; `header` maps a key to its line and value.

    `widened` are the lines whose full-width signs were read as narrow ones, as written. `beside`
    is, by what it is, the first text that no field of ours takes, with its line and how many.
    """

    header: dict[str, tuple[int, str]] = field(default_factory=dict)
    plots: list[SurveyedPlot] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    widened: dict[int, str] = field(default_factory=dict)
    beside: dict[str, tuple[int, str, int]] = field(default_factory=dict)

    def stated(self, key: str) -> tuple[int, str]:
        """Return line and value of a header key; (0, "") if it is not there."""
        return self.header.get(key, (0, ""))

    def leave(self, what: str, line: int, text: str) -> None:
        """Note a text that is not taken; empty ones are nothing."""
        if text.strip():
            first, shown, count = self.beside.get(what, (line, text, 0))
            self.beside[what] = (first, shown, count + 1)


def take_apart(text: str) -> SurveySheet:
    """Return what a survey file says, with a problem for every line that cannot be read.

    Raises:
        UploadRefused: it is too large, or holds no plots.
    """
    sheet, section = SurveySheet(), ""
    for number, written in enumerate(lines_of(text), 1):
        line = _narrowed(written, section).strip()
        if line != written.strip():
            sheet.widened[number] = written.strip()
        if title := SECTION.match(line):
            section = title[1]
        elif line:
            _take(sheet, section, number, line)
    if len(sheet.plots) > MAX_FEATURES:
        raise UploadRefused(TOO_MUCH)
    if not sheet.plots and not sheet.problems:
        msg = f"没有找到[{PLOTS}]下的地块，库里的数据没有改动；请确认这是勘测定界坐标文件"
        raise UploadRefused(msg)
    return sheet


def is_survey(text: str) -> bool:
    """Tell whether a text has the section that every survey file has."""
    return any(
        (found := SECTION.match(line.strip())) and found[1] == PLOTS for line in lines_of(text)
    )


def _narrowed(line: str, section: str) -> str:
    """Read a full-width sign as the narrow one where the line has none: else it is of a name."""
    wide, narrow = ("＝", "=") if section == HEADER else ("，", ",")
    return line if narrow in line else line.replace(wide, narrow)


def _fields(line: str) -> list[str]:
    """Cut a line at its commas; some have spaces or tabs instead, and then no empty field."""
    return [part.strip() for part in line.split(",")] if "," in line else line.split()


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as an editor counts them.

    Raises:
        UploadRefused: there are too many.
    """
    # Not splitlines(), which also breaks where no editor does and would count lines wrongly.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > 2 * MAX_FEATURES + MAX_VERTICES:
        raise UploadRefused(TOO_MUCH)
    return lines


def _take(sheet: SurveySheet, section: str, number: int, line: str) -> None:
    if section == HEADER:
        _take_header(sheet, number, line)
    elif section == PLOTS:
        _take_line(sheet, number, _fields(line))
    else:
        sheet.leave(f"[{section}] 下的行" if section else OUTSIDE, number, line)


def _take_header(sheet: SurveySheet, number: int, line: str) -> None:
    key, _, value = (part.strip() for part in line.partition("="))
    before, old = sheet.stated(key)
    if before and old != value:
        text = f"文件头的「{key[:20]}」写了两次：第{before}行是 {old[:40]}，这里是 {value[:40]}"
        sheet.problems.append(RowProblem(number, key[:20], text))
    sheet.header[key] = (number, value)


def _take_line(sheet: SurveySheet, number: int, fields: list[str]) -> None:
    if fields[-1].endswith("@"):
        _open_plot(sheet, number, [*fields[:-1], fields[-1].removesuffix("@")])
    elif not sheet.plots:
        sheet.problems.append(RowProblem(number, "", "界址点之前缺少地块行（以 @ 结尾）"))
    else:
        _take_corner(sheet, number, fields)


def _open_plot(sheet: SurveySheet, number: int, fields: list[str]) -> None:
    if len(fields) < PLOT_FIELDS:
        text = f"地块行应当至少有 {PLOT_FIELDS} 项并以 @ 结尾，这里有 {len(fields)} 项"
        sheet.problems.append(RowProblem(number, "", text))
        fields = fields + [""] * (PLOT_FIELDS - len(fields))
    count, area, plot_number, name, figure, map_sheet, use, land_class = fields[:PLOT_FIELDS]
    plot = SurveyedPlot(number, count, area, plot_number, name, figure, map_sheet, use, land_class)
    sheet.plots.append(plot)
    sheet.leave(BEYOND_PLOT, number, ",".join(filter(None, fields[PLOT_FIELDS:])))
    for column, text in (("界址点数", plot.count), ("地块面积", plot.area)):
        if text and not NUMBER.match(text):
            sheet.problems.append(_not_a_number(number, column, text))
    if plot.figure not in {"面", ""}:
        text = f"只接受面状地块（填写值：{plot.figure[:40]}）"
        sheet.problems.append(RowProblem(number, "记录图形属性", text))


def _take_corner(sheet: SurveySheet, number: int, fields: list[str]) -> None:
    if len(fields) < CORNER_FIELDS or not RING.match(fields[1]):
        text = f"应当是「点号，圈号，X,Y」（填写值：{','.join(fields)[:40]}）"
        sheet.problems.append(RowProblem(number, "", text))
        return
    _, ring, north, east = fields[:CORNER_FIELDS]
    wrong = [
        _not_a_number(number, column, text)
        for column, text in (("X", north), ("Y", east))
        if not NUMBER.match(text)
    ]
    sheet.leave(BEYOND_CORNER, number, ",".join(filter(None, fields[CORNER_FIELDS:])))
    sheet.problems += wrong
    if not wrong:
        sheet.plots[-1].corners.append(Corner(number, int(ring), float(north), float(east)))


def _not_a_number(line: int, column: str, text: str) -> RowProblem:
    return RowProblem(line, column, f"应当是数字（填写值：{text[:40]}）")
