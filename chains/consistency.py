"""Checks across the parts of one chain file: what no single field can know."""

from collections.abc import Collection, Iterator, Mapping

import networkx as nx

from chains.evidence.provinces import unproven_provinces
from chains.evidence.residents import misplaced
from chains.evidence.statements import (
    Place,
    misdirected,
    overstated,
    statements,
    twice_counted,
    twice_registered,
    unproven_presences,
    without_antecedent,
)
from chains.evidence.times import (
    dated_like_a_guess,
    misreported,
    of_another_year,
    outdated,
    undated,
)
from chains.graph import acyclic_part
from chains.model import Basis, Chain, Presence, Source, SourceId
from chains.shared_sources import unseen_source
from files.errors import Problem
from files.problems import problem_at
from files.yaml_reader import YamlFile


def contradictions(chain: Chain, file: YamlFile, known: Mapping[str, Source]) -> list[Problem]:
    """List what makes the file unusable, in no particular order.

    `known` are the sources it may cite by id: its own, and those that every chain may cite.
    """
    cited = statements(chain, known)
    found = [
        *_repeated("links", [link.id for link in chain.links]),
        *_repeated("sources", [source.id for source in chain.sources]),
        *_bad_flows(chain),
        *_cycle(chain),
        *_unknown_sources(chain, known),
        *_unknown_residents(chain),
        *misplaced(chain, _read(known)),
        *unproven_presences(chain),
        *unproven_provinces(chain.links, _read(known)),
        *outdated(chain),
        *undated(chain),
        *dated_like_a_guess(chain, known),
        *of_another_year(chain),
        *misreported(chain, known),
        *without_antecedent(chain),
        *overstated(chain),
        *twice_registered(chain.sources, known),
        *((row.place, text) for row, text in [*twice_counted(cited), *misdirected(cited)]),
    ]
    problems = [problem_at(file, place, text) for place, text in found]
    if chain.id != file.path.stem:
        text = f"编号 {chain.id} 与文件名 {file.path.name} 不一致，请改成一样"
        problems.append(problem_at(file, ("id",), text))
    return problems


def _read(known: Mapping[str, Source]) -> dict[str, Source]:
    """Leave out what stands for sources whose list is closed: nobody knows what they prove."""
    return {i: source for i, source in known.items() if source != unseen_source(i)}


def weak_points(chain: Chain, file: YamlFile) -> list[Problem]:
    """List what the file may keep but a maintainer should mend; each is harmless on screen."""
    found: list[tuple[Place, str]] = []
    for position, link in enumerate(chain.links):
        if link.stated_presence is Presence.UNKNOWN:
            continue
        if link.presence_basis is not Basis.SOURCE:
            place: Place = ("links", position, "presence")
            found.append((place, "依据（presence_basis）不是 source，按未核实处理"))
    cited = {source for _, source in _citations(chain)}
    found += [
        (("sources", position), "没有任何地方引用这个来源")
        for position, source in enumerate(chain.sources)
        if source.id not in cited
    ]
    return [problem_at(file, place, text) for place, text in found]


def _repeated(key: str, ids: list[str]) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for position, i in enumerate(ids):
        if i in seen:
            yield (key, position, "id"), f"编号 {i} 用了两次，每个编号只能用一次"
        seen.add(i)


def _bad_flows(chain: Chain) -> Iterator[tuple[Place, str]]:
    known = {link.id for link in chain.links}
    seen: set[tuple[str, str]] = set()
    for position, flow in enumerate(chain.flows):
        for key, end in (("from", flow.source), ("to", flow.target)):
            if end not in known:
                yield ("flows", position, key), f"没有编号为 {end} 的环节"
        if flow.basis not in {Basis.SOURCE, Basis.COMMON}:
            yield (
                ("flows", position, "basis"),
                "供应关系的依据只能是 source 或 common，请删掉或找到来源",
            )
        if flow.source == flow.target:
            yield ("flows", position), "环节不能供给自己"
        if (flow.source, flow.target) in seen:
            yield ("flows", position), f"{flow.source} → {flow.target} 写了两次"
        seen.add((flow.source, flow.target))


def _cycle(chain: Chain) -> Iterator[tuple[Place, str]]:
    graph = acyclic_part(flow for flow in chain.flows if flow.source != flow.target)
    if nx.is_directed_acyclic_graph(graph):  # the quicker question, and the usual answer
        return
    cycle = [edge[0] for edge in nx.find_cycle(graph)]
    round_trip = " → ".join([*cycle, cycle[0]])
    pairs = set(zip(cycle, [*cycle[1:], cycle[0]], strict=True))
    position = max(i for i, f in enumerate(chain.flows) if (f.source, f.target) in pairs)
    yield (
        ("flows", position),
        f"供应关系绕成了圈：{round_trip}。若确有回流，请给这一条加 loop: true",
    )


def _citations(chain: Chain) -> Iterator[tuple[Place, SourceId]]:
    for i, link in enumerate(chain.links):
        for key in ("evidence", "evidence_province"):
            for j, evidence in enumerate(getattr(link, key)):
                yield ("links", i, key, j, "source"), evidence.source
    for key in ("figures", "flows", "enterprises", "projects", "target_directions"):
        for i, item in enumerate(getattr(chain, key)):
            yield from _listed((key, i, "sources"), item.sources)
    yield from _listed(("structure_sources",), chain.structure_sources)
    yield from _listed(("structure_checked",), chain.structure_checked)


def _listed(place: Place, sources: tuple[SourceId, ...]) -> Iterator[tuple[Place, SourceId]]:
    for j, source in enumerate(sources):
        yield (*place, j), source


def _unknown_sources(chain: Chain, known: Collection[str]) -> Iterator[tuple[Place, str]]:
    for place, source in _citations(chain):
        if source not in known:
            yield place, f"引用的来源 {source} 没有登记，请写进 sources"


def cited_sources(chain: Chain) -> set[SourceId]:
    """Return the ids of all sources that some statement of the chain cites."""
    return {source for _, source in _citations(chain)}


def _unknown_residents(chain: Chain) -> Iterator[tuple[Place, str]]:
    known = {enterprise.name for enterprise in chain.enterprises}
    for i, link in enumerate(chain.links):
        for j, resident in enumerate(link.residents):
            if resident not in known:
                yield ("links", i, "residents", j), f"企业 {resident} 没有写进 enterprises"
