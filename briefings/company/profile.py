"""企业情况表: what may be said of one company; its page and every paper read this object.

A statement cites its sources by number (`CompanyProfile.sources`, from 1). What nobody looked up
says so (未查); an empty list never stands for a no.
"""

from dataclasses import dataclass
from datetime import date

from chains.gaps.assessment import Flag
from chains.gaps.measures import Interval
from geodata.matching.verdict import Verdict
from targets.model import LinkState, RelationKind, SignalKind
from targets.scoring.gates import GateAnswer

Cites = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """情况: one thing a source says of the company, under its heading."""

    heading: str
    text: str
    cites: Cites = ()


@dataclass(frozen=True, slots=True)
class FillableLink:
    """能补的环节: a link that the company could fill, what the link is to us, and why we say so.

    `presence` says what Sanming has of it, `sentence` that and what hangs on it; `why` tells on
    what the assignment rests; `priority` is None for a link without one.
    """

    chain_id: str
    chain_name: str
    link_id: str
    link_name: str
    flag: Flag | None
    kind: str
    priority: Interval | None
    presence: str
    sentence: str
    state: LinkState
    why: str
    cites: Cites = ()


@dataclass(frozen=True, slots=True)
class GateLine:
    """门槛: one gate before the score, with what is known of it."""

    name: str
    answer: GateAnswer
    reason: str


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """评分的一部分: `part` within 0 to 1, `points` what it adds; a wide bar is unknown, not low."""

    name: str
    part: Interval
    points: Interval
    most: float
    sentence: str


@dataclass(frozen=True, slots=True)
class ProfileTie:
    """关系: a tie to Sanming, or that somebody looked and found none.

    `resident` is the name as papers print it within brackets.
    """

    kind: RelationKind
    word: str
    resident: str
    says: str
    cites: Cites = ()


@dataclass(frozen=True, slots=True)
class Event:
    """动向: a dated event; it says what happened, never what the company wants."""

    kind: SignalKind
    word: str
    happened_on: date
    says: str
    cites: Cites = ()


@dataclass(frozen=True, slots=True)
class PlotGateLine:
    """地块门槛: what one gate says of a plot, and why."""

    name: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class PlotOffer:
    """可看的地块: a plot for one link, with every gate; a sample is no real plot."""

    chain_id: str
    link_id: str
    link_name: str
    plot_id: str
    name: str
    sample: bool
    county: str
    park: str
    area_mu: float | None
    price_10k_yuan_per_mu: float | None
    rent_yuan_per_m2_month: float | None
    verdict: Verdict
    gates: tuple[PlotGateLine, ...]
    cites: Cites = ()

    @property
    def open_gates(self) -> tuple[str, ...]:
        """Name the gates that nobody has answered yet, in order."""
        return tuple(gate.name for gate in self.gates if gate.verdict is Verdict.UNVERIFIED)


@dataclass(frozen=True, slots=True)
class Question:
    """要问的问题: `whom` answers it (企业, 县区 or 片区), `why` says what hangs on it.

    One that is `common` is asked of every company, so that papers print it once for all.
    """

    whom: str
    text: str
    why: str
    common: bool = False


@dataclass(frozen=True, slots=True)
class CompanyProfile:
    """一企一表: all that may be said of one company in one state of the data.

    `relations_looked_on` and `signals_looked_on`: when somebody last looked and found none; before
    `fresh_since` is to be looked up again.
    `own_limits` are what of `must_not_promise` holds for this company and not for every one.
    `own_sources`: how many of `sources`, from the first, all but the other limits rest on.
    `has_plots`: whether there is any plot to choose from at all.
    Order: `links` best first, `plots` by link in that order, `signals` latest first. `version`
    and `today` say of which state and day it is.
    """

    id: str
    name: str
    desk: str
    where: str
    basis: str
    shown: bool
    facts: tuple[Fact, ...]
    lists: tuple[str, ...]
    links: tuple[FillableLink, ...]
    gates: tuple[GateLine, ...]
    score: Interval
    sentence: str
    bars: tuple[ScoreBar, ...]
    ties: tuple[ProfileTie, ...]
    fresh_since: date
    relations_looked_on: date | None
    signals: tuple[Event, ...]
    signals_looked_on: date | None
    plots: tuple[PlotOffer, ...]
    questions: tuple[Question, ...]
    must_not_promise: tuple[str, ...]
    own_limits: tuple[str, ...]
    sources: tuple[str, ...]
    own_sources: int
    has_plots: bool
    version: str
    today: date

    @property
    def is_from_memory(self) -> bool:
        """Whether no source says that the company is what we believe: to be badged everywhere."""
        return self.basis == "memory"
