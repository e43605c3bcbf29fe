"""Which plot a row of a file is: a number that only counts within one file is no identity."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem
from files.sheets.values import clean

RUNNING = re.compile(r"\d{1,4}")  # a running number, in whatever table
# «1», «12», «地块1», «DK-3», «2#»: what every survey and every drawing begins anew with.
BEGUN_ANEW = re.compile(r"[A-Za-z\u4e00-\u9fff]{0,4}[-_ #]?\d{1,3}[#号]?")
LONGEST, STEM = 40, 24
COUNT_ON, GIVE_BACK = "按先后编号", "退回同名的行"


def within_file(name: str, number: str) -> str:
    """Return the identity of parcel `number` of a file: told from that of every other file."""
    stem = clean(PurePath(name).stem) or "文件"
    whole = f"{stem}/{number}"
    if len(whole) <= LONGEST and len(stem) <= STEM:
        return whole
    mark = hashlib.sha256(f"{stem}/{number}".encode()).hexdigest()[:6]
    return f"{stem[:STEM]}…{mark}/{number}"[:LONGEST]


@dataclass(slots=True)
class NamedPlots:
    """以名代号: the identities of a list that has no 编号: its file, and the names of its plots.

    `sheet` is "" for the first list of a file. Plots of one name are asked about.
    """

    file: str
    sheet: str
    interview: Interview
    seen: Counter[str] = field(default_factory=Counter)
    first: str = ""

    def of(self, name: str) -> str:
        """Return the identity of the next plot of this name, "" if a person wants it back."""
        self.seen[name] += 1
        label = f"{self.sheet}/{name}" if self.sheet else name
        if self.seen[name] > 1:
            text = (
                f"没有编号一列，又有同名的地块（如「{name[:20]}」）。"
                f"按先后记作「{name[:20]}-2」「-3」，还是退回同名的行？"
            )
            if self.interview.ask("same_names", text, (COUNT_ON, GIVE_BACK), COUNT_ON) == GIVE_BACK:
                return ""
            label = f"{label}-{self.seen[name]}"
        made = within_file(self.file, label)
        self.first = self.first or made
        return made

    def notice(self, row: int) -> list[RowProblem]:
        """Return what is to be said of the list as a whole."""
        if not self.first:
            return []
        text = (
            f"没有编号一列，编号记为「文件名/名称」（如「{self.first}」）；"
            "同名的文件再导入就是更新，换了文件名就是另外的地块"
        )
        return [RowProblem(row, "编号", text)]


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
