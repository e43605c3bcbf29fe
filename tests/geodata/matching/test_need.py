"""What a plant asks of its place, read off the chain around its link."""

import pytest

from chains.model import Chain, Enterprise
from chains.site import Utility
from geodata.matching.need import need_of
from tests.builders import make_chain


def make_neighbours() -> Chain:
    """Return mine > ore > acid > salt > film, and gas > acid, each with residents."""
    chain = make_chain(
        "mine>ore",
        "ore>acid",
        "acid>salt",
        "salt>film",
        "gas>acid",
        residents={
            "mine": ["矿厂"],
            "ore": ["矿石厂", "两用厂"],
            "acid": ["酸厂"],
            "salt": ["盐厂", "两用厂"],
            "film": ["膜厂"],
            "gas": ["气厂"],
        },
    )
    counties = {
        "膜厂": "泰宁县",
        "盐厂": "永安市",
        "气厂": "",
        "两用厂": "永安市",
        "矿石厂": "三元区",
        "酸厂": "沙县区",
    }
    residents = tuple(
        Enterprise.model_validate({"name": name, "county": county, "sources": ["A0"]})
        for name, county in counties.items()
    )
    return chain.model_copy(update={"enterprises": residents})


def test_partners_are_the_residents_on_both_sides_each_once_in_file_order() -> None:
    chain = make_neighbours()

    assert [link.id for link in chain.links] == ["mine", "ore", "acid", "salt", "film", "gas"]
    assert need_of(chain, "acid").partners == ("矿石厂", "两用厂", "盐厂", "气厂")


def test_a_link_at_either_end_has_partners_on_its_one_side() -> None:
    chain = make_neighbours()

    assert need_of(chain, "mine").partners == ("矿石厂", "两用厂")
    assert need_of(chain, "film").partners == ("盐厂", "两用厂")


def test_counties_are_those_of_the_partners_as_far_as_they_are_known() -> None:
    chain = make_neighbours()

    assert need_of(chain, "acid").counties == ("永安市", "三元区")
    assert need_of(chain, "mine").counties == ("永安市", "三元区")
    assert need_of(chain, "ore").counties == ("沙县区",)


@pytest.mark.parametrize(("invested", "area", "per_mu"), [
    (30_000, 100, 300), (0, 100, 0), (30_000, None, None), (None, 100, None), (30_000, 0, None),
])  # fmt: skip
def test_an_investment_per_mu_needs_both_numbers(
    invested: float | None, area: float | None, per_mu: float | None
) -> None:
    need = need_of(make_neighbours(), "acid", investment_10k_yuan=invested, area_mu=area)

    assert need.investment_10k_yuan_per_mu == per_mu


def test_a_need_asks_what_the_link_states_of_its_site_and_nothing_else() -> None:
    chain = make_neighbours()
    site = {"chemical_park": True, "utilities": ("steam", "rail")}
    acid = chain.links[2].model_validate(chain.links[2].model_dump(by_alias=True) | {"site": site})
    stated = chain.model_copy(update={"links": (*chain.links[:2], acid, *chain.links[3:])})

    need, plain = need_of(stated, "acid"), need_of(chain, "acid")

    assert (need.chemical, need.utilities) == (True, (Utility.STEAM, Utility.RAIL))
    assert (plain.chemical, plain.utilities) == (False, ())
    assert (need.chain_id, need.link_id, need.link_name) == ("textiles", "acid", "acid")
