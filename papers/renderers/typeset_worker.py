"""Typeset one document (JSON on stdin) to PDF (stdout), or measure it, in a process of its own.

Run by path, never imported by the product: the typesetter keeps what it laid out in memory, some
hundred megabytes after a few books, and gives it back only when its process ends. Exit code 3:
the layout was refused; stderr says why.
"""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

REFUSED = 3


def main() -> int:
    """Read the request, write the PDF."""
    asked = json.loads(sys.stdin.buffer.read())
    folder = Path(asked["folder"])
    try:
        made = _measured(asked, folder) if asked["inputs"].get("measure") else _pdf(asked, folder)
    except typst.TypstError as error:
        sys.stderr.buffer.write(error.message.encode())
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


def _pdf(asked: dict[str, Any], folder: Path) -> bytes:
    pdf: bytes = typst.compile(
        folder / asked["layout"],
        root=folder,
        font_paths=typst.Fonts(include_embedded_fonts=False),
        ignore_system_fonts=True,
        sys_inputs=asked["inputs"],
        package_path=folder,
        package_cache_path=folder,
        timestamp=datetime.fromisoformat(asked["made_at"]),
        pdf_tags=asked["tagged"],
    )
    return pdf


def _measured(asked: dict[str, Any], folder: Path) -> bytes:
    """Return what the layout measured, as JSON."""
    found: str = typst.query(
        folder / asked["layout"],
        "<measured>",
        field="value",
        one=True,
        root=folder,
        font_paths=typst.Fonts(include_embedded_fonts=False),
        ignore_system_fonts=True,
        sys_inputs=asked["inputs"],
        package_path=folder,
        package_cache_path=folder,
    )
    return found.encode()


if __name__ == "__main__":
    sys.exit(main())
