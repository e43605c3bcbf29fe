"""Run inside a copy of the program: break files, open screens and run commands, mend, and go on.

Each line of the input asks for one round, each line of the output answers it.
"""

import io
import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from hashlib import sha256
from importlib import import_module
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import streamlit as st
from google.protobuf.json_format import MessageToJson
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from briefings.data_files import CheckedFiles, check_files
from chains.office import open_catalog
from components.frame.screens import PAGES
from files.errors import ProductError
from tests.front.planting import HERE, planted
from tests.read_once import read_once
from tests.signed_in import told

SCREENS = {path.stem: path for path in PAGES.glob("*/*.py") if path.name != "__init__.py"}
# What differs between two runs with the same files, or only repeats what the notice on top says.
_OF_ONE_RUN = re.compile(
    r"(?:\d{4}-\d\d-\d\d|日期不明)·[0-9a-f]{6}(?:·缺[^·\s\"]+)?(?:·\d{4}[0-9a-f]{0,8})?"
    r"|\"deferredFileId\": \"[0-9a-f]+\"|/media/[0-9a-f]+\.\w+|\$\$ID-[0-9a-f]+"
    r"|\\?\"version\\?\": ?\\?\"[^\"\\]*\\?\""
    r"|\\?\"lack\\?\": ?\\?\"[^\"\\]*\\?\"|\d\d:\d\d(?::\d\d)?"
)
_ESCAPED = re.compile(r"\\+u([0-9a-f]{4})")  # of JSON within JSON


def main() -> None:
    """Answer for each round (faults, screens with their addresses, commands) what is shown."""
    logging.disable()
    answers, sys.stdout = sys.stdout, sys.stderr  # Streamlit prints what a page raises
    with read_once(), errors_as_in_the_program():
        for line in sys.stdin:
            answer = json.dumps(_round(**json.loads(line)), ensure_ascii=False)
            print(answer, file=answers, flush=True)


@contextmanager
def errors_as_in_the_program() -> Iterator[None]:
    """Let what a page raises become a notice, as the menu and the program make of it."""
    begin = LocalScriptRunner.__init__

    def begun(self: LocalScriptRunner, *args: object, **kwargs: object) -> None:
        begin(self, *args, **kwargs)  # type: ignore[arg-type]
        self._on_script_error = _notice

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LocalScriptRunner, "__init__", begun)
        yield


def _notice(error: Exception) -> bool:
    is_ours = isinstance(error, ProductError)
    st.error(f"没有完成：{error}" if is_ours else f"程序出错：{type(error).__name__} {error}")
    return True


def _round(
    faults: Mapping[str, str | None],
    screens: Sequence[tuple[str, Mapping[str, str]]] = (),
    commands: Sequence[str] = (),
) -> dict[str, object]:
    with planted(faults):
        checked = check_files(environ, open_catalog(environ))
        return {
            **_checked(checked),
            "screens": [[name, _open(SCREENS[name], asked)] for name, asked in screens],
            "commands": {command: _run(command) for command in commands},
        }


def _checked(checked: CheckedFiles) -> dict[str, object]:
    office = Path(environ["SANMING_DATA"]).parent
    return {
        "opened": [path.relative_to(office).as_posix() for path in checked.paths],
        "closed": {e.path.relative_to(HERE).as_posix(): e.closes for e in checked.closed},
    }


def _open(path: Path, asked: Mapping[str, str]) -> dict[str, object]:
    screen = AppTest.from_file(path, default_timeout=120)
    screen.user = told()
    for name, value in asked.items():
        screen.query_params[name] = value
    screen.run()
    return {
        "exceptions": [f"{e.message} {' '.join(e.stack_trace)}"[-600:] for e in screen.exception],
        "errors": [error.value for error in screen.error],
        "foot": any("数据版本" in caption.value for caption in screen.caption),
        "lack": any("没有打开" in _readable(text) for text in _shown(screen)),
        "content": _digest(_shown(screen)),
    }


def _shown(screen: AppTest) -> Iterator[str]:
    """Yield what the screen drew, without its notices of closed files."""
    for node in (*screen.main, *screen.sidebar):
        proto: Any = getattr(node, "proto", None)
        if proto is None or node.type in {"error", "exception"}:
            continue
        text = MessageToJson(proto, ensure_ascii=False)
        yield text if ":red[" not in text else "没有打开"


def _digest(texts: Iterator[str]) -> str:
    """Return what is the same for the same content, whatever the data version."""
    whole = "\n".join(_OF_ONE_RUN.sub("", _readable(t)) for t in texts if t != "没有打开")
    return sha256(whole.encode()).hexdigest()[:16]


def _readable(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _run(command: str) -> dict[str, object]:
    out, said, failed, code = io.StringIO(), io.StringIO(), "", 0
    room, *words = command.split()
    with TemporaryDirectory() as folder, redirect_stdout(out), redirect_stderr(said):
        try:
            code = import_module(f"{room}.__main__").main([w.format(out=folder) for w in words])
        except BaseException:  # noqa: BLE001  (whatever it is, the table shows it)
            failed = traceback.format_exc()[-600:]
    shown = out.getvalue()
    return {
        "failed": failed,
        "code": code,
        "said": shown[-400:] * ("没有" in shown) + said.getvalue()[:4000],
        "lack": "·缺" in shown + said.getvalue() or "没有打开" in shown,
        "content": _digest(iter([shown.replace(folder, "")])),
    }


if __name__ == "__main__":
    main()
