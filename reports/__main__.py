"""Commands that make papers: `python -m reports 命令 --out DIR`; one module each in `commands/`.

They act as the local administrator. Exit code 0: done; 1: refused, or something is wrong; 2: not
understood.
"""

import argparse
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module

from files.command_line import ChineseParser, run_command
from files.errors import DataError, ProductError
from reports import commands as folder
from reports.commands import Command


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; results to stdout, problems to stderr."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        return command(options)
    except DataError as error:
        for problem in error.problems:
            print(f"{error.path} {problem}", file=sys.stderr)
    except ProductError as error:
        print(error, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m reports", description="制作纸面材料，写到 --out 文件夹")
    commands = parser.add_subparsers(required=True, metavar="命令")
    for module in sorted(found.name for found in pkgutil.iter_modules(folder.__path__)):
        import_module(f"reports.commands.{module}").add(commands)
    return parser


if __name__ == "__main__":
    run_command(main, "python -m reports")
