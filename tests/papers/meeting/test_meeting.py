"""联席会议: what stands on its sheets, and that it fits on them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefings.changes.change import Change, ChangeKind
from briefings.changes.results import compute_results
from briefings.meeting.content import compose_meeting
from chains.catalog import load_catalog
from chains.model import Enterprise
from drawing.shapes.lettering import measure, widest
from papers.meeting.opening import opening_sheet
from papers.meeting.sheet import (
    FOOT,
    TYPE,
    WIDTH,
    Graph,
    MeetingSheet,
    Panel,
    SheetTable,
    Words,
    wrapped,
)
from papers.meeting.sheets import meeting_sheets
from tests.builders import HOSTILE, assess, make_chain
from tests.papers.meetings import make_decision, make_meeting, small_chain
from tests.papers.states import make_state


def words_of(sheet: MeetingSheet) -> str:
    """The lines of a sheet; a row of a table is one, with its cells as they are read."""
    said = []
    for block in sheet.blocks:
        if isinstance(block, Words):
            said += ["".join(piece.text for piece in line) for line in block.lines]
        if isinstance(block, SheetTable):
            said += ["|".join(cell.replace("\n", "") for cell in row) for row in block.rows]
    return "\n".join(said)


def test_a_chain_names_a_company_whole_where_it_first_stands_and_short_after_it() -> None:
    chain = make_chain(residents={"acid": ["甲"], "gas": ["甲"]}, acid="weak", gas="weak")
    one = Enterprise(name="甲", full_name="福建省甲纤维有限公司", county="尤溪县", sources=("A0",))
    state = make_state(chain.model_copy(update={"enterprises": (one,)}))

    first, then = make_meeting(state=state).chains[0].first

    assert "列名企业 福建省甲纤维有限公司（甲，尤溪县）；" in first.says
    assert "列名企业 甲（尤溪县）；" in then.says


def lines_of_cells(table: SheetTable) -> list[tuple[str, float]]:
    """Each line of each cell, with the width of its column."""
    return [
        (text, width)
        for row in table.rows
        for cell, width in zip(row, table.widths, strict=True)
        for text in cell.split("\n")
    ]


def of_kind(sheets: Sequence[MeetingSheet], name: str) -> list[MeetingSheet]:
    return [s for s in sheets if s.id == name or s.id.startswith(f"{name}-")]


@pytest.fixture(scope="module")
def shipped() -> tuple[MeetingSheet, ...]:
    state = make_state(*load_catalog().chains.values())
    return meeting_sheets(compose_meeting(state, compute_results(state), ()))


def test_a_chain_has_its_figure_and_what_comes_first_and_nothing_is_shown_empty(
    shipped: tuple[MeetingSheet, ...],
) -> None:
    ids = [sheet.id for sheet in shipped]
    chains = [name for chain in load_catalog().chains for name in (chain, f"{chain}-first")]

    assert ids == ["cover", "overview", *chains]


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
                for text, width in lines_of_cells(block):
                    assert measure(text, TYPE) <= width - 18, (sheet.id, text)


def test_nothing_of_the_shipped_chains_is_cut(shipped: tuple[MeetingSheet, ...]) -> None:
    assert [sheet.id for sheet in shipped if "…" in words_of(sheet)] == []
    drawings = [b.drawing for s in shipped for b in s.blocks if isinstance(b, Graph)]
    assert [d.title for d in drawings if "…" in repr(d.tree)] == []


def test_letters_are_at_least_28_on_the_sheet_and_in_the_graph(
    shipped: tuple[MeetingSheet, ...],
) -> None:
    for sheet in shipped:
        for block in sheet.blocks:
            if isinstance(block, Words):
                assert block.size >= 28
            if isinstance(block, Graph):
                assert 13 * block.drawing.scale * block.place[2] >= 27.99, sheet.id


def test_every_chain_has_a_legend_of_all_signs(shipped: tuple[MeetingSheet, ...]) -> None:
    for sheet in shipped:
        if any(isinstance(block, Graph) for block in sheet.blocks):
            signs = [block.text for block in sheet.blocks if isinstance(block, Panel)]
            assert [sign for sign in signs if sign] == list("优有弱建旧缺?招")


def test_the_title_of_a_chain_says_what_it_comes_to() -> None:
    _, _, chain, *_ = meeting_sheets(make_meeting())

    assert chain.title == "textiles：有基础 1，缺口是acid，1 个环节还没核实"


def test_a_screen_has_at_most_seven_figures() -> None:
    meeting = make_meeting()

    assert len(meeting.figures) <= 7
    assert all(len(chain.figures) <= 7 for chain in meeting.chains)


def test_a_chain_shows_its_gap_first_then_what_is_wanted_and_what_to_check() -> None:
    [chain] = make_meeting().chains

    assert [(p.name, p.note) for p in chain.first] == [
        ("acid", "缺口第 1 位，全市共 1"),
        ("film", "补链方向第 1 位，全市共 1"),
    ]
    assert [p.name for p in chain.checks] == ["resin"]


def test_what_comes_first_says_why() -> None:
    meeting = make_meeting()
    [chain] = meeting.chains
    told = words_of(of_kind(meeting_sheets(meeting), "textiles-first")[0]).replace("\n", "")

    assert all(point.why in told for point in (*chain.first, *chain.checks))
    assert "条路线中" in chain.first[0].why


def test_places_are_those_among_all_chains() -> None:
    other = make_chain("ore>acid:3", "acid>film:3", "acid>gas:3", acid="missing", chain="other")
    meeting = make_meeting(state=make_state(small_chain(), other))

    assert sorted(chain.first[0].rank for chain in meeting.chains) == [1, 2]


def test_an_ask_stands_on_its_chain_and_a_decision_on_the_last_screen() -> None:
    meeting = make_meeting(make_decision(1, "定用地"), make_decision(2, "定环评", "textiles"))
    *_, chain, decisions = meeting_sheets(meeting)

    assert "1. 定环评\n　牵头单位：市商务局　期限：2026-12-31" in words_of(chain)
    assert "定环评" not in words_of(decisions)
    assert "1|定用地|市商务局|2026-12-31" in words_of(decisions)


def test_asks_of_a_chain_go_on_to_a_further_screen_and_stay_whole() -> None:
    text = "请市里协调解决省级化工园区扩区、认定和配套集中供热管网的建设资金事项" * 3
    asks = [make_decision(i, f"{text}{i}号", "textiles") for i in range(1, 10)]
    sheets = of_kind(meeting_sheets(make_meeting(*asks)), "textiles-first")

    assert [sheet.id for sheet in sheets] == ["textiles-first", "textiles-first-2"]
    said = "".join(words_of(sheet) for sheet in sheets).replace("\n", "")
    assert all(f"{number}. {text}{number}号" in said for number in range(1, 10))
    assert "请会议支持（续）" in words_of(sheets[1])
    assert "\n、" not in said


def test_the_cover_says_what_was_not_asked_and_not_compared() -> None:
    told = words_of(meeting_sheets(make_meeting())[0])

    assert "没有列入待决事项" in told
    assert "还没有选定上次会议的快照" in told
    assert "没有变化" in words_of(meeting_sheets(make_meeting(changes=[]))[0])


def test_a_decision_of_a_chain_that_is_gone_is_not_lost() -> None:
    meeting = make_meeting(make_decision(1, "定用地", "no_such_chain"))

    assert "定用地" in words_of(meeting_sheets(meeting)[-1])


def test_many_decisions_go_on_to_further_screens() -> None:
    texts = [f"{'很长的事项' * 20}{number}号" for number in range(1, 16)]
    sheets = meeting_sheets(make_meeting(*(make_decision(i, t) for i, t in enumerate(texts))))

    assert [s.id for s in sheets[-3:]] == ["decisions", "decisions-2", "decisions-3"]
    for sheet in sheets[-3:]:
        [_, body] = sheet.blocks
        assert isinstance(body, SheetTable)
        assert body.area.y + sum(body.heights) <= FOOT
    said = "".join(words_of(sheet) for sheet in sheets[-3:])
    assert all(text in said for text in texts)


def test_changes_are_named_with_their_source_and_counted_in_full() -> None:
    one = Change(ChangeKind.OPENED, "textiles · acid", "未核实 → 缺失", "周驻点 于 2026-11-24 核实")
    many = [Change(ChangeKind.PLOT_ADDED, f"地块{i}", "不在册 → 空闲", "县报表") for i in range(90)]
    sheets = of_kind(meeting_sheets(make_meeting(changes=[one, *many])), "changes")
    said = "\n".join(map(words_of, sheets))

    assert "自上次会议以来（对比：一季度会）" in said
    assert "textiles · acid：未核实 → 缺失\n　来源：周驻点 于 2026-11-24 核实" in said
    assert "新增、腾出地块 90 条" in said
    assert "地块59：" in said
    assert "另有 30 条，逐条见本页备注" in said
    assert sum("地块" in note for note in sheets[0].notes) == 90


def test_a_long_change_is_never_cut() -> None:
    text = "公告拟在福建投资建设含氟精细化学品项目，总规模尚未写明，" * 60
    change = Change(ChangeKind.SIGNAL, "某企业", text, "公告")
    sheets = of_kind(meeting_sheets(make_meeting(changes=[change])), "changes")
    said = "".join(words_of(sheet) for sheet in sheets).replace("\n", "").replace("　", "")

    assert len(sheets) == 2
    for sheet in sheets:
        [_, body] = sheet.blocks
        assert isinstance(body, Words)
        assert len(body.lines) * 1.45 * body.size <= FOOT - body.area.y
    assert said.count("总规模尚未写明") == 60
    assert "…" not in said


def test_the_notes_of_a_chain_give_the_sources() -> None:
    sheet = meeting_sheets(make_meeting())[2]

    assert any(
        "【先补】acid：缺口第 1 位" in n and "来源：社A0《题A0》（日期未见，A级）" in n
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
    assert sheets[2].title.startswith(f"{assess(chain).chain.name}：")
    assert not any(isinstance(block, Panel) and block.text == HOSTILE for block in sheets[2].blocks)


def test_the_opening_says_so_where_a_sentence_on_two_chains_counts_once() -> None:
    meeting = make_meeting()
    told_twice = replace(meeting, rows=(*meeting.rows, *meeting.rows))

    titles = [opening_sheet(one, one.rows, "s1").title for one in (meeting, told_twice)]

    assert [title.partition("先补什么")[2] for title in titles] == [
        "",
        "（合计里同一句话只算一次）",
    ]


def test_a_line_of_a_sheet_leaves_room_for_letters_wider_than_those_measured() -> None:
    lines = wrapped("由市招商服务中心汇总后报联席会议办公室" * 10, 1000)

    assert max(widest(one, TYPE) for one in lines) <= 950
