"""What many rows of a list say alike, kept once: half the memory of a long list."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from geodata.model import Plot, Position
from geodata.reading import Cells

MOST_TEXTS = 20_000  # about: numbers and names of their own are not worth remembering
PLOT_FIELDS = set(Plot.model_fields)
POSITION_FIELDS = set(Position.model_fields)


@dataclass(slots=True)
class SharedTexts:
    """共用的文字: the texts of one list, each of those met first kept once."""

    known: dict[str, str] = field(default_factory=dict)

    def of(self, cells: Iterable[str]) -> Cells:
        """Return cells as they stand, their texts those that other rows have too."""
        known = self.known
        if len(known) < MOST_TEXTS:
            return tuple([known.setdefault(cell, cell) if cell else "" for cell in cells])
        return tuple([known.get(cell, cell) if cell else "" for cell in cells])

    def share(self, plot: Plot) -> None:
        """Let a plot that nobody else holds yet have its texts, and its set of fields, in common.

        What it says stays the same; it is only no longer said in a copy of its own.
        """
        held = plot.__dict__
        for name, value in held.items():
            if type(value) is str and value:
                held[name] = self._known(value)
        object.__setattr__(plot, "__pydantic_fields_set__", PLOT_FIELDS)
        if plot.position is not None:
            object.__setattr__(plot.position, "__pydantic_fields_set__", POSITION_FIELDS)

    def _known(self, text: str) -> str:
        if len(self.known) < MOST_TEXTS:
            return self.known.setdefault(text, text)
        return self.known.get(text, text)
