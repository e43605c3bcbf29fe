"""What would become of every row of a bought list, before anything is saved."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from files.progress import Progress
from files.sheets.preview import CHANGE, KEEP, ImportHint, ImportStatus
from files.sheets.questions import FileQuestion
from files.sheets.rejects import RejectedRow, rejected_workbook
from ledger.book.policy import Actor
from ledger.company_imports.comparing import APART, CLEAR, LEAVE, MERGE, ComparedCompany
from ledger.company_imports.imports import (
    CompanyList,
    CompanyReceipt,
    ImportRules,
    preview_companies,
)
from targets.vendor.columns import COLUMN_BY_FIELD
from targets.vendor.model import LeftRow, VendorReading

SHOWN = 200  # rows of each kind that a preview keeps
NAMED = 3


@dataclass(slots=True)
class CompanyPreview:
    """企业预览: how many rows are what, the first of each kind, and the questions still open.

    As long as a question is open nothing may be saved. `cut` names the notes that are too long.
    """

    reading: VendorReading
    answers: Mapping[str, str]
    receipt: CompanyReceipt = field(default_factory=lambda: CompanyReceipt(None, 0, 0, 0, 0))
    statuses: Counter[ImportStatus] = field(default_factory=Counter)
    hints: Counter[ImportHint] = field(default_factory=Counter)
    rows: list[ComparedCompany] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    _grave: list[str] = field(default_factory=list)
    _merged: list[str] = field(default_factory=list)
    _emptied: list[str] = field(default_factory=list)
    _kept: Counter[tuple[ImportStatus, tuple[ImportHint, ...]]] = field(default_factory=Counter)

    def add(self, compared: ComparedCompany) -> None:
        """Count one company and keep it if there are few like it."""
        self.statuses[compared.status] += 1
        self.hints.update(compared.hints)
        if compared.is_grave:
            self._grave.append(_renaming(compared))
        if compared.is_merged and compared.alike:
            self._merged.append(f"{compared.told.name} = {compared.alike.name}")
        self._emptied += [
            f"第{compared.told.row}行{text}" for text in emptied_texts(compared).values()
        ]
        if cut := compared.cut_note:
            self.cut.append(f"第{compared.told.row}行 {compared.told.name}：{cut}")
        kind = (compared.status, compared.hints)
        if self._kept[kind] < SHOWN:
            self._kept[kind] += 1
            self.rows.append(compared)

    def add_left(self) -> None:
        """Count the rows that are not taken, and those that may be another of the list."""
        reading = self.reading
        alike = reading.alike_texts
        marked = [one for one in self.rows if ImportHint.DUPLICATE in one.hints]
        both = sum((one.told.sheet, one.told.row) in alike for one in marked)
        self.hints[ImportHint.DUPLICATE] += len(alike) - both
        self.statuses[ImportStatus.REFUSED] += len(reading.refused) + reading.more_refused
        self.statuses[ImportStatus.SKIPPED] += len(self.skipped)

    @property
    def questions(self) -> tuple[FileQuestion, ...]:
        """What a person must answer before anything is saved."""
        found = list(self.reading.questions)
        if self._grave and not self.answers.get("changes"):
            text = f"{len(self._grave)} 家将改名或换片区：{_some(self._grave)}。要按文件改动吗？"
            found.append(FileQuestion("changes", text, (CHANGE, KEEP), ""))
        if self._merged and not self.answers.get("duplicates"):
            text = (
                f"{len(self._merged)} 家可能就是库里用简称的企业：{_some(self._merged)}。合并吗？"
            )
            found.append(FileQuestion("duplicates", text, (MERGE, APART), MERGE))
        if self._emptied and not self.answers.get("emptied"):
            named = _some(self._emptied, "格")
            text = f"{len(self._emptied)} 格原来有内容，文件里是空的：{named}。不改，还是清空？"
            found.append(FileQuestion("emptied", text, (LEAVE, CLEAR), LEAVE))
        return tuple(found)

    @property
    def skipped(self) -> tuple[LeftRow, ...]:
        """The rows that are no companies of their own, with the reason."""
        return tuple(row for row in self.reading.left if row.skipped)

    def may_save(self, *, good_rows: bool) -> bool:
        """Tell whether saving stands open: nothing to answer, and no fault that was not excused."""
        excused = good_rows and not self.reading.of_the_file
        whole = excused or not self.reading.problems
        return whole and not self.questions and len(self.reading.companies) > 0


def preview_list(
    session: Session,
    actor: Actor,
    what: tuple[VendorReading, CompanyList, ImportRules],
    each: Callable[[ComparedCompany], None] | None = None,
    progress: Progress | None = None,
) -> CompanyPreview:
    """Return what importing the good rows would do; `each` is given every one. Writes nothing.

    Raises:
        NotAllowed, NotPossible: saving would be refused, for the reason given.
    """
    reading, listed, rules = what
    found = CompanyPreview(reading, listed.answers)
    if len(listed.companies):

        def take(compared: ComparedCompany) -> None:
            found.add(compared)
            if each:
                each(compared)

        found.receipt = preview_companies(session, actor, listed, rules, progress, take)
    found.add_left()
    return found


def rejects_of(reading: VendorReading) -> bytes:
    """Return a workbook of the rows with faults, as written, each with its reason and row."""
    rows = reading.refused
    titles = rows[0].titles if rows else ()
    found = [RejectedRow(_place(r), r.why, r.cells) for r in rows]
    if reading.more_refused:
        text = f"另有 {reading.more_refused} 行有问题，没有写进来；请先改正这些再导入"
        found.append(RejectedRow("", text, ()))
    return rejected_workbook(titles, found)


def _place(row: LeftRow) -> str:
    return f"{row.sheet} 第{row.row}行" if row.sheet else str(row.row)


def _renaming(compared: ComparedCompany) -> str:
    before = compared.known.company.name if compared.known else ""
    said = [f"{before} → {compared.told.name}"] if ImportHint.RENAMED in compared.hints else []
    if ImportHint.MOVED in compared.hints:
        desks = f"片区 {compared.desk_before} → {compared.desk or '无'}"
        said = [*said, desks] if said else [f"{compared.told.name} {desks}"]
    return "，".join(said)


def emptied_texts(compared: ComparedCompany) -> dict[str, str]:
    """Say by field of every cell that a list we exported leaves empty what stood there."""
    found: dict[str, str] = {}
    for name, value in compared.emptied.items():
        texts = value if isinstance(value, tuple) else (value,)
        shown = "、".join(map(str, texts))[:40]
        found[name] = f"「{COLUMN_BY_FIELD[name].title}」原为 {shown}，文件里是空的"
    return found


def _some(texts: Sequence[str], of: str = "家") -> str:
    more = f" 等 {len(texts)} {of}" if len(texts) > NAMED else ""
    return "；".join(texts[:NAMED]) + more
