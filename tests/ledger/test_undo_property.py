"""Whatever was imported and edited before: an undo brings back exactly what was there."""

from collections.abc import Iterator
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.model import Plot
from ledger.book.audit import verify
from ledger.book.content import plots_hash
from ledger.book.database import Ledger, open_ledger
from ledger.plots.edits import edit_plot
from ledger.plots.imports import save_import
from ledger.plots.register import list_plots
from ledger.plots.undo import undo_import
from tests.ledger.builders import ADMIN, make_plot

IDS = ("P1", "P2", "P3", "'; --")
plots = st.builds(
    make_plot,
    st.sampled_from(IDS),
    area_mu=st.sampled_from([None, 0.0, -0.0, 1.5, 1 / 3]),
    contact=st.sampled_from(["", "1", "2"]),
)
lists = st.lists(plots, min_size=1, max_size=4, unique_by=lambda plot: plot.id)


@pytest.fixture(scope="module")
def shared() -> Iterator[Ledger]:
    with TemporaryDirectory() as folder:
        ledger = open_ledger({"SANMING_DATA": folder})
        yield ledger
        ledger.close()


def take_over(ledger: Ledger, some: list[Plot]) -> int | None:
    with ledger.writing(ADMIN) as session:
        return save_import(session, ADMIN, some, "f", "s").import_id


def state(ledger: Ledger) -> str:
    with ledger.reading() as session:
        assert verify(session) is None
        return plots_hash(session.connection())


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=st.lists(lists, max_size=2), edited=st.none() | plots, after=st.lists(lists))
def test_undoing_all_imports_brings_back_the_content(
    shared: Ledger, before: list[list[Plot]], edited: Plot | None, after: list[list[Plot]]
) -> None:
    for some in before:
        take_over(shared, some)
    with shared.writing(ADMIN) as session:
        versions = {row.plot.id: row.version for row in list_plots(session)}
        if edited:
            edit_plot(session, ADMIN, edited, versions.get(edited.id, 0))
    held = state(shared)

    imports = [take_over(shared, some) for some in after]
    for number in reversed(imports):
        with shared.writing(ADMIN) as session:
            if number is not None:
                undo_import(session, ADMIN, number)

    assert state(shared) == held
