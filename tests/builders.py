"""Small chains for tests; every value not named by the test is a dull default."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import yaml

from chains.gaps import assessment, what_if
from chains.gaps.assessment import NOTHING_KNOWN, Assessment, Finding, LinkKnowledge
from chains.model import Chain, Enterprise, Flow, Link, Presence, Source

HOSTILE = "{{7*191}}<img src=x onerror=alert(1)>"
LETTERS = "ABCD"
PROVING = {"unknown": "wanted"}  # what evidence proves by default: the presence it stands under
SOURCES = tuple(  # A0, A1 … D1: every one a publisher and a title of its own
    Source.model_validate(
        {
            "id": f"{g}{i}",
            "title": f"题{g}{i}",
            "publisher": f"社{g}{i}",
            "url": f"https://example.org/{g}{i}",
            "grade": g,
        }
    )
    for g in LETTERS
    for i in range(2)
)


TODAY = date(2026, 11, 30)  # unless a test says otherwise; nothing planned in 2025 is stale


def assess(
    chain: Chain,
    known: LinkKnowledge = NOTHING_KNOWN,
    *,
    today: date = TODAY,
    assume: Mapping[str, Presence] | None = None,
    elsewhere: float = 0.0,
) -> Assessment:
    """Put a chain through the rules as of `TODAY`."""
    return assessment.assess(chain, known, today=today, assume=assume, elsewhere=elsewhere)


def assess_city(
    chains: Iterable[Chain], known: Mapping[str, LinkKnowledge] | None = None
) -> dict[str, Assessment]:
    """Put all chains of a city through the rules as of `TODAY`."""
    return assessment.assess_city(chains, TODAY, known)


def fill(
    chain: Chain,
    link_ids: Collection[str],
    known: LinkKnowledge = NOTHING_KNOWN,
    *,
    city: Mapping[str, Assessment] | None = None,
) -> Assessment:
    """Assess a chain as of `TODAY` as if those links were present."""
    return what_if.fill(chain, link_ids, known, today=TODAY, city=city)


def make_evidence(
    grades: str, as_of: str = "2025", proves: str = "present"
) -> list[dict[str, str]]:
    """Return one piece of evidence per letter: "BB" is two independent voices of grade B."""
    cited = [f"{grade}{grades[:i].count(grade)}" for i, grade in enumerate(grades)]
    return [{"source": source, "proves": proves, "says": "有", "as_of": as_of} for source in cited]


def make_link(
    link: str = "acid", presence: str = "present", grades: str | None = None, **fields: object
) -> Link:
    """Return a link; `grades` are those of its evidence ("A" unless it is unknown)."""
    if grades is None:
        grades = "A" if presence != "unknown" or fields.get("gap_direction") else ""
    given = {
        "id": link,
        "name": link,
        "stage": "midstream",
        "presence": presence,
        "presence_basis": "source",
        "evidence": make_evidence(grades, proves=PROVING.get(presence, presence)),
    }
    return Link.model_validate(given | fields)


def make_flow(text: str) -> Flow:
    """Read "ore>acid", "ore>acid:3" or "acid>ore:1 loop"; the weight is 1 unless given."""
    ends, _, rest = text.partition(":")
    source, target = ends.split(">")
    weight, _, loop = rest.partition(" ")
    return Flow.model_validate(
        {"from": source, "to": target, "weight": int(weight or 1), "loop": loop == "loop"}
    )


def make_chain(
    *flows: str,
    wanted: Collection[str] = (),
    grades: Mapping[str, str] | None = None,
    residents: Mapping[str, Sequence[str]] | None = None,
    counties: Mapping[str, str] | None = None,
    states: Mapping[str, str] | None = None,
    chain: str = "textiles",
    **presence: str,
) -> Chain:
    """Return a chain: `make_chain("ore>acid:3", acid="missing")`; links not named are present.

    `counties` are those of residents by their names. `states` gives presences by link id as well,
    for a test that works them out.
    """
    presence = {**(states or {}), **presence}
    read = [make_flow(flow) for flow in flows]
    names = dict.fromkeys([*presence, *(end for f in read for end in (f.source, f.target))])
    links = [
        make_link(
            name,
            presence.get(name, "present"),
            (grades or {}).get(name),
            gap_direction="引进" if name in wanted else "",
            residents=(residents or {}).get(name, ()),
        )
        for name in names
    ]
    return Chain(
        id=chain,
        name=chain,
        name_status="compiled",
        links=tuple(links),
        flows=tuple(read),
        enterprises=tuple(
            Enterprise(name=name, county=county, sources=("A0",))
            for name, county in (counties or {}).items()
        ),
        sources=SOURCES,
    )


def make_finding(link: str, *flows: str, **presence: str) -> Finding:
    """Return what the rules find of one link of `make_chain(*flows, **presence)`."""
    chain = make_chain(*flows, states=presence)
    return assess(chain).findings[link]


def write_chain(folder: Path, chain: str = "textiles", **changes: object) -> Path:
    """Write a chain file of one dull link that loads; `changes` replace or add whole keys."""
    content: dict[str, object] = {
        "id": chain,
        "name": "纺织",
        "name_status": "compiled",
        "links": [
            {
                "id": "fabric",
                "name": "面料",
                "stage": "midstream",
                "presence": "missing",
                "presence_basis": "source",
                "evidence": [
                    {"source": "T1", "proves": "missing", "says": "没有", "as_of": "2025"}
                ],
            }
        ],
        "sources": [
            {
                "id": "T1",
                "title": "题",
                "url": "https://example.org/T1",
                "publisher": "社",
                "grade": "A",
            }
        ],
    }
    path = folder / f"{chain}.yaml"
    path.write_text(yaml.safe_dump(content | changes, allow_unicode=True, sort_keys=False), "utf-8")
    return path
