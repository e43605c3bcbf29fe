"""要素台账: from a county's file to the table and back, and what is refused on the way."""

import csv
import io
from pathlib import Path
from shutil import copytree

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.frame.ledger_access import office_day, open_ledger
from components.plots.uploading import prepared as plot_import_prepared
from components.plots.uploading import reading as plot_import_reading
from components.plots.uploading import upload as plot_import
from geodata.model import Plot
from geodata.rows.export import export
from geodata.samples import sample_plots
from ledger.book.errors import LedgerUnavailable
from ledger.book.policy import LOCAL as LOCAL_ACTOR
from ledger.plots.edits import edit_plot
from ledger.plots.imports import save_import
from ledger.plots.register import count_plots, get_plot, list_plots
from tests.builders import HOSTILE
from tests.pages.screens import LOCAL, fine, said

PLOTS = Path(__file__).parents[2] / "pages" / "office" / "plots.py"
HEAD = ("编号", "名称", "类型", "县区", "用地面积（亩）", "核对日期")
SOUND = ("A1", "城东地块", "闲置土地", "三元区", "100", "2026-11-01")
FIVE_FAULTS = (
    ("A1", "甲", "闲置土地", "东北", "100", ""),
    ("A2", "", "闲置土地", "三元区", "100", ""),
    ("A3", "丙", "闲置土地", "三元区", "一百", ""),
    ("A4", "丁", "空地", "三元区", "100", ""),
    ("A4b", "戊", "闲置土地", "三元区", "100", "昨天"),
    ("A5", "己", "闲置土地", "三元区", "100", ""),
)


