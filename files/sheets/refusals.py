"""What readers of uploads say of a file they cannot use: as a whole, or row by row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from files.errors import ProductError

MAX_BYTES = 20_000_000


MAX_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong with one row of an upload, or a warning about it; rows as a person counts.

    `rest`: it stands for so many that were too many to list.
    """

    row: int
    column: str
    text: str
    rest: int = 0

    def __str__(self) -> str:
        if self.rest:
            return self.text
        place = f"第{self.row}行" if self.row else "整个文件"
        return f"{place}「{self.column}」：{self.text}" if self.column else f"{place}：{self.text}"


def how_many(problems: Iterable[RowProblem]) -> int:
    """Return how many problems there are, with those that were too many to list."""
    return sum(problem.rest or 1 for problem in problems)


class UploadRefused(ProductError):  # noqa: N818  (named as the user meets it)
    """A file as a whole cannot be used; the text says why and what to do."""


def refuse_large(raw: bytes) -> None:
    """Do nothing if an upload has a size we read.

    Raises:
        UploadRefused: it is larger, or empty.
    """
    if len(raw) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        msg = f"文件超过 {limit}，没有读取，库里的数据没有改动；请分成几个文件再导入"
        raise UploadRefused(msg)
    if not raw.strip():
        msg = "文件是空的，库里的数据没有改动；请确认导出成功后再导入"
        raise UploadRefused(msg)


def first_problems(problems: Iterable[RowProblem], dropped: int = 0) -> tuple[RowProblem, ...]:
    """Return the problems by row; of very many only the first, and how many more there are.

    `dropped` counts those that were too many to keep.
    """
    found = sorted(problems, key=lambda problem: problem.row)
    more = len(found) + dropped - MAX_PROBLEMS
    if more <= 0:
        return tuple(found)
    rest = RowProblem(0, "", f"另有 {more} 处问题没有列出；请先改正上面的再导入", rest=more)
    return (*found[:MAX_PROBLEMS], rest)


def first_warnings(warnings: Iterable[RowProblem], dropped: int = 0) -> tuple[RowProblem, ...]:
    """Return the warnings by row, as `first_problems` does."""
    found = sorted(warnings, key=lambda warning: warning.row)
    more = len(found) + dropped - MAX_PROBLEMS
    rest = RowProblem(0, "", f"另有 {more} 处没有列出，不影响导入", rest=more)
    return (*found[:MAX_PROBLEMS], *([rest] if more > 0 else []))


def first_lines(said: Sequence[RowProblem], most: int) -> Iterator[str]:
    """Give what is said of a file as lines; of very many only the first, and how many more."""
    yield from map(str, said[:most])
    if len(said) > most:
        more = how_many(said[most:])
        yield f"另有 {more} 处没有列出；加 --json 看更多，或用 --rejects 取回有问题的行"
