"""What is wrong with an upload, as a table and as a file to work through beside the list."""

import re
from collections.abc import Iterable

import pandas as pd

from files.sheets.literal import literal_csv
from files.sheets.refusals import RowProblem

COLUMNS = ("行", "列", "问题", "怎么办")
WHOLE_FILE = "整个文件"
REPEAT = "改正这一格，保存后重新上传"
_ADVICE = re.compile(r"[;；,，:：。](?=请|可用|可填)")  # where a reader's text turns to advice


def problem_frame(problems: Iterable[RowProblem]) -> pd.DataFrame:
    """Return one row per problem, columns as in `COLUMNS`, all text, in the order given."""
    return pd.DataFrame([_row(problem) for problem in problems], columns=list(COLUMNS), dtype=str)


def problems_csv(problems: Iterable[RowProblem]) -> bytes:
    """Return the same rows as CSV for Excel (UTF-8 with BOM); no cell can become a formula."""
    return literal_csv([COLUMNS, *map(_row, problems)])


def _row(problem: RowProblem) -> tuple[str, ...]:
    """Split the text of a reader into what is wrong and what to do about it."""
    parts = [part.strip() for part in _ADVICE.split(problem.text, maxsplit=1)]
    wrong, advice = parts if len(parts) == 2 else (parts[0], REPEAT)  # noqa: PLR2004
    if wrong.count("（") > wrong.count("）") and advice.endswith("）"):
        wrong, advice = f"{wrong}）", advice[:-1]  # cut inside brackets: «（填写值：…；可填：…）»
    whole = "" if problem.rest else WHOLE_FILE
    return (str(problem.row) if problem.row else whole, problem.column, wrong, advice)
