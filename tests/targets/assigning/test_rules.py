"""归链: what a class or a word of a company's texts tells of links, and how little that is."""

from collections.abc import Mapping

import pytest

from chains.model import Link
from chains.office import open_catalog
from targets.assigning.learned import LearnedWords, Taught
from targets.assigning.rules import MOST, Assigner, make_assigner
from targets.industry_names import code_of, names_by_code
from targets.model import Company, LinkState
from tests.builders import make_chain
from tests.steps import steps
from tests.targets.builders import make_company

ACID: Mapping[str, object] = {"keywords": ["氢氟酸"], "gbt4754": ["2611"]}
BEARING: Mapping[str, object] = {"keywords": ["轴承"], "gbt4754": ["3451"]}


def assigner(**links: Mapping[str, object]) -> Assigner:
    """Return the rules of one chain with these links."""
    made = tuple(
        Link.model_validate({"id": i, "name": i, "stage": "upstream", **fields})
        for i, fields in links.items()
    )
    return make_assigner([make_chain("ore>acid").model_copy(update={"links": made})])


def told(rules: Assigner, **fields: str) -> list[str]:
    """Return the links suggested to a company of which only this is known."""
    return [a.link for a in rules.assign(company(**fields))]


def company(**fields: str) -> Company:
    return make_company(**{"name": "甲有限公司", "products": "", **fields})


def test_what_is_made_gives_a_link_to_check_and_says_where_it_stood() -> None:
    [found] = assigner(acid=ACID).assign(company(scope="无水氢氟酸制造"))

    assert (found.link, found.state, found.basis) == ("acid", LinkState.TO_CHECK, "keyword")
    assert found.reason == "制造条目“氢氟酸”"


@pytest.mark.parametrize(
    "scope", ["氢氟酸销售", "轴承维修", "轴承批发；轴承维修", "氢氟酸销售；轴承维修"]
)
def test_what_is_only_sold_or_served_gives_none_by_itself(scope: str) -> None:
    assert told(assigner(acid=ACID, bearing=BEARING), scope=scope) == []


def test_a_class_alone_gives_a_link_to_check_and_is_named() -> None:
    [found] = assigner(acid=ACID).assign(company(industry_code="2611"))

    assert (found.state, found.basis) == (LinkState.TO_CHECK, "industry_code")
    assert found.reason == "小类 2611 无机酸制造"


def test_word_and_class_stand_in_one_reason() -> None:
    [found] = assigner(acid=ACID).assign(company(scope="氢氟酸生产", industry_code="2611"))

    assert found.reason == "制造条目“氢氟酸”；小类 2611 无机酸制造"


def test_nothing_found_here_is_ever_a_fact() -> None:
    fields = {"name": "氢氟酸股份有限公司", "products": "氢氟酸", "scope": "氢氟酸制造"}
    found = assigner(acid=ACID).assign(company(**fields, industry_code="2611"))

    assert {a.state for a in found} == {LinkState.TO_CHECK}


def test_a_class_counts_for_links_of_the_class_above() -> None:
    assert told(assigner(any_acid={"gbt4754": ["261"]}), industry_code="2611") == ["any_acid"]


@pytest.mark.parametrize("code", ["26", "C26", "2", ""])
def test_a_class_of_two_digits_says_nothing(code: str) -> None:
    assert told(assigner(acid=ACID), industry_code=code) == []


def test_a_class_that_many_links_share_says_little_of_each() -> None:
    many = {f"link_{number}": {"gbt4754": ["3985"]} for number in range(20)}
    rules = assigner(**many, cable={"keywords": ["线缆"], "gbt4754": ["3831"]})

    assert told(rules, industry_code="3985", scope="线缆制造") == ["cable"]


def test_the_name_of_the_class_is_read_where_the_list_writes_only_the_name() -> None:
    rules = assigner(weave={"keywords": ["机织服装"]})

    [found] = rules.assign(company(industry="机织服装制造"))

    assert found.reason == "行业“机织服装”"


def test_the_name_of_a_code_is_read_where_the_list_writes_only_the_code() -> None:
    rules = assigner(chem={"keywords": ["有机化学原料"]})

    assert told(rules, industry_code="2614") == ["chem"]


