"""The one place where an error of a screen that nobody foresaw becomes a sentence.

Streamlit hands them here (`on_script_error` of `st.App`), whether they come from a page, a piece
of a page or a click; its own box, which speaks English, is then not drawn.
"""

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from components.frame.notices import show_problem
from files.errors import ProductError
from files.unforeseen import note, sentence


def show_unforeseen(error: Exception) -> bool:
    """Draw `error` as a notice and return True: nothing else is to be drawn for it.

    What we raise on purpose (in a click, say, which passes the menu by) has its own text.
    """
    if isinstance(error, ProductError):
        show_problem(error)
    else:
        st.error(sentence(note(error, "a screen"), "本页"), icon=":material/error:")
    return True


def answer_unforeseen(_request: Request, error: Exception) -> Response:
    """Answer 500 in the same words where an address beside the screens fails."""
    headers = {"cache-control": "no-store"}
    return PlainTextResponse(sentence(note(error, "an address"), "这次请求"), 500, headers)
