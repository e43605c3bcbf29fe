"""The browser half of the board and of its panel: plain files, joined to one text a kind."""

from pathlib import Path

from components.scripts.shared_scripts import SHARED_JS
from drawing.shapes.colours import stylesheet
from drawing.shapes.svg import CSS as FIGURE_CSS

HERE = Path(__file__).parent
# Order matters only for reading: every file declares functions, the last one starts them.
PARTS = (
    "tree.js",
    "panel.js",
    "check_form.js",
    "tabs.js",
    "legend.js",
    "keyboard.js",
    "board.js",
)


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


TREE_JS = _read("tree.js")  # also draws the sheets of a meeting
PANEL_JS = f"{SHARED_JS}\n{_read('panel.js')}"  # also draws the page of a company
BOARD_JS = "\n".join((SHARED_JS, *(_read(name) for name in PARTS)))
COMPONENT_JS = f"{BOARD_JS}\n{_read('component.js')}"
OFFLINE_JS = f"{BOARD_JS}\n{_read('offline.js')}"
# The figure's own rules come first: the same ones are printed on paper.
BOARD_CSS = f"{FIGURE_CSS}\n{stylesheet(HERE / 'board.css')}"
SAVED_PAGE_CSS = stylesheet(HERE / "saved_page.css")
BOARD_HTML = '<div class="mount">\n<div class="board"></div>\n</div>'

__all__ = [
    "BOARD_CSS",
    "BOARD_HTML",
    "COMPONENT_JS",
    "FIGURE_CSS",
    "OFFLINE_JS",
    "PANEL_JS",
    "SAVED_PAGE_CSS",
    "TREE_JS",
]
