"""One plot on screen: edit it, meet somebody else's edit, read its contact, go back in time."""

from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from components.frame.ledger_access import open_ledger
from geodata.model import Plot
from ledger.book.policy import LOCAL as LOCAL_ACTOR
from ledger.book.policy import Actor, Grant, Role
from ledger.plots.edits import NEW, edit_plot
from ledger.plots.register import get_plot
from ledger.schema.base import AuditRow
from tests.builders import HOSTILE
from tests.pages.screens import LOCAL, fine, said

PLOTS = Path(__file__).parents[2] / "pages" / "office" / "plots.py"
COLLEAGUE = Actor("c2", "陈同事", (Grant(Role.ADMIN),))


@pytest.fixture(autouse=True)
def _own_ledger(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_a_field_is_changed_and_the_history_tells_it() -> None:
    save(make_plot(area_mu=10))
    screen = open_card()

    field(screen, "用地面积(亩)").set_value("2公顷")
    press(screen, "保存")

    assert "已保存（第 2 版）" in screen.success[0].value
    assert now().area_mu == 30
    history = screen.dataframe[0].value
    assert history["版本"].tolist() == ["2", "1"]
    assert history["改了什么"].tolist()[0] == "用地面积(亩)由 10.0 改为 30.0"


def test_what_does_not_fit_is_told_by_field_and_nothing_is_saved() -> None:
    save(make_plot(area_mu=10))
    screen = open_card()

    field(screen, "用地面积(亩)").set_value("很大")
    press(screen, "保存")

    assert screen.dataframe[0].value["列"].tolist() == ["用地面积(亩)"]
    assert field(screen, "用地面积(亩)").value == "很大"
    assert now().area_mu == 10


def test_a_stale_save_shows_who_changed_what_and_loses_nothing() -> None:
    save(make_plot(area_mu=10))
    screen = open_card()
    save(make_plot(area_mu=10, land_use="工业用地"), version=1, actor=COLLEAGUE)

    field(screen, "权属单位").set_value("某公司")
    press(screen, "保存")

    assert "陈同事 改过" in screen.error[0].value
    assert screen.dataframe[0].value.to_numpy().tolist() == [["用地性质", "空", "工业用地", "空"]]
    assert (now().land_use, now().owner_unit) == ("工业用地", "")
    assert field(screen, "权属单位").value == "某公司"
    assert field(screen, "用地性质").value == "工业用地"

    press(screen, "保存")

    assert (now().land_use, now().owner_unit) == ("工业用地", "某公司")


def test_ones_own_changes_can_be_given_up_for_theirs() -> None:
    save(make_plot(area_mu=10))
    screen = open_card()
    save(make_plot(area_mu=12), version=1, actor=COLLEAGUE)
    field(screen, "用地面积(亩)").set_value("11")
    press(screen, "保存")
    assert field(screen, "用地面积(亩)").value == "11"

    press(screen, "放弃我的修改，看对方的")

    assert field(screen, "用地面积(亩)").value == "12"
    assert now().area_mu == 12


def test_a_contact_is_covered_until_a_click_that_is_recorded() -> None:
    save(make_plot(contact="林科 13800001234"))
    screen = open_card()
    assert "138\\*\\*\\*\\*1234" in said(screen)
    assert "13800001234" not in said(screen)
    before = entries("contact")

    press(screen, "显示号码（记入操作记录）")

    assert "13800001234" in said(screen)
    assert entries("contact") == before + 1


def test_saving_keeps_the_contact_that_the_form_does_not_show() -> None:
    save(make_plot(contact="林科 13800001234"))
    screen = open_card()

    field(screen, "备注").set_value("已沟通")
    press(screen, "保存")

    assert "138\\*\\*\\*\\*1234" in said(screen)


def test_a_contact_can_be_erased() -> None:
    save(make_plot(contact="林科 13800001234"))
    screen = open_card()

    press(screen, "确认删除")

    assert "没有登记" in said(screen)


def test_an_earlier_version_is_brought_back() -> None:
    save(make_plot(area_mu=10))
    save(make_plot(area_mu=12), version=1)
    screen = open_card()

    [choice] = [box for box in screen.selectbox if box.label == "恢复到"]
    choice.select_index(0).run()
    press(screen, "恢复这一版")

    assert now().area_mu == 10
    assert field(screen, "用地面积(亩)").value == "10"


def test_a_plot_is_marked_as_checked_today_by_one_click() -> None:
    save(make_plot())
    screen = open_card()

    press(screen, "今天核对过，内容无误")

    assert now().checked_on is not None
    assert "今天核对过，内容无误" not in [button.label for button in screen.button]


def test_a_new_plot_is_added_by_hand() -> None:
    screen = open_card("+")
    press(screen, "保存")
    assert {"编号", "名称", "类型", "县区", "来源"} == set(screen.dataframe[0].value["列"])

    for label, text in (("编号 *", "P1"), ("名称 *", HOSTILE), ("来源 *", "县报表")):
        field(screen, label).set_value(text)
    for label, choice in (("类型 *", "闲置土地"), ("县区 *", "三元区")):
        [box] = [box for box in screen.selectbox if box.label == label]
        box.set_value(choice)
    press(screen, "保存")

    assert fine(screen)
    assert now().name == HOSTILE


def test_a_plot_that_is_not_there_is_told_so() -> None:
    def behind_the_boundary() -> None:
        import runpy

        from components.frame.notices import show_problem
        from files.errors import ProductError
        from tests.pages.test_plot_card import PLOTS

        try:
            runpy.run_path(str(PLOTS))
        except ProductError as error:
            show_problem(error)

    screen = AppTest.from_function(behind_the_boundary, default_timeout=120)
    screen.user = dict(LOCAL)
    screen.query_params["plot"] = "<b>gone"
    screen.run()

    assert "没有编号为" in screen.error[0].value


def open_card(plot_id: str = "P1") -> AppTest:
    screen = AppTest.from_file(PLOTS, default_timeout=120)
    screen.user = dict(LOCAL)
    screen.query_params["plot"] = plot_id
    return screen.run()


def field(screen: AppTest, label: str) -> TextInput:
    [found] = [one for one in screen.text_input if one.label == label]
    return found


def press(screen: AppTest, label: str) -> AppTest:
    [found] = [button for button in screen.button if button.label == label]
    return found.click().run()


def make_plot(**fields: object) -> Plot:
    given: dict[str, object] = {"id": "P1", "name": "城东地块", "kind": "idleland"}
    return Plot.model_validate(given | {"county": "三元区", "source": "县报表"} | fields)


def save(plot: Plot, *, version: int = NEW, actor: Actor = LOCAL_ACTOR) -> None:
    with open_ledger().writing(actor) as session:
        edit_plot(session, actor, plot, version)


def now() -> Plot:
    with open_ledger().reading() as session:
        return get_plot(session, "P1").plot


def entries(topic: str) -> int:
    with open_ledger().reading() as session:
        return session.query(AuditRow).filter_by(topic=topic).count()
