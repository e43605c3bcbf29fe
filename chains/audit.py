"""A seeded sample of statements with their sources, for a person to read them again."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from chains.model import Chain, Evidence, Link, Source


@dataclass(frozen=True, slots=True)
class Sampled:
    """抽查条目: one piece of evidence, the link it stands under and the source it cites."""

    chain: Chain
    link: Link
    evidence: Evidence
    source: Source


def sample(chains: Iterable[Chain], *, size: int, seed: int) -> list[Sampled]:
    """Return `size` pieces of evidence (all, if there are fewer), the same for the same seed."""
    everything = [
        Sampled(chain, link, evidence, chain.source_by_id[evidence.source])
        for chain in chains
        for link in chain.links
        for evidence in link.evidence
    ]
    generator = random.Random(seed)  # noqa: S311  (repeatable, not secret)
    return generator.sample(everything, min(size, len(everything)))
