"""`python -m tests.front.failing_command ROOM`: that room's command, failing as nobody foresaw."""

import runpy
import sys

from files.command_line import ChineseParser


def fail(*_: object) -> None:
    """Be a fault in the program."""
    msg = "list index out of range"
    raise IndexError(msg)


if __name__ == "__main__":
    ChineseParser.parse_args = fail  # type: ignore[method-assign, assignment]
    room = sys.argv[1]
    sys.argv = ["x"]
    runpy.run_module(room, run_name="__main__")
