"""The script that lets links between our screens open without loading the page anew."""

from pathlib import Path

IN_SESSION_JS = Path(__file__).with_name("in_session.js").read_text(encoding="utf-8")
