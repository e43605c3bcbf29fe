"""A seeded sample of what the product states, each row ready to be read against its source.

The rooms above hand in their own rows (parks, companies); this one knows the links.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chains.evidence.provinces import stand_in_province
from chains.evidence.review import latest_day
from chains.evidence.telling import PROOFS, evidence_text
from chains.gaps.assessment import Assessment, Finding
from chains.gaps.wording import FLAGS, PRESENCES, presence_sentence
from chains.model import Evidence, Proves
from chains.source_words import date_text, readable

PROVES_WORDS: Mapping[Proves, str] = {
    Proves.STRONG: "证明优势",
    Proves.PRESENT: "证明有基础",
    Proves.WEAK: "证明薄弱",
    Proves.MISSING: "证明缺失",
    Proves.PLANNED: "证明在建",
    Proves.WANTED: "点名要引进、延伸或加强",
    Proves.BACKGROUND: "背景，不证明什么",
    Proves.AGAINST: "说法相反",
}
LINKS, COMPANIES, PARKS, PROVINCE = "L", "C", "P", "F"  # F is Fujian
# How a sample is shared out.
PARTS: Mapping[str, int] = {LINKS: 4, COMPANIES: 2, PARKS: 1, PROVINCE: 1}


@dataclass(frozen=True, slots=True)
class SampledRow:
    """抽查条目: one statement, where it comes from, what that is said to say, and what follows.

    `age` is its time with the years since; `flag` what is shown of it, `follows` why.
    """

    statement: str
    source: str
    says: str
    age: str
    grade: str
    flag: str
    follows: str


def draw(
    listed: Mapping[str, Sequence[SampledRow]], *, size: int, seed: int
) -> list[tuple[str, SampledRow]]:
    """Return `size` rows (all, if there are fewer) with their numbers, the same for one seed.

    The kinds share the sample as `PARTS` says; what a kind has too few of, links make up.
    Numbers are the letter of the kind and a place: L01, C01, P01, F01.
    """
    generator = random.Random(seed)  # noqa: S311  (repeatable, not secret)
    whole = sum(PARTS[kind] for kind in listed)
    wanted = {k: min(len(rows), size * PARTS[k] // whole) for k, rows in listed.items()}
    for kind, rows in listed.items():
        wanted[kind] += min(len(rows) - wanted[kind], size - sum(wanted.values()))
    return [
        (f"{kind}{place:02d}", row)
        for kind, rows in listed.items()
        for place, row in enumerate(generator.sample(list(rows), wanted[kind]), start=1)
    ]


def link_rows(assessments: Iterable[Assessment], today: date) -> list[SampledRow]:
    """Return one row for every piece of evidence, chains and links in their order."""
    return [
        _row(finding, evidence, today, _state_here(finding))
        for assessment in assessments
        for finding in assessment.findings.values()
        for evidence in finding.link.evidence
    ]


def province_rows(assessments: Iterable[Assessment], today: date) -> list[SampledRow]:
    """Return one row for every piece of evidence of what Fujian has, in the same order."""
    return [
        _row(finding, evidence, today, _state_in_province(finding, today))
        for assessment in assessments
        for finding in assessment.findings.values()
        for evidence in finding.link.evidence_province
    ]


def age_text(as_of: str, today: date) -> str:
    """Return a time with the whole years since its last day: "2021（4 年前）"."""
    day = latest_day(as_of)
    if day is None:
        return as_of or "时间未写"
    years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    return f"{as_of}（{years} 年前）" if years > 0 else as_of


@dataclass(frozen=True, slots=True)
class _State:
    """What is shown of a link, of Sanming or of the province: the flag, and why."""

    flag: str
    follows: str
    of: str = ""


def _state_here(finding: Finding) -> _State:
    marks = "、".join(FLAGS[flag] for flag in finding.flags)
    flag = PRESENCES[finding.presence] + (f"（{marks}）" if marks else "")
    return _State(flag, presence_sentence(finding))


def _state_in_province(finding: Finding, today: date) -> _State:
    standing = stand_in_province(finding.link, finding.chain.source_by_id, today)
    word = f"福建{PRESENCES[standing.presence]}"
    if standing.proof is None:
        return _State(word, f"{word}：{standing.hint or '没有来源说有'}。", "（福建）")
    told = evidence_text(standing.rests_on, standing.grade, standing.support)
    return _State(word, f"{word}；{PROOFS[standing.proof]}（{told}）。", "（福建）")


def _row(finding: Finding, evidence: Evidence, today: date, state: _State) -> SampledRow:
    source = finding.chain.source_by_id[evidence.source]
    named = (
        f"{source.id} {readable(source.publisher)} {date_text(source)} {source.title}",
        source.url or source.copy_url,
    )
    counted = source.grade.value
    stated = source.stated_grade.value
    return SampledRow(
        statement=f"{finding.address} {finding.link.name}{state.of}",
        source=" ".join(filter(None, named)),
        says=f"{evidence.says}［{PROVES_WORDS[evidence.proves]}］",
        age=age_text(evidence.as_of, today),
        grade=counted if counted == stated else f"{counted}（文件写 {stated}）",
        flag=state.flag,
        follows=state.follows,
    )
