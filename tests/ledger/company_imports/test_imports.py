"""Bought lists into the ledger: joined, counted, whole or not at all, and taken back."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from files.sheets.preview import ImportHint, ImportStatus
from ledger.book.audit import head
from ledger.book.content import content_hash
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.policy import Actor, Grant, Role
from ledger.companies.contacts import masked_company_contact, read_company_contact
from ledger.companies.writing import write_companies
from ledger.company_imports.comparing import ComparedCompany
from ledger.company_imports.imports import list_company_imports, preview_companies
from ledger.company_imports.saving import save_companies
from ledger.company_imports.undo import undo_company_import
from ledger.company_imports.vendor_mappings import remember_mapping, remembered_mappings
from ledger.findings.rows import CompanyRef
from ledger.schema.base import AuditRow
from targets.model import Company, LinkState, Listing
from targets.stores.keywords import bigrams
from targets.stores.query import CompanyFilter
from targets.stores.registry import companies_on
from targets.stores.search import find_page
from targets.stores.tables import SHIPPED
from targets.vendor.model import Contact, VendorCompany
from targets.vendor.written.money import Money
from tests.ledger.builders import ADMIN, CENTRE, COUNTY, DESK, GROUP, VIEWER
from tests.ledger.company_lists import (
    make_list,
    make_measure,
    make_rules,
    make_told,
    save,
    stored,
)
from tests.targets.builders import make_assignment, make_company
from tests.targets.vendor.vendor_lists import make_code


def ship(ledger: Ledger, *companies: Company) -> None:
    with ledger.writing(ADMIN) as session:
        write_companies(session, companies, SHIPPED, make_measure())


def everything(ledger: Ledger) -> str:
    with ledger.reading() as session:
        return content_hash(session.connection())


def companies_hash(ledger: Ledger) -> list[str]:
    return [one.model_dump_json() for _, one in sorted(stored(ledger).items())]


def test_a_list_is_saved_as_it_was_previewed(ledger: Ledger) -> None:
    listed = make_list(make_told(1), make_told(2), unmatched=3)
    with ledger.reading() as session:
        previewed = preview_companies(session, ADMIN, listed, make_rules())

    saved = save(ledger, make_told(1), make_told(2), unmatched=3)

    assert (saved.import_id, previewed.import_id) == (1, None)
    assert (previewed.created, previewed.unmatched, previewed.to_check) == (2, 3, 2)
    assert (saved.created, saved.unmatched, saved.content_hash) == (2, 3, previewed.content_hash)
    company = stored(ledger)["甲1有限公司"]
    assert company.id == f"u{make_code(1)}"
    assert company.source_title == "企查查导出（新版） 导入文件 杭州.xlsx"
    assert company.published == "2026-11-01"


def test_a_second_import_of_the_same_list_changes_nothing(ledger: Ledger) -> None:
    companies = [make_told(i, capital=Money(500.0, "美元"), remarks="企业类型：甲") for i in (1, 2)]
    save(ledger, *companies)
    before = everything(ledger)

    again = save(ledger, *companies)

    assert (again.import_id, again.unchanged) == (None, 2)
    assert everything(ledger) == before


def test_the_same_companies_in_a_file_of_another_name_change_nothing(ledger: Ledger) -> None:
    save(ledger, make_told(1))

    again = save(ledger, make_told(1), source=make_list().source.__class__("乙.csv", "其他格式"))

    assert (again.import_id, again.unchanged) == (None, 1)


def test_a_company_is_joined_by_code_whatever_it_is_called_now(ledger: Ledger) -> None:
    save(ledger, make_told(1))

    receipt = save(ledger, make_told(1, name="乙有限公司"))

    assert (receipt.created, receipt.updated) == (0, 1)
    assert stored(ledger)["乙有限公司"].former_names == ("甲1有限公司",)


@pytest.mark.parametrize(
    "told",
    [
        make_told(1, name="甲\uff08福建\uff09有限公司"),
        make_told(1, name="新名有限公司", former_names=("甲（福建）有限公司",)),
        make_told(1, name="新名有限公司", asked_name="甲（福建）有限公司"),
    ],
)
def test_without_a_known_code_it_is_joined_by_name_former_name_or_the_name_asked_for(
    ledger: Ledger, told: VendorCompany
) -> None:
    ship(ledger, make_company("c1", name="甲（福建）有限公司"))

    receipt = save(ledger, told)

    assert (receipt.created, receipt.updated) == (0, 1)
    [company] = stored(ledger).values()
    assert (company.id, company.credit_code) == ("c1", make_code(1))


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ("烨辉（中国）有限公司", "燁輝\uff08中國\uff09有限公司"),
        ("燁輝企業有限公司", "烨辉企业有限公司"),
    ],
)
def test_a_name_in_the_other_script_is_the_same_company_and_a_person_is_asked(
    ledger: Ledger, there: str, told: str
) -> None:
    ship(ledger, make_company("c1", name=there))
    compared: list[ComparedCompany] = []
    listed = make_list(make_told(1, name=told))
    with ledger.reading() as session:
        preview_companies(session, ADMIN, listed, make_rules(), each=compared.append)

    saved = save(ledger, make_told(1, name=told))

    [one] = compared
    assert (one.status, one.is_grave) == (ImportStatus.CHANGED, True)
    assert ImportHint.RENAMED in one.hints
    assert one.changes["name"] == (there, told)
    assert (saved.created, saved.updated) == (0, 1)
    assert stored(ledger)[told].former_names == (there,)


def test_of_two_companies_in_two_scripts_a_row_is_about_the_one_written_as_it_is(
    ledger: Ledger,
) -> None:
    two = [make_company("c1", name="烨辉有限公司"), make_company("c2", name="燁輝有限公司")]
    ship(ledger, *two)

    save(ledger, make_told(1, name="燁輝有限公司"))

    assert {c.name: (c.id, c.credit_code) for c in stored(ledger).values()} == {
        "烨辉有限公司": ("c1", ""),
        "燁輝有限公司": ("c2", make_code(1)),
    }


def test_a_former_name_that_the_ledger_knows_joins_too(ledger: Ledger) -> None:
    ship(ledger, make_company("c1", former_names=("旧名有限公司",)))

    assert save(ledger, make_told(1, name="旧名有限公司")).updated == 1


def test_two_codes_are_two_companies_of_one_name(ledger: Ledger) -> None:
    save(ledger, make_told(1, name="同名有限公司"))

    with ledger.writing(ADMIN) as session:
        listed = make_list(make_told(2, name="同名有限公司"))
        receipt = save_companies(session, ADMIN, listed, make_rules())

    assert receipt.created == 1


def test_what_came_with_the_product_keeps_its_source_products_and_links(ledger: Ledger) -> None:
    shipped = make_company("c1", make_assignment("film"), name="甲1有限公司", products="薄膜")
    ship(ledger, shipped)

    save(ledger, make_told(1, products="别的", remarks="企业类型：有限责任公司"))

    company = stored(ledger)["甲1有限公司"]
    assert (company.products, company.source_title) == ("薄膜", "某名单")
    assert (company.status, company.scope) == ("存续", "无水氢氟酸生产")
    assert company.note == "工商信息：企业类型：有限责任公司"
    assert [a.link for a in company.assignments] == ["film"]


def test_a_cell_that_says_nothing_takes_nothing_away(ledger: Ledger) -> None:
    save(ledger, make_told(1, district="余杭区"))

    save(ledger, make_told(1, district="", scope="", status=""))

    company = stored(ledger)["甲1有限公司"]
    assert (company.district, company.status) == ("余杭区", "存续")


def test_a_company_that_moved_away_leaves_its_city(ledger: Ledger) -> None:
    save(ledger, make_told(1))

    save(ledger, make_told(1, province="福建", city=""))

    company = stored(ledger)["甲1有限公司"]
    assert (company.province, company.city) == ("福建", "")


def test_words_give_links_to_check_with_the_reason(ledger: Ledger) -> None:
    save(ledger, make_told(1))

    [link] = stored(ledger)["甲1有限公司"].assignments
    assert (link.link, link.state) == ("acid", LinkState.TO_CHECK)
    assert link.reason == "制造条目“氢氟酸”"


def test_imported_companies_are_found_by_desk_and_keyword(ledger: Ledger) -> None:
    save(ledger, make_told(1), make_told(2, scope="聚四氟乙烯"))

    with ledger.reading() as session:
        asked = CompanyFilter(desk="长三角", keyword="四氟")
        page = find_page(companies_on(session.connection()), asked)

    assert [row.name for row in page.rows] == ["甲2有限公司"]
    assert bigrams("四氟") != []


def test_an_import_is_undone_as_a_whole(ledger: Ledger) -> None:
    ship(ledger, make_company("c1", make_assignment(), name="甲1有限公司"))
    before = companies_hash(ledger)
    receipt = save(ledger, make_told(1), make_told(2, lists=("高新技术企业",)))

    with ledger.writing(ADMIN) as session:
        undone = undo_company_import(session, ADMIN, receipt.import_id or 0, make_measure())

    assert (undone.removed, undone.restored) == (1, 1)
    assert companies_hash(ledger) == before
    with ledger.reading() as session:
        [record] = list_company_imports(session)
        page = find_page(companies_on(session.connection()), CompanyFilter(keyword="氢氟酸生产"))
    assert record.stamp.undone_by == ADMIN.name
    assert page.total == 0


def test_an_undo_is_refused_while_a_later_import_rests_on_it(ledger: Ledger) -> None:
    save(ledger, make_told(1))
    save(ledger, make_told(1, status="注销"))

    with ledger.writing(ADMIN) as session, pytest.raises(NotPossible, match="甲1有限公司"):
        undo_company_import(session, ADMIN, 1, make_measure())

    with ledger.writing(ADMIN) as session:
        undo_company_import(session, ADMIN, 2, make_measure())
        undo_company_import(session, ADMIN, 1, make_measure())
    assert stored(ledger) == {}


def test_an_undo_comes_once(ledger: Ledger) -> None:
    save(ledger, make_told(1))
    with ledger.writing(ADMIN) as session:
        undo_company_import(session, ADMIN, 1, make_measure())

    with ledger.writing(ADMIN) as session, pytest.raises(NotPossible, match="已由"):
        undo_company_import(session, ADMIN, 1, make_measure())


def test_contacts_are_kept_apart_and_each_reading_is_recorded(ledger: Ledger) -> None:
    contact = Contact(("张三",), ("13800138000",), ("a@example.cn",))
    save(ledger, make_told(1, contact=contact))
    company = stored(ledger)["甲1有限公司"]

    with ledger.writing(ADMIN) as session:
        read = read_company_contact(session, ADMIN, CompanyRef(company.id, "长三角"))

    assert read == contact
    assert not any(sign in company.model_dump_json() for sign in ("张三", "138", "@"))
    with ledger.reading() as session:
        log = list(session.scalars(select(AuditRow).order_by(AuditRow.number)))
    assert log[-1].action == "read_contact"
    assert not any(sign in row.detail for row in log for sign in ("张三", "138", "@"))


def test_what_a_list_leaves_empty_of_a_contact_is_not_taken_away(ledger: Ledger) -> None:
    save(ledger, make_told(1, contact=Contact(("张三",), ("13800138000",))))

    save(ledger, make_told(1, contact=Contact(("李四",))))

    with ledger.writing(ADMIN) as session:
        read = read_company_contact(session, ADMIN, CompanyRef(f"u{make_code(1)}", "长三角"))
    assert read == Contact(("李四",), ("13800138000",))


def test_only_the_own_desk_reads_a_contact(ledger: Ledger) -> None:
    save(ledger, make_told(1, contact=Contact(("张三",))))
    company = f"u{make_code(1)}"

    with ledger.writing(DESK) as session:
        assert read_company_contact(session, DESK, CompanyRef(company, "长三角")) is not None
    for actor, desk in ((DESK, "粤港澳"), (VIEWER, "长三角")):
        with ledger.writing(actor) as session, pytest.raises(NotAllowed):
            read_company_contact(session, actor, CompanyRef(company, desk))


JING_JIN_JI = Actor("d2", "吴驻点", (Grant(Role.DESK, "京津冀"),))


def test_a_contact_is_read_by_the_desk_the_list_has_whatever_the_caller_says(
    ledger: Ledger,
) -> None:
    save(ledger, make_told(1, contact=Contact(("张三",))))
    mine = CompanyRef(f"u{make_code(1)}", "京津冀")

    with ledger.writing(JING_JIN_JI) as session, pytest.raises(NotAllowed):
        read_company_contact(session, JING_JIN_JI, mine)
    with ledger.reading() as session, pytest.raises(NotAllowed):
        masked_company_contact(session, JING_JIN_JI, mine)


def test_leaders_and_the_centre_see_who_with_the_number_covered(ledger: Ledger) -> None:
    told = make_told(1, contact=Contact(("张三",), ("13812345678",), ("zhang@example.com",)))
    save(ledger, told)
    company = CompanyRef(f"u{make_code(1)}", "长三角")

    with ledger.reading() as session:
        seen = [masked_company_contact(session, who, company) for who in (VIEWER, CENTRE, DESK)]
        for actor in (COUNTY, GROUP):
            with pytest.raises(NotAllowed):
                masked_company_contact(session, actor, company)
        assert head(session).number == 1  # nothing to write down: no number was seen
    assert seen == [Contact(("张三",), ("138****5678",), ("****",))] * 3


def test_contacts_go_with_the_import_that_brought_them(ledger: Ledger) -> None:
    save(ledger, make_told(1, contact=Contact(("张三",))))

    with ledger.writing(ADMIN) as session:
        undo_company_import(session, ADMIN, 1, make_measure())
        left = read_company_contact(session, ADMIN, CompanyRef(f"u{make_code(1)}"))

    assert left is None


@pytest.mark.parametrize("actor", [DESK, VIEWER])
def test_others_than_the_office_may_not_import(ledger: Ledger, actor: object) -> None:
    with pytest.raises(NotAllowed):
        save(ledger, make_told(1), actor=actor)  # type: ignore[arg-type]


def test_more_than_the_ledger_holds_is_refused_and_nothing_stays(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session, pytest.raises(NotPossible, match="列式文件"):
        save_companies(
            session, ADMIN, make_list(*(make_told(i) for i in range(3))), make_rules(most=2)
        )

    assert stored(ledger) == {}


def test_an_empty_list_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NotPossible, match="没有可以导入的企业"):
        save(ledger)


def test_a_mapping_is_remembered_by_its_headings(ledger: Ledger) -> None:
    for mapping in ({"主体": "name"}, {"主体": "name", "代码": "credit_code"}):
        with ledger.writing(ADMIN) as session:
            remember_mapping(session, ADMIN, "abc", mapping)

    with ledger.reading() as session:
        assert remembered_mappings(session) == {"abc": {"主体": "name", "代码": "credit_code"}}


def test_the_log_has_counts_and_no_company(ledger: Ledger) -> None:
    save(ledger, make_told(1))

    with ledger.reading() as session:
        row = session.scalars(select(AuditRow).order_by(AuditRow.number.desc())).first()
    assert row is not None
    assert json.loads(row.detail)["created"] == 1
    assert "甲1" not in row.detail


STATES = st.lists(st.sampled_from(["存续", "注销", "吊销"]), min_size=1, max_size=4)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(imports=st.lists(STATES, min_size=1, max_size=3))
def test_undoing_every_import_in_turn_leaves_what_was_there(
    ledger: Ledger, imports: Sequence[Sequence[str]]
) -> None:
    shipped = make_company("c1", name="甲0有限公司", listings=(Listing(name="央企"),))
    ship(ledger, shipped)
    before = companies_hash(ledger)

    receipts = [
        save(ledger, *(make_told(i, status=status) for i, status in enumerate(states)))
        for states in imports
    ]
    with ledger.writing(ADMIN) as session:
        for receipt in reversed(receipts):
            if receipt.import_id:
                undo_company_import(session, ADMIN, receipt.import_id, make_measure())

    assert companies_hash(ledger) == before
