"""Text of unknown origin stays what it is where Markdown is read."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.frame.plain_text import JOINER, MEANING, plain

ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# What Streamlit replaces in text that Markdown has already read, as its front end has it.
REPLACED = re.compile(r":[\w+-]+:|:material/|(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)", re.ASCII)

# What GitHub's Markdown makes links of in text that has already been read.
LINKED = re.compile(r"https?://|www\.|[-.\w+]@[-\w]", re.IGNORECASE)


def as_read(markdown: str) -> str:
    """The text that a Markdown reader makes of escapes."""
    return ESCAPED.sub(r"\1", markdown)


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters=JOINER)))
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    assert as_read(plain(text)).replace(JOINER, "") == text


@settings(deadline=None)
@given(st.text(alphabet="ab:/-<>=~ \n*"))
def test_nothing_is_left_that_is_replaced_after_the_escapes_are_read(text: str) -> None:
    assert REPLACED.search(as_read(plain(text))) is None


@settings(deadline=None)
@given(st.text(alphabet="htps:/w.@a-b_ +甲"))
def test_no_address_in_a_name_becomes_a_link(text: str) -> None:
    assert LINKED.search(as_read(plain(text))) is None


@pytest.mark.parametrize("name", ["http://甲.cn", "见 HTTPS://a.b/c", "www.a.cn", "a.b@c.cn"])
def test_an_address_in_a_name_reads_as_written_and_is_no_link(name: str) -> None:
    read = as_read(plain(name))

    assert LINKED.search(name)
    assert LINKED.search(read) is None
    assert read.replace(JOINER, "") == name


@settings(deadline=None)
@given(st.text())
def test_no_sign_with_a_meaning_stands_alone(text: str) -> None:
    assert MEANING.isdisjoint(ESCAPED.sub("", plain(text)))


@pytest.mark.parametrize("text", ["氟新材料", "《说：甲》", "PA6 切片", ""])
def test_plain_words_are_left_alone(text: str) -> None:
    assert plain(text).replace("\\", "") == text
