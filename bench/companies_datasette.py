"""Ask Datasette the same questions over HTTP, as its own pages do."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil  # type: ignore[import-untyped]

from bench.companies_data import KEYWORD
from bench.companies_questions import CHAIN, DESK, LINK, LIST, PAGE, WHOLE, Ask, take_times

PORT = 8653
WAIT_MS = "600000"


@contextmanager
def serving(program: str, database: Path) -> Iterator[psutil.Process]:
    """Run Datasette over `database`, without its limits of time."""
    settings = ("sql_time_limit_ms", "facet_time_limit_ms", "facet_suggest_time_limit_ms")
    given = [part for name in settings for part in ("--setting", name, WAIT_MS)]
    command = [
        program,
        str(database),
        "-p",
        str(PORT),
        *given,
        "--setting",
        "suggest_facets",
        "off",
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            time.sleep(0.2)
            try:
                _get({"_size": "1", "id": "none"})
            except OSError:
                continue
            break
        yield psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait()


def _get(query: dict[str, str]) -> dict[str, Any]:
    connection = HTTPConnection("127.0.0.1", PORT, timeout=900)
    connection.request("GET", f"/companies/company.json?{urlencode(query)}")
    answer: dict[str, Any] = json.loads(connection.getresponse().read())
    connection.close()
    return answer


def _page(**query: str) -> list[object]:
    answer = _get({"_sort": "class_code", "_size": str(PAGE), **query})
    at = answer["columns"].index("id")
    return [answer["filtered_table_rows_count"], [row[at] for row in answer["rows"]]]


def _facet(query: dict[str, str], name: str) -> dict[str, int]:
    found = _get({"desk": DESK, "_size": "1", "_facet_size": "max", **query})["facet_results"]
    return {str(r["value"]): r["count"] for r in found[name]["results"] if r["value"]}


def _whole() -> list[object]:
    answer = _get(
        {
            "desk": DESK,
            "_sort": "class_code",
            "_size": str(PAGE),
            "_facet": "city",
            "_facet_array": "chains",
            "_facet_size": "max",
        }
    )
    chains = answer["facet_results"]["chains"]["results"]
    counts = {r["value"]: r["count"] for r in chains if r["value"]}
    return [answer["filtered_table_rows_count"], counts]


def measure(program: str, database: Path, runs: int) -> tuple[list[dict[str, Any]], float]:
    """Return answers with times, and the memory of Datasette's process in MB."""
    asks: dict[str, Ask] = {
        "page": lambda: _page(desk=DESK),
        "cities": lambda: _facet({"_facet": "city"}, "city"),
        "chains": lambda: _facet({"_facet_array": "chains"}, "chains"),
        "link_list": lambda: _page(
            desk=DESK, links__arraycontains=f"{CHAIN}/{LINK}", lists__arraycontains=LIST
        ),
        "keyword_desk": lambda: _page(desk=DESK, search_text__contains=KEYWORD),
        "keyword_all": lambda: _page(search_text__contains=KEYWORD),
        WHOLE: _whole,
    }
    with serving(program, database) as process:
        timed = [one.as_dict() for one in take_times("datasette", asks, runs)]
        return timed, process.memory_info().rss / 2**20
