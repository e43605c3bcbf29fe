"""PostgreSQL refuses rows of another county or desk by itself, whatever statement is sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import CursorResult, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ledger.book.database import Ledger, open_ledger
from ledger.book.engines import WRITING
from ledger.book.errors import NotAllowed
from ledger.book.opening.row_rights import UNGUARDED, unguarded
from ledger.book.policy import Actor, Grant, Role
from ledger.desks.baskets import Wanted, add_to_basket
from ledger.desks.visits import read_visit, record_visit, withdraw_visit
from ledger.findings.rows import CompanyRef
from ledger.findings.signals import record_signal
from ledger.links.checks import record_check
from ledger.plots.edits import NEW, edit_plot
from ledger.schema.tables import Base
from targets.vendor.model import Contact
from tests.ledger.builders import (
    ADMIN,
    CENTRE,
    COUNTY,
    DESK,
    GROUP,
    TODAY,
    VIEWER,
    Clock,
    make_check,
    make_plot,
)
from tests.ledger.company_lists import make_told, save
from tests.ledger.kept_phones import plant_everywhere
from tests.ledger.postgres import PLAIN_USER
from tests.targets.builders import make_signal
from tests.targets.vendor.vendor_lists import make_code

pytestmark = pytest.mark.postgres
YONGAN = Actor("c2", "张永安", (Grant(Role.COUNTY, "永安市"),))
GREATER_BAY = Actor("d2", "吴驻点", (Grant(Role.DESK, "粤港澳"),))
BOTH = Actor("b", "两地", (Grant(Role.COUNTY, "尤溪县"), Grant(Role.DESK, "长三角")))
NAMELESS = Actor("x", "某人", (Grant(Role.COUNTY, ""), Grant(Role.DESK, "")))
COMPANY = f"u{make_code(1)}"
CHANGES = {  # one row each: of 尤溪县, or of a company of 长三角
    "plot": "UPDATE plot SET name = 'x'",
    "plot_history": "UPDATE plot_history SET contact = ''",
    "visit": "UPDATE visit SET result = 'x'",
    "company_signal": "UPDATE company_signal SET says = 'x'",
    "company_contact": "UPDATE company_contact SET content = '{}'",
}
OF_COUNTY, OF_DESK = {"plot", "plot_history"}, {"visit", "company_signal"}
MAY: list[tuple[Actor, set[str]]] = [
    (ADMIN, set(CHANGES)),
    (CENTRE, set(CHANGES)),
    (COUNTY, OF_COUNTY),
    (DESK, OF_DESK),
    (BOTH, OF_COUNTY | OF_DESK),
    (YONGAN, set()),
    (GREATER_BAY, set()),
    (NAMELESS, set()),
    (GROUP, set()),
    (VIEWER, set()),
]
VISIT = {
    "number": "2026-001",
    "company_id": COMPANY,
    "company_name": "甲1有限公司",
    "desk": "长三角",
    "visited_on": TODAY,
    "team": "第一小分队",
    "result": "愿意来看地",
}


@pytest.fixture
def filled(postgres: str, tmp_path: Path) -> Iterator[Ledger]:
    """Open a ledger with a plot of 尤溪县 in two versions and a company of 长三角 and its own."""
    ledger = open_ledger({"SANMING_DATA": str(tmp_path), "DATABASE_URL": postgres}, Clock())
    save(ledger, make_told(1, contact=Contact(("林科",), ("13812345678",))))
    with ledger.writing(COUNTY) as session:
        version = edit_plot(session, COUNTY, make_plot(), NEW).version
        edit_plot(session, COUNTY, make_plot(name="改过"), version)
    with ledger.writing(DESK) as session:
        record_visit(session, DESK, read_visit(VISIT))
        record_signal(session, DESK, CompanyRef(COMPANY, "长三角"), make_signal("plant", 30))
    yield ledger
    ledger.close()


def changed(session: Session, statement: str) -> int:
    done = session.execute(text(statement))
    assert isinstance(done, CursorResult)
    return done.rowcount


@pytest.mark.parametrize(("actor", "tables"), MAY, ids=[actor.id for actor, _ in MAY])
def test_a_statement_changes_rows_of_ones_own_and_0_of_others(
    filled: Ledger, actor: Actor, tables: set[str]
) -> None:
    with filled.writing(actor) as session:
        counts = {table: changed(session, text_) for table, text_ in CHANGES.items()}
        gone = {table: changed(session, f"DELETE FROM {table}") for table in CHANGES}  # noqa: S608
        session.rollback()

    assert counts == gone == {table: int(table in tables) for table in CHANGES}


@pytest.mark.parametrize("actor", [YONGAN, GREATER_BAY, GROUP, VIEWER])
def test_a_row_of_others_is_not_added(filled: Ledger, actor: Actor) -> None:
    copied = "INSERT INTO plot SELECT (plot).* FROM (SELECT plot FROM plot) AS one"
    renamed = "INSERT INTO visit SELECT (visit).* FROM (SELECT visit FROM visit) AS one"

    for statement in (copied, renamed):
        with (
            pytest.raises(DBAPIError, match="row-level security"),
            filled.writing(actor) as session,
        ):
            session.execute(text(statement))


def test_ones_own_row_is_not_given_to_another_county(filled: Ledger) -> None:
    with pytest.raises(DBAPIError, match="row-level security"), filled.writing(COUNTY) as session:
        session.execute(text("UPDATE plot SET county = '永安市'"))


def test_a_transaction_in_which_nobody_was_named_changes_nothing(filled: Ledger) -> None:
    with filled.writing(ADMIN):
        pass  # its rights end with it, though the connection is kept
    with filled.engine.execution_options(**{WRITING: True}).begin() as connection:
        told = connection.scalar(text("SELECT current_setting('sanming.grants', true)"))
        counts = [connection.execute(text(statement)).rowcount for statement in CHANGES.values()]

    assert (told or "", set(counts)) == ("", {0})


def test_the_functions_refuse_in_words_what_the_database_would_refuse(filled: Ledger) -> None:
    plot, version = make_plot(name="别人的"), 2

    with filled.writing(YONGAN) as session, pytest.raises(NotAllowed, match="尤溪县"):
        edit_plot(session, YONGAN, plot, version)
    with filled.writing(GREATER_BAY) as session, pytest.raises(NotAllowed):
        withdraw_visit(session, GREATER_BAY, 1, "不是我的")


def test_a_superuser_passes_by_and_that_is_said(
    filled: Ledger, postgres: str, tmp_path: Path
) -> None:
    place = {
        "DATABASE_URL": postgres.replace(f"{PLAIN_USER}@", "office@"),
        "SANMING_DATA": str(tmp_path),
    }
    ledger = open_ledger(place)
    try:
        with ledger.reading() as session, filled.reading() as plain:
            assert unguarded(session.connection()) == UNGUARDED
            assert unguarded(plain.connection()) == ""
    finally:
        ledger.close()


OFFICE_ALONE = (
    "meeting_decision", "rewording", "card_filled", "company_import", "imported_company",
    "vendor_mapping", "same_company",
)  # fmt: skip
ADMIN_ALONE = ("desk_settings", "switch")
OF_THE_WRITER = ("trip_basket", "link_check", "link_urgency", "link_decision")
MORE = (*OFFICE_ALONE, *ADMIN_ALONE, *OF_THE_WRITER)
MAY_MORE: list[tuple[Actor, set[str]]] = [
    (ADMIN, set(MORE)),
    (CENTRE, set(MORE) - set(ADMIN_ALONE)),
    *((actor, set[str]()) for actor in (COUNTY, DESK, BOTH, YONGAN, NAMELESS, GROUP, VIEWER)),
]
REFERRED = {"company_import", "imported_company"}  # rows of other tables stand on these


@pytest.fixture
def planted(postgres: str, tmp_path: Path) -> Iterator[Ledger]:
    """Open a ledger with a row of somebody else in every table; its company is of no desk."""
    ledger = open_ledger({"SANMING_DATA": str(tmp_path), "DATABASE_URL": postgres}, Clock())
    with ledger.writing(ADMIN) as session:
        plant_everywhere(session)
    yield ledger
    ledger.close()


@pytest.mark.parametrize(("actor", "tables"), MAY_MORE, ids=[actor.id for actor, _ in MAY_MORE])
def test_what_is_not_of_ones_role_is_neither_changed_nor_removed_nor_added(
    planted: Ledger, actor: Actor, tables: set[str]
) -> None:
    counts, gone, added = {}, {}, set()
    for table in MORE:
        column = next(iter(Base.metadata.tables[table].columns)).name
        with planted.writing(actor) as session:
            same = f"UPDATE {table} SET {column} = {column}"  # noqa: S608
            counts[table] = changed(session, same)
            if table not in REFERRED:
                gone[table] = changed(session, f"DELETE FROM {table}")  # noqa: S608
            session.rollback()
        rows = f"(SELECT {table} FROM {table}) AS one"  # noqa: S608
        copied = f"INSERT INTO {table} SELECT ({table}).* FROM {rows}"  # noqa: S608
        try:
            with planted.writing(actor) as session:
                session.execute(text(copied))
        except DBAPIError as refusal:
            if "row-level security" not in str(refusal):
                added.add(table)  # let through as far as its key, which is there already

    assert counts == {table: int(table in tables) for table in MORE}
    assert gone == {table: int(table in tables) for table in gone}
    assert added == tables


def test_ones_own_check_and_basket_are_not_for_another_desk(filled: Ledger) -> None:
    with filled.writing(DESK) as session:
        record_check(session, DESK, make_check())
        add_to_basket(session, DESK, [Wanted(COMPANY, "甲1有限公司", "长三角")])

    for actor, may in ((DESK, 1), (GREATER_BAY, 0), (VIEWER, 0)):
        with filled.writing(actor) as session:
            assert changed(session, "UPDATE link_check SET note = 'x'") == may
            assert changed(session, "UPDATE trip_basket SET name = 'x'") == may
            session.rollback()


def test_a_check_is_not_written_under_the_name_of_another(filled: Ledger) -> None:
    with filled.writing(DESK) as session:
        record_check(session, DESK, make_check())

    with (
        pytest.raises(DBAPIError, match="row-level security"),
        filled.writing(GREATER_BAY) as session,
    ):
        session.execute(
            text(
                "INSERT INTO link_check SELECT (one).* FROM"
                " (SELECT link_check AS one FROM link_check) AS all_of_them"
            )
        )
