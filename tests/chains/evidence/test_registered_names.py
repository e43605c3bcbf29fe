"""A paper prints a company once as it is registered, with its trade name, and then short."""

import pytest

from chains.evidence.registered_names import NamesOnce, RegisteredNames, introduced, registered_name
from chains.evidence.residents import residents_named
from chains.model import Chain, Enterprise
from tests.builders import make_chain

WHOLE = "三明市甲化工有限公司"


def company(name: str, full_name: str = "", county: str = "") -> Enterprise:
    return Enterprise(name=name, full_name=full_name, county=county, sources=("A0",))


def chain_of(chain: str, *residents: Enterprise) -> Chain:
    made = make_chain(acid="present")
    return made.model_copy(update={"id": chain, "enterprises": residents})


@pytest.mark.parametrize(
    ("name", "full_name", "text"),
    [
        ("鑫森合纤", "福建鑫森合纤科技有限公司", "福建鑫森合纤科技有限公司（鑫森合纤）"),
        ("三钢闽光", "福建三钢闽光有限公司（集团：三钢）", "福建三钢闽光有限公司（三钢闽光）"),
        ("福建一建集团", "福建一建集团有限公司", "福建一建集团有限公司"),
        ("圣宝（沙县）农牧", "圣宝农牧有限公司", "圣宝农牧有限公司（圣宝〔沙县〕农牧）"),
        ("华忠生态（拟投）", "福建华忠有限公司", "福建华忠有限公司（华忠生态，拟投）"),
        ("建新轮胎", "建新轮胎（福建）有限公司", "建新轮胎（福建）有限公司"),
    ],
)
def test_the_registered_name_stands_before_the_trade_name(
    name: str, full_name: str, text: str
) -> None:
    assert introduced(name, registered_name(company(name, full_name))) == text


@pytest.mark.parametrize(
    "full_name",
    ["", "（全称未核）和其昌有限公司", "三明杭萧钢构股份有限公司（来源用名）", "某某生产基地"],
)
def test_a_registered_name_that_nobody_knows_leaves_what_the_source_writes(full_name: str) -> None:
    names = RegisteredNames([chain_of("steel", company("甲厂", full_name))])

    assert (names.of("steel", "甲厂"), names.introduced("steel", "甲厂")) == ("", "甲厂")


def test_a_paper_spells_a_name_whole_the_first_time_and_short_after_it() -> None:
    listed = (company("甲", "福建省甲纤维有限公司", "尤溪县"), company("乙", "", "永安市"))
    chain = chain_of("textiles", *listed)
    spelled = NamesOnce(RegisteredNames([chain])).of("textiles")

    first, then = (residents_named(["甲", "乙"], chain, spelled=spelled) for _ in range(2))

    assert first == "福建省甲纤维有限公司（甲，尤溪县）、乙（永安市）"
    assert then == "甲（尤溪县）、乙（永安市）"


def test_a_company_of_two_chains_is_whole_once_in_a_paper_on_both() -> None:
    one = company("甲", WHOLE)
    once = NamesOnce(RegisteredNames([chain_of("fluorine", one), chain_of("biomed", one)]))

    assert [once.of(chain)("甲") for chain in ("fluorine", "biomed")] == [f"{WHOLE}（甲）", "甲"]


@pytest.mark.parametrize("county", ["明溪县", ""])
def test_what_one_chain_knows_of_a_company_holds_in_another(county: str) -> None:
    known, lacking = company("甲", WHOLE, "明溪县"), company("甲", "（全称未核）甲", county)
    names = RegisteredNames([chain_of("biomed", lacking), chain_of("fluorine", known)])

    assert names.of("biomed", "甲") == names.anywhere("甲") == WHOLE


@pytest.mark.parametrize(
    "others",
    [
        (company("甲", WHOLE, "明溪县"), company("甲", "永安市甲化工有限公司", "")),
        (company("甲", WHOLE, "明溪县"), company("甲", "", "永安市")),
    ],
    ids=["two registered names", "two counties"],
)
def test_a_trade_name_that_may_be_either_of_two_companies_stays_one(
    others: tuple[Enterprise, ...],
) -> None:
    chains = [chain_of(f"other{i}", one) for i, one in enumerate(others)]
    names = RegisteredNames([*chains, chain_of("biomed", company("甲"))])

    assert (names.of("other0", "甲"), names.of("biomed", "甲")) == (WHOLE, "")
    assert names.anywhere("甲") == ""


@pytest.mark.parametrize(
    ("full_name", "now"),
    [
        ("甲旧有限公司", "甲新有限公司"),
        ("甲旧有限公司（来源用名）", "甲新有限公司"),
        ("（全称未核）甲旧有限公司", ""),
        ("甲他有限公司", "甲他有限公司"),
    ],
)
def test_a_former_name_stands_for_the_one_of_today(full_name: str, now: str) -> None:
    today = {"甲旧有限公司": "甲新有限公司"}
    chain = chain_of("steel", company("甲", full_name))
    names = RegisteredNames([chain], lambda name: today.get(name, ""))

    assert names.of("steel", "甲") == now


def test_a_saying_that_has_the_registered_name_introduces_it() -> None:
    names = RegisteredNames([chain_of("steel", company("甲", WHOLE))])
    told, untold = NamesOnce(names), NamesOnce(names)

    assert told.in_saying("甲", f"{WHOLE}的母公司为乙") == "甲"
    assert untold.in_saying("甲", "向它供货") == f"{WHOLE}〔甲〕"
    assert {told.of("steel")("甲"), untold.of("steel")("甲")} == {"甲"}


def test_a_sentence_introduces_each_resident_it_names_once() -> None:
    residents = (company("甲", WHOLE), company("甲丙", "福建甲丙有限公司"), company("乙"))
    once = NamesOnce(RegisteredNames([chain_of("fluorine", *residents)]))

    said = once.in_text("fluorine", "甲和甲丙在建，甲集团没有，乙也没有")

    assert said == f"{WHOLE}（甲）和福建甲丙有限公司（甲丙）在建，甲集团没有，乙也没有"
    assert once.in_text("fluorine", "甲投产") == "甲投产"


def test_a_sentence_that_has_the_registered_name_itself_is_left_as_it_is() -> None:
    once = NamesOnce(RegisteredNames([chain_of("fluorine", company("甲", WHOLE))]))

    assert once.in_text("fluorine", f"{WHOLE}和甲") == f"{WHOLE}和甲"
