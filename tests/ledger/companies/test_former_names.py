"""A name that a company of the ledger gave up leads to its name of today, and to no other's."""

from ledger.book.database import Ledger
from ledger.companies.former_names import renamed
from ledger.companies.writing import write_companies
from targets.model import Company
from tests.ledger.builders import ADMIN
from tests.ledger.companies.test_store import measure
from tests.targets.builders import make_company

OLD = "三明市甲化工有限公司"


def written(ledger: Ledger, *companies: Company) -> None:
    with ledger.writing(ADMIN) as session:
        write_companies(session, companies, "i1", measure())


def today(ledger: Ledger, *names: str) -> dict[str, str]:
    with ledger.reading() as session:
        return dict(renamed(session, frozenset(names)))


def test_a_name_given_up_is_the_name_of_today(ledger: Ledger) -> None:
    new = make_company("c1", name="福建甲新材料有限公司", former_names=(OLD,))
    written(ledger, new, make_company("c2", name="乙公司", former_names=("丙公司",)))

    assert today(ledger, OLD, "没有的公司") == {OLD: "福建甲新材料有限公司"}


def test_a_name_that_two_gave_up_or_another_bears_now_leads_nowhere(ledger: Ledger) -> None:
    first = make_company("c1", name="甲公司", former_names=(OLD, "乙公司"))
    second = make_company("c2", name="乙公司", former_names=(OLD,))
    written(ledger, first, second)

    assert today(ledger, OLD, "乙公司") == {}


def test_what_nobody_gives_a_source_for_renames_nobody(ledger: Ledger) -> None:
    memory = make_company("c1", name="甲公司", basis="memory", former_names=(OLD,), source_title="")
    written(ledger, memory)

    assert today(ledger, OLD) == {}
