"""The addresses beside the screens."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chains.catalog import Catalog, load_catalog
from files.errors import DataError, Problem
from front.routes import routes
from tests.front.asgi import encode, make_scope


@dataclass
class Loader:
    """Stands for the loading of the chains: gives or raises one outcome after the other."""

    outcomes: list[Catalog | DataError]
    calls: int = field(default=0)

    def __call__(self) -> Catalog:
        self.calls += 1
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, DataError):
            raise outcome
        return outcome


BROKEN = DataError(Path("sources.yaml"), [Problem(1, "", "无法读取")])


def test_the_graph_library_is_the_one_inside_pyvis() -> None:
    answer = _ask("/assets/vis-network.min.js")

    assert answer.media_type == "text/javascript"
    assert b"vis-network" in bytes(answer.body)[:300]


def test_the_graph_library_is_sent_compressed_to_who_can_read_it() -> None:
    plain = _ask("/assets/vis-network.min.js")
    packed = _ask("/assets/vis-network.min.js", {"accept-encoding": "gzip, br"})

    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(bytes(packed.body)) == bytes(plain.body)


def test_the_graph_library_is_not_sent_again_to_who_has_it() -> None:
    tag = _ask("/assets/vis-network.min.js").headers["etag"]

    again = _ask("/assets/vis-network.min.js", {"if-none-match": tag})

    assert (again.status_code, again.body) == (304, b"")


def test_ready_says_how_many_chains_open() -> None:
    answer = _ask("/readyz", load=load_catalog)

    assert answer.status_code == 200
    assert json.loads(bytes(answer.body)) == {"ready": True, "chains": 16}


def test_not_ready_while_nothing_can_be_shown() -> None:
    answer = _ask("/readyz", load=Loader([BROKEN]))

    assert answer.status_code == 503
    assert json.loads(bytes(answer.body)) == {"ready": False, "chains": 0, "problem": str(BROKEN)}


def test_not_ready_while_the_ledger_cannot_be_read_and_says_why() -> None:
    away = ["连不上台账数据库。", ""]
    listed = routes(load_catalog, lambda: away.pop(0))

    first, second = (_ask("/readyz", listed=listed) for _ in range(2))

    assert first.status_code == 503
    assert json.loads(bytes(first.body)) == {
        "ready": False,
        "chains": 16,
        "problem": "连不上台账数据库。",
    }
    assert (second.status_code, json.loads(bytes(second.body))["ready"]) == (200, True)


def test_a_failure_is_tried_again_and_a_success_is_kept() -> None:
    load = Loader([BROKEN, load_catalog()])
    listed = routes(load, str)

    statuses = [_ask("/readyz", listed=listed).status_code for _ in range(3)]

    assert (statuses, load.calls) == ([503, 200, 200], 2)


def _ask(
    path: str,
    headers: dict[str, str] | None = None,
    *,
    load: Callable[[], Catalog] = load_catalog,
    listed: list[Route] | None = None,
) -> Response:
    [route] = [route for route in listed or routes(load, str) if route.path == path]
    answer: Response = route.endpoint(Request(make_scope(headers=encode(headers or {}))))
    return answer
