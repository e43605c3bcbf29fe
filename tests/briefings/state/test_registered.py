"""Every paper on one state of the data reads the same registered names."""

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
