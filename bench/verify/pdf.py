"""Alter a PDF: the text that is typeset says something else, the rest is made as it was."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import partial
from random import Random
from typing import Any
from unittest.mock import patch

from bench.verify.planting import Planted, plant_drawn
from papers.renderers.blocks import Paper
from papers.renderers.typeset import to_pdf
from papers.renderers.writing import Job
from papers.wallmaps import paper as wall_paper
from papers.wallmaps.sheets.drawing import sheet_svg

_DRAWN = re.compile(r"(?<=>)([^<>&]+)(?=</(?:text|tspan)>)")


def plant_pdf(job: Job, count: int, random: Random) -> tuple[bytes, list[Planted]]:
    """Make the PDF of `job` with other text in it."""
    held = job.make.args[0] if isinstance(job.make, partial) else None
    return _typeset(held, count, random) if isinstance(held, Paper) else _drawn(job, count, random)


def _typeset(paper: Paper, count: int, random: Random) -> tuple[bytes, list[Planted]]:
    texts = list(_texts(paper.parts))
    changed, planted = plant_drawn(texts, count, random)
    numbers = iter(range(len(texts)))
    return to_pdf(replace(paper, parts=_altered(paper.parts, changed, numbers))), planted


def _texts(content: Any) -> Iterator[str]:  # noqa: ANN401  (walks every kind of field)
    if type(content) is str:
        yield content
    elif isinstance(content, tuple):
        for item in content:
            yield from _texts(item)
    elif is_dataclass(content):
        for field in fields(content):
            yield from _texts(getattr(content, field.name))


def _altered(content: Any, changed: dict[int, str], numbers: Iterator[int]) -> Any:  # noqa: ANN401
    """Walk as `_texts` does, so that the numbers are the same."""
    if type(content) is str:
        return changed.get(next(numbers), content)
    if isinstance(content, tuple):
        return tuple(_altered(item, changed, numbers) for item in content)
    if is_dataclass(content) and not isinstance(content, type):
        new = {
            f.name: _altered(getattr(content, f.name), changed, numbers) for f in fields(content)
        }
        return replace(content, **new)
    return content


def _drawn(job: Job, count: int, random: Random) -> tuple[bytes, list[Planted]]:
    planted: list[Planted] = []

    def altered(sheet: Any, font: str) -> str:  # noqa: ANN401
        svg = sheet_svg(sheet, font)
        changed, found = plant_drawn(_DRAWN.findall(svg), count, random)
        planted.extend(found)
        numbers = iter(range(len(svg)))
        return _DRAWN.sub(lambda text: changed.get(next(numbers), text.group()), svg)

    with patch.object(wall_paper, "sheet_svg", altered):
        return job.make(), planted