@pytest.fixture(autouse=True)
def _own_ledger(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_the_first_screen_shows_samples_and_counts_them_apart() -> None:
    screen = open_plots()

    assert fine(screen)
    assert "真实要素 **0** 条 · 示例 **60** 条" in said(screen)
    assert set(table(screen)["数据性质"]) == {"示例"}


def test_five_faults_are_told_by_row_and_column_and_nothing_is_stored() -> None:
    screen = upload(open_plots(part="导入"), sheet(*FIVE_FAULTS))

    problems = screen.dataframe[0].value
    assert list(zip(problems["行"], problems["列"], strict=True)) == [
        ("2", "县区"),
        ("3", "名称"),
        ("4", "用地面积（亩）"),
        ("5", "类型"),
        ("6", "核对日期"),
    ]
    assert "没有保存任何一行" in screen.error[0].value
    assert not [button for button in screen.button if button.key == "confirm_import"]
    assert stored() == 0


def test_nothing_is_stored_before_a_person_confirms() -> None:
    screen = upload(open_plots(part="导入"), sheet(SOUND))

    assert "新增 **1**，更新 **0**，没有变化 **0**。还没有保存" in said(screen)
    assert screen.dataframe[0].value["用地面积(亩)"].tolist() == ["100"]
    assert stored() == 0


def test_an_import_stands_in_the_table_and_is_gone_after_its_undo() -> None:
    screen = upload(open_plots(part="导入"), sheet(SOUND))

    press(screen, "confirm_import")
    assert "已导入 list\\.csv（第 1 号导入）：新增 1" in screen.success[0].value
    assert table(open_plots())["编号"].tolist() == ["A1"]

    press(screen, "undo_plot_1")
    assert "新增的 **1** 条将从台账撤走" in said(screen)
    assert stored() == 1

    press(screen, "undo_confirm")
    assert "已撤销第 1 号导入：撤走 1 条，恢复 0 条" in screen.success[0].value
    assert stored() == 0


def test_samples_vanish_with_the_first_real_import() -> None:
    store(make_plot())

    screen = open_plots()

    assert "真实要素 **1** 条" in said(screen)
    assert table(screen)["数据性质"].tolist() == ["真实"]


def test_samples_can_be_switched_off() -> None:
    screen = open_plots(part="示例数据")

    screen.toggle[0].set_value(False).run()

    assert fine(screen)
    assert "台账里还没有要素" in said(open_plots())


def test_a_rerun_does_not_read_the_file_again(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = []
    read = plot_import_reading.read_file

    def counted(*given: object) -> object:
        readings.append(given)
        return read(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(plot_import_prepared, "read_file", counted)
    screen = upload(open_plots(part="导入"), sheet(SOUND))

    screen.run()
    screen.run()

    assert len(readings) == 1


def test_the_same_file_again_changes_nothing() -> None:
    press(upload(open_plots(part="导入"), sheet(SOUND)), "confirm_import")

    again = press(upload(open_plots(part="导入"), sheet(SOUND)), "confirm_import")

    assert "完全相同" in again.info[0].value
    assert len(open_plots(part="导入记录").dataframe[0].value) == 1


def test_an_exported_list_comes_back_without_a_change() -> None:
    store(make_plot(area_mu=33.3, position=None, note=HOSTILE))
    with open_ledger().reading() as session:
        raw = export([found.plot for found in list_plots(session)])

    screen = upload(open_plots(part="导入"), raw, "台账.xlsx")

    assert "新增 **0**，更新 **0**，没有变化 **1**" in said(screen)


def test_a_list_without_county_and_kind_is_told_them() -> None:
    raw = "编号,名称,用地面积（亩）\nB1,乙地块,50\n".encode("gb18030")
    screen = upload(open_plots(part="导入"), raw)
    assert set(screen.dataframe[0].value["列"]) == {"类型", "县区"}

    choose(screen, "类型", "批而未供")
    choose(screen, "县（市、区）", "宁化县")

    assert screen.dataframe[0].value[["类型", "县区"]].to_numpy().tolist() == [
        ["批而未供", "宁化县"]
    ]


def test_a_map_file_is_saved_only_after_its_questions_are_answered() -> None:
    raw = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties":'
        ' {"编号": "G-甲", "名称": "图上地块"}, "geometry":'
        ' {"type": "Point", "coordinates": [117.62, 26.27]}}]}'
    ).encode()
    screen = upload(open_plots(part="导入"), raw, "plots.geojson")
    assert "请先回答上面的问题：坐标系、类型、县（市、区）" in screen.info[0].value
    assert not [button for button in screen.button if button.key == "confirm_import"]

    choose(screen, "类型", "闲置土地")
    choose(screen, "县（市、区）", "三元区")
    choose(screen, "坐标系", "GCJ-02")
    next(text for text in screen.text_input if text.label == "来源").set_value("测绘成果").run()

    assert fine(screen)
    [row] = screen.dataframe[0].value.to_dict("records")
    assert (row["编号"], row["县区"], row["来源"]) == ("G-甲", "三元区", "测绘成果")
    lon, lat = map(float, row["地图上的位置（WGS-84）"].split(","))
    assert (lon, lat) == pytest.approx((117.6151, 26.2733), abs=0.001)  # some 500 m away
    press(screen, "confirm_import")
    assert stored() == 1


def test_good_rows_are_taken_and_the_others_handed_back() -> None:
    screen = upload(open_plots(part="导入"), sheet(SOUND, FIVE_FAULTS[1]))
    assert not [button for button in screen.button if button.key == "confirm_import"]

    screen.radio(key="plot_good_rows").set_value("只导入没有问题的行").run()
    press(screen, "confirm_import")

    assert stored() == 1


def test_what_an_import_would_change_is_shown_field_by_field_and_needs_a_yes() -> None:
    store(make_plot("A1", name="城东地块", kind="idleland", county="三元区", area_mu=100))
    screen = upload(open_plots(part="导入"), sheet(("A1", "城西地块", *SOUND[2:])))

    changes = screen.dataframe[-1].value
    assert changes.loc[changes["列"] == "名称", ["原来", "改为"]].to_numpy().tolist() == [
        ["城东地块", "城西地块"]
    ]
    assert "差得多的行" in screen.info[0].value

    choose(screen, "差得多的行", "改动")
    press(screen, "confirm_import")

    with open_ledger().reading() as session:
        assert get_plot(session, "A1").plot.name == "城西地块"


def test_samples_in_a_file_are_refused_with_the_reason() -> None:
    screen = upload(open_plots(part="导入"), export(sample_plots(3)), "示例.xlsx")

    assert "示例不能存入台账" in screen.error[0].value
    assert not [button for button in screen.button if button.key == "confirm_import"]


@pytest.mark.parametrize(
    ("name", "raw"),
    [("list.exe", b"MZ"), ("list.csv", b""), ("list.xlsx", b"PK\x03\x04broken"), ("l.csv", b"a,b")],
)
def test_a_file_that_is_no_list_is_refused_in_chinese(name: str, raw: bytes) -> None:
    screen = upload(open_plots(part="导入"), raw, name)

    assert list(screen.exception) == []
    assert "没有保存任何一行" in screen.error[0].value
    assert screen.dataframe[0].value["行"].tolist() == ["整个文件"]


def test_a_survey_text_is_placed_by_its_own_datum() -> None:
    corners = ("2910210.669,39559917.902", "2910210.669,39560017.902", "2910310.669,39560017.902")
    lines = [f"J{n},1,{corner}" for n, corner in enumerate((*corners, corners[0]), start=1)]
    head = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=39\n[地块坐标]\n"
    plot = "4,0.5,S1,城南地块,面,,工业用地,0601,@\n"
    screen = upload(
        open_plots(part="导入"), (head + plot + "\n".join(lines)).encode("gb18030"), "定界.txt"
    )

    choose(screen, "类型", "批而未供")
    choose(screen, "县（市、区）", "三元区")

    assert fine(screen)
    [row] = screen.dataframe[-1].value.to_dict("records")
    assert (row["编号"], row["用地面积(亩)"], row["边界"]) == (
        "定界/S1",
        "7.5",
        "3 个界址点",
    )


def test_hostile_names_stay_literal_on_the_way_in_and_in_the_table() -> None:
    name = f"{HOSTILE}.csv"
    screen = upload(open_plots(part="导入"), sheet(("H1", HOSTILE, *SOUND[2:])), name)
    assert "\\{\\{7\\*191\\}\\}\\<img" in screen.markdown[0].value
    assert screen.dataframe[0].value["名称"].tolist() == [HOSTILE]

    press(screen, "confirm_import")

    assert fine(screen)
    assert table(open_plots())["名称"].tolist() == [HOSTILE]
    assert open_plots(part="导入记录").dataframe[0].value["文件"].tolist() == [name]


def test_an_undo_over_later_work_is_refused_with_the_reason_and_can_be_insisted_on() -> None:
    store(make_plot())
    with open_ledger().writing(LOCAL_ACTOR) as session:
        plot = get_plot(session, "P1").plot.model_copy(update={"note": "后来改的"})
        edit_plot(session, LOCAL_ACTOR, plot, 1)
    screen = open_plots(part="导入记录")
    screen.selectbox(key="import_to_undo").select_index(0).run()

    press(screen, "undo_plot_1")
    press(screen, "undo_confirm")
    assert "又改过" in screen.error[0].value
    assert stored() == 1

    press(screen, "undo_confirm")
    assert stored() == 0


def test_filters_and_page_stand_in_the_address() -> None:
    store(*(make_plot(f"P{n:03d}", county="宁化县") for n in range(60)), make_plot("Z1"))

    screen = open_plots(county="宁化县", page="2")

    assert "符合条件 **60** 条，第 2 / 2 页" in said(screen)
    assert len(table(screen)) == 10
    screen.multiselect(key="table_filter_county").set_value([]).run()
    assert dict(screen.query_params) == {}
    assert len(table(screen)) == 50


def test_a_turned_page_stands_in_the_address() -> None:
    store(*(make_plot(f"P{n:03d}") for n in range(120)))
    screen = open_plots()

    screen.pagination[0].set_value(3).run()

    assert screen.query_params["page"] == "3"
    assert table(screen)["编号"].iloc[0] == "P100"


@pytest.mark.parametrize(
    "address",
    [
        {"kind": "x", "county": "' OR 1=1 --", "occupancy": "<b>", "page": "-1", "due": "yes"},
        {"q": "%' OR '1'='1", "page": "999999"},
        {"part": "不存在", "page": "²"},
    ],
)
def test_odd_addresses_do_no_harm(address: dict[str, str]) -> None:
    store(make_plot())

    assert fine(open_plots(**address))


def test_a_keyword_is_never_a_pattern() -> None:
    store(make_plot("P1", name="100%荷载"), make_plot("P2", name="百分百"))

    assert table(open_plots(q="%"))["编号"].tolist() == ["P1"]


def test_what_is_due_for_a_check_is_told_by_county() -> None:
    store(make_plot("P1", county="大田县"), make_plot("P2", checked_on="2999-01-01"))

    screen = open_plots(due="1")

    assert "大田县 1 条" in screen.warning[0].value
    assert table(screen)["编号"].tolist() == ["P1"]
    assert "待复核，请大田县核对" in table(screen)["核对"].iloc[0]


def test_the_export_says_how_many_rows_it_holds() -> None:
    store(make_plot("P1"), make_plot("P2"))
    screen = open_plots()

    button = next(b for b in screen.download_button if b.key == "export_plots")
    assert button.label == "导出 Excel（全部 2 行）"
    button.click().run()

    assert "共 2 行已全部导出" in said(screen)


def test_a_contact_never_stands_in_the_table() -> None:
    store(make_plot(contact="张三 13800001234"))

    assert "13800001234" not in str(table(open_plots()).to_dict())


def test_a_save_that_fails_says_why_and_keeps_the_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        text = "磁盘已满，这次修改没有保存。"
        raise LedgerUnavailable(text)

    monkeypatch.setattr(plot_import, "save_import", full)
    screen = upload(open_plots(part="导入"), sheet(SOUND))

    press(screen, "confirm_import")

    assert [error.value for error in screen.error] == ["磁盘已满，这次修改没有保存。"]
    assert screen.dataframe[0].value["编号"].tolist() == ["A1"]
    assert stored() == 0


def test_a_ledger_that_cannot_be_opened_is_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"no database" * 200)

    def screen_behind_the_boundary() -> None:
        import streamlit as st

        from components.frame.ledger_access import open_ledger
        from components.frame.notices import show_problem
        from components.frame.screens import OVERVIEW
        from files.errors import ProductError

        st.navigation([st.Page(OVERVIEW, title="总览")])
        try:
            open_ledger()
        except ProductError as error:
            show_problem(error)

    screen = AppTest.from_function(screen_behind_the_boundary, default_timeout=120).run()

    assert list(screen.exception) == []
    assert "不是有效的数据库" in screen.error[0].value


def test_nobody_unknown_sees_the_ledger() -> None:
    screen = AppTest.from_file(PLOTS, default_timeout=120)
    screen.user = {}
    screen.run()

    assert "没有登录身份" in screen.error[0].value
    assert len(screen.main) == 1


def open_plots(**address: str) -> AppTest:
    screen = AppTest.from_file(PLOTS, default_timeout=120)
    screen.user = dict(LOCAL)
    for name, value in address.items():
        screen.query_params[name] = value
    return screen.run()


def upload(screen: AppTest, raw: bytes, name: str = "list.csv") -> AppTest:
    screen.file_uploader[0].upload(name, raw).run()
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    return screen.button(key=key).click().run()


def choose(screen: AppTest, label: str, option: str, *, run: bool = True) -> None:
    box = next(box for box in screen.selectbox if box.label == label)
    box.select(option)
    if run:
        screen.run()


def table(screen: AppTest) -> pd.DataFrame:
    frame: pd.DataFrame = screen.dataframe[0].value
    return frame


def sheet(*rows: tuple[str, ...]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEAD, *rows])
    return text.getvalue().encode("utf-8-sig")


