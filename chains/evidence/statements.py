"""What a chain file may not say of its evidence, refused by file and line (docs/methods.md 1)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from chains.evidence.claims import cannot_prove
from chains.evidence.review import latest_day
from chains.evidence.standing import CARRYING
from chains.evidence.voices import article_of, same_sentence, title_of
from chains.model import Chain, Evidence, Link, Presence, Proves, Source

Place = tuple[str | int, ...]
Refusals = Iterator[tuple[Place, str]]
TOO_OLD = date(2016, 12, 1)
"""What was last said before this day says nothing of today; ten years before the second reading."""
OF_TODAY = frozenset({Proves.STRONG, Proves.PRESENT, Proves.WEAK})
OF_SOME_TIME = frozenset({Proves.PRESENT, Proves.WEAK, Proves.MISSING, Proves.PLANNED})
"""What holds at a time only; a strength without a year is refused by its own rule."""
GUESSED = ("约", "推定")
GUESS = re.compile("|".join(GUESSED))
PROVING = OF_SOME_TIME | {Proves.STRONG}


@dataclass(frozen=True, slots=True)
class CitedStatement:
    """引用: one statement with the place where it stands and the text that it is taken from."""

    chain: Chain
    link: Link
    place: Place
    evidence: Evidence
    article: str

    @property
    def link_address(self) -> str:
        """The link it stands under, as chain.link."""
        return f"{self.chain.id}.{self.link.id}"

    @property
    def counted_at(self) -> str:
        """The link under which its sentence is counted."""
        return self.evidence.same_as or self.link_address


def unproven_presences(chain: Chain) -> Refusals:
    """Refuse a stated presence for which no statement is said to prove it."""
    for position, link in enumerate(chain.links):
        stated = link.stated_presence
        if stated is Presence.UNKNOWN or any(e.proves in CARRYING[stated] for e in link.evidence):
            continue
        text = (
            f"写了「{stated}」，却没有一条证据写 proves: {stated}。请给证明它的那条证据改成"
            f" proves: {stated}；没有这样的证据，就把 presence 改成 unknown"
        )
        yield ("links", position, "presence"), text


def outdated(chain: Chain) -> Refusals:
    """Refuse a statement that is too old to prove what is here today, also beside a newer one.

    An old plan is let pass: the program itself asks what became of it.
    """
    for place, evidence in _told(chain):
        day = latest_day(evidence.as_of)
        if evidence.proves in OF_TODAY and day is not None and day < TOO_OLD:
            text = (
                f"说的是 {day:%Y-%m}，早于 2016 年 12 月，不证明今天的现状，也不算第二个来源；"
                "请把这一条改成 proves: background，没有别的证明的环节写 presence: unknown"
            )
            yield (*place, "as_of"), text


def undated(chain: Chain) -> Refusals:
    """Refuse a proof whose year the source does not show, or that somebody guessed."""
    for i, link in enumerate(chain.links):
        for j, evidence in enumerate(link.evidence):
            told = evidence.as_of
            guessed = any(word in told for word in GUESSED)
            if evidence.proves in OF_SOME_TIME and (guessed or latest_day(told) is None):
                text = (
                    f"“{told or '没有写'}”不是来源显示的年份，证明不了那时有没有；"
                    "查到年份就写上，查不到就把这一条改成 proves: background"
                )
                yield ("links", i, "evidence", j, "as_of"), text


def dated_like_a_guess(chain: Chain, known: Mapping[str, Source]) -> Refusals:
    """Refuse a proof whose time is the guessed date of its source, written as if it were shown."""
    for place, evidence in _told(chain):
        source = known.get(evidence.source)
        is_guessed = source is not None and GUESS.search(source.date) and evidence.as_of
        if source and is_guessed and evidence.proves in PROVING and evidence.as_of in source.date:
            text = (
                f"“{evidence.as_of}”是来源 {source.id} 推定的日期，证明不了那时有没有；原话里另有"
                "年份就写那个年份，没有就把这一条改成 proves: background，年份写明“（推定）”"
            )
            yield (*place, "as_of"), text


def overstated(chain: Chain) -> Refusals:
    """Refuse a statement whose words cannot prove what it is said to prove."""
    for place, evidence in _told(chain):
        text = cannot_prove(evidence)
        if text:
            yield (*place, "proves"), text


def _told(chain: Chain) -> Iterator[tuple[Place, Evidence]]:
    """Yield every statement of a link, also what is said of the province, with its place."""
    for i, link in enumerate(chain.links):
        for key in ("evidence", "evidence_province"):
            for j, evidence in enumerate(getattr(link, key)):
                yield ("links", i, key, j), evidence


def twice_registered(sources: Iterable[Source], known: Mapping[str, Source]) -> Refusals:
    """Refuse a text that is registered again, or as a copy of what is itself a copy or unknown.

    `sources` are those of the file, in its order; `known` also holds those that all chains share.
    """
    listed = list(sources)
    own = {source.id for source in listed}
    first = {title_of(s): s for s in reversed([*_others(known, own), *listed]) if title_of(s)}
    for position, source in enumerate(listed):
        place: Place = ("sources", position)
        original = first.get(title_of(source), source)
        if source.copy_of:
            copied = known.get(source.copy_of)
            if copied is None or copied.copy_of:
                text = f"copy_of 写的 {source.copy_of} 没有登记，或它自己也是转载；请写原文的编号"
                yield (*place, "copy_of"), text
        elif original.id != source.id and original.date == source.date:
            text = (
                f"与来源 {original.id} 题目、日期相同，是同一篇文章；请都引用 {original.id}，"
                f"或给这一条加 copy_of: {original.id}，它们只算一个来源"
            )
            yield place, text


def _others(known: Mapping[str, Source], own: set[str]) -> list[Source]:
    return [source for i, source in known.items() if i not in own]


def statements(chain: Chain, known: Mapping[str, Source]) -> list[CitedStatement]:
    """List what the links of `chain` cite, in file order; what cites an unknown source is left out.

    The sources of a loaded chain are `chain.source_by_id`.
    """
    return [
        CitedStatement(chain, link, ("links", i, "evidence", j), e, article_of(known[e.source]))
        for i, link in enumerate(chain.links)
        for j, e in enumerate(link.evidence)
        if e.source in known
    ]


def twice_counted(cited: Iterable[CitedStatement]) -> Iterator[tuple[CitedStatement, str]]:
    """Refuse one sentence that stands under two links without saying so, at its later place.

    Background is left out: it carries nothing that could be counted.
    """
    by_article: dict[str, list[CitedStatement]] = defaultdict(list)
    for one in cited:
        if one.evidence.proves is not Proves.BACKGROUND:
            by_article[one.article].append(one)
    told: set[tuple[str, Place]] = set()
    for rows in by_article.values():
        for one, later in combinations(rows, 2):
            named = (later.chain.id, later.place)
            if one.counted_at == later.counted_at or named in told:
                continue
            if same_sentence(one.evidence, later.evidence):
                told.add(named)
                text = (
                    f"与 {one.link_address} 的证据是同一来源的同一句话，会算成两次；"
                    f"请给这一条加 same_as: {one.counted_at}"
                )
                yield later, text


def misdirected(cited: Iterable[CitedStatement]) -> Iterator[tuple[CitedStatement, str]]:
    """Refuse `same_as` that names no link citing that text; chains not in `cited` are let pass."""
    rows = list(cited)
    chains = {row.chain.id for row in rows}
    original = {(r.link_address, r.article) for r in rows if not r.evidence.same_as}
    for row in rows:
        target = row.evidence.same_as
        if not target or target.partition(".")[0] not in chains:
            continue
        if (target, row.article) not in original:
            text = (
                f"same_as 写的 {target} 没有引用这篇文章，或那一条自己也写了 same_as；"
                "请写先列出这句话的那个环节（链.环节）"
            )
            yield row, text
