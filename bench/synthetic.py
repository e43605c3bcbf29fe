"""Chains of any size, made up and always the same: for timings only, never shown."""

from random import Random

from chains.model import (
    ESSENTIAL,
    Chain,
    Evidence,
    Flow,
    Grade,
    Link,
    Presence,
    Proves,
    Source,
    Stage,
)

SEED = 7
FLOWS_PER_LINK = 1.6  # as in the shipped chains
NEAR, FAR = 0.15, 0.5
"""The share of the chain that a flow spans at most: as suppliers stand near their customers, and
a harder case, in which lines cross whole stages."""
SOURCE = Source(id="S1", title="虚构来源", url="https://example.org", grade=Grade.A)


def make_chain(links: int, reach: float) -> Chain:
    """Return an acyclic chain of that many links: a tenth of them support, the rest staged.

    `reach` is the share of the chain that a flow spans at most.
    """
    random = Random(SEED)  # noqa: S311  (repeatable, not secret)
    span = max(2, round(reach * links))
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < FLOWS_PER_LINK * links:
        first = random.randrange(links - 1)
        pairs.add((first, min(links - 1, first + random.randint(1, span))))
    return Chain(
        id="synthetic",
        name="虚构链",
        name_status="compiled",
        links=tuple(_link(at, links, random) for at in range(links)),
        flows=tuple(_flow(pair, random) for pair in sorted(pairs)),
        sources=(SOURCE,),
    )


def _link(at: int, links: int, random: Random) -> Link:
    stages = (Stage.UPSTREAM, Stage.MIDSTREAM, Stage.DOWNSTREAM)
    stage = Stage.SUPPORT if at % 10 == 0 else stages[3 * at // links]
    presence = random.choice(list(Presence))
    unknown = presence is Presence.UNKNOWN
    proves = Proves.BACKGROUND if unknown else Proves(presence.value)
    said = Evidence(source=SOURCE.id, proves=proves, says=f"虚构{at}", as_of="2025")
    return Link(
        id=_id(at),
        name=f"环节{at}",
        stage=stage,
        presence=presence,
        presence_basis="source",
        evidence=() if unknown else (said,),
    )


def _flow(pair: tuple[int, int], random: Random) -> Flow:
    source, target = pair
    weight = random.randint(1, ESSENTIAL)
    return Flow.model_validate({"from": _id(source), "to": _id(target), "weight": weight})


def _id(at: int) -> str:
    return f"link_{at:04}"
