"""Take over a whole list of plots.

All or nothing: the list is saved as a whole, or nothing of it is. One audit entry stands for it,
with counts and a hash over its content. A row that already says the same is not written again.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.orm import Session

from files.progress import Progress
from geodata.model import Plot
from ledger.book.canonical import digest
from ledger.book.errors import NotPossible
from ledger.book.form_values import name_of_file
from ledger.book.importing import (
    COUNTED,
    ImportStamp,
    ImportTally,
    begin_import,
    finish_import,
    stamp_of,
)
from ledger.book.policy import Action, Actor, require
from ledger.plots.comparing import as_it_would_stand
from ledger.plots.rows import TOPIC, Values, content_values, refuse_samples, same_content
from ledger.plots.writing import StandingRows, insert_plots, replace_plots, standing_rows
from ledger.schema.base import ImportedPlotRow, ImportRow

AT_ONCE = 5000  # plots held as rows at a time


@dataclass(frozen=True, slots=True)
class ImportReceipt:
    """导入回执: what an import did, or would do; `import_id` is None if nothing was written."""

    import_id: int | None
    rows: int
    created: int
    updated: int
    unchanged: int
    content_hash: str


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """导入记录: an import as listed, and who undid it when."""

    receipt: ImportReceipt
    file_name: str
    source: str
    stamp: ImportStamp


def preview_import(
    session: Session, actor: Actor, plots: Sequence[Plot], progress: Progress | None = None
) -> ImportReceipt:
    """Return what `save_import` would do, and refuse what it would refuse. Writes nothing.

    `progress` is told how many plots are done, of how many.
    """
    _require_importable(actor, plots)
    tally = ImportTally(len(plots))
    for compared in _compare(session, actor, plots):
        _count(tally, compared)
        tally.tell(progress)
    return _receipt(tally, None)


def save_import(
    session: Session,
    actor: Actor,
    plots: Sequence[Plot],
    file_name: str,
    source: str,
    progress: Progress | None = None,
) -> ImportReceipt:
    """Save the plots of a file: new ids are added, known ones updated.

    An empty contact leaves the one that is known: lists are exported without contacts. So does
    an empty position, and a boundary stays as long as the position does.
    `progress` is told how many plots are written, of how many.

    Raises:
        NotAllowed: a plot lies, or would lie, in a county that is not the actor's.
        NotPossible: there is no plot, an id comes twice, or a plot is a sample.
    """
    _require_importable(actor, plots)  # before anything is written
    with session.begin_nested():  # nothing stays of a list that fails halfway
        row = begin_import(session, actor, _row(file_name, source))
        tally = ImportTally(len(plots))
        for compared in _compare(session, actor, plots):
            _write(session, actor, row.id, compared)
            _count(tally, compared)
            tally.tell(progress)
        receipt = _receipt(tally, row.id)
        if not (receipt.created or receipt.updated):
            session.delete(row)
            return _receipt(tally, None)
        counts = {name: getattr(receipt, name) for name in (*COUNTED, "content_hash")}
        finish_import(session, actor, TOPIC, row, counts)
    return receipt


def list_imports(session: Session) -> list[ImportRecord]:
    """List all imports, the newest first."""
    return [
        _record(row) for row in session.scalars(select(ImportRow).order_by(ImportRow.id.desc()))
    ]


@dataclass(frozen=True, slots=True)
class _Compared:
    """Some plots of a list beside what the ledger has of them."""

    created: list[tuple[str, Values]]
    updated: list[tuple[Row[Any], Values]]
    seals: list[str]


def _count(tally: ImportTally, compared: _Compared) -> None:
    tally.add(len(compared.created), len(compared.updated), compared.seals)


def _receipt(tally: ImportTally, import_id: int | None) -> ImportReceipt:
    counts = (tally.created, tally.updated, tally.unchanged)
    return ImportReceipt(import_id, sum(counts), *counts, tally.content_hash)


def _require_importable(actor: Actor, plots: Sequence[Plot]) -> None:
    _refuse_unusable(plots)
    require(actor, Action.IMPORT_PLOTS, counties={plot.county for plot in plots})


def _compare(session: Session, actor: Actor, plots: Sequence[Plot]) -> Iterator[_Compared]:
    in_order = sorted(plots, key=lambda plot: plot.id)
    for start in range(0, len(in_order), AT_ONCE):
        some = in_order[start : start + AT_ONCE]
        standing = standing_rows(session, [plot.id for plot in some])
        # A county may not take over a plot that stands in another's list.
        require(actor, Action.IMPORT_PLOTS, counties={row.county for row in standing.values()})
        yield _sort_out(some, standing)


def _sort_out(plots: Sequence[Plot], standing: StandingRows) -> _Compared:
    created: list[tuple[str, Values]] = []
    updated: list[tuple[Row[Any], Values]] = []
    seals: list[str] = []
    for new in plots:
        row = standing.get(new.id)
        plot = as_it_would_stand(new, row)
        values = content_values(plot, row)
        seals.append(digest([plot.id, values["content"], values["contact"]]))
        if row is None:
            created.append((plot.id, values))
        elif not same_content(row, values):
            updated.append((row, {**values, "contact": plot.contact or row.contact}))
    return _Compared(created, updated, seals)


def _refuse_unusable(plots: Sequence[Plot]) -> None:
    if not plots:
        text = "文件里没有可以导入的行。台账没有改变。"
        raise NotPossible(text)
    refuse_samples(plots)
    twice = [plot_id for plot_id, times in Counter(p.id for p in plots).items() if times > 1]
    if twice:
        text = f"编号重复：{'、'.join(twice[:5])}。每个编号只能出现一次；没有保存，请改好后再导入。"
        raise NotPossible(text)


def _row(file_name: str, source: str) -> ImportRow:
    return ImportRow(file_name=name_of_file(file_name), source=name_of_file(source, "来源"))


def _write(session: Session, actor: Actor, import_id: int, compared: _Compared) -> None:
    mark = {"import_id": import_id}
    insert_plots(session, actor, [(i, values | mark) for i, values in compared.created])
    replace_plots(session, actor, [(row, values | mark) for row, values in compared.updated])
    listed: list[Values] = [{"plot_id": i, "replaced": None} for i, _ in compared.created]
    listed += [{"plot_id": row.id, "replaced": row.version} for row, _ in compared.updated]
    if listed:
        session.execute(insert(ImportedPlotRow), [entry | mark for entry in listed])


def _record(row: ImportRow) -> ImportRecord:
    counts = (row.rows, row.created, row.updated, row.unchanged)
    return ImportRecord(
        receipt=ImportReceipt(row.id, *counts, row.content_hash),
        file_name=row.file_name,
        source=row.source,
        stamp=stamp_of(row),
    )