def test_no_company_is_given_more_than_three() -> None:
    links = {f"link_{number}": {"keywords": [f"产品{number}号机"]} for number in range(6)}
    scope = ";".join(f"产品{number}号机制造" for number in range(6))

    assert len(told(assigner(**links), scope=scope)) == MOST == 3


def test_a_much_weaker_link_is_not_named_beside_a_strong_one() -> None:
    rules = assigner(acid=ACID, bearing=BEARING)

    assert told(rules, scope="氢氟酸制造；轴承销售", industry_code="2611") == ["acid"]


def test_the_longest_word_of_the_trade_is_the_one_that_counts() -> None:
    rules = assigner(
        lift={"keywords": ["高空作业平台"]},
        shop={"keywords": ["平台"]},
        pack={"keywords": ["菌包"]},
    )

    assert told(rules, scope="高空作业平台制造") == ["lift"]


def test_a_name_is_not_read_across_the_border_of_two_words() -> None:
    rules = assigner(scented={"keywords": ["花茶"]})

    assert told(rules, name="采花茶业集团有限公司") == []
    assert told(rules, name="福州花茶有限公司", products="花茶") == ["scented"]


def test_who_is_registered_as_a_trader_is_not_taken_for_a_maker() -> None:
    rules = assigner(acid=ACID)

    assert told(rules, scope="氢氟酸生产") == ["acid"]
    assert told(rules, scope="氢氟酸生产", industry="批发业") == []


def test_links_of_one_chain_speak_for_each_other() -> None:
    both = make_assigner(
        make_chain("ore>acid", chain=chain).model_copy(
            update={
                "links": (
                    Link.model_validate(
                        {"id": "one", "name": "one", "stage": "upstream", "keywords": words}
                    ),
                )
            }
        )
        for chain, words in (("fluorine", ["氢氟酸", "氟化铝"]), ("other", ["氢氟酸"]))
    )

    found = both.assign(company(scope="氢氟酸制造；氟化铝制造"))

    assert [a.chain for a in found] == ["fluorine"]


def test_what_companies_of_a_link_write_speaks_for_it_and_is_said_in_numbers() -> None:
    taught = LearnedWords({"染整": (Taught(("fluorine", "acid"), 9, 12),)})
    rules = make_assigner([make_chain("ore>acid", chain="fluorine")], taught)

    [found] = rules.assign(company(products="染整加工、染整"))

    assert found.reason == "写“染整”的 12 家里 9 家归这里"


def test_width_and_case_of_letters_do_not_matter() -> None:
    rules = assigner(pcb={"keywords": ["PCB板"]})

    assert told(rules, products="pcb板") == ["pcb"]


@pytest.mark.parametrize(
    "hostile", ["“”；", "a" * 3000, "(" * 3000, "、" * 3000, "制造" * 1500, "的的的"]
)
def test_hostile_texts_are_read_like_any_other(hostile: str) -> None:
    rules = assigner(acid=ACID)
    fields = {"products": hostile, "industry": hostile}

    assert told(rules, scope=hostile + "；氢氟酸制造", **fields) in (["acid"], [])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("C2614 有机化学原料制造", "2614"),
        ("2614", "2614"),
        ("有机化学原料制造", "2614"),
        ("米、面制品制造", "1431"),
        ("制造业", ""),
        ("", ""),
    ],
)
def test_a_class_is_known_by_code_or_name(written: str, code: str) -> None:
    assert code_of(written) == code


def test_every_code_of_the_chain_files_has_a_name() -> None:
    chains = open_catalog({}).chains.values()
    used = {code for chain in chains for link in chain.links for code in link.gbt4754}

    assert used <= names_by_code().keys()


def test_a_company_takes_no_more_work_than_its_words_and_codes() -> None:
    # A look at each word there is would be thousands.
    rules = make_assigner(open_catalog({}).chains.values())
    one = make_company(scope="有机化学原料制造；轴承、齿轮制造；石墨烯材料销售；模具制造；" * 5)
    rules.assign(one)

    assert steps(lambda: rules.assign(one)) < 1000
