"""Where an office keeps its own files: the folder named by SANMING_DATA, `var/` by default."""

from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).parent.parent


def office_folder(environment: Mapping[str, str]) -> Path:
    """Return the office's data folder; it need not exist."""
    return Path(environment.get("SANMING_DATA") or PROJECT / "var").expanduser()
