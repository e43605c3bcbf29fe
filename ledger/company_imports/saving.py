"""Save a list of companies, some at a time: as a whole, or nothing of it.

A list that was read is saved at once; a long file is saved while its rows are still being read,
and nothing of it stays if something turns out to stand against it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import insert
from sqlalchemy.orm import Session

from files.progress import Progress
from files.sheets.preview import ImportStatus
from ledger.book.errors import NotPossible
from ledger.book.form_values import line_of_text, name_of_file
from ledger.book.importing import COUNTED, begin_import, finish_import
from ledger.book.policy import Action, Actor, require
from ledger.companies.contacts import keep_contacts
from ledger.companies.link_decisions import decide_again
from ledger.companies.store import settle_merged
from ledger.companies.writing import texts_before, write_companies
from ledger.company_imports.comparing import (
    AT_ONCE,
    ComparedCompany,
    Comparing,
    compare_companies,
    comparing,
)
from ledger.company_imports.imports import (
    NOTHING,
    TOPIC,
    CompanyList,
    CompanyReceipt,
    CompanyTally,
    ImportRules,
    compare_rules,
    refuse_too_many,
)
from ledger.schema.company_imports import CompanyImportRow, ImportedCompanyRow
from targets.stores.values import Measure
from targets.vendor.merging import ListSource
from targets.vendor.model import Obstacle, Sink, VendorCompany, VendorReading

Each = Callable[[ComparedCompany], None]
MORE = ("unmatched", "contacts")  # counted beside what every import counts
QUESTION_NAMES = {"changes": "是否改动", "duplicates": "是否合并", "emptied": "不改还是清空"}
CONCERNED = {"changes": "is_grave", "duplicates": "is_merged", "emptied": "is_emptied"}


class NotAnswered(NotPossible):
    """A person has not been asked about something that saving would do."""


class NotSavable(NotPossible):
    """Something in the file stands against saving it; its reading says what."""


def save_companies(
    session: Session,
    actor: Actor,
    listed: CompanyList,
    rules: ImportRules,
    progress: Progress | None = None,
    each: Each | None = None,
) -> CompanyReceipt:
    """Save the companies of a list: new ones are added, known ones joined by code or name.

    `each` is given every company as compared.

    Raises:
        NotAllowed: `actor` may not import, or not keep the contacts that the list holds.
        NotAnswered: there is something to answer first.
        NotPossible: there is no company, or there would be more than the ledger holds.
    """
    require(actor, Action.IMPORT_COMPANIES)
    if not len(listed.companies):
        raise NotPossible(NOTHING)
    with session.begin_nested():  # nothing stays of a list that fails halfway
        saving = _begin(session, actor, listed, rules)
        saving.tally.total = len(listed.companies)
        for compared in compare_companies(session, listed.companies, compare_rules(listed, rules)):
            saving.take(compared, progress, each)
        return saving.finish(listed.unmatched)


@dataclass(frozen=True, slots=True)
class _Saving:
    """What was saved of a list so far, in an import of its own."""

    session: Session
    actor: Actor
    rules: ImportRules
    answers: Mapping[str, str]
    row: CompanyImportRow
    tally: CompanyTally

    def take(
        self, compared: Sequence[ComparedCompany], progress: Progress | None, each: Each | None
    ) -> None:
        """Write the next companies.

        Raises:
            NotAnswered: of one of them a person must be asked first.
        """
        _refuse_unanswered(compared, self.answers)
        what = (compared, self.rules.measure)
        self.tally.contacts += _write(self.session, self.actor, self.row.id, what)
        self.tally.take(compared, progress)
        if each:
            for one in compared:
                each(one)

    def finish(self, unmatched: int) -> CompanyReceipt:
        """Sign what was saved, and return what it was.

        Raises:
            TooManyCompanies: there are more now than the ledger holds.
        """
        session, tally = self.session, self.tally
        refuse_too_many(session, 0, self.rules.most)
        receipt = tally.receipt(self.row.id, unmatched)
        if not (receipt.created or receipt.updated or receipt.contacts):
            session.delete(self.row)
            return tally.receipt(None, unmatched)
        counts = {name: getattr(receipt, name) for name in (*COUNTED, *MORE, "content_hash")}
        row = session.merge(self.row)  # writing in bulk let go of it
        finish_import(session, self.actor, TOPIC, row, counts)
        return receipt


@dataclass(slots=True)
class SavingSink(Sink):
    """边读边存: saves companies while the rest of their file is still being read.

    Whoever opened the session takes back all of it if `finish` raises. As soon as something
    stands against saving, no more is written; with `good_rows` faults of other rows do not.
    """

    session: Session
    actor: Actor
    source: ListSource
    answers: Mapping[str, str]
    rules: ImportRules
    each: Each | None = None
    good_rows: bool = False
    refusal: NotPossible | None = None
    _saving: _Saving | None = None
    _comparing: Comparing | None = None
    _waiting: list[VendorCompany] = field(default_factory=list)

    def begin(self, layout: str) -> None:
        """Take the layout of the list, and begin an import.

        Raises:
            NotAllowed: the actor may not import.
        """
        require(self.actor, Action.IMPORT_COMPANIES)
        listed = CompanyList((), replace(self.source, layout=layout), answers=self.answers)
        self._saving = _begin(self.session, self.actor, listed, self.rules)
        self._comparing = comparing(self.session, compare_rules(listed, self.rules))

    def add(self, company: VendorCompany) -> None:
        """Take one company; some hundred are saved at once."""
        if self.refusal is None:
            self._waiting.append(company)
            if len(self._waiting) == AT_ONCE:
                self._save()

    def hold(self, what: Obstacle) -> None:
        """Write nothing more of a list that cannot be saved."""
        if what is Obstacle.QUESTION or not self.good_rows:
            self.refusal = NotSavable("文件里有问题或者要回答的，没有保存。")

    def finish(self, reading: VendorReading) -> CompanyReceipt:
        """Save the rest and return what was saved.

        Raises:
            NotSavable: the reading has faults or leaves a question open, or there is no company.
            NotAnswered: there is something to answer first.
            TooManyCompanies: there are more now than the ledger holds.
        """
        excused = self.good_rows and not reading.of_the_file
        if reading.questions or (reading.problems and not excused):
            self.hold(Obstacle.QUESTION)
        self._save()
        if self.refusal is not None:
            raise self.refusal
        if self._saving is None or not len(reading.companies):
            raise NotSavable(NOTHING)
        self._saving.tally.total = len(reading.companies)
        return self._saving.finish(len(reading.unmatched))

    def _save(self) -> None:
        chunk, self._waiting = self._waiting, []
        if self._saving is None or self._comparing is None or self.refusal is not None or not chunk:
            return
        try:
            self._saving.take(self._comparing.compare(chunk), None, self.each)
        except NotAnswered as refusal:
            self.refusal = refusal  # the rest is still read: what is asked is told of all of it


def _begin(session: Session, actor: Actor, listed: CompanyList, rules: ImportRules) -> _Saving:
    row = begin_import(session, actor, _row(listed.source), MORE)
    return _Saving(session, actor, rules, listed.answers, row, CompanyTally(0))


def _write(
    session: Session,
    actor: Actor,
    import_id: int,
    what: tuple[Sequence[ComparedCompany], Measure],
) -> int:
    """Write what is to be written; return how many contacts were kept."""
    compared, measure = what
    written = [one for one in compared if one.is_written]
    before = texts_before(session, [one.known.company for one in written if one.known])
    wanted = [one.company for one in written if one.company is not None]
    write_companies(session, wanted, f"import:{import_id}", measure)
    listed = [
        {
            "import_id": import_id,
            "company_id": one.id,
            "before": before.get(one.id, ""),
            "before_origin": one.known.origin if one.known else "",
        }
        for one in written
    ]
    if listed:
        session.execute(insert(ImportedCompanyRow), listed)
    decide_again(session, [one.id for one in written if one.known is None], measure)
    settle_merged(session, measure, [one.id for one in written])
    contacts = {
        one.id: one.told.contact
        for one in compared
        if one.told.contact and one.status is not ImportStatus.SKIPPED
    }
    return keep_contacts(session, actor, import_id, contacts)


def _refuse_unanswered(compared: Sequence[ComparedCompany], answers: Mapping[str, str]) -> None:
    """Refuse what a person has not been asked about, whoever calls."""
    for what, concerned in CONCERNED.items():
        named = [one.told.name for one in compared if getattr(one, concerned)]
        if named and not answers.get(what):
            text = (
                f"有企业会改名、换片区、并入另一家或清空几格（如 {'、'.join(named[:3])}），"
                f"要先回答“{QUESTION_NAMES[what]}”。没有保存。"
            )
            raise NotAnswered(text)


def _row(source: ListSource) -> CompanyImportRow:
    return CompanyImportRow(
        file_name=name_of_file(source.file_name),
        layout=source.layout,
        published=line_of_text(source.published, "导出日期"),
    )
