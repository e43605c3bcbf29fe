"""Ask for companies: a page, a count, one company, the best of a link, counts of cities.

Each question goes to every store; a company that lies in the ledger is not counted twice.
"""

from collections import Counter
from collections.abc import Sequence

from targets.model import ScoreWeights
from targets.scoring.classes import SharedRank, shared_ranks
from targets.stores.keywords import words_of
from targets.stores.orders import USUAL, Order
from targets.stores.query import CompanyFilter, CompanyPage, CompanyRow
from targets.stores.store import Companies, FoundCompany
from targets.stores.tables import link_key, split

PAGE = 50


def find_page(
    companies: Companies,
    asked: CompanyFilter,
    weights: ScoreWeights = USUAL,
    *,
    offset: int = 0,
    limit: int = PAGE,
) -> CompanyPage:
    """Return the rows from `offset` on, by class, then province, name and id.

    Those come first that have a keyword in their name. `weights` are those of the score that the
    rows tell.
    """
    span = (max(0, offset), max(0, limit))
    rows = _rows(companies, asked, Order(asked, weights, words=words_of(asked.keyword)), span)
    return CompanyPage(count(companies, asked), span[0], rows)


def first_rows(companies: Companies, asked: CompanyFilter, most: int) -> tuple[CompanyRow, ...]:
    """Return the first rows of `asked` without counting the rest."""
    return _rows(companies, asked, Order(asked), (0, most))


def worth_checking_rows(
    companies: Companies, asked: CompanyFilter, weights: ScoreWeights = USUAL, first: int = 10
) -> tuple[CompanyRow, ...]:
    """Return those that one check could bring into the best classes (docs/methods.md 8).

    Order: by the class that the next check could bring; of those that it brings into the same one,
    those first that stand furthest back now; then province, name and id. What has nothing left to
    be looked up is left out.
    """
    return _rows(companies, asked, Order(asked, weights, open_first=True), (0, first))


def find_ranks(companies: Companies, asked: CompanyFilter) -> dict[int, SharedRank]:
    """Return the rank that the companies of each class share in the list, and their number."""
    counted: Counter[int] = Counter()
    for store in companies.stores:
        counted.update(store.classes(asked))
    return shared_ranks(counted)


def count(companies: Companies, asked: CompanyFilter) -> int:
    """Return how many companies satisfy `asked`."""
    return sum(store.count(asked) for store in companies.stores)


def city_counts(companies: Companies, asked: CompanyFilter) -> dict[tuple[str, str], int]:
    """Return how many companies of `asked` have their office in each (province, city)."""
    found: Counter[tuple[str, str]] = Counter()
    for store in companies.stores:
        found.update(store.cities(asked))
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def link_sets_waiting(
    companies: Companies, asked: CompanyFilter
) -> dict[tuple[tuple[str, str], ...], int]:
    """Return how many of `asked` fill no gap and no wanted link, by the links they could fill."""
    found: Counter[str] = Counter()
    for store in companies.stores:
        found.update(store.waiting(asked))
    return {tuple(map(link_key, split(tags))): number for tags, number in found.items() if number}


def find_companies(companies: Companies, ids: Sequence[str]) -> dict[str, FoundCompany]:
    """Return those of `ids` that there are, by id, whatever their basis; the ledger's come first.

    What may be shown as a target is for the caller to decide (`Company.may_be_shown`).
    """
    found: dict[str, FoundCompany] = {}
    for store in companies.stores:
        missing = [i for i in dict.fromkeys(ids) if i not in found]
        if missing:
            found |= store.find(missing)
    return found


def _rows(
    companies: Companies, asked: CompanyFilter, order: Order, span: tuple[int, int]
) -> tuple[CompanyRow, ...]:
    """Return a stretch of the rows of all stores together, in one order.

    Those before the last hold few: no row of the last can stand further back than by all theirs.
    """
    offset, limit = span
    *small, large = companies.stores
    if not small or not limit:
        return tuple(large.rows(asked, order, span)) if limit else ()
    first = [row for store in small for row in store.rows(asked, order, (0, offset + limit))]
    start = max(0, offset - len(first))
    rest = large.rows(asked, order, (start, offset - start + limit))
    merged = sorted([*first, *rest], key=order.key)
    return tuple(merged[offset - start : offset - start + limit])
