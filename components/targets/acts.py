"""What a user did in one of the drawn lists, read from what the browser sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SCREENS = frozenset({"company", "chains", "map"})
PARAMETERS = frozenset({"id", "chain", "link"})


@dataclass(frozen=True, slots=True)
class Act:
    """操作: open a screen, pick a company, sort, or choose the value of a filter field."""

    what: str
    value: str = ""
    on: bool = False
    screen: str = ""
    target: Mapping[str, str] = field(default_factory=dict)


def read_act(sent: object) -> Act | None:
    """Return the act, or None for anything that is not of the agreed form."""
    match sent:
        case {"what": "open", "screen": str(screen), "target": dict(target)} if screen in SCREENS:
            return Act("open", screen=screen, target=_parameters(target))
        case {"what": "pick", "id": str(company), "on": bool(on)}:
            return Act("pick", value=company, on=on)
        case {"what": "sort", "by": str(by)}:
            return Act("sort", value=by)
        case {"what": "city" | "list" | "gap_chain" | "link" as what, "value": str(value), **rest}:
            return Act(what, value=value, on=rest.get("on") is not False)
        case _:
            return None


def _parameters(target: Mapping[object, object]) -> dict[str, str]:
    return {
        str(name): value
        for name, value in target.items()
        if name in PARAMETERS and isinstance(value, str) and value
    }
