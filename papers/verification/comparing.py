"""Compare what a paper says with what it said when it was made: each difference with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rapidfuzz.distance import Indel

from papers.verification.reading.passages import Passage, squeezed

_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[A-Za-z]+|\s+|.", re.DOTALL)
_CELL = re.compile(r"(?P<table>.*表 \d+ ?)第 (?P<row>\d+) 行第 (?P<column>\d+) 列$")
_STOPS = frozenset("，。；：、！？（）“”·|;:,()")
LIKE = 0.4  # as alike as two passages must be to be one that was changed
MOST_SQUARE = 90_000  # pairs of passages weighed against each other in one place
MOST_TOKENS = 20_000
MOST_LETTERS = 20_000
CONTEXT, SHOWN, SHORT = 12, 60, 4  # letters
Span = tuple[int, int, int, int]


class DifferenceKind(StrEnum):
    """差别种类."""

    ALTERED = "altered"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Difference:
    """差别: one place where a paper does not say what it said: `now` there, `was` before.

    `context` is what stands just before it, `passage` the whole text it is in. `was` is empty for
    what was added and for what a record must not keep, `now` for what is missing.
    """

    kind: DifferenceKind
    place: str
    was: str
    now: str
    context: str = ""
    passage: str = ""

    def __str__(self) -> str:
        was = f"原为 {_short(self.was)}" if self.was else "与原件不同（原文含联系人，台账没有留）"
        return self._told("缺少", "多出", f"{_short(self.now)} → {was}")

    @property
    def has_figures(self) -> bool:
        """Whether a number differs, and not only words."""
        return any(map(str.isdecimal, self.was + self.now))

    def as_outdated(self) -> str:
        """Say it as a change since the paper was made."""
        return self._told("现在没有", "现在还有", f"{_short(self.was)} → 现为 {_short(self.now)}")

    def _told(self, missing: str, added: str, altered: str) -> str:
        if self.kind is DifferenceKind.ALTERED:
            return f"{self.place}：{self.context}{' ' if self.context else ''}{altered}"
        where = f"“{self.context}”之后" if self.context else ""
        is_missing = self.kind is DifferenceKind.MISSING
        word, text = (missing, self.was) if is_missing else (added, self.now)
        return f"{self.place}：{where}{word}“{_short(text)}”"


def compare(
    made: Sequence[Passage], found: Sequence[Passage], *, flows: bool = False
) -> list[Difference]:
    """List the differences in the order of the paper.

    With `flows` a passage is only a line of a page: text that runs on in another line is the same.
    """
    old, new = _keyed(made, found)
    differences: list[Difference] = []
    done = (0, 0)
    spans = _blocks(old, new) if flows else _spans(old, new)
    for one, two, three, four in [*spans, (len(old), len(old), len(new), len(new))]:
        for then, now in zip(made[done[0] : one], found[done[1] : three], strict=True):
            differences += _changed(then, now) if _key(then) != _key(now) else []
        before, after = made[one:two], found[three:four]
        differences += _run_on(before, after) if flows else _paired(before, after)
        done = (two, four)
    return differences


def _keyed(made: Sequence[Passage], found: Sequence[Passage]) -> tuple[list[str], list[str]]:
    """Return by what each passage is looked for in the other paper: a cell by where it stands.

    Tables with as many rows and columns in both are compared cell by cell: among many equal
    figures nothing else says which is which. A cell that was emptied or filled leaves the others
    where they were, and so does a title that was altered: tables are counted.
    """
    then, now = _cells_by_table(made), _cells_by_table(found)
    pairs = zip(then, now, strict=True) if len(then) == len(now) else ((t, t) for t in then)
    old: dict[str, str] = {}
    new: dict[str, str] = {}
    for at, (one, two) in enumerate(pairs):
        both = then[one], now.get(two, [])
        if _measures(both[0]) == _measures(both[1]) and all(len(set(c)) == len(c) for c in both):
            old |= {cell: f"{at} {cell.removeprefix(one)}" for cell in both[0]}
            new |= {cell: f"{at} {cell.removeprefix(two)}" for cell in both[1]}
    return [old.get(p.place, _key(p)) for p in made], [new.get(p.place, _key(p)) for p in found]


def _measures(cells: Sequence[str]) -> tuple[int, int]:
    """Return how many rows and columns a table has, by its filled cells."""
    known = [(int(c["row"]), int(c["column"])) for c in map(_CELL.match, cells) if c]
    rows, columns = zip(*known, strict=True) if known else ((0,), (0,))
    return max(rows), max(columns)


def _cells_by_table(passages: Sequence[Passage]) -> dict[str, list[str]]:
    tables: dict[str, list[str]] = {}
    for passage in passages:
        if cell := _CELL.match(passage.place):
            tables.setdefault(cell["table"], []).append(passage.place)
    return tables


def likeness(made: Sequence[Passage], found: Sequence[Passage]) -> float:
    """Return which share of the passages of the two is common to both, from 0 to 1."""
    one, two = {_key(p) for p in made}, {_key(p) for p in found}
    return len(one & two) / max(1, min(len(one), len(two)))


def same_letters(made: Sequence[Passage], found: Sequence[Passage]) -> float:
    """Return which share of the letters of two short papers is common, from 0 to 1.

    0 for papers longer than `MOST_LETTERS`, for one more than twice the other, and where only
    digests are kept.
    """
    one, two = (_unbroken([p for p in said if not p.column]) for said in (made, found))
    few, many = sorted((len(one), len(two)))
    if many > MOST_LETTERS or many > 2 * few or any(p.digest for p in made):
        return 0.0
    return Indel.normalized_similarity(one, two)


def _key(passage: Passage) -> str:
    return passage.digest or passage.key


def _blocks(one: Sequence[str], two: Sequence[str]) -> Iterator[Span]:
    """Yield the stretches in which two sequences differ; what lies between them is equal."""
    open_: Span | None = None
    for step in Indel.opcodes(one, two):
        if step.tag == "equal":
            if open_:
                yield open_
            open_ = None
            continue
        begin = open_[::2] if open_ else (step.src_start, step.dest_start)
        open_ = (begin[0], step.src_end, begin[1], step.dest_end)
    if open_:
        yield open_


def _spans(one: Sequence[str], two: Sequence[str]) -> list[Span]:
    """Return the stretches that differ; nothing is held to have moved for a short text alone.

    A number of a row that became the next one stands where the first stood: it is compared with
    what was there, and not taken for the row that had that number.
    """
    spans = list(_blocks(one, two))
    if len(one) != len(two):
        return spans
    found: list[Span] = []
    apart: list[Span] = []  # from where the two run apart until they run together again
    for span in spans:
        apart.append(span)
        if span[1] != span[3]:
            continue
        moved = [one[at] for s, t in pairwise(apart) for at in range(s[1], t[0])]
        is_in_place = len(apart) > 1 and all(len(text) <= SHORT for text in moved)
        places = range(apart[0][0], span[1])
        in_place = [(at, at + 1, at, at + 1) for at in places if one[at] != two[at]]
        found += in_place if is_in_place else apart
        apart = []
    return found


def _run_on(before: Sequence[Passage], after: Sequence[Passage]) -> list[Difference]:
    """Compare lines of a page: what only moved to another line is no difference."""
    if any(p.digest for p in before) or not (before and after):
        return _paired(before, after)
    if _unbroken(before) == _unbroken(after):
        return []
    if len(_pairs(before, after)) == len(before) == len(after):
        return _paired(before, after)
    return list(_worded(before, after)) or [_whole(before[0], after[0])]


def _unbroken(lines: Sequence[Passage]) -> str:
    """Return what lines say together; a blank may stand where a line ended."""
    return "".join(line.key for line in lines).replace(" ", "")


def _paired(before: Sequence[Passage], after: Sequence[Passage]) -> list[Difference]:
    """Pair the passages of one stretch that are alike; the rest is missing or was added."""
    found: list[Difference] = []
    pairs = _pairs(before, after)
    done = [0, 0]
    for one, two in [*pairs, (len(before), len(after))]:
        found += [_gone(p) for p in before[done[0] : one]]
        found += [_come(p) for p in after[done[1] : two]]
        if one < len(before):
            found += _changed(before[one], after[two])
        done = [one + 1, two + 1]
    return found


def _pairs(before: Sequence[Passage], after: Sequence[Passage]) -> list[tuple[int, int]]:
    """Return which passages are one that was changed, in order; the likest pairing as a whole."""
    if len(before) * len(after) > MOST_SQUARE:
        return list(zip(range(len(before)), range(len(after)), strict=False))
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    like = [[_likeness(one, two) for two in after] for one in before]
    for one in range(len(before) - 1, -1, -1):
        for two in range(len(after) - 1, -1, -1):
            paired = like[one][two] + best[one + 1][two + 1] if like[one][two] else 0.0
            best[one][two] = max(paired, best[one + 1][two], best[one][two + 1])
    return list(_walk(best, like))


def _walk(
    best: Sequence[Sequence[float]], like: Sequence[Sequence[float]]
) -> Iterator[tuple[int, int]]:
    one = two = 0
    while one < len(like) and two < len(like[0]):
        if best[one][two] == best[one + 1][two]:
            one += 1
        elif best[one][two] == best[one][two + 1]:
            two += 1
        else:
            yield one, two
            one, two = one + 1, two + 1


def _likeness(one: Passage, two: Passage) -> float:
    """Return how alike two passages are, 0 for too little to be one that was changed."""
    if one.column != two.column:
        return 0.0
    if one.digest or (one.place == two.place and (one.column or "表" in one.place)):
        return 1.0  # the same cell, whatever stands in it
    alike = Indel.normalized_similarity(one.text, two.text)
    both = len(one.text) + len(two.text)
    if one.place == two.place and both <= CONTEXT:
        return max(alike, LIKE)  # "61" for "68": short, in one place
    short, long_ = sorted((one.text, two.text), key=len)
    if len(short) > 1 and long_.startswith(short):
        return max(alike, LIKE)  # "来源" to which a whole sentence was added
    return alike if alike >= LIKE else 0.0


def _changed(one: Passage, two: Passage) -> list[Difference]:
    if one.digest:
        return [Difference(DifferenceKind.ALTERED, two.place, "", two.text, passage=two.text)]
    is_short = bool(one.column) and len(one.text) < SHOWN
    if is_short or Indel.normalized_similarity(one.text, two.text) < LIKE:
        return [_whole(one, two)]
    return list(_worded([one], [two])) or [_whole(one, two)]


def _whole(one: Passage, two: Passage) -> Difference:
    return Difference(DifferenceKind.ALTERED, two.place, one.text, two.text, passage=two.text)


def _gone(passage: Passage) -> Difference:
    text = passage.text or "（含联系人的一段，台账没有留原文）"
    return Difference(DifferenceKind.MISSING, passage.place, text, "", passage=text)


def _come(passage: Passage) -> Difference:
    return Difference(DifferenceKind.ADDED, passage.place, "", passage.text, passage=passage.text)


def _worded(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Difference]:
    """Yield the words that differ between two stretches of text."""
    old, new = _tokens(before), _tokens(after)
    spans = _joined(_blocks([t for t, _ in old], [t for t, _ in new]), old)
    for one, two, three, four in spans:
        was, now = _text(old[one:two]), _text(new[three:four])
        if squeezed(was) == squeezed(now):
            continue
        where = after[new[min(three, len(new) - 1)][1]]
        if not now.strip() and one < len(old) and len(before) != len(after):
            where = before[old[one][1]]
        kind = DifferenceKind.ALTERED if was.strip() and now.strip() else DifferenceKind.MISSING
        kind = DifferenceKind.ADDED if not was.strip() else kind
        context = _context(new[:three])
        yield Difference(kind, where.place, was.strip(), now.strip(), context, where.text)


def _tokens(passages: Sequence[Passage]) -> list[tuple[str, int]]:
    """Return numbers, words and signs, each with the number of its passage."""
    found = [
        (token, at) for at, passage in enumerate(passages) for token in _TOKEN.findall(passage.text)
    ]
    return [one for one in found if one[0].strip()][:MOST_TOKENS]


def _joined(spans: Iterator[Span], old: Sequence[tuple[str, int]]) -> Iterator[Span]:
    """Join what differs in one word: stretches with a single letter between them."""
    open_: Span | None = None
    for span in spans:
        between = _text(old[open_[1] : span[0]]) if open_ else ""
        if open_ and len(between) == 1 and between not in _STOPS:
            open_ = (open_[0], span[1], open_[2], span[3])
            continue
        if open_:
            yield open_
        open_ = span
    if open_:
        yield open_


def _text(tokens: Sequence[tuple[str, int]]) -> str:
    return "".join(token for token, _ in tokens)


def _context(before: Sequence[tuple[str, int]]) -> str:
    """Return what stands before a difference in the same passage, back to the last stop."""
    if not before:
        return ""
    words = _text([one for one in before[-CONTEXT:] if one[1] == before[-1][1]])[-CONTEXT:]
    stop = max((at for at, char in enumerate(words[:-1]) if char in _STOPS), default=-1)
    return words[stop + 1 :].strip()


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
