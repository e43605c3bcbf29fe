"""A link that no company was assigned to: what was looked for, and what to go on with instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from chains.model import Link
from components.targets.asking import Targets, count
from components.targets.filter_address import EVERYWHERE
from targets.searched import searched_text
from targets.stores.query import CompanyFilter

Row = dict[str, object]
TRIED = 4  # products of a link that are looked for in the lists


@dataclass(frozen=True, slots=True)
class NoTargets:
    """没有目标企业的环节: what to go on with instead.

    `words` are its products that our lists name, with how many companies each; `tried` are those
    that were looked for; `near` counts the companies of its chain; `searched` says where else
    somebody looked.
    """

    tried: tuple[str, ...]
    words: Mapping[str, int]
    near: int
    searched: str = ""


def no_targets(targets: Targets, chain_id: str, link: Link) -> NoTargets:
    """Return what to go on with at a link that no company was assigned to."""
    tried = tuple(dict.fromkeys((*link.products, *link.keywords)))[:TRIED]
    counts = {word: count(targets, CompanyFilter(keyword=word)) for word in tried}
    words = {word: number for word, number in counts.items() if number}
    near = count(targets, CompanyFilter(chain=chain_id))
    return NoTargets(tried, words, near, searched_text(chain_id, link.id, 0))


def other_rows(chain_id: str, known: NoTargets, base: str) -> tuple[Row, ...]:
    """Write what to go on with as rows of a panel; that our lists name nobody is no proof."""
    named: list[Row] = [
        _way(everywhere_address(base, q=word), f"名称或产品里有“{word}”的 {number} 家")
        for word, number in known.words.items()
    ]
    chain = _way(everywhere_address(base, chain=chain_id), f"同一条链的 {known.near} 家")
    said: Row = {"t": "text", "text": none_text(known), "muted": True}
    return (said, *named, *([chain] if known.near else []))


def none_text(known: NoTargets) -> str:
    """Say that our lists hold no company of a link, and what was looked for."""
    tried = "、".join(known.tried)
    looked = f"；按产品“{tried}”查名称和主营，也没有" if tried and not known.words else ""
    also = f"{known.searched}。" if known.searched else ""
    return f"现有名录里没有归到这个环节的企业{looked}。{also}名录没有，不等于没有这样的企业。"


def everywhere_address(base: str, **asked: str) -> str:
    """Return the address of a list of all desks."""
    return f"{base}/desk?{urlencode({'area': EVERYWHERE, **asked})}"


def _way(href: str, label: str) -> Row:
    return {"t": "href", "href": href, "label": label, "note": "待核"}
