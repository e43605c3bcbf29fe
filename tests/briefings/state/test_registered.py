"""Every paper on one state of the data reads the same registered names."""

from dataclasses import replace

from chains.model import Enterprise
from targets.companies_file import load_companies
from tests.builders import make_chain
from tests.papers.companies import TODAY, make_state


def test_a_resident_under_a_former_name_is_printed_under_the_name_of_today() -> None:
    listed = load_companies(today=TODAY)
    old, new = next(
        (old, one.name)
        for one in listed.companies
        for old in one.former_names
        if old.endswith("公司") and listed.name_today(old) == one.name != old
    )
    resident = Enterprise(name="甲", full_name=old, sources=("A0",))
    chain = make_chain(acid="present").model_copy(update={"enterprises": (resident,)})

    assert make_state(chain).registered.of(chain.id, "甲") == new


def test_a_name_that_a_company_of_the_ledger_gave_up_is_printed_as_it_is_today() -> None:
    old, new = "三明市甲化工有限公司", "福建甲新材料有限公司"
    resident = Enterprise(name="甲", full_name=old, sources=("A0",))
    chain = make_chain(acid="present").model_copy(update={"enterprises": (resident,)})
    asked: list[frozenset[str]] = []

    def renamed(names: frozenset[str]) -> dict[str, str]:
        asked.append(names)
        return {old: new}

    names = replace(make_state(chain), renamed=renamed).registered

    assert names.introduced(chain.id, "甲") == f"{new}（甲）"
    assert names.of(chain.id, "甲") == new
    assert asked == [frozenset({old})]
