"""Render a paper as a PDF, typeset offline, with its font embedded.

What a paper says goes in as JSON and is only ever shown as text; the layout in `paper.typ` holds
no data, and no package is fetched from anywhere.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from chains.errors import ChainsError
from reports.paper.blocks import Paper, Part
from reports.paper.fitting import size_of
from reports.paper.fonts import chinese_font, machine_fonts
from reports.paper.texts import INTERNAL, PRODUCT, clean

FOLDER = Path(__file__).parent
LAYOUT = FOLDER / "paper.typ"


class NotTypeset(ChainsError):  # noqa: N818  (a state of the world, named as the user meets it)
    """The PDF could not be typeset."""


def to_pdf(paper: Paper) -> bytes:
    """Return the PDF.

    Raises:
        NoChineseFont: this machine has none.
    """
    content = {
        "title": paper.title,
        "subject": paper.subject,
        "foot": f"{PRODUCT} · 数据版本 {paper.version} · {INTERNAL}",
        "cover": asdict(paper.cover) if paper.cover else None,
        "contents": paper.contents,
        "parts": [_part(part) for part in paper.parts],
    }
    return typeset(LAYOUT, content, made_at=datetime.combine(paper.made_on, time(), UTC))


def typeset(layout: Path, content: object, *, made_at: datetime) -> bytes:
    """Typeset `content` (JSON) by a layout of this package; `sys.inputs.content` holds it there."""
    inputs = {
        "font": chinese_font(),
        "content": json.dumps(_cleaned(content), ensure_ascii=False),
    }
    try:
        return typst.compile(
            layout,
            root=FOLDER,
            font_paths=machine_fonts(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            package_path=FOLDER,
            package_cache_path=FOLDER,
            timestamp=made_at,
            pdf_tags=False,
        )
    except typst.TypstError as error:
        text = f"PDF 没有排成({error.message[:200]})。数据没有改动,其他格式不受影响。"
        raise NotTypeset(text) from error


def _part(part: Part) -> dict[str, object]:
    blocks = [{"kind": type(block).__name__.lower(), **asdict(block)} for block in part.blocks]
    return {
        "title": part.title,
        "subtitle": part.subtitle,
        "one_page": part.one_page,
        "size": size_of(part) if part.one_page else 0,
        "blocks": blocks,
    }


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
