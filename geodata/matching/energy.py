"""节能审查和碳排放评价: by which rule a project is reviewed, and below what it is not by itself."""

from functools import lru_cache

from files.opening import FileStamp, stamp
from policies.reading import DATA, RULES, load_policies

RULE = "energy_carbon_review"
# 令第31号: a project below both in a year is not reviewed by itself.
LEAST_TCE, LEAST_COAL_T = 1000, 1000


def energy_rule() -> str:
    """Name the rule with its number and first day, "" while the table of law is closed."""
    return _named(stamp(DATA / RULES))  # asked for every link: one look at one file


@lru_cache(maxsize=2)
def _named(_stamp: FileStamp) -> str:
    rule = load_policies().rules.get(RULE)
    if rule is None:
        return ""
    since = f"，{rule.effective}起施行" if rule.effective else ""
    return f"《{rule.name}》（{rule.number}{since}）"
