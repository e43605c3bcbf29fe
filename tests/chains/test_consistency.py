"""What the parts of one chain file say of each other: sources, ids, flows, residents."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from chains.catalog import load_chain
from chains.model import Chain, Source, SourceId
from files.errors import DataError
from tests.builders import SOURCES, write_chain

PATTERN = get_args(SourceId)[1]
SHARED = {source.id: source for source in SOURCES}
Content = dict[str, Any]
# Every place of a chain file that cites a source, each with a source of its own.
CITING: Mapping[str, str] = {
    "links › fabric › evidence › 第1项 › source": "E1",
    "links › fabric › evidence_province › 第1项 › source": "E2",
    "figures › 第1项 › sources › 第1项": "E3",
    "flows › 第1项 › sources › 第1项": "E4",
    "enterprises › 甲厂 › sources › 第1项": "E5",
    "projects › 甲厂扩建 › sources › 第1项": "E6",
    "target_directions › 第1项 › sources › 第1项": "E7",
    "structure_sources › 第1项": "E8",
    "structure_checked › 第1项": "E9",
}


def link(link_id: str = "fabric", **fields: object) -> Content:
    return {"id": link_id, "name": "面料", "stage": "midstream"} | fields


def citing() -> Content:
    """Return a chain that cites a source wherever it can."""
    said = [{"source": i, "proves": "background", "says": "有"} for i in ("E1", "E2")]
    return {
        "links": [link(evidence=said[:1], evidence_province=said[1:]), link("yarn")],
        "figures": [{"what": "产值", "value": "1 亿元", "sources": ["E3"]}],
        "flows": [{"from": "yarn", "to": "fabric", "weight": 1, "sources": ["E4"]}],
        "enterprises": [{"name": "甲厂", "sources": ["E5"]}],
        "projects": [{"name": "甲厂扩建", "sources": ["E6"]}],
        "target_directions": [{"desk": "长三角", "why": "近", "sources": ["E7"]}],
        "structure_sources": ["E8"],
        "structure_checked": ["E9"],
        "sources": [{"id": i, "title": f"题{i}", "grade": "A"} for i in CITING.values()],
    }


def problems(folder: Path, content: Content) -> list[tuple[str, str]]:
    """Return where a file is refused, and why."""
    with pytest.raises(DataError) as refused:
        load_chain(write_chain(folder, **content), SHARED)
    return [(problem.where, problem.text) for problem in refused.value.problems]


def citing_fields(model: type[BaseModel], found: set[str]) -> set[str]:
    """Return the fields, as Model.field, that hold ids of sources, in `model` and below it."""
    for name, field in model.model_fields.items():
        for part in _types(field.rebuild_annotation()):
            if part is PATTERN and model is not Source:
                found.add(f"{model.__name__}.{name}")
            elif isinstance(part, type(BaseModel)):
                citing_fields(part, found)
    return found


def _types(annotation: object) -> Iterator[object]:
    yield annotation
    for part in get_args(annotation):
        yield from _types(part)


def test_every_field_of_a_chain_that_cites_is_tried_here() -> None:
    assert citing_fields(Chain, set()) == {
        "Evidence.source",  # of evidence and of evidence_province
        "Figure.sources",
        "Flow.sources",
        "Enterprise.sources",
        "Project.sources",
        "Direction.sources",
        "Chain.structure_sources",
        "Chain.structure_checked",
    }


def test_a_source_that_any_part_cites_is_cited_and_comes_with_the_chain(tmp_path: Path) -> None:
    chain, weak = load_chain(write_chain(tmp_path, **citing()), {})

    assert [source.id for source in chain.sources] == sorted(CITING.values())
    assert weak == []


@pytest.mark.parametrize(("where", "source"), CITING.items())
def test_a_citation_of_a_source_that_is_not_registered_is_refused_where_it_stands(
    tmp_path: Path, where: str, source: str
) -> None:
    content = citing()
    left = [entry for entry in content["sources"] if entry["id"] != source]

    found = problems(tmp_path, content | {"sources": left})

    assert [(place, source in text) for place, text in found] == [(where, True)]


def test_a_source_that_nothing_cites_is_to_be_mended_at_its_line(tmp_path: Path) -> None:
    content = citing()
    content["sources"].append({"id": "E99", "title": "题", "grade": "A"})

    _, [problem] = load_chain(write_chain(tmp_path, **content), {})

    assert (problem.where, problem.text) == ("sources › E99", "没有任何地方引用这个来源")


def test_what_every_chain_may_cite_comes_with_a_chain_only_if_it_is_cited(tmp_path: Path) -> None:
    cited = [{"source": "A0", "proves": "background", "says": "有"}]

    chain, _ = load_chain(write_chain(tmp_path, links=[link(evidence=cited)], sources=[]), SHARED)

    assert chain.sources == (SHARED["A0"],)


def test_a_source_of_the_chain_goes_before_a_shared_one_of_the_same_id(tmp_path: Path) -> None:
    own = {"id": "A0", "title": "自己的", "grade": "B"}
    cited = [{"source": "A0", "proves": "background", "says": "有"}]

    chain, _ = load_chain(
        write_chain(tmp_path, links=[link(evidence=cited)], sources=[own]), SHARED
    )

    assert [source.title for source in chain.sources] == ["自己的"]


@pytest.mark.parametrize(
    ("stated", "evidence", "basis", "said"),
    [
        ("missing", "A0", "memory", "不是 source"),
        ("missing", "A0", "source", None),
        ("unknown", "", "memory", None),
    ],
)
def test_a_presence_that_will_not_be_believed_is_to_be_mended(
    tmp_path: Path, stated: str, evidence: str, basis: str, said: str | None
) -> None:
    row = {"source": evidence, "proves": stated, "says": "有", "as_of": "2025"}
    cited = [row] if evidence else []
    doubted = link("yarn", presence=stated, presence_basis=basis, evidence=cited)

    _, weak = load_chain(write_chain(tmp_path, links=[link(), doubted], sources=[]), SHARED)

    expected = [] if said is None else [("links › yarn › presence", True)]
    assert [(p.where, str(said) in p.text) for p in weak] == expected


def test_an_id_used_three_times_is_refused_at_the_second_and_the_third(tmp_path: Path) -> None:
    found = problems(tmp_path, {"links": [link(), link("yarn"), link(), link()], "sources": []})

    assert [place for place, _ in found] == ["links › fabric › id"] * 2
    assert all("用了两次" in text for _, text in found)


@pytest.mark.parametrize(
    ("flow", "where", "said"),
    [
        ({"from": "nowhere"}, "flows › 第2项 › from", "没有编号为 nowhere 的环节"),
        ({"to": "nowhere"}, "flows › 第2项 › to", "没有编号为 nowhere 的环节"),
        ({"basis": "inference"}, "flows › 第2项 › basis", "只能是 source 或 common"),
        ({"to": "fabric"}, "flows › 第2项", "不能供给自己"),
        ({"from": "yarn", "to": "fabric"}, "flows › 第2项", "yarn → fabric 写了两次"),
    ],
)
def test_a_flow_that_cannot_be_is_refused_where_it_stands(
    tmp_path: Path, flow: dict[str, str], where: str, said: str
) -> None:
    links = [link(name) for name in ("yarn", "fabric", "shirt")]
    good = {"from": "yarn", "to": "fabric", "weight": 1}
    bad = {"from": "fabric", "to": "shirt", "weight": 1} | flow

    [(place, text)] = problems(tmp_path, {"links": links, "flows": [good, bad], "sources": []})

    assert place == where
    assert said in text


def test_a_circle_is_told_as_a_round_trip_at_its_last_flow(tmp_path: Path) -> None:
    links = [link(name) for name in ("yarn", "fabric", "shirt", "rag")]
    ends = [("fabric", "shirt"), ("shirt", "rag"), ("yarn", "fabric"), ("rag", "fabric")]
    flows = [{"from": source, "to": target, "weight": 1} for source, target in ends]
    beside = {"from": "yarn", "to": "shirt", "weight": 1}

    [(place, text)] = problems(tmp_path, {"links": links, "flows": [*flows, beside], "sources": []})

    assert place == "flows › 第4项"
    told = re.search(r"[a-z]+( → [a-z]+)+", text)
    trip = told.group().split(" → ") if told else []
    assert trip[0] == trip[-1]
    assert sorted(trip[1:]) == ["fabric", "rag", "shirt"]
    assert all(pair in ends for pair in pairwise(trip))


def test_a_resident_without_an_entry_is_refused_where_it_stands(tmp_path: Path) -> None:
    known = [{"name": "甲厂", "sources": ["A0"]}]
    lived_in = link("yarn", residents=["甲厂", "乙厂"])

    [(place, text)] = problems(
        tmp_path, {"links": [link(), lived_in], "enterprises": known, "sources": []}
    )

    assert place == "links › yarn › residents › 第2项"
    assert "企业 乙厂 没有写进 enterprises" in text
