"""Run inside a copy of the program: plant faults, check all data files, mend, and go on."""

import base64
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from briefings.data_files import closed_files
from chains.office import open_catalog
from tests.read_once import read_once

HERE = Path.cwd()
FOLDER = "a folder"


@contextmanager
def planted(faults: Mapping[str, str | None]) -> Iterator[None]:
    """Put the faults in the place of files for a while; what was there comes back as it was."""
    before = {path: _bytes_of(HERE / path) for path in faults}
    for path, content in faults.items():
        _put(HERE / path, content if content in {None, FOLDER} else base64.b64decode(content or ""))
    try:
        yield
    finally:
        for path, raw in before.items():
            _put(HERE / path, raw)


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _put(path: Path, content: bytes | str | None) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    if isinstance(content, bytes):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    elif content == FOLDER:
        path.mkdir(parents=True)


def main() -> None:
    """Answer each line, of some rounds, with what was found in each."""
    with read_once():
        for line in sys.stdin:
            found = [_found(faults) for faults in json.loads(line)]
            print(json.dumps(found, ensure_ascii=False), flush=True)  # noqa: T201


def _found(faults: Mapping[str, str | None]) -> list[tuple[str, int | None, str, str]]:
    with planted(faults):
        closed = closed_files(os.environ, open_catalog(os.environ))
    return [
        (str(error.path.relative_to(HERE)), problem.line or None, problem.text, error.closes)
        for error in closed
        for problem in error.problems
    ]


if __name__ == "__main__":
    main()
