"""What a reader makes of an upload: plots, rows as written, what is wrong, what must be asked."""

from dataclasses import dataclass

from files.sheets.questions import FileQuestion
from files.sheets.refusals import RowProblem
from geodata.model import Plot

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileEntry:
    """条目: one plot's row of a file. `plot` is None if it is refused or passed over.

    `written` are its rows as they stand in the file, by the headings of the reading: one, or one
    for each corner. `skipped` says why it is passed over.
    """

    row: int
    plot: Plot | None
    written: tuple[Cells, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of an upload. If `problems` is not empty it may not be saved as a whole.

    `plots` are those of a list without problems; `good_plots` those of its rows without any.
    `warnings` are to be looked at (a point outside its county, say) and do not forbid saving.
    """

    plots: tuple[Plot, ...]
    problems: tuple[RowProblem, ...]
    rows: int
    warnings: tuple[RowProblem, ...] = ()
    entries: tuple[FileEntry, ...] = ()
    headings: Cells = ()
    questions: tuple[FileQuestion, ...] = ()
    encoding: str = ""
    datum: str = ""
    format: str = ""

    @property
    def good_plots(self) -> tuple[Plot, ...]:
        """Return the plots of all rows with which nothing is wrong, in order of rows."""
        return tuple(entry.plot for entry in self.entries if entry.plot is not None)
