"""Render a paper as one HTML file for the phone: no script, no request, every text escaped."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from briefings.texts import UNVERIFIED, clean
from drawing.shapes.colours import stylesheet
from papers.renderers.blocks import (
    Bullets,
    EmptyLines,
    Facts,
    Form,
    Heading,
    Notes,
    Paper,
    Paragraph,
    Part,
    Picture,
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
            if not part.continues
        )
        yield f'<nav aria-label="目录"><h2>目录</h2><ol>{"".join(entries)}</ol></nav>'
    for at, part in enumerate(paper.parts, start=1):
        yield from _part(part, at, at - part.continues)
    foot = f"{paper.foot} · {paper.made_on}"
    yield f"</main><footer>{_text(foot)}</footer>"


def _part(part: Part, at: int, notes: int) -> Iterator[str]:
    """Draw the part of number `at`; its notes are numbered as those of part `notes`."""
    yield f'<section id="part{at}"><h2>{_text(part.title)}</h2>'
    if part.subtitle:
        yield f'<p class="muted">{_text(part.subtitle)}</p>'
    for block in part.blocks:
        match block:
            case QrCode():
                yield _code(block)
            case Picture(svg, says):
                yield f'<img class="picture" alt="{_text(says)}" src="{_as_address(svg)}">'
            case _:
                yield _block(block, notes)
    yield "</section>"


def _code(code: QrCode) -> str:
    said = f"<figcaption>{_text(code.address)}</figcaption>"
    return f'<figure class="qr">{qr_svg(code.address)}{said}</figure>'


def _block(block: TextBlock, part: int) -> str:  # noqa: C901, PLR0911  (one case a kind of block)
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
        case Form():
            return _form(block, part)
        case EmptyLines():
            return ""  # nobody writes on a telephone with a pen
        case Notes(items, title):
            return f"<h3>{_text(title)}</h3>{_notes(items, part)}"


def _form(form: Form, part: int) -> str:
    """Draw what is asked; a cell to write into stays empty."""
    heads = "".join(f'<th scope="col">{_text(name)}</th>' for name in form.headings)
    rows = "".join(f"<tr>{''.join(_form_cells(row, form, part))}</tr>" for row in form.rows)
    head = f"<thead><tr>{heads}</tr></thead>" if heads else ""
    return f'<table class="form">{head}<tbody>{rows}</tbody></table>'


def _form_cells(row: Sequence[Runs | None], form: Form, part: int) -> Iterator[str]:
    """Give each cell the word of its column: on a phone the columns stand below each other."""
    words = form.headings or ("",) * len(row)
    for word, cell in zip(words, row, strict=True):
        named = f' data-word="{_text(word)}"' if word else ""
        yield f"<td{named}>{_runs(cell, part) if cell is not None else ''}</td>"


def _as_address(svg: str) -> str:
    """Return a picture inside the page: nothing in it can run, and it fetches nothing."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


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
