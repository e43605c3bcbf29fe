"""Desks and areas whose names are attacks: literal on every screen that names them."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.frame.ledger_access import open_ledger
from components.frame.plain_text import plain
from components.frame.screens import PAGES
from ledger.book.policy import LOCAL as ADMIN
from ledger.desks.areas import read_desks, save_desks
from targets.desks import DeskSettings, load_desks
from tests.hostile_texts import HOSTILE_TEXTS
from tests.office_folder import ATTACKS
from tests.pages.screens import LOCAL, said

NAMES = (HOSTILE_TEXTS[5], HOSTILE_TEXTS[6], ATTACKS[7], ATTACKS[8], ATTACKS[12])
AREA = ATTACKS[11]
SCREENS: tuple[tuple[str, dict[str, str]], ...] = (
    ("desk/desk", {"area": NAMES[0]}),
    ("desk/ties", {}),
    ("trip/trip", {"area": NAMES[2]}),
    ("meeting/wallmaps", {}),
    ("office/companies", {"part": "复核"}),
    ("office/desks", {}),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all tests here: what does not change is not read again."""
    return tmp_path_factory.mktemp("hostile_areas")


@pytest.fixture(autouse=True)
def _hostile_office(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANMING_DATA", str(office))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with open_ledger().writing(ADMIN) as session:
        save_desks(session, ADMIN, hostile_desks(), 0 if not (office / "set").exists() else 1)
    (office / "set").touch()


def hostile_desks() -> DeskSettings:
    given = load_desks().model_dump(mode="json")
    for desk, name in zip(given["desks"], NAMES, strict=True):
        desk["name"] = name
    given["desks"][0]["areas"].append({"province": AREA, "cities": [AREA]})
    return read_desks({**given, "as_of": date(2026, 11, 1), "basis": AREA})


def labels(screen: AppTest) -> str:
    """Every label and help that Streamlit reads as Markdown."""
    drawn = [*screen.button, *screen.selectbox, *screen.text_area, *screen.text_input]
    drawn += [*screen.checkbox, *screen.multiselect, *screen.expander, *screen.metric]
    groups = screen.get("button_group")
    chosen = [str(option) for group in groups for option in getattr(group, "options", ())]
    texts = [f"{one.label}\n{getattr(one, 'help', '') or ''}" for one in drawn]
    return "\n".join([*texts, *chosen])


@pytest.mark.parametrize(("page", "address"), SCREENS, ids=[page for page, _ in SCREENS])
def test_no_name_of_a_desk_or_an_area_reaches_markdown_unescaped(
    page: str, address: dict[str, str]
) -> None:
    screen = AppTest.from_file(PAGES / f"{page}.py", default_timeout=120)
    screen.user = dict(LOCAL)
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()

    text = f"{said(screen)}\n{labels(screen)}"
    tables = "\n".join(
        str(cell) for t in screen.table for row in t.value.to_numpy() for cell in row
    )
    assert list(screen.exception) == []
    assert [n for n in (*NAMES, AREA) if n in f"{text}\n{tables}"] == []


def test_every_one_of_the_names_would_be_changed_by_markdown() -> None:
    assert [name for name in (*NAMES, AREA) if plain(name) == name] == []


def test_the_screen_of_the_areas_names_them_all() -> None:
    screen = AppTest.from_file(PAGES / "office/desks.py", default_timeout=120)
    screen.user = dict(LOCAL)
    screen.run()

    assert list(screen.table[0].value["片区"])[: len(NAMES)] == [plain(name) for name in NAMES]
    assert [area.label for area in screen.text_area][: len(NAMES)] == [plain(n) for n in NAMES]


def test_an_empty_trip_offers_the_desks_as_the_office_named_them() -> None:
    screen = AppTest.from_file(PAGES / "trip/trip.py", default_timeout=120)
    screen.user = dict(LOCAL)
    screen.run()

    offered = [button.label for button in screen.button if button.label.endswith("前 10 家")]
    assert offered == [f"{plain(name)}前 10 家" for name in NAMES]
