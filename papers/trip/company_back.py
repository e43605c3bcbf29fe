"""The other side of the sheet of a company: what not to promise, and room to write."""

import re
from collections.abc import Iterator

from briefings.company.profile import CompanyProfile
from briefings.company.questions import COMPANY
from papers.renderers.blocks import (
    Block,
    Bullets,
    EmptyLines,
    Form,
    Heading,
    Notes,
    Part,
    Run,
    Runs,
    Tone,
    say,
)
from papers.renderers.fitting import fits
from papers.trip.room import cut

BACK = "{name}（背面）"
NEEDS = (
    ("产品和规模", "总投资（亿元）"),
    ("用地（亩）", "厂房层高、荷载"),
    ("用电（千瓦）", "蒸汽（吨/时）"),
    ("用水（吨/日）", "废水（吨/日）"),
    ("能耗（吨标准煤/年）", "碳排放（吨/年）"),
    ("开工、投产时间", "谁决定、看什么"),
)
BACKS = ((3, 2, 200), (2, 2, 120), (1, 1, 60), (1, 1, 30))
"""Lines for notes and for our words, letters of a source; the first that fits is taken."""
GENERAL = "家家都一样的不可承诺事项，见《共同问题和不可承诺》。"
COMPUTED = "里程、名次由本系统按公开的规则从数据版本 {version} 算出，所用事实见以上各注。"
_ADDRESS = re.compile(r"https?://([^/\s]+)/\S*")
_CITED = re.compile(r"(?:\[\d+\])+$")


def back_part(profile: CompanyProfile) -> Part:
    """Return the back: its limits, needs, notes, our words, next steps, sources."""
    made = (_back(profile, *room) for room in BACKS)
    return next((part for part in made if fits(part)), _back(profile, *BACKS[-1]))


def _back(profile: CompanyProfile, notes: int, words: int, letters: int) -> Part:
    blocks = (
        Heading("五、这一家不可承诺", GENERAL),
        Bullets(tuple(map(_limit, profile.own_limits)) or (say("没有另外的。"),), numbered=True),
        *_at_home(profile),
        Heading("六、对方想要什么", "按对方说的填，没说的写“没说”"),
        Form(tuple((_word(a), None, _word(b), None) for a, b in NEEDS), (24, 27, 20, 29)),
        Heading("七、谈话记录"),
        Form(((_word("时间、地点"), None, _word("对方、职务"), None),), (20, 30, 20, 30)),
        EmptyLines(notes),
        Heading("八、我方说过的话", "逐句记，回来备查"),
        EmptyLines(words),
        Heading("九、下一步"),
        Form(((None,) * 3,) * 2, (61, 20, 19), ("做什么", "谁", "什么时候前")),
        _notes(profile, letters),
        Form(
            ((_word("记录人"), None, _word("陪同"), None, _word("日期"), None),),
            (10, 23, 10, 23, 10, 24),
        ),
    )
    title = BACK.format(name=profile.name)
    return Part(title, blocks, one_page=True, continues=True)


def _word(text: str) -> Runs:
    return say(text, tone=Tone.STRONG)


def _limit(text: str) -> Runs:
    """Take the numbers of notes off the end of a limit; it is never cut."""
    cited = _CITED.search(text)
    cites = tuple(map(int, re.findall(r"\d+", cited.group()))) if cited else ()
    return (Run(_CITED.sub("", text), cites=cites),)


def _at_home(profile: CompanyProfile) -> Iterator[Block]:
    """Say what desk and counties should settle before the visit."""
    asked = [q for q in profile.questions if q.whom != COMPANY and not q.common]
    if asked:
        yield Heading("出发前请片区、县区查清")
        yield Bullets(tuple(say(f"问{q.whom}：{q.text}") for q in asked))


def computed(profile: CompanyProfile) -> int:
    """Return the number of the note on what is computed, the last one."""
    return len(profile.sources) + 1


def _notes(profile: CompanyProfile, letters: int) -> Block:
    named = (cut(short_source(source), letters) for source in profile.sources)
    return Notes((*named, COMPUTED.format(version=profile.version)))


def short_source(text: str) -> str:
    """Return a source with only the site of its address; the workbook has the whole address."""
    return _ADDRESS.sub(r"\1", text)
