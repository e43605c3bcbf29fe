"""The columns of a plot list: which heading means which field, and in which unit.

One table for every form in which a list arrives: Excel, CSV, and the properties of map files.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from geodata.model import M2_PER_MU

Units = Mapping[str, float]  # spelling of a unit, and how many of ours one of it is

MU: Units = {
    "亩": 1,
    "平方米": 1 / M2_PER_MU,
    "㎡": 1 / M2_PER_MU,
    "m2": 1 / M2_PER_MU,
    "公顷": 10_000 / M2_PER_MU,
    "万平方米": 10_000 / M2_PER_MU,
}
M2: Units = {"平方米": 1, "㎡": 1, "m2": 1, "万平方米": 10_000, "亩": M2_PER_MU}
PRICE: Units = {
    "万元/亩": 1,
    "万/亩": 1,
    "元/亩": 1e-4,
    "元/平方米": M2_PER_MU / 1e4,
    "元/m2": M2_PER_MU / 1e4,
    "万元/公顷": M2_PER_MU / 1e4,
}
RENT: Units = {
    "元/平方米·月": 1,
    "元/平方米/月": 1,
    "元/平方米月": 1,
    "元/月·平方米": 1,
    "元/m2·月": 1,
    "元/m2/月": 1,
    "元/平方米·年": 1 / 12,
    "元/平方米/年": 1 / 12,
}
LOAD: Units = {"吨/平方米": 1, "t/m2": 1, "t/㎡": 1, "公斤/平方米": 1e-3, "kg/m2": 1e-3}
METRES: Units = {"米": 1, "m": 1, "厘米": 0.01}
POWER: Units = {"kVA": 1, "千伏安": 1, "MVA": 1000, "兆伏安": 1000}
WATER: Units = {
    "吨/日": 1,
    "吨/天": 1,
    "t/d": 1,
    "m3/d": 1,
    "立方米/日": 1,
    "立方米/天": 1,
    "万吨/日": 10_000,
}


class PlotCellKind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    NUMBER = "number"
    KIND = "kind"
    COUNTY = "county"
    ANSWER = "answer"
    OCCUPANCY = "occupancy"
    DATUM = "datum"
    DATE = "date"
    LIST = "list"
    SAMPLE = "sample"
    DEGREES = "degrees"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class PlotColumn:
    """列: a field, its heading in our own form, what else it is called, and its units.

    The first of `units` is the one of our own form. `unit_needed`: lists use several of them,
    so a number without one could mean anything.
    """

    field: str
    heading: str
    form: PlotCellKind = PlotCellKind.TEXT
    aliases: tuple[str, ...] = ()
    units: Units = dataclasses.field(default_factory=dict)
    unit_needed: bool = False
    required: bool = False
    hint: str = ""

    @property
    def title(self) -> str:
        """Return the heading with its unit, as in our own form."""
        return f"{self.heading}({next(iter(self.units))})" if self.units else self.heading


def _answer(name: str, heading: str, *aliases: str) -> PlotColumn:
    return PlotColumn(name, heading, PlotCellKind.ANSWER, aliases, hint="是、否;不清楚就留空")


COLUMNS = (
    PlotColumn(
        "id",
        "编号",
        aliases=("地块编号", "宗地编号", "宗地号", "地块号", "要素编号", "资产编号", "id"),
        required=True,
        hint="本单位自己的编号,每个地块一个,不超过 40 个字",
    ),
    PlotColumn(
        "name",
        "名称",
        aliases=("地块名称", "宗地名称", "要素名称", "资产名称", "厂房名称", "项目名称", "name"),
        required=True,
    ),
    PlotColumn(
        "kind",
        "类型",
        PlotCellKind.KIND,
        ("要素类型", "资源类型", "资产类型", "闲置类型", "类别", "地块类型", "kind"),
        required=True,
    ),
    PlotColumn(
        "county",
        "县区",
        PlotCellKind.COUNTY,
        ("县市区", "区县", "县", "所在县区", "所属县区", "所在县", "行政区", "行政区划", "county"),
        required=True,
        hint="11 个县(市、区)之一;旧名会换成现在的名称",
    ),
    PlotColumn(
        "park", "园区", aliases=("所在园区", "所属园区", "开发区", "工业园区", "园区名称", "park")
    ),
    PlotColumn(
        "area_mu",
        "用地面积",
        PlotCellKind.NUMBER,
        ("面积", "土地面积", "占地面积", "地块面积", "宗地面积", "闲置面积", "闲置土地面积"),
        MU,
        unit_needed=True,
    ),
    PlotColumn(
        "building_m2",
        "建筑面积",
        PlotCellKind.NUMBER,
        ("总建筑面积", "厂房面积", "厂房建筑面积", "闲置建筑面积", "闲置厂房面积"),
        M2,
    ),
    PlotColumn(
        "land_use", "用地性质", aliases=("土地用途", "规划用途", "土地性质", "地块用途", "用途")
    ),
    PlotColumn(
        "price_10k_yuan_per_mu",
        "出让价格",
        PlotCellKind.NUMBER,
        ("价格", "地价", "土地价格", "出让价", "起始价", "单价"),
        PRICE,
        unit_needed=True,
    ),
    PlotColumn(
        "rent_yuan_per_m2_month",
        "租金",
        PlotCellKind.NUMBER,
        ("月租金", "租金价格", "租金单价"),
        RENT,
    ),
    PlotColumn(
        "floor_load_t_per_m2",
        "楼面荷载",
        PlotCellKind.NUMBER,
        ("荷载", "楼面承重", "承重", "楼板荷载", "地面荷载"),
        LOAD,
    ),
    PlotColumn("clear_height_m", "净高", PlotCellKind.NUMBER, ("厂房净高", "室内净高"), METRES),
    PlotColumn(
        "power_kva",
        "供电容量",
        PlotCellKind.NUMBER,
        ("供电", "电力容量", "变压器容量", "用电容量", "供电能力"),
        POWER,
    ),
    PlotColumn(
        "water_t_per_day", "供水能力", PlotCellKind.NUMBER, ("供水", "日供水", "供水量"), WATER
    ),
    _answer("steam", "蒸汽", "蒸汽供应", "供热", "集中供热", "供汽"),
    _answer("gas", "燃气", "天然气", "管道燃气", "供气"),
    _answer("wastewater", "污水处理", "污水", "污水接入", "污水集中处理"),
    _answer("exhaust", "废气处理", "废气", "废气排放条件"),
    _answer("environment_capacity", "有环境容量", "环境容量", "环保容量", "排污容量"),
    _answer("energy_capacity", "有能耗指标", "能耗指标", "用能指标", "能耗容量"),
    _answer(
        "red_lines_clear",
        "避开三线和饮用水源",
        "避开三线",
        "避开生态红线",
        "不涉及三线",
        "避让红线",
    ),
    _answer("chemical_park", "在化工园区内", "化工园区", "是否化工园区", "是否在化工园区"),
    PlotColumn("chemical_park_notice", "化工园区认定公告", aliases=("认定公告", "认定文件")),
    PlotColumn("chemical_park_date", "化工园区认定日期", aliases=("认定日期", "认定时间")),
    PlotColumn(
        "required_investment_10k_yuan_per_mu",
        "投资强度要求",
        PlotCellKind.NUMBER,
        ("投资强度", "亩均投资", "亩均投资强度", "固定资产投资强度", "亩均投资要求"),
        PRICE,
        unit_needed=True,
    ),
    PlotColumn(
        "required_plot_ratio",
        "容积率要求",
        PlotCellKind.NUMBER,
        ("容积率", "最低容积率", "容积率下限"),
    ),
    PlotColumn(
        "industries",
        "适合产业",
        PlotCellKind.LIST,
        ("产业方向", "主导产业", "适合行业", "产业定位", "适合的产业"),
        hint="多个用顿号隔开",
    ),
    PlotColumn(
        "occupancy",
        "占用情况",
        PlotCellKind.OCCUPANCY,
        ("使用状态", "占用状态", "状态", "使用情况"),
    ),
    PlotColumn(
        "owner_unit", "权属单位", aliases=("业主", "业主单位", "产权单位", "产权人", "使用权人")
    ),
    PlotColumn(
        "contact",
        "联系人",
        aliases=("联系方式", "联系电话", "联系人及电话", "联系人电话"),
        hint="涉及个人信息,导出时默认不带",
    ),
    PlotColumn(
        "longitude", "经度", PlotCellKind.DEGREES, ("东经", "东坐标", "lon", "lng", "longitude")
    ),
    PlotColumn("latitude", "纬度", PlotCellKind.DEGREES, ("北纬", "北坐标", "lat", "latitude")),
    PlotColumn("lonlat", "经纬度", PlotCellKind.PAIR, ("坐标", "坐标点", "坐标位置")),
    PlotColumn(
        "datum",
        "坐标系",
        PlotCellKind.DATUM,
        ("坐标系统", "坐标系类型", "坐标来源", "datum", "crs"),
        hint="坐标从哪里来:高德、腾讯地图填 GCJ-02,百度地图填 BD-09;不知道就填不明,不画到地图上",
    ),
    PlotColumn("precision_m", "坐标精度", PlotCellKind.NUMBER, ("精度", "定位精度"), METRES),
    PlotColumn(
        "source", "来源", aliases=("数据来源", "资料来源", "填报单位", "提供单位", "source")
    ),
    PlotColumn("source_date", "来源日期", aliases=("数据日期", "填报日期", "资料日期")),
    PlotColumn(
        "checked_on",
        "核对日期",
        PlotCellKind.DATE,
        ("最近核对日期", "核实日期", "核对时间", "最近核实日期"),
    ),
    PlotColumn("note", "备注", aliases=("说明", "备注说明", "note")),
    PlotColumn(
        "sample", "数据性质", PlotCellKind.SAMPLE, ("是否示例",), hint="示例或真实;留空为真实"
    ),
)
COLUMN_BY_FIELD = {column.field: column for column in COLUMNS}
