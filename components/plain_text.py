"""Text of unknown origin for places that read Markdown."""

MEANING = frozenset(r"\`*_{}[]()<>#+-.!|~$:&")


def plain(text: str) -> str:
    """Escape whatever Markdown, HTML, math or a Streamlit colour or icon would make of `text`."""
    return "".join(f"\\{c}" if c in MEANING else c for c in text)
