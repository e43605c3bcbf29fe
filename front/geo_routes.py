"""Addresses of the map: its scripts, and the places and boundaries it draws."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.frame.access import admitted
from components.map.assets import ADDRESS, assets
from components.map.feed import Feed, MapFeed
from files.errors import NotFound, ProductError

_WEEK_S = 7 * 24 * 3600


def geo_routes(feed: MapFeed) -> list[Route]:
    """List the addresses of the map; `feed` computes what they answer."""

    def plots(request: Request) -> Response:
        return _answer(request, feed.places)

    def layer(request: Request) -> Response:
        return _answer(request, lambda: feed.layer(request.path_params["name"]))

    def verdicts(request: Request) -> Response:
        return _answer(request, lambda: feed.verdicts(dict(request.query_params)))

    def outline(request: Request) -> Response:
        return _answer(request, lambda: feed.outline(request.query_params.get("id", "")))

    return [
        Route(f"{ADDRESS}/{{name:path}}", asset),
        Route("/geo/plots.geojson", plots),
        Route("/geo/layers/{name}.geojson", layer),
        Route("/geo/verdicts", verdicts),
        Route("/geo/outline.geojson", outline),
    ]


def asset(request: Request) -> Response:
    """Serve one script, style or picture of the map."""
    found = assets().get(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    # An address carries the tag of its file, so that a new version is a new address.
    return _send(request, found.feed, found.media_type, f"private, max-age={_WEEK_S}")


def _answer(request: Request, compute: Callable[[], Feed]) -> Response:
    """Answer with data, to known roles only, and in words if it cannot be had."""
    told = {key: request.headers.get(f"x-sanming-user-{key}") for key in ("id", "name", "grants")}
    if admitted(told) is None:
        return _refusal(403, "没有登录身份，数据没有发出。")
    try:
        feed = compute()
    except NotFound as error:
        return _refusal(404, str(error))
    except ProductError as error:
        return _refusal(503, str(error))
    # Asked anew each time, so that nobody sees a former state or what another user may see.
    return _send(request, feed, "application/json", "private, no-cache")


def _send(request: Request, feed: Feed, media_type: str, caching: str) -> Response:
    """Answer 304 to who has this state already, and compressed to who can read that."""
    headers = {"cache-control": caching, "etag": f'"{feed.tag}"', "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(feed.content, media_type=media_type, headers=headers)
    headers["content-encoding"] = "gzip"
    return Response(feed.packed, media_type=media_type, headers=headers)


def _refusal(status: int, text: str) -> Response:
    return JSONResponse({"problem": text}, status, headers={"cache-control": "no-store"})
