"""Commands that make papers, one module each; `add(commands)` in it adds its parser.

A new module in this folder is a new command. Its function gets the parsed options and returns
the exit code; what went wrong it raises as a `ProductError`.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from files.command_line import ChineseParser
from papers.renderers.writing import write_files
from papers.verification.making import MadePapers

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[ChineseParser]  # noqa: SLF001  (it has no public name)
else:
    Commands = object

Command = Callable[[argparse.Namespace], int]


def write_papers(folder: Path, made: MadePapers) -> None:
    """Write the papers and print their names; say so if they were not written down.

    Raises:
        PaperNotWritten: the folder cannot be written; nothing was left there.
    """
    for path in write_files(folder, made.files):
        print(path)
    if made.notice:
        print(made.notice, file=sys.stderr)


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
