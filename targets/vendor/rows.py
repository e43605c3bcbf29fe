"""Rows of a bought list into companies: cells read, every fault named by its row and column."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from files.sheets.refusals import RowProblem
from files.sheets.values import WrongValue
from geodata.places import MUNICIPALITIES
from targets.names import name_key
from targets.vendor.columns import COLUMN_BY_FIELD, LISTS, PERSONAL, VendorCellKind
from targets.vendor.headings import VendorHeader, VendorHeading
from targets.vendor.industry_names import code_of
from targets.vendor.model import FACTS, Contact, Unmatched, VendorCompany
from targets.vendor.money import YUAN, Money
from targets.vendor.values import LONGEST_TEXT, READERS, is_empty

REMEMBERED = 5000  # values kept of each column while a list is read
UNMATCHED = "未匹配"
REMARKS = (
    ("company_type", "企业类型"),
    ("size", "企业规模"),
    ("insured", "参保人数"),
    ("address", "注册地址"),
)
INDUSTRY = ("industry_4", "industry_3", "industry_2", "industry", "industry_1")
FORMS_REMEMBERED = frozenset(
    {
        VendorCellKind.STATUS,
        VendorCellKind.MONEY,
        VendorCellKind.DATE,
        VendorCellKind.PROVINCE,
        VendorCellKind.CITY,
    }
)
Values = dict[str, object]


@dataclass(slots=True)
class VendorRowReader:
    """Reads rows under one heading row, one after the other, and keeps what was found wrong.

    `is_streamed`: of too many rows to remember each; a company may then come twice.
    """

    header: VendorHeader
    with_contacts: bool
    today: date
    is_streamed: bool = False
    problems: list[RowProblem] = field(default_factory=list)
    warnings: list[RowProblem] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    rows: int = 0
    _known: dict[int, dict[str, object]] = field(default_factory=dict)
    _codes: dict[str, tuple[int, str]] = field(default_factory=dict)
    _names: dict[str, int] = field(default_factory=dict)
    _columns: tuple[VendorHeading, ...] = ()

    def __post_init__(self) -> None:
        self._columns = tuple(
            heading
            for heading in self.header.headings
            if heading.field and (self.with_contacts or heading.field not in PERSONAL)
        )
        self._known = {heading.at: {} for heading in self._columns}

    def read(self, rows: Iterable[tuple[int, list[str]]]) -> Iterator[VendorCompany]:
        """Give the companies of some rows; what was seen before in the list is left out."""
        for number, cells in rows:
            self.rows += 1
            before = len(self.problems)
            values = self._values(number, cells)
            if self._is_unmatched(number, values) or len(self.problems) > before:
                continue
            if not values.get("name"):
                self._refuse(number, "name", "没有写企业名称")
                continue
            company = _company(number, values)
            if self._is_new(company):
                yield company

    def _values(self, number: int, cells: list[str]) -> Values:
        values: Values = {}
        for heading in self._columns:
            text = cells[heading.at].strip() if heading.at < len(cells) else ""
            if is_empty(text):
                continue
            try:
                value = self._value(heading, text)
            except WrongValue as error:
                self.problems.append(RowProblem(number, heading.written, str(error)))
                continue
            if heading.field in PERSONAL:
                value = (*_texts(values.get(heading.field)), str(value))
            elif type(value) is str and len(value) > LONGEST_TEXT:
                value = self._cut(number, heading, value)
            values[heading.field] = value
        self._check_day(number, values)
        return values

    def _value(self, heading: VendorHeading, text: str) -> object:
        """Read a cell; what stands in many rows of a column is worked out once."""
        form = COLUMN_BY_FIELD[heading.field].form
        if form not in FORMS_REMEMBERED:
            return READERS[form](text, heading.unit)
        known = self._known[heading.at]
        if text not in known:
            value = READERS[form](text, heading.unit)
            if len(known) == REMEMBERED:
                return value
            known[text] = value
        return known[text]

    def _cut(self, number: int, heading: VendorHeading, text: str) -> str:
        what = f"有 {len(text)} 个字,只保留前 {LONGEST_TEXT} 个字"
        self.warnings.append(RowProblem(number, heading.written, what))
        return text[:LONGEST_TEXT].strip()

    def _check_day(self, number: int, values: Values) -> None:
        day = values.get("established_on")
        if isinstance(day, date) and not date(1800, 1, 1) <= day <= self.today:
            self._refuse(number, "established_on", f"日期不可能(填写值:{day})")

    def _is_unmatched(self, number: int, values: Values) -> bool:
        """Tell whether the vendor says that it found no company for this row, and note it."""
        said = UNMATCHED in str(values.get("name", "")) or UNMATCHED in str(values.get("match", ""))
        if said or ("asked_name" in values and "name" not in values):
            name = str(values.get("asked_name") or values.get("name") or "")
            self.unmatched.append(Unmatched(number, "" if UNMATCHED in name else name))
            return True
        return False

    def _is_new(self, company: VendorCompany) -> bool:
        """Tell whether no row before was about this company; if it says otherwise, refuse it."""
        if self.is_streamed:
            return True
        key = name_key(company.name)
        if not company.credit_code:
            first = self._names.setdefault(key, company.row)
            return first == company.row or self._again(company.row, first)
        first, name = self._codes.setdefault(company.credit_code, (company.row, key))
        if first == company.row:
            return True
        if name == key:
            return self._again(company.row, first)
        self._refuse(
            company.row,
            "credit_code",
            f"与第{first}行的统一社会信用代码相同({company.credit_code}),企业名称却不同",
        )
        return False

    def _again(self, row: int, first: int) -> bool:
        text = f"与第{first}行是同一家企业,只取第{first}行"
        self.warnings.append(RowProblem(row, self._title("name"), text))
        return False

    def _refuse(self, number: int, name: str, text: str) -> None:
        self.problems.append(RowProblem(number, self._title(name), text))

    def _title(self, name: str) -> str:
        written = (h.written for h in self.header.headings if h.field == name)
        return next(written, COLUMN_BY_FIELD[name].title)


def _company(number: int, values: Values) -> VendorCompany:
    day, capital = values.get("established_on"), values.get("capital")
    industry = next((str(values[name]) for name in INDUSTRY if name in values), "")
    return VendorCompany(
        row=number,
        name=str(values["name"]),
        asked_name=str(values.get("asked_name", "")),
        credit_code=str(values.get("credit_code", "")),
        facts=_facts(values),
        former_names=_texts(values.get("former_names")),
        established_on=day if isinstance(day, date) else None,
        capital=capital if isinstance(capital, Money) else None,
        industry=industry,
        industry_code=code_of(str(values.get("industry_code", "")) or industry),
        products=str(values.get("products") or values.get("profile") or ""),
        remarks=_remarks(values),
        lists=tuple(name for field, name in LISTS.items() if values.get(field) is True),
        contact=Contact(*(_texts(values.get(name)) for name in ("person", "phone", "email"))),
    )


def _facts(values: Values) -> dict[str, str]:
    facts = {name: text for name in FACTS if (text := str(values.get(name, "")))}
    province = facts.get("province", "")
    return {"city": province, **facts} if province in MUNICIPALITIES else facts


def _remarks(values: Values) -> str:
    """Return as one text what a company has no field for."""
    parts = [f"{title}:{values[name]}" for name, title in REMARKS if name in values]
    if "insured" in values and "insured_year" in values:
        at = parts.index(f"参保人数:{values['insured']}")
        parts[at] += f"({values['insured_year']})"
    capital = values.get("capital")
    if isinstance(capital, Money) and capital.currency != YUAN:
        parts.insert(0, f"注册资本:{capital}(外币,未折算)")
    return ";".join(parts)


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
