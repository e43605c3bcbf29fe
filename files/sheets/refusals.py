"""What readers of uploads say of a file they cannot use: as a whole, or row by row."""

from collections.abc import Iterable
from dataclasses import dataclass

from files.errors import ProductError

MAX_BYTES = 20_000_000


MAX_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong with one row of an upload, or a warning about it; rows as a person counts."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        place = f"第{self.row}行" if self.row else "整个文件"
        return f"{place}「{self.column}」:{self.text}" if self.column else f"{place}:{self.text}"


class UploadRefused(ProductError):  # noqa: N818  (named as the user meets it)
    """A file as a whole cannot be used; the text says why and what to do."""


def refuse_large(raw: bytes) -> None:
    """Do nothing if an upload has a size we read.

    Raises:
        UploadRefused: it is larger, or empty.
    """
    if len(raw) > MAX_BYTES:
        msg = (
            f"文件超过 {MAX_BYTES // 1_000_000} MB,没有读取,库里的数据没有改动;请分成几个文件再导入"
        )
        raise UploadRefused(msg)
    if not raw.strip():
        msg = "文件是空的,库里的数据没有改动;请确认导出成功后再导入"
        raise UploadRefused(msg)


def first_problems(problems: Iterable[RowProblem]) -> tuple[RowProblem, ...]:
    """Return the problems by row; of very many only the first, and how many more there are."""
    found = sorted(problems, key=lambda problem: problem.row)
    more = len(found) - MAX_PROBLEMS
    if more <= 0:
        return tuple(found)
    rest = RowProblem(0, "", f"另有 {more} 处问题没有列出;请先改正上面的再导入")
    return (*found[:MAX_PROBLEMS], rest)


def first_warnings(warnings: Iterable[RowProblem]) -> tuple[RowProblem, ...]:
    """Return the warnings by row; of very many only the first, and how many more there are."""
    found = sorted(warnings, key=lambda warning: warning.row)
    more = len(found) - MAX_PROBLEMS
    rest = [RowProblem(0, "", f"另有 {more} 处没有列出,不影响导入")] if more > 0 else []
    return (*found[:MAX_PROBLEMS], *rest)
