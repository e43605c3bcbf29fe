"""What a command says of the ledger it opened, before it does anything with it."""

import sys

CANNOT_SAVE = "只能查看，这条命令什么都存不了。"


def tell_unwritable(problem: str) -> None:
    """Say on the error stream that nothing can be saved, and why; nothing if it can."""
    if problem:
        sys.stderr.write(f"{problem}{CANNOT_SAVE}\n")
