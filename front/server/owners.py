"""Whose tab an address of Streamlit belongs to: a file for one sign-in is no other's.

Streamlit takes any session's id in the address of an upload, and gives a file that a screen made
to whoever knows its address.
"""

from typing import cast

from streamlit.runtime import get_instance
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from front.server.held_files import FOLDER, HeldFiles

_UPLOADS = "/_stcore/upload_file/"


def owns(path: str, sign_in: str) -> bool:
    """Tell whether a request for `path` may come from the session `sign_in`."""
    if path.startswith(FOLDER):
        return FILES.holds(path, sign_in)
    if not path.startswith(_UPLOADS):
        return True
    return sign_in_of(path.removeprefix(_UPLOADS).partition("/")[0]) == sign_in


def sign_in_of(tab: str) -> str:
    """Return the id of the sign-in whose tab has this session of Streamlit, "" if there is none."""
    # Streamlit has no public way to ask: a test holds this to the version that is pinned.
    manager = cast("WebsocketSessionManager", get_instance()._session_mgr)  # noqa: SLF001
    found = manager.get_active_session_info(tab)
    told = found.session._user_info.get("session") if found else None  # noqa: SLF001
    return str(told or "")


FILES = HeldFiles(sign_in_of)
"""Of the one server that runs in this process."""
