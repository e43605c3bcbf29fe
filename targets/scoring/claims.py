"""首招: which desk holds a company, by the first complete lead (docs/methods.md 8).

A lead is what a visit brought home. It is complete once it names investor, product, date and a
witness; the investor is the company itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Lead:
    """线索: one visit of a desk; `product` is what is to be made here, `witness` who can say so.

    `on` is the day it says it was made, `entered` the day it was recorded, never before `on`.
    """

    desk: str
    on: date
    entered: date
    product: str = ""
    witness: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it can hold a claim."""
        return bool(self.desk and self.product and self.witness)


@dataclass(frozen=True, slots=True)
class Claim:
    """首招: the lead that holds it, the last day its desk was heard of, and who came later."""

    lead: Lead
    last_on: date
    helpers: tuple[str, ...] = ()


def claim_of(leads: Iterable[Lead], today: date, silent_days: int) -> Claim | None:
    """Return who holds a company today; None if nobody does.

    `leads` are those of one company, in the order recorded, and that order decides: a visit that
    is recorded later helps, whatever earlier day is written on it. A claim lapses once its desk
    was not there for more than `silent_days`; the next complete lead then holds a new one.
    """
    held: Claim | None = None
    for lead in leads:
        if lead.on > today:
            continue
        if held is not None and _lapsed(held, lead.entered, silent_days):
            held = None
        if held is None:
            held = Claim(lead, lead.on) if lead.is_complete else None
        elif lead.desk == held.lead.desk:
            held = Claim(held.lead, max(held.last_on, lead.on), held.helpers)
        elif lead.is_complete and lead.desk not in held.helpers:
            held = Claim(held.lead, held.last_on, (*held.helpers, lead.desk))
    return None if held is None or _lapsed(held, today, silent_days) else held


def _lapsed(claim: Claim, on: date, silent_days: int) -> bool:
    return (on - claim.last_on).days > silent_days
