"""核实: recording, withdrawing, and what stands afterwards."""

from datetime import date, timedelta

import pytest

from chains.gaps.assessment import LinkKnowledge
from chains.model import Presence
from files.errors import NotFound
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.policy import Actor
from ledger.links.checks import (
    check_history,
    checked_standings,
    checks_version,
    read_check,
    record_check,
    standing_overrides,
    withdraw_check,
)
from tests.builders import assess, make_chain
from tests.ledger.builders import ADMIN, COUNTY, DESK, TODAY, VIEWER, make_check

LINK = ("fluorine", "acid")
YESTERDAY = TODAY - timedelta(days=1)


def record(ledger: Ledger, outcome: str, actor: Actor = DESK, **fields: object) -> int:
    with ledger.writing(actor) as session:
        return record_check(session, actor, make_check(outcome, "acid", **fields)).id


def presence(ledger: Ledger) -> Presence | None:
    with ledger.reading() as session:
        found = standing_overrides(session).get(LINK)
    return found.standing.presence if found and found.standing else None


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("found_strong", Presence.STRONG),
        ("found_present", Presence.PRESENT),
        ("found_weak", Presence.WEAK),
        ("none", Presence.MISSING),
        ("could_not_tell", None),
    ],
)
def test_what_was_found_is_what_stands(
    ledger: Ledger, outcome: str, expected: Presence | None
) -> None:
    record(ledger, outcome)

    assert presence(ledger) is expected


def test_a_check_reaches_the_assessment_with_name_and_day(ledger: Ledger) -> None:
    record(ledger, "none")
    chain = make_chain("ore>acid", acid="unknown", chain="fluorine")

    with ledger.reading() as session:
        checked = checked_standings(standing_overrides(session), "fluorine")

    standing = assess(chain, LinkKnowledge(checked=checked)).findings["acid"].standing
    assert (standing.presence, standing.checked_by, standing.checked_on) == (
        Presence.MISSING,
        "周驻点",
        TODAY,
    )


def test_a_check_of_another_chain_does_not_count_here(ledger: Ledger) -> None:
    record(ledger, "none", chain_id="textiles")

    with ledger.reading() as session:
        assert checked_standings(standing_overrides(session), "fluorine") == {}


def test_the_later_day_decides_whenever_it_was_recorded(ledger: Ledger) -> None:
    record(ledger, "found_strong", checked_on=TODAY)
    record(ledger, "none", checked_on=YESTERDAY)

    assert presence(ledger) is Presence.STRONG


def test_on_one_day_the_last_recorded_decides(ledger: Ledger) -> None:
    record(ledger, "found_strong")
    record(ledger, "found_weak")

    assert presence(ledger) is Presence.WEAK


def test_could_not_tell_leaves_what_stood_and_is_shown(ledger: Ledger) -> None:
    record(ledger, "found_present", checked_on=YESTERDAY, companies=["海斯"])
    record(ledger, "could_not_tell")

    with ledger.reading() as session:
        found = standing_overrides(session)[LINK]
    assert found.standing is not None
    assert found.undecided is not None
    assert (found.standing.presence, found.standing.companies) == (Presence.PRESENT, ("海斯",))
    assert found.undecided.check.outcome == "could_not_tell"


def test_an_older_could_not_tell_is_no_longer_shown(ledger: Ledger) -> None:
    record(ledger, "could_not_tell", checked_on=YESTERDAY)
    record(ledger, "none")

    with ledger.reading() as session:
        assert standing_overrides(session)[LINK].undecided is None


def test_withdrawing_brings_back_what_stood_before(ledger: Ledger) -> None:
    record(ledger, "found_strong", checked_on=YESTERDAY)
    wrong = record(ledger, "none")

    with ledger.writing(DESK) as session:
        withdraw_check(session, DESK, wrong, "看错了厂")

    assert presence(ledger) is Presence.STRONG


def test_a_withdrawn_check_stays_in_the_history_with_name_and_reason(ledger: Ledger) -> None:
    record(ledger, "found_strong", checked_on=YESTERDAY)
    wrong = record(ledger, "none")
    with ledger.writing(ADMIN) as session:
        withdraw_check(session, ADMIN, wrong, " 看错了\n厂 ")

    with ledger.reading() as session:
        latest, earlier = check_history(session, *LINK)

    assert (latest.withdrawn_by, latest.withdrawn_reason) == ("本机管理员", "看错了 厂")
    assert (latest.recorded_by, earlier.withdrawn_at) == ("周驻点", None)


