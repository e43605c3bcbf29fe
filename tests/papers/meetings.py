"""Small meetings for tests: one chain of a gap, a wanted link and an unknown one."""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pptx import Presentation

from briefings.changes.change import Change
from briefings.changes.results import compute_results
from briefings.meeting.content import Meeting, compose_meeting
from briefings.state.state import DataState
from chains.model import Chain
from ledger.meeting.decisions import Decision, StoredDecision
from tests.builders import make_chain
from tests.ledger.builders import NOON
from tests.papers.states import make_state


def small_chain(chain: str = "textiles") -> Chain:
    return make_chain(
        "ore>acid:3",
        "acid>resin:3",
        "resin>film:2",
        "ore>film:2",
        acid="missing",
        resin="unknown",
        film="planned",
        wanted=["film"],
        chain=chain,
    )


def make_decision(number: int, text: str, chain_id: str = "") -> StoredDecision:
    decision = Decision(chain_id=chain_id, text=text, unit="市商务局", due_on=date(2026, 12, 31))
    return StoredDecision(number, decision, 1, "本机管理员", NOON)


def make_meeting(
    *decisions: StoredDecision,
    state: DataState | None = None,
    changes: Sequence[Change] | None = None,
) -> Meeting:
    state = state or make_state(small_chain())
    compared = None if changes is None else ("一季度会", changes)
    return compose_meeting(state, compute_results(state), decisions, compared)


def open_deck(content: bytes) -> Any:  # noqa: ANN401  (python-pptx ships no types)
    return Presentation(io.BytesIO(content))


def all_shapes(shapes: Any) -> Iterator[Any]:  # noqa: ANN401
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from all_shapes(shape.shapes)


def all_paragraphs(slide: Any) -> Iterator[Any]:  # noqa: ANN401
    """Every paragraph of a slide, also those in groups and tables."""
    for shape in all_shapes(slide.shapes):
        if shape.has_text_frame:
            yield from shape.text_frame.paragraphs
        if getattr(shape, "has_table", False):
            for row in shape.table.rows:
                for cell in row.cells:
                    yield from cell.text_frame.paragraphs


def slide_text(slide: Any) -> str:  # noqa: ANN401
    """All text of a slide, a line per shape or row; line breaks inside a shape are left out."""
    lines = []
    for shape in all_shapes(slide.shapes):
        if shape.has_text_frame:
            lines.append(shape.text_frame.text.replace("\v", ""))
        if getattr(shape, "has_table", False):
            lines += ["|".join(c.text_frame.text for c in row.cells) for row in shape.table.rows]
    return "\n".join(lines)
