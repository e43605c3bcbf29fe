"""One state of the data for screens, commands and papers alike."""

from pathlib import Path

import pytest

from briefings.state.composing import places_version, read_state
from chains.model import Presence
from components.frame.context import get_context
from components.frame.data_state import get_state
from files.errors import ProductError
from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from ledger.companies.writing import write_companies
from ledger.links.checks import record_check
from ledger.plots.imports import save_import
from policies.workdays import load_workdays, office_workdays
from tests.ledger.builders import TODAY, make_check, make_plot
from tests.ledger.companies.test_store import measure
from tests.targets.builders import make_company

OWN_DAYS = "first,last,works,name,source\n2031-01-01,2031-01-01,no,元旦,某通知\n"


def test_a_command_reads_the_state_that_a_screen_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = {"SANMING_DATA": str(tmp_path)}
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    ledger = open_ledger(environment)
    with ledger.writing(LOCAL) as session:
        record_check(session, LOCAL, make_check("found_strong", link="lithium_salt"))
        save_import(session, LOCAL, [make_plot("YX-1")], "甲.xlsx", "县报表")

    state = read_state(ledger, environment, TODAY)

    shown = get_context()
    assert state.version == shown.data_version
    assert state.assessments["fluorine"].findings["lithium_salt"].presence is Presence.STRONG
    assert [plot.id for plot in state.places.plots] == ["YX-1"]
    assert get_state(shown).version == state.version
    assert get_state(shown).places.plots == state.places.plots


def test_a_screen_reads_the_working_days_and_the_names_of_the_office_as_a_command_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = {"SANMING_DATA": str(tmp_path)}
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    office_workdays(tmp_path).parent.mkdir()
    office_workdays(tmp_path).write_text(OWN_DAYS, "utf-8")
    ledger = open_ledger(environment)
    new = make_company("c1", name="福建甲新材料有限公司", former_names=("三明市甲化工有限公司",))
    with ledger.writing(LOCAL) as session:
        write_companies(session, (new,), "i1", measure())

    state, shown = read_state(ledger, environment, TODAY), get_state(get_context())

    assert shown.workdays == state.workdays != load_workdays()
    asked = frozenset(new.former_names)
    assert (
        dict(shown.renamed(asked)) == dict(state.renamed(asked)) == dict.fromkeys(asked, new.name)
    )


def test_places_are_read_anew_when_one_of_their_files_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.state.composing.PLACES", tmp_path)
    ledger = open_ledger({"SANMING_DATA": str(tmp_path / "office")})
    with ledger.reading() as session:
        without = places_version(ledger, session)
        (tmp_path / "parks.csv").write_text("id", "utf-8")
        with_parks = places_version(ledger, session)
        again = places_version(ledger, session)

    assert without != with_parks == again


@pytest.mark.parametrize("address", ["ftp://a", "javascript:alert(1)", "http://", "www.a.cn"])
def test_a_base_address_that_is_none_is_refused_in_chinese(tmp_path: Path, address: str) -> None:
    environment = {"SANMING_DATA": str(tmp_path), "SANMING_BASE_URL": address}
    ledger = open_ledger(environment)

    with pytest.raises(ProductError, match="应当以 http"):
        read_state(ledger, environment, TODAY)
