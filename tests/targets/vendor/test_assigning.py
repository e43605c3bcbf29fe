"""归链: what a code or a word of a company's texts tells of links, and how little that is."""

from collections.abc import Mapping

import pytest

from chains.model import Link
from chains.office import open_catalog
from targets.model import LinkState
from targets.vendor.assigning import Assigner, make_assigner
from targets.vendor.industry_names import code_of, names_by_code
from tests.builders import make_chain
from tests.steps import steps
from tests.targets.builders import make_company


def assigner(**links: Mapping[str, object]) -> Assigner:
    """Return the rules of one chain with these links."""
    made = tuple(
        Link.model_validate({"id": i, "name": i, "stage": "upstream", **fields})
        for i, fields in links.items()
    )
    return make_assigner([make_chain("ore>acid").model_copy(update={"links": made})])


ACID = {"keywords": ["氢氟酸"], "gbt4754": ["2611"]}


def test_a_word_gives_a_link_to_check_and_says_where_it_stood() -> None:
    [found] = assigner(acid=ACID).assign(make_company(products="", scope="无水氢氟酸销售"))

    assert (found.link, found.state, found.basis) == ("acid", LinkState.TO_CHECK, "keyword")
    assert found.reason == "经营范围有「氢氟酸」"


def test_a_code_alone_gives_a_link_to_check() -> None:
    [found] = assigner(acid=ACID).assign(make_company(products="", industry_code="2611"))

    assert (found.state, found.basis) == (LinkState.TO_CHECK, "industry_code")
    assert found.reason == "行业 2611 无机酸制造 对应本环节"


def test_nothing_found_here_is_ever_a_fact() -> None:
    company = make_company(
        name="氢氟酸股份有限公司", products="氢氟酸", scope="氢氟酸", industry_code="2611"
    )

    assert {a.state for a in assigner(acid=ACID).assign(company)} == {LinkState.TO_CHECK}


def test_a_class_counts_for_links_of_the_class_above() -> None:
    found = assigner(any_acid={"gbt4754": ["261"]}).assign(
        make_company(products="", industry_code="2611")
    )

    assert [a.link for a in found] == ["any_acid"]


def test_a_class_above_says_nothing_of_one_below() -> None:
    assert assigner(acid=ACID).assign(make_company(products="", industry_code="26")) == ()


def test_a_word_in_the_name_says_more_than_one_in_the_scope() -> None:
    rules = assigner(acid=ACID, bearing={"keywords": ["轴承"]})

    found = rules.assign(make_company(name="甲轴承有限公司", products="", scope="氢氟酸"))

    assert [a.link for a in found] == ["bearing", "acid"]


def test_width_and_case_of_letters_do_not_matter() -> None:
    rules = assigner(pcb={"keywords": ["PCB板"]})

    assert rules.assign(make_company(products="pcb板")) != ()


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


def test_every_word_and_only_words_of_the_text_are_found() -> None:
    rules = make_assigner(open_catalog({}).chains.values())
    text = "含氟聚合物、无水氢氟酸、石墨烯材料、轴承、齿轮和传动部件制造;PCB 板"

    assert rules.words_in(text) == {word for word in rules.words if word in text.casefold()}


def test_a_company_takes_no_more_work_than_its_words_and_codes() -> None:
    # 118 functions entered for 130 characters; a look at each word there is would be thousands.
    rules = make_assigner(open_catalog({}).chains.values())
    company = make_company(scope="有机化学原料制造;轴承、齿轮制造;石墨烯材料销售;模具制造;" * 5)
    rules.assign(company)

    assert steps(lambda: rules.assign(company)) < 250
