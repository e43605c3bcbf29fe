"""The pieces of the desk screen that need no screen: address, acts, rows, map, workbook."""

import io
from dataclasses import replace
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from briefings.company.briefing import company_profile
from chains.gaps.measures import Interval
from components.company.content import company_columns
from components.desk.chips import filter_chips
from components.desk.counting import ListCounts, left_out_words
from components.desk.header import desk_heading
from components.targets.acts import read_act
from components.targets.differing import differing_facts
from components.targets.downloads import HEADINGS, list_row
from components.targets.filter_address import filter_of, weights_of, weights_text
from components.targets.picks import Picks
from components.targets.rows import (
    CityPoint,
    Target,
    map_content,
    signal_text,
    tie_text,
)
from components.targets.table_content import shortened, table_content
from papers.renderers.blocks import WorkbookSheet
from papers.renderers.sheet import to_workbook
from targets.model import LinkState, Relation, ScoreWeights, Signal
from targets.scoring.classes import SharedRank
from targets.scoring.score import NOBODY_LOOKED, Findings
from targets.stores.query import CompanyFilter, CompanyRow
from tests.builders import make_chain
from tests.office_folder import ATTACKS
from tests.papers.companies import UNKNOWN, make_assignment, make_company, make_known, make_state

USUAL = ScoreWeights()
LONG_AGO = date(2026, 1, 1)


def told(found: Findings, fresh_since: date = LONG_AGO) -> tuple[str, str]:
    return tie_text(found, fresh_since), signal_text(found, fresh_since)


def make_target(name: str = "甲公司", findings: Findings = NOBODY_LOOKED) -> Target:
    company = make_company(name=name, products=name)
    parts: tuple[Interval, ...] = ((0.0, 1.0),) * 5
    row = CompanyRow(
        id=company.id,
        name=name,
        province="浙江",
        city="绍兴",
        desk="长三角",
        products=name,
        lists=(name,),
        best=None,
        parts=parts,
        score=(0.0, 100.0),
        basis="source",
        source_title=name,
        published="",
    )
    return Target(row, company, UNKNOWN, findings, f"{name}。", LONG_AGO)


def test_an_address_without_anything_asks_for_nothing() -> None:
    asked = filter_of("长三角", {})

    assert asked == filter_of("长三角", {"link": "x", "state": "nonsense", "gap": "yes"})
    assert asked.states == (
        LinkState.CONFIRMED,
        LinkState.STATED,
        LinkState.DATED,
        LinkState.TO_CHECK,
    )
    assert not asked.with_memory


def test_several_values_are_read_once_each_and_without_empty_ones() -> None:
    assert filter_of("长三角", {"city": "绍兴,,衢州, 绍兴 "}).cities == ("绍兴", "衢州")


@pytest.mark.parametrize("text", ["", "1-2", "a-b-c-d-e", "-1-0-0-0-0", "1000-0-0-0-0"])
def test_weights_that_are_none_are_the_usual_ones(text: str) -> None:
    assert weights_of(text, USUAL) == USUAL


def test_weights_come_back_from_the_address_as_they_went() -> None:
    moved = ScoreWeights(chain=0, relation=100, signal=5, transfer=10, carry=15)

    assert weights_of(weights_text(moved, USUAL), USUAL) == moved
    assert weights_text(USUAL, USUAL) == ""


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "pick",
        {"what": "pick"},
        {"what": "pick", "ticked": ["c1", 2]},
        {"what": "drop", "value": "x"},
        {"what": "city", "value": 3},
    ],
)
def test_what_is_not_an_act_does_nothing(sent: object) -> None:
    assert read_act(sent) is None


def test_of_two_quick_ticks_the_later_one_tells_both() -> None:
    act = read_act({"what": "pick", "ticked": ["c1", "c2"]})

    assert act is not None
    assert act.ticked == ("c1", "c2")


def test_ticks_of_other_lists_stay_and_the_browsers_own_are_not_sent_back() -> None:
    here, gone = make_target().row, replace(make_target().row, id="c9")
    picks = Picks()
    picks.take([gone], ["c9"])
    picks.redraw()

    picks.take([here], [here.id])

    assert set(picks.wanted) == {"c9", here.id}
    assert picks.drawn == {"c9"}
    picks.take([here], [])
    assert set(picks.wanted) == {"c9"}


def test_ticks_put_away_have_the_list_drawn_again() -> None:
    picks = Picks()
    before = (picks.drawn, picks.turn)
    picks.take([make_target().row], [make_target().row.id])

    picks.clear()

    assert not picks.wanted
    assert (picks.drawn, picks.turn) != before


