"""What each role is shown and offered: a planted telephone number stands behind its click only."""

import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from components.chain.board.packing import unpacked
from components.frame.ledger_access import open_ledger
from components.frame.screens import PAGES
from ledger.book.policy import Actor, Grant, Role
from ledger.schema.base import AuditRow
from papers.verification.reading.any_paper import read_paper
from tests.ledger.builders import ADMIN, CENTRE, COUNTY, DESK, GROUP, VIEWER
from tests.pages.screens import said
from tests.planted_number import COMPANY, PHONE, plant
from tests.signed_in import told

YONGAN = Actor("c2", "张永安", (Grant(Role.COUNTY, "永安市"),))
GREATER_BAY = Actor("d2", "吴驻点", (Grant(Role.DESK, "粤港澳"),))
OPEN: dict[str, list[dict[str, str]]] = {
    "look/overview.py": [{}, {"list": "gaps"}],
    "look/chain.py": [{}, {"view": "表"}, {"view": "四维研判"}],
    "look/map.py": [{}, {"plot": "YX-1"}],
    "desk/desk.py": [{"area": "长三角"}],
    "desk/company.py": [{"id": COMPANY}],
    "desk/ties.py": [{}],
    "trip/trip.py": [{"companies": COMPANY}, {"companies": COMPANY, "part": "记录"}],
    "meeting/meeting.py": [{}],
    "meeting/wallmaps.py": [{}],
    "office/plots.py": [{}, {"plot": "YX-1"}, {"part": "待复核"}, {"part": "导入记录"}],
    "office/companies.py": [{}, {"part": "导入记录"}],
    "office/desks.py": [{}],
}
WITH_FILES = ("look/chain.py", "desk/company.py", "trip/trip.py", "office/plots.py")
WITH_CONTACTS = ("desk/company.py", "trip/trip.py", "office/plots.py")