def make_plot(plot_id: str = "P1", **fields: object) -> Plot:
    given = {"name": "地块", "kind": "idleland", "county": "三元区", "source": "清单", **fields}
    return Plot.model_validate({"id": plot_id, **given})


def store(*plots: Plot) -> None:
    with open_ledger().writing(LOCAL_ACTOR) as session:
        save_import(session, LOCAL_ACTOR, plots, "清单.xlsx", "清单")


def stored() -> int:
    with open_ledger().reading() as session:
        return count_plots(session)


def test_the_due_list_names_who_must_check_and_the_longest_unchecked_first() -> None:
    store(
        make_plot("P1", checked_on="2026-01-05", owner_unit="甲公司"),
        make_plot("P2", county="永安市"),
        make_plot("P3", checked_on=office_day()),
    )

    screen = open_plots(part="待复核")

    assert fine(screen)
    due = table(screen)
    assert due["编号"].tolist() == ["P2", "P1"]
    assert due["谁来核对"].tolist() == ["永安市（权属单位未登记）", "甲公司"]
    assert table(open_plots(part="待复核", county="三元区"))["编号"].tolist() == ["P1"]


def test_with_nothing_due_the_list_says_so() -> None:
    assert "还没有真实地块" in said(open_plots(part="待复核"))

    store(make_plot("P3", checked_on=office_day()))

    assert "没有待复核的地块" in said(open_plots(part="待复核"))
