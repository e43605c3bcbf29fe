"""Where the screens lie: for links from one to another."""

from pathlib import Path

PAGES = Path(__file__).resolve().parents[2] / "pages"
OVERVIEW = PAGES / "look" / "overview.py"
CHAIN = PAGES / "look" / "chain.py"
MAP = PAGES / "look" / "map.py"
DESK = PAGES / "desk" / "desk.py"
COMPANY = PAGES / "desk" / "company.py"
TIES = PAGES / "desk" / "ties.py"
MEETING = PAGES / "meeting" / "meeting.py"
TRIP = PAGES / "trip" / "trip.py"
