"""What we believe of a link, worked out from its evidence (docs/methods.md 1).

A file may state a presence; it counts only as far as its evidence carries it. Nothing else in
the product reads `Link.stated_presence`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chains.evidence.review import latest_day
from chains.model import Basis, Chain, Evidence, Grade, Link, Presence, Source

PROVING = frozenset({Grade.A, Grade.B, Grade.C})


class Support(StrEnum):
    """证据支撑: CHECKED 已核实 (the office looked), FULL 充分 (one A, or two independent B/C),
    SINGLE 单源 (one B or C), NONE 无."""  # noqa: D205, D209

    CHECKED = "checked"
    FULL = "full"
    SINGLE = "single"
    NONE = "none"


ASSUMED = "假设,不是现状"


@dataclass(frozen=True, slots=True)
class Standing:
    """环节现状: the presence that the evidence carries, and how well it does.

    `hint` says in Chinese why a stated presence was not believed; it is empty otherwise.
    `grade` is the best grade cited, `latest` the last day that any evidence speaks of.
    A standing of support CHECKED rests on a check of the office instead: `checked_by` names who
    looked, `checked_on` when, `companies` whom was found.
    """

    presence: Presence
    support: Support
    hint: str
    grade: Grade | None
    latest: date | None
    checked_by: str = ""
    checked_on: date | None = None
    companies: tuple[str, ...] = ()

    @property
    def is_assumed(self) -> bool:
        """Whether the presence is only taken for what-if reckoning."""
        return self.hint == ASSUMED


def standings(chain: Chain) -> dict[str, Standing]:
    """Return the standing of every link of `chain`, by link id."""
    sources = chain.source_by_id
    return {link.id: stand(link, sources) for link in chain.links}


def stand(link: Link, sources: Mapping[str, Source]) -> Standing:
    """Work out the standing of `link`; `sources` must hold every source it cites."""
    cited = [sources[evidence.source] for evidence in link.evidence]
    grade = min((source.grade for source in cited), default=None)
    latest = max(filter(None, (latest_day(e.as_of) for e in link.evidence)), default=None)
    hint = _why_not_believed(link, cited)
    if link.stated_presence is Presence.UNKNOWN or hint:
        return Standing(Presence.UNKNOWN, Support.NONE, hint, grade, latest)
    return Standing(link.stated_presence, support_of(cited), "", grade, latest)


def support_of(cited: Iterable[Source]) -> Support:
    """Say how well sources of these grades and origins carry a statement."""
    proving = [source for source in cited if source.grade in PROVING]
    if any(source.grade is Grade.A for source in proving) or _two_independent(proving):
        return Support.FULL
    return Support.SINGLE if proving else Support.NONE


def _two_independent(cited: list[Source]) -> bool:
    # A text reposted elsewhere keeps its title; a second text of one publisher is no second voice.
    return any(a.publisher != b.publisher and a.title != b.title for a in cited for b in cited)


def _why_not_believed(link: Link, cited: list[Source]) -> str:
    if link.stated_presence is Presence.UNKNOWN:
        return ""
    if not cited:
        return "文件写了现状却没有证据"
    if link.presence_basis is not Basis.SOURCE:
        return "现状不是来源所说"
    if not any(source.grade in PROVING for source in cited):
        return "只有目录或改写来源(D 级),不足为证"
    return ""


def assumed(presence: Presence, known: Standing) -> Standing:
    """Return the standing of a link that is taken to have `presence`, for what-if reckoning.

    Grade and time stay those of the evidence: whatever is here, a source wants what it wants.
    """
    return replace(known, presence=presence, support=Support.NONE, hint=ASSUMED)


def checked(presence: Presence, *, by: str, on: date, companies: tuple[str, ...] = ()) -> Standing:
    """Return the standing of a link that `by` looked into on that day and found to be so."""
    return Standing(presence, Support.CHECKED, "", None, on, by, on, companies)


def overridden(evidenced: Standing, check: Standing) -> Standing:
    """Return `check` in place of what the evidence says; how good that evidence is stays known."""
    return replace(check, grade=evidenced.grade)


def named_companies(link: Link, standing: Standing) -> tuple[str, ...]:
    """Return the residents of `link`, or whom a check found where the file names nobody.

    Never both: a short and a full name of one company would count as two.
    """
    return link.residents or standing.companies


def newest_first(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return evidence with the latest first, that of no date last, otherwise in file order."""
    return sorted(evidence, key=lambda e: latest_day(e.as_of) or date.min, reverse=True)
