"""Take over a bought list, whatever its size: into the ledger, or into a new columnar file."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from files.errors import ProductError
from files.office import office_folder
from files.progress import Progress
from files.sheets.csv_stream import look_at
from ledger.book.database import Ledger
from ledger.book.errors import NotPossible
from ledger.book.policy import Action, Actor, require
from ledger.company_imports.imports import ImportRules, record_long_import
from targets.model import Company
from targets.spelling.folding import folded_name
from targets.stores.engines.columnar.build import Builder, new_columnar
from targets.stores.engines.columnar.files import companies_in
from targets.stores.tables import COMPANY
from targets.vendor.apart import read_file_apart
from targets.vendor.merging import ListSource, merged
from targets.vendor.model import ImportRequest, Sink, VendorCompany, VendorReading

AT_ONCE = 5000
ORIGIN = "columnar"
NO_CONTACTS = (
    "这份清单要进列式文件，列式文件不保存人员、电话和邮箱。没有导入；请去掉 --contacts 再试。"
)


class ListRefused(ProductError):  # noqa: N818  (what the user is told)
    """A list has faults or leaves a question open; `reading` names them. Nothing was saved."""

    def __init__(self, reading: VendorReading) -> None:
        self.reading = reading
        super().__init__(f"有 {len(reading.problems)} 处问题，没有保存任何一行。")


def is_too_long(path: Path, most: int) -> bool:
    """Tell whether a list by itself is more than the ledger holds: a CSV by its lines."""
    if path.suffix.lower() != ".csv":
        return False
    with suppress(ProductError, OSError), path.open("rb") as file:
        return look_at(file).lines > most
    return False


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """列式文件回执: how many companies the file holds now, and of how many the ledger speaks."""

    rows: int
    in_ledger: int


def import_columnar(
    ledger: Ledger,
    environment: Mapping[str, str],
    listed: "LongList",
    rules: ImportRules,
    progress: Progress | None = None,
) -> tuple[VendorReading, FileReceipt]:
    """Read a list into a new columnar file; return how it was read, and what is in the file.

    What the columnar file before held stays in it; a company that the ledger has is left out,
    for the ledger's row is the one that shows. A list with a fault (unless only its good rows are
    wanted), or an import that is broken off, leaves the file before as it was.

    Raises:
        ListRefused: the list has faults.
        NotAllowed: `listed.actor` may not import.
        NotPossible: contacts are asked for, which a columnar file does not keep.
        BuildError: the file cannot be written.
    """
    require(listed.actor, Action.IMPORT_COMPANIES)
    if listed.asked.with_contacts:
        raise NotPossible(NO_CONTACTS)
    with ledger.reading() as session:
        known = _known_ids(session)
    office = office_folder(environment)
    with new_columnar(office, listed.state) as builder:
        builder.forget(known.values())
        sink = ColumnarSink(builder, known, listed.source, rules)
        reading = read_file_apart(
            listed.path, listed.asked, listed.today, progress, sink, is_streamed=True
        )
        excused = listed.good_rows and not reading.of_the_file
        if reading.questions or (reading.problems and not excused):
            raise ListRefused(reading)
        sink.finish()
    with ledger.writing(listed.actor) as session:
        record_long_import(session, listed.actor, listed.source, reading.rows)
    return reading, FileReceipt(companies_in(office), sink.left_out)


@dataclass(frozen=True, slots=True)
class LongList:
    """长清单: a file too long for the ledger, and the state of the data it is measured in.

    `good_rows`: its rows without a fault are taken even where others have one.
    """

    actor: Actor
    path: Path
    source: ListSource
    asked: ImportRequest
    today: date
    state: str
    good_rows: bool = False


@dataclass(slots=True)
class ColumnarSink(Sink):
    """Hands companies on to the columnar file, some thousand at a time.

    `known` are the companies of the ledger; those are left out and counted.
    """

    builder: Builder
    known: Mapping[str, str]
    source: ListSource
    rules: ImportRules
    left_out: int = 0
    waiting: list[Company] = field(default_factory=list)

    def add(self, company: VendorCompany) -> None:
        """Take one company."""
        if company.credit_code in self.known or folded_name(company.name) in self.known:
            self.left_out += 1
            return
        self.waiting.append(merged(None, company, self.source, self.rules.linking))
        if len(self.waiting) == AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Hand on what is waiting."""
        self.builder.add(self.waiting, ORIGIN, self.rules.measure)
        self.waiting = []


def _known_ids(session: Session) -> dict[str, str]:
    """Return the ids of the ledger's companies by credit code, and by name where none is known."""
    query = select(COMPANY.c.id, COMPANY.c.credit_code, COMPANY.c.name_key)
    return {row.credit_code or row.name_key: row.id for row in session.execute(query)}
