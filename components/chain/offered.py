"""What a board offers to whom: buttons and forms of others are left out, and it says who can."""

from collections.abc import Iterator, Mapping

from components.chain.payload import Payload
from ledger.book.policy import Action, Actor, ask_whom, may

ROWS = {  # kinds of rows that do something, and the action each is for
    "check_form": Action.RECORD_CHECK,
    "withdraw": Action.RECORD_CHECK,
    "pick_all": Action.KEEP_BASKET,
}
URGENCY = "urgency"


def offered_board(payload: Payload, actor: Actor) -> Payload:
    """Return the board with what `actor` may do; the same object where that is all of it."""
    asked = (Action.RECORD_CHECK, Action.RECORD_URGENCY, Action.KEEP_BASKET)
    refused = frozenset(action for action in asked if not may(actor, action))
    if not refused:
        return payload
    version = "-".join([str(payload["version"]), *sorted(refused)])
    panels: Mapping[str, Mapping[str, object]] = payload["panels"]  # type: ignore[assignment]
    shown = {link: _panel(panel, refused) for link, panel in panels.items()}
    return {**payload, "panels": shown, "version": version}


def _panel(panel: Mapping[str, object], refused: frozenset[Action]) -> dict[str, object]:
    sections: list[Mapping[str, object]] = panel["sections"]  # type: ignore[assignment]
    return {
        **panel,
        "sections": [{**one, "rows": list(_rows(one["rows"], refused))} for one in sections],
    }


def _rows(rows: object, refused: frozenset[Action]) -> Iterator[dict[str, object]]:
    for row in rows:  # type: ignore[attr-defined]
        action = ROWS.get(row["t"])
        if row["t"] == "action" and row["name"] == URGENCY:
            action = Action.RECORD_URGENCY
        if action not in refused:
            without_box = Action.KEEP_BASKET in refused and "pick" in row
            yield {k: v for k, v in row.items() if k != "pick"} if without_box else row
        elif row["t"] == "check_form":
            yield {"t": "text", "muted": True, "text": ask_whom(Action.RECORD_CHECK)}
