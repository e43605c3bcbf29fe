"""Which desk a company belongs to."""

from collections import Counter

import pytest
from pydantic import ValidationError

from targets.companies_file import load_companies
from targets.desks import DeskSettings, desk_of, load_desks

DESKS = load_desks()


@pytest.mark.parametrize(
    ("province", "city", "desk"),
    [
        ("浙江", "杭州", "长三角"),
        ("浙江省", "杭州市", "长三角"),
        ("浙江", "", "长三角"),
        ("浙江", "桐庐", "长三角"),
        ("上海", "", "长三角"),
        ("", "上海市", "长三角"),
        ("香港特别行政区", "", "粤港澳"),
        ("福建", "宁德", "闽东南"),
        ("福建", "", "闽东南"),
        ("福建", "南平", ""),
        ("台湾", "台北", "闽东南"),
        ("湖北", "武汉", "成渝汉"),
        ("云南", "昆明", ""),
        ("", "", ""),
    ],
)
def test_the_office_city_decides_and_else_the_province(province: str, city: str, desk: str) -> None:
    assert desk_of(province, city, DESKS) == desk


def test_the_shipped_companies_have_a_desk_but_for_five_in_cities_of_none() -> None:
    counted = Counter(desk_of(c.province, c.city, DESKS) for c in load_companies().companies)

    assert counted == {
        "长三角": 653,
        "京津冀": 230,
        "粤港澳": 192,
        "闽东南": 188,
        "成渝汉": 131,
        "": 5,
    }


def moved(**fields: object) -> DeskSettings:
    return DeskSettings.model_validate(
        DESKS.model_dump(mode="json") | {"desks": [{"id": "a1", "name": "甲片区", **fields}]}
    )


def test_a_whole_province_may_be_moved_to_another_desk() -> None:
    settings = moved(areas=[{"province": "台湾"}])

    assert (desk_of("台湾", "台北", settings), desk_of("福建", "厦门", settings)) == ("甲片区", "")


def test_a_city_may_belong_to_another_desk_than_its_province() -> None:
    settings = DeskSettings.model_validate(
        {
            "as_of": "2026-11-25",
            "desks": [
                {"id": "north", "name": "北", "areas": [{"province": "江苏"}]},
                {"id": "south", "name": "南", "areas": [{"province": "江苏", "cities": ["苏州"]}]},
            ],
        }
    )

    found = [desk_of("江苏", city, settings) for city in ("苏州", "南京", "")]
    assert found == ["南", "北", "北"]


@pytest.mark.parametrize("cities", [[], ["杭州"]])
def test_no_place_belongs_to_two_desks(cities: list[str]) -> None:
    area = {"province": "浙江省", "cities": cities}
    desks = [{"id": f"d{i}", "name": f"{i}号", "areas": [area]} for i in (1, 2)]

    with pytest.raises(ValidationError, match="只能归一个片区"):
        DeskSettings.model_validate({"as_of": "2026-11-25", "desks": desks})
