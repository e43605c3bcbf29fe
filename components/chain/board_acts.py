"""What the buttons of a panel do: save a check, take it back, put companies into the basket."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from components.chain.board import BoardAction
from components.chain.dialogs.check import save_check
from components.chain.payload import Payload
from components.frame.ledger_access import open_ledger
from files.errors import ProductError
from ledger.book.policy import Actor
from ledger.desks.baskets import Wanted, add_to_basket
from ledger.links.checks import withdraw_check

TYPED = ("outcome", "companies", "checked_on", "note", "document")
LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class BoardAnswer:
    """按钮的回话: what the panel of a link says after a button; `bad` if nothing was changed."""

    link: str
    text: str
    bad: bool = False

    def told(self, number: int) -> dict[str, object]:
        """Return it as the browser takes it; another `number` is another answer."""
        return {"number": number, "link": self.link, "text": self.text, "bad": self.bad}


def act(payload: Payload, action: BoardAction, actor: Actor) -> BoardAnswer | None:
    """Do what a button asks and answer; None for a button that these are not.

    What the browser sends is read as anything that a form sends: strictly, or refused.
    """
    acts = {"check": _check, "withdraw": _withdraw, "basket": _fill_basket}
    if action.name not in acts or action.link not in _panels(payload):
        return None
    try:
        return BoardAnswer(action.link, acts[action.name](payload, action, actor))
    except ProductError as refusal:
        return BoardAnswer(action.link, str(refusal), bad=True)


def _check(payload: Payload, action: BoardAction, actor: Actor) -> str:
    typed = {name: action.values.get(name, "") for name in TYPED}
    where = {"chain_id": payload["chain"], "link_id": action.link}
    return save_check({**where, **typed}, actor)


def _withdraw(_payload: Payload, action: BoardAction, actor: Actor) -> str:
    number, reason = (str(action.values.get(name, "")) for name in ("number", "reason"))
    known = number.isdecimal() and len(number) <= LONGEST_NUMBER
    with open_ledger().writing(actor) as session:
        withdraw_check(session, actor, int(number) if known else 0, reason)
    return "已撤回，图和名次已恢复。"


def _fill_basket(payload: Payload, action: BoardAction, actor: Actor) -> str:
    """Put the ticked ones into the basket: only companies that the panel shows, by its names."""
    ticked = action.values.get("companies")
    wanted = [
        want
        for want in _shown(_panels(payload)[action.link])
        if isinstance(ticked, list) and want.company in ticked
    ]
    with open_ledger().writing(actor) as session:
        new = add_to_basket(session, actor, wanted)
    held = len(wanted) - len(new)
    return f"已加入出访清单 {len(new)} 家" + (f"，{held} 家本来就在。" if held else "。")


def _shown(panel: Mapping[str, object]) -> Iterator[Wanted]:
    for section in panel["sections"]:  # type: ignore[attr-defined]
        for row in section["rows"]:
            if row.get("pick"):
                yield Wanted(row["pick"], row["label"], row["desk"])


def _panels(payload: Payload) -> Mapping[str, Mapping[str, object]]:
    return payload["panels"]  # type: ignore[return-value]
