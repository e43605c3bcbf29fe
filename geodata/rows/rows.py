"""Rows of text into plots: cells read, coordinates brought home, every fault named by its row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from files.problems import explain
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem, first_problems, first_warnings
from files.sheets.values import WrongValue, clean
from geodata.model import Datum, Plot, Position
from geodata.plot_phones import plot_phones, plot_without_phones
from geodata.reading import Cells, FileEntry, Reading
from geodata.rows.areas import check_area
from geodata.rows.columns import COLUMN_BY_FIELD, COLUMNS, PlotCellKind
from geodata.rows.headings import PlotHeader, PlotHeading
from geodata.rows.positions import Given, Placed, out_of_county, place
from geodata.rows.shared_texts import SharedTexts
from geodata.rows.spelling import PLACING, Spelling, asked_spelling
from geodata.rows.values import is_whole_date, read_cell

REMEMBERED = 2000  # values kept of each column while a list is read
AGREE = 0.01  # two columns of one quantity in different units may differ by this share
FIELDS = [column.field for column in COLUMNS]
BELONGS = "要留电话请另设“联系人”一列"
Values = dict[str, object]


@dataclass(slots=True)
class FormRow:
    """One row being read: its number, the values of its fields, and what is wrong with it.

    `titles` gives the headings of its list by field.
    """

    number: int
    titles: Mapping[str, str]
    written: tuple[Cells, ...] = ()
    values: Values = field(default_factory=dict)
    problems: dict[str, RowProblem] = field(default_factory=dict)

    def refuse(self, name: str, text: str, written: str = "") -> None:
        """Note a fault of a field, the first one of each; `written` is its heading if known."""
        column = COLUMN_BY_FIELD.get(name)
        title = written or self.titles.get(name) or (column.heading if column else name)
        self.problems.setdefault(name, RowProblem(self.number, title, text))


class PlotRowReader:
    """Reads the rows under one heading row, batch after batch, and keeps what was found.

    `defaults` are texts by field for cells that say nothing. What neither says is asked, where a
    person can know it of the whole file. `identify` gives by its name the identity of a plot
    ("" to refuse it) where the list has no column for it. A telephone number in a text is covered
    and that is said, unless the row is `typed`: then it is for who saves it to refuse it.
    """

    def __init__(
        self,
        header: PlotHeader,
        defaults: Mapping[str, str],
        interview: Interview | None = None,
        identify: Callable[[str], str] | None = None,
        *,
        typed: bool = False,
    ) -> None:
        self.header = header
        self.interview = interview or Interview()
        self.typed = typed
        self.identify = None if "id" in header.fields else identify
        stated = {*defaults, "id"} if self.identify else {*defaults}
        self.problems = list(_header_problems(header, stated))
        self.defaults = self._read_defaults(defaults)
        self.titles = {h.column.field: h.written for h in header.headings.values()}
        self.plots: list[Plot] = []
        self.entries: list[FileEntry] = []
        self.rows: dict[str, int] = {}  # by plot id, the row it was first seen in
        self.texts = SharedTexts()
        self.columns: list[tuple[int, PlotHeading, Values]] = [
            (at, heading, {}) for at, heading in header.headings.items()
        ]
        self.count = 0
        self.spelling = Spelling()
        self.warnings = [
            RowProblem(header.row, name, "不认识的列，没有导入") for name in header.unknown
        ]

    def read(
        self,
        rows: Iterable[tuple[int, list[str]]],
        places: Mapping[int, Placed] | None = None,
        written: Mapping[int, tuple[Cells, ...]] | None = None,
    ) -> None:
        """Read some rows, in order; `places` gives, by row, where those with a shape lie.

        `written` gives rows as they stand in the file where that is more than these cells.
        """
        some = list(rows)
        if self.count == 0:
            self.spelling = asked_spelling(self.header, some, self.interview, self.defaults)
        read = [self._cells(number, cells) for number, cells in some]
        for row, (number, cells) in zip(read, some, strict=True):
            row.written = (written or {}).get(number) or (self.texts.of(cells),)
        self.count += len(read)
        known = places or {}
        points = ((row, self._point(row, known.get(row.number))) for row in read)
        given = [(row, point) for row, point in points if point is not None]
        for (row, _), found in zip(given, place([point for _, point in given]), strict=True):
            if isinstance(found, Position):
                row.values["position"] = found
            else:
                row.refuse("lonlat" if "lonlat" in self.titles else "longitude", found)
        for row in read:
            self._finish(row)

    def skip(self, number: int, cells: Sequence[str], why: str) -> None:
        """Note a row that is passed over, and why."""
        self.entries.append(FileEntry(number, None, (tuple(cells),), (), why))
        self.warnings.append(RowProblem(number, "", why))

    def refuse(self, number: int, cells: Sequence[str], problems: Sequence[RowProblem]) -> None:
        """Note a row that cannot be read for reasons that lie in the file itself."""
        self.count += 1
        self.entries.append(FileEntry(number, None, (tuple(cells),), tuple(problems)))
        self.problems += problems

    def finish(self) -> None:
        """Look at the list as a whole once every row was read."""
        if not self.count:
            self.problems.append(RowProblem(0, "", "没有数据：表头下面没有填写任何一行"))
        self.entries.sort(key=lambda entry: entry.row)
        for plot_id, text in out_of_county(self.plots).items():
            self.warnings.append(RowProblem(self.rows[plot_id], "经度", text))

    def reading(self) -> Reading:
        """Return what was read; no plot of a list that has problems."""
        return Reading(
            plots=() if self.problems else tuple(self.plots),
            problems=first_problems(self.problems),
            rows=self.count,
            warnings=first_warnings(self.warnings),
            entries=tuple(self.entries),
            questions=tuple(self.interview.open.values()),
        )

    def _cells(self, number: int, cells: list[str]) -> FormRow:
        row = FormRow(number, self.titles)
        width = len(cells)
        for at, heading, known in self.columns:
            text = cells[at] if at < width else ""
            if not text:
                continue
            try:
                value = known[text] if text in known else _read_anew(heading, text, known)
            except WrongValue as error:
                row.refuse(heading.column.field, str(error), heading.written)
            else:
                _keep(row, heading, value)
                if heading.column.form is PlotCellKind.DATE:
                    self._note_month(row, heading, text)
        return row

    def _note_month(self, row: FormRow, heading: PlotHeading, text: str) -> None:
        """Say that a month or year was taken as its first day."""
        if not is_whole_date(text):
            said = f"只写到月或年（{text[:20]}），按它的第一天记"
            self.warnings.append(RowProblem(row.number, heading.written, said))

    def _read_defaults(self, defaults: Mapping[str, str]) -> Values:
        """Read the texts to be taken for empty cells; a wrong one is wrong for the whole file."""
        values: Values = {}
        for name, text in defaults.items():
            heading = PlotHeading(COLUMN_BY_FIELD[name], COLUMN_BY_FIELD[name].heading)
            try:
                values[name] = read_cell(heading, clean(text))
            except WrongValue as error:
                self.problems.append(RowProblem(0, heading.written, str(error)))
        return {name: value for name, value in values.items() if value is not None}

    def _point(self, row: FormRow, placed: Placed | None) -> Given | None:
        """Take the coordinates out of a row's values; those of its shape go before them."""
        values = {name: row.values.pop(name, None) for name in PLACING}
        if placed is None:
            return self._written_point(row, values)
        for name in PLACING - {"precision_m"}:
            row.problems.pop(name, None)
        row.values["boundary"] = placed.boundary
        precision = values["precision_m"]
        stated = precision if isinstance(precision, float) else placed.point.precision_m
        said = check_area(row, placed.boundary, self.interview)
        if said:
            title = self.titles.get("area_mu", COLUMN_BY_FIELD["area_mu"].heading)
            self.warnings.append(RowProblem(row.number, title, said))
        return replace(placed.point, precision_m=stated)

    def _written_point(self, row: FormRow, values: Values) -> Given | None:
        if PLACING & row.problems.keys():
            return None
        try:
            found = self.spelling.point(values)
        except WrongValue as error:
            row.refuse("longitude", str(error))
            return None
        if found is None:
            return None
        x, y = found
        if x is None or y is None:
            row.refuse("latitude" if y is None else "longitude", "经度和纬度要同时填写")
            return None
        datum, precision = values["datum"], values["precision_m"]
        known = datum if isinstance(datum, Datum) else self.spelling.datum
        point = Given(x, y, known, precision if isinstance(precision, float) else None)
        if known is Datum.UNKNOWN:
            self._keep_unplaced(row, point)
            return None
        return point

    def _keep_unplaced(self, row: FormRow, point: Given) -> None:
        """Keep a point nobody knows the datum of as a remark: drawn, it could be 600 m off."""
        remark = f"坐标 {point}（坐标系不明）"
        note = str(row.values.get("note") or "")
        row.values["note"] = f"{note}；{remark}" if note else remark
        text = "没有写明坐标系，不画到地图上；坐标记在备注里"
        self.warnings.append(RowProblem(row.number, COLUMN_BY_FIELD["datum"].heading, text))

    def _finish(self, row: FormRow) -> None:
        row.values = self.defaults | row.values
        plot_id = str(row.values.get("id", ""))
        if self.identify:
            plot_id = self._identified(row, self.identify)
        if plot_id in self.rows:
            row.refuse("id", f"编号「{plot_id}」与第{self.rows[plot_id]}行重复")
        elif plot_id:
            self.rows[plot_id] = row.number
        plot = _checked(row)
        if plot is not None:
            plot = plot if self.typed else self._covered(plot, row)
            self.texts.share(plot)
            self.plots.append(plot)
        problems = [row.problems[name] for name in sorted(row.problems, key=_column_order)]
        self.problems += problems
        self.entries.append(FileEntry(row.number, plot, row.written, tuple(problems)))

    def _covered(self, plot: Plot, row: FormRow) -> Plot:
        """Cover the telephone numbers in the texts of a plot, and say so."""
        for name, numbers in plot_phones(plot).items():
            title = self.titles.get(name, COLUMN_BY_FIELD[name].heading)
            said = f"里面的电话只留头尾（{'、'.join(numbers[:3])}）；{BELONGS}"
            self.warnings.append(RowProblem(row.number, title, said))
        return plot_without_phones(plot)

    def _identified(self, row: FormRow, identify: Callable[[str], str]) -> str:
        """Return the identity of a row that has only a name, "" if there is none."""
        name = str(row.values.get("name", ""))
        made = identify(name) if name else ""
        if name and not made:
            row.refuse("id", f"没有编号，名称「{name}」与前面的行相同")
        row.values["id"] = made or "?"  # what is missing is the name, not this
        return made


