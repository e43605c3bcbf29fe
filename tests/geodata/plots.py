"""Plots, needs and lists for tests; every value not named by the test is a dull default."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

import xlsxwriter

from geodata.matching.gates import judge
from geodata.matching.need import Need
from geodata.matching.verdict import GateResult, PlotGate
from geodata.model import Answer, Datum, Occupancy, Plot, PlotKind, Position
from geodata.parks import load_parks
from geodata.reading import Reading

HEADINGS = ["编号", "名称", "类型", "县区"]
ROW = ["A-1", "一号地", "闲置土地", "三元区"]
IDEAL: dict[str, object] = {
    "area_mu": 200,
    "land_use": "工业用地",
    "power_kva": 5000,
    "water_t_per_day": 5000,
    "steam": "yes",
    "gas": "yes",
    "wastewater": "yes",
    "exhaust": "yes",
    "environment_capacity": "yes",
    "energy_capacity": "yes",
    "red_lines_clear": "yes",
    "chemical_park": "yes",
    "chemical_park_notice": "某公告",
    "chemical_park_date": "2026-01",
    "required_investment_10k_yuan_per_mu": 200,
    "required_plot_ratio": 1,
    "required_tax_10k_yuan_per_mu": 10,
    "required_energy_tce_per_10k_yuan": 0.5,
    "required_environment": "某排放标准",
    "regional_assessment": "yes",
    "net_land": "yes",
    "occupancy": "idle",
}
ASKED: dict[str, object] = {
    "chemical": True,
    "utilities": ("power", "water", "steam", "gas", "wastewater", "exhaust"),
    "area_mu": 100,
    "power_kva": 1000,
    "water_t_per_day": 100,
    "investment_10k_yuan": 30_000,
    "plot_ratio": 1.2,
    "tax_10k_yuan_per_mu": 12,
    "energy_tce_per_10k_yuan": 0.4,
    "energy_tce": 900,
    "coal_t": 0,
    "meets_environment": "yes",
    "energy_rule": "《某办法》",
}


def make_plot(plot: str = "A-1", /, **fields: object) -> Plot:
    """Return a plot of which nothing but the necessary is known, besides `fields`."""
    given = {"id": plot, "name": plot, "kind": "idleland", "county": "三元区", "source": "台账"}
    return Plot.model_validate(given | fields)


def make_ideal(plot: str = "A-1", /, **fields: object) -> Plot:
    """Return a plot that passes every gate of `make_need()`, but for `fields`."""
    return make_plot(plot, **(IDEAL | fields))


def make_need(**fields: object) -> Need:
    """Return a chemical plant that asks for everything, but for `fields`."""
    named = {"chain_id": "fluorine", "link_id": "lithium_salt", "link_name": "含氟锂盐"}
    return Need.model_validate(named | ASKED | fields)


def gate_of(gate: PlotGate, need: Need, plot: Plot) -> GateResult:
    """Return what one gate says; the gate must have been asked."""
    return next(result for result in judge(need, plot, load_parks()) if result.gate is gate)


def csv_of(*rows: Sequence[str], encoding: str = "utf-8") -> bytes:
    """Return rows as a CSV; no cell may hold a comma."""
    return "\n".join(",".join(row) for row in rows).encode(encoding)


def workbook(rows: Sequence[Sequence[object]], *more: Sequence[Sequence[object]]) -> bytes:
    """Return a workbook with a sheet for every list of rows; None leaves a cell out."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as book:
        for lines in (rows, *more):
            sheet = book.add_worksheet()
            for at, line in enumerate(lines):
                sheet.write_row(at, 0, line)
    return target.getvalue()


def named_workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Return a workbook with a sheet of these rows for every name."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, line in enumerate(rows):
                sheet.write_row(at, 0, line)
    return target.getvalue()


def told(reading: Reading) -> list[str]:
    """Return the problems as a person reads them."""
    return [str(problem) for problem in reading.problems]


def whole_plot(plot_id: str = "007", *, sample: bool = True) -> Plot:
    """Return a plot that says everything a list can say."""
    return Plot(
        id=plot_id,
        name="=1+1",
        kind=PlotKind.DISTRESSED,
        county="尤溪县",
        park="尤溪经济开发区城南园",
        area_mu=12.345678901,
        building_m2=0,
        land_use="工业用地",
        price_10k_yuan_per_mu=18.5,
        rent_yuan_per_m2_month=9,
        floor_load_t_per_m2=2,
        clear_height_m=8.1,
        power_kva=1250,
        water_t_per_day=0.5,
        steam=Answer.YES,
        gas=Answer.NO,
        wastewater=Answer.YES,
        exhaust=Answer.NO,
        environment_capacity=Answer.YES,
        energy_capacity=Answer.NO,
        red_lines_clear=Answer.YES,
        chemical_park=Answer.NO,
        chemical_park_notice="某公告",
        chemical_park_date="2026-01",
        required_investment_10k_yuan_per_mu=300,
        required_plot_ratio=1.2,
        required_tax_10k_yuan_per_mu=15,
        required_energy_tce_per_10k_yuan=0.35,
        required_environment="某排放标准",
        regional_assessment=Answer.YES,
        net_land=Answer.NO,
        start_by=date(2027, 3, 1),
        complete_by=date(2028, 3, 1),
        produce_by=date(2029, 3, 1),
        industries=("纺织", "革基布"),
        occupancy=Occupancy.RESERVED,
        owner_unit="某公司",
        contact="张三 13800001234",
        position=Position(
            longitude=118.2, latitude=26.1, given=(118.2, 26.1), datum=Datum.WGS84, precision_m=5
        ),
        source="县工信局台账",
        source_date="2026-01",
        checked_on=date(2026, 1, 31),
        note="备注 ' \" < > &",
        sample=sample,
    )
