"""The Chinese words that go with a company on screens and papers."""

from collections.abc import Mapping

from geodata.model import Answer
from targets.model import CompanyBasis, LinkState, RelationKind, SignalKind

BASES: Mapping[CompanyBasis, str] = {
    CompanyBasis.SOURCE: "有来源",
    CompanyBasis.MEMORY: "凭印象,待核",
    CompanyBasis.NONE: "没有来源",
}
LINK_STATES: Mapping[LinkState, str] = {
    LinkState.CONFIRMED: "已确认",
    LinkState.STATED: "来源写明",
    LinkState.TO_CHECK: "待核",
    LinkState.REJECTED: "已否定",
}
ASSIGNMENT_BASES: Mapping[str, str] = {
    "products": "来源所写的产品",
    "segment": "来源所写的行业分类",
    "name": "企业名称",
    "memory": "印象,没有来源",
    "industry_code": "国民经济行业代码",
    "keyword": "关键词命中",
    "office": "片区或市招商服务中心认定",
}
SIGNAL_KINDS: Mapping[SignalKind, str] = {
    SignalKind.PLANT: "募投或公告建厂",
    SignalKind.PERMIT: "环评或拿地",
    SignalKind.CAPITAL: "增资或融资",
    SignalKind.BRANCH: "新设子公司或招聘",
    SignalKind.STATEMENT: "领导表态",
    SignalKind.REGISTRY: "工商变更",
}
RELATION_KINDS: Mapping[RelationKind, str] = {
    RelationKind.OWNER: "在地企业的股东或母公司",
    RelationKind.SUPPLIER: "在地企业的供应商",
    RelationKind.CUSTOMER: "在地企业的客户",
    RelationKind.TOWNSMAN: "乡贤",
    RelationKind.ALUMNI: "校友",
    RelationKind.PAIRED: "对口协作",
    RelationKind.CHAMBER: "商会",
    RelationKind.NONE_FOUND: "查过,没有",
}
PART_NAMES = ("补链", "关系", "动向", "转移", "承载")
ANSWERS: Mapping[Answer, str] = {Answer.YES: "是", Answer.NO: "否", Answer.UNKNOWN: "待核实"}
NOT_LOOKED = "未查"
