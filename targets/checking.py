"""Every file of companies that the product may read, opened the strict way."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from chains.catalog import chain_files
from chains.model import Chain
from files.errors import DataError
from files.opening import DataFile, failures, opened_or
from files.problems import unreadable
from geodata.desks import DESKS
from targets.assigning.link_words import FILE as LINK_WORDS
from targets.assigning.link_words import (
    read_link_words,
    refuse_unnamed_products,
    refuse_words_of_no_link,
)
from targets.companies_file import (
    COMPANIES,
    DATA,
    LISTS,
    check_chain,
    link_files,
    read_company_lines,
    read_links,
    read_lists,
)
from targets.company_rows import CompanyLine
from targets.desks import load_desks
from targets.industry_names import FILE as INDUSTRIES
from targets.industry_names import read_industries
from targets.scoring.settings import load_score_settings, settings_files
from targets.scoring.transfers import load_transfers
from targets.scoring.transfers import refuse_unknown_chains as refuse_chains_of_transfers
from targets.searched import FILE as SEARCHED
from targets.searched import read_searched, refuse_unknown_links
from targets.spelling.short_names import FILE as SHORT_NAMES
from targets.spelling.short_names import read_short_names
from targets.ties import load_parents, refuse_unknown_companies

Lines = Sequence[tuple[int, CompanyLine]]
CLOSED_COMPANIES = "随附企业沿用台账里上次读入的，没有读入过就暂缺；导入的企业照常"
CLOSED_LISTS = "榜单的出处暂缺，随附企业沿用台账里上次读入的；导入的企业照常"
CLOSED_LINKS = "这条链的随附企业沿用台账里上次读入的，没有读入过就暂缺；其他链照常"
CLOSED_PARENTS = "以商招商里的母公司只按名称对应；其他线索照常"
CLOSED_INDUSTRIES = "导入企业清单时暂不按行业归链；其他归链照常"
CLOSED_LINK_WORDS = "归链暂不对照来源的叫法；企业照常"
CLOSED_SEARCHED = "企业少的环节暂不写查过哪里；企业照常"
CLOSED_SHORT_NAMES = "按证券简称暂时查不到；全称、曾用名、拼音照常"
CLOSED_DESKS = "单位没有保存过片区范围时，企业暂不归片区；企业和评分照常"
CLOSED_TRANSFERS = "产业转移这一部分按不明计分；其他各部分照常"
CLOSED_SETTINGS = "评分先用程序自带的数值；企业照常"
CLOSED_OWN_SETTINGS = "评分先用随附的设置；企业照常"


def company_failures(
    environment: Mapping[str, str], chains: Mapping[str, Chain] | None = None
) -> tuple[DataError, ...]:
    """Return what is wrong with files of companies, each with what that closes.

    `chains` are the shipped chains, None while one of them is closed: then nobody can say
    whether an assignment names a link there is.
    """
    return failures(all_company_files(environment, chains))


def all_company_files(
    environment: Mapping[str, str], chains: Mapping[str, Chain] | None = None
) -> tuple[DataFile, ...]:
    """List companies, lists, links, desks, transfers and settings with their readers.

    What names something of another file is there once more, to be compared with it.
    """
    lines = opened_or(None, read_company_lines)
    return (*company_files(lines, chains), *_other_files(environment, lines, chains))


def company_files(
    lines: Lines | None, chains: Mapping[str, Chain] | None = None, folder: Path = DATA
) -> Iterator[DataFile]:
    """List the files of companies, lists and links with their readers.

    `lines` are those of the companies of `folder`, None while they do not open.
    """
    yield DataFile(folder / LISTS, CLOSED_LISTS, partial(read_lists, folder))
    read = partial(read_company_lines, folder) if lines is None else lambda: lines
    words = opened_or(None, read_link_words)
    yield DataFile(folder / COMPANIES, CLOSED_COMPANIES, read)
    for path in link_files(folder):
        yield DataFile(path, CLOSED_LINKS, partial(read_links, path, lines))
        if chains is not None:
            yield DataFile(path, CLOSED_LINKS, partial(check_chain, path, chains))
        if chains is not None and path.stem in chains and lines is not None and words is not None:
            named = partial(refuse_unnamed_products, path, chains[path.stem], lines, words)
            yield DataFile(path, CLOSED_LINKS, named)
    for chain in chain_files() if folder == DATA else ():
        path = folder / "links" / f"{chain.stem}.csv"
        yield DataFile(path, CLOSED_LINKS, partial(_require, path))


def _require(path: Path) -> None:
    if not path.exists():
        raise unreadable(path, "文件不在了，请恢复原文件")


def _other_files(
    environment: Mapping[str, str], lines: Lines | None, chains: Mapping[str, Chain] | None
) -> Iterator[DataFile]:
    parents, transfers = DATA / "parents.csv", DATA / "transfers.yaml"
    yield DataFile(parents, CLOSED_PARENTS, load_parents)
    if lines is not None:
        known = {line.id for _, line in lines}
        yield DataFile(parents, CLOSED_PARENTS, partial(refuse_unknown_companies, known))
    yield DataFile(SHORT_NAMES, CLOSED_SHORT_NAMES, read_short_names)
    yield DataFile(SEARCHED, CLOSED_SEARCHED, read_searched)
    if chains is not None:
        yield DataFile(SEARCHED, CLOSED_SEARCHED, partial(refuse_unknown_links, chains))
    yield DataFile(INDUSTRIES, CLOSED_INDUSTRIES, read_industries)
    yield DataFile(LINK_WORDS, CLOSED_LINK_WORDS, read_link_words)
    if chains is not None:
        yield DataFile(LINK_WORDS, CLOSED_LINK_WORDS, partial(refuse_words_of_no_link, chains))
    yield DataFile(DESKS, CLOSED_DESKS, load_desks)
    yield DataFile(transfers, CLOSED_TRANSFERS, load_transfers)
    if chains is not None:
        refuse = partial(refuse_chains_of_transfers, chains)
        yield DataFile(transfers, CLOSED_TRANSFERS, refuse)
    *_, shipped = settings_files(environment)
    yield DataFile(shipped, CLOSED_SETTINGS, partial(load_score_settings, shipped))
    yield from own_settings_files(environment)


def own_settings_files(environment: Mapping[str, str]) -> Iterator[DataFile]:
    """List the settings of scores that the office put before ours."""
    for path in settings_files(environment)[:-1]:
        yield DataFile(path, CLOSED_OWN_SETTINGS, partial(load_score_settings, path))
