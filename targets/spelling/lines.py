"""The text in which a company is looked for: every spelling of it, a line each."""

from functools import cache
from importlib.metadata import version

from files.personal.phones import without_phones
from targets.model import Company
from targets.spelling.folding import folded
from targets.spelling.pinyin import sound_lines
from targets.spelling.short_names import short_names_of, short_names_version

RULES = 3
"""Counted up whenever the lines of a company change, so that stores are filled anew."""


def search_text(company: Company) -> str:
    """Return what a keyword is looked for in: each text on a line of its own.

    Names, former and short names, their sound, the English name, the stock code, the place,
    products and scope. A credit code is compared as a whole, not searched, and a telephone number
    is not looked for: who finds a company by its digits would have read it.
    """
    short = short_names_of(company.name, company.stock_code)
    names = (company.name, *company.former_names, *short)
    place = f"{company.province} {company.city} {company.district}"
    told = (*names, company.name_en, company.stock_code, place, company.products, company.scope)
    said = [*map(without_phones, told)]
    sounds = (line for name in said[: len(names)] for line in sound_lines(name))
    lines = [*map(folded, said), *sounds]
    return "\n".join(dict.fromkeys(filter(None, lines)))


def search_rules() -> str:
    """Return a text that changes whenever search texts would come out differently."""
    return f"{RULES}·{_libraries()}·{short_names_version()}"


@cache
def _libraries() -> str:
    return f"{version('OpenCC')}·{version('pypinyin')}"
