"""Bought lists of any length, made up and always the same: for timings only, never shown."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

from targets.vendor.columns import COLUMN_BY_FIELD
from targets.vendor.written.credit_code import check_character

SEED = 7
QCC_TEXT = (
    "企业名称 登记状态 法定代表人 注册资本 成立日期 统一社会信用代码 企业注册地址 电话 邮箱 "
    "所属省份 所属城市 所属区县 纳税人识别号 注册号 组织机构代码 参保人数 参保人数所属年报 "
    "企业(机构)类型 企业规模 核准日期 营业期限 国标行业门类 国标行业大类 国标行业中类 "
    "国标行业小类 曾用名 英文名 官网网址 通信地址 企业简介 经营范围 企查查行业门类 "
    "企查查行业大类 企查查行业中类 企查查行业小类"
)
TYC_TEXT = (
    "公司名称 登记状态 法定代表人 企业规模 注册资本 实缴资本 成立日期 核准日期 营业期限 "
    "所属省份 所属城市 所属区县 公司类型 国标行业门类 国标行业大类 国标行业中类 曾用名 "
    "英文名 统一社会信用代码 纳税人识别号 注册号 组织机构代码 参保人数 参保人数所属年报 "
    "有效手机号 更多电话 注册地址 最新年报地址 通信地址 网址 邮箱 其他邮箱 经营范围"
)
LAYOUTS = {"企查查": QCC_TEXT.split(), "天眼查": TYC_TEXT.split()}
PLACES = (("浙江省", "杭州市"), ("江苏省", "苏州市"), ("广东省", "深圳市"), ("福建省", "厦门市"))
INDUSTRIES = (
    "无机盐制造",
    "有机化学原料制造",
    "金属结构制造",
    "软件开发",
    "正餐服务",
    "竹制品制造",
)
TRADES = ("化工", "机械", "电子科技", "纺织", "食品", "商贸", "建材", "生物科技")
SCOPES = (
    "一般项目:化工产品销售(不含许可类化工产品)",
    "新材料技术研发",
    "有机化学原料制造、无水氢氟酸销售",
    "五金产品批发;金属材料销售",
    "货物进出口;技术进出口",
    "普通机械设备安装服务;通用设备修理",
    "软件开发;信息技术咨询服务;信息系统集成服务",
    "针纺织品及原料销售;服装制造;服饰研发",
    "竹制品制造;木材加工;家具制造;家具销售",
    "轴承、齿轮和传动部件制造;模具销售",
    "石墨烯材料销售;电子专用材料制造;电子专用材料研发",
    "食品生产;餐饮服务;茶叶制品生产",
    "道路货物运输(不含危险货物);国内货物运输代理",
    "住房租赁;非居住房地产租赁;物业管理",
    "(除依法须经批准的项目外,凭营业执照依法自主开展经营活动)许可项目:危险化学品生产",
)
PHRASES = 7  # in one scope: about 150 characters, as in real lists


def rows(layout: str, count: int) -> Iterator[list[str]]:
    """Give the heading row and `count` rows."""
    headings = LAYOUTS[layout]
    random = Random(SEED)  # noqa: S311  (repeatable, not secret)
    yield list(headings)
    for number in range(count):
        cells = _cells(number, random)
        yield [cells.get(heading, "-") for heading in headings]


def _cells(number: int, random: Random) -> dict[str, str]:
    province, city = random.choice(PLACES)
    first = f"91{random.randrange(100000, 659999)}MA{number:07d}"
    code = first + check_character(first)
    name = f"{city[:2]}虚构{number}{random.choice(TRADES)}有限公司"
    text = {
        "name": name,
        "credit_code": code,
        "status": random.choice(("存续", "在业", "存续(在营、开业、在册)", "注销")),
        "capital": f"{random.randrange(10, 90_000):,}万元",
        "established_on": f"20{random.randrange(25):02}-0{random.randrange(1, 10)}-15",
        "province": province,
        "city": city,
        "district": "某区",
        "company_type": "有限责任公司(自然人投资或控股)",
        "size": "小微企业",
        "insured": str(random.randrange(300)),
        "insured_year": "2025年报",
        "industry_4": random.choice(INDUSTRIES),
        "industry_3": "其他",
        "industry_2": "其他",
        "industry_1": "制造业",
        "former_names": f"{city[:2]}旧名{number}有限公司" if number % 20 == 0 else "-",
        "address": f"{province}{city}某区某路{number}号",
        "scope": ";".join(random.sample(SCOPES, PHRASES)),
        "phone": "0571-00000000",
        "person": "某某",
        "email": "a@example.cn",
    }
    return {heading: text[f] for f in text for heading in COLUMN_BY_FIELD[f].headings}


def write_csv(path: Path, layout: str, count: int) -> None:
    """Write a list as a CSV."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows(layout, count))
