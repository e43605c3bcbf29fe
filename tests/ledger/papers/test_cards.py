"""What the office fills in on a card: kept whole, with its name, taken back, never lost."""

import pytest

from ledger.book.audit import head, verify
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible, StaleRecord
from ledger.book.policy import Actor
from ledger.papers.cards import (
    CARD_FIELDS,
    CardContent,
    CardPlace,
    CardTexts,
    FilledCard,
    card_history,
    fill_card,
    read_card,
    standing_card,
    take_card_back,
)
from tests.builders import HOSTILE
from tests.ledger.builders import ADMIN, COUNTY, DESK, VIEWER

PLACE = CardPlace(chain_id="fluorine", link_id="acid")


def card(**texts: str) -> CardContent:
    return CardContent(chinese=CardTexts(**texts))


def fill(ledger: Ledger, content: CardContent, after: int = 0, actor: Actor = ADMIN) -> FilledCard:
    with ledger.writing(actor) as session:
        return fill_card(session, actor, PLACE, content, after)


def standing(ledger: Ledger) -> CardContent | None:
    with ledger.reading() as session:
        found = standing_card(session, PLACE.chain_id, PLACE.link_id)
    return found.content if found else None


def test_what_was_filled_in_stands_and_is_in_the_log(ledger: Ledger) -> None:
    fill(ledger, card(investment=HOSTILE))

    assert standing(ledger) == card(investment=HOSTILE)
    with ledger.reading() as session:
        assert verify(session) is None
        assert head(session).number == 1
        [found] = card_history(session, PLACE.chain_id, PLACE.link_id)
    assert found.recorded_by == ADMIN.name


def test_taking_the_latest_back_lets_the_one_before_it_stand_again(ledger: Ledger) -> None:
    first = fill(ledger, card(investment="3 亿元"))
    second = fill(ledger, card(investment="30 亿元"), first.id)
    with ledger.writing(ADMIN) as session:
        take_card_back(session, ADMIN, second.id, "多写一个零")

    assert standing(ledger) == card(investment="3 亿元")
    with ledger.reading() as session:
        latest, _ = card_history(session, PLACE.chain_id, PLACE.link_id)
    assert (latest.withdrawn_by, latest.withdrawn_reason) == (ADMIN.name, "多写一个零")


def test_two_who_fill_in_the_same_card_do_not_overwrite_each_other(ledger: Ledger) -> None:
    fill(ledger, card(investment="3 亿元"))

    with pytest.raises(StaleRecord, match="没有保存；请看过再改"):
        fill(ledger, card(investment="5 亿元"))
    assert standing(ledger) == card(investment="3 亿元")


def test_the_same_content_again_is_no_change(ledger: Ledger) -> None:
    first = fill(ledger, card(investment="3 亿元"))

    with pytest.raises(NotPossible, match="一样"):
        fill(ledger, card(investment="3 亿元"), first.id)


@pytest.mark.parametrize("actor", [DESK, COUNTY, VIEWER])
def test_only_the_office_fills_in_cards(ledger: Ledger, actor: Actor) -> None:
    first = fill(ledger, card(investment="3 亿元"))

    with pytest.raises(NotAllowed):
        fill(ledger, card(investment="5 亿元"), first.id, actor)
    with ledger.writing(actor) as session, pytest.raises(NotAllowed):
        take_card_back(session, actor, first.id, "不对")


def test_a_form_becomes_two_languages_and_an_address() -> None:
    read = read_card({"title": "萤石 项目", "title_en": "Fluorite", "address": "https://a.gov.cn"})

    assert read.chinese.filled == {"title": "萤石 项目"}
    assert read.english.filled == {"title": "Fluorite"}
    assert read.address == "https://a.gov.cn"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "a.gov.cn", "https://a b", "ftp://a"])
def test_what_is_no_web_address_is_refused_in_words(address: str) -> None:
    with pytest.raises(NotPossible, match="网址"):
        read_card({"address": address})


@pytest.mark.parametrize("name", CARD_FIELDS)
def test_a_field_that_is_too_long_is_named(name: str) -> None:
    with pytest.raises(NotPossible, match=CARD_FIELDS[name][0]):
        read_card({name: "长" * 301})
