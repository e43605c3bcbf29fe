"""动向、关系、查找: recording, withdrawing, and what the score then knows."""

from datetime import timedelta

import pytest

from files.errors import NotFound
from ledger.book.audit import verify
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.policy import Actor, Grant
from ledger.desks.visits import read_visit, record_visit
from ledger.findings.findings import findings_by_company, standing_of
from ledger.findings.lookups import lookup_history, read_lookup, record_lookup, withdraw_lookup
from ledger.findings.relations import (
    read_relation,
    record_relation,
    relation_history,
    relations_of_resident,
    withdraw_relation,
)
from ledger.findings.rows import CompanyRef, findings_version
from ledger.findings.signals import read_signal, record_signal, signal_history, withdraw_signal
from targets.model import Relation, RelationKind
from targets.scoring.gates import CompanyStanding
from targets.scoring.score import NOBODY_LOOKED, Findings, relation_part, signal_part
from targets.scoring.settings import load_score_settings
from tests.ledger.builders import ADMIN, COUNTY, DESK, TODAY, VIEWER
from tests.ledger.company_lists import make_told, save
from tests.targets.vendor.vendor_lists import make_code

OURS = CompanyRef("c1", "长三角")
THEIRS = CompanyRef("c2", "粤港澳")
NOWHERE = CompanyRef("c3")
SETTINGS = load_score_settings()
WHOLE = (0.0, 1.0)
EVENT = {"kind": "plant", "happened_on": TODAY, "says": "公告建厂", "source": "公告"}
LOOKED = {"looked_on": TODAY}
TIE = {"kind": "owner", "resident": "甲厂", "says": "年报", "source": "年报"}


def note_signal(
    ledger: Ledger, actor: Actor = DESK, company: CompanyRef = OURS, **fields: object
) -> int:
    signal = read_signal(EVENT | fields)
    with ledger.writing(actor) as session:
        return record_signal(session, actor, company, signal).record.id


def note_relation(ledger: Ledger, actor: Actor = DESK, **fields: object) -> int:
    relation = read_relation(TIE | fields)
    with ledger.writing(actor) as session:
        return record_relation(session, actor, OURS, relation).record.id


def note_lookup(ledger: Ledger, subject: str, outcome: str = "none", days_ago: int = 0) -> int:
    day = TODAY - timedelta(days=days_ago)
    lookup = read_lookup({"subject": subject, "outcome": outcome, "looked_on": day})
    with ledger.writing(DESK) as session:
        return record_lookup(session, DESK, OURS, lookup).record.id


def known(ledger: Ledger, ties: dict[str, tuple[Relation, ...]] | None = None) -> Findings:
    with ledger.reading() as session:
        return findings_by_company(session, ties or {}, ["c1"]).get("c1", NOBODY_LOOKED)


def standing(ledger: Ledger) -> CompanyStanding:
    with ledger.reading() as session:
        return standing_of(session, "c1", TODAY)


def test_an_event_counts_until_it_is_withdrawn_and_then_nobody_knows(ledger: Ledger) -> None:
    number = note_signal(ledger)
    before = signal_part(known(ledger), SETTINGS, TODAY)

    with ledger.writing(DESK) as session:
        withdraw_signal(session, DESK, OURS, number, "看错公司")

    assert (before, signal_part(known(ledger), SETTINGS, TODAY)) == ((1.0, 1.0), WHOLE)


def test_what_was_withdrawn_stays_in_the_history_with_the_reason(ledger: Ledger) -> None:
    number = note_signal(ledger)
    with ledger.writing(DESK) as session:
        withdraw_signal(session, DESK, OURS, number, "看错公司")

    with ledger.reading() as session:
        [entry] = signal_history(session, "c1")
    assert (entry.record.withdrawn_by, entry.record.withdrawn_reason) == ("周驻点", "看错公司")


