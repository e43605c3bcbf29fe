"""`python -m chains check | gaps | show | audit | schema`: the chains from their files alone."""

import sys
from collections.abc import Sequence

from chains.commands import run


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    return run(arguments, "python -m chains")


if __name__ == "__main__":
    # Windows consoles still start in GBK; a pipe would otherwise fail on the middle dot.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
