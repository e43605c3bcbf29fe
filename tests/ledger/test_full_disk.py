"""The disk fills up under an open ledger: a save is refused, reading goes on, nothing is torn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.book.audit import verify
from ledger.book.backup import backup, is_sound, restore
from ledger.book.content import content_hash
from ledger.book.database import Ledger, open_ledger
from ledger.book.errors import LedgerUnavailable, NotPossible
from ledger.plots.edits import NEW, edit_plot
from ledger.plots.imports import save_import
from ledger.plots.register import count_plots
from tests.ledger.builders import ADMIN, make_plot, make_plots
from tests.ledger.company_lists import make_told, save
from tests.ledger.small_disk import Disk, RealDisk, kinds_of_disk, may_mount, real_disk

MANY = 400
LONG = "满" * 500


@pytest.fixture(params=kinds_of_disk())
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    with request.param(tmp_path) as made:
        yield made


@pytest.fixture
def office(disk: Disk) -> Iterator[Ledger]:
    """A ledger with one plot, opened while there was space."""
    ledger = open_ledger({"SANMING_DATA": str(disk.folder)})
    save_plots(ledger, "先", 1)
    yield ledger
    ledger.close()


def save_plots(ledger: Ledger, prefix: str, count: int) -> None:
    with ledger.writing(ADMIN) as session:
        for number in range(count):
            edit_plot(session, ADMIN, make_plot(f"{prefix}{number}", note=LONG), NEW)


def content(ledger: Ledger) -> str:
    with ledger.reading() as session:
        assert verify(session) is None
        return content_hash(session.connection())


def test_saves_are_refused_reading_goes_on_and_nothing_is_kept_by_halves(
    disk: Disk, office: Ledger
) -> None:
    before = content(office)
    disk.fill(office)

    for _ in range(3):
        with pytest.raises(LedgerUnavailable, match="磁盘已满"):
            save_plots(office, "后", MANY)
        assert content(office) == before
        assert is_sound(office)


def test_a_list_of_companies_is_refused_as_a_whole(disk: Disk, office: Ledger) -> None:
    before = content(office)
    disk.fill(office)

    with pytest.raises(LedgerUnavailable, match="磁盘已满"):
        save(office, *(make_told(number, scope=LONG) for number in range(1, MANY)))

    assert content(office) == before


def test_a_list_of_plots_is_refused_as_a_whole(disk: Disk, office: Ledger) -> None:
    before = content(office)
    disk.fill(office)

    with pytest.raises(LedgerUnavailable, match="磁盘已满"), office.writing(ADMIN) as session:
        save_import(session, ADMIN, make_plots(MANY, note=LONG), "f", "s")

    assert content(office) == before


def test_saving_goes_on_once_there_is_space_without_opening_anew(
    disk: Disk, office: Ledger
) -> None:
    disk.fill(office)
    with pytest.raises(LedgerUnavailable, match="磁盘已满"):
        save_plots(office, "后", MANY)

    disk.free(office)
    save_plots(office, "后", MANY)

    with office.reading() as session:
        assert (count_plots(session), verify(session)) == (MANY + 1, None)


if may_mount():  # a limit of pages is one of the ledger's own file only

    @pytest.fixture
    def full(tmp_path: Path) -> Iterator[RealDisk]:
        with real_disk(tmp_path) as made:
            yield made

    def test_a_backup_onto_a_full_disk_is_refused_in_words_and_leaves_no_piece(
        full: RealDisk, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        ledger = open_ledger({"SANMING_DATA": str(tmp_path_factory.mktemp("office"))})
        kept = full.folder / "备份"
        kept.mkdir()
        full.fill(ledger)

        with pytest.raises(NotPossible, match="磁盘已满"):
            backup(ledger, kept / "b.sqlite")

        assert list(kept.iterdir()) == []
        ledger.close()

    def test_a_sound_backup_is_not_called_damaged_where_the_temporary_disk_is_full(
        full: RealDisk,
        tmp_path_factory: pytest.TempPathFactory,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        folder = tmp_path_factory.mktemp("office")
        ledger = open_ledger({"SANMING_DATA": str(folder)})
        backup(ledger, folder / "b.sqlite")
        monkeypatch.setattr("tempfile.tempdir", str(full.folder))
        size = (folder / "b.sqlite").stat().st_size
        full.fill_up_to(size // 2)

        with pytest.raises(NotPossible, match="磁盘已满"):
            restore(folder / "b.sqlite", ledger)

        ledger.close()
