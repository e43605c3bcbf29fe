"""What filling each link is worth to a target: its gap, its priority, and the plot to offer.

Reckoned once per state of the data for all links of all chains, and then looked up for each of
very many companies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chains.evidence.standing import Proof
from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.measures import Interval
from chains.gaps.priority import WHOLE, priority
from chains.model import Presence
from chains.settings import Weights

LinkKey = tuple[str, str]  # chain id, link id


@dataclass(frozen=True, slots=True)
class Carry:
    """承载: share of a link's stated needs that the best real plot meets; that plot, if any.

    (0, 1) and no plot where there are no real plots: samples promise nothing.
    """

    share: Interval = WHOLE
    plot_id: str = ""
    plot_name: str = ""


UNKNOWN_CARRY = Carry()


@dataclass(frozen=True, slots=True)
class LinkPart:
    """环节的招商价值: what a company that makes this link's product would bring.

    `flag` is GAP, WANTED or TO_CHECK; None for a link that is none of them. `chain` is its
    priority as a share of 1, within 0 to 1; for a link to be checked it begins at 0, because it
    may turn out to be no gap at all. `proof` says of a gap how far it is proven.
    """

    chain_id: str
    link_id: str
    chain_name: str
    link_name: str
    flag: Flag | None
    chain: Interval
    carry: Carry = UNKNOWN_CARRY
    presence: Presence = Presence.UNKNOWN
    proof: Proof | None = None

    @property
    def key(self) -> LinkKey:
        """Chain id and link id."""
        return (self.chain_id, self.link_id)

    @property
    def is_sought(self) -> bool:
        """Whether it is a gap or a wanted link; a link to be checked is neither yet."""
        return self.flag is Flag.GAP or self.flag is Flag.WANTED


LinkParts = Mapping[LinkKey, LinkPart]


def link_parts(
    assessments: Iterable[Assessment],
    weights: Weights,
    carries: Mapping[LinkKey, Carry] | None = None,
) -> LinkParts:
    """Return the part of every link of `assessments`, in their order and that of the files.

    A link that `carries` does not name can be carried nobody knows how well.
    """
    known = carries or {}
    found = (finding for a in assessments for finding in a.findings.values())
    parts = (_part(finding, weights, known) for finding in found)
    return {part.key: part for part in parts}


def _part(finding: Finding, weights: Weights, carries: Mapping[LinkKey, Carry]) -> LinkPart:
    key = (finding.chain.id, finding.link.id)
    flag = next((f for f in (Flag.GAP, Flag.WANTED, Flag.TO_CHECK) if f in finding.flags), None)
    return LinkPart(
        *key,
        finding.chain.name,
        finding.link.name,
        flag,
        _worth(finding, flag, weights),
        carries.get(key, UNKNOWN_CARRY),
        finding.presence,
        finding.proof_in(Flag.GAP) if flag is Flag.GAP else None,
    )


def _worth(finding: Finding, flag: Flag | None, weights: Weights) -> Interval:
    if flag is None or finding.parts is None:
        return (0.0, 0.0)
    low, high = priority(finding.parts, weights)
    return (low / 100 if flag is not Flag.TO_CHECK else 0.0, high / 100)
