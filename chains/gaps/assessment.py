"""Put one chain through all the rules: what each link is, why, and what comes first.

`assess` is the single entrance: screens, papers and commands read the same `Assessment`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import networkx as nx

from chains.evidence.standing import (
    Backing,
    Proof,
    Standing,
    Support,
    assumed,
    direction_backing,
    is_faded,
    named_companies,
    newest_first,
    overridden,
    standings,
)
from chains.gaps.kinds import HALF, HELD, GapKind, KindReading, kind_of_missing
from chains.gaps.measures import (
    Interval,
    NeighbourCount,
    PathShare,
    Unlock,
    count_here,
    damped_density,
    density,
    mean_here,
    neighbour_weights,
    path_shares,
    unlocks,
)
from chains.gaps.priority import WHOLE, Parts, TieBreak
from chains.graph import acyclic_part, to_digraph
from chains.model import Chain, Evidence, Grade, Link, Presence, Proves

GAP = frozenset({Presence.WEAK, Presence.MISSING})


class Flag(StrEnum):
    """缺口、补链方向、待核实、在建、在建待核、稳链、补链方向待核: what a link is to a team.

    Always told apart and never added up; a link may carry more than one.
    """

    GAP = "gap"
    WANTED = "wanted"
    TO_CHECK = "to_check"
    PLANNED = "planned"
    STALE = "stale"
    WATCH = "watch"
    WANTED_STALE = "wanted_stale"  # nothing of the last five years names it any more


@dataclass(frozen=True, slots=True)
class Finding:
    """环节研判: one link with all that the rules say of it.

    `parts` are those of the priority the link has or, for a link of unknown presence, would have
    if it were missing and all else as known; None for a link that is neither. `kind` is read
    the same way. `inputs` and `outputs` count the links upstream and downstream of it. `direction`
    is what names the link as wanted, however old, None for a link that nothing names.
    `urgency` is 1 where a resident asked for the link, 0.5 where a signed project will need it,
    0 where somebody asked and nobody needs it, None where nobody asked. `undecided` is how often
    somebody looked since the last answer and could not tell.
    """

    chain: Chain
    link: Link
    standing: Standing
    direction: Backing | None
    flags: tuple[Flag, ...]
    kind: KindReading | None
    density: Interval | None
    inputs: NeighbourCount
    outputs: NeighbourCount
    paths: PathShare
    unlock: Unlock
    parts: Parts | None
    urgency: float | None
    undecided: int = 0

    @property
    def presence(self) -> Presence:
        """What we believe Sanming has of the link."""
        return self.standing.presence

    @property
    def companies(self) -> tuple[str, ...]:
        """The companies known by name, in file order, or else those a check names."""
        return named_companies(self.link, self.standing)

    @property
    def flag(self) -> Flag | None:
        """The flag that is drawn: the first of `flags`."""
        return self.flags[0] if self.flags else None

    @property
    def proof(self) -> Proof | None:
        """How far the presence is proven or, where nobody knows it, the direction."""
        if self.standing.proof is None and self.direction is not None:
            return self._direction_proof
        return self.standing.proof

    @property
    def _direction_proof(self) -> Proof | None:
        """How far the direction is proven; one that has faded is only told."""
        proof = self.direction.proof if self.direction else None
        faded = Flag.WANTED_STALE in self.flags and proof is Proof.PROVEN
        return Proof.STATED if faded else proof

    @property
    def wanted_for(self) -> str:
        """What a source asks for there today; "" where nothing does, or only what has faded."""
        return self.link.gap_direction if Flag.WANTED in self.flags else ""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All statements of the link: those it rests on, those against it, the others.

        Each part with the latest first.
        """
        first = (*self.standing.rests_on, *self.standing.against)
        if not first and self.direction is not None:
            first = self.direction.rows
        rest = (e for e in self.link.evidence if e not in first)
        rests_on = newest_first(e for e in first if e.proves is not Proves.AGAINST)
        against = newest_first(e for e in first if e.proves is Proves.AGAINST)
        return (*rests_on, *against, *newest_first(rest))

    @property
    def address(self) -> str:
        """The link as chain.link."""
        return f"{self.chain.id}.{self.link.id}"

    def counted_in(self, flag: Flag) -> str:
        """The link at which it counts in that list, as chain.link: mostly the link itself.

        Another one where all that it rests on are sentences that stand under that one already: a
        gap rests on what proves it, a wanted link on what names it, one to check on nothing.
        """
        rows: tuple[Evidence, ...] = ()
        if flag is Flag.GAP:
            rows = self.standing.rests_on
        elif flag in {Flag.WANTED, Flag.WANTED_STALE} and self.direction is not None:
            rows = self.direction.rows
        named = {evidence.same_as for evidence in rows}
        return next(iter(named)) or self.address if len(named) == 1 else self.address

    @property
    def urgency_class(self) -> int:
        """What is urgent stands first; what nobody asked about stands with what nobody needs."""
        return -round(2 * (self.urgency or 0.0))

    def proof_in(self, flag: Flag) -> Proof | None:
        """How far that is proven which puts the link into a list; None in that of links to check.

        A gap is as proven as its presence is, a wanted link as what names it.
        """
        if flag is Flag.GAP:
            return self.standing.proof
        return self.direction.proof if flag is Flag.WANTED and self.direction else None

    @property
    def tie(self) -> TieBreak:
        """The order among equal priorities: better grade (a check is an A), later, then ids."""
        latest = self.standing.latest
        newness = -latest.toordinal() if latest else 0
        grade = Grade.A if self.standing.support is Support.CHECKED else self.standing.grade
        return (grade or "Z", newness, self.chain.id, self.link.id)


