"""The one fact by which a company differs from those of its class (与同类不同的一点)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from components.targets.rows import Target
from targets.age.listed_status import status_mark
from targets.closing import said_now
from targets.model import CompanyBasis, LinkState, Listing
from targets.scoring.no_target import NO_TARGET_WORDS
from targets.scoring.score import is_tied
from targets.scoring.wording import relation_words, signal_words


def differing_facts(together: Sequence[Target]) -> list[str]:
    """Return one fact a company, for companies of one class that stand together in a list.

    The first of its facts that not all of them share, the first at all where it stands alone, ""
    where none sets it apart.
    """
    facts = [tuple(dict.fromkeys(_facts(target))) for target in together]
    shared = Counter(fact for own in facts for fact in own)
    most = len(together) - 1 if len(together) > 1 else 1
    return [next((fact for fact in own if shared[fact] <= most), "") for own in facts]


def _facts(target: Target) -> Iterable[str]:
    """Tell what is known of a company besides its class, what matters most first."""
    found = target.findings
    if target.apart:
        yield f"不是目标：{NO_TARGET_WORDS[target.apart]}"
    if found.signals:
        yield signal_words(max(found.signals, key=lambda signal: signal.happened_on))
    if is_tied(found):
        yield from (relation_words(relation) for relation in found.relations)
    yield from filter(None, _of_its_row(target))


def _of_its_row(target: Target) -> Iterable[str]:
    """Tell what its own row says, "" for what it does not."""
    company, leading = target.company, target.scored.leading
    yield "凭印象，没有来源" if company.basis is CompanyBasis.MEMORY else ""
    yield from map(listing_words, company.listings)
    if leading and leading[1].state is LinkState.DATED:
        yield leading[1].reason.partition("；")[0].removesuffix("，待核")
    yield "" if company.city else "城市未写，要查"
    yield (
        "" if status_mark(company.status) else said_now(company.status)
    )  # a mark stands by the name
    others = sum(a.state is not LinkState.REJECTED for a in company.assignments) - 1
    yield f"另归到 {others} 个环节" if others > 0 else ""
    yield f"来源 {company.published}" if company.published else ""


def listing_words(listing: Listing) -> str:
    """Name a list in a few words: A股上市（约2021）, 印染30强（2021）第 12 位."""
    edition = f"（{listing.edition}）" if listing.edition else ""
    rank = f"第 {listing.rank} 位" if listing.rank else ""
    return f"{listing.name}{edition}{rank}"
