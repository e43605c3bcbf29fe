"""A row in every table of a ledger from before, a telephone number in every text it has."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Boolean, Column, Date, Double, Integer, Table, insert, select
from sqlalchemy.orm import Session

from files.personal.columns import Written, as_kept
from ledger.book.canonical import canonical, digest
from ledger.papers.cards import CardContent, CardTexts
from ledger.schema.base import Instant
from ledger.schema.tables import Base
from targets.desks import usual_desks
from targets.model import CompanyBasis
from tests.ledger.builders import NOON, TODAY, make_plot

TABLES: tuple[Table, ...] = tuple(
    table for table in Base.metadata.sorted_tables if table.name not in {"audit_entry", "sign_in"}
)
"""Chains of hashes are written by what they are of, never row by row."""
COMPANY = "u1"
VALUES: Mapping[str, object] = {
    "account.id": "zhang.shili",
    "account.state": "active",
    "account_grant.account_id": "zhang.shili",
    "account_grant.role": "viewer",
    "account_grant.area": "",
    "account_session.account_id": "zhang.shili",
    "card_filled.chain_id": "fluorine",
    "card_filled.link_id": "acid",
    "company.id": COMPANY,
    "company.basis": CompanyBasis.SOURCE.value,
    "company.digest": "",
    "company_contact.content": "{}",
    "company_link.state": "confirmed",
    "company_lookup.subject": "record",
    "company_lookup.outcome": "no",
    "company_relation.kind": "supplier",
    "company_signal.kind": "plant",
    "imported_company.before": "",
    "link_check.outcome": "found_weak",
    "link_decision.state": "rejected",
    "link_decision.before": "{}",
    "link_urgency.need": "asked",
    "meeting_decision.chain_id": "",
    "meeting_decision.removed_at": None,
    "paper_made.options": "{}",
    "paper_made.files": "{}",
    "plot.id": "YX-1",
    "plot.kind": "idleland",
    "plot.county": "尤溪县",
    "plot.occupancy": "unknown",
    "plot.contact": "",
    "plot.version": 8,
    "plot_history.plot_id": "YX-1",
    "plot_history.contact": "",
    "park_position.position": "",
    "rewording.withdrawn_at": None,
    "same_company.first_id": COMPANY,
    "same_company.second_id": "u2",
    "same_company.verdict": "apart",
    "same_company.moved": "{}",
    "trip_basket.owner": "v1",
    "trip_basket.company": COMPANY,
    "vendor_mapping.mapping": "{}",
    "visit.days": 1,
}
"""What a row must say for the program to read it, by table and column."""
PLAIN = ((Instant, NOON), (Date, TODAY), (Boolean, False), (Integer, 7))


class Planted:
    """Numbers to find again: one for each text, and as everybody may see it."""

    def __init__(self) -> None:
        self.numbers: dict[str, str] = {}

    def at(self, place: str) -> str:
        """Return the number planted at a place."""
        return self.numbers.setdefault(place, f"1391111{len(self.numbers) + 2000:04d}")

    def text(self, place: str) -> str:
        """Return a text that holds it."""
        return f"请找张三{self.at(place)}"

    def shown(self, place: str) -> str:
        """Return it as it may be seen."""
        return f"139****{self.at(place)[-4:]}"


def plant_everywhere(session: Session) -> Planted:
    """Put one row into every table, past the functions that would refuse its texts."""
    planted = Planted()
    for table in TABLES:
        whole = {column.name: _value(planted, table, column) for column in table.columns}
        session.execute(insert(table), [whole | _whole(planted, table.name)])
    session.flush()
    session.expire_all()
    return planted


def kept_texts(session: Session) -> Iterator[str]:
    """Give every row as it is kept."""
    for table in TABLES:
        for row in session.connection().execute(select(*as_kept(table))):
            yield repr(tuple(row))


def _value(planted: Planted, table: Table, column: "Column[object]") -> object:
    place = f"{table.name}.{column.name}"
    if place in VALUES:
        return VALUES[place]
    if isinstance(column.type, Written):
        written = planted.text(place)
        return canonical([written]) if place == "link_check.companies" else written
    if isinstance(column.type, Double):
        return None if column.nullable else 0.0
    if column.name.endswith("company_id"):
        return COMPANY
    return next((plain for kind, plain in PLAIN if isinstance(column.type, kind)), "xx")


def _whole(planted: Planted, table: str) -> dict[str, object]:
    """Return the columns that hold more than one text."""
    if table in {"plot", "plot_history"}:
        place = f"{table}.content"
        plot = make_plot(note=planted.text(place), name=f"地块{planted.at(place)}")
        return {"content": canonical(plot.model_dump(mode="json", exclude_defaults=True))}
    if table == "card_filled":
        texts = CardTexts(
            scope=planted.text("card_filled.content"), contact=planted.text("card_filled.contact")
        )
        return {"content": canonical(CardContent(chinese=texts).model_dump(mode="json"))}
    if table == "desk_settings":
        desks = usual_desks().model_copy(update={"basis": planted.text("desk_settings.content")})
        return {"content": canonical(desks.model_dump(mode="json"))}
    if table == "snapshot":
        results = canonical({"links": [{"says": planted.text("snapshot.results")}]})
        name = planted.text("snapshot.name")
        return {"results": results, "results_hash": digest([results]), "name": name}
    return {}
