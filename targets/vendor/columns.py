"""The columns of bought company lists (企查查, 天眼查 …): which heading means which field.

Headings as vendors have written them; what a vendor calls something else is told by a person
once and remembered (`ledger/company_imports/vendor_mappings.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class VendorCellKind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    NAME = "name"
    NAMES = "names"
    CODE = "code"
    STATUS = "status"
    MONEY = "money"
    DATE = "date"
    PLACE = "place"
    CURRENCY = "currency"
    FLAG = "flag"
    PERSONAL = "personal"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class VendorColumn:
    """列: a field, its name for a person, how its cells are read, and its headings."""

    field: str
    title: str
    headings: tuple[str, ...] = ()
    form: VendorCellKind = VendorCellKind.TEXT


def _column(
    field: str, title: str, *more: str, form: VendorCellKind = VendorCellKind.TEXT
) -> VendorColumn:
    return VendorColumn(field, title, (title, *more), form)


COLUMNS = (
    _column("id", "企业编号"),
    _column(
        "name",
        "企业名称",
        "公司名称",
        "系统匹配企业名称",
        "单位名称",
        "企业全称",
        "企业",
        "公司",
        "单位",
        "企业名",
        "公司名",
        "公司全称",
        "公司名稱",
        "name",
        "com_name",
        form=VendorCellKind.NAME,
    ),
    _column("asked_name", "原文件导入名称", "原始名称", "查询名称", form=VendorCellKind.NAME),
    _column("match", "匹配状态", "匹配结果", form=VendorCellKind.MATCH),
    _column(
        "credit_code",
        "统一社会信用代码",
        "社会信用代码",
        "统一信用代码",
        "信用代码",
        "com_id",
        form=VendorCellKind.CODE,
    ),
    _column("status", "登记状态", "经营状态", "状态", "企业状态", form=VendorCellKind.STATUS),
    _column(
        "capital", "注册资本", "注册资金", "注册资本金", "资本", "资金", form=VendorCellKind.MONEY
    ),
    _column("currency", "币种", "注册资本币种", "资本币种", "货币", form=VendorCellKind.CURRENCY),
    _column(
        "established_on", "成立日期", "注册日期", "成立时间", "setup_date", form=VendorCellKind.DATE
    ),
    _column("province", "所属省份", "省份", "省", "province", form=VendorCellKind.PLACE),
    _column(
        "city", "所属城市", "城市", "所属市", "市", "所属地市", "city", form=VendorCellKind.PLACE
    ),
    _column("district", "所属区县", "区县", "所属区", "区", "县", form=VendorCellKind.PLACE),
    _column(
        "place",
        "所在地",
        "所在地区",
        "所属地区",
        "地区",
        "省市",
        "省份城市",
        "所在省市",
        "所属省市",
        "所在城市",
        "注册地",
        "总部所在地",
        "企业所在地",
        form=VendorCellKind.PLACE,
    ),
    _column("former_names", "曾用名", "历史名称", form=VendorCellKind.NAMES),
    _column("name_en", "英文名", "英文名称", "name_en"),
    _column("stock_code", "股票代码", "证券代码", "stock_code", "ts_code"),
    _column("company_type", "企业（机构）类型", "企业类型", "公司类型", "机构类型"),
    _column("size", "企业规模", "人员规模"),
    _column("insured", "参保人数", "社保人数"),
    _column("insured_year", "参保人数所属年报"),
    _column("industry_4", "国标行业小类", "国标行业细类", "行业小类"),
    _column("industry_3", "国标行业中类", "行业中类"),
    _column("industry_2", "国标行业大类", "行业大类"),
    _column("industry_1", "国标行业门类", "行业门类"),
    _column("industry", "所属行业", "国标行业", "行业", "行业分类"),
    _column("industry_code", "行业代码", "国标行业代码", "国民经济行业代码"),
    _column(
        "address",
        "注册地址",
        "企业地址",
        "企业注册地址",
        "公司地址",
        "住所",
        "地址",
        "经营地址",
        "办公地址",
        form=VendorCellKind.PLACE,
    ),
    _column("note", "备注", "备注说明"),
    _column("website", "网址", "官网", "官网网址", "website"),
    _column("products", "主营产品", "主要产品", "产品", "主营业务", "main_business"),
    _column("profile", "企业简介", "公司简介", "简介", "introduction"),
    _column("scope", "经营范围", "business_scope"),
    _column("little_giant", "专精特新“小巨人”企业", "专精特新小巨人企业", form=VendorCellKind.FLAG),
    _column("srdi", "专精特新中小企业", form=VendorCellKind.FLAG),
    _column("hightech", "高新技术企业", form=VendorCellKind.FLAG),
    _column("innovative_sme", "创新型中小企业", form=VendorCellKind.FLAG),
    _column(
        "person",
        "法定代表人",
        "法人",
        "法人代表",
        "负责人",
        "联系人",
        "chairman",
        "manager",
        "secretary",
        "董事長",
        "總經理",
        "發言人",
        "代理發言人",
        "主要人员",
        "股东信息",
        form=VendorCellKind.PERSONAL,
    ),
    _column(
        "phone",
        "电话",
        "更多电话",
        "其他电话",
        "有效手机号",
        "联系电话",
        "手机",
        "手机号",
        "联系方式",
        "總機電話",
        "過戶電話",
        "傳真機號碼",
        "传真",
        form=VendorCellKind.PERSONAL,
    ),
    _column(
        "email",
        "邮箱",
        "更多邮箱",
        "其他邮箱",
        "企业邮箱",
        "email",
        "電子郵件信箱",
        form=VendorCellKind.PERSONAL,
    ),
)
COLUMN_BY_FIELD: Mapping[str, VendorColumn] = {column.field: column for column in COLUMNS}
PERSONAL = frozenset(c.field for c in COLUMNS if c.form is VendorCellKind.PERSONAL)
LISTS: Mapping[str, str] = {
    "little_giant": "专精特新“小巨人”企业",
    "srdi": "专精特新中小企业",
    "hightech": "高新技术企业",
    "innovative_sme": "创新型中小企业",
}
"""Columns that say whether a company stands on a list, and the name of that list."""

IGNORED = frozenset(
    {
        "序号",
        "行号",
        "没有导入的原因",
        "原来的行",
        "工作表",
        "片区",
        "驻点片区",
        "no",
        "实缴资本",
        "核准日期",
        "营业期限",
        "纳税人识别号",
        "注册号",
        "工商注册号",
        "组织机构代码",
        "最新年报年份",
        "最新年报地址",
        "通信地址",
        "企查查行业门类",
        "企查查行业大类",
        "企查查行业中类",
        "企查查行业小类",
    }
)
"""Headings that vendors write and that we knowingly leave out."""

LAYOUTS: Mapping[str, tuple[str, ...]] = {
    "企查查批量匹配": ("原文件导入名称", "系统匹配企业名称", "登记状态", "国标行业大类", "曾用名"),
    "企查查导出（新版）": ("企业名称", "登记状态", "企业注册地址", "企业规模", "企查查行业门类"),
    "企查查导出（旧版）": ("企业名称", "登记状态", "企业类型", "所属行业", "企业地址"),
    "天眼查导出（新版）": ("公司名称", "登记状态", "公司类型", "国标行业门类", "有效手机号"),
    "天眼查导出（旧版）": ("公司名称", "经营状态", "公司类型", "所属行业", "其他电话"),
    "工商信息通用格式": ("企业名称", "经营状态", "工商注册号", "企业类型", "所属行业"),
}
"""Headings by which a layout is told from the others; all of them must be there."""
