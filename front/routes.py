"""Addresses beside the screens: the bundled graph library, and whether we are ready."""

import gzip
from collections.abc import Callable
from functools import cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from chains.catalog import Catalog
from files.errors import ProductError

VIS_NETWORK = "/assets/vis-network.min.js"
_VIS_FILE = Path("lib", "vis-9.1.2", "vis-network.min.js")
_WEEK_S = 7 * 24 * 3600


def everybody(_scope: Scope) -> bool:
    """Return True: in local mode whoever asks is on this computer."""
    return True


def routes(
    load_catalog: Callable[[], Catalog],
    ledger_problem: Callable[[], str],
    is_told_why: Callable[[Scope], bool] = everybody,
) -> list[Route]:
    """List our own routes.

    `load_catalog` reads the chains that the screens will show; `ledger_problem` says in Chinese
    why the ledger cannot be read now, "" if it can; `is_told_why` says who may read that.
    """
    # Reading the files takes a moment, so a success is kept; a failure is tried again when asked.
    opened = cache(partial(_count_chains, load_catalog))

    def ready(request: Request) -> Response:
        answer, status = _readiness(opened, ledger_problem)
        if not is_told_why(request.scope):
            answer = {"ready": answer["ready"]}
        return JSONResponse(answer, status, headers={"cache-control": "no-store"})

    return [Route(VIS_NETWORK, vis_network), Route("/readyz", ready)]


def _count_chains(load_catalog: Callable[[], Catalog]) -> int:
    """Count the chains that open.

    Raises:
        ProductError: nothing can be shown.
    """
    count = len(load_catalog().chains)
    if not count:
        msg = "没有可以打开的产业链"
        raise ProductError(msg)
    return count


def _readiness(
    count_chains: Callable[[], int], ledger_problem: Callable[[], str]
) -> tuple[dict[str, object], int]:
    """Return 200 when at least one chain opens and the ledger can be read, else 503 and why."""
    try:
        chains, problem = count_chains(), ledger_problem()
    except ProductError as error:
        chains, problem = 0, str(error)
    told: dict[str, object] = {"ready": not problem, "chains": chains}
    if problem:
        told["problem"] = problem
    return told, 503 if problem else 200


def vis_network(request: Request) -> Response:
    """Serve vis-network from the installed pyvis, so that no other host is asked."""
    etag = f'"vis-network-{version("pyvis")}"'
    headers = {
        "cache-control": f"public, max-age={_WEEK_S}",
        "etag": etag,
        "vary": "accept-encoding",
    }
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(_compressed(), media_type="text/javascript", headers=headers)
    return Response(_vis_file().read_bytes(), media_type="text/javascript", headers=headers)


def _vis_file() -> Path:
    """Find the file without importing pyvis, which takes a second and is for components only."""
    spec = find_spec("pyvis")
    if spec is None or not spec.submodule_search_locations:
        msg = "pyvis is not installed"
        raise FileNotFoundError(msg)
    return Path(spec.submodule_search_locations[0]) / _VIS_FILE


@cache
def _compressed() -> bytes:
    return gzip.compress(_vis_file().read_bytes(), mtime=0)
