"""What measure_figure.js reads off a drawn figure, and what a ruler would say of it."""

from itertools import combinations
from pathlib import Path
from typing import TypedDict

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_name("measure_figure.js").read_text(encoding="utf-8")
HAIR = 0.5  # px: less than anybody sees


class Rect(TypedDict):
    """Sides in CSS px of the screen."""

    left: float
    right: float
    top: float
    bottom: float


class Line(Rect):
    """One line of letters in a box; `kind` is name, status or corner-text, `size` in px."""

    kind: str
    text: str
    size: float


class MeasuredLink(TypedDict):
    """One box with its lines, top down."""

    id: str
    box: Rect
    lines: list[Line]


class Measured(TypedDict):
    """A figure as drawn: `entered` are (from, to, link) where a flow runs into a foreign box."""

    links: list[MeasuredLink]
    flows: int
    entered: list[tuple[str, str, str]]
    fonts: list[tuple[str, float]]
    figure: Rect
    view: Rect
    scrolls: bool
    pageScrolls: bool


def measure(page: Page) -> Measured:
    measured: Measured = page.locator(".scroller > svg").evaluate(SCRIPT)
    return measured


def touching_boxes(figure: Measured) -> list[tuple[str, str]]:
    return [
        (one["id"], two["id"])
        for one, two in combinations(figure["links"], 2)
        if _meet(one["box"], two["box"])
    ]


def touching_lines(figure: Measured) -> list[tuple[str, str]]:
    """Lines that lie on one another, also within one box: a name under the corner, say."""
    lines = [line for link in figure["links"] for line in link["lines"]]
    return [(one["text"], two["text"]) for one, two in combinations(lines, 2) if _meet(one, two)]


def lines_leaving_their_box(figure: Measured) -> list[str]:
    return [
        line["text"]
        for link in figure["links"]
        for line in link["lines"]
        if not _within(line, link["box"])
    ]


def boxes_out_of_view(figure: Measured) -> list[str]:
    return [link["id"] for link in figure["links"] if not _within(link["box"], figure["view"])]


def names(figure: Measured) -> dict[str, str]:
    """The name as it can be read in each box, its lines joined."""
    return {
        link["id"]: "".join(line["text"] for line in link["lines"] if line["kind"] == "name")
        for link in figure["links"]
    }


def _meet(one: Rect, two: Rect) -> bool:
    return (
        one["left"] < two["right"] - HAIR
        and two["left"] < one["right"] - HAIR
        and one["top"] < two["bottom"] - HAIR
        and two["top"] < one["bottom"] - HAIR
    )


def _within(inner: Rect, outer: Rect) -> bool:
    return (
        inner["left"] >= outer["left"] - HAIR
        and inner["right"] <= outer["right"] + HAIR
        and inner["top"] >= outer["top"] - HAIR
        and inner["bottom"] <= outer["bottom"] + HAIR
    )
