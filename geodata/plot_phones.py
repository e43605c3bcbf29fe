"""Telephone numbers in the texts of a plot: they belong into its contact, which has its rights.

The identity is no text: a number in it is how the office calls the plot.
"""

from collections.abc import Mapping

from files.personal.phones import phones_in, without_phones
from geodata.model import Plot

APART = frozenset({"id", "county", "contact"})
PLOT_TEXTS = tuple(
    name
    for name, field in Plot.model_fields.items()
    if name not in APART and (name == "industries" or field.annotation is str)
)
"""Fields of a plot that hold what somebody wrote, in the order of the plot."""


def plot_phones(plot: Plot) -> dict[str, tuple[str, ...]]:
    """Return by field the numbers that stand in the texts of a plot, as they may be shown."""
    found = {name: phones_in(_text(plot, name)) for name in PLOT_TEXTS}
    return {name: numbers for name, numbers in found.items() if numbers}


def plot_without_phones(plot: Plot) -> Plot:
    """Return `plot` with the numbers in its texts covered; itself if there are none."""
    covered: Mapping[str, object] = {
        name: after
        for name in PLOT_TEXTS
        if (after := _covered(before := getattr(plot, name))) != before
    }
    return plot.model_copy(update=dict(covered)) if covered else plot


def _covered(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return without_phones(value) if isinstance(value, str) else tuple(map(without_phones, value))


def _text(plot: Plot, name: str) -> str:
    value = getattr(plot, name)
    return value if isinstance(value, str) else "、".join(value)
