"""The Chinese font a PDF is set in: found among the fonts of the machine, then embedded."""

from collections.abc import Collection
from functools import cache

import typst

from briefings.paper_form import PaperForm
from files.errors import ProductError

# Best first: open fonts, then those of Windows, macOS and older offices. Only with both weights
# does a heading look like one, so fonts with a bold of their own come before the others.
FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "HarmonyOS Sans SC",
    "Alibaba PuHuiTi",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Heiti SC",
    "STHeiti",
    "DengXian",
    "SimHei",
    "SimSun",
    "Songti SC",
    "Noto Serif CJK SC",
)
# What a public document is set in, best first: what an office has, then what is free.
OFFICIAL = {
    "title": (
        "FZXiaoBiaoSong-B05S",
        "方正小标宋简体",
        "Source Han Serif SC",
        "Noto Serif CJK SC",
        "SimSun",
    ),
    "body": (
        "FangSong_GB2312",
        "FangSong",
        "STFangsong",
        "Zhuque Fangsong (technical preview)",
        "Noto Serif CJK SC",
    ),
    "heading": ("SimHei", "STHeiti", "Source Han Sans SC", "Noto Sans CJK SC"),
    "remark": (
        "KaiTi_GB2312",
        "KaiTi",
        "STKaiti",
        "LXGW WenKai",
        "AR PL UKai CN",
        "Noto Serif CJK SC",
    ),
}
OFFICIAL_IN_WORD = {"title": "方正小标宋简体", "body": "仿宋", "heading": "黑体", "remark": "楷体"}
"""What Word is told for a public document; a machine without one replaces it by its own."""
OFFICE_FONT = "Microsoft YaHei"
"""What Word and PowerPoint are told: there wherever they are; others replace it by their own."""


class NoChineseFont(ProductError):  # noqa: N818  (a state of the world, named as the user meets it)
    """The machine has no Chinese font, so a PDF would print boxes."""


@cache
def machine_fonts() -> typst.Fonts:
    """Return the fonts of this machine, looked for once per process."""
    return typst.Fonts(include_embedded_fonts=False)


def fonts_for(form: PaperForm) -> dict[str, str]:
    """Return the font of every kind of text in a PDF of that form.

    Raises:
        NoChineseFont: this machine has none.
    """
    plain = chinese_font()
    if not form.is_official:
        return dict.fromkeys(OFFICIAL, plain)
    there = set(machine_fonts().families())
    return {
        kind: next((name for name in names if name in there), plain)
        for kind, names in OFFICIAL.items()
    }


def chinese_font(families: Collection[str] | None = None) -> str:
    """Return the font to set a PDF in; `families` are those of the machine unless a test says.

    Raises:
        NoChineseFont: there is none that we know to hold Chinese.
    """
    there = set(machine_fonts().families() if families is None else families)
    found = next((name for name in FAMILIES if name in there), None)
    if found is None:
        text = (
            "这台电脑没有可用的中文字体，PDF 没有生成（其他文件不受影响）。"
            "请安装一种：Windows 自带微软雅黑，macOS 自带苹方；"
            "Debian 或 Ubuntu 请安装 fonts-noto-cjk。"
        )
        raise NoChineseFont(text)
    return found
