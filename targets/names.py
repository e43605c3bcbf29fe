"""Company names as keys: the same name, however it was typed, has one key.

A key is for joining and comparing and is never shown. Corporate forms are part of a name: two
forms (有限公司, 股份有限公司) are two companies until somebody says otherwise.
"""

import hashlib
import unicodedata
from functools import lru_cache

from files.records import UNSEEN

BRACKETS = str.maketrans("〔〕【】[]", "()()()")
DOTS = str.maketrans("•‧・∙⋅", "·····")


@lru_cache(maxsize=8192)  # of a company in a list it is asked some twenty times
def name_key(name: str) -> str:
    """Return `name` with one width of letters and brackets, one middle dot, and no spaces.

    Letters are compared without case. A name of nothing but spaces has the key "".
    """
    one_width = unicodedata.normalize("NFKC", name).casefold().translate(BRACKETS | DOTS)
    joined = "".join(UNSEEN.sub("", one_width).split())
    return unicodedata.normalize("NFKC", joined)  # taking a space out may join two marks


def company_id(name: str) -> str:
    """Return the id a new company gets: "c" and ten hex digits of its name's key.

    Given once and then kept with the company: a company that changes its name keeps its id.
    """
    return f"c{hashlib.sha256(name_key(name).encode()).hexdigest()[:10]}"
