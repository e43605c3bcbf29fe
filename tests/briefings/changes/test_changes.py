"""自上次会议以来: exactly what happened, each with its source, and nothing else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.changes.all_changes import compare
from briefings.changes.change import Change, ChangeKind
from briefings.changes.entries import EntryResult, OfficeResults
from briefings.changes.results import (
    CompanyResults,
    Recorded,
    Results,
    SignalResult,
    TargetResult,
    compute_results,
)
from briefings.state.state import DataState
from chains.evidence.standing import Standing, checked
from chains.model import Presence
from geodata.model import Occupancy
from targets.model import SignalKind
from tests.builders import make_chain
from tests.ledger.builders import TODAY, make_plot
from tests.papers.states import make_state

LINKS = ("ore", "acid", "gas", "resin", "film", "pipe")
NONE_THERE = checked(Presence.MISSING, by="周驻点", on=date(2026, 11, 24))
FOUND = checked(Presence.PRESENT, by="李县区", on=date(2026, 11, 25))


def lone(**presence: str) -> DataState:
    """Links beside one another without a flow: nothing follows from anything."""
    return make_state(make_chain(states=presence))


def kinds(changes: list[Change]) -> list[ChangeKind]:
    return [change.kind for change in changes]


def between(one: DataState, other: DataState) -> list[Change]:
    return compare(compute_results(one), compute_results(other))


def test_a_link_found_missing_is_one_new_gap_with_who_looked() -> None:
    chain = make_chain(ore="present", acid="unknown")

    [change] = between(make_state(chain), make_state(chain, checked={"acid": NONE_THERE}))

    assert change.kind is ChangeKind.OPENED
    assert change.subject == "textiles · acid"
    assert change.says == "未核实 → 缺失：缺口，第 1 位"
    assert change.source == "周驻点 于 2026-11-24 核实"


def test_a_gap_that_turns_out_to_be_filled_is_closed() -> None:
    chain = make_chain(acid="missing")

    [change] = between(make_state(chain), make_state(chain, checked={"acid": FOUND}))

    assert change.kind is ChangeKind.CLOSED
    assert "李县区" in change.source


def test_a_filled_gap_that_a_source_still_wants_strengthened_is_closed() -> None:
    chain = make_chain(acid="missing", wanted=["acid"])

    [change] = between(make_state(chain), make_state(chain, checked={"acid": FOUND}))

    assert change.kind is ChangeKind.CLOSED
    assert change.says == "缺失 → 有基础：不再是缺口，仍是补链方向"


def test_a_wanted_link_found_missing_is_a_new_gap() -> None:
    chain = make_chain(acid="planned", wanted=["acid"])

    [change] = between(make_state(chain), make_state(chain, checked={"acid": NONE_THERE}))

    assert (change.kind, change.says) == (ChangeKind.OPENED, "在建 → 缺失：缺口，第 1 位")


def test_a_withdrawn_check_says_whose_it_was() -> None:
    chain = make_chain(acid="unknown")

    [change] = between(make_state(chain, checked={"acid": NONE_THERE}), make_state(chain))

    assert change.kind is ChangeKind.CLOSED
    assert "周驻点 于 2026-11-24 核实，已撤回" in change.source


def test_an_unknown_link_found_present_is_judged_otherwise() -> None:
    chain = make_chain(acid="unknown")

    [change] = between(make_state(chain), make_state(chain, checked={"acid": FOUND}))

    assert change.kind is ChangeKind.REGRADED
    assert change.says == "未核实（无证据） → 有基础（已核实）"


def test_what_follows_from_a_fact_names_it_as_its_source() -> None:
    chain = make_chain("acid>resin:3", "resin>film:3", acid="unknown", resin="missing")

    changes = between(make_state(chain), make_state(chain, checked={"acid": NONE_THERE}))

    assert kinds(changes) == [ChangeKind.OPENED, ChangeKind.REGRADED]
    assert changes[1].says == "补链（断点）或补链（缺配套），上游未核实 → 补链（缺配套）"
    assert changes[1].source == "因 「acid」周驻点 于 2026-11-24 核实"


def test_a_new_gap_among_others_moves_nobody() -> None:
    chain = make_chain(acid="missing", gas="unknown", ore="missing")

    changes = between(make_state(chain), make_state(chain, checked={"gas": NONE_THERE}))

    assert kinds(changes) == [ChangeKind.OPENED]


def test_a_need_that_was_noted_down_is_told_with_who_heard_it() -> None:
    state = lone(acid="missing")
    needs = {("textiles", "acid"): ("有企业提出：甲公司", "走访记录（2026-11-20，李县区 登记）")}

    [noted] = compare(
        compute_results(state), compute_results(state, recorded=Recorded(needs=needs))
    )
    [gone] = compare(compute_results(state, recorded=Recorded(needs=needs)), compute_results(state))

    assert noted.says == "企业急需：未查 → 有企业提出：甲公司"
    assert noted.source == "走访记录（2026-11-20，李县区 登记）"
    assert gone.source == "走访记录（2026-11-20，李县区 登记），已撤回"


def test_a_source_that_is_only_printed_otherwise_is_no_change() -> None:
    before = compute_results(lone(acid="missing"))
    links = tuple(r.model_copy(update={"origin": f"{r.origin}（改版）"}) for r in before.links)

    assert compare(before, before.model_copy(update={"links": links})) == []


def test_an_event_of_a_company_that_was_renamed_is_no_new_one() -> None:
    one, other = (
        SignalResult(
            company_id="c1",
            company=name,
            kind=SignalKind.PLANT,
            happened_on=TODAY,
            says="建厂",
            origin="公告",
        )
        for name in ("甲公司", "甲股份")
    )
    state = lone(acid="missing")
    before, after = (
        compute_results(state, CompanyResults(total=1, named=(), signals=(signal,)))
        for signal in (one, other)
    )

    assert compare(before, after) == []


def test_plots_come_and_go_with_their_source() -> None:
    free, let = make_plot("A"), make_plot("A", occupancy=Occupancy.LET)
    one, other = make_state(plots=[free]), make_state(plots=[let, make_plot("B")])

    added, taken = between(one, other)

    assert (added.kind, taken.kind) == (ChangeKind.PLOT_ADDED, ChangeKind.PLOT_TAKEN)
    assert (added.subject, added.source) == ("尤溪县 · 地块B（闲置土地）", "县报表")
    assert taken.says == "未核实 → 已租售"


def test_samples_are_no_change() -> None:
    assert between(make_state(), make_state(plots=[make_plot(sample=True)])) == []


def company(name: str) -> TargetResult:
    return TargetResult(id=name, name=name, desk="长三角", origin="名录")


def with_companies(*names: str, signals: tuple[SignalResult, ...] = ()) -> Results:
    named = tuple(company(name) for name in names)
    companies = CompanyResults(total=len(names), named=named, signals=signals)
    return compute_results(lone(acid="present"), companies)


def test_new_targets_and_signals_are_named_with_their_source() -> None:
    signal = SignalResult(
        company_id="甲",
        company="甲公司",
        kind=SignalKind.PLANT,
        happened_on=date(2026, 11, 1),
        says="公告建厂",
        origin="甲公司公告",
    )

    target, event = compare(with_companies("甲"), with_companies("甲", "乙", signals=(signal,)))

    assert (target.subject, target.source) == ("乙", "名录")
    assert (event.kind, event.source) == (ChangeKind.SIGNAL, "甲公司公告")


def test_dropped_targets_and_withdrawn_signals_are_told_too() -> None:
    signal = SignalResult(
        company_id="甲",
        company="甲公司",
        kind=SignalKind.PLANT,
        happened_on=date(2026, 11, 1),
        says="公告建厂",
        origin="甲公司公告",
    )

    target, event = compare(with_companies("甲", "乙", signals=(signal,)), with_companies("甲"))

    assert (target.kind, target.subject) == (ChangeKind.TARGET_GONE, "乙")
    assert (target.says, target.source) == ("长三角：不再列入目标企业", "原据：名录")
    assert (event.kind, event.subject) == (ChangeKind.SIGNAL_GONE, "甲公司")
    assert event.says.endswith("公告建厂")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [(3, 5, ChangeKind.TARGET), (5, 3, ChangeKind.TARGET_GONE)],
)
def test_where_companies_are_too_many_to_name_their_number_is_told(
    before: int, after: int, kind: ChangeKind
) -> None:
    state = lone(acid="present")
    one, other = (compute_results(state, CompanyResults(total=total)) for total in (before, after))

    [change] = compare(one, other)

    assert (change.kind, change.says) == (kind, f"{before} 家 → {after} 家")


def test_other_rules_of_who_is_a_target_are_one_change_and_not_one_of_each_company() -> None:
    one, other = with_companies("甲", "乙", "丙"), with_companies("甲")
    assert other.companies is not None
    ruled = other.companies.model_copy(update={"listed_by": "1"})

    [change] = compare(one, other.model_copy(update={"companies": ruled}))

    assert (change.kind, change.subject) == (ChangeKind.TARGET_GONE, "目标企业")
    assert (change.says, change.source) == ("3 家 → 1 家", "本程序：哪些企业算目标，规则改了")


def entry(key: str, says: str, origin: str = "周驻点 登记") -> EntryResult:
    return EntryResult(key=key, subject="甲公司", says=says, origin=origin)


def written(office: OfficeResults | None) -> Results:
    return compute_results(lone(acid="present"), office=office)


@pytest.mark.parametrize(
    ("field", "came", "gone"),
    [
        ("ties", ChangeKind.TIE, ChangeKind.TIE_GONE),
        ("visits", ChangeKind.VISIT, ChangeKind.VISIT_GONE),
        ("claims", ChangeKind.CLAIM, ChangeKind.CLAIM_GONE),
        ("decisions", ChangeKind.DECISION, ChangeKind.DECISION_GONE),
    ],
)
def test_what_the_office_wrote_is_told_when_it_comes_changes_and_goes(
    field: str, came: ChangeKind, gone: ChangeKind
) -> None:
    kept = entry("1", "照旧")
    before = written(OfficeResults(**{field: (kept, entry("2", "原话"), entry("3", "没了"))}))
    after = written(OfficeResults(**{field: (kept, entry("2", "新话"), entry("4", "新的"))}))

    changes = compare(before, after)

    assert [(change.kind, change.says) for change in changes] == [
        (came, "原话 → 新话"),
        (came, "新的"),
        (gone, "没了"),
    ]
    assert [change.source for change in changes] == ["周驻点 登记"] * 2 + ["原据：周驻点 登记"]


def test_who_recorded_an_entry_is_no_change_of_it() -> None:
    one, other = (
        written(OfficeResults(visits=(entry("1", "谈妥", origin),))) for origin in ("周", "李")
    )

    assert compare(one, other) == []


def test_a_snapshot_from_before_entries_were_kept_tells_nothing_of_them() -> None:
    full = written(OfficeResults(ties=(entry("1", "母公司"),)))

    assert compare(written(None), full) == compare(full, written(None)) == []


def test_results_read_the_same_after_being_kept() -> None:
    results = with_companies("甲", "{{7*191}}")

    assert Results.model_validate_json(results.model_dump_json()) == results


STATES = st.fixed_dictionaries(
    {
        link: st.sampled_from(["strong", "present", "weak", "planned", "missing", "unknown"])
        for link in LINKS
    }
)
FLOWS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda ends: ends[0] < ends[1]),
    max_size=9,
    unique=True,
)
FINDINGS = st.sampled_from([Presence.STRONG, Presence.PRESENT, Presence.WEAK, Presence.MISSING])


@given(STATES, FLOWS)
@settings(max_examples=40, deadline=None)
def test_equal_states_differ_in_nothing(
    states: dict[str, str], ends: list[tuple[int, int]]
) -> None:
    chain = make_chain(*(f"{LINKS[a]}>{LINKS[b]}:3" for a, b in ends), states=states)

    assert between(make_state(chain), make_state(chain, version="2026-11-23·ab12cd·0007")) == []


@given(STATES, FLOWS, st.sampled_from(LINKS), FINDINGS)
@settings(max_examples=60, deadline=None)
def test_one_fact_shows_itself_and_only_what_follows_from_it(
    states: dict[str, str], ends: list[tuple[int, int]], link: str, presence: Presence
) -> None:
    chain = make_chain(*(f"{LINKS[a]}>{LINKS[b]}:3" for a, b in ends), states=states)
    fact: dict[str, Standing] = {link: checked(presence, by="周驻点", on=date(2026, 11, 24))}

    changes = between(make_state(chain), make_state(chain, checked=fact))

    own = [c for c in changes if c.place == ("textiles", link) and c.kind is not ChangeKind.MOVED]
    rest = [c for c in changes if c not in own]
    assert [c.source for c in own] == ["周驻点 于 2026-11-24 核实"]
    assert all(c.source == f"因 「{link}」周驻点 于 2026-11-24 核实" for c in rest)
    assert {c.kind for c in rest} <= {ChangeKind.REGRADED, ChangeKind.MOVED}
