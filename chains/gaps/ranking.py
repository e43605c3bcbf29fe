"""Ranks over the whole city: what to fill first, what to check first (docs/methods.md 6)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chains.evidence.standing import Proof, Support
from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.check_values import CheckValue, values_of_checking
from chains.gaps.measures import Interval
from chains.gaps.priority import Class, Parts, TieBreak, holds_among_first, places, priority
from chains.model import Presence
from chains.settings import Settings, Weights

RANKED = (Flag.GAP, Flag.WANTED, Flag.TO_CHECK)  # the lists that have ranks, as they are shown


@dataclass(frozen=True, slots=True)
class Ranked:
    """名次: a finding with its place in one city-wide list of `of` rows.

    `stability` is the share of shaken weights under which it stays among the first `first` of
    that list; None where no more than `first` compete, so that every one of them stays, and for
    links to check, which stand in the order of `checking`: what a check is expected to settle.
    """

    finding: Finding
    priority: Interval
    rank: int
    of: int
    stability: float | None
    first: int
    checking: CheckValue | None = None


@dataclass(frozen=True, slots=True)
class CityRanks:
    """全市名次: each list of `RANKED` over all chains, first place first.

    A link has one rank in a list, whichever screen, paper or command shows it: a list of one
    chain is the city's with the other chains left out.
    """

    lists: Mapping[Flag, tuple[Ranked, ...]]

    def listed(self, flag: Flag, chain_id: str = "") -> list[Ranked]:
        """Return the rows of one list, of all chains or of one."""
        rows = self.lists[flag]
        return [row for row in rows if not chain_id or row.finding.chain.id == chain_id]

    def to_fill(self, chain_id: str = "") -> list[Ranked]:
        """Return gaps, then wanted links, each link once: a gap that is wanted stands as a gap."""
        return [
            row
            for flag in (Flag.GAP, Flag.WANTED)
            for row in self.listed(flag, chain_id)
            if row.finding.flag is flag
        ]

    def unchecked_directions(self, chain_id: str = "") -> list[Ranked]:
        """Return the wanted links that nobody has checked: the likeliest place to find a gap."""
        return [
            row
            for row in self.listed(Flag.WANTED, chain_id)
            if row.finding.presence is Presence.UNKNOWN
        ]

    def of_chain(self, chain_id: str) -> dict[str, dict[Flag, Ranked]]:
        """Return for each ranked link of a chain, by id, its rows by list."""
        rows: dict[str, dict[Flag, Ranked]] = {}
        for flag in RANKED:
            for row in self.listed(flag, chain_id):
                rows.setdefault(row.finding.link.id, {})[flag] = row
        return rows


def rank_city(
    assessments: Iterable[Assessment], settings: Settings, weights: Weights | None = None
) -> CityRanks:
    """Rank the findings of all chains; leaving chains out would change the ranks of the others."""
    every = list(assessments)
    return CityRanks({flag: tuple(rank_flagged(every, flag, settings, weights)) for flag in RANKED})


def rank(
    findings: Iterable[Finding], flag: Flag, settings: Settings, weights: Weights | None = None
) -> list[Ranked]:
    """Rank findings that have a priority as rows of one list; others are left out.

    Order: proof, urgency, low end of the priority, evidence grade, latest evidence, then id. Rows
    that rest on one sentence share the place of the first of them, in that order. Links to check
    go by `rank_checks` instead.
    """
    weights = weights or settings.weights
    sharing: dict[str, list[Finding]] = {}
    for finding in _in_order(findings, flag, weights):
        sharing.setdefault(finding.counted_in(flag), []).append(finding)
    leading = [rows[0] for rows in sharing.values()]
    first, competing = settings.stability.first, len(leading)
    sure = holds_among_first(*_keys(leading, flag, weights), settings.stability)
    return [
        Ranked(finding, value, at, competing, share if competing > first else None, first)
        for at, (rows, share) in enumerate(zip(sharing.values(), sure, strict=True), start=1)
        for finding, value in _valued(rows, weights)
    ]


def _in_order(findings: Iterable[Finding], flag: Flag, weights: Weights) -> list[Finding]:
    rows = [finding for finding in findings if finding.parts is not None]
    place = places(*_keys(rows, flag, weights))
    return [finding for _, finding in sorted(zip(place, rows, strict=True), key=lambda p: p[0])]


def _keys(
    rows: Sequence[Finding], flag: Flag, weights: Weights
) -> tuple[list[Parts], Weights, list[TieBreak], list[Class]]:
    parts = [finding.parts for finding in rows if finding.parts is not None]
    classes: list[Class] = [
        (_proof_class(finding.proof_in(flag)), finding.urgency_class) for finding in rows
    ]
    return parts, weights, [finding.tie for finding in rows], classes


def _proof_class(proof: Proof | None) -> int:
    order = (Proof.PROVEN, Proof.STATED, Proof.CONTESTED, None)
    return order.index(proof)


def count_once(findings: Iterable[Finding], flag: Flag = Flag.GAP) -> int:
    """Return how many rows of a list these are: what one sentence tells counts once."""
    return len({finding.counted_in(flag) for finding in findings})


def shared_text(findings: Sequence[Finding], flag: Flag = Flag.GAP) -> str:
    """Say how many links are listed where some rest on one sentence and count once, else ""."""
    listed = len(findings)
    is_shared = listed > count_once(findings, flag)
    return f"（{listed} 个环节，同一句话只算一次）" if is_shared else ""


def rank_flagged(
    assessments: Sequence[Assessment],
    flag: Flag,
    settings: Settings,
    weights: Weights | None = None,
) -> list[Ranked]:
    """Rank the findings of all `assessments` that carry `flag` (GAP, WANTED or TO_CHECK)."""
    found = [finding for a in assessments for finding in a.flagged(flag)]
    if flag is Flag.TO_CHECK:
        values = values_of_checking(assessments, settings, weights)
        return rank_checks(found, values, settings, weights)
    return rank(found, flag, settings, weights)


def rank_checks(
    findings: Iterable[Finding],
    values: Mapping[str, CheckValue],
    settings: Settings,
    weights: Weights | None = None,
) -> list[Ranked]:
    """Rank links to check by what checking them is worth, `values` by chain.link; then by ids.

    Every link has a place of its own. Their priority is the one that they would have if missing.
    """
    weights = weights or settings.weights
    rows = sorted(findings, key=lambda f: (values[f.address].key, f.chain.id, f.link.id))
    valued = list(_valued(rows, weights))
    first, of = settings.stability.first, len(valued)
    return [
        Ranked(finding, value, at, of, None, first, values[finding.address])
        for at, (finding, value) in enumerate(valued, start=1)
    ]


def _valued(findings: Iterable[Finding], weights: Weights) -> Iterator[tuple[Finding, Interval]]:
    """Yield the findings that have a priority, with it, in their order."""
    for finding in findings:
        if finding.parts is not None:
            yield finding, priority(finding.parts, weights)


def count_flagged(assessments: Iterable[Assessment], flag: Flag) -> int:
    """Return how many gaps, directions (each sentence once) or links of another flag there are."""
    found = [finding for a in assessments for finding in a.flagged(flag)]
    return count_once(found, flag)


def proven(findings: Iterable[Finding]) -> list[Finding]:
    """Return those that are proven: by a check, or by full support nothing newer contradicts."""
    return [finding for finding in findings if finding.proof is Proof.PROVEN]


def single_sourced(assessments: Iterable[Assessment]) -> list[Finding]:
    """List the links whose presence rests on one B or C source: to be checked after the unknown.

    Order: oldest evidence first, then ids.
    """
    found = [f for a in assessments for f in a.findings.values()]
    single = [f for f in found if f.standing.support is Support.SINGLE]
    return sorted(single, key=lambda f: (_age(f), f.chain.id, f.link.id))


def _age(finding: Finding) -> int:
    return finding.standing.latest.toordinal() if finding.standing.latest else 0
