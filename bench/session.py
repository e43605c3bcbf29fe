"""A session without a browser: speaks Streamlit's own protocol, so that only the server works."""

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

TIMEOUT_S = 30
SAYING = ("markdown", "alert")
WIDGETS = ("selectbox", "bidi_component", "component_instance")


class Session:
    """会话: one open tab, as the server sees it.

    `widgets` holds the ids of what can be set, `fragments` the fragment each stands in (or ""),
    `query` the address's parameters as the server last set them, `said` the texts of the last run.
    An exception on the page ends
    the measurement: it would be a fast run of nothing.
    """

    def __init__(self, address: str, page: str = "", query: str = "") -> None:
        self._open = ExitStack()
        self._socket = self._open.enter_context(self._connect(address))
        self._hash = ""
        self._known: set[str] = set()
        self.page, self.query = page, query
        self.widgets: dict[str, str] = {}
        self.fragments: dict[str, str] = {}
        self.said: list[str] = []

    @staticmethod
    def _connect(address: str) -> ClientConnection:
        return connect(
            address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(address),
            max_size=None,
            compression=None,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def run(self, states: Sequence[WidgetState] = (), fragment: str = "") -> None:
        """Run the script, or one fragment of it, and wait until it has finished."""
        self.said.clear()
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.fragment_id = self.query, fragment
        asked.page_script_hash = self._hash
        asked.page_name = "" if self._hash else self.page
        asked.widget_states.widgets.extend(states)
        asked.cached_message_hashes.extend(sorted(self._known))
        self._socket.send(message.SerializeToString())
        while not self._finished(self._receive()):
            pass

    def _receive(self) -> ForwardMsg:
        message = ForwardMsg()
        data = self._socket.recv(timeout=TIMEOUT_S)
        message.ParseFromString(data if isinstance(data, bytes) else data.encode())
        return message

    def _finished(self, message: ForwardMsg) -> bool:
        """Take in one message; tell whether it ends the run."""
        if message.metadata.cacheable:
            self._known.add(message.hash)
        kind = message.WhichOneof("type")
        if kind == "navigation":  # which page of several it is, once the menu is built
            self._hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta":
            self._note(message)
        return kind == "script_finished"

    def _note(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type") or ""
        if kind == "exception":
            msg = f"the page failed: {element.exception.type}: {element.exception.message}"
            raise RuntimeError(msg)
        if kind in SAYING:
            self.said.append(getattr(element, kind).body)
        if kind in WIDGETS:
            self.widgets[kind] = getattr(element, kind).id
            self.fragments[kind] = message.delta.fragment_id
