"""What a user did in one of the drawn lists, read from what the browser sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListAct:
    """操作: choose the value of a filter field, or tick companies.

    `ticked` are all that are ticked on the page of the list: of two quick ticks the later one
    tells both.
    """

    what: str
    value: str = ""
    on: bool = False
    ticked: tuple[str, ...] = ()


def read_act(sent: object) -> ListAct | None:
    """Return the act, or None for anything that is not of the agreed form."""
    match sent:
        case {"what": "pick", "ticked": list(ticked)} if all(isinstance(i, str) for i in ticked):
            return ListAct("pick", ticked=tuple(ticked))
        case {
            "what": "city" | "list" | "gap_chain" | "link" | "area" as what,
            "value": str(value),
            **rest,
        }:
            return ListAct(what, value=value, on=rest.get("on") is not False)
        case _:
            return None
