"""Ask of a whole file what its columns do not say: kind and county of its plots."""

from collections import Counter
from collections.abc import Iterable, Mapping

from chains.allowed_words import COUNTIES
from files.sheets.questions import Interview
from geodata.model import KIND_NAMES
from geodata.rows.headings import PlotHeader

ASK_KIND = "文件没有写类型，这些地块都是什么类型？"
ASK_COUNTY = "文件没有写县区，这些地块在哪个县（市、区）？"


def ask_missing(
    header: PlotHeader,
    defaults: Mapping[str, str],
    interview: Interview,
    *,
    title: str,
    likely_kind: str = "",
    lying_in: Iterable[str] = (),
) -> dict[str, str]:
    """Return the defaults with what a person answers for the columns that are not there.

    `title` is what the file is called and what stands above its list; `lying_in` the counties its
    shapes lie in: likely, never decided by that.
    """
    told = dict(defaults)
    if "kind" not in header.fields and not told.get("kind"):
        named = [name for name in KIND_NAMES.values() if name in title]
        likely = named[0] if len(named) == 1 else likely_kind
        told["kind"] = interview.ask("kind", ASK_KIND, tuple(KIND_NAMES.values()), likely)
    if "county" not in header.fields and not told.get("county"):
        counted = Counter(filter(None, lying_in)).most_common(1)
        likely = _county_in(title) or (counted[0][0] if counted else "")
        told["county"] = interview.ask("county", ASK_COUNTY, COUNTIES, likely)
    return {field: text for field, text in told.items() if text}


def _county_in(title: str) -> str:
    named = [county for county in COUNTIES if county in title]
    return named[0] if len(named) == 1 else ""
