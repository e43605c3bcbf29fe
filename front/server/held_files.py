"""Whose page a file of Streamlit was made for: who else knows its address is told it is not there.

Streamlit gives a file to whoever asks for it by its address, which is a hash of what it says; two
people with the same export have the same one. So it is written down which tab each file was made
for, for as long as Streamlit keeps it.
"""

from collections.abc import Callable
from functools import wraps
from threading import Lock, local

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

FOLDER = "/media/"
_MANY = 64  # tabs of one file, from which on those that have gone are forgotten


class HeldFiles:
    """文件归属: for which tabs each file was made; asked and told by many threads."""

    def __init__(self, sign_in_of: Callable[[str], str]) -> None:
        self._sign_in_of = sign_in_of
        self._tabs: dict[str, set[str]] = {}
        self._lock = Lock()

    def holds(self, path: str, sign_in: str) -> bool:
        """Tell whether the file at `path` was made for a tab of the session `sign_in`."""
        file_id = path.removeprefix(FOLDER).partition(".")[0]
        with self._lock:
            tabs = tuple(self._tabs.get(file_id, ()))
        return bool(sign_in) and any(self._sign_in_of(tab) == sign_in for tab in tabs)

    def watch(self, manager: MediaFileManager) -> None:
        """Write down from now on whom each file is made for.

        Streamlit has no public way to ask: a test holds this to the version that is pinned.
        """
        storage = manager._storage  # noqa: SLF001
        assert isinstance(storage, MemoryMediaFileStorage)  # noqa: S101  (it knows no other)
        clicked = local()  # a file made at the click is made in a thread of no tab
        add, remove, run = storage.load_and_get_id, storage.delete_file, manager.execute_deferred

        @wraps(add)
        def noting(
            path_or_data: str | bytes,
            mimetype: str,
            kind: MediaFileKind,
            filename: str | None = None,
        ) -> str:
            file_id = add(path_or_data, mimetype, kind, filename)
            context = get_script_run_ctx(suppress_warning=True)
            tab = getattr(clicked, "tab", "") or (context.session_id if context else "")
            if tab:
                self._note(file_id, tab)
            return file_id

        @wraps(remove)
        def forgetting(file_id: str) -> None:
            remove(file_id)
            with self._lock:
                self._tabs.pop(file_id, None)

        @wraps(run)
        def noting_later(file_id: str) -> str:
            asked = manager._deferred_callables.get(file_id)  # noqa: SLF001
            clicked.tab = asked["session_id"] if asked else ""
            try:
                return run(file_id)
            finally:
                clicked.tab = ""

        storage.load_and_get_id = noting  # type: ignore[method-assign]
        storage.delete_file = forgetting  # type: ignore[method-assign]
        manager.execute_deferred = noting_later  # type: ignore[method-assign]

    def _note(self, file_id: str, tab: str) -> None:
        with self._lock:
            tabs = self._tabs.setdefault(file_id, set())
            if len(tabs) >= _MANY:
                tabs.intersection_update([one for one in tabs if self._sign_in_of(one)])
            tabs.add(tab)
