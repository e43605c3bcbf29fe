"""What an assignment rests on names the product of its link, in the words of chain or source."""

from pathlib import Path

import pytest

from chains.catalog import load_catalog
from files.errors import DataError
from targets.assigning.link_words import (
    FILE,
    ground,
    is_named,
    read_link_words,
    refuse_unnamed_products,
    refuse_words_of_no_link,
    words_that_name,
)
from targets.companies_file import link_files, read_company_lines, read_links
from targets.company_rows import CompanyLine
from tests.builders import make_chain, make_link

HEADS = "chain,link,word\n"
LINKS = "company,name,links,basis,source_title,source_url,published,note\n"


def company(name: str, segment: str, products: str) -> CompanyLine:
    empty = dict.fromkeys(CompanyLine.model_fields, "")
    given = {"id": "c0000000001", "name": name, "segment": segment, "products": products}
    return CompanyLine.model_validate({**empty, **given, "basis": "memory"})


def complaint(folder: Path, basis: str, *, own: str = "", words: tuple[str, ...] = ()) -> str:
    """Return what is said of a company that a row puts at a link for «新能源汽车整车»."""
    link = make_link(
        "vehicle", "unknown", name="整车", products=("新能源汽车",), keywords=("电动汽车",)
    )
    chain = make_chain(vehicle="unknown").model_copy(update={"links": (link,)})
    path = folder / "textiles.csv"
    source = f"{own},https://a.cn,2026-01-01" if own else ",,"
    path.write_text(f"{LINKS}c0000000001,甲电动汽车公司,vehicle,{basis},{source},\n", "utf-8")
    lines = [(2, company("甲电动汽车公司", "汽车", "商用车"))]
    try:
        refuse_unnamed_products(path, chain, lines, {(chain.id, "vehicle"): words})
    except DataError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("basis", "own", "words", "holds"),
    [
        ("products", "", (), False),
        ("segment", "", (), False),
        ("name", "", (), True),
        ("memory", "", (), True),
        ("products", "", ("商用车",), True),
        ("products", "年销量见报", (), False),
        ("products", "新能源汽车年销量见报", (), True),
        ("segment", "", ("车",), False),
        ("segment", "", ("汽车",), True),
    ],
)
def test_an_assignment_rests_on_words_that_name_the_product(
    tmp_path: Path, basis: str, own: str, words: tuple[str, ...], *, holds: bool
) -> None:
    said = complaint(tmp_path, basis, own=own, words=words)

    assert (said == "") is holds
    assert holds or "第2行「links」：「甲电动汽车公司」凭" in said


@pytest.mark.parametrize(
    ("word", "siblings", "proves"),
    [
        ("原料药", ((), ()), True),
        ("原料药", (("抗肿瘤原料药",), ()), True),
        ("原料药", (("抗肿瘤原料药", "抗癌原料药"), ()), True),
        ("原料药", (("抗肿瘤原料药",), ("七氟烷原料药",)), False),
        ("原料药", (("原料药定制",), ("原料药仓储",)), True),
        ("木门", (("木门",), ()), False),
    ],
)
def test_a_word_that_fits_sibling_links_equally_proves_none(
    word: str, siblings: tuple[tuple[str, ...], ...], *, proves: bool
) -> None:
    own = make_link("own", "unknown", name="其他品种", products=(word,))
    others = [
        make_link(f"other_{at}", "unknown", name=f"旁边{at}", products=products)
        for at, products in enumerate(siblings)
    ]
    chain = make_chain(own="unknown").model_copy(update={"links": (own, *others)})

    assert is_named(f"生产{word}", words_that_name(chain, {})["own"]) is proves


def test_a_registered_word_of_two_links_of_one_chain_proves_neither() -> None:
    links = [make_link(link, "unknown", name=f"名{link}") for link in ("wheel", "part")]
    chain = make_chain(wheel="unknown").model_copy(update={"links": tuple(links)})
    words = {(chain.id, "wheel"): ("铝合金车轮",), (chain.id, "part"): ("铝合金车轮", "刹车片")}

    naming = words_that_name(chain, words)

    assert not is_named("铝合金车轮", naming["wheel"])
    assert not is_named("铝合金车轮", naming["part"])
    assert is_named("刹车片", naming["part"])


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("silicon,silica,白炭黑粉\n" * 2, "第3行「word」：环节的叫法「白炭黑粉」写了两次"),
        ("silicon,silica,\n", "第2行「word」"),
    ],
)
def test_a_wrong_word_is_refused_by_its_line(tmp_path: Path, rows: str, says: str) -> None:
    path = tmp_path / "link_words.csv"
    path.write_text(HEADS + rows, "utf-8")

    with pytest.raises(DataError) as refused:
        read_link_words(path)

    assert says in str(refused.value)


def test_a_word_for_a_link_that_no_chain_has_is_refused_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "link_words.csv"
    path.write_text(f"{HEADS}silicon,no_such,白炭黑粉\n", "utf-8")

    with pytest.raises(DataError) as refused:
        refuse_words_of_no_link(load_catalog().chains, path)

    assert "第2行「link」：没有环节「silicon.no_such」" in str(refused.value)


def test_every_shipped_assignment_names_its_product_and_every_word_is_needed() -> None:
    chains, words, lines = load_catalog().chains, read_link_words(FILE), read_company_lines()
    by_id = {line.id: line for _, line in lines}
    needed = set()
    for path in link_files():
        refuse_unnamed_products(path, chains[path.stem], lines, words)
        naming = words_that_name(chains[path.stem], words)
        for _, row in read_links(path, lines):
            said = ground(row, by_id[row.company])
            for link in row.links:
                own = naming[link].intersection(words.get((path.stem, link), ()))
                if not is_named(said, naming[link] - own):
                    needed |= {(path.stem, link, word) for word in own if is_named(said, (word,))}

    assert needed == {(*key, word) for key, found in words.items() for word in found}