@dataclass(frozen=True, slots=True)
class Assessment:
    """链条研判: every link of one chain as found, in file order, and the graph it was read off.

    `greatest_unlock` is that of its gaps and wanted links, 0 without any.
    """

    chain: Chain
    graph: "nx.DiGraph[str]"
    findings: Mapping[str, Finding]
    today: date
    greatest_unlock: float = 0.0

    def flagged(self, flag: Flag) -> list[Finding]:
        """Return the findings that carry `flag`, in file order."""
        return [finding for finding in self.findings.values() if flag in finding.flags]

    def count(self, presence: Presence) -> int:
        """Return how many links have that presence."""
        return sum(finding.presence is presence for finding in self.findings.values())


@dataclass(frozen=True, slots=True)
class LinkKnowledge:
    """已查已问: what an office found out about the links of one chain itself, by link id.

    `checked` goes before the evidence. `urgency` gives 1 where a resident asked for the link,
    0.5 where a signed project will need it, 0 where nobody does; a link not named was not asked.
    `undecided` tells how often somebody looked and could not tell, since the last answer.
    """

    checked: Mapping[str, Standing] = field(default_factory=dict)
    urgency: Mapping[str, float] = field(default_factory=dict)
    undecided: Mapping[str, int] = field(default_factory=dict)


NOTHING_KNOWN = LinkKnowledge()


def assess(
    chain: Chain,
    known: LinkKnowledge = NOTHING_KNOWN,
    *,
    today: date,
    assume: Mapping[str, Presence] | None = None,
    elsewhere: float = 0.0,
) -> Assessment:
    """Put one chain through the rules, as of `today`.

    `assume` sets links to a presence for what-if reckoning. `elsewhere` is the greatest unlock of
    the other chains: unlock counts in a priority as a share of the greatest of the whole city.
    """
    reading = _Reading(chain, today, known, assume or {})
    return reading.assessment(max(elsewhere, reading.greatest_unlock))


def assess_city(
    chains: Iterable[Chain], today: date, known: Mapping[str, LinkKnowledge] | None = None
) -> dict[str, Assessment]:
    """Put all chains of the city through the rules, by chain id; `known` is by chain id too."""
    given = known or {}
    readings = [_Reading(chain, today, given.get(chain.id, NOTHING_KNOWN), {}) for chain in chains]
    greatest = max((reading.greatest_unlock for reading in readings), default=0.0)
    return {reading.chain.id: reading.assessment(greatest) for reading in readings}


def greatest_elsewhere(city: Mapping[str, Assessment], chain_id: str) -> float:
    """Return the greatest unlock of all chains of `city` but that one."""
    others = (one.greatest_unlock for i, one in city.items() if i != chain_id)
    return max(others, default=0.0)


