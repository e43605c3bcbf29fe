"""What would become of every row of a file: compared with the ledger, before anything is saved."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from files.sheets.preview import ImportStatus
from files.sheets.questions import FileQuestion
from files.sheets.refusals import RowProblem
from geodata.model import Plot
from geodata.reading import FileEntry, Reading
from geodata.rows.headings import understand
from ledger.book.policy import Action, Actor, may_somewhere
from ledger.plots.comparing import FILLED_IN, ComparedPlot, compare_plots

CHANGE, KEEP = "改动", "不改动，只收新增"
KEEP_CONTACT, DROP_CONTACT = "导入", "不导入"
TO_CLEAR = "要清空请在台账里编辑这块地"
YES = frozenset({"是", "yes", "y", "true", CHANGE, KEEP_CONTACT})


@dataclass(frozen=True, slots=True)
class PlotPreviewRow:
    """预览的一行: an entry of the file and, unless it is refused or skipped, its comparison."""

    entry: FileEntry
    status: ImportStatus
    compared: ComparedPlot | None = None


@dataclass(frozen=True, slots=True)
class PlotPreview:
    """预览: every row with what would become of it, and the questions that are still open.

    `plots` are those that saving would write; as long as a question is open none may be saved.
    """

    reading: Reading
    rows: tuple[PlotPreviewRow, ...]
    questions: tuple[FileQuestion, ...]
    plots: tuple[Plot, ...]

    @property
    def notices(self) -> tuple[RowProblem, ...]:
        """Say of every cell left empty whose content stays: only where the file has its column."""
        titles = {h.column.field: h.written for h in map(understand, self.reading.headings) if h}
        return tuple(
            RowProblem(row.entry.row, titles[name], f"原为 {value}，文件里是空的：未改；{TO_CLEAR}")
            for row in self.rows
            if row.compared is not None
            for name, value in row.compared.kept.items()
            if name in titles
        )

    def count(self, status: ImportStatus) -> int:
        """Return how many rows have this status."""
        return Counter(row.status for row in self.rows)[status]


def preview(
    session: Session, actor: Actor, reading: Reading, answers: Mapping[str, str]
) -> PlotPreview:
    """Return what importing the good rows of a reading would do; nothing is written.

    Contacts are left out unless a person who may import answered `contact` with a yes.
    """
    good = reading.good_plots
    kept = good if _keeps_contacts(actor, answers) else [_without_contact(p) for p in good]
    compared = compare_plots(session, kept)
    rows = tuple(_row(entry, compared) for entry in reading.entries)
    questions, plots = list(reading.questions), [p for p in kept if p.id in compared]
    grave = [row for row in rows if row.compared is not None and row.compared.grave]
    answer = answers.get("changes", "").strip()
    if grave and not answer:
        questions.append(_ask_changes(grave))
    if answer and answer.casefold() not in YES:
        plots = [p for p in plots if compared[p.id].status is ImportStatus.NEW]
    return PlotPreview(reading, rows, tuple(questions), tuple(plots))


def holds_contacts(reading: Reading) -> bool:
    """Tell whether a file has contacts, which are taken only by right and on request."""
    return any(plot.contact for plot in reading.good_plots)


def _keeps_contacts(actor: Actor, answers: Mapping[str, str]) -> bool:
    wanted = answers.get("contact", "").strip().casefold() in YES
    return wanted and may_somewhere(actor, Action.IMPORT_PLOTS)


def _without_contact(plot: Plot) -> Plot:
    return plot.model_copy(update={"contact": ""}) if plot.contact else plot


def _row(entry: FileEntry, compared: Mapping[str, ComparedPlot]) -> PlotPreviewRow:
    if entry.plot is None:
        status = ImportStatus.SKIPPED if entry.skipped else ImportStatus.REFUSED
        return PlotPreviewRow(entry, status)
    found = compared[entry.plot.id]
    if found.has_contact and not entry.plot.contact:
        found = replace(found, kept={**found.kept, "contact": FILLED_IN})
    return PlotPreviewRow(replace(entry, plot=found.plot), found.status, found)


def _ask_changes(grave: Sequence[PlotPreviewRow]) -> FileQuestion:
    named = "、".join(row.entry.plot.id for row in grave[:3] if row.entry.plot)
    text = (
        f"{len(grave)} 行的名称、县区、面积、位置或来源与台账里同一编号的地块差得多（如 {named}），"
        "可能不是同一块地。要按文件改动吗？"
    )
    return FileQuestion("changes", text, (CHANGE, KEEP), "")
