"""共同问题和不可承诺 as a page: what goes along with every company page, printed once."""

from collections.abc import Iterator

from briefings.company.common import READING, CommonPage
from briefings.company.profile import Cites
from papers.renderers.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Notes,
    Paragraph,
    Part,
    Run,
    Style,
    Table,
    say,
)
from papers.trip.company_back import short_source

TITLE = "共同问题和不可承诺"
ABOUT = "每次出访带一页，各家通用；各家自己的问题在《一企一表》"
NO_PARK = "园区表里没有被取消认定资格的化工园区；其他园区以省里现行认定名单为准。"
OTHERS = "其他园区以省里现行认定名单为准。"


def common_part(common: CommonPage) -> Part:
    """Return the page; the notice on chemical parks stands on it whole."""
    return Part(TITLE, tuple(_blocks(common)), ABOUT, one_page=True)


def _blocks(common: CommonPage) -> Iterator[Block]:
    yield Heading("一、家家都问", "按这个次序问，先问他，后讲我")
    rows = tuple(
        (say(str(at)), say(asked), say(why))
        for at, (asked, why) in enumerate(common.questions, start=1)
    )
    yield Table(("序", "问什么", "为什么问、记什么"), rows, (5, 62, 33))
    yield Heading("二、一律不可承诺")
    yield Bullets(tuple(map(_cited, common.limits)), numbered=True)
    yield Heading("三、化工项目选址的限制", "不得删减")
    parks = [run for text, cites in common.parks for run in _cited((f"{text}。", cites))]
    told = (*parks, Run(OTHERS)) if parks else say(NO_PARK)
    yield Paragraph(told, Style.BOXED)
    yield Heading("四、怎样读《一企一表》")
    yield Facts(tuple((word, say(meaning)) for word, meaning in READING))
    if common.sources:
        yield Notes(tuple(map(short_source, common.sources)))


def _cited(said: tuple[str, Cites]) -> tuple[Run, ...]:
    text, cites = said
    return (Run(text, cites=cites),)
