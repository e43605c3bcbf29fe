"""A plot as the texts of a form, and back."""

from geodata.model import Datum, Plot, Position
from geodata.rows.plot_texts import empty_texts, merged, read_texts, texts_of
from geodata.samples import sample_plots

RING = ((117.6, 26.3), (117.61, 26.3), (117.61, 26.31), (117.6, 26.3))
GIVEN = Position(
    longitude=117.605, latitude=26.304, given=(117.605, 26.304), datum=Datum.CGCS2000, precision_m=2
)


def plot(**fields: object) -> Plot:
    given: dict[str, object] = {
        "id": "A1",
        "name": "城东地块",
        "kind": "idleland",
        "county": "三元区",
        "source": "县报表",
        "area_mu": 1 / 3,
        "position": GIVEN,
        "boundary": (RING,),
        "note": "{{7*191}} `x` </script>",
    }
    return Plot.model_validate(given | fields)


def test_a_form_that_nobody_touched_says_the_very_same_plot() -> None:
    began = plot()

    assert read_texts(texts_of(began), began).plots == (began,)


def test_every_sample_goes_through_the_form_unchanged() -> None:
    for sample in sample_plots():
        real = sample.model_copy(update={"sample": False})
        assert read_texts(texts_of(real), real).plots == (real,)


def test_a_contact_never_stands_in_the_form() -> None:
    assert texts_of(plot(contact="13800001234"))["contact"] == ""


def test_what_is_wrong_is_told_by_field_and_nothing_is_read() -> None:
    texts = {**texts_of(plot()), "area_mu": "很大", "county": "东北", "checked_on": "昨天"}

    reading = read_texts(texts, plot())

    assert reading.plots == ()
    assert [problem.column for problem in reading.problems] == [
        "县区",
        "用地面积(亩)",
        "核对日期",
    ]


def test_an_empty_form_names_what_is_needed() -> None:
    problems = read_texts(empty_texts(), None).problems

    assert {problem.column for problem in problems} == {"编号", "名称", "类型", "县区", "来源"}


def test_a_unit_may_be_written_behind_a_figure() -> None:
    [read] = read_texts({**texts_of(plot()), "area_mu": "2公顷"}, plot()).plots

    assert read.area_mu == 30


def test_a_new_position_takes_the_old_boundary_away() -> None:
    moved = {**texts_of(plot()), "longitude": "117.62", "datum": "高德"}

    [read] = read_texts(moved, plot()).plots

    assert read.boundary == ()
    assert read.position is not None
    assert (read.position.given, read.position.datum) == ((117.62, 26.304), Datum.GCJ02)


def test_two_forms_on_one_plot_are_merged_field_by_field() -> None:
    began = plot(land_use="", owner_unit="甲单位")
    theirs = plot(land_use="工业用地", owner_unit="乙单位")
    mine = {**texts_of(began), "area_mu": "12", "owner_unit": "丙单位"}

    both = merged(mine, began, theirs)

    assert (both["land_use"], both["area_mu"], both["owner_unit"]) == ("工业用地", "12", "丙单位")


def test_a_telephone_number_that_was_typed_is_left_for_the_ledger_to_refuse() -> None:
    began = plot()

    [read] = read_texts({**texts_of(began), "note": "找张三13911112222"}, began).plots

    assert read.note == "找张三13911112222"