def _read_anew(heading: PlotHeading, text: str, known: Values) -> object:
    """Read a cell; what stands in many rows of a column is worked out once."""
    value = read_cell(heading, text)
    if len(known) < REMEMBERED:
        known[text] = value
    return value


def _checked(row: FormRow) -> Plot | None:
    """Return the plot of a row, or note what is wrong with it."""
    try:
        plot = Plot.model_validate(row.values)
    except ValidationError as error:
        for details in error.errors():
            row.refuse(str(details["loc"][0]), explain(details))
    return None if row.problems else plot


def _column_order(name: str) -> int:
    return FIELDS.index(name) if name in FIELDS else len(FIELDS)


def _keep(row: FormRow, heading: PlotHeading, value: object) -> None:
    """Keep a value; two columns of one quantity must agree."""
    name = heading.column.field
    other = row.values.get(name)
    if value is None:
        return
    if other is None:
        row.values[name] = value
    elif name == "contact":  # a name and a number beside each other
        row.values[name] = f"{other} {value}" if value != other else value
    elif not _agree(other, value):
        text = f"与另一列写的不一致（{other} 和 {value}）"
        row.refuse(name, text, heading.written)


def _agree(first: object, second: object) -> bool:
    if isinstance(first, float) and isinstance(second, float):
        return abs(first - second) <= AGREE * max(abs(first), abs(second))
    return first == second


def _header_problems(header: PlotHeader, stated: AbstractSet[str]) -> Iterable[RowProblem]:
    for heading in header.headings.values():
        if heading.problem:
            yield RowProblem(header.row, heading.written, heading.problem)
    for column in COLUMNS:
        if column.required and column.field not in header.fields | stated:
            others = "、".join(column.aliases[:3])
            yield RowProblem(header.row, column.heading, f"缺少这一列（也可写作：{others}）")
