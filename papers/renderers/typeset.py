"""Render a paper as a PDF, typeset offline, with its font embedded.

What a paper says goes in as JSON and is only ever shown as text; the layout in `paper.typ` holds
no data, and no package is fetched from anywhere.
"""

import json
import math
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path

from briefings.texts import clean
from drawing.shapes.colours import ACCENT
from files.errors import ProductError, reason
from papers.renderers.blocks import Block, Paper, Part, QrCode
from papers.renderers.fitting import (
    PAGE,
    USUAL,
    contents_apart,
    height,
    is_flowing,
    note_size,
    size_of,
    sizes_of,
    usual_size,
    writing_rows,
)
from papers.renderers.fonts import NoChineseFont, chinese_font, fonts_for
from papers.renderers.naming import signed_on, signs
from papers.renderers.qr_codes import qr_svg

FOLDER = Path(__file__).parent
LAYOUT = "paper.typ"
WORKER = FOLDER / "typeset_worker.py"
KEPT_SPARE = (
    0.8  # of the room to spare that writing rows take; Word breaks lines a little otherwise
)
MOST_SPARE = 44.0  # points that a row gains at most
GIVEN_UP = 8.0  # points that a row loses at most, where a page is too full
LONGEST = 300  # seconds for one document
REFUSED = 3  # the exit code that says: the layout was refused, and why
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console


class NotTypeset(ProductError):  # noqa: N818  (a state of the world, named as the user meets it)
    """The PDF could not be typeset."""


@dataclass(frozen=True, slots=True)
class PageSetting:
    """版面: letter size of a part, points that each row to write into gains or loses, pages."""

    size: float
    spare: float = 0.0
    pages: int = 1


def to_pdf(paper: Paper) -> bytes:
    """Return the PDF.

    Raises:
        NoChineseFont: this machine has none.
    """
    content = _content(paper, page_settings(paper))
    return typeset(LAYOUT, content, made_at=datetime.combine(paper.made_on, time(), UTC))


@lru_cache(maxsize=8)
def page_settings(paper: Paper) -> tuple[PageSetting, ...]:
    """Return how each part is set so that what is meant for one page stands on it.

    Measured by the typesetter, once for all formats; where it has no Chinese font, reckoned.
    """
    if not (paper.contents or any(part.one_page for part in paper.parts)):
        return (PageSetting(usual_size(paper)),) * len(paper.parts)
    try:
        measured = _measured(paper)
    except NoChineseFont:
        sizes = map(size_of, paper.parts)
        return tuple(
            PageSetting(
                size if part.one_page else usual_size(paper), pages=_pages(height(part, size))
            )
            for part, size in zip(paper.parts, sizes, strict=True)
        )
    return tuple(_setting(*pair) for pair in zip(paper.parts, measured, strict=True))


def _measured(paper: Paper) -> list[list[float]]:
    """Return size and height of every part, the height in points."""
    content = {**_content(paper, ()), "room": PAGE}
    made = _asked(LAYOUT, content, {"measure": "yes"}, datetime.combine(paper.made_on, time(), UTC))
    found: list[list[float]] = json.loads(made)
    return found


def _setting(part: Part, measured: Sequence[float]) -> PageSetting:
    size, high = measured
    rows = writing_rows(part)
    spare = (PAGE - high) / rows if rows and part.one_page else 0.0
    spare = KEPT_SPARE * spare if spare > 0 else spare
    return PageSetting(size, round(min(max(spare, -GIVEN_UP), MOST_SPARE), 1), _pages(high))


def _pages(high: float) -> int:
    return max(1, math.ceil(high / PAGE))


def typeset(layout: str, content: object, *, made_at: datetime) -> bytes:
    """Typeset `content` (JSON) by a layout of this package; `sys.inputs.content` holds it there.

    Raises:
        NoChineseFont: this machine has none.
        NotTypeset: the layout was refused, or it took too long.
    """
    return _asked(layout, content, {}, made_at)


def _asked(layout: str, content: object, options: Mapping[str, str], made_at: datetime) -> bytes:
    inputs = {
        "font": chinese_font(),
        "accent": ACCENT,
        "content": json.dumps(_cleaned(content), ensure_ascii=False),
        **options,
    }
    asked = {
        "folder": str(FOLDER),
        "layout": layout,
        "tagged": layout == LAYOUT,  # a wall map is a figure, with nothing to read in order
        "inputs": inputs,
        "made_at": made_at.isoformat(),
    }
    done = _in_own_process(json.dumps(asked).encode())
    if done.returncode:
        text = f"PDF 没有排成（{_why(done)}）。数据没有改动，其他格式不受影响。"
        raise NotTypeset(text)
    return done.stdout


def _in_own_process(asked: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  (our own program; what it is given is data)
            [sys.executable, "-I", str(WORKER)],
            input=asked,
            capture_output=True,
            timeout=LONGEST,
            check=False,
            creationflags=NO_WINDOW,
        )
    except subprocess.TimeoutExpired as error:
        text = f"PDF 排了 {LONGEST} 秒还没有排完，已停止。请少选几家；其他格式不受影响。"
        raise NotTypeset(text) from error
    except OSError as error:
        text = f"PDF 的排版进程没有起来（{reason(error)}）。数据没有改动，其他格式不受影响。"
        raise NotTypeset(text) from error


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode(errors="replace").strip().splitlines()
    if done.returncode == REFUSED and said:
        return clean(said[-1])[:200]
    return f"排版进程中断，代码 {done.returncode}，多半是内存不够"


def _content(paper: Paper, settings: Sequence[PageSetting]) -> dict[str, object]:
    """Return what the layout shows; without `settings` it is only to be measured."""
    known = settings or (PageSetting(USUAL),) * len(paper.parts)
    return {
        "title": paper.title,
        "subject": paper.subject,
        "head": paper.head,
        "foot": paper.foot,
        "official": paper.form.is_official,
        "flowing": is_flowing(paper),
        "secrecy": paper.form.secrecy,
        "signed": (paper.form.unit, signed_on(paper)) if signs(paper) else None,
        "fonts": fonts_for(paper.form),
        "cover": asdict(paper.cover) if paper.cover else None,
        "contents": paper.contents,
        "contents_apart": contents_apart(paper),
        "parts": [_part(*pair) for pair in zip(paper.parts, known, strict=True)],
    }


def _part(part: Part, setting: PageSetting) -> dict[str, object]:
    blocks = [
        {
            "kind": type(block).__name__.lower(),
            "leads_on": part.leads_on(at),
            **asdict(block),
            **_drawn(block),
        }
        for at, block in enumerate(part.blocks)
    ]
    return {
        "title": part.title,
        "subtitle": part.subtitle,
        "one_page": part.one_page,
        "sizes": sizes_of(part),
        "continues": part.continues,
        "size": setting.size,
        "note": note_size(setting.size),
        "spare": setting.spare,
        "blocks": blocks,
    }


def _drawn(block: Block) -> dict[str, object]:
    return {"svg": qr_svg(block.address)} if isinstance(block, QrCode) else {}


def _cleaned(content: object) -> object:
    """Clean every text; a sheet of paper shows no control characters."""
    match content:
        case str():
            return clean(content)
        case dict():
            return {key: _cleaned(value) for key, value in content.items()}
        case list() | tuple():
            return [_cleaned(value) for value in content]
        case _:
            return content
