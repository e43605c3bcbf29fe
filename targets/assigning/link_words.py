"""来源的叫法: words by which sources name the product of a link, beside those the chain gives.

A company stands at a link because its source, or its name, names what the link makes: «汽车» is
not «新能源汽车整车». The name, products and keywords of the link are such words; `link_words.csv`
adds what sources call the same thing, each read by somebody. Whoever writes a company with another
word either adds it there, or says that the link rests on memory.

A word proves one link and not its siblings: «原料药» is as much «抗肿瘤原料药» as «七氟烷原料药»,
and one that two links of a chain have both names neither.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from chains.model import Chain, Link
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.records import Name, Record, Slug
from targets.company_rows import CompanyLine, LinkLine

FILE = Path(__file__).parents[1] / "data" / "link_words.csv"
LinkKey = tuple[str, str]
"""Chain and link."""
WordsOfLinks = Mapping[LinkKey, Sequence[str]]
GENERAL_FROM = 2
"""How many other links must have kinds of what a word names for it to be their general word."""
GROUNDS = {"products": "主营", "segment": "细分领域", "name": "名称"}


class LinkWord(Record):
    """一个叫法: a word for the product of a link; one of a single character is the whole text."""

    chain: Slug
    link: Slug
    word: Name


def read_link_words(path: Path = FILE) -> WordsOfLinks:
    """Read the words of each link, in file order.

    Raises:
        DataError: a row does not fit, or a word of a link is there twice.
    """
    found: dict[LinkKey, list[str]] = defaultdict(list)
    problems = []
    for line, row in read_csv(LinkWord, path):
        words = found[row.chain, row.link]
        if row.word in words:
            problems.append(Problem(line, "word", f"环节的叫法「{row.word}」写了两次，请删去一行"))
        words.append(row.word)
    if problems:
        raise DataError(path, problems)
    return found


def refuse_words_of_no_link(chains: Mapping[str, Chain], path: Path = FILE) -> None:
    """See that every word is one of a link there is.

    Raises:
        DataError: naming every row with another.
    """
    known = {(chain.id, link.id) for chain in chains.values() for link in chain.links}
    problems = [
        Problem(line, "link", f"没有环节「{row.chain}.{row.link}」，请改正或删去")
        for line, row in read_csv(LinkWord, path)
        if (row.chain, row.link) not in known
    ]
    if problems:
        raise DataError(path, problems)


def refuse_unnamed_products(
    path: Path, chain: Chain, companies: Iterable[tuple[int, CompanyLine]], words: WordsOfLinks
) -> None:
    """See that what every assignment of one file rests on names the product of its link.

    Raises:
        DataError: naming every row and link for which it does not.
    """
    by_id = {line.id: line for _, line in companies}
    links = {link.id: link for link in chain.links}
    naming = words_that_name(chain, words)
    problems = []
    for line, row in read_csv(LinkLine, path, may_be_empty=True):
        if row.basis not in GROUNDS or row.company not in by_id:
            continue
        said = ground(row, by_id[row.company])
        problems += [
            Problem(line, "links", _complaint(row, links[link]))
            for link in row.links
            if link in links and not is_named(said, naming[link])
        ]
    if problems:
        raise DataError(path, problems)


def ground(row: LinkLine, company: CompanyLine) -> str:
    """Return the words on which an assignment of `company` rests; of memory there are none."""
    if row.basis == "name":
        return company.name
    if row.source_title:
        return f"{row.source_title}；{row.note}"
    return {"products": company.products, "segment": company.segment}.get(row.basis, "")


def words_that_name(chain: Chain, words: WordsOfLinks) -> Mapping[str, frozenset[str]]:
    """Return by link the words which name its product and no sibling equally.

    Left out is a word that another link has too, or in which words of several other links end.
    """
    every = {
        link.id: {link.name, *link.products, *link.keywords, *words.get((chain.id, link.id), ())}
        for link in chain.links
    }
    having, ending = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for link, own in every.items():
        for word in own:
            having[word].add(link)
            for start in range(1, len(word)):
                ending[word[start:]].add(link)
    return {
        link: frozenset(
            word
            for word in own
            if len(having[word]) == 1 and len(ending[word] - {link}) < GENERAL_FROM
        )
        for link, own in every.items()
    }


def is_named(text: str, words: Iterable[str]) -> bool:
    """Tell whether `text` says one of `words`; a single character must be the whole text."""
    return any(text == word if len(word) == 1 else word in text for word in words)


def _complaint(row: LinkLine, link: Link) -> str:
    return (
        f"「{row.name}」凭{GROUNDS[row.basis]}归「{link.name}」，{GROUNDS[row.basis]}里却没有写到这个"
        "环节的产品（几个环节共有的叫法和统称不算）；来源另有叫法的补进 link_words.csv，"
        "没有写到的依据改 memory"
    )
