"""Reading plots: filters, the list of stale ones, samples, and never a contact."""

from datetime import date, timedelta

import pytest

from files.errors import NotFound
from geodata.model import Occupancy, Plot, PlotKind
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed
from ledger.book.switches import switch_samples
from ledger.plots.due import count_due, list_due
from ledger.plots.edits import edit_plot
from ledger.plots.filtering import PlotFilter
from ledger.plots.imports import save_import
from ledger.plots.register import (
    Page,
    count_plots,
    get_plot,
    list_plots,
    plots_version,
    stale_plots,
    visible_plots,
)
from tests.ledger.builders import ADMIN, COUNTY, TODAY, make_plot, make_plots, make_position

PHONE = "13812345678"
SQL = [
    "' OR '1'='1",
    "'; DROP TABLE plot; --",
    '" OR 1=1 --',
    "%",
    "_",
    "\\",
    "P%",
    "*",
    "P1' AND sleep(9) --",
]


def save(ledger: Ledger, *plots: Plot) -> None:
    with ledger.writing(ADMIN) as session:
        save_import(session, ADMIN, plots, "地块.xlsx", "县报表")


def ids(ledger: Ledger, filters: PlotFilter) -> list[str]:
    with ledger.reading() as session:
        found = [row.plot.id for row in list_plots(session, filters)]
        assert count_plots(session, filters) == len(found)
    return found


VARIED = (
    make_plot("A", kind="idleplant", area_mu=100, occupancy="idle", position=make_position()),
    make_plot("B", county="永安市", park="尼葛园", area_mu=50, price_10k_yuan_per_mu=20),
    make_plot("C", county="大田县", occupancy="let", rent_yuan_per_m2_month=8.5),
)


FILTERED = [
    (PlotFilter(), ["A", "B", "C"]),
    (PlotFilter(kinds=(PlotKind.IDLE_PLANT,)), ["A"]),
    (PlotFilter(counties=("永安市", "大田县")), ["B", "C"]),
    (PlotFilter(parks=("尼葛园",)), ["B"]),
    (PlotFilter(occupancies=(Occupancy.UNKNOWN, Occupancy.LET)), ["B", "C"]),
    (PlotFilter(area_mu_from=50), ["A", "B"]),
    (PlotFilter(area_mu_from=50.1), ["A"]),
    (PlotFilter(area_mu_to=50), ["B"]),
    (PlotFilter(price_10k_yuan_per_mu_to=20), ["B"]),
    (PlotFilter(rent_yuan_per_m2_month_to=8), []),
    (PlotFilter(placed=True), ["A"]),
    (PlotFilter(placed=False), ["B", "C"]),
    (PlotFilter(within=(118, 26, 119, 27)), ["A"]),
    (PlotFilter(within=(116, 26, 117, 27)), []),
    (PlotFilter(words=" 尼葛 "), ["B"]),
    (PlotFilter(words="地块a"), ["A"]),
    (PlotFilter(words="地块", area_mu_from=1, counties=("永安市",)), ["B"]),
]


def test_plots_are_filtered(ledger: Ledger) -> None:
    save(ledger, *VARIED)

    found = [(filters, ids(ledger, filters)) for filters, _ in FILTERED]

    assert found == FILTERED


def test_sql_in_a_filter_finds_nothing_and_harms_nothing(ledger: Ledger) -> None:
    save(ledger, *make_plots(3))

    found = [
        ids(ledger, filters)
        for hostile in SQL
        for filters in (PlotFilter(words=hostile), PlotFilter(counties=(hostile,)))
    ]

    assert found == [[]] * (2 * len(SQL))
    assert len(ids(ledger, PlotFilter())) == 3


def test_hostile_text_comes_back_as_it_went_in(ledger: Ledger) -> None:
    hostile = [*SQL, "{{7*191}}", "80{% 税收 %}", "</script>", "${1}`"]
    plots = [make_plot(text, name=text, park=text, note=text) for text in hostile]

    save(ledger, *plots)

    with ledger.reading() as session:
        assert [get_plot(session, text).plot for text in hostile] == plots


