"""The companies in the ledger follow what they are worked out from, and nothing else."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ledger.book.backup import backup, restore
from ledger.book.content import content_hash, is_empty
from ledger.book.database import Ledger, open_ledger
from ledger.companies.reading import open_companies
from ledger.companies.store import companies_version, keep_in_step
from ledger.companies.writing import WriteCounts, write_companies
from ledger.findings.rows import CompanyRef
from ledger.findings.signals import record_signal, withdraw_signal
from targets.companies_file import ShippedCompanies, load_companies
from targets.desks import DeskSettings, load_desks
from targets.model import Company
from targets.stores.again import rebuild
from targets.stores.engine import BuildError
from targets.stores.engines.columnar.build import new_columnar
from targets.stores.engines.columnar.files import columnar_folder, current_file
from targets.stores.query import CompanyFilter, CompanyRow
from targets.stores.registry import companies_on
from targets.stores.search import count, find_companies, find_page
from targets.stores.tables import COMPANY
from targets.stores.values import Measure
from tests.ledger.builders import ADMIN, Clock
from tests.targets.builders import (
    make_assignment,
    make_company,
    make_link_part,
    make_signal,
    make_yardstick,
)

ACID = make_company("c1", make_assignment("acid"))
FILM = make_company("c2", make_assignment("film"), name="氟膜公司")


def measure(*, acid: float = 0.5, days: int = 0) -> Measure:
    part = make_link_part("acid", chain=(acid, acid))
    yardstick = make_yardstick(part, make_link_part("film"))
    today = yardstick.today + timedelta(days=days)
    return Measure(replace(yardstick, today=today), load_desks())


def shipped(*companies: Company, version: str = "v1") -> ShippedCompanies:
    return ShippedCompanies(companies, (), (), version)


def row_of(ledger: Ledger, company: str) -> CompanyRow:
    with ledger.reading() as session:
        rows = find_page(companies_on(session.connection()), CompanyFilter()).rows
    return next(row for row in rows if row.id == company)


def test_the_shipped_companies_are_there_and_once(ledger: Ledger) -> None:
    assert keep_in_step(ledger, measure(), load_companies())

    assert not keep_in_step(ledger, measure(), load_companies())
    with ledger.reading() as session:
        assert session.scalar(select(func.count()).select_from(COMPANY)) == 1399


def test_what_the_program_puts_in_leaves_the_ledger_empty(ledger: Ledger, tmp_path: Path) -> None:
    keep_in_step(ledger, measure(), shipped(ACID))
    backup(ledger, tmp_path / "b.sqlite")
    other = open_ledger({"SANMING_DATA": str(tmp_path / "other")}, Clock())
    keep_in_step(other, measure(), shipped(FILM))

    with other.reading() as session:
        assert is_empty(session.connection())
    restore(tmp_path / "b.sqlite", other)

    with ledger.reading() as session, other.reading() as again:
        assert content_hash(session.connection()) == content_hash(again.connection())
        asked = CompanyFilter(keyword="c1有限")
        assert count(companies_on(again.connection()), asked) == 1
        assert count(companies_on(again.connection()), CompanyFilter(keyword="氟膜")) == 0
    other.close()


def test_a_company_shipped_no_more_is_kept_and_not_shown(ledger: Ledger) -> None:
    keep_in_step(ledger, measure(), shipped(ACID, FILM))

    keep_in_step(ledger, measure(), shipped(FILM, version="v2"))

    with ledger.reading() as session:
        companies = companies_on(session.connection())
        assert count(companies, CompanyFilter()) == 1
        assert "c1" in find_companies(companies, ["c1"])


def test_only_companies_of_a_changed_link_get_another_score(ledger: Ledger) -> None:
    keep_in_step(ledger, measure(), shipped(ACID, FILM))
    before = {i: row_of(ledger, i).score for i in ("c1", "c2")}

    keep_in_step(ledger, measure(acid=0.9), shipped(ACID, FILM))

    assert row_of(ledger, "c1").score[0] == pytest.approx(before["c1"][0] + 0.4 * 30)
    assert row_of(ledger, "c2").score == before["c2"]


def test_a_signal_counts_fades_and_leaves_an_interval_behind(ledger: Ledger) -> None:
    keep_in_step(ledger, measure(), shipped(ACID))
    unknown = row_of(ledger, "c1").parts[2]
    with ledger.writing(ADMIN) as session:
        made = record_signal(session, ADMIN, CompanyRef("c1"), make_signal("plant", 1))
    keep_in_step(ledger, measure(), shipped(ACID))
    fresh = row_of(ledger, "c1").parts[2]
    keep_in_step(ledger, measure(days=180), shipped(ACID))
    faded = row_of(ledger, "c1").parts[2]
    with ledger.writing(ADMIN) as session:
        withdraw_signal(session, ADMIN, CompanyRef("c1"), made.record.id, "记错了")
    keep_in_step(ledger, measure(days=180), shipped(ACID))

    assert unknown == (0.0, 1.0)
    assert fresh[0] > 0.9
    assert faded[0] == pytest.approx(fresh[0] / 2)
    assert row_of(ledger, "c1").parts[2] == (0.0, 1.0)


def test_moved_areas_move_the_companies(ledger: Ledger) -> None:
    keep_in_step(ledger, measure(), shipped(ACID))
    areas = load_desks().model_dump()
    areas["desks"] = [d for d in areas["desks"] if d["name"] != "长三角"]

    keep_in_step(
        ledger, replace(measure(), desks=DeskSettings.model_validate(areas)), shipped(ACID)
    )

    assert row_of(ledger, "c1").desk == ""


def test_writing_the_same_again_changes_nothing(ledger: Ledger) -> None:
    new = make_company("c1", make_assignment("film"), products="别的")
    with ledger.writing(ADMIN) as session:
        first = write_companies(session, [ACID, FILM], "i1", measure())
        again = write_companies(session, [ACID, FILM], "i2", measure())
        changed = write_companies(session, [new, FILM], "i3", measure())
        version = companies_version(session)

    assert (first, again) == (WriteCounts(2, 0, 0), WriteCounts(0, 0, 2))
    assert changed == WriteCounts(0, 1, 1)
    assert version
    with ledger.reading() as session:
        companies = companies_on(session.connection())
        assert find_companies(companies, ["c1"])["c1"].company == new
        assert count(companies, CompanyFilter(keyword="氢氟酸")) == 1
        assert count(companies, CompanyFilter(chain="fluorine", link="acid")) == 0


def test_a_company_of_the_columnar_file_counts_once_something_is_found(
    ledger: Ledger, place: dict[str, str]
) -> None:
    office = Path(place["SANMING_DATA"])
    with new_columnar(office, "v1") as builder:
        builder.add([ACID, FILM], "file", measure())
    keep_in_step(ledger, measure(), shipped(), place)
    with ledger.writing(ADMIN) as session:
        record_signal(session, ADMIN, CompanyRef("c2"), make_signal("plant", 1))

    keep_in_step(ledger, measure(), shipped(), place)

    with open_companies(ledger, place) as companies:
        page = find_page(companies, CompanyFilter(has_signal=True))
        assert [row.id for row in page.rows] == ["c2"]
        assert count(companies, CompanyFilter()) == 2


def test_a_build_that_breaks_off_leaves_the_file_before(tmp_path: Path) -> None:
    with new_columnar(tmp_path) as builder:
        builder.add([ACID], "file", measure())
    before = current_file(tmp_path)

    with pytest.raises(ZeroDivisionError):
        _build_and_break(tmp_path)

    assert current_file(tmp_path) == before
    assert [path.name for path in columnar_folder(tmp_path).iterdir()] == [before.name]  # type: ignore[union-attr]


def _build_and_break(office: Path) -> None:
    with new_columnar(office) as builder:
        builder.add([FILM], "file", measure())
        builder.rows //= 0


def test_a_part_left_by_a_killed_build_is_removed_by_the_next(tmp_path: Path) -> None:
    columnar_folder(tmp_path).mkdir()
    (columnar_folder(tmp_path) / "companies.part").write_bytes(b"half")

    with new_columnar(tmp_path) as builder:
        builder.add([ACID], "file", measure())

    assert [p.name for p in columnar_folder(tmp_path).iterdir()] == ["companies-000001.duckdb"]


def test_a_rebuilt_file_holds_the_same_companies_with_new_scores(
    ledger: Ledger, place: dict[str, str]
) -> None:
    office = Path(place["SANMING_DATA"])
    with new_columnar(office) as builder:
        builder.add([ACID, FILM], "file", measure())
        builder.add([FILM.model_copy(update={"city": "宁波"})], "file2", measure())

    assert rebuild(office, measure(acid=0.9), "v2") == 2

    with open_companies(ledger, place) as companies:
        rows = {row.id: row for row in find_page(companies, CompanyFilter()).rows}
    assert rows["c1"].parts[0] == (0.9, 0.9)
    assert rows["c2"].city == "宁波"


def test_without_a_columnar_file_there_is_nothing_to_rebuild(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="还没有列式文件"):
        rebuild(tmp_path, measure(), "v1")
