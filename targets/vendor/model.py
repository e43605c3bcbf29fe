"""What a bought list says of companies, and what was made of the list as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Protocol

from files.sheets.questions import FileQuestion
from files.sheets.refusals import RowProblem
from targets.model import COMPANY_TEXTS
from targets.vendor.columns import COLUMN_BY_FIELD
from targets.vendor.headings import Mapped, VendorHeader
from targets.vendor.written.money import Money


@dataclass(frozen=True, slots=True)
class Contact:
    """联系方式: persons, telephone numbers and e-mail addresses; never part of a list or export."""

    person: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    email: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.person or self.phone or self.email)


@dataclass(frozen=True, slots=True)
class VendorCompany:
    """导入企业: one company as one row of a bought list states it; "" where it says nothing.

    `asked_name` is the name the office gave a vendor to match, if it differs from `name`; `id` is
    that of a list we exported, and `emptied` are the fields whose cells it leaves empty. `facts`
    are fields of `Company` that are taken over as the list has them (`FACTS`), those it fills.
    `written` are its cells by heading, without personal data.
    """

    row: int
    name: str
    id: str = ""
    asked_name: str = ""
    credit_code: str = ""
    former_names: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    established_on: date | None = None
    capital: Money | None = None
    industry: str = ""
    industry_code: str = ""
    products: str = ""
    remarks: str = ""
    note: str = ""
    lists: tuple[str, ...] = ()
    contact: Contact = Contact()
    sheet: str = ""
    written: tuple[tuple[str, str], ...] = ()
    emptied: tuple[str, ...] = ()

    def said(self, name: str) -> str:
        """Return a field of this class or a fact as text, "" where the list says nothing."""
        return self.facts.get(name, "") if name in FACTS else str(getattr(self, name))

    def as_json(self) -> dict[str, object]:
        """Return what is not empty, as plain values; facts beside the other fields."""
        own = {name: value for name in FIELDS if (value := getattr(self, name))}
        found: dict[str, object] = {**own, **self.facts}
        found.pop("facts", None)
        if self.capital is not None:
            found["capital"] = [self.capital.amount_10k, self.capital.currency]
        if self.established_on:
            found["established_on"] = self.established_on.isoformat()
        if self.contact:
            found["contact"] = asdict(self.contact)
        return found

    @classmethod
    def from_json(cls, found: dict[str, object]) -> "VendorCompany":
        """Return the company that `as_json` was made of."""
        own = {name: value for name, value in found.items() if name in FIELDS}
        values = {k: tuple(v) if isinstance(v, list) else v for k, v in own.items()}
        values["facts"] = {name: found[name] for name in FACTS if name in found}
        if isinstance(cells := found.get("written"), list):
            values["written"] = tuple((heading, cell) for heading, cell in cells)
        if isinstance(capital := found.get("capital"), list):
            values["capital"] = Money(*capital)
        if isinstance(day := found.get("established_on"), str):
            values["established_on"] = date.fromisoformat(day)
        if isinstance(contact := found.get("contact"), dict):
            values["contact"] = Contact(**{k: tuple(v) for k, v in contact.items()})
        return cls(**values)  # type: ignore[arg-type]


FIELDS = tuple(f.name for f in fields(VendorCompany))
FACTS = tuple(n for n in COMPANY_TEXTS if n in COLUMN_BY_FIELD and n not in FIELDS)
"""Fields of a company that a list has a column for and that need no more than to be taken over."""


class Obstacle(StrEnum):
    """障碍: what stands against saving a list as a whole."""

    QUESTION = "question"
    FAULT = "fault"


class Sink:
    """Where companies go as they are read; what it need not know is nothing to it."""

    def begin(self, layout: str) -> None:
        """Take the layout of the list, before its first company."""

    def add(self, company: VendorCompany) -> None:
        """Take one company."""
        raise NotImplementedError

    def hold(self, what: Obstacle) -> None:
        """Hear, as soon as it is known and each kind once, that something stands against saving.

        There may be more at the end: the reading itself says what.
        """


class VendorCompanies(Protocol):
    """Companies that were read, in the order of the list; may be gone through again and again."""

    def __iter__(self) -> Iterator[VendorCompany]: ...
    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """导入要求: what a person says of a whole list.

    `mapping` explains headings now, `remembered` those explained before (by fingerprint).
    `with_contacts` keeps persons, telephone numbers and e-mail addresses instead of dropping them.
    `answers` are those to questions about the file, by name.
    """

    mapping: Mapped | None = None
    remembered: Mapping[str, Mapped] = field(default_factory=dict)
    with_contacts: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """未匹配: a row for which the vendor found no company."""

    row: int
    name: str


@dataclass(frozen=True, slots=True)
class LeftRow:
    """未收的行: a row that is not taken, as written, and why; `reasons` if it is to be mended.

    Without reasons it is no company at all (a total, a note), as `skipped` says. `titles` are the
    headings above its cells; `private` are the cells that only go back to who sent them.
    """

    sheet: str
    row: int
    cells: tuple[str, ...]
    reasons: tuple[RowProblem, ...] = ()
    skipped: str = ""
    titles: tuple[str, ...] = ()
    private: frozenset[int] = frozenset()

    @property
    def why(self) -> str:
        """Say in one text why it is not taken."""
        said = (f"{p.column}：{p.text}" if p.column else p.text for p in self.reasons)
        return self.skipped or "；".join(said)

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """Its cells by heading, as far as everybody who imports may see them."""
        return tuple(
            (title or f"第{at + 1}列", cell)
            for at, (title, cell) in enumerate(zip(self.titles, self.cells, strict=False))
            if cell and at not in self.private
        )


RowPlace = tuple[str, int]  # sheet ("" of a file that has none) and row


@dataclass(frozen=True, slots=True)
class AlikeRows:
    """相像的两行: a row and one before it whose names may be those of one company, and why.

    `is_same`: they differ in no more than spelling, or one is the former name of the other, and
    no code says otherwise.
    """

    place: RowPlace
    name: str
    first: RowPlace
    first_name: str
    why: str
    is_same: bool = False

    def seen_from(self, place: RowPlace) -> str:
        """Say in Chinese of the row at `place` which other it may be, and why."""
        other, name = (
            (self.first, self.first_name) if place == self.place else (self.place, self.name)
        )
        sheet = f"工作表「{other[0]}」" if other[0] and other[0] != place[0] else ""
        return f"可能与{sheet}第{other[1]}行「{name}」是同一家：{self.why}"


@dataclass(frozen=True, slots=True)
class VendorReading:
    """What a reader made of a bought list. If `problems` is not empty it may not be saved whole.

    `companies` are those of the rows with which nothing is wrong; a person may take them alone.
    `left` are the other rows, in their order. `questions` are still open: nothing may be saved.
    `header` is None if there is no heading row; a person must explain one that is not usable.
    `dropped` are the headings of columns left out because they hold personal data. `more_refused`
    counts the rows to be mended that were too many to keep.
    `alike` are the rows that may be one company, in the order of the later ones.
    `without_class` counts companies of which the list gives neither code nor name of the 小类.
    """

    header: VendorHeader | None
    companies: VendorCompanies
    rows: int = 0
    problems: tuple[RowProblem, ...] = ()
    warnings: tuple[RowProblem, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    dropped: tuple[str, ...] = ()
    left: tuple[LeftRow, ...] = ()
    questions: tuple[FileQuestion, ...] = ()
    encoding: str = ""
    sheets: tuple[str, ...] = ()
    form: str = ""
    more_refused: int = 0
    without_class: int = 0
    alike: tuple[AlikeRows, ...] = ()

    @property
    def alike_texts(self) -> dict[RowPlace, str]:
        """Return by row, of both, which other row may be the same company."""
        found: dict[RowPlace, str] = {}
        for pair in self.alike:
            for place in (pair.first, pair.place):
                found.setdefault(place, pair.seen_from(place))
        return found

    @property
    def class_notice(self) -> str:
        """What is to be said of companies without a class: what it costs, and how to get it.

        The shares are those of docs/assigning.md.
        """
        if not self.without_class:
            return ""
        return (
            f"{self.without_class} 家没有行业小类（国民经济行业四位代码或小类名称），归链只看名称、"
            "主营和经营范围：按公开样本量，这样的建议约六成是对的，该有的环节只找得到约四成。"
            "导出时带上“国标行业小类”或“行业代码”一列再导入，小类的代码和名称也作凭据。"
        )

    @property
    def refused(self) -> tuple[LeftRow, ...]:
        """The rows that are to be mended."""
        return tuple(row for row in self.left if not row.skipped)

    @property
    def of_the_file(self) -> tuple[RowProblem, ...]:
        """What is wrong with the file as a whole: then no row of it can be taken."""
        return tuple(p for p in self.problems if p.row == 0 and not p.rest)

    @property
    def needs_mapping(self) -> bool:
        """Whether a person must say which column holds the names before it can be read."""
        return self.header is not None and not self.header.is_usable
