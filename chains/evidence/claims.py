"""Which words of a statement cannot prove what it is said to prove (docs/chain_format.md).

A small table of words, the same for every chain: an intention is no plant, a finished plant is
no plan, one that is not said to run is not here yet, an ore body is neither, a title of honour or
a place in a list makes nothing, an event held makes nothing either, a chain said to be formed
shows none of its links, a slogan asks for nothing, and a strength has a rank or a share of a
named whole.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chains.evidence.review import latest_day
from chains.model import Evidence, Proves

_TO_COME = r"(?:计划|预计|将|拟|力争|有望|待|可)[^，。；、,;]{0,12}"
_DONE = r"(?:竣工|投产|达产|建成)"
INTENDED = re.compile(r"着力|将(?!乐)|规划|(?<![虚模])拟(?!认定)|力争|计划")
SOMETHING_DONE = re.compile(
    r"已|建成|投产|年产|产值|产量|产能|订单|下线|入选|获|购得|投入运营|储备|奠基|缺|空白|长期|薄弱"
)
NOT_YET = re.compile(rf"{_TO_COME}{_DONE}|{_DONE}后")
COMPLETED = re.compile(rf"竣工|完工|{NOT_YET.pattern}")
IN_USE = re.compile(
    r"投产|达产|投用|投入(?:使用|生产)|启用|运营|生产(?!线)|在产|产量|产值|年产|日产|产能(?!置换)|接待|入驻|通车"
)
FINISHED = re.compile(r"竣工|投产|达产")
UNDER_WAY = re.compile(r"在建|扩建|[二三四五]期|签约|开工|动工|安装|奠基|在改造|试产")
ONLY_ORE = re.compile(r"勘查|探矿|普查|储量|资源量|品位")
RANKED = re.compile(
    r"第[一二三四五六七八九十\d]+(?![一二三四五六七八九十\d期届批次])|最大|最多|最高|之最|唯一|首位"
    r"|居首|\d[\d.]*%|分之|[一二三四五六七八九]成|1/\d"
)
_HONOURED = r"名录|目录|名单|入选|获评|评为|确定为|授牌|挂牌|上榜|A证"
TITLED = re.compile(
    rf"名城|之乡|产业基地|示范基地|观光园|大县|示范县|称号|地理标志|荣誉|{_HONOURED}"
)
_MADE = r"生产|加工|种植|养殖|投产|经营|接待|入驻|运营|建成|培育|研发"
MADE_HERE = re.compile(
    rf"\d[\d.]*[多余]?\s?(?:亩|吨|家|万|亿|个|条|羽|枝|盆|平方|公里|台|套|辆|米|人)|{_MADE}"
)
HELD_ONCE = re.compile(r"大赛|竞赛|比赛|赛事|马拉松|运动会|论坛|盛会|博览会|展会|展销会")
WORKING = re.compile(rf"{_MADE}|成立|年产|产量|产值|产能")  # a count of who came makes nothing
_CHAIN = r"(?:产业链|链条|完整的链)"
CHAIN_FORMED = re.compile(
    rf"[^，。；：]*(?:(?:形成|育成)[^。；]*(?:{_CHAIN}|从[^。；]*到[^。；]*体系)"
    rf"|{_CHAIN}[^，。；：]*形成)[^。；]*"
)
SLOGAN = re.compile(r"打造|构建|打通|重点发展|重点突破|全产业链|(?:推动|促进)[^，。；]{0,16}提升")
ASKED_FOR = re.compile(r"引进|引入|招商|招引|邀请|吸引|对接|加快[^，。；]{0,12}建设")
WHOLE = re.compile(r"全国|全省|福建省|省内|国内|全球|世界|亚洲|中国|我省")


@dataclass(frozen=True, slots=True)
class Overclaim:
    """说过头: words that prove less than is said, unless others stand beside them.

    `advice` says so and what to write instead, with `{word}` for the words found.
    """

    words: re.Pattern[str]
    unless: re.Pattern[str]
    advice: str

    def refusal(self, says: str) -> str:
        """Return the advice for that statement, "" if it does not fall under this."""
        found = self.words.search(says)
        if found is None or self.unless.search(self.words.sub("，", says)):
            return ""
        return self.advice.format(word=found[0])


ONLY_INTENDED = Overclaim(
    INTENDED,
    SOMETHING_DONE,
    "“{word}”说的是打算，最多证明要引进（wanted）或在建（planned），否则写 proves: background",
)
ONLY_TITLED = Overclaim(
    TITLED,
    MADE_HERE,
    "“{word}”是称号、名录，不证明在产；"
    "请写来源里说到生产、规模的话，没有这样的话就写 proves: background",
)
ONLY_A_CHAIN = Overclaim(
    CHAIN_FORMED,
    MADE_HERE,
    "“{word}”说的是整条链，不证明其中哪一个环节在产；请写说到这个环节的企业、产品、产量或设施的话，"
    "没有这样的话就写 proves: background",
)
ONLY_HELD = Overclaim(
    HELD_ONCE,
    WORKING,
    "“{word}”是办过的活动，不证明这里有人在生产、经营；"
    "请写来源里说到生产、经营的话，没有这样的话就写 proves: background",
)
ONLY_COMPLETED = Overclaim(
    COMPLETED,
    IN_USE,
    "“{word}”没有说到投产，不证明在产；"
    "请写来源里说到投产、产量的话，没有这样的话就写 proves: background",
)
ONLY_SLOGAN = Overclaim(
    SLOGAN,
    ASKED_FOR,
    "“{word}”一类的话不是点名要引进、延伸、加强这个环节；"
    "请写来源里点名的话，没有就写 proves: background",
)
OVERCLAIMS: Mapping[Proves, tuple[Overclaim, ...]] = {
    Proves.PRESENT: (ONLY_INTENDED, ONLY_TITLED, ONLY_A_CHAIN, ONLY_HELD, ONLY_COMPLETED),
    Proves.WEAK: (ONLY_INTENDED,),
    Proves.MISSING: (ONLY_INTENDED,),
    Proves.WANTED: (ONLY_SLOGAN,),
}
"""By what a statement is said to prove, what it may not be; the first that it is gets told."""


def cannot_prove(evidence: Evidence) -> str:
    """Say in Chinese why these words cannot prove what the file says, and what to write; or ""."""
    if evidence.proves is Proves.STRONG:
        return _no_strength(evidence)
    if evidence.proves is Proves.PLANNED:
        return _not_planned(evidence.says)
    claims = OVERCLAIMS.get(evidence.proves, ())
    return next(filter(None, (claim.refusal(evidence.says) for claim in claims)), "")


def _no_strength(evidence: Evidence) -> str:
    says = NOT_YET.sub("", evidence.says)
    if RANKED.search(says) and WHOLE.search(says) and latest_day(evidence.as_of):
        return ""
    return (
        "证明“优势”的话要有全国或全省的位次、份额（如全省第二、占全国五分之一、全省最大）和年份；"
        "“居前列”“国家级”“首批”不够。请补上这样的证据，或把这一条改成 proves: present"
    )


def _not_planned(says: str) -> str:
    if UNDER_WAY.search(says):
        return ""
    ore = ONLY_ORE.search(says)
    if ore:
        return f"“{ore[0]}”说的是矿，不是在建的项目；请改成 proves: background"
    done = FINISHED.search(NOT_YET.sub("", says))
    if done:
        return (
            f"“{done[0]}”说的是建好了，不是在建；请改成 proves: present（在生产）"
            "或 proves: background"
        )
    return ""
