"""`python -m chains check | gaps | show | audit | schema`: the chains from their files alone."""

from collections.abc import Sequence
from datetime import datetime

from chains.commands import from_files, run
from files.command_line import run_command
from files.office import CHINA


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    return run(arguments, "python -m chains", from_files(datetime.now(CHINA).date()))


if __name__ == "__main__":
    run_command(main, "python -m chains")