def test_looked_in_vain_makes_a_part_nothing_and_not_unknown(ledger: Ledger) -> None:
    note_lookup(ledger, "signal")
    note_lookup(ledger, "relation")

    found = known(ledger)

    assert signal_part(found, SETTINGS, TODAY) == (0.0, 0.0)
    assert relation_part(found, SETTINGS) == (0.0, 0.0)
    assert found.signals_looked_on == found.relations_looked_on == TODAY


def test_a_look_that_is_withdrawn_leaves_the_part_unknown(ledger: Ledger) -> None:
    number = note_lookup(ledger, "signal")

    with ledger.writing(DESK) as session:
        withdraw_lookup(session, DESK, OURS, number, "没有查完")

    assert signal_part(known(ledger), SETTINGS, TODAY) == WHOLE
    with ledger.reading() as session:
        assert [entry.record.withdrawn_reason for entry in lookup_history(session, "c1")] == [
            "没有查完"
        ]


def test_a_tie_is_found_from_the_company_and_from_the_resident(ledger: Ledger) -> None:
    note_relation(ledger, resident="甲厂（永安）")

    with ledger.reading() as session:
        [tie] = relations_of_resident(session, "甲厂（永安）")
    assert (tie.record.company_id, known(ledger).relations) == ("c1", (tie.relation,))


def test_a_tie_that_is_withdrawn_is_found_from_neither_side(ledger: Ledger) -> None:
    number = note_relation(ledger)

    with ledger.writing(DESK) as session:
        withdraw_relation(session, DESK, OURS, number, "已转让")

    with ledger.reading() as session:
        assert relations_of_resident(session, "甲厂") == []
        assert len(relation_history(session, "c1")) == 1
    assert known(ledger) == NOBODY_LOOKED


def test_ties_of_the_chain_files_come_first(ledger: Ledger) -> None:
    shipped = Relation(kind=RelationKind.OWNER, resident="乙厂", says="说明", source="公告")
    note_relation(ledger, kind="chamber", resident="")

    relations = known(ledger, {"c1": (shipped,), "c9": (shipped,)}).relations

    assert [r.kind for r in relations] == [RelationKind.OWNER, RelationKind.CHAMBER]


def test_all_companies_of_which_anything_is_known_are_listed_without_naming_them(
    ledger: Ledger,
) -> None:
    shipped = Relation(kind=RelationKind.OWNER, resident="乙厂", says="说明", source="公告")
    note_signal(ledger)

    with ledger.reading() as session:
        found = findings_by_company(session, {"c9": (shipped,)})

    assert list(found) == ["c1", "c9"]


@pytest.mark.parametrize(
    ("actor", "company"),
    [(DESK, THEIRS), (DESK, NOWHERE), (COUNTY, OURS), (VIEWER, OURS)],
)
def test_a_desk_notes_down_only_what_it_finds_of_its_own_companies(
    ledger: Ledger, actor: Actor, company: CompanyRef
) -> None:
    with pytest.raises(NotAllowed):
        note_signal(ledger, actor, company)

    with ledger.reading() as session:
        assert findings_version(session) == 0


def test_a_desk_cannot_call_a_company_its_own_that_the_list_gives_another(ledger: Ledger) -> None:
    save(ledger, make_told(1, province="广东", city="深圳"))
    said_ours = CompanyRef(f"u{make_code(1)}", "长三角")
    visit = {"number": "2026-001", "company_id": said_ours.id, "company_name": "甲1有限公司"}
    visit |= {"desk": "长三角", "team": "第一小分队", "result": "愿意来"}

    with ledger.writing(DESK) as session:
        for record, read, given in (
            (record_signal, read_signal, EVENT),
            (record_relation, read_relation, TIE),
            (record_lookup, read_lookup, {"subject": "record", "outcome": "yes"} | LOOKED),
        ):
            with pytest.raises(NotAllowed):
                record(session, DESK, said_ours, read(given))  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            record_visit(session, DESK, read_visit({**visit, "visited_on": TODAY}))
    number = note_signal(ledger, ADMIN, CompanyRef(said_ours.id, "粤港澳"))
    with ledger.writing(DESK) as session, pytest.raises(NotAllowed):
        withdraw_signal(session, DESK, said_ours, number, "不是")


