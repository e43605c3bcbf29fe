"""Commands that make papers, one module each; `add(commands)` in it adds its parser.

A new module in this folder is a new command. Its function gets the parsed options and returns
the exit code; what went wrong it raises as a `ProductError`.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from files.command_line import ChineseParser

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[ChineseParser]  # noqa: SLF001  (it has no public name)
else:
    Commands = object

Command = Callable[[argparse.Namespace], int]


def add_command(
    commands: Commands, name: str, command: Command, text: str
) -> argparse.ArgumentParser:
    """Add one command with the option every paper has, `--out DIR`, and return its parser."""
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(command=command)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="放文件的文件夹，没有就新建"
    )
    return parser