def test_a_plot_comes_back_with_everything_but_its_contact(ledger: Ledger) -> None:
    plot = make_plot(
        "Z",
        area_mu=66.7,
        steam="yes",
        industries=("氟新材料", "电池"),
        position=make_position(),
        boundary=[[(118.1, 26.1), (118.2, 26.1), (118.2, 26.2), (118.1, 26.1)]],
        checked_on=TODAY,
        contact=f"张三 {PHONE}",
    )
    save(ledger, plot)

    with ledger.reading() as session:
        [found] = list_plots(session)

    assert found.plot == plot.model_copy(update={"contact": ""})
    assert (found.has_contact, found.version, found.changed_by) == (True, 1, "本机管理员")


def test_a_plot_that_is_not_there_is_said_to_be_missing(ledger: Ledger) -> None:
    with ledger.reading() as session, pytest.raises(NotFound, match="没有编号为「XX」"):
        get_plot(session, "XX")


def test_a_list_is_read_page_by_page(ledger: Ledger) -> None:
    save(ledger, *make_plots(5))

    with ledger.reading() as session:
        pages = [
            [row.plot.id for row in list_plots(session, page=Page(start, 2))] for start in (0, 2, 4)
        ]

    assert pages == [["P1", "P2"], ["P3", "P4"], ["P5"]]


def test_stale_plots_are_listed_by_county_and_the_never_checked_first(ledger: Ledger) -> None:
    def checked(plot: str, days_ago: int, **fields: object) -> Plot:
        return make_plot(plot, checked_on=TODAY - timedelta(days=days_ago), **fields)

    save(
        ledger,
        checked("on the day", 90),
        checked("old", 91),
        checked("older", 400),
        make_plot("never"),
        checked("elsewhere", 91, county="永安市"),
    )

    with ledger.reading() as session:
        stale = stale_plots(session, today=TODAY)

    assert [(s.county, [row.plot.id for row in s.plots]) for s in stale] == [
        ("永安市", ["elsewhere"]),
        ("尤溪县", ["never", "older", "old"]),
    ]


def test_the_interval_after_which_a_plot_is_stale_can_be_chosen(ledger: Ledger) -> None:
    save(ledger, make_plot("P", checked_on=date(2026, 11, 1)))

    with ledger.reading() as session:
        assert stale_plots(session, today=TODAY, days=30) == []
        assert len(stale_plots(session, today=TODAY, days=10)) == 1


SAMPLES = (make_plot("示例1", sample=True),)


def test_samples_are_seen_while_there_is_nothing_real(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert visible_plots(session, SAMPLES) == SAMPLES


def test_one_real_plot_hides_all_samples(ledger: Ledger) -> None:
    real = make_plot("P1")
    save(ledger, real)

    with ledger.reading() as session:
        assert visible_plots(session, SAMPLES) == (real,)


def test_samples_can_be_switched_off_and_on_again(ledger: Ledger) -> None:
    seen = []
    for on in (False, True):
        with ledger.writing(ADMIN) as session:
            switch_samples(session, ADMIN, on=on)
        with ledger.reading() as session:
            seen.append(visible_plots(session, SAMPLES))

    assert seen == [(), SAMPLES]


def test_only_an_administrator_switches_samples(ledger: Ledger) -> None:
    with ledger.writing(COUNTY) as session, pytest.raises(NotAllowed):
        switch_samples(session, COUNTY, on=False)


def test_switching_to_what_already_is_writes_nothing(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session:
        switch_samples(session, ADMIN, on=True)

    with ledger.reading() as session:
        assert plots_version(session) == 0


def test_what_is_due_is_counted_and_listed_as_the_whole_list_has_it(ledger: Ledger) -> None:
    days = (None, TODAY, TODAY - timedelta(days=90), TODAY - timedelta(days=91), None)
    with ledger.writing(ADMIN) as session:
        for number, day in enumerate(days):
            county = "永安市" if number == 4 else "尤溪县"
            edit_plot(session, ADMIN, make_plot(f"P{number}", county=county, checked_on=day), 0)

    with ledger.reading() as session:
        assert count_due(session, TODAY) == {"永安市": 1, "尤溪县": 2}
        assert [s.plot.id for s in list_due(session, TODAY)] == ["P0", "P4", "P3"]
        assert [s.plot.id for s in list_due(session, TODAY, "尤溪县", Page(1, 5))] == ["P3"]
        whole = stale_plots(session, today=TODAY)
        assert {s.county: len(s.plots) for s in whole} == count_due(session, TODAY)