def test_an_entry_is_withdrawn_by_its_writer_or_an_administrator(ledger: Ledger) -> None:
    mine, other = note_signal(ledger), Actor("d2", "郑驻点", (Grant("desk", "长三角"),))

    with pytest.raises(NotAllowed), ledger.writing(other) as session:
        withdraw_signal(session, other, OURS, mine, "不对")
    with ledger.writing(ADMIN) as session:
        withdraw_signal(session, ADMIN, OURS, mine, "不对")

    assert known(ledger) == NOBODY_LOOKED


def test_an_entry_is_withdrawn_once_and_with_a_reason(ledger: Ledger) -> None:
    number = note_signal(ledger)

    with pytest.raises(NotPossible, match="不能为空"), ledger.writing(DESK) as session:
        withdraw_signal(session, DESK, OURS, number, " ")
    with ledger.writing(DESK) as session:
        withdraw_signal(session, DESK, OURS, number, "重复")
    with pytest.raises(NotPossible, match="已由 周驻点 撤回"), ledger.writing(DESK) as session:
        withdraw_signal(session, DESK, OURS, number, "重复")


def test_an_entry_of_another_company_is_not_there(ledger: Ledger) -> None:
    number = note_signal(ledger)

    with pytest.raises(NotFound), ledger.writing(ADMIN) as session:
        withdraw_signal(session, ADMIN, THEIRS, number, "不对")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"source": ""}, "「来源」不能为空"),
        ({"says": ""}, "「内容」不能为空"),
        ({"kind": "rumour"}, "「类型」不在允许的取值内"),
        ({"kind": None}, "「类型」没有填"),
        ({"happened_on": None}, "「日期」没有填"),
        ({"says": "a\u202eb"}, "「内容」含有看不见的控制字符"),
    ],
)
def test_an_event_without_kind_words_or_source_is_refused(
    values: dict[str, object], says: str
) -> None:
    with pytest.raises(NotPossible, match=says):
        read_signal(EVENT | values)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"resident": ""}, "要写明是哪家在地企业"),
        ({"kind": "none_found"}, "就不能写在地企业"),
        ({"source": ""}, "「来源」不能为空"),
    ],
)
def test_a_tie_that_names_nobody_is_refused(values: dict[str, object], says: str) -> None:
    with pytest.raises(NotPossible, match=says):
        read_relation(TIE | values)


def test_an_event_of_a_day_to_come_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NotPossible, match="还没有到"):
        note_signal(ledger, happened_on=TODAY + timedelta(days=1))


@pytest.mark.parametrize(("subject", "outcome"), [("signal", "yes"), ("record", "none")])
def test_a_look_answers_what_was_asked(subject: str, outcome: str) -> None:
    with pytest.raises(NotPossible, match="的结果只能是"):
        read_lookup({"subject": subject, "outcome": outcome, "looked_on": TODAY})


def test_the_latest_look_into_record_and_policy_answers_the_gates(ledger: Ledger) -> None:
    note_lookup(ledger, "record", "yes")
    note_lookup(ledger, "record", "no", days_ago=30)
    note_lookup(ledger, "policy", "no")

    found = standing(ledger)

    assert (found.record_clean, found.allowed, found.held_by) == (True, False, None)


def test_what_nobody_looked_into_answers_no_gate(ledger: Ledger) -> None:
    assert standing(ledger) == CompanyStanding()


def test_every_entry_and_withdrawal_is_in_the_audit_log(ledger: Ledger) -> None:
    number = note_signal(ledger)
    note_relation(ledger)
    with ledger.writing(DESK) as session:
        withdraw_signal(session, DESK, OURS, number, "重复")

    with ledger.reading() as session:
        assert (findings_version(session), verify(session)) == (3, None)
