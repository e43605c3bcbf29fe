"""推介卡内容: what the office puts on the card of a link, in Chinese and in English.

What is filled in is kept as a whole; every version stays, and taking the latest back lets the one
before it stand again. A field that nobody filled in is not on the card.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from files.errors import NotFound
from files.personal.in_data import without_phones_in
from files.personal.phones import PhoneKind
from files.records import Record, Slug
from ledger.book.audit import append
from ledger.book.canonical import canonical, digest
from ledger.book.errors import NotPossible, StaleRecord
from ledger.book.form_values import Line, read_form
from ledger.book.policy import Action, Actor, require
from ledger.book.records import sign, take_back
from ledger.schema.cards import CardRow

TOPIC = "card"
LONGEST, LONGEST_NAME = 300, 60
CARD_FIELDS: Mapping[str, tuple[str, str]] = {
    "title": ("项目名称", "Project"),
    "subtitle": ("一句话介绍", "In one line"),
    "place": ("建设地点", "Location"),
    "scope": ("建设内容", "Scope"),
    "scale": ("建设规模", "Capacity"),
    "investment": ("总投资", "Total investment"),
    "conditions": ("已有条件", "Conditions in place"),
    "market": ("市场", "Market"),
    "needs": ("要素要求", "Requirements"),
    "cooperation": ("合作方式", "Cooperation"),
    "policies": ("适用政策", "Policies"),
    "contact": ("联系单位", "Contact"),
    "legal": ("法规提示", "Legal notice"),
}
"""Every field with its word on the Chinese and on the English card, in the order printed."""
ENGLISH, ADDRESS = "_en", "address"
CONTACT = "contact"
"""联系单位: whom who was given the card may call. The office may name its own line there, which
is no personal data and meant for everybody; a mobile number is refused as everywhere."""

_OPEN = frozenset({CONTACT})
_Name = Annotated[Line, Field(max_length=LONGEST_NAME)]
_Said = Annotated[Line, Field(max_length=LONGEST)]
_WebAddress = Annotated[Line, Field(max_length=LONGEST, pattern=r"^(https?://[^\s/]\S*)?$")]


class CardTexts(Record):
    """推介卡文字: one language of a card; "" is left out of it."""

    title: _Name = ""
    subtitle: _Name = ""
    place: _Said = ""
    scope: _Said = ""
    scale: _Said = ""
    investment: _Said = ""
    conditions: _Said = ""
    market: _Said = ""
    needs: _Said = ""
    cooperation: _Said = ""
    policies: _Said = ""
    contact: _Said = ""
    legal: _Said = ""

    @property
    def filled(self) -> dict[str, str]:
        """The fields that say something."""
        return {name: text for name, text in self.model_dump().items() if text}


class CardContent(Record):
    """推介卡内容: both languages, and the address that the square code leads to."""

    chinese: CardTexts = CardTexts()
    english: CardTexts = CardTexts()
    address: _WebAddress = ""


class CardPlace(Record):
    """推介卡: whose card it is."""

    chain_id: Slug
    link_id: Slug

    @property
    def subject(self) -> str:
        """How the log of changes names it."""
        return f"{self.chain_id}/{self.link_id}"


@dataclass(frozen=True, slots=True)
class FilledCard:
    """填好的卡: what was filled in, by whom and when, and by whom and why it was taken back."""

    id: int
    content: CardContent
    recorded_by: str
    recorded_at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


def read_card(values: Mapping[str, object]) -> CardContent:
    """Return the values of a form; the English fields end in `_en`.

    Raises:
        NotPossible: naming every field that does not fit.
    """
    names = {field: words[0] for field, words in CARD_FIELDS.items()}
    own = {CONTACT: PhoneKind.MOBILE}
    chinese = {name: values.get(name, "") for name in CARD_FIELDS}
    english = {name: values.get(f"{name}{ENGLISH}", "") for name in CARD_FIELDS}
    in_english = {name: f"{words[0]}（英文）" for name, words in CARD_FIELDS.items()}
    link = read_form(
        CardContent,
        {ADDRESS: values.get(ADDRESS, "")},
        {ADDRESS: "网址（http:// 或 https:// 开头）"},
    )
    return CardContent(
        chinese=read_form(CardTexts, chinese, names, own),
        english=read_form(CardTexts, english, in_english, own),
        address=link.address,
    )


def fill_card(
    session: Session, actor: Actor, place: CardPlace, content: CardContent, after: int
) -> FilledCard:
    """Keep what was filled in; `after` is the version seen by the editor, 0 for none.

    Raises:
        NotAllowed: the role fills in no cards.
        NotPossible: it says what stands there already.
        StaleRecord: somebody filled the card in since the form was opened.
    """
    require(actor, Action.FILL_CARD)
    standing = standing_card(session, place.chain_id, place.link_id)
    if (standing.id if standing else 0) != after:
        raise _stale(standing)
    if content == (standing.content if standing else CardContent()):
        text = "没有保存：与现在的内容一样。"
        raise NotPossible(text)
    row = CardRow(**place.model_dump(), content=canonical(content.model_dump(mode="json")))
    row.withdrawn_reason = ""
    sign(session, actor, row)
    detail = {"card": row.id, "content": digest([row.content])}
    append(session, actor, (TOPIC, "fill", place.subject), detail)
    return _filled(row)


def take_card_back(session: Session, actor: Actor, number: int, reason: str) -> FilledCard:
    """Withdraw what was filled in; what stood before it stands again.

    Raises:
        NotAllowed: the role fills in no cards.
        NotFound: there is no version of that number.
        NotPossible: it is withdrawn already, or no reason is given.
    """
    require(actor, Action.FILL_CARD)
    row = session.get(CardRow, number)
    if row is None:
        text = f"没有编号为 {number} 的推介卡内容。"
        raise NotFound(text)
    take_back(session, actor, row, "推介卡内容", reason)
    append(session, actor, (TOPIC, "withdraw", f"{row.chain_id}/{row.link_id}"), {"card": row.id})
    return _filled(row)


def card_history(session: Session, chain_id: str, link_id: str) -> list[FilledCard]:
    """List every version of one card, withdrawn ones included, the latest first."""
    mine = (CardRow.chain_id == chain_id, CardRow.link_id == link_id)
    query = select(CardRow).where(*mine).order_by(CardRow.id.desc())
    return [_filled(row) for row in session.scalars(query)]


def standing_card(session: Session, chain_id: str, link_id: str) -> FilledCard | None:
    """Return what the office filled in for the card of a link, None if nothing stands."""
    history = card_history(session, chain_id, link_id)
    return next((card for card in history if card.withdrawn_at is None), None)


def _stale(standing: FilledCard | None) -> StaleRecord:
    now = f"被 {standing.recorded_by} 改过" if standing else "的内容被撤回"
    text = f"这张推介卡在你打开之后{now}。你的内容没有保存；请看过再改。"
    return StaleRecord(text, "", standing)


def _filled(row: CardRow) -> FilledCard:
    return FilledCard(
        row.id,
        CardContent.model_validate(without_phones_in(json.loads(row.content), _OPEN)),
        row.recorded_name or row.recorded_by,
        row.recorded_at,
        row.changed_name if row.withdrawn_at else "",
        row.withdrawn_at,
        row.withdrawn_reason,
    )
