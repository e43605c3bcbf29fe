"""What the buttons of a panel do: save a check, take it back, put companies into the basket."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from components.chain.board import BoardAction
from components.chain.dialogs.check import save_check
from components.chain.payload import Payload
from components.frame.address import base_path
from components.frame.ledger_access import open_ledger
from files.errors import ProductError
from ledger.book.policy import Actor
from ledger.desks.baskets import Wanted, add_to_basket, basket, take_from_basket
from ledger.links.checks import withdraw_check

TYPED = ("outcome", "companies", "checked_on", "note", "document")
LONGEST_NUMBER = 12


@dataclass(frozen=True, slots=True)
class BoardAnswer:
    """按钮的回话: what the panel of a link says after a button; `bad` if nothing was changed.

    `new` are the companies that the button put into the basket, and can take out again; `held`
    is how many the basket holds then, None where the button was about something else.
    """

    link: str
    text: str
    bad: bool = False
    new: tuple[str, ...] = ()
    held: int | None = None

    def told(self, number: int) -> dict[str, object]:
        """Return it as the browser takes it; another `number` is another answer."""
        said = {"number": number, "link": self.link, "text": self.text, "bad": self.bad}
        if self.held is None:
            return said
        return {**said, "new": list(self.new), "held": self.held, "trip": f"{base_path()}/trip"}


def act(payload: Payload, action: BoardAction, actor: Actor) -> BoardAnswer | None:
    """Do what a button asks and answer; None for a button that these are not.

    What the browser sends is read as anything that a form sends: strictly, or refused.
    """
    acts = {
        "check": _check,
        "withdraw": _withdraw,
        "basket": _fill_basket,
        "unbasket": _take_from_basket,
    }
    if action.name not in acts or action.link not in _panels(payload):
        return None
    try:
        return acts[action.name](payload, action, actor)
    except ProductError as refusal:
        return BoardAnswer(action.link, str(refusal), bad=True)


def _check(payload: Payload, action: BoardAction, actor: Actor) -> BoardAnswer:
    typed = {name: action.values.get(name, "") for name in TYPED}
    where = {"chain_id": payload["chain"], "link_id": action.link}
    return BoardAnswer(action.link, save_check({**where, **typed}, actor))


def _withdraw(_payload: Payload, action: BoardAction, actor: Actor) -> BoardAnswer:
    number, reason = (str(action.values.get(name, "")) for name in ("number", "reason"))
    known = number.isdecimal() and len(number) <= LONGEST_NUMBER
    with open_ledger().writing(actor) as session:
        withdraw_check(session, actor, int(number) if known else 0, reason)
    return BoardAnswer(action.link, "已撤回，图和名次已恢复。")


def _fill_basket(payload: Payload, action: BoardAction, actor: Actor) -> BoardAnswer:
    """Put the ticked ones into the basket: only companies that the panel shows, by its names."""
    wanted = _ticked(payload, action)
    with open_ledger().writing(actor) as session:
        new = add_to_basket(session, actor, wanted)
        held = len(basket(session, actor))
    before = len(wanted) - len(new)
    text = f"已加入出访清单 {len(new)} 家" + (f"，{before} 家本来就在。" if before else "。")
    return BoardAnswer(action.link, text, new=new, held=held)


def _take_from_basket(payload: Payload, action: BoardAction, actor: Actor) -> BoardAnswer:
    """Take what was just put into the basket out of it again."""
    wanted = _ticked(payload, action)
    with open_ledger().writing(actor) as session:
        taken = take_from_basket(session, actor, [want.company for want in wanted])
        held = len(basket(session, actor))
    return BoardAnswer(action.link, f"已移出 {len(taken)} 家。", held=held)


def _ticked(payload: Payload, action: BoardAction) -> list[Wanted]:
    ticked = action.values.get("companies")
    shown = _shown(_panels(payload)[action.link])
    return [want for want in shown if isinstance(ticked, list) and want.company in ticked]


def _shown(panel: Mapping[str, object]) -> Iterator[Wanted]:
    for section in panel["sections"]:  # type: ignore[attr-defined]
        for row in section["rows"]:
            if row.get("pick"):
                yield Wanted(row["pick"], row["label"], row["desk"])


def _panels(payload: Payload) -> Mapping[str, Mapping[str, object]]:
    return payload["panels"]  # type: ignore[return-value]
