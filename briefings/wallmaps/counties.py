"""县域分工图: which of the 11 counties carries which chain, and on whose word."""

from collections.abc import Collection, Mapping, Sequence

from briefings.wallmaps.model import CountiesBody, CountyRow, Feature, Item, Section
from briefings.wallmaps.notes import NoteNumbers
from chains.allowed_words import COUNTIES
from chains.gaps.assessment import Assessment
from geodata.county_chains import CountyChain

NAMED, LISTED = "●", "○"
MARKS = (
    (NAMED, "市里 2023 年公布的县域重点产业链；归到本图哪条链是编者对应"),
    (LISTED, "该链公开资料提到这个县"),
    ("数字", "公开资料列名的在地企业数"),
)
LEAD = (
    "市里 2023 年公布的县域重点产业链写在图上；右表对到本图的链，并标出公开资料提到的和列名企业数。"
)


def counties_body(
    assessments: Sequence[Assessment],
    county_chains: Sequence[CountyChain],
    layers: Mapping[str, Sequence[Feature]],
    notes: NoteNumbers,
) -> CountiesBody:
    """Return the map and the table; `layers` holds counties and prefectures."""
    city = [row for row in county_chains if row.of_the_city]
    cited = notes.cite(source for row in city for source in row.sources)
    shown = frozenset(a.chain.id for a in assessments)
    return CountiesBody(
        layers["counties"],
        layers["prefectures"],
        tuple(a.chain.name for a in assessments),
        tuple(_row(county, assessments, city) for county in COUNTIES),
        MARKS,
        (
            _elsewhere(city, shown, cited),
            _since(county_chains, notes),
            _reading(city, cited),
        ),
    )


def _row(
    county: str, assessments: Sequence[Assessment], county_chains: Sequence[CountyChain]
) -> CountyRow:
    own = [row for row in county_chains if row.county == county]
    named = {row.chain for row in own}
    marks = []
    for assessment in assessments:
        chain = assessment.chain
        mark = NAMED if chain.id in named else LISTED if county in chain.counties else ""
        residents = len({e.name for e in chain.enterprises if e.county == county})
        marks.append(f"{mark}{residents or ''}")
    return CountyRow(county, tuple(row.name for row in own), tuple(marks))


def _elsewhere(county_chains: Sequence[CountyChain], shown: Collection[str], cited: str) -> Section:
    """What the notice names and none of the chains shown is; an alternate one may be added."""
    items = tuple(
        Item(row.county, f"{row.name}（{row.industry}）")
        for row in county_chains
        if row.chain not in shown
    )
    note = "通知写了，但不在本图的产业链之内；食品加工可以用备选链加上"
    return Section(f"另有{cited}", items, note, "没有。", inline=True)


def _since(county_chains: Sequence[CountyChain], notes: NoteNumbers) -> Section:
    """What a county itself has named since the city's notice."""
    later = [row for row in county_chains if not row.of_the_city]
    cited = notes.cite(source for row in later for source in row.sources) if later else ""
    items = tuple(Item(row.county, f"{row.name}（{row.as_of}）") for row in later)
    note = "县区自己后来写的，和市里的通知不同处待核"
    return Section(f"之后的变化{cited}", items, note, "没有。", inline=True)


def _reading(county_chains: Sequence[CountyChain], cited: str) -> Section:
    notes = (
        Item(
            "怎么读", "空格表示公开资料没有提到，不表示没有；一家企业可能在几条链里列名，不能相加。"
        ),
        Item("出处", f"市政府网 2023-11 通知{cited}；各链的县和企业见各链挂图的来源。"),
        *(Item(f"{row.county}“{row.name}”", f"{row.note}。") for row in county_chains if row.note),
    )
    return Section("说明", notes, inline=True)


def counties_figures(body: CountiesBody) -> tuple[tuple[str, str], ...]:
    """The figures at the head."""
    named = sum(len(row.named) for row in body.rows)
    return (("县（市、区）", str(len(body.rows))), ("县域重点产业链", str(named)))