@pytest.fixture(autouse=True, scope="module")
def _planted(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Open one office to all tests of this file: they read, and add entries to its log."""
    office = shutil.copytree(prepared, tmp_path_factory.mktemp("roles") / "office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANMING_DATA", str(office))
        patch.delenv("DATABASE_URL", raising=False)
        plant(open_ledger())
        yield


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """Every file that a screen opened since offers: its name, and its content or how to make it."""
    offered: list[tuple[str, object]] = []
    draw = st.download_button

    def note(label: str, data: object, **named: Any) -> bool:  # noqa: ANN401  (as it is called)
        offered.append((str(named.get("file_name", label)), data))
        return draw(label, b"", **named)

    monkeypatch.setattr(st, "download_button", note)
    return offered


def open_as(actor: Actor, page: str, **asked: str) -> AppTest:
    screen = AppTest.from_file(PAGES / page, default_timeout=120)
    screen.user = told(actor)
    for name, value in asked.items():
        screen.query_params[name] = value
    return screen.run()


def sent(screen: AppTest) -> Iterator[bytes]:
    """Yield all that the browser is sent: each element as it travels, what is packed unpacked."""
    for element in screen._tree:  # noqa: SLF001
        proto = getattr(element, "proto", None)
        if proto is None:
            continue
        yield proto.SerializeToString()
        content = getattr(proto, "json", "")
        if "packed" in content:
            yield json.dumps(unpacked(json.loads(content)["packed"])).encode()


def shows_the_number(screen: AppTest) -> bool:
    return any(PHONE.encode() in piece for piece in sent(screen))


def told_in(name: str, content: object) -> str:
    """Return all text of a file."""
    made = content() if callable(content) else content
    raw = made.encode() if isinstance(made, str) else made
    assert isinstance(raw, bytes)
    ending = name.rpartition(".")[2]
    if ending in {"docx", "pptx", "xlsx", "pdf"}:
        return " ".join(passage.text for passage in read_paper(ending, raw).passages)
    return raw.decode("utf-8", "replace")


@pytest.mark.parametrize("page", OPEN)
def test_a_leader_finds_a_planted_number_nowhere(
    page: str, files: list[tuple[str, object]], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for asked in OPEN[page]:
            screen = open_as(VIEWER, page, **asked)
            assert list(screen.exception) == []
            assert not shows_the_number(screen), asked
            if "make_trip" in [button.key for button in screen.button]:
                screen.button(key="make_trip").click().run()
                assert not shows_the_number(screen), asked
        assert files or page not in WITH_FILES
        for name, content in files:
            if not name.endswith((".zip", ".png")):
                assert PHONE not in told_in(name, content), name
    assert PHONE not in caplog.text


@pytest.mark.parametrize("actor", [GROUP, CENTRE, YONGAN, GREATER_BAY, COUNTY, DESK, ADMIN])
def test_nobody_is_shown_a_number_without_a_click(actor: Actor) -> None:
    # What somebody wrote into the record of a visit, their own desk reads as it was written.
    for page in WITH_CONTACTS[2:] if actor in {DESK, ADMIN} else WITH_CONTACTS:
        for asked in OPEN[page]:
            screen = open_as(actor, page, **asked)
            assert list(screen.exception) == []
            assert not shows_the_number(screen), (page, asked)


@pytest.mark.parametrize(
    ("actor", "page", "button"),
    [
        (ADMIN, "office/plots.py", "contact_read"),
        (COUNTY, "office/plots.py", "contact_read"),
        (DESK, "desk/company.py", "read_company_contact"),
    ],
)
def test_the_owner_sees_it_after_a_click_that_is_written_down(
    actor: Actor, page: str, button: str
) -> None:
    screen = open_as(actor, page, id=COMPANY, plot="YX-1")
    screen.button(key=button).click().run()

    assert shows_the_number(screen)
    with open_ledger().reading() as session:
        last = session.scalars(select(AuditRow).order_by(AuditRow.number.desc())).first()
        assert last is not None
        assert (last.actor_id, PHONE in last.detail) == (actor.id, False)
        assert last.action in {"read", "read_contact"}


def test_no_entry_of_the_log_holds_a_number() -> None:
    with open_ledger().reading() as session:
        rows = session.scalars(select(AuditRow)).all()
        assert [row.number for row in rows if PHONE in f"{row.subject}{row.detail}"] == []


ACTS = {
    "office/plots.py": {"新增一块地", "导入", "示例数据"},
    "desk/company.py": {"记动向", "加入出访清单", "记一次拜访", "显示号码（记入操作记录）"},
    "meeting/meeting.py": {"保存", "删去这一条"},
    "desk/desk.py": {"加入出访清单"},
}
EXPECTED: dict[str, dict[str, set[str]]] = {
    "v1": {},
    "g1": {},
    "c1": {"office/plots.py": {"新增一块地", "导入"}},
    "d1": {"desk/company.py": ACTS["desk/company.py"], "desk/desk.py": ACTS["desk/desk.py"]},
    "d2": {"desk/company.py": {"加入出访清单"}, "desk/desk.py": ACTS["desk/desk.py"]},
    "o1": {
        "office/plots.py": {"新增一块地", "导入"},
        "desk/company.py": ACTS["desk/company.py"] - {"显示号码（记入操作记录）"},
        "meeting/meeting.py": {"保存", "删去这一条"},
        "desk/desk.py": ACTS["desk/desk.py"],
    },
}


@pytest.mark.parametrize("page", ACTS)
@pytest.mark.parametrize("actor", [VIEWER, GROUP, COUNTY, DESK, GREATER_BAY, CENTRE])
def test_a_screen_offers_what_the_role_may_do_and_says_who_can_do_the_rest(
    actor: Actor, page: str
) -> None:
    screen = open_as(actor, page, **OPEN[page][0])

    labels = {button.label for button in screen.button}
    labels |= {option for group in screen.button_group for option in group.options}
    assert labels & ACTS[page] == EXPECTED[actor.id].get(page, set())
    if actor is VIEWER and page in {"desk/company.py", "meeting/meeting.py"}:
        assert "请找市招商服务中心" in said(screen)
