"""Where an office keeps its own files (SANMING_DATA, `var/` by default), and which clock it has."""

import re
from collections.abc import Mapping
from datetime import timedelta, timezone
from pathlib import Path

CHINA = timezone(timedelta(hours=8))  # days are days in China, wherever the server stands
# As RFC 1123 has it: letters, digits and, between them, hyphens.
HOST_PART = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
LONGEST_HOST = 253
PROJECT = Path(__file__).parent.parent


def office_folder(environment: Mapping[str, str]) -> Path:
    """Return the office's data folder; it need not exist."""
    return Path(environment.get("SANMING_DATA") or PROJECT / "var").expanduser()


def is_host_name(written: str) -> bool:
    """Tell whether this is the name under which others open the office: no scheme, port or path."""
    return len(written) <= LONGEST_HOST and all(map(HOST_PART.fullmatch, written.split(".")))
