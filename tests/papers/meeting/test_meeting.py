"""联席会议: what stands on its sheets, and that it fits on them."""

import pytest

from briefings.changes.change import Change, ChangeKind
from briefings.changes.results import compute_results
from briefings.meeting.content import compose_meeting
from chains.catalog import load_catalog
from drawing.shapes.lettering import measure, widest
from papers.meeting.sheet import HEIGHT, TYPE, WIDTH, Graph, MeetingSheet, Panel, SheetTable, Words
from papers.meeting.sheets import meeting_sheets
from tests.builders import HOSTILE, assess, make_chain
from tests.papers.meetings import make_decision, make_meeting, small_chain
from tests.papers.states import make_state

FOOT = 1034


def words_of(sheet: MeetingSheet) -> str:
    lines = [line for block in sheet.blocks if isinstance(block, Words) for line in block.lines]
    return "\n".join("".join(piece.text for piece in line) for line in lines)


@pytest.fixture(scope="module")
def shipped() -> tuple[MeetingSheet, ...]:
    state = make_state(*load_catalog().chains.values())
    return meeting_sheets(compose_meeting(state, compute_results(state), ()))


def test_the_shipped_chains_make_nineteen_screens_in_order(
    shipped: tuple[MeetingSheet, ...],
) -> None:
    ids = [sheet.id for sheet in shipped]

    assert ids == ["overview", *load_catalog().chains, "changes", "decisions"]


def test_nothing_lies_outside_its_sheet_or_under_its_foot(
    shipped: tuple[MeetingSheet, ...],
) -> None:
    for sheet in shipped:
        for block in sheet.blocks:
            area = block.area
            assert area.x >= 0
            assert area.y >= 0
            assert area.x + area.width <= WIDTH
            assert area.y + area.height <= FOOT + 1, (sheet.id, block)


def test_no_line_is_wider_than_its_place(shipped: tuple[MeetingSheet, ...]) -> None:
    for sheet in shipped:
        for block in sheet.blocks:
            if isinstance(block, Words):
                for line in block.lines:
                    wide = widest("".join(piece.text for piece in line), block.size)
                    assert wide <= block.area.width + 1, (sheet.id, line)
            if isinstance(block, SheetTable):
                for row in block.rows:
                    for text, width in zip(row, block.widths, strict=True):
                        assert measure(text, TYPE) <= width - 18, (sheet.id, text)


def test_no_name_of_a_shipped_link_is_cut(shipped: tuple[MeetingSheet, ...]) -> None:
    assert [sheet.id for sheet in shipped if "…" in words_of(sheet)] == []


def test_letters_are_at_least_28_and_those_of_the_graph_20(
    shipped: tuple[MeetingSheet, ...],
) -> None:
    for sheet in shipped:
        for block in sheet.blocks:
            if isinstance(block, Words):
                assert block.size >= 28
            if isinstance(block, Graph):
                assert 12 * block.drawing.scale * block.place[2] >= 20, sheet.id


def test_a_screen_has_at_most_seven_figures() -> None:
    meeting = make_meeting()

    assert len(meeting.figures) <= 7
    assert all(len(chain.figures) <= 7 for chain in meeting.chains)


def test_a_chain_shows_its_gap_first_then_what_is_wanted_and_what_to_check() -> None:
    [chain] = make_meeting().chains

    assert [(p.name, p.note.split(" 优")[0]) for p in chain.first] == [
        ("acid", "缺口第 1 位"),
        ("film", "补链方向第 1 位"),
    ]
    assert [p.name for p in chain.checks] == ["resin"]


def test_places_are_those_among_all_chains() -> None:
    other = make_chain("ore>acid:3", "acid>film:3", "acid>gas:3", acid="missing", chain="other")
    meeting = make_meeting(state=make_state(small_chain(), other))

    assert sorted(chain.first[0].rank for chain in meeting.chains) == [1, 2]


