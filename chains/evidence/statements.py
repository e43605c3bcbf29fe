"""What a chain file may not say of its evidence, refused by file and line (docs/methods.md 1)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from chains.evidence.claims import cannot_prove
from chains.evidence.standing import CARRYING
from chains.evidence.voices import article_of, same_sentence, title_of
from chains.model import Chain, Evidence, Link, Presence, Proves, Source

Place = tuple[str | int, ...]
Refusals = Iterator[tuple[Place, str]]
_OPENS_MIDWAY = re.compile(r"同一(?:报道|介绍|篇|文|页)|同上|上述")


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


def overstated(chain: Chain) -> Refusals:
    """Refuse a statement whose words cannot prove what it is said to prove."""
    for place, evidence in told(chain):
        text = cannot_prove(evidence)
        if text:
            yield (*place, "proves"), text


def without_antecedent(chain: Chain) -> Refusals:
    """Refuse words that lean on a statement before them: each one is read alone."""
    for place, evidence in told(chain):
        found = _OPENS_MIDWAY.match(evidence.says)
        if found:
            text = (
                f"以“{found[0]}”开头，单看这一条没有上文；"
                "请写明是谁、哪年哪月说的，如“2025年4月报道：”"
            )
            yield (*place, "says"), text


def told(chain: Chain) -> Iterator[tuple[Place, Evidence]]:
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
