"""An office file whose every text is an attack, on every screen without a browser."""

from pathlib import Path
from typing import Any

import pytest

from components.frame.plain_text import plain
from tests.office_folder import ATTACKS, CHAIN_NAME, ENTERPRISE, hostile_chain, link_id, write_chain
from tests.pages.screens import drawn, fine, open_chain, open_overview, said


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all tests here: files that do not change are not read again."""
    folder = tmp_path_factory.mktemp("hostile")
    write_chain(folder, hostile_chain())
    return folder


@pytest.fixture(autouse=True)
def _hostile_office(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANMING_DATA", str(office))


def strings(content: Any) -> set[str]:  # noqa: ANN401  (parsed JSON is anything)
    """Every text in plain data."""
    match content:
        case str():
            return {content}
        case dict():
            return set().union(*(strings(value) for value in content.values()))
        case list():
            return set().union(*(strings(value) for value in content))
        case _:
            return set()


def test_the_overview_is_given_the_names_as_written() -> None:
    screen = open_overview()

    assert fine(screen)
    assert strings(drawn(screen)) >= {CHAIN_NAME, ATTACKS[2]}


def test_the_board_is_given_the_names_as_written() -> None:
    screen = open_chain(chain="hostile")

    assert fine(screen)
    panels = drawn(screen)["payload"]["panels"]
    assert {link: panel["title"] for link, panel in panels.items()} == {
        link_id(name): name for name in ATTACKS
    }
    assert plain(CHAIN_NAME) in screen.markdown[0].value


def test_the_table_holds_the_names_as_written() -> None:
    table = open_chain(chain="hostile", view="表").dataframe[0].value

    assert set(table["环节"]) == set(ATTACKS)
    assert f"{ENTERPRISE}（三元区）" in set(table["列名企业"])


@pytest.mark.parametrize("view", ["四维研判", "自由探索"])
def test_the_other_views_open(view: str) -> None:
    assert fine(open_chain(chain="hostile", view=view))


def test_no_name_reaches_markdown_unescaped() -> None:
    screens = [
        open_chain(chain="hostile", view="四维研判", fill=link_id(ATTACKS[0])),
        open_chain(chain="hostile", present="1"),
    ]

    text = "\n".join([*map(said, screens), *(b.label for s in screens for b in s.button)])

    assert [name for name in ATTACKS if plain(name) != name and name in text] == []
    assert plain(ATTACKS[0]) in text


@pytest.mark.parametrize("attack", [*ATTACKS, "../../etc/passwd", "\u202e", "a" * 5000])
def test_an_attack_in_the_address_opens_the_chain_all_the_same(attack: str) -> None:
    screen = open_chain(
        chain="hostile", link=attack, fill=attack, hide=attack, view=attack, w=attack
    )

    assert fine(screen)
    assert drawn(screen)["push"]["selected"] is None
    assert "link" not in screen.query_params
