"""片区范围: which desk looks after which place is the office's to set."""

import pytest

from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible, StaleRecord
from ledger.book.policy import Actor
from ledger.desks.areas import (
    SavedDesks,
    current_desks,
    desks_history,
    desks_version,
    read_desks,
    save_desks,
)
from targets.desks import DeskSettings, desk_of, load_desks
from tests.ledger.builders import ADMIN, DESK, VIEWER
from tests.targets.builders import with_taiwan_at


def save(
    ledger: Ledger, settings: DeskSettings, expected: int = 0, actor: Actor = ADMIN
) -> SavedDesks:
    with ledger.writing(actor) as session:
        return save_desks(session, actor, settings, expected, "会议确定")


def test_the_shipped_areas_count_until_the_office_sets_its_own(ledger: Ledger) -> None:
    with ledger.reading() as session:
        found = current_desks(session)

    assert (found.settings, found.number, found.saved_by) == (load_desks(), 0, "")


def test_what_the_office_sets_counts_and_is_kept_with_name_and_reason(ledger: Ledger) -> None:
    save(ledger, with_taiwan_at("长三角"))

    with ledger.reading() as session:
        found = current_desks(session)
        assert desks_version(session) == 1
    assert desk_of("台湾", "台北", found.settings) == "长三角"
    assert (found.number, found.saved_by, found.note) == (1, "本机管理员", "会议确定")


def test_every_version_is_kept(ledger: Ledger) -> None:
    save(ledger, with_taiwan_at("长三角"))
    save(ledger, with_taiwan_at("闽东南"), expected=1)

    with ledger.reading() as session:
        assert [version.number for version in desks_history(session)] == [2, 1]


def test_saving_what_already_counts_writes_nothing(ledger: Ledger) -> None:
    save(ledger, load_desks())

    with ledger.reading() as session:
        assert (desks_version(session), desks_history(session)) == (0, [])


def test_a_form_that_began_from_an_older_version_is_refused(ledger: Ledger) -> None:
    save(ledger, with_taiwan_at("长三角"))

    with pytest.raises(StaleRecord, match="被 本机管理员 改过"):
        save(ledger, with_taiwan_at("粤港澳"))


@pytest.mark.parametrize("actor", [DESK, VIEWER])
def test_only_the_office_sets_the_areas(ledger: Ledger, actor: Actor) -> None:
    with pytest.raises(NotAllowed, match="调整片区范围"):
        save(ledger, with_taiwan_at("长三角"), actor=actor)


def test_a_form_with_a_place_at_two_desks_is_refused() -> None:
    desk = {"name": "甲", "areas": [{"province": "台湾"}]}
    desks = [desk | {"id": "first"}, desk | {"id": "second", "name": "乙"}]

    with pytest.raises(NotPossible, match="只能归一个片区"):
        read_desks({"as_of": "2026-11-25", "desks": desks})
