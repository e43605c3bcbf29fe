"""Say in words what became of a paper: the same on screen and by command."""

from collections.abc import Sequence

from files.office import CHINA
from papers.verification.request import KIND_NAMES
from papers.verification.verifying import PaperStanding, Verification

SAID = {
    PaperStanding.AS_MADE: "没有改动，数据版本也是现在的。",
    PaperStanding.ALTERED: "有改动，或与原件不一致：",
    PaperStanding.UNKNOWN: "不能核对：",
    PaperStanding.OUTDATED: "没有改动；但所据的数据或程序已经更新。",
}


def told_origin(found: Verification) -> list[str]:
    """Say which paper it is, of which data, made by whom; nothing for one that is unknown."""
    if found.request is None:
        return []
    kind, request = KIND_NAMES[found.request.kind], found.request
    told = [f"{kind}，{request.day} 按数据版本 {request.version} 制作；{_made_by(found)}"]
    if request.version != found.current_version:
        told.append(f"现在的数据版本 {found.current_version}")
    return told


def told_differences(found: Verification) -> list[tuple[str, list[str]]]:
    """List what differs under its headings: alterations, figures out of date, words out of date."""
    figures = [one.as_outdated() for one in found.outdated if one.has_figures]
    words = [one.as_outdated() for one in found.outdated if not one.has_figures]
    listed: Sequence[tuple[str, list[str]]] = (
        ("改动", list(map(str, found.altered))),
        ("按现在的数据，数字不同", figures),
        ("按现在的数据，文字不同", words),
    )
    return [(title, lines) for title, lines in listed if lines]


def difference_rows(found: Verification) -> list[tuple[str, str, str, str]]:
    """Return every difference: what it is, where, what stands there, what stood or stands today."""
    return [
        *(("改动", one.place, one.now, one.was) for one in found.altered),
        *(("数据更新", one.place, one.was, one.now) for one in found.outdated),
    ]


def _made_by(found: Verification) -> str:
    if found.record is None:
        return "台账没有记录"
    made = found.record.made_at.astimezone(CHINA)
    return f"台账第 {found.record.number} 条材料记录，{made:%Y-%m-%d %H:%M} {found.record.made_by}"
