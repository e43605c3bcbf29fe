"""Streamlit's own start files: answered out of memory, and named to the browser beforehand.

An opened screen asks for some ninety of them. Streamlit looks each up on the disk and reads it in
pieces, each in a thread of its own; they never change while the server runs. And it names only
those of an empty page in its start page: those of the first pieces of a screen the browser learns
of when the screen is there to be drawn, file by file, one import after the other.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FILES = Path(st.__file__).with_name("static")
FOLDER = "static/"
# Windows may say otherwise of them, and then no script runs.
KINDS: Mapping[str, str] = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".woff2": "font/woff2",
}
YEAR_S = 365 * 24 * 3600
# By the beginning of their names, which end in a hash: what every screen begins with, and what
# else stands in the head of a screen, by its path.
EVERYWHERE = ("BidiComponent", "Html")
OF_SCREENS: Mapping[str, tuple[str, ...]] = {
    "chains": ("Selectbox", "ButtonGroup"),
    "desk": ("ButtonGroup",),
}
_IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


class StartFiles:
    """Middleware that answers for the start files, and adds to start pages which they will need."""

    def __init__(self, app: ASGIApp, files: Path = FILES, base: str = "") -> None:
        self._app = app
        self._files = files
        self._base = f"/{base.strip('/')}/" if base.strip("/") else "/"
        # Only what is there now is ever answered for, by its exact name.
        found = (file for file in (files / FOLDER).rglob("*.*") if file.suffix in KINDS)
        self._names = {file.relative_to(files).as_posix(): file for file in found}
        self._content = cache(Path.read_bytes)
        self._links = cache(self._find_links)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        name = scope["path"].removeprefix(self._base)
        if file := self._names.get(name):
            await self._answer(file)(scope, receive, send)
            return
        await self._app(scope, receive, _naming(send, self._links(OF_SCREENS.get(name, ()))))

    def _answer(self, file: Path) -> Response:
        """Return the file as Streamlit would: its name changes with its content."""
        headers = {"cache-control": f"public, immutable, max-age={YEAR_S}"}
        return Response(self._content(file), media_type=KINDS[file.suffix], headers=headers)

    def _find_links(self, of_screen: tuple[str, ...]) -> str:
        """Return the header that names what the start page itself does not name."""
        begun = (*EVERYWHERE, *of_screen)
        page = (self._files / "index.html").read_text(encoding="utf-8")
        named = {file.name for file in self._with_imports(begun) if file.name not in page}
        folder = f"{self._base}{FOLDER}js/"
        return ", ".join(f"<{folder}{name}>; rel=modulepreload" for name in sorted(named))

    def _with_imports(self, begun: Iterable[str]) -> set[Path]:
        """Return the scripts that are called so, and all that these import at once."""
        folder = self._files / FOLDER / "js"
        scripts = {file.name: file for file in folder.glob("*.js")}
        waiting = [name for name in scripts if name.partition(".")[0] in begun]
        found: set[Path] = set()
        while waiting:
            file = scripts.get(waiting.pop())
            if file and file not in found:
                found.add(file)
                waiting += _IMPORTED.findall(file.read_text(encoding="utf-8"))
        return found


def _naming(send: Send, links: str) -> Send:
    """Wrap `send` so that a page names files; what is no page stays as it is."""

    async def send_naming(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if links and headers.get("content-type", "").startswith("text/html"):
                headers.append("link", links)
        await send(message)

    return send_naming
