"""A telephone number that stands in a text of a ledger from before is read by nobody.

Every column of every table is either covered as it is read, or named here with the reason. The
rows themselves stay as they are kept, in the database and in its copies.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import String, text
from sqlalchemy.orm import Session

from files.personal.columns import Written
from ledger.accounts.users import list_accounts
from ledger.book.backup import backup, restore
from ledger.book.content import content_hash
from ledger.book.database import Ledger, open_ledger
from ledger.book.errors import NotPossible
from ledger.companies.reading import companies_of
from ledger.companies.same import last_decisions
from ledger.company_imports.export import export_companies
from ledger.company_imports.imports import list_company_imports
from ledger.company_imports.undo import undo_company_import
from ledger.desks.areas import desks_history
from ledger.desks.baskets import basket
from ledger.desks.visits import list_visits
from ledger.findings.findings import findings_by_company, standing_of
from ledger.findings.lookups import lookup_history
from ledger.findings.relations import relation_history
from ledger.findings.signals import signal_history
from ledger.links.checks import check_history, read_check, record_check, withdraw_check
from ledger.links.urgencies import urgency_history
from ledger.meeting.decisions import edit_decision, list_decisions
from ledger.meeting.rewordings import rewording_history
from ledger.meeting.snapshots import list_snapshots, read_results
from ledger.papers.cards import card_history, read_card
from ledger.papers.made import latest_records
from ledger.plots.edits import NEW, edit_plot
from ledger.plots.filtering import PlotFilter
from ledger.plots.history import plot_history
from ledger.plots.imports import list_imports, save_import
from ledger.plots.register import get_plot, list_plots
from ledger.schema.tables import Base
from targets.stores.query import CompanyFilter
from targets.stores.search import count, find_companies
from tests.ledger.builders import ADMIN, CENTRE, TODAY, VIEWER, Clock, make_plot
from tests.ledger.company_lists import make_measure, make_told, save
from tests.ledger.kept_phones import COMPANY, Planted, kept_texts, plant_everywhere

PHONE = "13911112222"
BY_NAME = {
    "ids and codes that the program gives or a law does": (
        "id company_id plot_id account_id chain_id link_id chain link first_id second_id moved_to"
        " credit_code stock_code industry_code fingerprint paper place owner company moved origin"
        " before_origin edition"
    ),
    "one of a few words": (
        "state kind outcome need verdict basis role area subject topic action county occupancy desk"
        " actor_role"
    ),
    "hashes and numbers of states": (
        "hash previous digest content_hash ledger_hash results_hash token_hash name_hash"
        " password_hash data_version value"
    ),
    "who, by the id of an account": (
        "changed_by recorded_by imported_by saved_by taken_by made_by decided_by actor_id"
    ),
    "worked out of columns that are covered; compared, sorted by, never shown": (
        "name_key resident_key chain_tags link_tags list_tags emerging_tags search_text best_chain"
        " best_link tie_order"
    ),
    "the contact itself: masked, read by right, each look written down": "contact",
}
BY_PLACE = {
    "plot.content": "covered by `read_content`, planted below",
    "plot_history.content": "covered by `read_content`, planted below",
    "card_filled.content": "covered where it becomes a card, planted below",
    "desk_settings.content": "covered where it becomes settings, planted below",
    "snapshot.results": "covered by `read_results` behind its hash, planted below",
    "snapshot.name": "covered where it becomes a snapshot, planted below",
    "company_contact.content": "the contact itself",
    "imported_company.before": "a company as it was, for an undo alone: it goes back as it was",
    "link_decision.before": "an assignment as it was, for taking back alone",
    "audit_entry.actor_name": "part of a chain of hashes; covered by `last_change`",
    "audit_entry.detail": "part of a chain of hashes: ids, counts and hashes",
    "paper_made.options": "part of a chain of hashes; covered by `_record`",
    "paper_made.files": "hashes by file",
    "paper_made.texts": "part of a chain of hashes, packed; covered by `read_texts`",
    "paper_made.made_name": "part of a chain of hashes; covered by `_record`",
    "park_position.park": "a park of the list that is shipped",
    "park_position.position": "figures",
    "company_state.name": "names of states",
    "company_list.name": "lists that the product names",
    "switch.name": "names of switches",
    "vendor_mapping.mapping": "headings of a file, compared with and shown beside that file alone",
    "sign_in.address": "an address of a network",
    **{
        f"visit.{name}": "masked by desk (ledger.desks.visits), which may keep a number there"
        for name in ("team", "people", "result", "next_step", "product", "witness")
    },
}
EXEMPT = {name for names in BY_NAME.values() for name in names.split()}


def cells_of(workbook: bytes) -> str:
    """Return all that a workbook says."""
    with ZipFile(BytesIO(workbook)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


READ: tuple[Callable[[Session], object], ...] = (
    lambda s: check_history(s, "xx", "xx"),
    lambda s: urgency_history(s, "xx", "xx"),
    lambda s: signal_history(s, COMPANY),
    lambda s: relation_history(s, COMPANY),
    lambda s: lookup_history(s, COMPANY),
    lambda s: findings_by_company(s, {}),
    lambda s: standing_of(s, COMPANY, TODAY),
    list_decisions,
    lambda s: rewording_history(s, "xx"),
    list_snapshots,
    lambda s: read_results(s, 7),
    lambda s: card_history(s, "fluorine", "acid"),
    desks_history,
    lambda s: basket(s, VIEWER),
    lambda s: list_visits(s, VIEWER),
    list_imports,
    list_company_imports,
    list_plots,
    lambda s: plot_history(s, "YX-1"),
    last_decisions,
    latest_records,
    list_accounts,
    lambda s: cells_of(export_companies(s)[0]),
)


@contextmanager
def filled(ledger: Ledger) -> Iterator[Planted]:
    with ledger.writing(ADMIN) as session:
        planted = plant_everywhere(session)
    yield planted


def seen(ledger: Ledger) -> str:
    with ledger.reading() as session, companies_of(session, {}) as companies:
        texts = [repr(read(session)) for read in READ]
        texts += [repr(find_companies(companies, [COMPANY]))]
    return "\n".join(texts)


def test_every_column_is_covered_as_it_is_read_or_named_with_the_reason() -> None:
    columns = [
        (f"{table.name}.{column.name}", column)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String | Written)
    ]
    undecided = [
        place
        for place, column in columns
        if not isinstance(column.type, Written)
        and column.name not in EXEMPT
        and place not in BY_PLACE
    ]

    assert undecided == []
    assert [place for place in BY_PLACE if place not in dict(columns)] == []


def test_a_leader_reads_a_number_from_before_in_no_table(ledger: Ledger) -> None:
    with filled(ledger) as planted:
        texts = seen(ledger)

    assert [place for place in planted.numbers if planted.at(place) in texts] == []
    shown = {place for place in planted.numbers if planted.shown(place) in texts}
    assert "link_check.note" in shown
    assert {"plot.content", "snapshot.results", "company.scope", "card_filled.contact"} <= shown


def test_rows_copies_and_hashes_hold_what_was_kept(ledger: Ledger, tmp_path: Path) -> None:
    with filled(ledger) as planted, ledger.engine.connect() as connection:
        before = content_hash(connection)
    file = tmp_path / "copy.sqlite"

    kept = backup(ledger, file)
    other = open_ledger({"SANMING_DATA": str(tmp_path / "other")}, Clock())
    try:
        restored = restore(file, other)
        with other.reading() as session:
            texts = "\n".join(kept_texts(session))
    finally:
        other.close()

    assert kept.content_hash == restored.content_hash == before
    assert [place for place in planted.numbers if planted.at(place) not in texts] == []


def test_an_edit_that_leaves_a_text_alone_leaves_its_number_where_it_is(ledger: Ledger) -> None:
    with filled(ledger) as planted, ledger.writing(ADMIN) as session:
        stored = get_plot(session, "YX-1")
        edit_plot(session, ADMIN, stored.plot.model_copy(update={"area_mu": 5.0}), stored.version)
        found = list_decisions(session)[0]
        other = found.decision.model_copy(update={"due_on": TODAY})
        edit_decision(session, ADMIN, found.id, other, found.version)

    with ledger.reading() as session:
        texts = "\n".join(kept_texts(session))
        assert get_plot(session, "YX-1").plot.area_mu == 5
    for place in ("plot.content", "meeting_decision.text", "meeting_decision.unit"):
        assert planted.at(place) in texts, place


def test_an_import_of_the_same_text_leaves_its_number_where_it_is(ledger: Ledger) -> None:
    with filled(ledger) as planted, ledger.writing(ADMIN) as session:
        plot = get_plot(session, "YX-1").plot.model_copy(update={"area_mu": 7.0})
        save_import(session, ADMIN, [plot], "表.xlsx", "县报表")

    with ledger.reading() as session:
        assert planted.at("plot.content") in "\n".join(kept_texts(session))
        assert PHONE not in repr(list_plots(session))


def test_a_plot_is_not_found_by_the_digits_of_a_number_in_its_name(ledger: Ledger) -> None:
    with filled(ledger) as planted, ledger.reading() as session:
        number = planted.at("plot.name")
        found = [list_plots(session, PlotFilter(words=w)) for w in (number, number[3:7], "请找")]

    assert [len(plots) for plots in found] == [0, 0, 1]


def test_a_company_is_not_found_by_the_digits_of_a_number_in_its_texts(ledger: Ledger) -> None:
    save(ledger, make_told(1, scope=f"氢氟酸，电话{PHONE}"))

    with ledger.reading() as session, companies_of(session, {}) as companies:
        found = [count(companies, CompanyFilter(keyword=w)) for w in (PHONE, PHONE[3:8], "氢氟酸")]

    assert found == [0, 0, 1]


def test_a_number_that_is_typed_is_refused_by_the_name_of_its_field(ledger: Ledger) -> None:
    check = {"chain_id": "fluorine", "link_id": "acid", "outcome": "none", "checked_on": TODAY}

    for name, field in (("note", "备注"), ("document", "依据文件")):
        with pytest.raises(NotPossible, match=rf"没有保存：「{field}」.*139\*\*\*\*2222.*联系人"):
            read_check({**check, name: f"问了张三 {PHONE}"})
    with pytest.raises(NotPossible, match="「企业」"):
        read_check({**check, "outcome": "found_weak", "companies": f"甲公司、乙公司{PHONE}"})
    with ledger.writing(CENTRE) as session, pytest.raises(NotPossible, match="「备注」"):
        edit_plot(session, CENTRE, make_plot(note=f"找张三{PHONE}"), NEW)
    with ledger.reading() as session:
        assert list_plots(session) == []


def test_a_reason_and_a_wording_with_a_number_are_refused(ledger: Ledger) -> None:
    check = read_check(
        {"chain_id": "fluorine", "link_id": "acid", "outcome": "none", "checked_on": TODAY}
        | {"document": "走访纪要"}
    )

    with ledger.writing(ADMIN) as session:
        made = record_check(session, ADMIN, check)
        with pytest.raises(NotPossible, match="「撤回理由」里有电话号码"):
            withdraw_check(session, ADMIN, made.id, f"张三{PHONE}说错了")


def test_a_card_may_name_the_line_of_an_office_but_no_mobile_telephone() -> None:
    line = "市商务局 0598-8222333"

    assert read_card({"contact": line}).chinese.contact == line
    with pytest.raises(NotPossible, match="「联系单位」里有电话号码"):
        read_card({"contact": f"市商务局 {PHONE}"})
    with pytest.raises(NotPossible, match="「建设内容」里有电话号码"):
        read_card({"scope": line})


def test_an_import_and_its_undo_leave_a_number_of_a_company_where_it_was(ledger: Ledger) -> None:
    save(ledger, make_told(1))
    with ledger.writing(ADMIN) as session:
        said = {"said": f"氟化物，电话{PHONE}"}
        session.execute(text("UPDATE company SET products = :said WHERE name LIKE '甲1%'"), said)

    def kept() -> list[str]:
        with ledger.reading() as session:
            query = text("SELECT products FROM company WHERE name LIKE '甲1%'")
            return list(session.scalars(query))

    receipt = save(ledger, make_told(1, status="吊销"))
    after_import = kept()
    with ledger.writing(ADMIN) as session:
        assert receipt.import_id is not None
        undo_company_import(session, ADMIN, receipt.import_id, make_measure())

    assert (after_import, kept()) == ([said["said"]], [said["said"]])
