"""The addresses of the map: who gets what, how often, and what is said when it cannot be had."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from briefings.state.places import Places
from components.map.assets import CSS, JS, LIBRARY_CSS, LIBRARY_JS, address_of, assets
from components.map.feed import MapFeed
from files.errors import DataError, NotFound, Problem
from front.geo_routes import geo_routes
from front.identity import identity_headers
from front.response_headers import MAP_FRAME, content_policy, map_frame_policy
from ledger.book.policy import ADMITTED, LOCAL, Actor, Grant, Role
from tests.components.map.map_builders import make_places, make_plot
from tests.front.asgi import encode, make_scope

ADMIN = {key.decode(): value.decode() for key, value in identity_headers(LOCAL)}


def _judge(places: Places, asked: Mapping[str, str]) -> Mapping[str, str]:
    if asked.get("link") != "known":
        msg = "没有这个环节"
        raise NotFound(msg)
    return {plot.id: "pass" for plot in places.plots}


def _broken(name: str) -> object:
    raise DataError(Path(name), [Problem(0, "", "缺少文件")])


def _feed(places: Places | None = None) -> MapFeed:
    shown = places or make_places(make_plot())
    return MapFeed(lambda: shown, lambda name: {"type": name}, _judge)


def _ask(
    path: str,
    headers: Mapping[str, str] = ADMIN,
    *,
    query: str = "",
    feed: MapFeed | None = None,
) -> Response:
    scope = make_scope(path=path, query_string=query.encode(), headers=encode(dict(headers)))
    for route in geo_routes(feed or _feed()):
        found, matched = route.matches(scope)
        if found is Match.FULL:
            answer: Response = route.endpoint(Request({**scope, **matched}))
            return answer
    pytest.fail(f"no route for {path}")


@pytest.mark.parametrize("name", [*LIBRARY_JS, *LIBRARY_CSS, JS, CSS])
def test_every_file_the_map_loads_is_handed_out_here(name: str) -> None:
    address = address_of(name).partition("?")[0]

    answer = _ask(address)

    assert (answer.status_code, bytes(answer.body)) == (200, assets()[name].feed.content)
    assert answer.media_type in {"text/javascript", "text/css"}


def test_no_file_of_the_map_leads_to_another_host_or_to_a_missing_map() -> None:
    texts = {n: a.feed.content.decode() for n, a in assets().items() if not n.endswith(".png")}

    assert [name for name, text in texts.items() if "sourceMappingURL" in text] == []
    assert [name for name, text in texts.items() if "url(http" in text or "@import" in text] == []


@pytest.mark.parametrize("path", ["../guard.py", "leaflet/LICENSE", "..%2fguard.py", "none.js"])
def test_nothing_but_the_files_of_the_map_is_handed_out(path: str) -> None:
    assert _ask(f"/assets/map/{path}").status_code == 404


def test_the_pictures_named_in_a_style_are_there() -> None:
    assert _ask("/assets/map/leaflet/images/layers.png").media_type == "image/png"


def test_places_are_sent_compressed_and_not_again_to_who_has_them() -> None:
    first = _ask("/geo/plots.geojson", {**ADMIN, "accept-encoding": "gzip"})

    again = _ask("/geo/plots.geojson", {**ADMIN, "if-none-match": first.headers["etag"]})

    assert json.loads(gzip.decompress(bytes(first.body)))["type"] == "FeatureCollection"
    assert (again.status_code, again.body) == (304, b"")
    assert first.headers["cache-control"] == "private, no-cache"


def test_another_state_of_the_data_is_another_answer() -> None:
    one = _ask("/geo/plots.geojson", feed=_feed(make_places(make_plot("A1"))))
    two = _ask("/geo/plots.geojson", feed=_feed(make_places(make_plot("A2"))))

    assert one.headers["etag"] != two.headers["etag"]


@pytest.mark.parametrize("role", ["", "stranger", "Admin", *sorted(set(Role) - ADMITTED)])
@pytest.mark.parametrize("path", ["/geo/plots.geojson", "/geo/verdicts", "/geo/outline.geojson"])
def test_data_goes_to_nobody_who_is_not_admitted(path: str, role: str) -> None:
    someone = identity_headers(Actor("x", "某人", (Grant(role),))) if role else []

    answer = _ask(path, {key.decode(): value.decode() for key, value in someone})

    assert answer.status_code == 403
    assert "没有登录身份" in json.loads(bytes(answer.body))["problem"]


def test_verdicts_are_given_by_plot() -> None:
    answer = _ask("/geo/verdicts", query="chain=fluorine&link=known")

    assert json.loads(bytes(answer.body)) == {"verdicts": {"A1": "pass"}}


def test_verdicts_on_an_unknown_gap_are_refused_in_words() -> None:
    answer = _ask("/geo/verdicts", query="chain=fluorine&link=none")

    assert (answer.status_code, "没有这个环节" in bytes(answer.body).decode()) == (404, True)


def test_a_layer_that_is_broken_says_which_file() -> None:
    feed = MapFeed(make_places, _broken, _judge)

    answer = _ask("/geo/layers/counties.geojson", feed=feed)

    assert answer.status_code == 503
    assert "sanming_counties" in bytes(answer.body).decode()


def test_only_layers_of_the_map_are_read() -> None:
    assert _ask("/geo/layers/secret.geojson").status_code == 404


def test_an_outline_of_no_plot_is_not_found() -> None:
    assert _ask("/geo/outline.geojson", query="id=none").status_code == 404
    assert _ask("/geo/outline.geojson", query="id=A1").status_code == 200


def test_the_frame_of_the_map_may_run_its_script_and_no_handler_in_markup() -> None:
    rules = dict(rule.split(" ", 1) for rule in map_frame_policy(online_tiles=False).split("; "))

    assert "'unsafe-inline'" in rules["script-src"]
    assert rules["script-src-attr"] == "'none'"
    assert rules["connect-src"] == "'self'"
    assert rules["img-src"] == "'self' data:"


def test_only_an_office_with_an_online_map_lets_its_pictures_in() -> None:
    assert "tianditu.gov.cn" not in map_frame_policy(online_tiles=False)
    assert "img-src 'self' data: https://*.tianditu.gov.cn;" in map_frame_policy(online_tiles=True)


def test_the_policy_of_the_pages_is_not_loosened() -> None:
    assert "unsafe-eval" not in content_policy("127.0.0.1:8501")
    assert MAP_FRAME.startswith("/component/")
