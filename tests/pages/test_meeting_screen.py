"""联席会议: the page prepares the meeting, and what is presented is what the data says."""

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from briefings.state.composing import today_here
from chains.as_json import gaps_json
from chains.catalog import load_catalog
from chains.gaps.assessment import Flag, assess_city
from chains.gaps.ranking import count_flagged
from components.frame.ledger_access import open_ledger
from components.frame.plain_text import plain
from components.frame.screens import MEETING
from ledger.book.policy import LOCAL as LOCAL_ACTOR
from ledger.links.checks import CheckOutcome, read_check, record_check
from ledger.meeting.decisions import add_decision, list_decisions, read_decision
from tests.builders import HOSTILE
from tests.ledger.builders import TODAY
from tests.pages.screens import LOCAL, drawn, fine, open_overview, said

CATALOG = load_catalog()


@pytest.fixture(autouse=True)
def _own_ledger(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def open_meeting(**address: str) -> AppTest:
    screen = AppTest.from_file(MEETING, default_timeout=120)
    screen.user = dict(LOCAL)
    for name, value in address.items():
        screen.query_params[name] = value
    return screen.run()


def fill(screen: AppTest, label: str, text: str) -> None:
    """Type into the last field of that label and press the button of its form."""
    field = [f for f in screen.text_input if f.label == label][-1]
    field.input(text)
    form = field.form_id
    next(b for b in screen.button if b.label == "保存" and b.form_id == form).click()
    screen.run()


def texts(sheet: dict[str, Any]) -> str:
    lines = [line for block in sheet["blocks"] for line in block.get("lines", [])]
    cells = [cell for block in sheet["blocks"] for row in block.get("rows", []) for cell in row]
    return "\n".join(["".join(piece["text"] for piece in line) for line in lines] + cells)


def check_missing(link: str = "sulfuric_acid") -> None:
    values = {
        "chain_id": "fluorine",
        "link_id": link,
        "outcome": CheckOutcome.NONE,
        "document": "纪要",
    }
    with open_ledger().writing(LOCAL_ACTOR) as session:
        record_check(session, LOCAL_ACTOR, read_check({**values, "checked_on": TODAY}))


def test_the_first_screen_says_what_there_is_to_show_and_what_to_do() -> None:
    screen = open_meeting()

    assert fine(screen)
    assert "放映共 34 屏" in said(screen)  # cover, overview, two for each of 16 chains
    assert "还没有快照" in said(screen)


def test_a_snapshot_is_kept_and_one_fact_later_exactly_that_is_listed() -> None:
    screen = open_meeting()
    fill(screen, "快照名称", "三季度会")
    assert "没有变化" in said(screen)

    check_missing()
    after = open_meeting()
    table = after.dataframe[0].value

    assert fine(after)
    first, *rest = table.itertuples(index=False)
    assert tuple(first)[:2] == ("新增缺口、补链方向", "氟新材料 · 硫酸")
    assert first[3] == "本机管理员 于 2026-11-24 核实"
    assert all("「硫酸」本机管理员 于 2026-11-24 核实" in row[3] for row in rest)


def test_a_name_that_is_taken_is_refused_in_words() -> None:
    screen = open_meeting()
    fill(screen, "快照名称", "三季度会")
    fill(screen, "快照名称", "三季度会")

    assert "已有名为" in screen.error[0].value


def test_a_decision_is_added_changed_and_taken_off() -> None:
    screen = open_meeting()
    fill(screen, "事项", HOSTILE)
    assert "请会议决定" in [s.value for s in screen.subheader]
    assert HOSTILE.replace("{{", r"\{\{").split("*")[0] in said(screen)

    screen.text_input[[f.label for f in screen.text_input].index("事项")].input("定用地")
    next(b for b in screen.button if b.label == "保存" and "decision_1" in b.form_id).click()
    screen.run()
    with open_ledger().reading() as session:
        [stored] = list_decisions(session)
    assert stored.decision.text == "定用地"

    next(b for b in screen.button if b.label == "删去这一条").click()
    screen.run()
    with open_ledger().reading() as session:
        assert list_decisions(session) == []


def test_what_is_presented_has_the_counts_and_ranks_of_the_command() -> None:
    city = assess_city(CATALOG.chains.values(), today_here())
    command = gaps_json(city, CATALOG.settings, CATALOG.data_version)
    sheets = {sheet["id"]: sheet for sheet in drawn(open_meeting(present="1"))["sheets"]}

    counted = count_flagged(city.values(), Flag.GAP)
    assert f"{counted}\n有来源说缺" in texts(sheets["overview"])
    for row in command["gaps"]:  # type: ignore[attr-defined]
        shown = texts(sheets[f"{row['chain']}-first"])
        assert f"{row['link_name']}（缺口第 {row['rank']} 位，" in shown


def test_hostile_decisions_reach_the_browser_as_text() -> None:
    with open_ledger().writing(LOCAL_ACTOR) as session:
        add_decision(session, LOCAL_ACTOR, read_decision({"text": HOSTILE}))

    sheets = drawn(open_meeting(present="1"))["sheets"]

    assert HOSTILE in texts(sheets[-1])


def test_nobody_unknown_sees_the_meeting() -> None:
    screen = AppTest.from_file(MEETING, default_timeout=120)
    screen.user = {"id": "x", "grants": '[["guest", ""]]'}
    screen.run()

    assert "没有登录身份" in screen.error[0].value


def test_the_overview_tells_in_a_line_what_changed_since_the_last_meeting() -> None:
    assert "以来" not in said(open_overview())
    fill(open_meeting(), "快照名称", "三季度会")
    assert plain("自「三季度会」以来：没有变化。") in said(open_overview())

    check_missing()

    assert plain("自「三季度会」以来：新增缺口、补链方向 1") in said(open_overview())
