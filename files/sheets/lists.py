"""What lists of every kind share: rows read at a time, and rows that are none of theirs.

Totals, notes, repeated headings and headings of a group stand among the rows of a list as people
make it; each is passed over with its reason, never taken for a plot or a company.
"""

import re
import unicodedata
from collections.abc import Sequence

from files.sheets.headings import NOISE, plain

CHUNK = 1000
COUNTED = r"家|户|个|宗|条|项|块|处|亩|人|企业|地块|项目|公司"
TOTALS = re.compile(
    r"^(本页|以上|全部)?(合计|总计|小计|共计|累计|总数|汇总)([::(].*|\d.*)?$"
    r"|^.{1,12}(小计|合计|总计)[::]?$"
    rf"|^[((]?(总|合|一)?共(计|有)?[::]?\d+({COUNTED}).{{0,12}}$"
    r"|^(grand|sub)?total[::]?$",
    re.IGNORECASE,
)
NOTES = re.compile(
    r"^(备?注|附注|注释|注意|说明|填?表?说明|填写说明|备注说明|制表|制表(单位|人|日期|时间)|"
    r"(填报|填表|报送|编制|统计|主管|责任|牵头)(单位|部门|人|日期|时间)|单位\(?盖章\)?|审核人?|审批人?|"
    r"复核人?|经办人?|签发人?|(数据|资料)?来源|数据截止.{0,6}|(截止|统计|导出|打印|更新)(日期|时间)|"
    r"日期|联系人|联系电话)\d*[::].*"
    r"|^[※*].+|^[((]?以下(空白|无正文)[))]?$|^注\d*[、.].+",
    re.DOTALL,
)
SECTION = re.compile(
    r"^([一二三四五六七八九十百]+[、..)]|[(][一二三四五六七八九十\d]+[)]|"
    r"第[一二三四五六七八九十\d]+(批|组|类|部分|章|节)|【.+】$|[A-Za-zⅠⅡⅢⅣⅤⅥ]+(类|组|、))"
    rf"|[(]共?\d+({COUNTED})[)]$"
)
PLACE = re.compile(
    r"(片区|省|市|区|县|州|盟|乡|镇|产业链|产业|行业|园区|园|开发区|类|名单|清单|组|部分|环节)$"
)
BODY = re.compile(
    r"公司|厂|集团|合作社|事务所|研究院|研究所|大学|学院|医院|银行|商行|商店|店|经营部|工作室|"
    r"农场|ltd|inc|corp|gmbh|llc|limited|co\.|地块|宗地|厂房|标准",
    re.IGNORECASE,
)
"""What the name of a company or plot has and the heading of a group has not."""
MOST_BESIDE = 3  # further cells that a note may have filled
REPEATED = "是重复的表头，没有导入"
WIDE = 3  # columns of a merged cell that makes a row the heading of a group


def is_to_be_named(sheet: str, top: Sequence[Sequence[str]]) -> bool:
    """Tell whether a person must hear that a sheet was not read: it holds more than a guide."""
    has_text = any(cell.strip() for row in top for cell in row)
    return bool(sheet) and "说明" not in sheet and has_text


def only_hidden(names: Sequence[str]) -> str:
    """Say that a workbook has no list but on sheets that Excel does not show."""
    named = "、".join(f"「{name[:31]}」" for name in names)
    return (
        f"清单只在隐藏的工作表{named}里，没有读，库里的数据没有改动；"
        "请在 Excel 里取消隐藏，保存后再导入"
    )


def passed_over(
    cells: Sequence[str], heading: Sequence[str], *, name_at: int = -1, width: int = 1
) -> str:
    """Say in Chinese why a row is no entry of its list, "" if it is one.

    `name_at` is the cell of its name, -1 if unknown; `width` the columns of its widest merged
    cell.
    """
    filled = [at for at, cell in enumerate(cells) if cell and not cell.isspace()]
    if not filled:
        return ""
    said = [_tight(cells[filled[0]]), _tight(cells[name_at]) if name_at in filled else ""]
    if total := next((text for text in said if TOTALS.match(text)), ""):
        return f"是合计行（“{total[:20]}”），没有导入"
    if len(filled) <= MOST_BESIDE and NOTES.match(said[0]):
        return f"是说明文字（“{said[0][:20]}”），没有导入"
    if _repeats(cells, heading):
        return REPEATED
    only = said[0] if len(filled) == 1 else ""
    if only and _is_section(only, filled[0], heading, width):
        return f"是分组标题（“{only[:20]}”），没有导入"
    return ""


def _tight(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _repeats(cells: Sequence[str], heading: Sequence[str]) -> bool:
    """Tell whether a row says again what the headings say, page by page of a printed list."""
    again = 0
    for cell, title in zip(cells, heading, strict=False):
        if cell and not cell.isspace():
            if heading_key(cell) != heading_key(title):
                return False  # mostly the first: a row costs one comparison
            again += 1
    return again > 1


def heading_key(text: str) -> str:
    """Return a heading as it is compared with others: without width, case, spaces and marks."""
    return NOISE.sub("", plain(text))


def _is_section(text: str, at: int, heading: Sequence[str], width: int) -> bool:
    several = sum(bool(cell.strip()) for cell in heading) > 1
    if BODY.search(text):
        return False
    if SECTION.search(text):
        return True
    if not several:
        return False
    # A list that numbers its entries leaves the number of a group's heading empty.
    numbered = at > 0 and heading_key(heading[0]) in {"序号", "编号", "no", "行号"}
    return width >= WIDE or ((numbered or at == 0) and PLACE.search(text) is not None)
