"""The columnar file (列式文件): companies by the million in one DuckDB file that is only read.

Rows lie by desk, then by score, so that a desk reads its own stretch. A new file is built beside
the old one and takes its place in one step; whoever still reads the old one reads on. A build
that is broken off leaves a part behind that nobody reads and the next build removes.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import duckdb
from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.pool import NullPool

from files.errors import reason
from targets.stores.engine import BuildError
from targets.stores.engines.columnar.earlier import show_as_now
from targets.stores.tables import COMPANY, STATE

MEMORY_MB = 160  # of 400 promised; the rest is the program's own
BUILD_MEMORY_MB = 1024
LIMIT = 1_000_000
LIMIT_SETTING = "SANMING_COLUMNAR_FROM"
NAME = re.compile(r"^companies-(\d{6})\.duckdb$")
PART = "companies.part"
BUILT_WITH = "built_with"
SEARCHED_WITH = "search_rules"


def columnar_folder(office: Path) -> Path:
    """Return where an office keeps its columnar files; it need not exist."""
    return office / "columnar"


def current_file(office: Path) -> Path | None:
    """Return the columnar file that counts: the newest whole one, None if there is none."""
    folder = columnar_folder(office)
    found = [path for path in folder.glob("companies-*.duckdb") if NAME.match(path.name)]
    return max(found, default=None, key=lambda path: path.name)


def columnar_from(environment: Mapping[str, str]) -> int:
    """Return from how many companies on imports go into a columnar file."""
    given = environment.get(LIMIT_SETTING, "").strip()
    return int(given) if given.isdecimal() else LIMIT


def open_file(file: Path) -> Engine:
    """Return an engine that reads `file` within `MEMORY_MB`; threads share what it holds."""
    settings: dict[str, object] = {"memory_limit": f"{MEMORY_MB}MB", "threads": 2}
    arguments: dict[str, object] = {"read_only": True, "config": settings}
    engine = create_engine(f"duckdb:///{file}", connect_args=arguments, poolclass=NullPool)
    event.listen(engine, "connect", show_as_now)
    return engine


@lru_cache(maxsize=8)
def columnar_version(file: Path) -> str:
    """Return with which state of the data the scores in `file` were worked out.

    A file never changes; another one has another name.
    """
    return f"{file.stem}·{_state(file, BUILT_WITH)}"


@lru_cache(maxsize=8)
def columnar_rules(file: Path) -> str:
    """Return by which rules the texts in `file` are looked for; "" of one before there were."""
    return _state(file, SEARCHED_WITH)


def _state(file: Path, name: str) -> str:
    engine = open_file(file)
    try:
        with engine.connect() as connection:
            return connection.scalar(select(STATE.c.value).where(STATE.c.name == name)) or ""
    finally:
        engine.dispose()


def companies_in(office: Path) -> int:
    """Return how many companies the columnar file holds that counts, 0 if there is none."""
    file = current_file(office)
    if file is None:
        return 0
    engine = open_file(file)
    try:
        with engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(COMPANY)) or 0
    finally:
        engine.dispose()


def next_file(office: Path) -> Path:
    """Return under which name the next file will count."""
    last = current_file(office)
    found = NAME.match(last.name) if last else None
    number = int(found[1]) + 1 if found else 1
    return columnar_folder(office) / f"companies-{number:06d}.duckdb"


def forget_old(office: Path) -> None:
    """Remove the files that count no more; one that somebody reads on Windows stays a while."""
    current = current_file(office)
    for path in columnar_folder(office).glob("companies-*.duckdb"):
        if path != current and NAME.match(path.name):
            _remove(path)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return


@contextmanager
def part_file(office: Path) -> Iterator[Path]:
    """Give the path to build a new file at; it counts once the block ends without an error.

    Raises:
        BuildError: the folder cannot be written, the disk is full, or somebody else is building.
    """
    folder = columnar_folder(office)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _refuse_if_building(folder / PART)
        _forget_parts(folder)
        part = folder / PART
        try:
            yield part
            part.chmod(0o600)
            part.replace(next_file(office))
        finally:
            _forget_parts(folder)
    except OSError as error:
        why = f"列式文件没有建成：{folder}（{reason(error)}）。"
        text = f"{why}原来的文件没有改变；请检查磁盘空间和权限。"
        raise BuildError(text) from error
    forget_old(office)


def _refuse_if_building(part: Path) -> None:
    """Whoever builds holds a lock on the part; one that was killed holds it no more."""
    if not part.exists():
        return
    try:
        duckdb.connect(str(part)).close()
    except duckdb.Error as error:
        if "lock" in str(error):
            text = "另一个导入正在建列式文件。没有改动；请等它结束再试。"
            raise BuildError(text) from error


def _forget_parts(folder: Path) -> None:
    for path in folder.glob(f"{PART}*"):
        if path.is_dir():
            for inner in path.iterdir():
                inner.unlink(missing_ok=True)
            path.rmdir()
        else:
            path.unlink(missing_ok=True)


@contextmanager
def building(part: Path) -> Iterator[Connection]:
    """Open the new file `part` for writing, each statement by itself, within bounded memory."""
    settings: dict[str, object] = {
        "memory_limit": f"{BUILD_MEMORY_MB}MB",
        "threads": 2,
        "temp_directory": f"{part}.tmp",
        "preserve_insertion_order": True,
    }
    engine = create_engine(
        f"duckdb:///{part}", connect_args={"config": settings}, poolclass=NullPool
    )
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
