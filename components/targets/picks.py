"""勾选: which companies are ticked in the lists; kept while filtering, until they are put away."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import streamlit as st

from ledger.desks.baskets import Wanted
from targets.stores.query import CompanyRow

KEY = "desk_picks"


@dataclass
class Picks:
    """勾选: what is ticked, and which ticks were sent to the browser with the list.

    The browser shows its own ticks, so the list is sent again only when somebody else changed
    them: then `drawn` or `turn` differs, and with it the content of the list.
    """

    wanted: dict[str, Wanted] = field(default_factory=dict)
    drawn: frozenset[str] = frozenset()
    turn: int = 0

    def redraw(self) -> None:
        """Send the ticks as they are now with the next list."""
        self.drawn = frozenset(self.wanted)

    def take(self, rows: Iterable[CompanyRow], ticked: Collection[str]) -> None:
        """Keep which of the rows of one list are ticked; those of other lists stay."""
        for row in rows:
            if row.id in ticked:
                self.wanted[row.id] = Wanted(row.id, row.name, row.desk)
            else:
                self.wanted.pop(row.id, None)

    def clear(self) -> None:
        """Take every tick away."""
        self.wanted.clear()
        self.drawn = frozenset()
        self.turn += 1


def get_picks() -> Picks:
    """Return the ticks of this session."""
    picks: Picks = st.session_state.setdefault(KEY, Picks())
    return picks
