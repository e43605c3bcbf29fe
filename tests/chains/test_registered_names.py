"""A paper prints a company once as it is registered, with its trade name, and then short."""

import pytest

from chains.evidence.residents import residents_named
from chains.model import Enterprise
from chains.registered_names import NamesOnce, introduced, registered_name
from tests.builders import make_chain


def company(name: str, full_name: str, county: str = "") -> Enterprise:
    return Enterprise(name=name, full_name=full_name, county=county, sources=("A0",))


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
    assert introduced(company(name, full_name)) == text


@pytest.mark.parametrize(
    "full_name",
    ["", "（全称未核）和其昌有限公司", "三明杭萧钢构股份有限公司（来源用名）", "某某生产基地"],
)
def test_a_registered_name_that_nobody_knows_leaves_what_the_source_writes(full_name: str) -> None:
    one = company("甲厂", full_name)

    assert (registered_name(one), introduced(one)) == ("", "甲厂")


def test_a_paper_spells_a_name_whole_the_first_time_and_short_after_it() -> None:
    listed = (company("甲", "福建省甲纤维有限公司", "尤溪县"), company("乙", "", "永安市"))
    chain = make_chain(acid="present").model_copy(update={"enterprises": listed})
    spelled = NamesOnce(chain)

    first, then = (residents_named(["甲", "乙"], chain, spelled=spelled) for _ in range(2))

    assert first == "福建省甲纤维有限公司（甲，尤溪县）、乙（永安市）"
    assert then == "甲（尤溪县）、乙（永安市）"
