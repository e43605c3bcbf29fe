"""The vocabulary of a chain file: the bounds of each word, and what has no source is dropped."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from chains.model import (
    Basis,
    Chain,
    Direction,
    Enterprise,
    Evidence,
    Figure,
    Flow,
    Link,
    Presence,
    Project,
    Source,
)

Given = dict[str, Any]
LINK: Given = {"id": "fabric", "name": "面料", "stage": "midstream"}
SAID: Given = {"source": "S1", "proves": "present"}
CHAIN: Given = {"id": "textiles", "name": "纺织", "name_status": "compiled", "links": [LINK]}
ENTERPRISE: Given = {"name": "甲厂", "sources": ["S1"]}


def test_a_link_of_which_nothing_is_written_is_unknown_and_rests_on_nothing() -> None:
    link = Link.model_validate(LINK)

    assert (link.stated_presence, link.presence_basis) == (Presence.UNKNOWN, Basis.NONE)
    assert (link.province, link.site.chemical_park) == (Presence.UNKNOWN, False)


def test_a_flow_rests_on_common_knowledge_unless_it_says_otherwise() -> None:
    plain = Flow.model_validate({"from": "yarn", "to": "fabric", "weight": 1})
    emptied = Flow.model_validate({"from": "yarn", "to": "fabric", "weight": 1, "basis": ""})

    assert (plain.basis, plain.loop) == (Basis.COMMON, False)
    assert emptied.basis is Basis.NONE


@pytest.mark.parametrize("weight", [1, 2, 3])
def test_a_weight_is_one_two_or_three(weight: int) -> None:
    assert Flow.model_validate({"from": "yarn", "to": "coat", "weight": weight}).weight == weight


@pytest.mark.parametrize("says", ["有", "无"])
def test_a_word_is_enough_to_say(says: str) -> None:
    assert Evidence.model_validate({"source": "S1", "proves": "present", "says": says}).says == says


@pytest.mark.parametrize(
    ("model", "given"),
    [
        (Evidence, SAID | {"says": ""}),
        (Evidence, SAID | {"says": "  "}),
        (Enterprise, {"name": "甲厂", "sources": []}),
        (Project, {"name": "扩建", "sources": []}),
        (Direction, {"desk": "长三角", "why": "近", "sources": []}),
        (Figure, {"what": "产值", "value": "1", "sources": []}),
        (Flow, {"from": "yarn", "to": "coat", "weight": 4}),
        (Flow, {"from": "yarn", "to": "coat", "weight": 0}),
        (Chain, CHAIN | {"links": []}),
    ],
)
def test_what_says_or_cites_nothing_is_refused(model: type, given: Given) -> None:
    validate: Callable[[Given], object] = model.model_validate  # type: ignore[attr-defined]

    with pytest.raises(ValidationError):
        validate(given)


@pytest.mark.parametrize("field", ["full_name", "county", "parent"])
@pytest.mark.parametrize(("basis", "kept"), [("source", True), ("memory", False), ("", False)])
def test_a_field_of_a_resident_is_kept_only_if_a_source_says_it(
    field: str, basis: str, *, kept: bool
) -> None:
    given = ENTERPRISE | {
        "full_name": "甲",
        "county": "永安市",
        "parent": "丙",
        f"{field}_basis": basis,
    }

    read = Enterprise.model_validate(given)

    assert bool(getattr(read, field)) is kept
    assert [bool(getattr(read, name)) for name in ("full_name", "county", "parent")].count(
        True
    ) == 2 + kept


def test_a_county_of_a_project_is_kept_only_if_a_source_says_it() -> None:
    given = {"name": "扩建", "sources": ["S1"], "county": "永安市"}

    assert Project.model_validate(given).county == "永安市"
    assert Project.model_validate(given | {"county_basis": "memory"}).county == ""


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("", True),
        ("https://example.cn/a", True),
        ("http://example.cn", True),
        ("ftp://example.cn", False),
        ("javascript:alert(1)", False),
        ("https://example.cn/a b", False),
        ("https://", False),
        ("http://103.52.134.50/scripts/wab.php", False),
        ("http://103.52.134.50:80", False),
        ("http://[::1]/a", False),
        ("http://1.gov.cn/103.52.134.50", True),
    ],
)
def test_an_address_is_one_of_the_web_or_none(url: str, *, taken: bool) -> None:
    given = {"id": "S1", "title": "题", "grade": "A", "url": url}
    if taken:
        assert Source.model_validate(given).url == url
        return
    with pytest.raises(ValidationError):
        Source.model_validate(given)


def test_one_text_may_stand_for_a_list_of_one() -> None:
    chain = Chain.model_validate(CHAIN | {"structure_sources": ["S1"]})

    assert chain.structure_sources == ("S1",)
    assert chain.link("fabric") is not None
    assert chain.link("nope") is None


def test_a_link_is_found_by_its_id_whatever_comes_before_it() -> None:
    chain = Chain.model_validate(CHAIN | {"links": [LINK, LINK | {"id": "coat"}]})

    found = chain.link("coat")

    assert found is chain.links[1]


def test_a_file_never_states_that_a_plan_grew_old() -> None:
    with pytest.raises(ValidationError, match="由程序按依据的年份算出"):
        Link.model_validate(LINK | {"presence": "planned_stale"})
