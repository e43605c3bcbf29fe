"""A filter as conditions of SQL: the same for every database, every value bound, none spelled out.

Only `=`, `IN`, `LIKE` and `AND` are used. The one thing databases differ in is how a keyword is
found quickly (`Store.keyword`); what is found is the same in all.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from targets.spelling.folding import storable
from targets.stores.keywords import CREDIT_CODE, spellings, words_of
from targets.stores.query import CompanyFilter
from targets.stores.standing import bases_asked
from targets.stores.tables import COMPANY, LINKS, LISTS, SEPARATOR

Conditions = list[ColumnElement[bool]]
Keyword = Callable[[Sequence[Sequence[str]]], Conditions]
"""Of each word one spelling stands in the text; none is ""."""
USUAL_STATES = frozenset(CompanyFilter().states)


def conditions(
    asked: CompanyFilter, keyword: Keyword, leave_out: Collection[str] = ()
) -> Conditions:
    """Return what a company must satisfy; `leave_out` names fields of `asked` to be ignored.

    `keyword` is how the engine that is asked finds one (`Store.keyword`).

    Companies without a source never satisfy it; those from memory, and those that are closed,
    only where asked for.
    """
    found = [_basis(asked)]
    found += [COMPANY.c.desk == storable(asked.desk)] if asked.desk else []
    for name, at in (("provinces", COMPANY.c.province), ("cities", COMPANY.c.city)):
        values = getattr(asked, name)
        if values and name not in leave_out:
            found.append(at.in_([storable(value) for value in values]))
    found += _flags(asked)
    found += _linked(asked, leave_out)
    if asked.lists and "lists" not in leave_out:
        names = [storable(name) for name in asked.lists]
        found.append(COMPANY.c.number.in_(select(LISTS.c.company).where(LISTS.c.name.in_(names))))
    if asked.emerging:
        found.append(or_(*(_tagged(COMPANY.c.emerging_tags, tag) for tag in asked.emerging)))
    return found + _found(asked.keyword, keyword)


def _basis(asked: CompanyFilter) -> ColumnElement[bool]:
    is_left_out = asked.closed_only or asked.apart_only
    bases = bases_asked(
        with_memory=asked.with_memory,
        with_closed=asked.closed_only if is_left_out else asked.with_closed,
        with_apart=asked.apart_only if is_left_out else asked.with_apart,
        targets=not is_left_out,
    )
    return COMPANY.c.basis.in_(bases) if len(bases) > 1 else COMPANY.c.basis == bases[0]


def _flags(asked: CompanyFilter) -> Conditions:
    """What two columns say; `fills_gap` is asked of the links, which a chain may narrow."""
    wanted = {"has_relation": asked.has_relation, "has_signal": asked.has_signal}
    return [COMPANY.c[name] == true() for name, is_wanted in wanted.items() if is_wanted]


def _linked(asked: CompanyFilter, leave_out: Collection[str]) -> Conditions:
    """At least one link satisfies chain, link, state and gap together."""
    wanted = linked(asked, leave_out)
    if wanted is not None:
        return [COMPANY.c.number.in_(_companies(wanted))]
    return [COMPANY.c.fills_gap == true()] if asked.fills_gap else []


def linked(asked: CompanyFilter, leave_out: Collection[str] = ()) -> Conditions | None:
    """Return what one link of a company must satisfy; None where no link needs to be looked at."""
    chain = "" if "chain" in leave_out else storable(asked.chain)
    link = "" if {"chain", "link"} & set(leave_out) else storable(asked.link)
    if not (chain or link) and is_usual(asked):
        return None
    wanted = link_conditions(asked)
    wanted += [LINKS.c.chain == chain] if chain else []
    return wanted + ([LINKS.c.link == link] if link else [])


def is_usual(asked: CompanyFilter) -> bool:
    """Tell whether the states asked for are those that the columns of tags speak of."""
    return frozenset(asked.states) in {USUAL_STATES, frozenset()}


def link_conditions(asked: CompanyFilter) -> Conditions:
    """Return what a link of a company must satisfy, whatever its chain.

    No states at all stand for the usual ones: an empty field does not restrict.
    """
    states = asked.states or tuple(USUAL_STATES)
    found: Conditions = [LINKS.c.state.in_(sorted(state.value for state in states))]
    return [*found, LINKS.c.sought == true()] if asked.fills_gap else found


def _companies(wanted: Iterable[ColumnElement[bool]]) -> Select[tuple[int]]:
    return select(LINKS.c.company).where(*wanted)


def _tagged(tags: ColumnElement[str], tag: str) -> ColumnElement[bool]:
    return tags.contains(f"{SEPARATOR}{storable(tag)}{SEPARATOR}", autoescape=True)


def _found(wanted: str, keyword: Keyword) -> Conditions:
    """Every word stands in the text; how that is asked is for each engine to say."""
    words = words_of(wanted)
    if not words:
        return [COMPANY.c.number.is_(None)] if wanted.strip() else []
    codes = [word for word in words if CREDIT_CODE.match(word)]
    spelt = [spellings(word) for word in words if word not in codes]
    return [*(keyword(spelt) if spelt else []), *(_code(code, keyword) for code in codes)]


def _code(word: str, keyword: Keyword) -> ColumnElement[bool]:
    """A word is the credit code, or stands in the text as well."""
    return or_(COMPANY.c.credit_code == word.upper(), and_(*keyword([(word,)])))
