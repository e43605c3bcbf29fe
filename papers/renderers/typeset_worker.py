"""Typeset one document (JSON on stdin) to PDF (stdout), in a process of its own.

Run by path, never imported by the product: the typesetter keeps what it laid out in memory, some
hundred megabytes after a few books, and gives it back only when its process ends. Exit code 3:
the layout was refused; stderr says why.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

import typst

REFUSED = 3


def main() -> int:
    """Read the request, write the PDF."""
    asked = json.loads(sys.stdin.buffer.read())
    folder = Path(asked["folder"])
    try:
        pdf = typst.compile(
            folder / asked["layout"],
            root=folder,
            font_paths=typst.Fonts(include_embedded_fonts=False),
            ignore_system_fonts=True,
            sys_inputs={name: asked[name] for name in ("font", "accent", "content")},
            package_path=folder,
            package_cache_path=folder,
            timestamp=datetime.fromisoformat(asked["made_at"]),
            pdf_tags=False,
        )
    except typst.TypstError as error:
        sys.stderr.buffer.write(error.message.encode())
        return REFUSED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
