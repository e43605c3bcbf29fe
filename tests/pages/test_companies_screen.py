"""企业台账: from a bought list to companies and back, and the links a person decides on."""

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from components.companies.upload import FIRST
from components.frame.ledger_access import open_ledger
from components.frame.screens import COMPANY as COMPANY_PAGE
from components.frame.screens import PAGES
from ledger.book.policy import LOCAL, Actor
from ledger.company_imports.vendor_mappings import remembered_mappings
from ledger.schema.base import AuditRow
from targets.stores.tables import COMPANY
from tests.builders import HOSTILE
from tests.ledger.builders import VIEWER
from tests.pages.screens import fine, said
from tests.signed_in import told
from tests.targets.vendor.vendor_lists import csv_file, make_code, make_row, make_rows

COMPANIES = PAGES / "office" / "companies.py"
LAYOUT = "企查查导出（新版）"
PHONE = "0571-88880000"


@pytest.fixture(autouse=True)
def _own_office(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def open_companies(**address: str) -> AppTest:
    return open_at(COMPANIES, LOCAL, **address)


def open_at(page: Path, actor: Actor, **address: str) -> AppTest:
    screen = AppTest.from_file(page, default_timeout=120)
    screen.user = told(actor)
    for name, value in address.items():
        screen.query_params[name] = value
    return screen.run()


def upload(raw: bytes, name: str = "list.csv") -> AppTest:
    screen = open_companies(part="导入")
    screen.file_uploader[0].upload(name, raw).run()
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    return screen.button(key=key).click().run()


def imported() -> int:
    """How many companies the ledger has from lists."""
    with open_ledger().reading() as session:
        mine = COMPANY.c.origin.startswith("import:")
        return session.scalar(select(func.count()).select_from(COMPANY).where(mine)) or 0


def without_version(screen: AppTest) -> str:
    """Return all text but that at the foot, which counts what was written."""
    return said(screen).partition("数据版本")[0]


def first_waiting(screen: AppTest) -> str:
    """Return what the first button of the review is called after."""
    keys = (str(button.key) for button in screen.button)
    return next(key for key in keys if key.startswith("confirm_")).removeprefix("confirm_")


def test_a_list_is_stored_once_confirmed_and_gone_after_its_undo() -> None:
    screen = upload(csv_file(make_rows(LAYOUT, 3)))
    assert "新增 **3** 家，更新 **0** 家" in said(screen)
    assert imported() == 0

    press(screen, "confirm_company_import")
    assert "第 1 号导入" in screen.success[0].value
    assert imported() == 3

    press(screen, "undo_company_1")
    press(screen, "undo_confirm")
    assert "撤走 3 家，恢复 0 家" in screen.success[0].value
    assert imported() == 0


def test_the_same_list_again_changes_nothing() -> None:
    press(upload(csv_file(make_rows(LAYOUT, 3))), "confirm_company_import")

    screen = upload(csv_file(make_rows(LAYOUT, 3)))
    assert "没有变化 **3** 家" in said(screen)
    press(screen, "confirm_company_import")

    assert "没有改动" in said(screen)


def test_faults_are_told_by_row_and_column_and_nothing_is_stored() -> None:
    rows = make_rows(LAYOUT, 2)
    rows[1] = make_row(LAYOUT, 1, 注册资本="很多")
    rows[2] = make_row(LAYOUT, 2, 统一社会信用代码="91350400MA")

    screen = upload(csv_file(rows))

    problems = screen.dataframe[0].value
    found = list(zip(problems["行"], problems["列"], strict=True))
    assert found == [("2", "注册资本"), ("3", "统一社会信用代码")]
    assert not [b for b in screen.button if b.key == "confirm_company_import"]


def test_what_columns_mean_is_asked_once_and_remembered() -> None:
    raw = csv_file([["对象", "做什么"], ["甲有限公司", "氟树脂"]])
    screen = upload(raw)
    assert "表头认不全" in screen.warning[0].value

    box = next(b for b in screen.selectbox if b.label.startswith("对象"))
    box.select("企业名称")
    next(b for b in screen.button if b.label == "记住并读取").click().run()

    assert "新增 **1** 家" in said(screen)
    with open_ledger().reading() as session:
        assert len(remembered_mappings(session)) == 1
    assert "新增 **1** 家" in said(upload(raw))


def test_without_a_column_of_names_nothing_is_remembered() -> None:
    screen = upload(csv_file([["对象", "做什么"], ["甲有限公司", "氟树脂"]]))

    next(b for b in screen.button if b.label == "记住并读取").click().run()

    assert "没有哪一列是“企业名称”" in screen.error[0].value
    with open_ledger().reading() as session:
        assert remembered_mappings(session) == {}


def test_personal_data_is_neither_shown_nor_kept_unless_asked_for() -> None:
    screen = upload(csv_file(make_rows(LAYOUT, 1)))

    shown = said(screen) + "".join(frame.value.to_string() for frame in screen.dataframe)
    assert "没有导入（个人信息）：法定代表人、电话、邮箱" in shown.replace("\\", "")
    assert PHONE not in shown


def test_a_number_kept_on_request_is_read_only_with_the_right_and_that_is_recorded() -> None:
    screen = upload(csv_file(make_rows(LAYOUT, 1)))
    screen.checkbox(key="company_contacts").check().run()
    press(screen, "confirm_company_import")
    company = f"u{make_code(1)}"

    leader = open_at(COMPANY_PAGE, VIEWER, id=company)
    assert "read_company_contact" not in [button.key for button in leader.button]
    officer = open_at(COMPANY_PAGE, LOCAL, id=company)
    assert PHONE not in said(officer)
    press(officer, "read_company_contact")

    assert f"电话 {PHONE}" in said(officer).replace("\\", "")
    with open_ledger().reading() as session:
        assert "read_contact" in session.scalars(select(AuditRow.action)).all()
    assert PHONE not in said(officer.run())


def test_hostile_names_pass_as_names_through_preview_and_review() -> None:
    names = list(dict.fromkeys(f"{' '.join(str(name).split())}有限公司" for name in HOSTILE))
    rows = [make_row(LAYOUT, number, 企业名称=name) for number, name in enumerate(names, start=1)]
    screen = upload(csv_file([*make_rows(LAYOUT, 0), *rows]))
    assert fine(screen)
    assert screen.dataframe[0].value["企业名称"].tolist() == names[:FIRST]

    press(screen, "confirm_company_import")

    assert imported() == len(names)
    assert fine(open_companies(chain="fluorine"))


def test_a_link_is_confirmed_and_that_taken_back() -> None:
    screen = open_companies()
    waiting = first_waiting(screen)
    before = without_version(screen)

    press(screen, f"confirm_{waiting}")
    assert fine(screen)
    assert first_waiting(screen) != waiting
    assert "最近复核的" in [one.value for one in screen.subheader]

    press(screen, f"back_{waiting}")
    assert without_version(screen) == before


def moving_the_first() -> tuple[AppTest, str]:
    """Open the form that moves the first link that waits."""
    screen = open_companies()
    waiting = first_waiting(screen)
    screen.session_state[f"move_{waiting}"] = True
    return screen.run(), waiting


def test_a_form_to_move_a_link_is_drawn_only_once_it_is_opened() -> None:
    before = open_companies()
    opened, _ = moving_the_first()

    assert "改归到" not in [box.label for box in before.selectbox]
    assert [box.label for box in opened.selectbox].count("改归到") == 1


def test_a_link_is_moved_to_another_with_its_reason_kept() -> None:
    screen, waiting = moving_the_first()

    box = next(b for b in screen.selectbox if b.label == "改归到")
    box.select_index(0)
    next(b for b in screen.button if b.label == "保存").click().run()

    assert fine(screen)
    assert "，改归 " in said(screen)
    assert first_waiting(screen) != waiting


def test_a_move_to_nowhere_is_refused() -> None:
    screen, waiting = moving_the_first()

    next(b for b in screen.button if b.label == "保存").click().run()

    assert "请选要改归的环节" in screen.error[0].value
    assert first_waiting(open_companies()) == waiting


def test_a_filter_stands_in_the_address_and_leaves_only_its_own() -> None:
    screen = open_companies(chain="textile", area="长三角")

    assert fine(screen)
    links = [one.value for one in screen.markdown if "→" in one.value]
    assert links
    assert all("高端纺织" in link and "长三角" in link for link in links)


def test_a_renaming_is_shown_and_asked_before_it_is_stored() -> None:
    press(upload(csv_file(make_rows(LAYOUT, 1))), "confirm_company_import")

    screen = upload(csv_file(make_rows(LAYOUT, 1, 企业名称="乙纺织有限公司")))
    assert "1 家将改名或换片区" in screen.radio[0].label
    assert not [b for b in screen.button if b.key == "confirm_company_import"]
    changes = next(f.value for f in screen.dataframe if "改为" in f.value.columns)
    assert ("甲1化工有限公司", "乙纺织有限公司") in set(
        zip(changes["原来"], changes["改为"], strict=True)
    )

    screen.radio[0].set_value("改动").run()
    press(screen, "confirm_company_import")

    assert "更新 1 家" in screen.success[0].value


def test_good_rows_may_be_taken_and_the_others_given_back() -> None:
    rows = make_rows(LAYOUT, 2)
    rows[2] = make_row(LAYOUT, 2, 登记状态="正在考虑")
    screen = upload(csv_file(rows))
    assert [b for b in screen.download_button if b.key == "company_rejects"]

    screen.checkbox(key="company_good_rows").check().run()
    press(screen, "confirm_company_import")

    assert imported() == 1


def keys_of(screen: AppTest, start: str) -> list[str]:
    return [str(button.key) for button in screen.button if str(button.key).startswith(start)]


def test_two_companies_are_made_one_and_two_again() -> None:
    screen = open_companies(part="可能是同一家")
    assert fine(screen)
    waiting = keys_of(screen, "keep_first_")
    assert "对可能是同一家" in said(screen)

    press(screen, waiting[0])
    assert "并入" in said(screen)
    assert waiting[0] not in keys_of(screen, "keep_first_")

    [undo] = keys_of(screen, "undo_same_")
    press(screen, undo)
    assert waiting == keys_of(screen, "keep_first_")
    assert not keys_of(screen, "undo_same_")


def test_two_companies_told_apart_are_not_asked_about_again() -> None:
    screen = open_companies(part="可能是同一家")
    waiting = keys_of(screen, "apart_")

    press(screen, waiting[0])

    assert waiting[0] not in keys_of(screen, "apart_")
    assert "不是同一家" in said(screen)
    assert waiting[0] not in keys_of(open_companies(part="可能是同一家"), "apart_")


def test_the_page_of_a_merged_company_shows_the_way_to_the_one_that_is_kept() -> None:
    screen = open_companies(part="可能是同一家")
    key = keys_of(screen, "keep_first_")[0]
    kept, gone = key.removeprefix("keep_first_").split("_")
    press(screen, key)

    away, stays = (open_at(COMPANY_PAGE, LOCAL, id=one) for one in (gone, kept))

    assert [text.value.partition("，")[0] for text in away.warning] == ["这家企业已并入另一家"]
    assert "加入出访清单" not in [button.label for button in away.button]
    assert any(text.value.startswith("已并入：") for text in stays.caption)


def test_all_that_one_word_brought_is_rejected_and_taken_back_with_one_click_each() -> None:
    found = re.search(r"(\d+) 条归链待核", said(open_companies()))
    assert found
    waiting = int(found[1])  # of the shipped companies
    rows = make_rows(LAYOUT, 3, 经营范围="六氟磷酸锂生产", 国标行业小类="-", 企业简介="-")
    press(upload(csv_file(rows)), "confirm_company_import")
    screen = open_companies()
    assert f"{waiting + 6} 条归链待核" in said(screen)

    screen.toggle(key="review_by_word").set_value(True).run()
    screen.selectbox(key="review_word").select("六氟磷酸锂").run()
    assert len(screen.dataframe[0].value) == 6
    press(screen, "reject_word")
    assert f"{waiting} 条归链待核" in said(screen)
    assert "因「六氟磷酸锂」归入的 6 条" in said(screen)

    press(screen, next(str(b.key) for b in screen.button if str(b.key).startswith("back_word_")))
    assert f"{waiting + 6} 条归链待核" in said(screen)
