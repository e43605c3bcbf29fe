"""What is asked for when a paper is made, and the mark it carries of that."""

import json
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, JsonValue, ValidationError

from files.records import Record
from ledger.book.canonical import canonical, digest

MARK = "sanming_paper"
LONGEST = 60_000  # letters of a mark


class PaperKind(StrEnum):
    """材料种类."""

    TRIP = "trip"
    COMPANY = "company"
    CARD = "card"
    DECK = "deck"
    ANALYSIS = "analysis"
    WALL_MAP = "wallmap"


KIND_NAMES = {
    PaperKind.TRIP: "出访手册",
    PaperKind.COMPANY: "一企一表",
    PaperKind.CARD: "项目推介卡",
    PaperKind.DECK: "联席会议幻灯片",
    PaperKind.ANALYSIS: "四维研判",
    PaperKind.WALL_MAP: "挂图",
}


class PaperRequest(Record):
    """材料要求: which paper, of which data, on which day: enough to make it again.

    `options` are those of `papers.verification.orders` for the kind.
    """

    kind: PaperKind
    options: dict[str, JsonValue]
    version: Annotated[str, Field(max_length=200)]
    day: date

    @property
    def paper(self) -> str:
        """The id of the paper, in all its formats: the same for whoever asks for the same."""
        return digest([canonical(self.model_dump(mode="json"))])[:16]

    @property
    def mark(self) -> str:
        """What a file carries, in letters that every format takes."""
        told = {MARK: 1, "id": self.paper, **self.model_dump(mode="json")}
        return json.dumps(told, ensure_ascii=True, separators=(",", ":"))


class PaperMark(Record):
    """材料标记: what a file says of itself, which nobody need believe."""

    id: Annotated[str, Field(max_length=64)]
    request: PaperRequest


def read_mark(text: str) -> PaperMark | None:
    """Return the mark that a file carries, None for none that could be ours."""
    if not text or len(text) > LONGEST:
        return None
    try:
        told = json.loads(text)
        if not isinstance(told, dict) or told.pop(MARK, None) != 1:
            return None
        return PaperMark(id=told.pop("id", ""), request=PaperRequest.model_validate(told))
    except (ValueError, ValidationError, RecursionError):
        return None
