"""What changed of links: gaps opened and closed, links judged otherwise, ranks that moved."""

from collections.abc import Iterator, Mapping

from briefings.changes.change import Change, ChangeKind
from briefings.changes.rank_moves import moved
from briefings.changes.results import RANKED, LinkResult
from chains.evidence.standing import Support
from chains.evidence.telling import SUPPORTS
from chains.gaps.assessment import Flag
from chains.gaps.wording import FLAGS, PRESENCES

NAMED_CAUSES = 3
NOT_ASKED = "未查"
Links = Mapping[tuple[str, str], LinkResult]


def _flag(link: LinkResult | None) -> Flag | None:
    """Return what the link is among gaps and wanted links; a gap goes first."""
    return next((flag for flag in RANKED if link and flag in link.flags), None)


def flag_changes(old: Links, new: Links) -> Iterator[Change]:
    """Tell which gaps and wanted links are new, and which are closed."""
    for place in dict.fromkeys([*new, *old]):
        one, other = old.get(place), new.get(place)
        was, now = _flag(one), _flag(other)
        if was == now:
            continue
        # A gap that is filled is closed, also where a source still wants it strengthened.
        if one is not None and was is not None and (was is Flag.GAP or now is None):
            left = f"，仍是{FLAGS[now]}" if now else ""
            says = f"{_state(one)} → {_state(other)}：不再是{FLAGS[was]}{left}"
            yield Change(ChangeKind.CLOSED, _name(one), says, _origin(one, other), place)
        elif other is not None and now is not None:
            at = f"，第 {other.ranks[now]} 位" if now in other.ranks else ""
            says = f"{_state(one)} → {_state(other)}：{FLAGS[now]}{at}"
            yield Change(ChangeKind.OPENED, _name(other), says, other.origin, place)


def regraded(old: Links, new: Links) -> Iterator[Change]:
    """Tell which links are judged otherwise, without a change of what they are to us."""
    for place, other in new.items():
        one = old.get(place)
        if one is None or _flag(one) != _flag(other):
            continue
        says = _difference(one, other)
        if says:
            source = _caused(place, old, new)
            if not _same_facts(one, other):
                source = _own_origin(one, other)
            yield Change(ChangeKind.REGRADED, _name(other), says, source, place)


def _difference(one: LinkResult, other: LinkResult) -> str:
    parts = []
    if (one.presence, one.support) != (other.presence, other.support):
        parts.append(f"{_graded(one)} → {_graded(other)}")
    elif not _same_basis(one, other):
        parts.append(f"{_state(other)}：依据更新")
    if one.kind != other.kind and one.kind and other.kind:
        parts.append(f"{one.kind} → {other.kind}")
    if one.asked != other.asked:
        parts.append(f"企业急需：{one.asked or NOT_ASKED} → {other.asked or NOT_ASKED}")
    return "；".join(parts)


def rank_changes(old: Links, new: Links, reweighted: bool) -> Iterator[Change]:  # noqa: FBT001
    """Tell who overtook others or fell behind in the lists of gaps and of wanted links."""
    for flag in RANKED:
        common = [place for place in new if place in old and _listed(flag, old[place], new[place])]
        before = sorted(common, key=lambda place: old[place].ranks[flag])
        after = sorted(common, key=lambda place: new[place].ranks[flag])
        changed = {place for place in common if old[place].priority != new[place].priority}
        # One that came, went or overtook others shifts all below it; those did not move.
        for place in moved(before, after, changed):
            one, other = old[place], new[place]
            says = f"{FLAGS[flag]}第 {one.ranks[flag]} 位 → 第 {other.ranks[flag]} 位"
            source = "权重改过" if reweighted else _caused(place, old, new)
            yield Change(ChangeKind.MOVED, _name(other), says, source, place)


def _listed(flag: Flag, one: LinkResult, other: LinkResult) -> bool:
    return flag in one.ranks and flag in other.ranks


def _caused(place: tuple[str, str], old: Links, new: Links) -> str:
    """Name the facts that changed, those of the same chain first: they moved this link."""
    changed = [
        (new.get(p) or old[p], _origin_between(old.get(p), new.get(p)))
        for p in dict.fromkeys([*new, *old])
        if p not in old or p not in new or not _same_facts(old[p], new[p])
    ]
    own = [c for c in changed if c[0].place == place]
    beside = [c for c in changed if c[0].chain == place[0]]
    causes = own or beside or changed
    if not causes:
        return "规则或链的结构改过"
    said = "；".join(f"「{link.name}」{origin}" for link, origin in causes[:NAMED_CAUSES])
    more = f"等 {len(causes)} 处" if len(causes) > NAMED_CAUSES else ""
    return f"因 {said}{more}"


def _same_facts(one: LinkResult, other: LinkResult) -> bool:
    return _same_standing(one, other) and one.asked == other.asked


def _same_standing(one: LinkResult, other: LinkResult) -> bool:
    was, now = ((r.presence, r.support, Flag.WANTED in r.flags) for r in (one, other))
    return was == now and _same_basis(one, other)


def _same_basis(one: LinkResult, other: LinkResult) -> bool:
    """By ids where both results have them: a source printed otherwise is the same source."""
    if one.based_on and other.based_on:
        return one.based_on == other.based_on
    return one.origin == other.origin


def _own_origin(one: LinkResult, other: LinkResult) -> str:
    """Name the source of what changed of the link itself: its standing, who needs it, or both."""
    origins = [] if _same_standing(one, other) else [_origin(one, other)]
    if one.asked != other.asked:
        origins.append(other.asked_origin or f"{one.asked_origin}，已撤回")
    return "；".join(origins)


def _origin_between(one: LinkResult | None, other: LinkResult | None) -> str:
    return _own_origin(one, other) if one and other else _origin(one, other)


def _origin(one: LinkResult | None, other: LinkResult | None) -> str:
    if other is None:
        return f"链文件不再有这个环节（原据：{one.origin}）" if one else ""
    if one is not None and one.support is Support.CHECKED and other.support is not one.support:
        return f"{other.origin}（{one.origin}，已撤回）"
    return other.origin


def _name(link: LinkResult) -> str:
    return f"{link.chain_name} · {link.name}"


def _state(link: LinkResult | None) -> str:
    return PRESENCES[link.presence] if link else "无此环节"


def _graded(link: LinkResult) -> str:
    return f"{PRESENCES[link.presence]}（{SUPPORTS[link.support]}）"