def test_a_check_is_withdrawn_once(ledger: Ledger) -> None:
    wrong = record(ledger, "none")
    with ledger.writing(DESK) as session:
        withdraw_check(session, DESK, wrong, "看错了")

    with ledger.writing(DESK) as session, pytest.raises(NotPossible, match="已由 周驻点 撤回"):
        withdraw_check(session, DESK, wrong, "再撤一次")


def test_withdrawing_wants_a_reason(ledger: Ledger) -> None:
    wrong = record(ledger, "none")

    with ledger.writing(DESK) as session, pytest.raises(NotPossible, match="撤回理由"):
        withdraw_check(session, DESK, wrong, "  ")


def test_what_does_not_exist_cannot_be_withdrawn(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session, pytest.raises(NotFound):
        withdraw_check(session, ADMIN, 77, "没有")


def test_only_the_one_who_recorded_it_or_an_administrator_withdraws_a_check(
    ledger: Ledger,
) -> None:
    of_desk = record(ledger, "none")

    with ledger.writing(COUNTY) as session, pytest.raises(NotAllowed):
        withdraw_check(session, COUNTY, of_desk, "不同意")

    assert presence(ledger) is Presence.MISSING


def test_a_viewer_records_nothing(ledger: Ledger) -> None:
    with ledger.writing(VIEWER) as session, pytest.raises(NotAllowed):
        record_check(session, VIEWER, make_check())

    assert presence(ledger) is None


def test_a_day_to_come_is_refused_by_the_calendar_of_sanming(ledger: Ledger) -> None:
    tomorrow = TODAY + timedelta(days=1)

    with ledger.writing(DESK) as session, pytest.raises(NotPossible, match="还没有到"):
        record_check(session, DESK, make_check(checked_on=tomorrow))


def test_the_version_moves_with_every_check_and_withdrawal(ledger: Ledger) -> None:
    versions = []
    for act in ("none", "withdraw"):
        with ledger.writing(DESK) as session:
            if act == "withdraw":
                withdraw_check(session, DESK, 1, "看错了")
            else:
                record_check(session, DESK, make_check())
        with ledger.reading() as session:
            versions.append(checks_version(session))

    assert versions == [1, 2]


@pytest.mark.parametrize("outcome", ["none", "found_weak"])
def test_a_check_that_makes_a_gap_says_on_what_it_rests(ledger: Ledger, outcome: str) -> None:
    with ledger.writing(DESK) as session, pytest.raises(NotPossible, match=r"要写依据.*没有保存"):
        record_check(session, DESK, make_check(outcome, document="", note="没有"))

    with ledger.writing(DESK) as session:
        record_check(session, DESK, make_check(outcome, document="", note="问过园区办和两家企业"))
        record_check(session, DESK, make_check("could_not_tell", document=""))


def test_a_form_becomes_a_check_with_names_typed_in_any_way() -> None:
    check = read_check(
        {
            "chain_id": "fluorine",
            "link_id": "acid",
            "outcome": "found_weak",
            "companies": "海斯、 森达,\n海斯;",
            "checked_on": date(2026, 11, 1),
            "note": "电话问过\n厂里 说有",
        }
    )

    assert check.companies == ("海斯", "森达")
    assert check.note == "电话问过 厂里 说有"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("outcome", "maybe", "「核实结果」"),
        ("companies", "海斯", "就不能写企业"),
        ("companies", [{"x": 1}], "「企业」"),
        ("companies", ["x" * 81], "「企业」"),
        ("note", "看\u202e不见", "「备注」"),
        ("note", "长" * 4001, "「备注」"),
        ("note", "\ud800", "「备注」"),
        ("checked_on", "昨天", "「核实日期」"),
        ("document", "a\x00b", "「依据文件」"),
    ],
)
def test_what_does_not_fit_is_named_in_chinese(field: str, value: object, said: str) -> None:
    form = {"chain_id": "fluorine", "link_id": "acid", "outcome": "none", "checked_on": TODAY}

    with pytest.raises(NotPossible, match="没有保存") as refusal:
        read_check({**form, field: value})

    assert said in str(refusal.value)
