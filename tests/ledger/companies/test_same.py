"""Two companies made one are one everywhere, and two again when it is taken back."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from files.errors import NotFound
from ledger.book.backup import backup, restore
from ledger.book.database import Ledger, open_ledger
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.importing import begin_import
from ledger.companies.contacts import has_contact, keep_contacts, read_company_contact
from ledger.companies.hiding import same_version
from ledger.companies.same import (
    last_decisions,
    merge,
    merged_names,
    same_candidates,
    set_apart,
    side_by_side,
    undo_same,
)
from ledger.companies.store import keep_in_step, rederive, settle_merged
from ledger.companies.writing import write_companies
from ledger.company_imports.undo import remove_companies
from ledger.desks.baskets import Wanted, add_to_basket, basket, take_from_basket
from ledger.desks.visits import read_visit, record_visit
from ledger.findings.findings import findings_by_company
from ledger.findings.merged import kept_instead, merged_under
from ledger.findings.relations import record_relation
from ledger.findings.rows import CompanyRef
from ledger.findings.signals import record_signal, withdraw_signal
from ledger.schema.company_imports import CompanyImportRow
from ledger.schema.visits import VisitRow
from targets.companies_file import ShippedCompanies
from targets.model import Listing
from targets.same_companies import SameKind
from targets.stores.facets import find_facets
from targets.stores.query import CompanyFilter
from targets.stores.registry import companies_on
from targets.stores.search import city_counts, count, find_companies, find_page
from targets.vendor.model import Contact
from tests.ledger.builders import ADMIN, DESK, Clock
from tests.ledger.companies.test_store import measure
from tests.targets.builders import make_assignment, make_company, make_relation, make_signal

KEPT = make_company("c1", make_assignment("acid"), name="三美化工（浙江）有限公司")
GONE = make_company("c2", make_assignment("film", "to_check"), name="三美化工（浙江）有限公司")
BRANCH = make_company("c3", name="三美化工（浙江）有限公司厦门分公司", province="福建", city="厦门")
OTHER = make_company("c4", make_assignment("film"), name="另一家有限公司")
PAIR = ("c1", "c2")


@pytest.fixture
def known(ledger: Ledger) -> Ledger:
    with ledger.writing(ADMIN) as session:
        write_companies(session, (KEPT, GONE, BRANCH, OTHER), "i1", measure())
    return ledger


def ids(session: Session, **asked: object) -> list[str]:
    page = find_page(companies_on(session.connection()), CompanyFilter(**asked))  # type: ignore[arg-type]
    assert page.total == len(page.rows)
    return sorted(row.id for row in page.rows)


def note_all(session: Session, company: str) -> None:
    record_signal(session, ADMIN, CompanyRef(company), make_signal("plant", 30))
    record_relation(session, ADMIN, CompanyRef(company), make_relation())
    visit = VisitRow(
        number="v1",
        company_id=company,
        company_name="当时的名称",
        desk="长三角",
        visited_on=date(2026, 11, 1),
        days=1,
        **dict.fromkeys(("team", "people", "result", "next_step", "recorded_by"), ""),
    )
    visit.recorded_name, visit.changed_by, visit.changed_name = "", "", ""
    visit.withdrawn_reason = ""
    visit.recorded_at = visit.changed_at = Clock()()
    session.add(visit)
    session.flush()


def test_pairs_that_may_be_one_are_listed_the_surest_first(known: Ledger) -> None:
    with known.reading() as session:
        found = same_candidates(session)
        pairs = side_by_side(session, found)

    assert [(one.kind, one.pair) for one in found][:1] == [(SameKind.SPELLING, PAIR)]
    assert {one.kind for one in found} == {SameKind.SPELLING, SameKind.BRANCH}
    assert pairs[0].first["name"] == KEPT.name
    assert pairs[0].second["name"] == GONE.name


def test_merged_companies_count_once_and_what_was_found_follows(known: Ledger) -> None:
    with known.writing(ADMIN) as session:
        note_all(session, "c2")
        add_to_basket(session, ADMIN, [Wanted("c2", GONE.name, "长三角")])
        merge(session, ADMIN, PAIR, SameKind.SPELLING, measure())

    with known.reading() as session:
        companies = companies_on(session.connection())
        assert ids(session) == ["c1", "c3", "c4"]
        assert ids(session, keyword="三美化工 浙江") == ["c1", "c3"]
        assert ids(session, with_memory=True, with_closed=True) == ["c1", "c3", "c4"]
        assert ids(session, chain="fluorine", link="film") == ["c1", "c4"]
        assert ids(session, has_signal=True) == ids(session, has_relation=True) == ["c1"]
        assert count(companies, CompanyFilter()) == 3
        assert sum(city_counts(companies, CompanyFilter()).values()) == 3
        assert find_facets(companies, CompanyFilter()).provinces == {"浙江": 2, "福建": 1}
        assert [entry.company for entry in basket(session, ADMIN)] == ["c1"]
        assert list(session.scalars(select(VisitRow.company_id))) == ["c1"]
        assert set(findings_by_company(session, {}, ["c1", "c2"])) == {"c1"}
        assert merged_names(session, "c1") == [(GONE.name, "same")]
        assert (kept_instead(session, "c2"), kept_instead(session, "c1")) == ("c1", "")
        assert all("c2" not in one.pair for one in same_candidates(session))


def test_undoing_brings_everything_back(known: Ledger) -> None:
    with known.writing(ADMIN) as session:
        note_all(session, "c2")
        add_to_basket(session, ADMIN, [Wanted("c2", GONE.name, "长三角")])
        rederive(session, [1, 2, 3, 4], measure())
    before = told(known)

    with known.writing(ADMIN) as session:
        number = merge(session, ADMIN, PAIR, SameKind.SPELLING, measure())
    assert told(known) != before
    with known.writing(ADMIN) as session:
        undo_same(session, ADMIN, number, measure())

    assert told(known) == before
    with known.writing(ADMIN) as session, pytest.raises(NotPossible, match="已由"):
        undo_same(session, ADMIN, number, measure())


def told(ledger: Ledger) -> list[object]:
    """What lists, baskets and findings say."""
    with ledger.reading() as session:
        companies = companies_on(session.connection())
        rows = find_page(companies, CompanyFilter()).rows
        found = find_companies(companies, ["c1", "c2", "c3"])
        assignments = {i: one.company.assignments for i, one in found.items()}
        held = [(entry.company, entry.name, entry.desk) for entry in basket(session, ADMIN)]
        visits = list(session.scalars(select(VisitRow.company_id)))
        findings = findings_by_company(session, {}, ["c1", "c2"])
        return [rows, assignments, held, visits, findings]


def test_a_basket_with_both_holds_one_and_both_again(known: Ledger) -> None:
    with known.writing(ADMIN) as session:
        both = [Wanted("c1", KEPT.name, "长三角"), Wanted("c2", GONE.name, "长三角")]
        add_to_basket(session, ADMIN, both)
        number = merge(session, ADMIN, PAIR, SameKind.SPELLING, measure())
        assert [entry.company for entry in basket(session, ADMIN)] == ["c1"]
        undo_same(session, ADMIN, number, measure())
        assert sorted(entry.company for entry in basket(session, ADMIN)) == ["c1", "c2"]


def test_a_basket_that_was_emptied_meanwhile_stays_empty(known: Ledger) -> None:
    with known.writing(ADMIN) as session:
        add_to_basket(session, ADMIN, [Wanted("c2", GONE.name, "长三角")])
        number = merge(session, ADMIN, PAIR, SameKind.SPELLING, measure())
        take_from_basket(session, ADMIN, ["c1"])
        undo_same(session, ADMIN, number, measure())
        assert not list(basket(session, ADMIN))


def test_a_merged_company_stays_away_through_later_writes(known: Ledger) -> None:
    with known.writing(ADMIN) as session:
        merge(session, ADMIN, PAIR, SameKind.SPELLING, measure())
        again = (
            GONE.model_copy(update={"scope": "新的范围"}),
            KEPT.model_copy(update={"scope": "也新"}),
        )
        write_companies(session, again, "i2", measure())
        settle_merged(session, measure(), ["c1", "c2"])
        assert ids(session) == ["c1", "c3", "c4"]
        assert ids(session, chain="fluorine", link="film") == ["c1", "c4"]

    keep_in_step(known, measure(acid=0.9), ShippedCompanies((), (), (), "v2"))
    with known.reading() as session:
        assert ids(session) == ["c1", "c3", "c4"]


def test_a_merged_company_is_shown_again_once_the_one_that_was_kept_is_gone(known: Ledger) -> None:
    with known.writing(ADMIN) as session:
        merge(session, ADMIN, PAIR, SameKind.SPELLING, measure())
        remove_companies(session, ["c1"])
        assert ids(session) == ["c2", "c3", "c4"]
        rederive(session, [2, 3, 4], measure())
        assert ids(session) == ["c2", "c3", "c4"]


LISTED = (Listing(name="单项冠军", edition="第七批", rank=3), Listing(name="央企"))


def lists_of(session: Session, company: str) -> list[tuple[str, str, int | None]]:
    found = find_companies(companies_on(session.connection()), [company])[company]
    return [(one.name, one.edition, one.rank) for one in found.company.listings]


def test_lists_follow_a_merge_stay_through_imports_and_go_back(ledger: Ledger) -> None:
    kept = KEPT.model_copy(update={"listings": LISTED[1:]})
    gone = GONE.model_copy(update={"listings": LISTED})
    with ledger.writing(ADMIN) as session:
        write_companies(session, (kept, gone), "i1", measure())
        number = merge(session, ADMIN, PAIR, SameKind.SPELLING, measure())
        assert ids(session, lists=("单项冠军",)) == ["c1"]
        [row] = find_page(companies_on(session.connection()), CompanyFilter()).rows
        assert row.lists == ("单项冠军", "央企")

        again = kept.model_copy(update={"scope": "新的范围"})
        write_companies(session, (again,), "i2", measure())
        settle_merged(session, measure(), ["c1"])
        assert lists_of(session, "c1") == lists_of(session, "c2")

        undo_same(session, ADMIN, number, measure())
        assert lists_of(session, "c1") == [("央企", "", None)]
        assert lists_of(session, "c2") == [("单项冠军", "第七批", 3), ("央企", "", None)]
        assert ids(session, lists=("单项冠军",)) == ["c2"]


def test_the_lists_of_a_branch_are_not_those_of_its_company(known: Ledger) -> None:
    with known.writing(ADMIN) as session:
        branch = BRANCH.model_copy(update={"listings": LISTED})
        write_companies(session, (branch,), "i2", measure())
        merge(session, ADMIN, ("c1", "c3"), SameKind.BRANCH, measure())
        settle_merged(session, measure())

        assert lists_of(session, "c1") == []


def test_contacts_of_a_merged_company_are_read_at_the_one_kept_and_go_back(known: Ledger) -> None:
    told = {
        "c1": Contact(person=("甲某",), phone=("1", "2")),
        "c2": Contact(phone=("2", "3"), email=("a@example.cn",)),
    }
    both = Contact(person=("甲某",), phone=("1", "2", "3"), email=("a@example.cn",))
    row = CompanyImportRow(file_name="甲.csv", layout="", published="")
    with known.writing(ADMIN) as session:
        number = begin_import(session, ADMIN, row, ("unmatched", "contacts")).id
        keep_contacts(session, ADMIN, number, told)
        merged = merge(session, ADMIN, PAIR, SameKind.SPELLING, measure())
        assert has_contact(session, "c1")
        assert read_company_contact(session, ADMIN, CompanyRef("c1", "长三角")) == both

        undo_same(session, ADMIN, merged, measure())
        for company, contact in told.items():
            assert read_company_contact(session, ADMIN, CompanyRef(company, "长三角")) == contact


def test_what_is_recorded_of_a_merged_company_belongs_to_the_one_kept(known: Ledger) -> None:
    with known.writing(ADMIN) as session:
        merge(session, ADMIN, PAIR, SameKind.SPELLING, measure())
        noted = record_signal(session, ADMIN, CompanyRef("c2"), make_signal("plant", 30))
        made = {"company_id": "c2", "company_name": GONE.name, "visited_on": "2026-11-01"}
        made |= {"number": "v1", "team": "一组", "result": "谈过", "desk": "长三角"}
        visit = record_visit(session, ADMIN, read_visit(made))
        add_to_basket(session, ADMIN, [Wanted("c2", GONE.name, "长三角")])

        assert (noted.record.company_id, visit.visit.company_id) == ("c1", "c1")
        assert visit.visit.company_name == GONE.name
        assert [entry.company for entry in basket(session, ADMIN)] == ["c1"]
        withdraw_signal(session, ADMIN, CompanyRef("c2"), noted.record.id, "记错了")


def test_a_merged_company_does_not_open_another_desks_company_to_who_may_not(
    known: Ledger,
) -> None:
    with known.writing(ADMIN) as session:
        merge(session, ADMIN, ("c3", "c1"), SameKind.SPELLING, measure())

    with known.writing(DESK) as session, pytest.raises(NotAllowed):
        record_signal(session, DESK, CompanyRef("c1", "长三角"), make_signal("plant", 30))


def test_one_merged_into_one_that_was_merged_counts_for_the_last(known: Ledger) -> None:
    with known.writing(ADMIN) as session:
        merge(session, ADMIN, PAIR, SameKind.SPELLING, measure())
        merge(session, ADMIN, ("c4", "c1"), None, measure())

        assert kept_instead(session, "c2") == "c4"
        assert merged_under(session, "c4") == ("c1", "c2")


def test_a_branch_stands_under_its_company(known: Ledger) -> None:
    with known.writing(ADMIN) as session:
        merge(session, ADMIN, ("c1", "c3"), SameKind.BRANCH, measure())
        assert ids(session) == ["c1", "c2", "c4"]
        assert merged_names(session, "c1") == [(BRANCH.name, "branch")]
        assert "分支机构" in last_decisions(session)[0].says


def test_two_that_are_told_apart_are_not_asked_about_again(known: Ledger) -> None:
    with known.writing(ADMIN) as session:
        number = set_apart(session, ADMIN, ("c2", "c1"))
        assert all(one.pair != PAIR for one in same_candidates(session))
        with pytest.raises(NotPossible, match="已经有人决定"):
            set_apart(session, ADMIN, PAIR)
        undo_same(session, ADMIN, number, measure())
        assert any(one.pair == PAIR for one in same_candidates(session))
        assert ids(session) == ["c1", "c2", "c3", "c4"]


def test_what_cannot_be_is_refused(known: Ledger) -> None:
    with known.writing(ADMIN) as session:
        merge(session, ADMIN, PAIR, None, measure())
        version = same_version(session)
        for pair, error in (
            (("c2", "c4"), NotPossible),
            (("c4", "c2"), NotPossible),
            (("c1", "c1"), NotPossible),
            (("c1", "nobody"), NotFound),
        ):
            with pytest.raises(error, match=r"没有(再)?改动"):
                merge(session, ADMIN, pair, None, measure())
        with pytest.raises(NotFound, match="99"):
            undo_same(session, ADMIN, 99, measure())
        for act in (
            lambda: merge(session, DESK, ("c1", "c4"), None, measure()),
            lambda: set_apart(session, DESK, ("c1", "c4")),
            lambda: undo_same(session, DESK, 1, measure()),
        ):
            with pytest.raises(NotAllowed):
                act()
        assert same_version(session) == version


def test_a_backup_keeps_what_was_merged(known: Ledger, tmp_path: Path) -> None:
    with known.writing(ADMIN) as session:
        merge(session, ADMIN, PAIR, SameKind.SPELLING, measure())
    file = tmp_path / "b.sqlite"
    backup(known, file)

    other = open_ledger({"SANMING_DATA": str(tmp_path / "other")}, Clock())
    restore(file, other)
    with other.reading() as session:
        assert ids(session) == ["c1", "c3", "c4"]
    other.close()
