"""Render a paper as a PDF, typeset offline, with its font embedded.

What a paper says goes in as JSON and is only ever shown as text; the layout in `paper.typ` holds
no data, and no package is fetched from anywhere.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

from briefings.texts import clean
from drawing.shapes.colours import ACCENT
from files.errors import ProductError, reason
from papers.renderers.blocks import Block, Paper, Part, QrCode
from papers.renderers.fitting import size_of
from papers.renderers.fonts import chinese_font
from papers.renderers.qr_codes import qr_svg

FOLDER = Path(__file__).parent
LAYOUT = "paper.typ"
WORKER = FOLDER / "typeset_worker.py"
LONGEST = 300  # seconds for one document
REFUSED = 3  # the exit code that says: the layout was refused, and why
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console


class NotTypeset(ProductError):  # noqa: N818  (a state of the world, named as the user meets it)
    """The PDF could not be typeset."""


def to_pdf(paper: Paper) -> bytes:
    """Return the PDF.

    Raises:
        NoChineseFont: this machine has none.
    """
    content = {
        "title": paper.title,
        "subject": paper.subject,
        "head": paper.head,
        "foot": paper.foot,
        "cover": asdict(paper.cover) if paper.cover else None,
        "contents": paper.contents,
        "parts": [_part(part) for part in paper.parts],
    }
    return typeset(LAYOUT, content, made_at=datetime.combine(paper.made_on, time(), UTC))


def typeset(layout: str, content: object, *, made_at: datetime) -> bytes:
    """Typeset `content` (JSON) by a layout of this package; `sys.inputs.content` holds it there.

    Raises:
        NoChineseFont: this machine has none.
        NotTypeset: the layout was refused, or it took too long.
    """
    asked = {
        "folder": str(FOLDER),
        "layout": layout,
        "font": chinese_font(),
        "accent": ACCENT,
        "content": json.dumps(_cleaned(content), ensure_ascii=False),
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


def _part(part: Part) -> dict[str, object]:
    blocks = [
        {"kind": type(block).__name__.lower(), **asdict(block), **_drawn(block)}
        for block in part.blocks
    ]
    return {
        "title": part.title,
        "subtitle": part.subtitle,
        "one_page": part.one_page,
        "size": size_of(part) if part.one_page else 0,
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
