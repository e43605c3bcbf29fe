"""The columns of a plot list: which heading means which field, and in which unit.

One table for every form in which a list arrives: Excel, CSV, and the properties of map files.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from geodata.model import M2_PER_MU

Units = Mapping[str, float]  # spelling of a unit, and how many of ours one of it is

SQUARE_METRES = ("平方米", "㎡", "m2", "平米", "平方", "平", "m^2", "sqm", "pfm")
HECTARES = ("公顷", "ha", "hm2", "gq", "hectare")
TEN_THOUSANDS = ("万平方米", "万㎡", "万m2", "万平米", "万平方", "万平")
SQUARE_KILOMETRES = ("平方公里", "平方千米", "km2")
MU: Units = {
    "亩": 1,
    "市亩": 1,
    "mu": 1,
    **dict.fromkeys(SQUARE_METRES, 1 / M2_PER_MU),
    **dict.fromkeys(HECTARES, 10_000 / M2_PER_MU),
    **dict.fromkeys(TEN_THOUSANDS, 10_000 / M2_PER_MU),
    **dict.fromkeys(SQUARE_KILOMETRES, 1_000_000 / M2_PER_MU),
    "万亩": 10_000,
}
M2: Units = {
    **dict.fromkeys(SQUARE_METRES, 1),
    **dict.fromkeys(TEN_THOUSANDS, 10_000),
    **dict.fromkeys(HECTARES, 10_000),
    "亩": M2_PER_MU,
}
PRICE: Units = {
    "万元/亩": 1,
    "万/亩": 1,
    "元/亩": 1e-4,
    "元/平方米": M2_PER_MU / 1e4,
    "元/m2": M2_PER_MU / 1e4,
    "元/㎡": M2_PER_MU / 1e4,
    "元/平米": M2_PER_MU / 1e4,
    "元/平": M2_PER_MU / 1e4,
    "万元/平方米": M2_PER_MU,
    "万元每亩": 1,
    "元每平方米": M2_PER_MU / 1e4,
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
TAX: Units = {"万元/亩": 1, "万/亩": 1, "元/亩": 1e-4, "万元每亩": 1}
ENERGY: Units = {
    "吨标准煤/万元": 1,
    "tce/万元": 1,
    "吨标煤/万元": 1,
    "千克标准煤/万元": 1e-3,
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
    SHAPE = "shape"


@dataclass(frozen=True, slots=True)
class PlotColumn:
    """列: a field, its heading in our own form, what else it is called, and its units.

    The first of `units` is the one of our own form. `unit_needed`: lists use several of them,
    so a number without one could mean anything. `codes` are the field names of land databases,
    survey layers and pinyin initials, for tables whose names cannot be Chinese.
    """

    field: str
    heading: str
    form: PlotCellKind = PlotCellKind.TEXT
    aliases: tuple[str, ...] = ()
    units: Units = dataclasses.field(default_factory=dict)
    unit_needed: bool = False
    required: bool = False
    hint: str = ""
    codes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the heading with its unit, as in our own form."""
        return f"{self.heading}({next(iter(self.units))})" if self.units else self.heading


def _answer(name: str, heading: str, *aliases: str) -> PlotColumn:
    return PlotColumn(name, heading, PlotCellKind.ANSWER, aliases, hint="是、否；不清楚就留空")


