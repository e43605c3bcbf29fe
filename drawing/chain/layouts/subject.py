"""What a layout is looked for: the names of a chain and who feeds whom, not what is known of it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from drawing.chain.columns import Columns
from drawing.chain.layers import Ends, Slot
from drawing.chain.ordering import Place
from drawing.chain.plan import is_extra
from drawing.shapes.model import STAGES, SUPPORT, FigureFlow, FigureLink

USUAL_STATUS = "有基础 · 企业未列名"
USUAL_CORNER = "?"


@dataclass(frozen=True, slots=True)
class Layout:
    """布局: the column of each link of the stages, and who stands above whom, lanes included.

    `joined` flows take the lane of those to their target, the others that of those from their
    source.
    """

    columns: Columns
    order: tuple[tuple[Slot, ...], ...]
    joined: frozenset[Ends]


@dataclass(frozen=True)
class LayoutSubject:
    """排布的对象: sorted links, each with the same status, and the flows that always show.

    Equal for a chain before and after a check, so that no box moves when more is known.
    """

    links: tuple[FigureLink, ...]
    flows: tuple[FigureFlow, ...]

    @cached_property
    def staged(self) -> tuple[FigureLink, ...]:
        """The links that stand in columns."""
        return tuple(link for link in self.links if link.stage != SUPPORT)

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The ids of each stage that has links, in the order of the stages."""
        groups = {
            stage: tuple(link.id for link in self.links if link.stage == stage) for stage in STAGES
        }
        return {stage: members for stage, members in groups.items() if members}

    @cached_property
    def stage_of(self) -> dict[str, str]:
        """The stage of each link in a column."""
        return {link.id: link.stage for link in self.staged}

    @cached_property
    def shown(self) -> range:
        """The places of the flows, as `build_layers` asks for them."""
        return range(len(self.flows))

    @cached_property
    def key(self) -> str:
        """A checksum of all that a layout depends on."""
        content = [
            [[link.id, link.stage, link.name] for link in self.links],
            [[flow.source, flow.target, flow.loop] for flow in self.flows],
        ]
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def heights_of(layout: Layout) -> dict[Place, float]:
    """How far down each slot stands, from 0 to 1."""
    return {
        slot.link if slot.is_box else slot: (at + 0.5) / len(column)
        for column in layout.order
        for at, slot in enumerate(column)
    }


def subject_of(links: Sequence[FigureLink], flows: Sequence[FigureFlow]) -> LayoutSubject:
    """Take from sorted links and flows what a layout depends on."""
    below = frozenset(link.id for link in links if link.stage == SUPPORT)
    usual = (
        replace(link, state="unknown", status=USUAL_STATUS, corner=USUAL_CORNER, flags=(), label="")
        for link in links
    )
    shown = sorted(
        (flow.source, flow.target, flow.loop) for flow in flows if not is_extra(flow, below)
    )
    plain = (FigureFlow(source, target, 2, loop, "", "") for source, target, loop in shown)
    return LayoutSubject(tuple(usual), tuple(plain))
