"""The few page-wide rules that the theme settings cannot say."""

from pathlib import Path

from components.frame.style import apply_style

STYLE = Path(__file__).with_name("theme.css")


def page_style() -> None:
    """Apply the page-wide rules; the text is fixed, no data ever enters it."""
    apply_style(STYLE)
