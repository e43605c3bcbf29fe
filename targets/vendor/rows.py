"""Rows of a bought list into companies: cells read, every fault named by its row and column."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from files.personal.phones import phones_in, without_phones
from files.records import UNSEEN, codes_of_unseen, with_codes, without_unseen
from files.sheets.list_rows import ListRow, lost_of
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem
from files.sheets.values import WrongValue
from targets.vendor.alike_rows import AlikeNames
from targets.vendor.cells import CellReader, Values
from targets.vendor.columns import COLUMN_BY_FIELD, PERSONAL
from targets.vendor.headings import VendorHeader
from targets.vendor.model import AlikeRows, LeftRow, Unmatched, VendorCompany
from targets.vendor.repeats import Repeats
from targets.vendor.row_company import company_of
from targets.vendor.written.credit_code import RegisteredCode, UnreadableCode, read_registered
from targets.vendor.written.placing import PlaceTexts, SettledPlace, settle_place

UNMATCHED = "未匹配"
GIVE_BACK, LEAVE_EMPTY = "退回这些行", "代码留空"
TAKE_HIDDEN, LEAVE_HIDDEN = "导入", "不导入"
TAKE_BOTH, TAKE_FIRST = "都收", "只取前一行"
ASK_ALIKE = (
    "有的行名称只差写法，或者一行是另一行的曾用名，可能是同一家（{pair}）。都收，还是只取前一行？"
)
PLACE_FIELDS = ("province", "city", "district")
WITH_ADDRESS = (*PLACE_FIELDS, "place", "address")
CLASSED = frozenset({"industry_4", "industry_code", "id"})
"""What gives the class of a company, or is of a list that we exported."""
CODED = frozenset({"id", "credit_code", "register_no", "stock_code", "industry_code"})
BELONGS = "要留电话请用“电话”一列，导入时选择保留联系方式"
MOST_KEPT = 20_000  # problems, warnings and rows left out that are kept of a list of any length


@dataclass(slots=True)
class VendorRowReader:
    """Reads rows under one heading row, one after the other, and keeps what was found wrong.

    `is_streamed`: of too many rows to remember each; a company may then come twice, what a row
    says as written is not kept, and of what is said of the rows only the first: `dropped` counts
    the rest.
    """

    header: VendorHeader
    with_contacts: bool
    today: date
    interview: Interview
    repeats: Repeats
    names: AlikeNames
    sheet: str = ""
    is_streamed: bool = False
    problems: list[RowProblem] = field(default_factory=list)
    warnings: list[RowProblem] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    left: list[LeftRow] = field(default_factory=list)
    alike: list[AlikeRows] = field(default_factory=list)
    rows: int = 0
    hidden: int = 0
    without_class: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    _cells: CellReader | None = None
    _found: list[RowProblem] = field(default_factory=list)

    def read(self, rows: Iterable[ListRow]) -> Iterator[VendorCompany]:
        """Give the companies of some rows; what was seen before in the list is left out."""
        for row in rows:
            if row.skipped:
                self._leave(row, row.skipped)
            elif not row.hidden or self._takes_hidden(row):
                self.rows += 1
                yield from self._read_one(row)
        if self.is_streamed:
            self._trim()

    def _trim(self) -> None:
        self.dropped["refused"] += sum(not row.skipped for row in self.left[MOST_KEPT:])
        kept: dict[str, list[Any]] = {
            "problems": self.problems,
            "warnings": self.warnings,
            "unmatched": self.unmatched,
            "left": self.left,
        }
        for name, found in kept.items():
            self.dropped[name] += max(len(found) - MOST_KEPT, 0)
            del found[MOST_KEPT:]

    def finish(self) -> Iterator[VendorCompany]:
        """Give the companies that were held back because a later row might be about them."""
        for company, again in self.repeats.finish():
            if again:
                self._leave_again(company, again)
            else:
                yield company
        if self._cells is not None:
            self.warnings += self._cells.summary()

    def _takes_hidden(self, row: ListRow) -> bool:
        self.hidden += 1
        if self.interview.answer("hidden_rows") == LEAVE_HIDDEN:
            self._leave(row, "在 Excel 里被隐藏或筛选掉，按选择没有导入")
            return False
        return True

    def _leave(self, row: ListRow, why: str) -> None:
        self.warnings.append(RowProblem(row.number, "", why))
        self.left.append(self._left(row, skipped=why))

    def _read_one(self, row: ListRow) -> Iterator[VendorCompany]:
        self._found = []
        row = self._without_phones(self._without_unseen(row))
        self._note_faults(row)
        values = self._reader.read(row, self._found)
        if self._is_unmatched(row, values):
            return
        place = self._place(row.number, values)
        self._code(row.number, values, place)
        if not values.get("name"):
            self._refuse(row.number, "name", "没有写企业名称")
        if self._found:
            self.problems += self._found
            self.left.append(self._left(row, reasons=tuple(self._found)))
            return
        self.without_class += not CLASSED & values.keys()
        company = company_of(row.number, values, place, self._written(row))
        if company.id:
            empty = tuple(h.field for h in self.header.headings if h.field not in {"", *values})
            company = replace(company, emptied=empty)
        yield from self._once(row, company)

    @property
    def _reader(self) -> CellReader:
        if self._cells is None:
            columns = [
                heading
                for heading in self.header.headings
                if heading.field and (self.with_contacts or heading.field not in PERSONAL)
            ]
            self._cells = CellReader(columns, self.today, self.interview, self.warnings)
        return self._cells

    def _note_faults(self, row: ListRow) -> None:
        if swallowed := lost_of(row):
            self._found.append(
                RowProblem(row.number, self._written_at(swallowed.at), swallowed.says)
            )
        else:
            self.warnings += [
                RowProblem(row.number, self._written_at(cell.at), cell.says) for cell in row.faults
            ]

    def _without_unseen(self, row: ListRow) -> ListRow:
        """Take out what nobody sees, and say so of every cell that is read, before it is saved."""
        if not UNSEEN.search("".join(row.cells)):  # once for the row: it is so nearly always
            return row
        codes = {at: found for at, text in enumerate(row.cells) if (found := codes_of_unseen(text))}
        if not codes:  # only breaks, which part words
            return row
        read = {heading.at: heading for heading in self._reader.columns}
        for at, found in codes.items():
            if at in read:
                was = f"（原文：{with_codes(row.cells[at])[:80]}）"
                private = read[at].field in PERSONAL
                says = f"有看不见的字符 {'、'.join(found)}，已去掉{'' if private else was}"
                self.warnings.append(RowProblem(row.number, read[at].written, says))
        return replace(row, cells=[without_unseen(text) for text in row.cells])

    def _without_phones(self, row: ListRow) -> ListRow:
        """Cover the telephone numbers in texts, and say so: they have columns of their own."""
        apart = self._private | self._coded
        found = {
            at: numbers
            for at, text in enumerate(row.cells)
            if at not in apart and (numbers := phones_in(text))
        }
        if not found:
            return row
        for at, numbers in found.items():
            says = f"里面的电话只留头尾（{'、'.join(numbers[:3])}）；{BELONGS}"
            self.warnings.append(RowProblem(row.number, self._written_at(at), says))
        covered = [without_phones(t) if at in found else t for at, t in enumerate(row.cells)]
        return replace(row, cells=covered)

    def _place(self, number: int, values: Values) -> SettledPlace:
        names = PLACE_FIELDS if values.get("province") or values.get("city") else WITH_ADDRESS
        texts = PlaceTexts(**{name: str(values.get(name, "")) for name in names})
        try:
            place = settle_place(texts)
        except WrongValue as error:
            self._refuse(number, "province", str(error))
            return settle_place(PlaceTexts())
        if place.warning:
            self.warnings.append(RowProblem(number, self._title(place.column), place.warning))
        return place

    def _code(self, number: int, values: Values, place: SettledPlace) -> None:
        text = str(values.get("credit_code", ""))
        try:
            read = read_registered(text, is_mainland=place.is_mainland) if text else None
        except UnreadableCode as error:
            read = self._without_code(number, str(error))
        code = read or RegisteredCode()
        values["credit_code"], values["register_no"] = code.code, code.other
        if code.warning:
            self.warnings.append(RowProblem(number, self._title("credit_code"), code.warning))

    def _without_code(self, number: int, why: str) -> RegisteredCode | None:
        text = "有的代码读不出来，是退回这些行，还是代码留空、其余照收？"
        if (
            self.is_streamed
            or self.interview.ask("codes", text, (GIVE_BACK, LEAVE_EMPTY), GIVE_BACK) != LEAVE_EMPTY
        ):
            self._refuse(number, "credit_code", why)
            return None
        return RegisteredCode(warning=f"{why}；按选择代码留空")

    def _is_unmatched(self, row: ListRow, values: Values) -> bool:
        """Tell whether the vendor says that it found no company for this row, and note it."""
        said = UNMATCHED in str(values.get("name", "")) or UNMATCHED in str(values.get("match", ""))
        if said or ("asked_name" in values and "name" not in values):
            name = str(values.get("asked_name") or values.get("name") or "")
            self.unmatched.append(Unmatched(row.number, "" if UNMATCHED in name else name))
            self.left.append(self._left(row, skipped="供应商没有匹配到企业，没有导入"))
            return True
        return False

    def _written(self, row: ListRow) -> tuple[tuple[str, str], ...]:
        if self.is_streamed:
            return ()
        return tuple(
            (h.written, row.cells[h.at])
            for h in self.header.headings
            if h.at < len(row.cells) and row.cells[h.at] and h.field not in PERSONAL
        )

    def _once(self, row: ListRow, company: VendorCompany) -> Iterator[VendorCompany]:
        """Give the company of a row unless a row before was about it, or says otherwise."""
        if self.is_streamed:
            yield company
            return
        company = _in_sheet(company, self.sheet)
        seen = self.repeats.see(company, is_coded="credit_code" in self.header.fields)
        if seen.conflict:
            problem = RowProblem(row.number, self._title("credit_code"), seen.conflict)
            self.problems.append(problem)
            self.left.append(self._left(row, reasons=(problem,)))
        elif seen.again:
            self._leave_again(company, seen.again)
        elif self._takes(company) and not seen.held:
            yield company

    def _takes(self, company: VendorCompany) -> bool:
        """Note the row before that may be the same company; a person says whether both count."""
        pair = self.names.see(company)
        if pair is None:
            return True
        if pair.is_same:
            asked = f"第{pair.first[1]}行「{pair.first_name}」和第{pair.place[1]}行「{pair.name}」"
            text, choices = ASK_ALIKE.format(pair=asked), (TAKE_BOTH, TAKE_FIRST)
            if self.interview.ask("spellings", text, choices, TAKE_BOTH) == TAKE_FIRST:
                self.repeats.drop(company)
                self._leave_again(company, f"第{pair.first[1]}行「{pair.first_name}」")
                return False
        self.alike.append(pair)
        return True

    def _leave_again(self, company: VendorCompany, first: str) -> None:
        text = f"与{first}是同一家企业，只取{first}"
        self.warnings.append(RowProblem(company.row, self._title("name"), text))
        titles, cells = zip(*company.written, strict=True)
        self.left.append(LeftRow(company.sheet, company.row, cells, (), text, titles))

    def _left(
        self, row: ListRow, reasons: tuple[RowProblem, ...] = (), skipped: str = ""
    ) -> LeftRow:
        private = frozenset() if self.with_contacts else self._private
        titles = self.header.heading_row.cells
        cells = tuple(row.cells)
        return LeftRow(self.sheet, row.number, cells, reasons, skipped, titles, private)

    @property
    def _private(self) -> frozenset[int]:
        return frozenset(h.at for h in self.header.headings if h.field in PERSONAL)

    @property
    def _coded(self) -> frozenset[int]:
        return frozenset(h.at for h in self.header.headings if h.field in CODED)

    def _refuse(self, number: int, name: str, text: str) -> None:
        self._found.append(RowProblem(number, self._title(name), text))

    def _title(self, name: str) -> str:
        written = (h.written for h in self.header.headings if h.field == name)
        column = COLUMN_BY_FIELD.get(name)
        return next(written, column.title if column else "")

    def _written_at(self, at: int) -> str:
        return next((h.written for h in self.header.headings if h.at == at), "")


def _in_sheet(company: VendorCompany, sheet: str) -> VendorCompany:
    if not sheet:
        return company
    object.__setattr__(company, "sheet", sheet)  # just made here, nobody has it yet
    return company
