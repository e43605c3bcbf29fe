"""Text of unknown origin reads the same after Markdown, and does nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from components.plain_text import MEANING, plain
from tests.builders import HOSTILE


def unescaped(text: str) -> str:
    rest = iter(text)
    return "".join(next(rest) if c == "\\" else c for c in rest)


@given(st.text())
def test_every_meaningful_sign_is_escaped_and_nothing_is_lost(text: str) -> None:
    shown = plain(text)

    assert unescaped(shown) == text
    bare = shown.replace("\\\\", "")
    assert all(bare[i - 1] == "\\" for i, c in enumerate(bare) if c in MEANING - {"\\"})


def test_a_hostile_name_has_no_tag_left() -> None:
    assert plain(HOSTILE).startswith(r"\{\{7\*191\}\}\<img src=x onerror=")
