"""Which names may be one company: another legal form, a brand, a branch. A hint, never a fact."""

import re

from geodata.naming.divisions import place_in
from targets.spelling.folding import folded_name

FORMS = (
    "股份有限公司",
    "有限责任公司",
    "集团股份有限公司",
    "集团有限公司",
    "有限公司",
    "集团",
    "公司",
)
FORM = re.compile(rf"({'|'.join(sorted(FORMS, key=len, reverse=True))})$")
BRACKETED = re.compile(r"\([^()]*\)")
BRANCH = re.compile(
    r"^(?P<parent>.{4,}?公司)(?P<branch>.{0,20}(分公司|分店|办事处|代表处|分厂|营业部))$"
)
PLACE_WORD = re.compile(r"^(.{2,9}?(省|市|自治区|特别行政区))")
SHORTEST = 2


def other_forms(name: str) -> tuple[str, ...]:
    """Return the keys that a name has with another legal form, its own left out."""
    key = folded_name(name)
    core = FORM.sub("", key)
    if core == key or len(core) <= SHORTEST:
        return ()
    return tuple(core + form for form in ("", *FORMS) if core + form != key)


def is_brand(name: str) -> bool:
    """Tell whether a name has no legal form: what people call a company, not what it is."""
    return not re.search(r"公司|集团|厂$|院$|局$|社$|银行|中心$|所$|ltd|inc", folded_name(name))


def brand_key(name: str) -> str:
    """Return what of a brand may stand in a registered name: 蜂巢能源 of 蜂巢能源(SVOLT)."""
    return BRACKETED.sub("", folded_name(name))


def carries(registered: str, brand: str) -> bool:
    """Tell whether a registered name begins with a brand, after the place it may begin with."""
    return len(brand) >= SHORTEST and any(rest.startswith(brand) for rest in beginnings(registered))


def beginnings(registered: str) -> tuple[str, ...]:
    """Return the key of a registered name, and what of it follows the place it may begin with.

    What has no legal form, or is a branch, has none: it carries no brand.
    """
    key = folded_name(registered)
    return _without_place(key) if FORM.search(key) and not BRANCH.match(key) else ()


def parent_of(name: str) -> str:
    """Return the company whose branch a name is, "" if it is none."""
    found = BRANCH.match(folded_name(name))
    return found["parent"] if found else ""


def _without_place(key: str) -> tuple[str, ...]:
    found = [key]
    if word := PLACE_WORD.match(key):
        found.append(key[word.end() :])
    for length in range(2, 6):
        place = place_in(key[:length])
        if place is not None and key[:length].startswith(
            (place.city or "?", place.province or "?")
        ):
            found.append(key[length:])
    return tuple(found)
