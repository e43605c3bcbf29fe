"""What holds for every chain there could be."""

from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from chains.gaps.assessment import Finding, Flag
from chains.gaps.priority import priority
from chains.gaps.ranking import rank_flagged
from chains.model import Chain, Presence
from chains.settings import Weights, load_settings
from tests.builders import assess, make_chain

SETTINGS = load_settings()
NAMES = ("ore", "salt", "acid", "gas", "film", "bag")
KNOWN = st.sampled_from(["strong", "present", "weak", "planned", "missing", "unknown"])
thorough = settings(max_examples=60, deadline=None)


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    """Draw a chain of up to six links whose flows run from earlier to later names, or loop."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    flows = [
        f"{a}>{b}:{draw(st.integers(1, 3))}"
        for a, b in combinations(names, 2)
        if draw(st.booleans())
    ]
    if draw(st.booleans()):
        flows.append(f"{names[-1]}>{names[0]}:2 loop")
    return make_chain(
        *flows,
        wanted=draw(st.sets(st.sampled_from(names))),
        grades={name: draw(st.sampled_from(["A", "B", "BC", "D", ""])) for name in names},
        states={name: draw(KNOWN) for name in names},
    )


def with_presence(chain: Chain, link_id: str, presence: Presence) -> dict[str, Finding]:
    return dict(assess(chain, assume={link_id: presence}).findings)


@thorough
@given(chains())
def test_what_is_unknown_is_never_a_gap(chain: Chain) -> None:
    for finding in assess(chain).findings.values():
        is_unknown = finding.presence is Presence.UNKNOWN

        assert is_unknown == (Flag.TO_CHECK in finding.flags)
        assert not (is_unknown and Flag.GAP in finding.flags)


@thorough
@given(chains())
def test_a_gap_always_has_evidence_better_than_a_directory(chain: Chain) -> None:
    grades = chain.source_by_id
    for finding in assess(chain).flagged(Flag.GAP):
        assert {grades[e.source].grade for e in finding.link.evidence} & {"A", "B", "C"}


@thorough
@given(chains())
def test_a_density_is_an_interval_within_nothing_and_all(chain: Chain) -> None:
    traded = {end for flow in chain.flows for end in (flow.source, flow.target)}
    for name, finding in assess(chain).findings.items():
        assert (finding.density is not None) == (name in traded)
        low, high = finding.density or (0.0, 1.0)
        assert 0 <= low <= high <= 1


@thorough
@given(chains(), st.sampled_from(NAMES), st.sampled_from(["strong", "present"]))
def test_a_link_that_comes_to_be_here_lowers_no_density(
    chain: Chain, name: str, presence: str
) -> None:
    before = assess(chain).findings
    after = with_presence(chain, name, Presence(presence))

    for i, finding in before.items():
        assert (after[i].density or (0, 0))[0] >= (finding.density or (0, 0))[0]


@thorough
@given(chains(), st.integers(0, 5))
def test_a_further_resident_lowers_no_density(chain: Chain, position: int) -> None:
    links = list(chain.links)
    link = links[position % len(links)]
    more = link.model_copy(update={"residents": (*link.residents, "新厂")})
    links[position % len(links)] = more

    before = assess(chain).findings
    after = assess(chain.model_copy(update={"links": tuple(links)})).findings

    assert all(after[i].density == finding.density for i, finding in before.items())


@thorough
@given(chains(), st.randoms(use_true_random=False))
def test_the_order_in_the_file_changes_no_result(chain: Chain, random: Random) -> None:
    links, flows = list(chain.links), list(chain.flows)
    random.shuffle(links)
    random.shuffle(flows)
    shuffled = chain.model_copy(update={"links": tuple(links), "flows": tuple(flows)})

    def results(given: Chain) -> list[object]:
        found = assess(given)
        lists = [rank_flagged([found], f, SETTINGS) for f in (Flag.GAP, Flag.WANTED, Flag.TO_CHECK)]
        ranks = [[(r.finding.link.id, r.priority, r.stability) for r in rows] for rows in lists]
        figures = {
            (i, f.flags, f.kind, f.density, f.paths, f.unlock) for i, f in found.findings.items()
        }
        return [figures, ranks]

    assert results(shuffled) == results(chain)


def paths_one_by_one(chain: Chain) -> list[tuple[str, ...]]:
    forward = [(flow.source, flow.target) for flow in chain.flows if not flow.loop]
    fed = {target for _, target in forward}
    open_paths: list[tuple[str, ...]] = [
        (start,) for start in {source for source, _ in forward} - fed
    ]
    done: list[tuple[str, ...]] = []
    while open_paths:
        path = open_paths.pop()
        following = [target for source, target in forward if source == path[-1]]
        open_paths += [(*path, target) for target in following]
        done += [] if following else [path]
    return done


@thorough
@given(chains())
def test_paths_are_as_many_as_one_finds_by_walking_them(chain: Chain) -> None:
    walked = paths_one_by_one(chain)

    for name, finding in assess(chain).findings.items():
        through = sum(name in path for path in walked)
        assert (finding.paths.through, finding.paths.total) == (through, len(walked))


@thorough
@given(chains(), st.tuples(*[st.floats(0, 1)] * 4))
def test_a_priority_is_an_interval_within_a_hundred(
    chain: Chain, given_weights: tuple[float, float, float, float]
) -> None:
    density, broken, unlock, policy = given_weights
    weights = Weights(density=density, broken_paths=broken, unlock=unlock, policy=policy)
    for finding in assess(chain).findings.values():
        if finding.parts is not None:
            low, high = priority(finding.parts, weights)
            assert -1e-9 <= low <= high + 1e-9 <= 100 + 1e-6


@thorough
@given(chains())
def test_a_link_to_check_has_the_priority_of_the_chain_that_lacks_it(chain: Chain) -> None:
    for finding in assess(chain).flagged(Flag.TO_CHECK):
        name = finding.link.id
        assert finding.parts == with_presence(chain, name, Presence.MISSING)[name].parts


@thorough
@given(chains(), st.integers(0, 5))
def test_taking_evidence_away_never_makes_a_gap(chain: Chain, position: int) -> None:
    links = list(chain.links)
    at = position % len(links)
    links[at] = links[at].model_copy(update={"evidence": ()})

    after = assess(chain.model_copy(update={"links": tuple(links)})).findings[links[at].id]

    assert after.presence is Presence.UNKNOWN
    assert Flag.GAP not in after.flags
