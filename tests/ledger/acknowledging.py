"""A program that writes edits without end and acknowledges each on its output once it is kept.

`python -m tests.ledger.acknowledging START`: records checks from number START on in the ledger
that SANMING_DATA and DATABASE_URL name, and prints each number after its transaction ended. It is
there to be killed.
"""

import os
import sys
from itertools import count

from ledger.book.database import open_ledger
from ledger.links.checks import record_check
from tests.ledger.builders import ADMIN, make_check


def main(start: int) -> None:
    """Write and acknowledge until somebody ends the process."""
    ledger = open_ledger(os.environ)
    for number in count(start):
        with ledger.writing(ADMIN) as session:
            record_check(session, ADMIN, make_check(note=str(number)))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
