"""挂图设置: which four views hang beside the chains."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from files.opening import DataFile, opened_or
from files.problems import validate
from files.records import Record, refusal
from files.yaml_reader import read_yaml

SHIPPED = Path(__file__).with_name("wallmaps") / "settings.yaml"
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
        text = f"没有这样的图：{'、'.join(wrong)}；可选 {'、'.join(VIEWS)}"
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
    """Return the office's `wallmaps.yaml`, or the shipped settings if it has none.

    A file that does not open is passed over; without any the first four views count.
    """
    for file in settings_files(office):
        found = opened_or(None, partial(read_settings, file.path))
        if found is not None:
            return found
    return WallMapSettings(views=tuple(VIEWS)[:CHOSEN])


def settings_files(office: Path | None = None) -> tuple[DataFile, ...]:
    """List the settings there should be: the office's own if it has any, then the shipped."""
    shipped = DataFile(SHIPPED, "挂图先用最前面的四张；各张照常", partial(read_settings, SHIPPED))
    own = office / FILE if office else None
    if own is None or not own.exists():
        return (shipped,)
    closes = "挂图先用随附的四张；各张照常"
    return (DataFile(own, closes, partial(read_settings, own)), shipped)


def read_settings(path: Path) -> WallMapSettings:
    """Read one file of settings.

    Raises:
        DataError: the file is not plain YAML, or does not name four views there are.
    """
    file = read_yaml(path)
    return validate(WallMapSettings, file, file.content)
