"""What must hold between the rows of the shipped company files; every breach with its row."""

from collections.abc import Container, Mapping, Sequence
from pathlib import Path

from files.errors import DataError, Problem
from targets.company_rows import CompanyLine, LinkLine
from targets.model import CompanyBasis
from targets.names import name_key


def check_companies(path: Path, rows: Sequence[tuple[int, CompanyLine]]) -> None:
    """See that ids and names occur once, and that a company from a source names it.

    Raises:
        DataError: with every row that does not hold.
    """
    problems: list[Problem] = []
    ids: dict[str, int] = {}
    keys: dict[str, int] = {}
    for line, row in rows:
        first = ids.setdefault(row.id, line)
        if first != line:
            problems.append(Problem(line, "id", f"编号与第{first}行相同,每个编号只能用一次"))
        first = keys.setdefault(name_key(row.name), line)
        if first != line:
            problems.append(Problem(line, "name", f"企业与第{first}行相同,请合并为一行"))
        if row.basis is CompanyBasis.SOURCE and not (row.source_title and row.source_url):
            problems.append(
                Problem(line, "basis", "写明有来源,却没有来源标题或网址;没有来源请填 none")
            )
    raise_if_any(path, problems)


def check_lists(
    path: Path, rows: Sequence[tuple[int, CompanyLine]], editions: Container[tuple[str, str]]
) -> None:
    """See that every list a company stands on is named, in that edition, in `lists.csv`.

    Raises:
        DataError: with every row that names another.
    """
    problems = [
        Problem(line, "lists", f"榜单表里没有「{found.name}」的版本「{found.edition}」")
        for line, row in rows
        for found in row.lists
        if (found.name, found.edition) not in editions
    ]
    raise_if_any(path, problems)


def check_links(path: Path, rows: Sequence[tuple[int, LinkLine]], names: Mapping[str, str]) -> None:
    """See that every row names a company by id and name, once, and says why it stands there.

    Raises:
        DataError: with every row that does not hold.
    """
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line, row in rows:
        if names.get(row.company) != row.name:
            problems.append(
                Problem(
                    line, "company", f"企业表里没有编号 {row.company}、名称「{row.name}」的企业"
                )
            )
        first = seen.setdefault(row.company, line)
        if first != line:
            problems.append(Problem(line, "company", f"与第{first}行是同一家企业,请合并"))
        if not row.links and not row.note:
            problems.append(Problem(line, "note", "没有归入任何环节,要写明原因"))
        if row.links and not row.basis:
            problems.append(Problem(line, "basis", "归入环节要写依据"))
    raise_if_any(path, problems)


def raise_if_any(path: Path, problems: list[Problem]) -> None:
    """Refuse the file if anything is wrong with it.

    Raises:
        DataError: there are problems.
    """
    if problems:
        raise DataError(path, problems)
