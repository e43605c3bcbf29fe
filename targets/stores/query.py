"""What can be asked of many companies, whatever engine holds them, and what comes back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from chains.gaps.measures import Interval
from targets.model import LinkState
from targets.scoring.classes import UNCLASSED

FACETS = ("provinces", "cities", "chains", "links", "lists")
FacetCounts = dict[str, Counter[str]]  # by facet; a link as "chain/link"


@dataclass(frozen=True, slots=True)
class CompanyFilter:
    """筛选: what a desk asks for; an empty field does not restrict.

    `keyword` is found as written, in names, former names, products and scope; two characters are
    enough. Several values of one field widen, several fields narrow. `with_apart`: with companies
    that are no targets for another reason than being closed (`targets.scoring.no_target`).
    """

    desk: str = ""
    provinces: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    chain: str = ""
    link: str = ""
    lists: tuple[str, ...] = ()
    emerging: tuple[str, ...] = ()
    keyword: str = ""
    fills_gap: bool = False
    has_relation: bool = False
    has_signal: bool = False
    states: tuple[LinkState, ...] = (
        LinkState.CONFIRMED,
        LinkState.STATED,
        LinkState.DATED,
        LinkState.TO_CHECK,
    )
    with_memory: bool = False
    with_closed: bool = False
    closed_only: bool = False
    with_apart: bool = False
    apart_only: bool = False


def is_plain(asked: CompanyFilter) -> bool:
    """Tell whether `asked` is nothing but a desk (or all of them), from memory or not."""
    return replace(asked, desk="", with_memory=False) == CompanyFilter()


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """One line of a list of targets. `best` is (chain, link) of the best gap it fills, if any.

    `class_code` is its class in the list that was asked for: on the chain or link asked for, else
    on whatever it could fill; `after_code` the class its next check could bring.
    `name_rank` is what a keyword is of its name, lowest first (`targets.stores.orders`).
    """

    id: str
    name: str
    province: str
    city: str
    desk: str
    products: str
    lists: tuple[str, ...]
    best: tuple[str, str] | None
    parts: tuple[Interval, ...]
    score: Interval
    basis: str
    source_title: str
    published: str
    status: str = ""
    class_code: int = UNCLASSED
    after_code: int = UNCLASSED
    tie_order: str = ""
    is_target: bool = True
    name_rank: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """一页: rows from `offset` on, by class, then province and name."""

    total: int
    offset: int
    rows: tuple[CompanyRow, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """分面: how many companies each further choice would leave, most first, then by name.

    Every facet ignores its own field of the filter, so that another value can be chosen.
    """

    provinces: Mapping[str, int]
    cities: Mapping[str, int]
    chains: Mapping[str, int]
    links: Mapping[tuple[str, str], int]
    lists: Mapping[str, int]
