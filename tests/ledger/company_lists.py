"""Lists of companies to import, and what they are measured with; dull unless told otherwise."""

from chains.model import Link
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.company_imports.imports import CompanyList, CompanyReceipt, ImportRules
from ledger.company_imports.saving import save_companies
from targets.assigning.rules import make_assigner
from targets.desks import load_desks
from targets.model import Company
from targets.stores.rows import read_companies
from targets.stores.tables import COMPANY
from targets.stores.values import Measure
from targets.vendor.merging import Linking, ListSource
from targets.vendor.model import FACTS, VendorCompany
from targets.vendor.spool import Spool
from tests.builders import make_chain
from tests.ledger.builders import ADMIN
from tests.targets.builders import make_link_part, make_yardstick
from tests.targets.vendor.vendor_lists import make_code

WORDS = {"acid": "氢氟酸", "polymer": "聚四氟乙烯", "film": "薄膜"}
CODES = {"acid": ["2611"], "polymer": [], "film": []}
SOURCE = ListSource("杭州.xlsx", "企查查导出（新版）", "2026-11-01")


def make_measure() -> Measure:
    """Return what companies are measured with: a gap, a wanted link and one that is there."""
    parts = (make_link_part("acid"), make_link_part("polymer"), make_link_part("film", None))
    return Measure(make_yardstick(*parts), load_desks())


def make_rules(**fields: object) -> ImportRules:
    """Return the rules of one chain of three links."""
    links = tuple(
        Link.model_validate(
            {"id": i, "name": i, "stage": "upstream", "keywords": [word], "gbt4754": CODES[i]}
        )
        for i, word in WORDS.items()
    )
    chain = make_chain("ore>acid", chain="fluorine").model_copy(update={"links": links})
    return ImportRules(make_measure(), Linking(make_assigner([chain])), **fields)  # type: ignore[arg-type]


def make_told(number: int = 1, **fields: object) -> VendorCompany:
    """Return a company in 杭州 as a bought list states it."""
    given: dict[str, object] = {
        "row": number + 1,
        "name": f"甲{number}有限公司",
        "credit_code": make_code(number),
        "province": "浙江",
        "city": "杭州",
        "status": "存续",
        "scope": "无水氢氟酸生产",
    }
    said = given | fields
    facts = {name: said.pop(name) for name in FACTS if name in said}
    return VendorCompany(**said, facts=facts)  # type: ignore[arg-type]


def make_list(*companies: VendorCompany, **fields: object) -> CompanyList:
    """Return companies set aside to be saved."""
    spool = Spool()
    for company in companies:
        spool.add(company)
    given = {"source": SOURCE, "answers": {"changes": "改动", "duplicates": "分开保存"}}
    return CompanyList(spool, **given | fields)  # type: ignore[arg-type]


def save(
    ledger: Ledger, *companies: VendorCompany, actor: Actor = ADMIN, **fields: object
) -> CompanyReceipt:
    """Save a list."""
    with ledger.writing(actor) as session:
        return save_companies(session, actor, make_list(*companies, **fields), make_rules())


def stored(ledger: Ledger) -> dict[str, Company]:
    """Return every company of the ledger by its name."""
    with ledger.reading() as session:
        found = read_companies(session.connection(), COMPANY.c.number > 0)
    return {one.company.name: one.company for one in found.values()}
