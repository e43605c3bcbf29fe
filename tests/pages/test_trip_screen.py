"""出访: from a basket to the route, the papers, and the record of what came of it."""

import json
import re
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from components.frame.ledger_access import office_day, open_ledger
from components.frame.screens import COMPANY
from ledger.book.audit import head
from ledger.book.policy import LOCAL as ACTOR
from ledger.desks.baskets import Wanted, add_to_basket
from ledger.desks.visits import list_visits
from ledger.findings.signals import signal_history
from ledger.plots.edits import NEW, edit_plot
from ledger.schema.base import AuditRow
from papers.renderers import typeset
from targets.companies_file import load_companies
from tests.ledger.builders import make_plot
from tests.office_folder import ATTACKS
from tests.pages.screens import LOCAL, drawn, fine, open_chain, said
from tests.papers.papers import word_text

TRIP = Path(__file__).parents[2] / "pages" / "trip" / "trip.py"
SHIPPED = [c for c in load_companies().companies if c.city in {"上海", "苏州", "杭州"}][:3]
DESKS = ("长三角", "京津冀", "长三角")
IDS = [company.id for company in SHIPPED]


@pytest.fixture(autouse=True)
def _own_ledger(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANMING_DATA", str(copytree(prepared, tmp_path / "office")))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def open_trip(**address: str) -> AppTest:
    screen = AppTest.from_file(TRIP, default_timeout=120)
    screen.user = dict(LOCAL)
    for name, value in address.items():
        screen.query_params[name] = value
    return screen.run()


def test_an_empty_basket_says_how_to_begin_and_a_desk_fills_the_trip() -> None:
    screen = open_trip()

    assert fine(screen)
    assert "出访清单里还没有企业" in screen.info[0].value
    screen.button(key="first_of_yangtze_delta").click().run()
    assert fine(screen)
    assert "10 家企业" in said(screen)
    assert len(screen.query_params["companies"].split(",")) == 10


def test_the_basket_of_the_user_is_the_trip() -> None:
    with open_ledger().writing(ACTOR) as session:
        add_to_basket(session, ACTOR, [Wanted(c.id, c.name, "长三角") for c in SHIPPED])

    screen = open_trip()

    assert fine(screen)
    assert "3 家企业" in said(screen)
    assert sorted(order_of(screen)) == sorted(IDS)


def test_a_basket_of_two_desks_is_cut_to_one_by_choice() -> None:
    with open_ledger().writing(ACTOR) as session:
        wanted = [Wanted(c.id, c.name, desk) for c, desk in zip(SHIPPED, DESKS, strict=True)]
        add_to_basket(session, ACTOR, wanted)

    screen = open_trip()
    screen.selectbox(key="trip_desk").set_value("京津冀").run()

    assert fine(screen)
    assert "1 家企业" in said(screen)
    assert screen.query_params["desk"] == "京津冀"


def test_the_page_of_a_company_and_of_a_gap_offer_their_papers() -> None:
    company = AppTest.from_file(COMPANY, default_timeout=120)
    company.user = dict(LOCAL)
    company.query_params["id"] = IDS[0]
    company.run()
    gap = open_chain(chain="fluorine", link="lithium_salt")

    assert (fine(company), fine(gap)) == (True, True)
    labels = [button.label for screen in (company, gap) for button in screen.download_button]
    assert [label for label in labels if "一企一表" in label or "项目推介卡" in label] == [
        "一企一表 Word",
        "一企一表 PDF",
        "一企一表 手机网页（一个文件，不用联网）",
        "项目推介卡 Word",
        "项目推介卡 PDF",
    ]


def order_of(screen: AppTest) -> list[str]:
    return [stop["id"] for day in drawn(screen)["days"] for stop in day["stops"]]


def act(screen: AppTest, what: str, sent: object) -> AppTest:
    """Do what the browser half reports: the order `put`, or those left when one is taken `out`."""
    screen.session_state["trip_order"] = {what: sent}
    screen.run()
    screen.session_state["trip_order"] = {}
    return screen


def test_companies_put_in_another_order_stand_so_in_the_address() -> None:
    screen = open_trip(companies=",".join(IDS))
    before = order_of(screen)

    act(screen, "put", [before[1], before[0], before[2]])

    assert order_of(screen) == [before[1], before[0], before[2]]
    assert screen.query_params["order"] == "given"
    assert order_of(open_trip(companies=screen.query_params["companies"], order="given")) == [
        before[1],
        before[0],
        before[2],
    ]


def test_a_company_taken_out_leaves_the_others_in_their_order() -> None:
    screen = open_trip(companies=",".join(IDS))
    before = order_of(screen)

    act(screen, "out", [before[0], before[2]])

    assert order_of(screen) == [before[0], before[2]]
    assert "order" not in screen.query_params


@pytest.mark.parametrize("sent", [[], "c1", [1], ["a,b"], ["x" * 121], {"a": 1}, None])
def test_an_order_that_is_none_changes_nothing(sent: object) -> None:
    screen = open_trip(companies=",".join(IDS))
    before = order_of(screen)

    act(screen, "put", sent)

    assert fine(screen)
    assert order_of(screen) == before


def test_a_company_without_a_known_place_is_last_and_cannot_be_moved() -> None:
    unknown = next(c.id for c in load_companies().companies if not c.city and c.province != "上海")

    days = drawn(open_trip(companies=f"{unknown},{IDS[0]}"))["days"]

    assert [day["fixed"] for day in days] == [False, True]
    assert days[1]["stops"][0]["id"] == unknown


def test_start_and_visits_per_day_go_into_the_address_and_into_the_days() -> None:
    screen = open_trip(companies=",".join(IDS), start="2026-12-01", per_day="1")

    assert drawn(screen)["days"][0]["title"].startswith("第 1 天 2026-12-01 周二 · ")
    screen.number_input(key="trip_per_day").set_value(2).run()
    assert screen.query_params["per_day"] == "2"


@pytest.mark.parametrize(
    "address",
    [
        {"companies": "nope,../x,'; DROP TABLE visit; --"},
        {"companies": ATTACKS[0], "start": "gestern", "per_day": "-3", "km": "1e99"},
        {"companies": IDS[0], "start": "9999-12-31", "per_day": "9999", "order": "x", "part": "y"},
    ],
)
def test_odd_addresses_do_no_harm(address: dict[str, str]) -> None:
    assert fine(open_trip(**address))


def test_the_papers_are_made_on_demand_and_offered_for_download() -> None:
    screen = open_trip(companies=",".join(IDS))
    assert screen.get("download_button") == []

    screen.button(key="make_trip").click().run()

    assert fine(screen)
    assert len(screen.get("download_button")) == 4
    screen.toggle(key="trip_previewed").set_value(True).run()
    screen.selectbox(key="trip_preview").set_value(2).run()
    assert fine(screen)
    assert "不可" in said(screen)


def test_papers_of_another_list_are_not_offered() -> None:
    screen = open_trip(companies=",".join(IDS))
    screen.button(key="make_trip").click().run()

    act(screen, "out", order_of(screen)[1:])

    assert screen.get("download_button") == []
    assert "请重新生成" in said(screen)


def open_record() -> AppTest:
    return open_trip(part="拜访记录", companies=",".join(IDS))


def fill(screen: AppTest, **texts: str) -> AppTest:
    screen.selectbox(key="visit_company").set_value(IDS[0])
    for field in screen.text_input:
        field.set_value(texts.get(field.label, field.value or ""))
    screen.text_area[0].set_value(texts.get("结果", ""))
    return screen


def save(screen: AppTest) -> AppTest:
    [button] = [b for b in screen.button if b.label == "保存拜访记录"]
    return button.click().run()


def test_a_visit_is_recorded_listed_and_stands_in_the_export() -> None:
    screen = fill(open_record(), 小分队="第一小分队", 结果="愿意来看地")

    save(screen)

    assert fine(screen)
    assert "1 次拜访" in said(screen)
    assert screen.dataframe[0].value["结果"].tolist() == ["愿意来看地"]
    with open_ledger().reading() as session:
        assert head(session).number == 1


def test_after_saving_the_form_waits_for_the_next_company_of_the_same_trip() -> None:
    screen = fill(open_record(), 小分队="第一小分队", 结果="愿意来看地", 编号="2026-007")

    save(screen)

    left = {field.label: field.value for field in screen.text_input}
    assert (left["编号"], left["小分队"], left["下一步"]) == ("2026-007", "第一小分队", "")
    assert screen.text_area[0].value == ""
    assert screen.selectbox(key="visit_company").value is None


def test_a_result_becomes_an_event_of_the_company_in_the_same_step() -> None:
    texts = {"小分队": "一队", "结果": "已公告", "发生了什么": "公告建厂", "动向的出处": "公告"}
    screen = fill(open_record(), **texts)
    [kind] = [box for box in screen.selectbox if box.label == "动向类型"]
    kind.set_value("plant")
    [day] = [box for box in screen.date_input if box.label == "发生日期"]
    day.set_value(date(2026, 11, 1))

    save(screen)

    assert fine(screen)
    with open_ledger().reading() as session:
        [event] = signal_history(session, IDS[0])
        assert len(list_visits(session, ACTOR)) == 1
    assert event.signal.says == "公告建厂"


def test_an_event_that_does_not_fit_keeps_the_visit_from_being_saved_as_well() -> None:
    screen = fill(open_record(), 小分队="一队", 结果="已公告")
    [kind] = [box for box in screen.selectbox if box.label == "动向类型"]
    kind.set_value("plant")

    save(screen)

    assert "没有保存" in screen.error[0].value
    with open_ledger().reading() as session:
        assert list_visits(session, ACTOR) == []


def test_a_company_outside_the_trip_is_found_by_two_letters() -> None:
    screen = open_trip(part="拜访记录")
    assert screen.selectbox(key="visit_company").options == []

    screen.text_input(key="visit_words").set_value(SHIPPED[0].name[:4]).run()

    assert SHIPPED[0].name in screen.selectbox(key="visit_company").options


def test_a_visit_without_a_result_is_refused_by_name() -> None:
    screen = fill(open_record(), 小分队="一队")

    save(screen)

    assert "「结果」" in screen.error[0].value


def test_a_telephone_in_a_result_reaches_no_paper() -> None:
    screen = fill(open_record(), 小分队="一队", 结果="找张经理 13812345678 谈过")
    save(screen)

    screen = open_trip(companies=",".join(IDS))
    screen.button(key="make_trip").click().run()

    text = word_text(kept_word(screen))
    assert ("找张经理" in text, "13812345678" in text) == (True, False)


def test_hostile_results_stand_literally_and_do_no_harm() -> None:
    screen = fill(open_record(), 小分队=ATTACKS[0], 结果=ATTACKS[3])

    save(screen)

    assert fine(screen)
    assert screen.dataframe[0].value["结果"].tolist() == [ATTACKS[3]]


def open_company() -> AppTest:
    screen = AppTest.from_file(COMPANY, default_timeout=120)
    screen.user = dict(LOCAL)
    screen.query_params["id"] = IDS[0]
    return screen.run()


def test_a_visit_and_its_event_stand_on_the_page_of_the_company_and_change_its_score() -> None:
    before = open_company()
    texts = {
        "小分队": "一队",
        "结果": "愿意来看地",
        "下一步": "下周寄资料",
        "发生了什么": "公告建厂",
    }
    screen = fill(open_record(), **texts, 动向的出处="公告")
    [kind] = [box for box in screen.selectbox if box.label == "动向类型"]
    kind.set_value("plant")
    [day] = [box for box in screen.date_input if box.label == "发生日期"]
    day.set_value(office_day())
    save(screen)

    after = open_company()

    assert fine(after)
    assert "没有这家企业的拜访记录" in said(before)
    [visits] = [table.value for table in after.table]
    assert visits["结果"].tolist() == ["愿意来看地"]
    assert visits["下一步"].tolist() == ["下周寄资料"]
    assert "公告建厂" in content_of(after)
    assert score_of(after) != score_of(before)


def content_of(screen: AppTest) -> str:
    """All that the drawn pieces of a screen were given."""
    given = [json.loads(piece.proto.json) for piece in screen.get("bidi_component")]
    return json.dumps(given, ensure_ascii=False)


def score_of(screen: AppTest) -> str:
    found = re.search(r"目标分 (\S+?)\"", content_of(screen))
    assert found is not None
    return found[1]


def test_contacts_stand_in_a_book_only_when_asked_for_and_each_reading_is_written_down() -> None:
    with open_ledger().writing(ACTOR) as session:
        edit_plot(session, ACTOR, make_plot("YX-9", contact="张三 13812345678", area_mu=150), NEW)
    screen = open_trip(companies=",".join(IDS))
    screen.button(key="make_trip").click().run()
    without = word_text(kept_word(screen))

    screen.checkbox(key="trip_contacts").check().run()
    screen.button(key="make_trip").click().run()
    screen.run()

    assert fine(screen)
    assert len(screen.get("download_button")) == 4
    assert ("13812345678" in without, "YX-9" in without) == (False, True)
    assert "13812345678" in word_text(kept_word(screen))
    with open_ledger().reading() as session:
        last = session.get_one(AuditRow, head(session).number)
    assert (last.topic, last.action, last.subject) == ("contact", "read", "YX-9")


def kept_word(screen: AppTest) -> bytes:
    _, _, files = screen.session_state["trip_papers"]
    return bytes(files[0].content)


def test_a_book_that_cannot_be_typeset_is_refused_as_a_whole_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = tmp_path / "refuses.py"
    worker.write_text("import sys; sys.stderr.write('layout broken'); sys.exit(3)")
    monkeypatch.setattr(typeset, "WORKER", worker)
    screen = open_trip(companies=",".join(IDS))

    screen.button(key="make_trip").click().run()

    assert list(screen.exception) == []
    assert "layout broken" in screen.error[0].value
    assert "数据没有改动" in screen.error[0].value
    assert screen.get("download_button") == []
    assert screen.get("progress") == []
