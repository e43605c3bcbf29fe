"""What we believe of a link, worked out from its evidence (docs/methods.md 1).

A file may state a presence; it counts only as far as the statements that prove it carry it.
Nothing else in the product reads `Link.stated_presence`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chains.evidence.review import is_older, latest_day
from chains.evidence.voices import independent
from chains.model import Basis, Chain, Evidence, Grade, Link, Presence, Proves, Source

PLANNED_YEARS = 3  # what was signed or begun longer ago, without newer news, is to be asked about
RECENT_YEARS = 3
DIRECTION_YEARS = 5  # a five-year plan: what was named longer ago is to be asked about
PROVING = frozenset({Grade.A, Grade.B, Grade.C})
CARRYING: Mapping[Presence, frozenset[Proves]] = {
    Presence.STRONG: frozenset({Proves.STRONG}),
    Presence.PRESENT: frozenset({Proves.PRESENT, Proves.STRONG}),
    Presence.WEAK: frozenset({Proves.WEAK}),
    Presence.PLANNED: frozenset({Proves.PLANNED}),
    Presence.MISSING: frozenset({Proves.MISSING}),
}
"""By presence, the statements that carry it: what is strong is also there."""


class Support(StrEnum):
    """证据支撑: CHECKED 已核实 (the office looked), FULL 充分 (one A, or two independent B/C),
    SINGLE 单源 (one B or C), NONE 无."""  # noqa: D205, D209

    CHECKED = "checked"
    FULL = "full"
    SINGLE = "single"
    NONE = "none"


class Proof(StrEnum):
    """证实程度: PROVEN 已证实, STATED 有来源说, CONTESTED 说法不一 (newer contrary evidence)."""

    PROVEN = "proven"
    STATED = "stated"
    CONTESTED = "contested"


ASSUMED = "假设，不是现状"


@dataclass(frozen=True, slots=True)
class Backing:
    """依据: the statements that carry something, how well, and what contradicts them since.

    `rows` are of grade A to C only: a D source lends neither its support nor its date. `against`
    are contrary ones not older than the latest of `rows`; undated ones count as new.
    """

    rows: tuple[Evidence, ...] = ()
    support: Support = Support.NONE
    grade: Grade | None = None
    against: tuple[Evidence, ...] = ()

    @property
    def latest(self) -> date | None:
        """The last day that a carrying statement speaks of."""
        return max(filter(None, (latest_day(e.as_of) for e in self.rows)), default=None)

    @property
    def proof(self) -> Proof | None:
        """How far the thing is proven; None where nothing carries it."""
        return proof_of(self.support, contested=bool(self.against))


@dataclass(frozen=True, slots=True)
class Standing:
    """环节现状: the presence that the evidence carries, and how well it does.

    `hint` says in Chinese why a stated presence was not believed; it is empty otherwise.
    `grade` is the best grade and `latest` the last day of the statements it `rests_on`; for a
    link of unknown presence, of all that A to C sources say of it. `against` contradicts them.
    A standing of support CHECKED rests on a check of the office instead: `checked_by` names who
    looked, `checked_on` when, `companies` whom was found. `recent`: checked, or evidence of the
    last `RECENT_YEARS` carries it.
    """

    presence: Presence
    support: Support
    hint: str
    grade: Grade | None
    latest: date | None
    checked_by: str = ""
    checked_on: date | None = None
    companies: tuple[str, ...] = ()
    rests_on: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    recent: bool = False

    @property
    def is_assumed(self) -> bool:
        """Whether the presence is only taken for what-if reckoning."""
        return self.hint == ASSUMED

    @property
    def proof(self) -> Proof | None:
        """How far the presence is proven; None for one that nobody knows or that is assumed.

        A plan grown old is only told: nobody has said since that it goes on.
        """
        proof = proof_of(self.support, contested=bool(self.against))
        stale = self.presence is Presence.PLANNED_STALE and proof is Proof.PROVEN
        return Proof.STATED if stale else proof


def proof_of(support: Support, *, contested: bool) -> Proof | None:
    """Say how far something of that support is proven."""
    if support is Support.NONE:
        return None
    if support is Support.CHECKED:
        return Proof.PROVEN
    if contested:
        return Proof.CONTESTED
    return Proof.PROVEN if support is Support.FULL else Proof.STATED


def standings(chain: Chain, today: date) -> dict[str, Standing]:
    """Return the standing of every link of `chain` on that day, by link id."""
    sources = chain.source_by_id
    return {link.id: stand(link, sources, today) for link in chain.links}


def stand(link: Link, sources: Mapping[str, Source], today: date) -> Standing:
    """Work out the standing of `link` today; `sources` must hold every source it cites."""
    stated = link.stated_presence
    if stated is Presence.UNKNOWN:
        return _unknown(link, sources, "")
    if not link.evidence:
        return _unknown(link, sources, "文件写了现状却没有证据")
    if link.presence_basis is not Basis.SOURCE:
        return _unknown(link, sources, "现状不是来源所说")
    backing = backing_of(link, CARRYING[stated], sources)
    if backing.rows:
        expired = stated is Presence.PLANNED and is_older(backing.latest, today, PLANNED_YEARS)
        return _standing(Presence.PLANNED_STALE if expired else stated, backing, today)
    proving = [e for e in link.evidence if e.proves in CARRYING[stated]]
    hint = "证明它的只有目录或改写来源（D 级），不足为证" if proving else "没有一条证据证明它"
    lower = backing_of(link, CARRYING[Presence.PRESENT], sources)
    if stated is Presence.STRONG and lower.rows:
        return _standing(Presence.PRESENT, lower, today, f"{hint}；按有基础采信")
    return _unknown(link, sources, hint)


def backing_of(
    link: Link, kinds: Iterable[Proves], sources: Mapping[str, Source], *, any_row: bool = False
) -> Backing:
    """Return what carries a statement of those `kinds`; of any kind where `any_row` is set."""
    wanted = frozenset(kinds)
    heard = [e for e in link.evidence if sources[e.source].grade in PROVING]
    rows = tuple(e for e in heard if any_row or e.proves in wanted)
    cited = [sources[e.source] for e in rows]
    grade = min((source.grade for source in cited), default=None)
    against = [e for e in heard if e.proves is Proves.AGAINST]
    return Backing(rows, support_of(cited), grade, _not_older(against, rows))


def direction_backing(link: Link, sources: Mapping[str, Source]) -> Backing:
    """Return what names the link as a direction: the statements marked so, else all of them."""
    marked = any(e.proves is Proves.WANTED for e in link.evidence)
    return backing_of(link, {Proves.WANTED}, sources, any_row=not marked)


def is_faded(direction: Backing, today: date) -> bool:
    """Whether what names a direction is too old to want anything today; also if it has no year.

    So is one that only a D source names: it lends no date.
    """
    return is_older(direction.latest, today, DIRECTION_YEARS)


def _standing(presence: Presence, backing: Backing, today: date, hint: str = "") -> Standing:
    return Standing(
        presence,
        backing.support,
        hint,
        backing.grade,
        backing.latest,
        rests_on=backing.rows,
        against=backing.against,
        recent=not is_older(backing.latest, today, RECENT_YEARS),
    )


def _unknown(link: Link, sources: Mapping[str, Source], hint: str) -> Standing:
    heard = backing_of(link, (), sources, any_row=True)
    return Standing(Presence.UNKNOWN, Support.NONE, hint, heard.grade, heard.latest)


def _not_older(against: Sequence[Evidence], rows: Sequence[Evidence]) -> tuple[Evidence, ...]:
    latest = max((latest_day(e.as_of) or date.min for e in rows), default=date.min)
    return tuple(e for e in against if (latest_day(e.as_of) or date.max) >= latest)


def support_of(cited: Iterable[Source]) -> Support:
    """Say how well sources of these grades and origins carry a statement."""
    proving = [source for source in cited if source.grade in PROVING]
    if any(source.grade is Grade.A for source in proving) or _two_independent(proving):
        return Support.FULL
    return Support.SINGLE if proving else Support.NONE


def _two_independent(cited: list[Source]) -> bool:
    # A text reposted elsewhere keeps its title; a second text of one publisher is no second voice.
    return any(independent(a, b) for a in cited for b in cited)


def assumed(presence: Presence, known: Standing) -> Standing:
    """Return the standing of a link that is taken to have `presence`, for what-if reckoning.

    Grade and time stay those of the evidence: whatever is here, a source wants what it wants.
    """
    return replace(
        known, presence=presence, support=Support.NONE, hint=ASSUMED, rests_on=(), against=()
    )


def checked(presence: Presence, *, by: str, on: date, companies: tuple[str, ...] = ()) -> Standing:
    """Return the standing of a link that `by` looked into on that day and found to be so."""
    return Standing(presence, Support.CHECKED, "", None, on, by, on, companies, recent=True)


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
