"""The score of a target (docs/methods.md 8): five parts, each an interval, and their sum.

What nobody looked up is (0, 1) and makes the score an interval; it never lowers it to a number.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chains.gaps.measures import Interval
from chains.gaps.priority import WHOLE
from targets.model import (
    Assignment,
    Company,
    LinkState,
    Relation,
    RelationKind,
    ScoreParts,
    ScoreWeights,
    Signal,
    SignalKind,
)
from targets.scoring.classes import NO_CLASS, TargetClass, class_on_link, known_of
from targets.scoring.links import LinkKey, LinkPart, LinkParts
from targets.scoring.settings import ScoreSettings
from targets.scoring.transfers import Transfer, transfer_of, transfer_part

NOTHING: Interval = (0.0, 0.0)
KNOWN = frozenset({LinkState.CONFIRMED, LinkState.STATED})


@dataclass(frozen=True, slots=True)
class Findings:
    """查到的: what the office and the sources know of one company besides its products.

    `signals_looked_on` and `relations_looked_on` say when somebody last looked and found none;
    None: nobody said so.
    """

    signals: tuple[Signal, ...] = ()
    relations: tuple[Relation, ...] = ()
    signals_looked_on: date | None = None
    relations_looked_on: date | None = None


NOBODY_LOOKED = Findings()


@dataclass(frozen=True, slots=True)
class Yardstick:
    """评分尺度: what all companies are measured with on one day.

    `residents` are the names of companies in Sanming, as keys: they are no targets.
    """

    links: LinkParts
    transfers: tuple[Transfer, ...]
    settings: ScoreSettings
    today: date
    residents: frozenset[str] = frozenset()

    @property
    def fresh_since(self) -> date:
        """The day since which a look in vain holds; an earlier one is to be repeated (待复核)."""
        return self.today - timedelta(days=self.settings.review_days)


@dataclass(frozen=True, slots=True)
class Scored:
    """评分: the parts of one company, its class, and the link that leads with how it is assigned.

    The leading link is that of the best class; then comes the highest low end of what it brings,
    then the high end, then ids. None for a company that no link was assigned to.
    """

    parts: ScoreParts
    leading: tuple[LinkPart, Assignment] | None
    standing: TargetClass = NO_CLASS

    @property
    def best(self) -> tuple[str, str] | None:
        """Chain and link of the best gap or wanted link it could fill, or None."""
        return self.leading[0].key if self.leading and self.leading[0].is_sought else None


def score_company(
    company: Company, yardstick: Yardstick, findings: Findings = NOBODY_LOOKED
) -> Scored:
    """Measure `company`: its assignments and its place, and what is known of it besides."""
    fitting = fitting_links(company.assignments, yardstick.links)
    chains = {a.chain for a in company.assignments if a.state is not LinkState.REJECTED}
    found = transfer_of(yardstick.transfers, company.province, company.city, chains)
    parts = ScoreParts(
        chain=chain_part(fitting),
        relation=relation_part(findings, yardstick.settings),
        signal=signal_part(findings, yardstick.settings, yardstick.today),
        transfer=transfer_part(found),
        carry=WHOLE,
    )
    if not fitting:
        return Scored(parts, None, _without_link(parts))
    part, assignment = leading_link(fitting, parts)
    standing = class_on_link(part, assignment, parts)
    return Scored(replace(parts, carry=part.carry.share), (part, assignment), standing)


def leading_link(
    fitting: Sequence[tuple[LinkPart, Assignment]], parts: ScoreParts
) -> tuple[LinkPart, Assignment]:
    """Return the one of `fitting` that leads; there must be one. `parts` are of the company."""

    def place(one: tuple[LinkPart, Assignment]) -> tuple[TargetClass, float, float, LinkKey]:
        part, assignment = one
        low, high = link_worth(part, assignment)
        return (class_on_link(part, assignment, parts), -low, -high, part.key)

    return min(fitting, key=place)


def _without_link(parts: ScoreParts) -> TargetClass:
    facts = (parts.relation, parts.signal, parts.transfer)
    relation, signal, transfer = map(known_of, facts)
    return replace(NO_CLASS, relation=relation, signal=signal, transfer=transfer)


def fitting_links(
    assignments: Sequence[Assignment], links: LinkParts
) -> list[tuple[LinkPart, Assignment]]:
    """Return the links a company may fill with how each is assigned, in the order given.

    Rejected assignments and links that the chains do not have are left out.
    """
    return [
        (links[a.chain, a.link], a)
        for a in assignments
        if a.state is not LinkState.REJECTED and (a.chain, a.link) in links
    ]


def link_worth(part: LinkPart, assignment: Assignment) -> Interval:
    """Return what filling one link brings; from 0 where it is not known that it makes it."""
    low, high = part.chain
    return (low, high) if assignment.state in KNOWN else (0.0, high)


def chain_part(fitting: Sequence[tuple[LinkPart, Assignment]]) -> Interval:
    """Return the worth of the best link a company fills: the best low and the best high end.

    Nobody knows what a company without any link could fill.
    """
    worths = [link_worth(part, assignment) for part, assignment in fitting]
    return (max(low for low, _ in worths), max(high for _, high in worths)) if worths else WHOLE


def relation_part(findings: Findings, settings: ScoreSettings) -> Interval:
    """Return the strongest tie on record; 0 if somebody looked and found none."""
    if findings.relations:
        value = max(settings.relations[relation.kind] for relation in findings.relations)
        return (value, value)
    return WHOLE if findings.relations_looked_on is None else NOTHING


def signal_part(findings: Findings, settings: ScoreSettings, today: date) -> Interval:
    """Return the strongest event on record as it counts today; 0 if somebody looked in vain."""
    if findings.signals:
        value = max(signal_value(signal, settings, today) for signal in findings.signals)
        return (value, value)
    return WHOLE if findings.signals_looked_on is None else NOTHING


def signal_value(signal: Signal, settings: ScoreSettings, today: date) -> float:
    """Return base · 0.5^(days / half-life); a registry change alone stays below its limit."""
    days = max(0, (today - signal.happened_on).days)
    value: float = settings.signals[signal.kind] * 0.5 ** (days / settings.half_life_days)
    return min(value, settings.registry_most) if signal.kind is SignalKind.REGISTRY else value


def is_tied(findings: Findings) -> bool:
    """Tell whether a tie is on record; "looked, none" is not one."""
    return any(found.kind is not RelationKind.NONE_FOUND for found in findings.relations)


def points_of(weights: ScoreWeights) -> tuple[float, ...]:
    """Return the weights brought to a sum of 100, in the order of `ScoreParts.as_tuple`.

    With all of them 0 nothing can be preferred: all stay 0.
    """
    whole = sum(weights.as_tuple())
    return tuple(100 * weight / whole if whole else 0.0 for weight in weights.as_tuple())


def part_points(parts: Sequence[Interval], weights: ScoreWeights) -> tuple[Interval, ...]:
    """Return the points each part gives, in the order given; their sum is the score."""
    shares = zip(points_of(weights), parts, strict=True)
    return tuple((points * low, points * high) for points, (low, high) in shares)


def total(parts: Sequence[Interval], weights: ScoreWeights) -> Interval:
    """Return the score, low and high, within 0 to 100: the sum of `part_points`."""
    points = part_points(parts, weights)
    return (sum(low for low, _ in points), sum(high for _, high in points))
