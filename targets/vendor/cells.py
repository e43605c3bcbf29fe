"""The cells of one row of a bought list, read by the columns of its heading row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from files.sheets.list_rows import ListRow
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem
from files.sheets.values import WrongValue
from targets.vendor.columns import COLUMN_BY_FIELD, PERSONAL, VendorCellKind
from targets.vendor.headings import VendorHeading
from targets.vendor.values import (
    LONGEST_TEXT,
    READERS,
    ExcelDay,
    PartOfDate,
    is_empty,
    read_text,
)
from targets.vendor.written.money import Money, NoUnit, currency_of, paid_in_of, read_money

REMEMBERED = 5000  # values kept of each column while a list is read
FORMS_REMEMBERED = frozenset({VendorCellKind.STATUS, VendorCellKind.DATE})
TEN_THOUSANDS, ONES = "万元", "元"
LARGE = 1_000_000  # a registered capital without a unit from here on is probably in 元
Values = dict[str, object]


@dataclass(slots=True)
class CellReader:
    """Reads rows by their columns; what is wrong goes to who asks, what is odd to `warnings`."""

    columns: Sequence[VendorHeading]
    today: date
    interview: Interview
    warnings: list[RowProblem]
    _known: dict[int, dict[str, object]] = field(default_factory=dict)
    _serials: list[tuple[int, str]] = field(default_factory=list)

    def read(self, row: ListRow, problems: list[RowProblem]) -> Values:
        """Return the values of a row by field; `problems` gets what cannot be read."""
        values: Values = {}
        silent = {cell.at for cell in row.faults if not cell.is_lost and cell.at >= 0}
        currency = self._currency(row)
        for heading in self.columns:
            text = row.cells[heading.at].strip() if heading.at < len(row.cells) else ""
            if is_empty(text) or (heading.at in silent and not text):
                continue
            try:
                value = self._value(heading, text, currency)
            except WrongValue as error:
                problems.append(RowProblem(row.number, heading.written, str(error)))
                continue
            self._keep(row.number, heading, values, (text, value))
        self._check_day(row.number, values, problems)
        return values

    def summary(self) -> list[RowProblem]:
        """Return what is to be said once of a whole column."""
        if not self._serials:
            return []
        row, shown = self._serials[0]
        title = next(h.written for h in self.columns if h.field == "established_on")
        text = f"有 {len(self._serials)} 格是 Excel 的日期序号，换算成日期（如第{row}行 {shown}）"
        return [RowProblem(row, title, text)]

    def _keep(
        self, number: int, heading: VendorHeading, values: Values, read: tuple[str, object]
    ) -> None:
        text, value = read
        if heading.field in PERSONAL:
            before = values.get(heading.field)
            value = (*(before if isinstance(before, tuple) else ()), str(value))
        elif type(value) is str and len(value) > LONGEST_TEXT:
            value = self._cut(number, heading, value)
        elif isinstance(value, PartOfDate):
            said = "只写到年月，没有日，记在备注里"
            self.warnings.append(RowProblem(number, heading.written, f"{said}（填写值：{text}）"))
        elif isinstance(value, ExcelDay):
            self._serials.append((number, f"{text} → {value}"))
        elif isinstance(value, Money) and (paid := paid_in_of(text)):
            values["paid_in"] = paid
        values[heading.field] = value

    def _value(self, heading: VendorHeading, text: str, currency: str) -> object:
        """Read a cell; what stands in many rows of a column is worked out once."""
        form = COLUMN_BY_FIELD[heading.field].form
        if form is VendorCellKind.MONEY:
            return self._money(heading, text, currency)
        if form is VendorCellKind.CODE:
            return read_text(text)
        if form not in FORMS_REMEMBERED:
            return READERS[form](text, heading.unit)
        known = self._known.setdefault(heading.at, {})
        if text not in known:
            value = READERS[form](text, heading.unit)
            if len(known) == REMEMBERED:
                return value
            known[text] = value
        return known[text]

    def _currency(self, row: ListRow) -> str:
        at = next((h.at for h in self.columns if h.field == "currency"), -1)
        return row.cells[at].strip() if 0 <= at < len(row.cells) else ""

    def _money(self, heading: VendorHeading, text: str, currency: str) -> Money | None:
        if currency and not currency_of(currency):
            msg = f"不认识的币种（填写值：{currency[:20]}）"
            raise WrongValue(msg)
        try:
            return read_money(text, heading.unit, currency)
        except NoUnit as error:
            if not currency:
                raise
            likely = ONES if error.number >= LARGE else TEN_THOUSANDS
            question = f"“{heading.written}”没有写单位（如 {text[:20]}），是万元还是元？"
            unit = self.interview.ask("capital_unit", question, (TEN_THOUSANDS, ONES), likely)
            return read_money(text, unit, currency)

    def _cut(self, number: int, heading: VendorHeading, text: str) -> str:
        what = f"有 {len(text)} 个字，只保留前 {LONGEST_TEXT} 个字"
        self.warnings.append(RowProblem(number, heading.written, what))
        return text[:LONGEST_TEXT].strip()

    def _check_day(self, number: int, values: Values, problems: list[RowProblem]) -> None:
        day = values.get("established_on")
        if isinstance(day, date) and not date(1800, 1, 1) <= day <= self.today:
            title = next(h.written for h in self.columns if h.field == "established_on")
            problems.append(RowProblem(number, title, f"日期不可能（填写值：{day}）"))
