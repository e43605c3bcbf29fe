"""What must hold between the rows of the shipped company files; every breach with its row."""

import re
from collections.abc import Container, Mapping, Sequence
from pathlib import Path

from files.errors import DataError, Problem
from files.opening import opened_or
from geodata.naming.divisions import Divisions, divisions
from targets.age.listed_status import problem_of, words_of
from targets.company_rows import CompanyLine, LinkLine
from targets.model import CompanyBasis
from targets.names import name_key

WORDS_OF_TRADE = frozenset({"东方", "阿里"})  # cities by name; in a company's name they are none
TWO_PLACES = re.compile("登记|注册|办公|名称")
ON_LINKS = re.compile("归类|归链")
OUR_CODES = re.compile(r"(?<![A-Za-z0-9])(S\d{2,3}|[A-Z][A-Z_]{2,}-\d+)(?!\d)|[a-z]+_[a-z_]+")
"""Ids of sources and links, which readers do not know."""


def check_companies(path: Path, rows: Sequence[tuple[int, CompanyLine]]) -> None:
    """See that ids and names occur once, and that a company from a source names it.

    Raises:
        DataError: with every row that does not hold.
    """
    problems: list[Problem] = []
    ids: dict[str, int] = {}
    keys: dict[str, int] = {}
    opened = opened_or(None, divisions)
    places = known_places(opened) if opened else frozenset()
    for line, row in rows:
        first = ids.setdefault(row.id, line)
        if first != line:
            problems.append(Problem(line, "id", f"编号与第{first}行相同，每个编号只能用一次"))
        first = keys.setdefault(name_key(row.name), line)
        if first != line:
            problems.append(Problem(line, "name", f"企业与第{first}行相同，请合并为一行"))
        if row.basis is CompanyBasis.SOURCE and not (row.source_title and row.source_url):
            problems.append(
                Problem(line, "basis", "写明有来源，却没有来源标题或网址；没有来源请填 none")
            )
        problems += _standing(line, row)
        problems += _note(line, row)
        problems += _place(line, row, places) if places else []
    raise_if_any(path, problems)


def _note(line: int, row: CompanyLine) -> list[Problem]:
    """Return the complaint if the note says how links were found: the links say so themselves."""
    if not ON_LINKS.search(row.note):
        return _codes(line, row.note)
    text = "归入环节的依据写在 links/ 的那一行，备注里不写，免得两处说法不一"
    return [Problem(line, "note", text)]


def _codes(line: int, note: str) -> list[Problem]:
    """Return the complaint if a note names a source or a link by its id."""
    found = OUR_CODES.search(note)
    if not found:
        return []
    text = f"「{found[0]}」是资料里的编号，读者看不懂；请写发布单位和日期，或环节的名称"
    return [Problem(line, "note", text)]


def _place(line: int, row: CompanyLine, places: frozenset[str]) -> list[Problem]:
    """Return the complaint if name and column put a company in two places and no note says why."""
    if TWO_PLACES.search(row.note):
        return []
    named = place_of_name(row.name, places)
    written = {row.province, row.city}
    if not named or not row.city or named in written:
        return []
    text = (
        f"名称里是「{named}」，城市写的是「{row.city}」；请核对，"
        "或在备注写明一个是登记地、一个是办公地"
    )
    return [Problem(line, "city", text)]


def known_places(places: Divisions) -> frozenset[str]:
    """Return the cities and provinces, in their short form, that stand in companies' names."""
    cities = {short for names in places.cities.values() for _, short in names}
    provinces = {short for _, short in places.provinces}
    return frozenset(cities | provinces) - WORDS_OF_TRADE


def place_of_name(name: str, places: frozenset[str]) -> str:
    """Return the place, the longest of `places`, that a company's name begins with, or ""."""
    starts = (name[:length] for length in range(len(name), 0, -1))
    return next((start for start in starts if start in places), "")


def _standing(line: int, row: CompanyLine) -> list[Problem]:
    """Return what is wrong with the status of a row and with its former names."""
    found = problem_of(row.status, row.status_on, row.status_title, row.status_url)
    problems = [Problem(line, *found)] if found else []
    own = name_key(row.name)
    if own in {name_key(name) for name in row.former_names}:
        problems.append(Problem(line, "former_names", "曾用名和现在的名称相同，请改正或删去"))
    if "已更名" in words_of(row.status) and not row.former_names:
        text = "写了“已更名”，没有写曾用名；只改了证券简称的不是更名，写在备注里"
        problems.append(Problem(line, "former_names", text))
    return problems


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


def check_links(
    path: Path, rows: Sequence[tuple[int, LinkLine]], companies: Mapping[str, CompanyLine]
) -> None:
    """See that every row names a company by id and name, and says why it stands there.

    A company has a row for each source it stands there by, and each of its links in one of them.

    Raises:
        DataError: with every row that does not hold.
    """
    problems: list[Problem] = []
    seen: dict[tuple[str, str, str], int] = {}
    fitted: dict[tuple[str, str], int] = {}
    for line, row in rows:
        company = companies.get(row.company)
        if company is None or company.name != row.name:
            problems.append(
                Problem(
                    line, "company", f"企业表里没有编号 {row.company}、名称「{row.name}」的企业"
                )
            )
        first = seen.setdefault((row.company, row.basis, row.source_title), line)
        if first != line:
            problems.append(Problem(line, "company", f"与第{first}行是同一家企业，请合并"))
        problems += [
            Problem(line, "links", f"环节「{link}」已在第{known}行，请只留一行")
            for link in row.links
            if (known := fitted.setdefault((row.company, link), line)) != line
        ]
        if not row.links and not row.note:
            problems.append(Problem(line, "note", "没有归入任何环节，要写明原因"))
        if row.links and not row.basis:
            problems.append(Problem(line, "basis", "归入环节要写依据"))
        problems += _own_source(line, row)
        problems += _grounds(line, row, company)
        problems += _codes(line, row.note)
    raise_if_any(path, problems)


def _own_source(line: int, row: LinkLine) -> list[Problem]:
    """Return what lacks of the source of a row, which is written whole or not at all."""
    own = {"source_title": row.source_title, "source_url": row.source_url}
    own["published"] = row.published
    lacking = [name for name, text in own.items() if not text]
    if row.basis == "memory" and not lacking:
        text = "凭记忆归链的不写来源；来源写到的依据改 products，没有写到的在备注里写明来源怎么说"
        return [Problem(line, "basis", text)]
    text = "这一行自己的来源要写全：标题、网址和日期，三样都写或都不写"
    return [Problem(line, lacking[0], text)] if lacking and len(lacking) < len(own) else []


def _grounds(line: int, row: LinkLine, company: CompanyLine | None) -> list[Problem]:
    """Return the complaint if a row rests on what the row of its company does not state."""
    if company is None or row.source_title or not row.links:
        return []
    if row.basis == "segment" and company.products:
        text = "企业表这一家写了主营，细分领域只是编者的概括；归链请凭主营，主营没有写到的凭记忆"
        return [Problem(line, "basis", text)]
    grounds = {"products": ("主营", company.products), "segment": ("细分领域", company.segment)}
    what, text = grounds.get(row.basis, ("", row.basis))
    complaint = f"凭{what}归链，企业表这一家的{what}却空着；请写归链自己的来源，或改凭名称、记忆"
    return [] if text else [Problem(line, "basis", complaint)]


def raise_if_any(path: Path, problems: list[Problem]) -> None:
    """Refuse the file if anything is wrong with it.

    Raises:
        DataError: there are problems.
    """
    if problems:
        raise DataError(path, problems)
