"""Run inside a copy of the program: break a file, open every screen, mend, and go on."""

import json
import logging
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from components.frame.screens import PAGES
from tests.front.planting import planted
from tests.read_once import read_once

SCREENS = {path.stem: path for path in PAGES.glob("*/*.py") if path.name != "__init__.py"}


def main() -> None:
    """Answer for each round (faults, and which screens to open) what each screen shows."""
    logging.disable()
    rounds = json.load(sys.stdin)
    with read_once():
        opened = [_opened(*asked) for asked in rounds]
    print(json.dumps(opened, ensure_ascii=False))  # noqa: T201


def _opened(faults: dict[str, str | None], screens: list[str]) -> dict[str, object]:
    with planted(faults):
        return {name: _open(SCREENS[name]) for name in screens or sorted(SCREENS)}


def _open(path: Path) -> object:
    screen = AppTest.from_file(path, default_timeout=120)
    screen.user = {"id": "local", "role": "admin", "name": "admin"}
    screen.run()
    return {
        "exceptions": [f"{e.message} {' '.join(e.stack_trace)}"[-600:] for e in screen.exception],
        "errors": [error.value for error in screen.error],
        "foot": any("数据版本" in caption.value for caption in screen.caption),
    }


if __name__ == "__main__":
    main()
