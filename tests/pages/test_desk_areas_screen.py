"""片区范围 as a screen: what counts is said, and a change counts at once or is refused."""

from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from components.desk.areas import areas_rows
from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from ledger.desks.areas import current_desks, save_desks
from targets.companies_file import load_companies
from targets.desks import desk_of, load_desks
from tests.pages.screens import LOCAL as LOCAL_USER
from tests.pages.screens import fine

PAGE = Path(__file__).parents[2] / "pages" / "office" / "desks.py"


@pytest.fixture(autouse=True)
def _office(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def open_screen() -> AppTest:
    screen = AppTest.from_file(PAGE, default_timeout=120)
    screen.user = dict(LOCAL_USER)
    return screen.run()


def desk_now(tmp_path: Path, province: str) -> str:
    ledger = open_ledger({"SANMING_DATA": str(tmp_path)})
    with ledger.reading() as session:
        settings = current_desks(session).settings
    ledger.close()
    return desk_of(province, "", settings)


def save(screen: AppTest, **areas: str) -> AppTest:
    for area in screen.text_area:
        if area.label in areas:
            area.set_value(areas[area.label])
    return screen.button[0].click().run()


def test_the_screen_says_whose_proposal_counts() -> None:
    screen = open_screen()

    assert fine(screen)
    assert "5 个片区" in screen.markdown[0].value
    assert "随附的提议" in screen.markdown[0].value


def test_every_shipped_company_is_counted_once() -> None:
    rows = areas_rows(load_desks())

    counts = [int(row["随附企业"].split()[0].replace(",", "")) for row in rows]
    shipped, desks = load_companies().companies, load_desks()
    nobody = [one for one in shipped if not desk_of(one.province, one.city, desks)]
    assert (len(rows), sum(counts), counts[-1]) == (6, len(shipped), len(nobody))


def test_a_change_counts_at_once_and_says_who_made_it(tmp_path: Path) -> None:
    screen = save(
        open_screen(),
        闽东南="福建（福州、厦门、漳州、泉州、莆田、宁德）",
        长三角="上海、江苏、浙江、安徽、台湾",
    )

    assert fine(screen)
    assert desk_now(tmp_path, "台湾") == "长三角"
    assert "第 1 版，本机管理员" in screen.markdown[0].value


@pytest.mark.parametrize(
    ("areas", "says"),
    [
        ({"长三角": "上海、江苏、浙江、安徽、台湾"}, "只能归一个片区"),
        ({"长三角": "上海("}, "范围读不懂"),
        ({"长三角": " "}, "至少要有 1 项"),
    ],
)
def test_a_wrong_area_is_refused_and_nothing_changes(
    tmp_path: Path, areas: dict[str, str], says: str
) -> None:
    screen = save(open_screen(), **areas)

    assert [says in error.value for error in screen.error] == [True]
    assert desk_now(tmp_path, "台湾") == "闽东南"


def test_who_began_before_another_saved_is_told(tmp_path: Path) -> None:
    screen = open_screen()
    settings = load_desks().model_copy(update={"basis": "别人改的"})
    ledger = open_ledger({"SANMING_DATA": str(tmp_path)})
    with ledger.writing(LOCAL) as session:
        save_desks(session, LOCAL, settings, 0)
    ledger.close()

    after = save(screen, 成渝汉="重庆、四川、湖北、湖南")

    assert "片区范围在你打开之后被" in after.error[0].value


def test_an_earlier_version_is_shown_and_one_click_brings_it_back(tmp_path: Path) -> None:
    screen = save(
        open_screen(),
        闽东南="福建（福州、厦门、漳州、泉州、莆田、宁德）",
        粤港澳="广东、香港、澳门、台湾",
    )
    moved = desk_now(tmp_path, "台湾")

    screen.button(key="back_to_0").click().run()

    assert fine(screen)
    assert (moved, desk_now(tmp_path, "台湾")) == ("粤港澳", "闽东南")
    assert "第 2 版，本机管理员" in screen.markdown[0].value
    assert "改回随附的提议" in screen.markdown[0].value
