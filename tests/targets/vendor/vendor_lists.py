"""Lists as vendors sell them, with made-up companies; dull unless the test says otherwise."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

import xlsxwriter

from targets.vendor.file import read_vendor
from targets.vendor.model import ImportRequest, VendorCompany, VendorReading
from targets.vendor.written.credit_code import check_character

TODAY = date(2026, 11, 25)
LAYOUTS: Mapping[str, str] = {
    "企查查批量匹配": (
        "原文件导入名称,系统匹配企业名称,登记状态,统一社会信用代码,法定代表人,"
        "企业（机构）类型,注册资本,实缴资本,成立日期,营业期限,企业地址,所属省份,所属城市,"
        "所属区县,电话,更多电话,邮箱,更多邮箱,国标行业门类,国标行业大类,曾用名,参保人数,"
        "参保人数所属年报，最新年报年份，通信地址"
    ),
    "企查查导出（旧版）": (
        "企业名称,登记状态,法定代表人,注册资本,成立日期,核准日期,所属省份,所属城市,所属区县,"
        "电话,更多电话,邮箱,更多邮箱,统一社会信用代码,纳税人识别号,注册号,组织机构代码,"
        "参保人数,企业类型,所属行业,曾用名,英文名,网址,企业地址,最新年报地址,经营范围"
    ),
    "企查查导出（新版）": (
        "企业名称,登记状态,法定代表人,注册资本,成立日期,统一社会信用代码,企业注册地址,电话,"
        "邮箱,所属省份,所属城市,所属区县,纳税人识别号,注册号,组织机构代码,参保人数,"
        "参保人数所属年报,企业（机构）类型,企业规模,核准日期,营业期限,国标行业门类,"
        "国标行业大类,国标行业中类,国标行业小类,曾用名,英文名,官网网址,通信地址,企业简介,"
        "经营范围,企查查行业门类,企查查行业大类,企查查行业中类,企查查行业小类"
    ),
    "天眼查导出（旧版）": (
        "公司名称,经营状态,法定代表人,注册资本,实缴资本,成立日期,核准日期,营业期限,所属省份,"
        "所属城市,所属区县,统一社会信用代码,纳税人识别号,注册号,组织机构代码,参保人数,"
        "公司类型,所属行业,曾用名,注册地址,最新年报地址,网址,电话,其他电话,邮箱,其他邮箱,"
        "经营范围"
    ),
    "天眼查导出（新版）": (
        "公司名称,登记状态,法定代表人,企业规模,注册资本,实缴资本,成立日期,核准日期,营业期限,"
        "所属省份,所属城市,所属区县,公司类型,国标行业门类,国标行业大类,国标行业中类,曾用名,"
        "英文名,统一社会信用代码,纳税人识别号,注册号,组织机构代码,参保人数,参保人数所属年报,"
        "有效手机号,更多电话,注册地址,最新年报地址,通信地址,网址,邮箱,其他邮箱,经营范围"
    ),
    "工商信息通用格式": (
        "企业名称,经营状态,法定代表人,注册资本,实缴资本,成立日期,核准日期,营业期限,所属省份,"
        "所属城市,所属区县,电话,更多电话,邮箱,更多邮箱,统一社会信用代码,纳税人识别号,"
        "工商注册号,组织机构代码,参保人数,企业类型,所属行业,曾用名,注册地址,最新年报地址,"
        "网址，经营范围"
    ),
}
"""Headings by layout, as read in importers that are public."""

CELLS: Mapping[str, str] = {
    "登记状态": "存续",
    "经营状态": "存续（在营、开业、在册）",
    "法定代表人": "张三",
    "注册资本": "13,400万元",
    "实缴资本": "-",
    "成立日期": "2010-03-15",
    "所属省份": "浙江省",
    "所属城市": "杭州市",
    "所属区县": "余杭区",
    "电话": "0571-88880000",
    "更多电话": "13800138000;13900139000",
    "其他电话": "13800138000",
    "有效手机号": "13700137000",
    "邮箱": "a@example.cn",
    "更多邮箱": "b@example.cn",
    "其他邮箱": "b@example.cn",
    "所属行业": "化学原料和化学制品制造业",
    "国标行业门类": "制造业",
    "国标行业大类": "化学原料和化学制品制造业",
    "国标行业中类": "基础化学原料制造",
    "国标行业小类": "无机盐制造",
    "曾用名": "-",
    "参保人数": "120",
    "参保人数所属年报": "2025年报",
    "企业注册地址": "杭州市余杭区一路1号",
    "企业地址": "杭州市余杭区一路1号",
    "注册地址": "杭州市余杭区一路1号",
    "经营范围": "无水氢氟酸生产；道路货物运输",
}


def make_code(number: int) -> str:
    """Return a valid 统一社会信用代码 that nobody has."""
    first = f"91350400MA{number:07d}"
    return first + check_character(first)


def make_row(layout: str, number: int, **cells: str) -> list[str]:
    """Return a row of a layout; `cells` by heading."""
    name = f"甲{number}化工有限公司"
    own = {
        **dict.fromkeys(("企业名称", "公司名称", "系统匹配企业名称", "原文件导入名称"), name),
        "统一社会信用代码": make_code(number),
    }
    whole = {**CELLS, **own, **cells}
    return [whole.get(heading, "-") for heading in LAYOUTS[layout].split(",")]


def make_rows(layout: str, count: int = 3, **cells: str) -> list[list[str]]:
    """Return heading row and rows 1, 2 and so on."""
    rows = [make_row(layout, number, **cells) for number in range(1, count + 1)]
    return [LAYOUTS[layout].split(","), *rows]


def csv_file(rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig") -> bytes:
    """Return the rows as a CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def excel_file(rows: Sequence[Sequence[object]]) -> bytes:
    """Return the rows as a workbook; texts stay texts."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def read(raw: bytes, **asked: object) -> VendorReading:
    """Read a file as of `TODAY`."""
    return read_vendor(raw, ImportRequest(**asked), TODAY)  # type: ignore[arg-type]


def told(reading: VendorReading) -> list[str]:
    """Return the problems as a person reads them."""
    return [str(problem) for problem in reading.problems]


def only(reading: VendorReading) -> VendorCompany:
    """Return the one company of a list."""
    [company] = reading.companies
    return company
