"""Where the residents of a link are: told with their names, and held against what proves the link.

Whoever reads «列名企业 甲；仅永安市» joins the two, so a resident never goes without its county.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from chains.evidence.standing import CARRYING, PROVING
from chains.evidence.telling import counties_of
from chains.model import Basis, Chain, Evidence, Link, Presence, Proves, Source

COUNTY_UNSEEN = "县未见"
SHOWING = frozenset({Proves.STRONG, Proves.PRESENT, Proves.WEAK, Proves.PLANNED})
"""What a statement may prove that says why a resident stands under a link."""


def resident_text(name: str, county: str, unseen: str = COUNTY_UNSEEN) -> str:
    """Return "安农（尤溪县）", "三钢闽光（县未见）" or "温氏（将乐肉鸭，将乐县）".

    `unseen` is written where the county is not known, "" for nothing.
    """
    told = county or unseen
    if not told:
        return name
    return f"{name[:-1]}，{told}）" if name.endswith("）") else f"{name}（{told}）"


def residents_named(
    names: Iterable[str],
    chain: Chain,
    unseen: str = COUNTY_UNSEEN,
    spelled: Callable[[str], str] = str,
) -> str:
    """Name companies with their counties, in order; a county of all is told once, at the end.

    «天力种业（建宁县）、六三种业（县未见）», «文鑫食品、泓鑫食品（均在建宁县）». `unseen` is
    written where the chain knows no county, "" for nothing; `spelled` says how a name is printed
    (a paper: `chains.evidence.registered_names.NamesOnce`).
    """
    trade_names = list(names)
    counties = [chain.county_of(name) for name in trade_names]
    listed = [spelled(name) for name in trade_names]
    if len(listed) > 1 and counties[0] and len(set(counties)) == 1:
        return f"{'、'.join(listed)}（均在{counties[0]}）"
    told = zip(listed, counties, strict=True)
    return "、".join(resident_text(name, county, unseen) for name, county in told)


def residents_counted(names: Iterable[str], chain: Chain) -> str:
    """Count companies with where they are: «3 家，在建宁县、泰宁县，1 家县未见»."""
    counties = [chain.county_of(name) for name in names]
    known = "、".join(dict.fromkeys(filter(None, counties)))
    unseen = counties.count("")
    where = f"在{known}" if known else ""
    rest = (f"{unseen} 家{COUNTY_UNSEEN}" if known else COUNTY_UNSEEN) if unseen else ""
    return "，".join(filter(None, (f"{len(counties)} 家", where, rest)))


def misplaced(
    chain: Chain, known: Mapping[str, Source]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Refuse the residents of a link that is proven for other counties only, each where it stands.

    A link is let pass if one of its residents is in those counties, and a resident if its county
    is not known or a statement of the link that proves something names it. So is one that cites
    a source that is not in `known`: nobody can say then what proves it.
    """
    for i, link in enumerate(chain.links):
        if any(e.source not in known for e in link.evidence):
            continue
        heard = [e for e in link.evidence if known[e.source].grade in PROVING]
        proven = counties_of(_carrying(link, heard))
        counties = [chain.county_of(name) for name in link.residents]
        if not proven or set(proven) & set(counties):
            continue
        for j, (name, county) in enumerate(zip(link.residents, counties, strict=True)):
            if county and not _shown_itself(chain, name, heard):
                yield ("links", i, "residents", j), _elsewhere(name, county, proven)


def _carrying(link: Link, heard: Iterable[Evidence]) -> list[Evidence]:
    """Return the statements that the presence rests on, as `standing.stand` takes them."""
    stated = link.stated_presence
    if stated is Presence.UNKNOWN or link.presence_basis is not Basis.SOURCE:
        return []
    rows = [e for e in heard if e.proves in CARRYING[stated]]
    lower = CARRYING[Presence.PRESENT] if stated is Presence.STRONG else ()
    return rows or [e for e in heard if e.proves in lower]


def _shown_itself(chain: Chain, name: str, heard: Iterable[Evidence]) -> bool:
    names = [short for short in (name.partition("（")[0], chain.full_name_of(name)) if short]
    return any(e.proves in SHOWING and any(n in e.says for n in names) for e in heard)


def _elsewhere(name: str, county: str, proven: Iterable[str]) -> str:
    placed = resident_text(name, county)
    return (
        f"证明这个环节的话只说到{'、'.join(proven)}，列名企业 {placed}不在那里，"
        "读的人会把两样连起来。请从 residents 里删去它（enterprises 里留着），或加一条点名它的证据"
        "（says 写出它的名称，proves 写 present、weak 或 planned，来源 A 至 C 级）；"
        "county 写错了的，请改正"
    )