COLUMNS = (
    PlotColumn(
        "id",
        "编号",
        aliases=("地块编号", "宗地编号", "宗地号", "地块号", "要素编号", "资产编号", "id"),
        required=True,
        hint="本单位自己的编号，每个地块一个，不超过 40 个字",
        codes=("tbbh", "dkbh", "zddm", "zdh", "zdbh", "bdcdyh", "dkh", "bh", "xmbh"),
    ),
    PlotColumn(
        "name",
        "名称",
        aliases=("地块名称", "宗地名称", "要素名称", "资产名称", "厂房名称", "项目名称", "name"),
        required=True,
        codes=("dkmc", "mc", "xmmc", "zdmc", "tbmc", "dkname"),
    ),
    PlotColumn(
        "kind",
        "类型",
        PlotCellKind.KIND,
        ("要素类型", "资源类型", "资产类型", "闲置类型", "类别", "地块类型", "kind"),
        required=True,
        codes=("lx", "yslx", "dklx", "zylx", "dkzl"),
    ),
    PlotColumn(
        "county",
        "县区",
        PlotCellKind.COUNTY,
        (
            "县市区",
            "区县",
            "县",
            "所在县区",
            "所属县区",
            "所在县",
            "行政区",
            "行政区划",
            "所在区县",
            "所在县市区",
            "行政区名称",
            "county",
        ),
        required=True,
        hint="11 个县（市、区）之一；旧名会换成现在的名称",
        codes=("xzqmc", "xq", "qx", "ssqx", "xsq", "xzqdm", "xzq", "szqx"),
    ),
    PlotColumn(
        "park",
        "园区",
        aliases=("所在园区", "所属园区", "开发区", "工业园区", "园区名称", "park"),
        codes=("yq", "yqmc", "ssyq", "kfq"),
    ),
    PlotColumn(
        "area_mu",
        "用地面积",
        PlotCellKind.NUMBER,
        ("面积", "土地面积", "占地面积", "地块面积", "宗地面积", "闲置面积", "闲置土地面积"),
        MU,
        unit_needed=True,
        codes=("dkmj", "tbmj", "ydmj", "zdmj", "mj", "tdmj", "area"),
    ),
    PlotColumn(
        "building_m2",
        "建筑面积",
        PlotCellKind.NUMBER,
        ("总建筑面积", "厂房面积", "厂房建筑面积", "闲置建筑面积", "闲置厂房面积"),
        M2,
        codes=("jzmj", "zjzmj"),
    ),
    PlotColumn(
        "land_use",
        "用地性质",
        aliases=("土地用途", "规划用途", "土地性质", "地块用途", "用途"),
        codes=("dlmc", "tdyt", "ghyt", "ydxz", "dkyt", "yt", "tdxz"),
    ),
    PlotColumn(
        "price_10k_yuan_per_mu",
        "出让价格",
        PlotCellKind.NUMBER,
        ("价格", "地价", "土地价格", "出让价", "起始价", "单价"),
        PRICE,
        unit_needed=True,
        codes=("jg", "dj", "crjg"),
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
        codes=("rjl",),
    ),
    PlotColumn(
        "required_tax_10k_yuan_per_mu",
        "亩均税收要求",
        PlotCellKind.NUMBER,
        ("亩均税收", "亩均税收标准", "地均税收", "亩均税收下限"),
        TAX,
        unit_needed=True,
    ),
    PlotColumn(
        "required_energy_tce_per_10k_yuan",
        "单位能耗标准",
        PlotCellKind.NUMBER,
        ("单位能耗", "能耗标准", "单位增加值能耗", "能耗上限"),
        ENERGY,
    ),
    PlotColumn(
        "required_environment", "环境标准", aliases=("环境标准要求", "排放标准", "环境指标")
    ),
    _answer("regional_assessment", "区域评估已完成", "区域评估", "是否完成区域评估"),
    _answer("net_land", "净地", "是否净地", "达到净地", "净地条件"),
    PlotColumn(
        "start_by", "约定开工", PlotCellKind.DATE, ("约定开工日期", "约定开工时间", "开工期限")
    ),
    PlotColumn(
        "complete_by", "约定竣工", PlotCellKind.DATE, ("约定竣工日期", "约定竣工时间", "竣工期限")
    ),
    PlotColumn(
        "produce_by", "约定达产", PlotCellKind.DATE, ("约定达产日期", "约定达产时间", "达产期限")
    ),
    PlotColumn(
        "industries",
        "适合产业",
        PlotCellKind.LIST,
        ("产业方向", "主导产业", "适合行业", "产业定位", "适合的产业"),
        hint="多个用顿号隔开",
        codes=("shcy", "cyfx", "zdcy"),
    ),
    PlotColumn(
        "occupancy",
        "占用情况",
        PlotCellKind.OCCUPANCY,
        ("使用状态", "占用状态", "状态", "使用情况"),
        codes=("zyqk", "syzt"),
    ),
    PlotColumn(
        "owner_unit",
        "权属单位",
        aliases=("业主", "业主单位", "产权单位", "产权人", "使用权人"),
        codes=("qsdw", "qsdwmc", "qlr", "qlrmc"),
    ),
    PlotColumn(
        "contact",
        "联系人",
        aliases=(
            "联系方式",
            "联系电话",
            "联系人及电话",
            "联系人电话",
            "联系人姓名",
            "手机",
            "手机号",
            "电话",
        ),
        hint="涉及个人信息，导出时默认不带",
    ),
    PlotColumn(
        "longitude", "经度", PlotCellKind.DEGREES, ("东经", "东坐标", "lon", "lng", "longitude")
    ),
    PlotColumn("latitude", "纬度", PlotCellKind.DEGREES, ("北纬", "北坐标", "lat", "latitude")),
    PlotColumn(
        "lonlat",
        "经纬度",
        PlotCellKind.PAIR,
        ("坐标", "坐标点", "坐标位置", "中心点坐标", "中心坐标"),
    ),
    *(
        PlotColumn(f"{field}_{part}", f"{heading}{word}", PlotCellKind.DEGREES, names)
        for field, heading, others in (
            ("longitude", "经度", ("东经", "lon")),
            ("latitude", "纬度", ("北纬", "lat")),
        )
        for part, word in (("degrees", "度"), ("minutes", "分"), ("seconds", "秒"))
        for names in [tuple(f"{other}{word}" for other in others)]
    ),
    PlotColumn(
        "plane_x",
        "X",
        PlotCellKind.DEGREES,
        ("X坐标", "x", "纵坐标", "坐标X", "X（北）", "北坐标X"),
    ),
    PlotColumn(
        "plane_y",
        "Y",
        PlotCellKind.DEGREES,
        ("Y坐标", "y", "横坐标", "坐标Y", "Y（东）", "东坐标Y"),
    ),
    PlotColumn(
        "shape",
        "WKT",
        PlotCellKind.SHAPE,
        ("geometry", "geom", "the_geom", "wkt_geom", "图形", "边界", "边界坐标", "空间数据"),
    ),
    PlotColumn("corner", "界址点号", aliases=("点号", "拐点号", "拐点编号", "界址点", "点名")),
    PlotColumn("ring", "圈号", aliases=("地块圈号", "环号")),
    PlotColumn(
        "datum",
        "坐标系",
        PlotCellKind.DATUM,
        ("坐标系统", "坐标系类型", "坐标来源", "datum", "crs"),
        hint="坐标从哪里来：高德、腾讯地图填 GCJ-02，百度地图填 BD-09；"
        "不知道就填不明，不画到地图上",
    ),
    PlotColumn("precision_m", "坐标精度", PlotCellKind.NUMBER, ("精度", "定位精度"), METRES),
    PlotColumn(
        "source",
        "来源",
        aliases=("数据来源", "资料来源", "填报单位", "提供单位", "source"),
        codes=("ly", "sjly"),
    ),
    PlotColumn("source_date", "来源日期", aliases=("数据日期", "填报日期", "资料日期")),
    PlotColumn(
        "checked_on",
        "核对日期",
        PlotCellKind.DATE,
        ("最近核对日期", "核实日期", "核对时间", "最近核实日期"),
        codes=("hdrq",),
    ),
    PlotColumn("note", "备注", aliases=("说明", "备注说明", "note"), codes=("bz",)),
    PlotColumn(
        "sample", "数据性质", PlotCellKind.SAMPLE, ("是否示例",), hint="示例或真实；留空为真实"
    ),
)
# Other ways in which a place is written: read, but not offered in our own form.
ONLY_READ = frozenset({"lonlat", "plane_x", "plane_y", "shape", "corner", "ring"}) | {
    f"{field}_{part}"
    for field in ("longitude", "latitude")
    for part in ("degrees", "minutes", "seconds")
}
OWN_COLUMNS = tuple(column for column in COLUMNS if column.field not in ONLY_READ)
COLUMN_BY_FIELD = {column.field: column for column in COLUMNS}
