"""Names never reach the template engine behind the map library, nor the script it writes."""

import json
from collections.abc import Iterator

import folium
import pytest
from branca import element as branca_element
from hypothesis import given
from hypothesis import strategies as st

from components.map.plot_map import guard
from components.map.plot_map.guard import (
    UnsafeMap,
    inert_json,
    install_guard,
    require_guard,
    safe_text,
)

HOSTILE = [
    "{{7*191}}",
    "80{% 税收 %}",
    "{#",
    "${1}",
    "`",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ self.__init__.__globals__ }}",
    "a\\u007b\\",
]


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The library as it is installed, without our guard."""
    monkeypatch.setattr(branca_element.Element, "__init__", guard.compiling_init)
    require_guard.cache_clear()
    yield
    require_guard.cache_clear()


def test_rendered_text_is_not_compiled_again() -> None:
    install_guard()

    assert branca_element.Element("{{7*191}}").render() == "{{7*191}}"


def test_an_element_still_draws_its_children() -> None:
    install_guard()
    parent = branca_element.Element()
    parent.add_child(branca_element.Element("80{% 税收 %}"))

    assert parent.render().strip() == "80{% 税收 %}"


def test_the_guard_lets_a_map_be_drawn() -> None:
    install_guard()
    require_guard.cache_clear()

    require_guard()


@pytest.mark.usefixtures("unguarded")
def test_without_the_guard_no_map_is_drawn() -> None:
    with pytest.raises(UnsafeMap, match="地图没有画出"):
        require_guard()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text_in_a_map(name: str) -> None:
    install_guard()
    drawn = folium.Map(tiles=None)
    folium.Marker([0, 0], tooltip=safe_text(name)).add_to(drawn)

    text = str(drawn.get_root().render())

    assert safe_text(name) in text
    assert "onerror=alert" not in text.replace(safe_text(name), "")


@pytest.mark.parametrize("name", HOSTILE)
def test_safe_text_holds_nothing_a_template_or_script_reads(name: str) -> None:
    safe = safe_text(name)

    assert [mark for mark in ("{", "}", "`", "$", "<", ">", '"', "\\") if mark in safe] == []


@given(st.text())
def test_inert_json_says_the_same_and_breaks_out_of_nothing(text: str) -> None:
    written = inert_json({"text": text, "list": [text]})

    assert json.loads(written) == {"text": text, "list": [text]}
    assert [mark for mark in ("<", "{{", "{%", "{#", "${", "`", "_", "'") if mark in written] == []
