"""Plots and parks in one state of the data: what the map shows and what the papers quote."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from files.errors import NotFound
from geodata.model import Plot, Position
from geodata.parks import Park, Parks


@dataclass(frozen=True)
class Places:
    """地块和园区: all that the map and its lists show, read once per `version` of the data.

    `positions` holds where the office placed a park, by its name. Treat it as read-only: it is
    shared by all sessions.
    """

    version: str
    plots: tuple[Plot, ...]
    parks: Parks
    positions: Mapping[str, Position]

    @cached_property
    def by_id(self) -> Mapping[str, Plot]:
        """The plots by their id."""
        return {plot.id: plot for plot in self.plots}

    @cached_property
    def has_samples(self) -> bool:
        """Whether sample plots stand in for real ones."""
        return any(plot.sample for plot in self.plots)

    def without_samples(self) -> Self:
        """Return the real plots alone, as papers may speak of them; judged apart from all."""
        if not self.has_samples:
            return self
        real = tuple(plot for plot in self.plots if not plot.sample)
        return replace(self, version=f"{self.version}·real", plots=real)

    @cached_property
    def unplaced_plots(self) -> tuple[Plot, ...]:
        """The plots that no one can draw: without a position, or of an unknown datum."""
        return tuple(plot for plot in self.plots if plot.position is None)

    @cached_property
    def unplaced_by_county(self) -> Mapping[str, int]:
        """How many plots of each county have no position."""
        return Counter(plot.county for plot in self.unplaced_plots)

    @cached_property
    def unplaced_parks(self) -> tuple[Park, ...]:
        """The parks that nobody has placed yet."""
        return tuple(park for park in self.parks.parks if park.name not in self.positions)

    def plot(self, plot_id: str) -> Plot:
        """Return the plot of that id.

        Raises:
            NotFound: there is none, for example after an import was undone.
        """
        if plot_id not in self.by_id:
            msg = f"没有编号为“{plot_id}”的地块，可能已被撤销或改号。请在地图或列表中另选一处。"
            raise NotFound(msg)
        return self.by_id[plot_id]
