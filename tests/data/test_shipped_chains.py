"""The shipped content holds together: every statement has a source, every id stays."""

import json
import re
from pathlib import Path

import pytest
import yaml

from chains.allowed_words import COUNTIES
from chains.catalog import load_catalog, load_chain
from chains.gaps.assessment import Flag
from chains.model import Chain, Grade, Presence, Proves, Source
from chains.schema import SCHEMA, schema_text
from chains.settings import DATA
from chains.web_addresses import address_for_readers
from tests.builders import assess

CATALOG = load_catalog()
CHAINS = list(CATALOG.chains.values())
CHAIN_FILES = sorted(path for path in DATA.glob("*.yaml") if path.stem in CATALOG.chains)
IDS = Path(__file__).with_name("chain_ids.json")
by_id = pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.id)


def shared_sources() -> dict[str, Source]:
    listed = yaml.safe_load((DATA / "sources.yaml").read_text("utf-8"))
    return {raw["id"]: Source.model_validate(raw) for raw in listed}


def test_sixteen_chains_open_without_a_problem_or_a_notice() -> None:
    assert len(CHAINS) == 16
    assert (CATALOG.problems, CATALOG.notices) == ((), ())


def test_ids_are_those_of_the_last_release() -> None:
    """An id is an address; to change one on purpose, change chain_ids.json in the same commit."""
    now = {chain.id: sorted(link.id for link in chain.links) for chain in CHAINS}

    assert now == json.loads(IDS.read_text("utf-8"))


LACKING = {Presence.WEAK: Proves.WEAK, Presence.MISSING: Proves.MISSING}


def lacking(chain: Chain) -> list[str]:
    """The links that a source above D says are weak or missing."""
    grades = {i: source.grade for i, source in chain.source_by_id.items()}
    return [
        link.id
        for link in chain.links
        if any(
            e.proves is LACKING.get(link.stated_presence) and grades[e.source] < Grade.D
            for e in link.evidence
        )
    ]


@by_id
def test_gaps_are_the_links_a_source_says_are_weak_or_missing(chain: Chain) -> None:
    assert [f.link.id for f in assess(chain).flagged(Flag.GAP)] == lacking(chain)


@by_id
def test_only_links_with_a_direction_are_wanted(chain: Chain) -> None:
    wanted = assess(chain).flagged(Flag.WANTED)

    assert [f.link.id for f in wanted if not f.link.gap_direction] == []


@by_id
def test_every_stated_presence_has_evidence(chain: Chain) -> None:
    bare = [k.id for k in chain.links if k.stated_presence != "unknown" and not k.evidence]

    assert bare == []


@by_id
def test_every_wanted_link_cites_a_source(chain: Chain) -> None:
    assert [k.id for k in chain.links if k.gap_direction and not k.evidence] == []


@by_id
def test_names_fit_a_box(chain: Chain) -> None:
    assert [link.name for link in chain.links if len(link.name) > 10] == []


@by_id
def test_places_are_counties_of_sanming(chain: Chain) -> None:
    named = {e.county for e in chain.enterprises} | {p.county for p in chain.projects}

    assert (named | set(chain.counties)) - {""} <= set(COUNTIES)


def test_a_company_that_several_chains_name_is_in_one_county() -> None:
    counties: dict[str, set[str]] = {}
    for chain in CHAINS:
        for enterprise in chain.enterprises:
            counties.setdefault(enterprise.name, set()).add(enterprise.county)

    assert {name: found for name, found in counties.items() if len(found) > 1} == {}


@by_id
def test_addresses_of_sources_are_web_addresses(chain: Chain) -> None:
    odd = [s.url for s in chain.sources if s.url and not re.match(r"https?://[^\s]+$", s.url)]

    assert odd == []


@by_id
def test_the_address_of_a_copy_is_never_written_as_that_of_the_source(chain: Chain) -> None:
    copies = [s for s in chain.sources if s.stated_grade is Grade.C or "转载" in s.publisher]

    assert [s.id for s in copies if s.url and not address_for_readers(s.url)] == []


@pytest.mark.parametrize("path", CHAIN_FILES, ids=lambda path: path.stem)
def test_nothing_told_from_memory_is_worded_as_a_fact(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    kept = [line for line in lines if not re.fullmatch(r"\s*(\w+_)?basis: memory", line)]

    assert [line for line in kept if "记忆" in line or "memory" in line] == []


def test_a_source_cited_by_several_chains_stands_once() -> None:
    own = [
        s["id"] for path in CHAIN_FILES for s in yaml.safe_load(path.read_text("utf-8"))["sources"]
    ]

    assert len(own) == len(set(own))
    assert set(own) & set(shared_sources()) == set()


def test_every_shared_source_is_cited_by_at_least_two_chains() -> None:
    citing = {i: sum(i in chain.source_by_id for chain in CHAINS) for i in shared_sources()}

    assert {i: n for i, n in citing.items() if n < 2} == {}


def test_the_schema_for_editors_is_up_to_date() -> None:
    assert SCHEMA.read_text("utf-8") == schema_text(), "run: python -m chains schema"


@pytest.mark.parametrize("path", sorted((DATA / "alternates").glob("*.yaml")), ids=lambda p: p.stem)
def test_an_alternate_chain_loads(path: Path) -> None:
    chain, weak = load_chain(path, shared_sources())

    assert chain.alternate
    assert weak == []