def test_not_looked_looked_in_vain_and_found_read_differently() -> None:
    day = date(2026, 11, 1)
    tie = Relation(kind="supplier", resident="乙厂", says="供货", source="年报")
    event = Signal(kind="permit", happened_on=day, says="环评", source="公示")

    assert told(NOBODY_LOOKED) == ("未查", "未查")
    looked = Findings(signals_looked_on=day, relations_looked_on=day)
    assert told(looked) == ("查过，没有", "查过，没有")
    assert told(Findings(signals=(event,), relations=(tie,))) == (
        "乙厂的供应商",
        "2026-11-01 环评或拿地",
    )


def test_a_look_in_vain_from_before_the_review_is_to_be_repeated() -> None:
    looked = Findings(signals_looked_on=LONG_AGO, relations_looked_on=LONG_AGO)

    assert told(looked, date(2026, 8, 27)) == ("查过，没有（待复核）", "查过，没有（待复核）")


def test_the_content_of_a_list_changes_its_version_only_with_itself() -> None:
    def version(picked: set[str]) -> object:
        content = table_content([make_target()], {}, picked=picked, in_basket=(), ranks={})
        return content["version"]

    assert version(set()) == version(set())
    assert version(set()) != version({"c0000000001"})


def test_a_city_without_a_point_is_named_below_the_map() -> None:
    drawn = map_content("长三角", {"绍兴": 3, "衢州": 2}, [CityPoint("绍兴", 120.6, 30.0)], ())

    assert [city["count"] for city in drawn["cities"]] == [3]  # type: ignore[attr-defined]
    assert drawn["rest"] == "图上没有点位：衢州 2"


def test_the_workbook_holds_every_name_as_text_and_no_formula() -> None:
    tie = SharedRank(1, len(ATTACKS))
    rows = tuple(list_row(at, make_target(name), tie) for at, name in enumerate(ATTACKS, start=1))

    made = to_workbook(
        "目标企业",
        [WorkbookSheet("目标企业", HEADINGS, rows)],
        made_on=date(2026, 11, 25),
        version="v",
    )
    read = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    with ZipFile(io.BytesIO(made)) as packed:
        page = packed.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in page
    assert "<hyperlink" not in page
    assert {cell for line in read for cell in line} >= set(ATTACKS)
    assert f"共 {len(ATTACKS)} 行已全部导出" in str(read[0][0])
    assert not any("电话" in heading for heading in HEADINGS)


def test_the_page_of_a_company_leads_to_graph_and_map_below_the_base_path() -> None:
    state = make_state(make_chain("ore>acid", acid="missing"), version="columns")
    known = make_known(make_company(assignments=[make_assignment()]))

    columns = company_columns(company_profile(state, known), "/office")

    hrefs = [
        str(row["href"])
        for column in columns
        for section in column
        for row in section["rows"]  # type: ignore[attr-defined]
        if row["t"] == "href"
    ]
    assert "/office/chains?chain=textiles&link=acid" in hrefs
    assert "/office/map?chain=textiles&link=acid" in hrefs


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"desk": "长三角"}, "长三角的目标企业 1,313 家"),
        ({}, "全部片区的目标企业 1,313 家"),
        ({"desk": "长三角", "provinces": ("浙江",)}, "浙江的目标企业 1,313 家"),
        ({"provinces": ("浙江",), "cities": ("绍兴", "衢州")}, "浙江绍兴、衢州的目标企业 1,313 家"),
        ({"desk": "长三角", "lists": ("央企",)}, "长三角央企里的目标企业 1,313 家"),
        ({"desk": "长三角", "keyword": "氟材"}, "长三角含“氟材”的目标企业 1,313 家"),
        (
            {"desk": "长三角", "keyword": "氟材", "fills_gap": True, "has_signal": True},
            "长三角含“氟材”、能补缺口或补链方向、有动向的目标企业 1,313 家",
        ),
        ({"desk": "长三角", "chain": "textiles"}, "长三角与“textiles”有关的目标企业 1,313 家"),
    ],
)
def test_the_heading_says_what_the_list_is_of(asked: dict[str, Any], says: str) -> None:
    catalog = make_state(make_chain(acid="missing")).catalog

    assert desk_heading(catalog, CompanyFilter(**asked), 1313) == says


def test_a_list_that_nobody_can_count_has_a_heading_without_a_number() -> None:
    asked = CompanyFilter(desk="长三角")

    assert desk_heading(make_state().catalog, asked, None) == "长三角的目标企业"


