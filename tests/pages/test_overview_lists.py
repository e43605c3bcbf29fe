"""The list behind a figure of the overview: at its address, narrowed, and led to by the figure."""

from typing import Any

from streamlit.testing.v1 import AppTest

from briefings.lists.model import CityListKind
from components.lists.asked import LIST
from tests.pages.screens import drawn, fine, open_overview


def open_list(**asked: str) -> AppTest:
    screen = open_overview()
    for name, value in asked.items():
        screen.query_params[name] = value
    return screen.run()


def rows(screen: AppTest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = drawn(screen)["rows"]
    return found


def warned(screen: AppTest) -> str:
    return "\n".join(warning.value for warning in screen.warning)


def test_every_figure_leads_to_a_list() -> None:
    content = drawn(open_overview())

    assert set(content["lists"]) == {word for word, _ in content["figures"]}
    kinds = {target[LIST] for target in content["lists"].values() if LIST in target}
    assert kinds == set(CityListKind) - {CityListKind.UNCHECKED}


def test_the_card_of_unchecked_directions_leads_to_its_list() -> None:
    card = drawn(open_overview())["cards"][2]

    assert card["target"][LIST] == CityListKind.UNCHECKED
    assert f"{len(rows(open_list(list='unchecked')))} 个" in card["title"]


def test_a_row_leads_to_its_figure_to_companies_and_to_the_map() -> None:
    screen = open_list(list="wanted")

    assert fine(screen)
    row = rows(screen)[0]
    chain, link = row["target"]["chain"], row["target"]["link"]
    assert row["target"]["screen"] == "chains"
    assert [way["label"] for way in row["ways"]] == ["图谱", "片区", "地图"]
    assert f"chain={chain}&link={link}" in row["ways"][1]["href"]


def test_the_address_narrows_the_list_and_the_choices_say_so() -> None:
    screen = open_list(list="to_check", chains="fluorine", places="上游")

    assert rows(screen)
    assert {row["target"]["chain"] for row in rows(screen)} == {"fluorine"}
    assert [choice.value for choice in screen.multiselect] == [["fluorine"], ["上游"]]
    assert warned(screen) == ""


def test_another_choice_of_chains_stands_in_the_address() -> None:
    screen = open_list(list="to_check")

    screen.multiselect[0].set_value(["fluorine", "silicon"]).run()

    assert screen.query_params["chains"] == "fluorine,silicon"
    assert {row["target"]["chain"] for row in rows(screen)} == {"fluorine", "silicon"}


def test_values_that_the_list_does_not_have_are_told_and_ask_nothing() -> None:
    every = rows(open_list(list="to_check"))

    screen = open_list(list="to_check", chains="<img src=x>", places="月球")

    assert rows(screen) == every
    assert "月球" in warned(screen)
    assert "img src=x" in warned(screen)


def test_a_list_of_no_name_we_know_is_told_and_the_gaps_stand_there() -> None:
    screen = open_list(list="nothing")

    assert "nothing" in warned(screen)
    assert rows(screen) == rows(open_list(list="gap"))


def test_the_way_back_leaves_nothing_of_the_list_in_the_address() -> None:
    screen = open_list(list="to_check", chains="fluorine", words="酸")

    next(button for button in screen.button if button.label == "回到总览").click().run()

    assert screen.query_params == {}
    assert drawn(screen)["figures"]