class _Reading:
    """The intermediate results that all links of one chain share."""

    def __init__(
        self, chain: Chain, today: date, known: LinkKnowledge, assume: Mapping[str, Presence]
    ) -> None:
        self.chain, self.today, self.known = chain, today, known
        self.sources = chain.source_by_id
        found = standings(chain, today)
        checked = {i: s for i, s in known.checked.items() if i in found}
        found.update({i: overridden(found[i], s) for i, s in checked.items()})
        found.update({i: assumed(p, found[i]) for i, p in assume.items() if i in found})
        self.found: Mapping[str, Standing] = found
        self.graph = to_digraph(chain)
        self.presence = {i: standing.presence for i, standing in found.items()}
        self.paths = self._path_shares()
        self.sought = frozenset(
            link.id
            for link in chain.links
            if self.presence[link.id] in GAP or self._is_wanted(link)
        )
        self.unlocks = unlocks(self.graph, self.presence, self.sought)
        self.mean_here = mean_here(self.graph, self.presence)
        self.flags = {link.id: self._flags(link) for link in chain.links}
        self.greatest_unlock = max((self.unlocks[i].gain for i in self.sought), default=0.0)

    def assessment(self, greatest: float) -> Assessment:
        findings = {link.id: self._finding(link, greatest) for link in self.chain.links}
        return Assessment(self.chain, self.graph, findings, self.today, self.greatest_unlock)

    def _has_priority(self, link_id: str) -> bool:
        return bool({Flag.GAP, Flag.WANTED, Flag.TO_CHECK} & set(self.flags[link_id]))

    def _path_shares(self) -> dict[str, PathShare]:
        shares = path_shares(acyclic_part(self.chain.flows))
        total = next((share.total for share in shares.values()), 0)
        # a link without flows is on none of the paths there are
        return {i: shares.get(i, PathShare(0, total)) for i in self.graph}

    def _finding(self, link: Link, greatest: float) -> Finding:
        flags = self.flags[link.id]
        return Finding(
            chain=self.chain,
            link=link,
            standing=self.found[link.id],
            direction=self._direction(link),
            flags=flags,
            kind=self._kind(link, flags),
            density=density(self.graph, link.id, self.presence),
            inputs=count_here(self.graph.pred[link.id], self.presence),
            outputs=count_here(self.graph.succ[link.id], self.presence),
            paths=self.paths[link.id],
            unlock=self.unlocks[link.id],
            parts=self._parts(link, greatest) if self._has_priority(link.id) else None,
            urgency=self.known.urgency.get(link.id),
            undecided=self.known.undecided.get(link.id, 0),
        )

    def _direction(self, link: Link) -> Backing | None:
        named = link.gap_direction and link.evidence
        return direction_backing(link, self.sources) if named else None

    def _is_wanted(self, link: Link, *, faded: bool = False) -> bool:
        standing, direction = self.found[link.id], self._direction(link)
        filled = standing.is_assumed and standing.presence in HELD  # what-if: no longer sought
        if direction is None or filled:
            return False
        return is_faded(direction, self.today) is faded

    def _flags(self, link: Link) -> tuple[Flag, ...]:
        presence = self.presence[link.id]
        paths = self.paths[link.id]
        named = named_companies(link, self.found[link.id])
        single = len(named) == 1 and paths.share >= HALF
        holds = {
            Flag.GAP: presence in GAP,
            Flag.WANTED: self._is_wanted(link),
            Flag.TO_CHECK: presence is Presence.UNKNOWN,
            Flag.PLANNED: presence is Presence.PLANNED,
            Flag.STALE: presence is Presence.PLANNED_STALE,
            Flag.WATCH: presence in HELD and single,
            Flag.WANTED_STALE: self._is_wanted(link, faded=True),
        }
        return tuple(flag for flag, holding in holds.items() if holding)

    def _kind(self, link: Link, flags: tuple[Flag, ...]) -> KindReading | None:
        presence = self.presence[link.id]
        if presence is Presence.WEAK or (Flag.WANTED in flags and presence in HELD):
            return KindReading((GapKind.STRENGTHEN,))
        if Flag.WATCH in flags:
            return KindReading((GapKind.STEADY,))
        if set(flags) & {Flag.GAP, Flag.WANTED, Flag.TO_CHECK}:
            return kind_of_missing(self.graph, link.id, self.presence)
        return None

    def _parts(self, link: Link, greatest: float) -> Parts:
        gains, mean = self.unlocks, self.mean_here
        if self.presence[link.id] is Presence.UNKNOWN:
            # "as if it were missing": it then is a gap that others could unlock
            sought = self.sought | {link.id}
            around = neighbour_weights(self.graph, link.id)  # nobody else's unlock changes
            gains = {**gains, **unlocks(self.graph, self.presence, sought, of=around)}
            greatest = max(greatest, *(gains[i].gain for i in sought))
            mean = mean_here(self.graph, {**self.presence, link.id: Presence.MISSING})
        share = gains[link.id].gain / greatest if greatest else 0.0
        paths = self.paths[link.id].share
        return Parts(
            # no neighbour, no density: nobody knows, which is not the same as 0
            density=damped_density(self.graph, link.id, self.presence, mean) or WHOLE,
            broken_paths=(paths, paths),
            unlock=(share, share),
            policy=self._policy(link),
        )

    def _policy(self, link: Link) -> Interval:
        if not link.gap_direction:
            return (0.0, 0.0)
        # nobody knows whether what was named long ago, or only in a directory, is still asked for
        direction = self._direction(link)
        faded = direction is None or is_faded(direction, self.today)
        return WHOLE if faded else (1.0, 1.0)
