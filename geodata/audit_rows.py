"""What the product states of parks, as rows to be read against their sources."""

from datetime import date

from chains.audit import SampledRow, age_text
from geodata.parks import Park, load_parks


def park_rows(today: date) -> list[SampledRow]:
    """Return one row for every shipped park, in file order."""
    parks = load_parks()
    return [_row(park, today) for park in parks.parks]


def _row(park: Park, today: date) -> SampledRow:
    known = load_parks().sources
    sources = [known[i] for i in park.sources if i in known]
    facts = (
        park.level,
        "、".join(park.counties),
        park.positioning,
        park.area,
        park.stock_fact,
        park.factory_fact,
        park.residents,
        park.note,
    )
    best = min(sources, key=lambda source: source.grade, default=None)
    return SampledRow(
        statement=f"{park.id} {park.name}",
        source="；".join(f"{s.id} {s.publisher} {s.date} {s.title} {s.url}" for s in sources),
        says="｜".join(filter(None, facts)),
        age=age_text(park.area_as_of or (best.date if best else ""), today),
        grade=best.grade.value if best else "",
        flag="园区",
        follows="园区的各项照来源写，没有来源的空着",
    )
