"""Options whose label tells how many companies there are; the browser sends the label back.

Who is quicker than the list sends a label with the count of a moment ago. Streamlit knows it no
longer and hands the text on as if it were the value.
"""

from collections.abc import Iterable, Mapping


def option_label(name: str, count: int) -> str:
    """Return what an option says."""
    return f"{name} {count}"


def meant(given: str, known: Iterable[str]) -> str:
    """Return which of the `known` names is meant by a name or a label; else what was given."""
    known = set(known)
    name, _, count = given.rpartition(" ")
    return name if given not in known and name in known and count.isdecimal() else given


def meant_id(given: str | None, names: Mapping[str, str]) -> str:
    """Return which id of `names` (id to name) is meant by an id, a name or a label, "" for none."""
    if given is None or given in names:
        return given or ""
    wanted = meant(given, names.values())
    return next((i for i, name in names.items() if name == wanted), "")
