"""What Fujian has of a link, and what a file may not say of it (docs/methods.md 1).

The same words and grades hold as for Sanming, and one more thing: the statement names Fujian, or
a place of Fujian outside Sanming.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from chains.evidence.standing import CARRYING, PROVING, Standing, stand
from chains.model import Basis, Evidence, Link, Presence, Source

Place = tuple[str | int, ...]
PREFECTURES = ("福州", "厦门", "泉州", "漳州", "莆田", "南平", "龙岩", "宁德", "平潭")
COUNTIES_ELSEWHERE = (
    *("鼓楼", "台江", "仓山", "马尾", "晋安", "长乐", "福清", "闽侯", "连江", "罗源", "闽清"),
    *("永泰", "思明", "海沧", "湖里", "集美", "同安", "翔安", "城厢", "涵江", "荔城", "秀屿"),
    *("仙游", "鲤城", "丰泽", "洛江", "泉港", "惠安", "安溪", "永春", "德化", "金门", "石狮"),
    *("晋江", "南安", "芗城", "龙文", "龙海", "长泰", "云霄", "漳浦", "诏安", "东山", "南靖"),
    *("平和", "华安", "延平", "建阳", "顺昌", "浦城", "光泽", "松溪", "政和", "邵武", "武夷山"),
    *("建瓯", "新罗", "永定", "长汀", "上杭", "武平", "连城", "漳平", "蕉城", "霞浦", "古田"),
    *("屏南", "寿宁", "周宁", "柘荣", "福安", "福鼎"),
)
WHOLE_PROVINCE = re.compile(r"福建|全省|我省|本省|省内")
_SOMEWHERE = re.compile("|".join((WHOLE_PROVINCE.pattern, *PREFECTURES, *COUNTIES_ELSEWHERE)))
OF_THE_WHOLE = frozenset({Presence.WEAK, Presence.MISSING})
"""What one place cannot say of the province."""


def stand_in_province(link: Link, sources: Mapping[str, Source], today: date) -> Standing:
    """Work out what Fujian has of `link` today, as `stand` does for Sanming."""
    told = {
        "stated_presence": link.province,
        "presence_basis": Basis.SOURCE,
        "evidence": link.evidence_province,
    }
    return stand(link.model_copy(update=told), sources, today)


def unproven_provinces(
    links: Iterable[Link], known: Mapping[str, Source]
) -> Iterator[tuple[Place, str]]:
    """Refuse a state of the province that no A to C source proves by naming a place of it.

    A link that cites a source that is not in `known` is let pass: nobody can say what proves it.
    """
    for i, link in enumerate(links):
        rows = link.evidence_province
        if link.province is Presence.UNKNOWN or any(e.source not in known for e in rows):
            continue
        text = _lack(link.province, [e for e in rows if known[e.source].grade in PROVING])
        if text:
            yield ("links", i, "province"), f"{text}；没有这样的来源就写 province: unknown"


def _lack(stated: Presence, heard: Iterable[Evidence]) -> str:
    proving = [e for e in heard if e.proves in CARRYING[stated]]
    if not proving:
        return (
            f"写了「{stated}」，evidence_province 却没有一条 A 至 C 级来源的证据写 proves: {stated}"
        )
    if not any(_SOMEWHERE.search(e.says) for e in proving):
        return f"写了「{stated}」，证明它的话却没有写出福建，或三明以外的哪个市县；请照来源写明"
    if stated in OF_THE_WHOLE and not any(WHOLE_PROVINCE.search(e.says) for e in proving):
        return f"写了「{stated}」，证明它的话却只说一个地方，不是全省；请写说到福建、全省的话"
    return ""