def test_an_ask_stands_on_its_chain_and_a_decision_on_the_last_screen() -> None:
    meeting = make_meeting(make_decision(1, "定用地"), make_decision(2, "定环评", "textiles"))
    _, chain, _, decisions = meeting_sheets(meeting)

    assert "定环评" in words_of(chain)
    assert "定环评" not in words_of(decisions)
    assert "1. 定用地" in words_of(decisions)
    assert "牵头单位：市商务局  期限：2026-12-31" in words_of(decisions)


def test_asks_beyond_the_room_of_their_chain_are_named_on_the_last_screen() -> None:
    asks = [make_decision(i, f"定{i}号事", "textiles") for i in range(1, 8)]
    _, chain, _, decisions = meeting_sheets(make_meeting(*asks))

    assert "另有 4 条，列在最后“请会议决定”" in words_of(chain)
    for number in range(1, 8):
        assert (f"定{number}号事" in words_of(chain)) != (
            f"【textiles】定{number}号事" in words_of(decisions)
        )


def test_a_long_ask_that_stands_alone_takes_the_lines_below_it() -> None:
    text = "请市里协调解决省级化工园区扩区、认定和配套集中供热管网的建设资金事项"
    _, chain, *_ = meeting_sheets(make_meeting(make_decision(1, text, "textiles")))

    said = words_of(chain)
    assert f"{text}（市商务局）" in said.replace("\n", "")
    assert "\n、" not in said


def test_a_decision_of_a_chain_that_is_gone_is_not_lost() -> None:
    meeting = make_meeting(make_decision(1, "定用地", "no_such_chain"))

    assert "定用地" in words_of(meeting_sheets(meeting)[-1])


def test_many_decisions_go_on_to_further_screens() -> None:
    texts = [f"{'很长的事项' * 20}{number}号" for number in range(1, 16)]
    sheets = meeting_sheets(make_meeting(*(make_decision(i, t) for i, t in enumerate(texts))))

    assert [s.id for s in sheets[-3:]] == ["decisions", "decisions-2", "decisions-3"]
    for sheet in sheets[-3:]:
        [_, body] = sheet.blocks
        assert isinstance(body, Words)
        assert len(body.lines) * 1.45 * body.size <= HEIGHT - 100 - 46


def test_changes_are_named_with_their_source_and_counted_in_full() -> None:
    one = Change(ChangeKind.OPENED, "textiles · acid", "未核实 → 缺失", "周驻点 于 2026-11-24 核实")
    many = [Change(ChangeKind.PLOT_ADDED, f"地块{i}", "不在册 → 空闲", "县报表") for i in range(90)]
    sheet = meeting_sheets(make_meeting(changes=[one, *many]))[-2]

    assert "自上次会议以来（对比：一季度会）" in words_of(sheet)
    assert "textiles · acid：未核实 → 缺失  来源：周驻点 于 2026-11-24 核实" in words_of(sheet)
    assert "新增、腾出地块 90 条，先列 17 条" in words_of(sheet)
    assert sum("地块" in note for note in sheet.notes) == 90


def test_without_a_snapshot_nothing_is_said_to_have_changed() -> None:
    assert "还没有选定上次会议的快照" in words_of(meeting_sheets(make_meeting())[-2])


def test_the_notes_of_a_chain_give_the_sources() -> None:
    sheet = meeting_sheets(make_meeting())[1]

    assert any(
        "【先补】acid：缺口第 1 位" in n and "来源：社A0：题A0（日期未见，A级）" in n
        for n in sheet.notes
    )


def test_samples_are_not_counted_among_the_plots() -> None:
    from tests.ledger.builders import make_plot

    state = make_state(small_chain(), plots=[make_plot(sample=True)])

    assert dict(make_meeting(state=state).figures)["在册地块厂房"] == "0"


def test_a_hostile_name_is_a_name() -> None:
    chain = make_chain(acid="missing").model_copy(update={"name": HOSTILE})
    state = make_state(chain)
    sheets = meeting_sheets(make_meeting(make_decision(1, HOSTILE), state=state))

    assert HOSTILE in words_of(sheets[-1])
    assert assess(chain).chain.name == sheets[1].title
    assert not any(isinstance(block, Panel) and block.text == HOSTILE for block in sheets[1].blocks)
