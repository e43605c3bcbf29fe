"""`python -m chains check | gaps | show | audit | schema`: the chains from their files alone."""

from collections.abc import Sequence

from chains.commands import run
from files.command_line import run_command


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    return run(arguments, "python -m chains")


if __name__ == "__main__":
    run_command(main, "python -m chains")
