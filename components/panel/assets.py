"""The browser half of the board: plain files, joined as a component takes one text per kind."""

from pathlib import Path

from components.frame.in_session import IN_SESSION_JS
from drawing import chain as figure

HERE = Path(__file__).parent
# Order matters only for reading: every file declares functions, the last one starts them.
PARTS = ("tree.js", "panel.js", "legend.js", "keyboard.js", "board.js")


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


PANEL_JS = f"{IN_SESSION_JS}\n{_read('panel.js')}"  # also draws the page of a company
BOARD_JS = "\n".join((IN_SESSION_JS, *(_read(name) for name in PARTS)))
COMPONENT_JS = f"{BOARD_JS}\n{_read('component.js')}"
OFFLINE_JS = f"{BOARD_JS}\n{_read('offline.js')}"
# The figure's own rules come first: the same ones are printed on paper.
FIGURE_CSS = Path(figure.__file__).with_name("figure.css").read_text(encoding="utf-8")
BOARD_CSS = f"{FIGURE_CSS}\n{_read('board.css')}"
SAVED_PAGE_CSS = _read("saved_page.css")
BOARD_HTML = '<div class="mount">\n<div class="board"></div>\n</div>'
