"""The ways to answer, each in a process of its own: `python -m bench.companies_ways ours FILE`.

Prints one JSON object: answers with their times, the time to be ready, and the highest memory.
"""

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import pandas as pd
import psutil  # type: ignore[import-untyped]

from bench.companies_data import KEYWORD
from bench.companies_questions import CHAIN, DESK, LINK, LIST, PAGE, WHOLE, Ask, take_times
from targets.stores.engines.columnar.files import open_file
from targets.stores.facets import find_facets
from targets.stores.query import CompanyFilter, CompanyPage
from targets.stores.registry import companies_on
from targets.stores.search import find_page
from targets.stores.store import Companies

USED = (
    "id",
    "name",
    "province",
    "city",
    "desk",
    "products",
    "chain_tags",
    "link_tags",
    "list_tags",
    "search_text",
    "class_code",
)
WAYS: Mapping[str, str] = MappingProxyType(
    {
        "ours": "本看板（列式文件）",
        "ledger": "本看板（台账 SQLite）",
        "pandas": "pandas 常驻内存",
        "streamlit": "常规 Streamlit 页（每次重跑 read_csv）",
        "datasette": "Datasette",
    }
)


def our_asks(companies: Companies) -> dict[str, Ask]:
    """Return the questions as our screens ask them."""
    desk = CompanyFilter(desk=DESK)
    link = CompanyFilter(desk=DESK, chain=CHAIN, link=LINK, lists=(LIST,))
    in_desk = CompanyFilter(desk=DESK, keyword=KEYWORD)
    everywhere = CompanyFilter(keyword=KEYWORD)
    return {
        "page": lambda: _told(find_page(companies, desk)),
        "cities": lambda: dict(find_facets(companies, desk).cities),
        "chains": lambda: dict(find_facets(companies, desk).chains),
        "link_list": lambda: _told(find_page(companies, link)),
        "keyword_desk": lambda: _told(find_page(companies, in_desk)),
        "keyword_all": lambda: _told(find_page(companies, everywhere)),
        WHOLE: lambda: [
            _told(find_page(companies, desk))[0],
            dict(find_facets(companies, desk).chains),
        ],
    }


def _told(page: CompanyPage) -> list[object]:
    return [page.total, [row.id for row in page.rows]]


class Frame:
    """The questions as a page over one table in memory asks them."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def asks(self) -> dict[str, Ask]:
        """Return the questions."""
        tag = f"{CHAIN}/{LINK}"
        return {
            "page": lambda: _best(self._desk()),
            "cities": self._cities,
            "chains": self._chains,
            "link_list": lambda: _best(
                _tagged(_tagged(self._desk(), "link_tags", tag), "list_tags", LIST)
            ),
            "keyword_desk": lambda: _best(_having(self._desk())),
            "keyword_all": lambda: _best(_having(self._frame)),
            WHOLE: lambda: [_best(self._desk())[0], (self._cities(), self._chains())[1]],
        }

    def _desk(self) -> pd.DataFrame:
        return self._frame[self._frame["desk"] == DESK]

    def _cities(self) -> dict[str, int]:
        return {str(k): int(n) for k, n in self._desk()["city"].value_counts().items()}

    def _chains(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for tags, number in self._desk()["chain_tags"].value_counts().items():
            for tag in filter(None, str(tags).split("\n")):
                found[tag] = found.get(tag, 0) + int(number)
        return found


def _best(rows: pd.DataFrame) -> list[object]:
    best = rows.nsmallest(PAGE, "class_code", keep="all")  # equal classes stand by id, as with us
    best = best.sort_values(["class_code", "id"]).head(PAGE)
    return [len(rows), best["id"].tolist()]


def _tagged(rows: pd.DataFrame, column: str, tag: str) -> pd.DataFrame:
    return rows[rows[column].str.contains(f"\n{tag}\n", regex=False)]


def _having(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["search_text"].str.contains(KEYWORD, regex=False)]


def _ours(file: Path, runs: int) -> list[dict[str, Any]]:
    with open_file(file).connect() as connection:
        asks = our_asks(companies_on(connection))
        return [one.as_dict() for one in take_times("ours", asks, runs)]


def _ledger(file: Path, runs: int) -> list[dict[str, Any]]:
    from bench.companies_copies import ledger_of  # noqa: PLC0415 - only this way needs it

    with ledger_of(file).connect() as connection:
        asks = our_asks(companies_on(connection))
        return [one.as_dict() for one in take_times("ledger", asks, runs)]


def _pandas(file: Path, runs: int) -> list[dict[str, Any]]:
    asks = Frame(_frame(file)).asks()
    return [one.as_dict() for one in take_times("pandas", asks, runs)]


def _frame(file: Path) -> pd.DataFrame:
    with duckdb.connect(str(file), read_only=True) as connection:
        query = f"SELECT {', '.join(USED)} FROM company WHERE basis = 'source'"  # noqa: S608
        return connection.execute(query).df()


def _streamlit(file: Path, runs: int) -> list[dict[str, Any]]:
    """Read the whole CSV before every answer, as a page without a cache does."""
    csv = file.with_suffix(".csv")

    def asking(key: str) -> Ask:
        return lambda: Frame(pd.read_csv(csv, keep_default_na=False)).asks()[key]()  # noqa: PLW0108 - anew each time

    asks = {key: asking(key) for key in ("page", WHOLE, "keyword_all")}
    return [one.as_dict() for one in take_times("streamlit", asks, min(runs, 1))]


def main() -> None:
    """Answer in the way named, and say what it took."""
    way, file, runs = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    answer = {"ours": _ours, "ledger": _ledger, "pandas": _pandas, "streamlit": _streamlit}[way]
    start = time.perf_counter()
    timed = answer(file, runs)
    whole = time.perf_counter() - start
    print(json.dumps({"timed": timed, "whole_s": whole, "peak_mb": _peak_mb()}))


def _peak_mb() -> float:
    """Return the highest memory of this process; `getrusage` would count that of its parent."""
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return float(psutil.Process().memory_info().rss) / 2**20


if __name__ == "__main__":
    main()
