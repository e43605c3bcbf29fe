"""自上次会议以来 in both databases: one fact is one change, and nothing once it is taken back."""

from collections.abc import Callable, Mapping

from briefings.changes.all_changes import compare
from briefings.changes.change import ChangeKind
from briefings.changes.results import Results
from briefings.meeting.now import keep, kept_results, results_now
from briefings.state.composing import read_state
from chains.catalog import load_catalog
from ledger.book.database import Ledger
from ledger.book.policy import LOCAL
from ledger.desks.visits import read_visit, record_visit, withdraw_visit
from ledger.findings.relations import read_relation, record_relation, withdraw_relation
from ledger.findings.rows import CompanyRef
from ledger.findings.signals import read_signal, record_signal, withdraw_signal
from ledger.links.checks import read_check, record_check, withdraw_check
from ledger.meeting.decisions import add_decision, read_decision, remove_decision
from ledger.plots.imports import save_import
from ledger.plots.undo import undo_import
from targets.companies_file import load_companies
from targets.model import CompanyBasis
from tests.ledger.builders import TODAY, make_plot

Fact = Callable[[Ledger], Callable[[], None]]  # puts it down, and gives what takes it back
LINK = next(link for link in load_catalog().chains["digital"].links if not link.evidence)
COMPANY = next(c for c in load_companies().companies if c.basis is CompanyBasis.SOURCE)


def check(ledger: Ledger) -> Callable[[], None]:
    values: dict[str, object] = {"chain_id": "digital", "link_id": LINK.id, "outcome": "none"}
    values = {**values, "checked_on": TODAY, "document": "走访纪要"}
    with ledger.writing(LOCAL) as session:
        number = record_check(session, LOCAL, read_check(values)).id

    def back() -> None:
        with ledger.writing(LOCAL) as session:
            withdraw_check(session, LOCAL, number, "看错了")

    return back


def plot(ledger: Ledger) -> Callable[[], None]:
    with ledger.writing(LOCAL) as session:
        plots = [make_plot(name="城东地块")]
        number = save_import(session, LOCAL, plots, "清单.xlsx", "县报表").import_id
    assert number is not None

    def back() -> None:
        with ledger.writing(LOCAL) as session:
            undo_import(session, LOCAL, number)

    return back


def signal(ledger: Ledger) -> Callable[[], None]:
    company = CompanyRef(COMPANY.id)
    event = {"kind": "plant", "happened_on": TODAY, "says": "公告在华东建厂", "source": "上市公告"}
    with ledger.writing(LOCAL) as session:
        number = record_signal(session, LOCAL, company, read_signal(event)).record.id

    def back() -> None:
        with ledger.writing(LOCAL) as session:
            withdraw_signal(session, LOCAL, company, number, "看错了")

    return back


def tie(ledger: Ledger) -> Callable[[], None]:
    company = CompanyRef(COMPANY.id)
    values = {"kind": "chamber", "resident": "", "says": "会长单位", "source": "商会名册"}
    with ledger.writing(LOCAL) as session:
        number = record_relation(session, LOCAL, company, read_relation(values)).record.id

    def back() -> None:
        with ledger.writing(LOCAL) as session:
            withdraw_relation(session, LOCAL, company, number, "看错了")

    return back


def visit(ledger: Ledger, **fields: object) -> Callable[[], None]:
    values: dict[str, object] = {
        "number": "2026-001",
        "company_id": COMPANY.id,
        "company_name": COMPANY.name,
        "desk": "长三角",
        "visited_on": TODAY,
        "team": "一组",
        "people": "张三",
        "result": "愿意来看地",
    }
    with ledger.writing(LOCAL) as session:
        number = record_visit(session, LOCAL, read_visit(values | fields)).id

    def back() -> None:
        with ledger.writing(LOCAL) as session:
            withdraw_visit(session, LOCAL, number, "看错了")

    return back


