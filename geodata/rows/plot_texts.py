"""One plot as the texts of a form, and back: read by the same rules as a row of a list."""

from collections.abc import Mapping

from geodata.model import Plot
from geodata.reading import Reading
from geodata.rows.columns import OWN_COLUMNS, PlotColumn
from geodata.rows.export import cell_of
from geodata.rows.headings import header_of
from geodata.rows.rows import PlotRowReader

FORM_COLUMNS: tuple[PlotColumn, ...] = tuple(c for c in OWN_COLUMNS if c.field != "sample")
PLACE = frozenset({"longitude", "latitude", "datum", "precision_m"})
Texts = Mapping[str, str]  # by field of the form; "" where nothing is known


def texts_of(plot: Plot) -> dict[str, str]:
    """Return what stands in a form of `plot`; its contact is left empty, as it is never shown."""
    texts = {column.field: _text(cell_of(plot, column)) for column in FORM_COLUMNS}
    return {**texts, "contact": ""}


def empty_texts() -> dict[str, str]:
    """Return what stands in the form of a new plot."""
    return {column.field: "" for column in FORM_COLUMNS}


def read_texts(texts: Texts, began: Plot | None) -> Reading:
    """Return the one plot that a form says, or every problem of it by the heading of its field.

    What the form began from (`began`) and nobody touched is kept exactly; a boundary stays as
    long as the position does.
    """
    reader = PlotRowReader(header_of(0, [column.title for column in FORM_COLUMNS]), {}, typed=True)
    reader.read([(1, [texts[column.field].strip() for column in FORM_COLUMNS])])
    reader.finish()
    reading = reader.reading()
    if began is None or reading.problems:
        return reading
    [plot] = reading.plots
    return Reading((_keeping_untouched(plot, texts, began),), (), 1, reading.warnings)


def merged(mine: Texts, began: Plot, theirs: Plot) -> dict[str, str]:
    """Return `theirs` with what `mine` changed against `began`: neither's work is lost.

    The four fields of a position go together, as one without the other means nothing.
    """
    before, now = texts_of(began), texts_of(theirs)
    changed = {name for name, text in mine.items() if text.strip() != before[name]}
    if changed & PLACE:
        changed |= PLACE
    return {name: mine[name] if name in changed else now[name] for name in now}


def _keeping_untouched(plot: Plot, texts: Texts, began: Plot) -> Plot:
    before = texts_of(began)
    same = {name for name, text in before.items() if text == texts[name].strip()}
    kept = {name: getattr(began, name) for name in same - PLACE - {"contact"}}
    if same >= PLACE:
        kept |= {"position": began.position, "boundary": began.boundary}
    return plot.model_copy(update=kept)


def _text(value: str | float | None) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)
