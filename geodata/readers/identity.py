"""Which plot a row of a map file is: a number that only counts within one file is no identity."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from files.sheets.values import clean

RUNNING = re.compile(r"\d{1,4}")  # a running number, in whatever table
# «1», «12», «地块1», «DK-3», «2#»: what every survey and every drawing begins anew with.
BEGUN_ANEW = re.compile(r"[A-Za-z\u4e00-\u9fff]{0,4}[-_ #]?\d{1,3}[#号]?")
LONGEST, STEM = 40, 24


def within_file(name: str, number: str) -> str:
    """Return the identity of parcel `number` of a file: told from that of every other file."""
    stem = clean(PurePath(name).stem) or "文件"
    whole = f"{stem}/{number}"
    if len(whole) <= LONGEST and len(stem) <= STEM:
        return whole
    mark = hashlib.sha256(f"{stem}/{number}".encode()).hexdigest()[:6]
    return f"{stem[:STEM]}…{mark}/{number}"[:LONGEST]


def own_numbers(
    name: str, numbers: Sequence[str], names: Sequence[str], local: re.Pattern[str]
) -> list[str]:
    """Return an identity for every row of file `name`: by its number, its name, or its place.

    A number that is not `local` is a register's and stays as it is; what comes twice within the
    file is left to be refused.
    """
    counted = Counter(names)
    labels = (
        number or (label if label and counted[label] == 1 else str(place))
        for place, (number, label) in enumerate(zip(numbers, names, strict=True), 1)
    )
    return [
        label if number and not local.fullmatch(number) else within_file(name, label)
        for number, label in zip(numbers, labels, strict=True)
    ]
