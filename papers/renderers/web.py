"""Render a paper as one HTML file for the phone: no script, no request, every text escaped."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from briefings.texts import INTERNAL, PRODUCT, UNVERIFIED, clean
from drawing.shapes.colours import stylesheet
from papers.renderers.blocks import (
    Bullets,
    Facts,
    Heading,
    Notes,
    Paper,
    Paragraph,
    Part,
    QrCode,
    Run,
    Runs,
    Table,
    TextBlock,
    Tone,
)
from papers.renderers.qr_codes import qr_svg

CSS = stylesheet(Path(__file__).parent / "paper.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'"


def to_html(paper: Paper) -> bytes:
    """Return the page; its policy forbids scripts and requests even if a browser found one."""
    named = f"{paper.title} {paper.subject}".strip()
    head = (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{_text(named)}</title><style>{CSS}</style></head>"
    )
    body = "".join(_body(paper))
    return f"{head}<body>{body}</body></html>\n".encode()


def _text(text: str) -> str:
    return escape(clean(text), quote=True)


def _body(paper: Paper) -> Iterator[str]:
    yield f"<header><h1>{_text(paper.title)}</h1><p>{_text(paper.subject)}</p></header><main>"
    if paper.cover is not None:
        pairs = tuple((word, (Run(text),)) for word, text in paper.cover.lines)
        yield _facts(Facts(pairs))
        if paper.cover.remark:
            yield f'<p class="boxed">{_text(paper.cover.remark)}</p>'
    if paper.contents:
        entries = (
            f'<li><a href="#part{at}">{_text(part.title)}</a></li>'
            for at, part in enumerate(paper.parts, start=1)
        )
        yield f'<nav aria-label="目录"><h2>目录</h2><ol>{"".join(entries)}</ol></nav>'
    for at, part in enumerate(paper.parts, start=1):
        yield from _part(part, at)
    foot = f"{PRODUCT} · 数据版本 {paper.version} · {paper.made_on} · {INTERNAL}"
    foot = f"{paper.foot} · {paper.made_on}" if paper.outward else foot
    yield f"</main><footer>{_text(foot)}</footer>"


def _part(part: Part, at: int) -> Iterator[str]:
    yield f'<section id="part{at}"><h2>{_text(part.title)}</h2>'
    if part.subtitle:
        yield f'<p class="muted">{_text(part.subtitle)}</p>'
    for block in part.blocks:
        yield _code(block) if isinstance(block, QrCode) else _block(block, at)
    yield "</section>"


def _code(code: QrCode) -> str:
    said = f"<figcaption>{_text(code.address)}</figcaption>"
    return f'<figure class="qr">{qr_svg(code.address)}{said}</figure>'


def _block(block: TextBlock, part: int) -> str:
    match block:
        case Heading(text, remark):
            small = f' <small class="muted">{_text(remark)}</small>' if remark else ""
            return f"<h3>{_text(text)}{small}</h3>"
        case Paragraph(runs, style):
            return f'<p class="{style.value}">{_runs(runs, part)}</p>'
        case Bullets(items, numbered):
            kind = "ol" if numbered else "ul"
            return f"<{kind}>{''.join(f'<li>{_runs(i, part)}</li>' for i in items)}</{kind}>"
        case Facts():
            return _facts(block, part)
        case Table():
            return _table(block, part)
        case Notes(items, title):
            return f"<h3>{_text(title)}</h3>{_notes(items, part)}"


def _runs(runs: Runs, part: int) -> str:
    if not any(run.text.strip() for run in runs):
        return f'<span class="muted">{UNVERIFIED}</span>'
    return "".join(_run(run, part) for run in runs)


def _run(run: Run, part: int) -> str:
    text = _text(run.text)
    marked = text if run.tone is Tone.PLAIN else f'<span class="{run.tone.value}">{text}</span>'
    links = "".join(f'<a href="#p{part}n{n}">[{n}]</a>' for n in run.cites)
    return f"{marked}<sup>{links}</sup>" if links else marked


def _facts(facts: Facts, part: int = 0) -> str:
    rows = (f"<dt>{_text(word)}</dt><dd>{_runs(runs, part)}</dd>" for word, runs in facts.pairs)
    return f"<dl>{''.join(rows)}</dl>"


def _table(table: Table, part: int) -> str:
    """Draw a table that a phone shows as cards: every cell carries the word of its column."""
    heads = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.headings)
    rows = "".join(f"<tr>{''.join(_cells(table, row, part))}</tr>" for row in table.rows)
    caption = f"<caption>{_text(table.caption)}</caption>" if table.caption else ""
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(table: Table, row: Iterable[Runs], part: int) -> Iterator[str]:
    for at, (word, runs) in enumerate(zip(table.headings, row, strict=True)):
        figure = ' class="figure"' if at in table.figures else ""
        yield f'<td data-word="{_text(word)}"{figure}>{_runs(runs, part)}</td>'


def _notes(items: Iterable[str], part: int) -> str:
    listed = (f'<li id="p{part}n{at}">{_text(item)}</li>' for at, item in enumerate(items, start=1))
    return f'<ol class="notes">{"".join(listed)}</ol>'
