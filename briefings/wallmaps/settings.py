"""挂图设置: which four views hang beside the chains."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from files.problems import validate
from files.records import Record, refusal
from files.yaml_reader import read_yaml

SHIPPED = Path(__file__).with_name("settings.yaml")
FILE = "wallmaps.yaml"
VIEWS = {
    "plots": "要素一张图",
    "desks": "五大片区目标图",
    "counties": "县域分工图",
    "gaps": "缺口总图",
    "projects": "公开项目图",
    "checks": "待核实总图",
}
CHOSEN = 4


def _known(views: tuple[str, ...]) -> tuple[str, ...]:
    wrong = [view for view in views if view not in VIEWS]
    if wrong:
        text = f"没有这样的图:{'、'.join(wrong)};可选 {'、'.join(VIEWS)}"
        raise refusal(text)
    if len(set(views)) != len(views):
        text = "同一张图写了两次"
        raise refusal(text)
    return views


class WallMapSettings(Record):
    """挂图设置: exactly four views, in the order in which they are numbered."""

    views: Annotated[
        tuple[str, ...], Field(min_length=CHOSEN, max_length=CHOSEN), AfterValidator(_known)
    ]


def right_choice(views: Sequence[str]) -> bool:
    """Whether `views` are four different views that there are."""
    return len(views) == CHOSEN == len(set(views)) and set(views) <= set(VIEWS)


def load_settings(office: Path | None = None) -> WallMapSettings:
    """Read the office's `wallmaps.yaml`, or the shipped settings if it has none.

    Raises:
        DataError: the file is not plain YAML, or does not name four views there are.
    """
    own = office / FILE if office else None
    file = read_yaml(own if own and own.is_file() else SHIPPED)
    return validate(WallMapSettings, file, file.content)
