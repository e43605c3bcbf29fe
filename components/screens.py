"""Where the screens lie: for links from one to another."""

from pathlib import Path

PAGES = Path(__file__).resolve().parent.parent / "pages"
OVERVIEW = PAGES / "look" / "overview.py"
CHAIN = PAGES / "look" / "chain.py"
MAP = PAGES / "look" / "map.py"
MEETING = PAGES / "meeting" / "meeting.py"