def decision(ledger: Ledger) -> Callable[[], None]:
    values: dict[str, object] = {"chain_id": "digital", "text": "定牵头单位", "unit": "市商务局"}
    with ledger.writing(LOCAL) as session:
        added = add_decision(session, LOCAL, read_decision(values))

    def back() -> None:
        with ledger.writing(LOCAL) as session:
            remove_decision(session, LOCAL, added.id, added.version)

    return back


FACTS: Mapping[Fact, tuple[ChangeKind, str, str]] = {
    check: (ChangeKind.OPENED, f"数字信息 · {LINK.name}", "本机管理员 于 2026-11-24 核实"),
    plot: (ChangeKind.PLOT_ADDED, "尤溪县 · 城东地块", "县报表（本机管理员 2026-11-24 登记）"),
    signal: (ChangeKind.SIGNAL, COMPANY.name, "上市公告（本机管理员 2026-11-24 登记）"),
    tie: (ChangeKind.TIE, COMPANY.name, "商会名册（本机管理员 2026-11-24 登记）"),
    visit: (ChangeKind.VISIT, COMPANY.name, "2026-001（本机管理员 2026-11-24 登记）"),
    decision: (ChangeKind.DECISION, "数字信息", "本机管理员 2026-11-24 登记"),
}


def results(ledger: Ledger, place: Mapping[str, str]) -> Results:
    return results_now(ledger, read_state(ledger, place, TODAY), place)


def snapshot(ledger: Ledger, place: Mapping[str, str], name: str) -> Results:
    """Keep a snapshot and return what it gives back."""
    kept = keep(ledger, LOCAL, name, results(ledger, place))
    with ledger.reading() as session:
        return kept_results(session, kept.id)


def test_one_fact_is_one_change_and_none_once_taken_back(
    ledger: Ledger, place: dict[str, str]
) -> None:
    before = snapshot(ledger, place, "三季度会")

    for fact, (kind, subject, source) in FACTS.items():
        take_back = fact(ledger)
        [change, *others] = compare(before, results(ledger, place))
        take_back()

        assert (change.kind, change.source) == (kind, source)
        assert change.subject.startswith(subject)
        assert all(other.source == f"因 「{LINK.name}」{source}" for other in others)
        assert len(others) <= (2 if fact is check else 0)
    assert compare(before, results(ledger, place)) == []


def test_what_the_last_meeting_knew_is_told_when_it_is_taken_back(
    ledger: Ledger, place: dict[str, str]
) -> None:
    take_back = [check(ledger), plot(ledger)]
    before = snapshot(ledger, place, "三季度会")

    for back in take_back:
        back()
    first, *others = compare(before, results(ledger, place))

    assert first.kind is ChangeKind.CLOSED
    assert others[-1].kind is ChangeKind.PLOT_TAKEN
    assert all("已撤回" in other.source for other in (first, *others[:-1]))


def test_a_first_claim_is_told_with_the_visit_that_holds_it_and_goes_with_it(
    ledger: Ledger, place: dict[str, str]
) -> None:
    nobody = results(ledger, place)
    back = visit(ledger, product="氟树脂", witness="李四")
    held = results(ledger, place)
    came = [change for change in compare(nobody, held) if change.kind is ChangeKind.CLAIM]
    back()
    gone = compare(held, results(ledger, place))

    assert [(c.subject, c.says) for c in came] == [
        (COMPANY.name, f"长三角首招：{TODAY} 拟投氟树脂")
    ]
    assert [change.kind for change in gone] == [ChangeKind.VISIT_GONE, ChangeKind.CLAIM_GONE]


def test_a_snapshot_names_nobody_who_went_or_witnessed(
    ledger: Ledger, place: dict[str, str]
) -> None:
    visit(ledger, people="张三", witness="李四", product="氟树脂")

    kept = results(ledger, place).model_dump_json()

    assert "愿意来看地" in kept
    assert "张三" not in kept
    assert "李四" not in kept
