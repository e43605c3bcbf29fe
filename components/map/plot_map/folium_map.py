"""The folium map itself: constant in size, whatever it shows; the places come by address."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import folium
from branca.element import Figure
from folium.plugins import MarkerCluster
from folium.template import Template

from components.map.assets import CSS, JS, LIBRARY_CSS, LIBRARY_JS, address_of
from components.map.plot_map.guard import Literal, inert_json, install_guard, require_guard

CENTRE = (26.28, 117.5)
_CLUSTER = "markercluster/"


class PlotMap(folium.Map):
    """folium's map as our script begins it; size, view and styles lie there, not in every run."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  (as folium declares it)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = "
        "sanmingMap.start({{ this.get_name()|tojson }}{{ this.settings }});"
        "{% endmacro %}"
    )

    def __init__(self, settings: Mapping[str, object]) -> None:
        super().__init__(CENTRE, tiles=None)
        given = {name: value for name, value in settings.items() if value}
        self.settings = f",{inert_json(given)}" if given else ""
        # What folium would put into the head of a page of its own; this map stands in a frame.
        page = cast("Figure", self.get_root())
        page.header._template = Literal("")  # type: ignore[assignment]  # noqa: SLF001


class Nothing(folium.FeatureGroup):
    """An empty group in as few letters as streamlit-folium takes: they travel with every click."""

    _template = Template(
        "{% macro script(this, kwargs) %}var {{ this.get_name() }}=L.featureGroup();{% endmacro %}"
    )

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._name = "FeatureGroup"  # by which streamlit-folium finds it again


class Show(folium.MacroElement):
    """Tells the running map what to show from now on."""

    _template = Template(
        "{% macro script(this, kwargs) %}sanmingMap.show({{ this.state }});{% endmacro %}"
    )

    def __init__(self, state: Mapping[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Show"
        self.state = inert_json(state)


def use_own_assets(base: str = "") -> None:
    """Point all that folium would load from other hosts at this server, below its `base` path."""
    folium.Map.default_js = _links((n for n in LIBRARY_JS if _CLUSTER not in n), base)
    folium.Map.default_css = _links((n for n in LIBRARY_CSS if _CLUSTER not in n), base)
    MarkerCluster.default_js = _links((n for n in LIBRARY_JS if _CLUSTER in n), base)
    MarkerCluster.default_css = _links((n for n in LIBRARY_CSS if _CLUSTER in n), base)
    PlotMap.default_js, PlotMap.default_css = _links([JS], base), _links([CSS], base)


def build_map(review_number: str, tiles: Sequence[str] = ()) -> folium.Map:
    """Build the map; `review_number` is printed on it, `tiles` are addresses of online layers.

    Both may be empty, and commonly are.

    Raises:
        UnsafeMap: the installed library would run what a name contains.
    """
    require_guard()
    return PlotMap({"review": review_number, "tiles": list(tiles)})


def shown_state(state: Mapping[str, object]) -> folium.FeatureGroup:
    """Wrap `state` in the one thing that streamlit-folium hands to a map that already runs.

    It is an empty group: a map told of no group keeps the former one.
    """
    group = Nothing(name="shown")
    group.add_child(Show(state))
    return group


def _links(names: Iterable[str], base: str) -> list[tuple[str, str]]:
    return [(name, address_of(name, base)) for name in names]


install_guard()
use_own_assets()
