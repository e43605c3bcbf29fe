"""Of which time a statement speaks: what its `as_of` may not say, refused by file and line.

The year of a proof is one that its source shows, it is the one that its words speak of, and the
month of a report is the month of its source (docs/chain_format.md).
"""

import re
from collections.abc import Mapping
from datetime import date

from chains.evidence.review import YEAR_FIRST, latest_day
from chains.evidence.statements import Refusals, told
from chains.model import Chain, Evidence, Proves, Source

TOO_OLD = date(2016, 12, 1)
"""What was last said before this day says nothing of today; ten years before the second reading."""
OF_TODAY = frozenset({Proves.STRONG, Proves.PRESENT, Proves.WEAK})
OF_SOME_TIME = frozenset({Proves.PRESENT, Proves.WEAK, Proves.MISSING, Proves.PLANNED})
"""What holds at a time only; a strength without a year is refused by its own rule."""
PROVING = OF_SOME_TIME | {Proves.STRONG}
GUESSED = ("约", "推定")
GUESS = re.compile(r"约|推定|[(（]url|网址")  # the date of a source that its text does not give
_IN_THE_TEXT = re.compile(r"文内[^，,）)]*")
_SINCE = r"(?:\d{1,2}月)?[^，。；：]{0,4}(?:起|以来)"
NAMED_YEAR = re.compile(rf"((?:19|20)\d\d)年(?!{_SINCE})")
REPORTED = re.compile(r"((?:19|20)\d\d)年(?:(\d{1,2})月)?[^，。：；]{0,8}报道")


def outdated(chain: Chain) -> Refusals:
    """Refuse a statement that is too old to prove what is here today, also beside a newer one.

    An old plan is let pass: the program itself asks what became of it.
    """
    for place, evidence in told(chain):
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
            as_of = evidence.as_of
            guessed = any(word in as_of for word in GUESSED)
            if evidence.proves in OF_SOME_TIME and (guessed or latest_day(as_of) is None):
                text = (
                    f"“{as_of or '没有写'}”不是来源显示的年份，证明不了那时有没有；"
                    "查到年份就写上，查不到就把这一条改成 proves: background"
                )
                yield ("links", i, "evidence", j, "as_of"), text


def dated_like_a_guess(chain: Chain, known: Mapping[str, Source]) -> Refusals:
    """Refuse the guessed date of a source, written as if it were shown; a proof may not have it."""
    for place, evidence in told(chain):
        source, as_of = known.get(evidence.source), evidence.as_of
        if source is None or not as_of or not GUESS.search(source.date):
            continue
        if any(word in as_of for word in GUESSED) or as_of not in _IN_THE_TEXT.sub("", source.date):
            continue
        text = f"“{as_of}”是来源 {source.id} 推定的日期，"
        if evidence.proves in PROVING:
            text += (
                "证明不了那时有没有；原话里另有年份就写那个年份，"
                "没有就把这一条改成 proves: background，年份写明“（推定）”"
            )
        else:
            text += f"请写成“{as_of}（推定）”"
        yield (*place, "as_of"), text


def of_another_year(chain: Chain) -> Refusals:
    """Refuse a proof, or what is wanted, whose words speak of years before its `as_of` only.

    What goes on since a year (2019年起) is no such year.
    """
    for place, evidence in told(chain):
        day = latest_day(evidence.as_of)
        named = [int(year) for year in NAMED_YEAR.findall(evidence.says)]
        carries = evidence.proves in PROVING | {Proves.WANTED}
        if carries and named and day is not None and max(named) < day.year:
            text = (
                f"话里最晚说到 {max(named)} 年，年份却写“{evidence.as_of}”；"
                f"说的是那一年的事就写 {max(named)}，"
                f"说的是报道那时的事就在话里写明“{day.year}年某月报道”"
            )
            yield (*place, "as_of"), text


def misreported(chain: Chain, known: Mapping[str, Source]) -> Refusals:
    """Refuse words that give a report another year or month than its source is dated."""
    for place, evidence in told(chain):
        source = known.get(evidence.source)
        if source is not None and not GUESS.search(source.date):
            text = _other_month(evidence, source)
            if text:
                yield (*place, "says"), text


def _other_month(evidence: Evidence, source: Source) -> str:
    said, dated = REPORTED.search(evidence.says), YEAR_FIRST.match(source.date)
    if said is None or dated is None:
        return ""
    year, month = said.groups()
    same_month = month is None or dated[2] is None or int(month) == int(dated[2])
    if year == dated[1] and same_month:
        return ""
    return (
        f"写的是“{said[0]}”，来源 {source.id} 的日期却是 {source.date}；"
        "请照来源写年月，或查到原报道的日期、写进来源的 date"
    )