def test_every_chosen_value_is_a_chip_and_takes_off_only_itself() -> None:
    catalog = make_state(make_chain(acid="missing")).catalog
    asked = filter_of(
        "长三角",
        {
            "province": "浙江,上海",
            "chain": "textiles",
            "link": "acid",
            "state": "confirmed",
            "gap": "1",
            "memory": "1",
            "q": "氟材",
        },
    )

    chips = {chip.label: chip.without for chip in filter_chips(catalog, asked)}

    assert chips == {
        "浙江": {"province": "上海"},
        "上海": {"province": "浙江"},
        "textiles": {"chain": "", "link": ""},
        "acid": {"link": ""},
        "能补缺口或补链方向": {"gap": ""},
        "含凭印象的": {"memory": ""},
        "已确认": {"state": ""},
        "“氟材”": {"q": ""},
    }
    assert filter_chips(catalog, filter_of("长三角", {})) == ()


def of_class(company_id: str, **fields: Any) -> Target:  # noqa: ANN401
    target = make_target(company_id)
    company = make_company(company_id, **fields)
    return replace(target, row=replace(target.row, id=company_id), company=company)


def test_companies_of_one_class_are_told_apart_by_what_they_do_not_share() -> None:
    listed = {"name": "A股上市", "edition": "约2021"}
    ranked = {"name": "民营企业500强", "edition": "2026", "rank": 92}
    together = [
        of_class("c1", city="绍兴", listings=[listed]),
        of_class("c2", city="绍兴", listings=[listed, ranked]),
        of_class("c3", city="", listings=[listed]),
    ]

    assert differing_facts(together) == ["", "民营企业500强（2026）第 92 位", "城市未写，要查"]
    assert differing_facts(together[:1]) == ["A股上市（约2021）"]


def test_a_tie_and_a_signal_tell_a_company_apart_before_a_list_does() -> None:
    event = Signal(kind="permit", happened_on=LONG_AGO, says="环评", source="公示")
    tie = Relation(kind="supplier", resident="乙厂", says="供货", source="年报")
    plain_one = of_class("c1", listings=[{"name": "央企"}])
    moved = replace(of_class("c2", listings=[{"name": "民企"}]), findings=Findings((event,)))
    tied = replace(of_class("c3"), findings=Findings(relations=(tie,)))

    assert differing_facts([plain_one, moved, tied]) == [
        "央企",
        "2026-01-01 环评或拿地",
        "乙厂的供应商",
    ]


def test_a_band_stands_before_the_first_row_of_each_class() -> None:
    codes = (312222, 312222, 322222)
    listed = [
        replace(target, row=replace(target.row, class_code=code))
        for target, code in zip(map(of_class, ("c1", "c2", "c3")), codes, strict=True)
    ]
    ranks = {312222: SharedRank(1, 2), 322222: SharedRank(3, 1)}

    content: Any = table_content(listed, {}, picked=(), in_basket=(), ranks=ranks)

    assert [(band["at"], band["tie"]) for band in content["bands"]] == [
        (0, "第 1 位，并列 2 家"),
        (2, "第 3 位"),
    ]
    assert "不分先后" in content["bands"][0]["order"]
    assert "不分先后" not in content["bands"][1]["order"]


@pytest.mark.parametrize(
    ("products", "shown"),
    [
        ("染整", "染整"),
        ("工业硅、有机硅单体、中间体、硅橡胶、气相白炭黑、石墨碳电极、碳化硅", None),
        ("、".join(["不锈钢管"] * 8), "、".join(["不锈钢管"] * 6) + "等"),
        ("字" * 40, "字" * 31 + "等"),
    ],
)
def test_a_row_names_the_first_products_and_says_that_there_are_more(
    products: str, shown: str | None
) -> None:
    assert shortened(products) == (
        shown or "工业硅、有机硅单体、中间体、硅橡胶、气相白炭黑、石墨碳电极等"
    )


def test_what_is_left_out_of_a_list_is_said_only_where_something_is() -> None:
    assert left_out_words(ListCounts()) == ""
    assert left_out_words(ListCounts(184, 184)) == ""
    assert left_out_words(ListCounts(94, 94, memory=74, apart=62)) == (
        "名录里共 230 家，没列 74 家凭印象、62 家不是目标（在“更多”里打开）"
    )
    assert left_out_words(ListCounts(80, 296)) == "不限能补什么共 296 家"


def test_a_company_without_a_link_still_leads_to_graph_and_map() -> None:
    profile = company_profile(make_state(make_chain(acid="missing")), make_known(make_company()))

    [links] = [
        s for column in company_columns(profile) for s in column if s["title"] == "能补的环节"
    ]

    rows: Any = links["rows"]
    assert [row["href"] for row in rows if row["t"] == "href"] == ["/chains", "/map"]
