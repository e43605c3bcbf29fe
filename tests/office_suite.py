"""What an office suite makes of our files: each converted to PDF, as a person would print it."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

LONGEST = 120  # seconds; a first start makes a profile


def find_suite() -> str | None:
    """Return the program of LibreOffice, None if there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return the PDF of each of `files`, in their order; the suite's profile lies beside `folder`.

    No two files may differ by their ending only.
    """
    suite = find_suite()
    assert suite is not None, "LibreOffice is missing: apt-get install libreoffice-writer-nogui"
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = [suite, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=LONGEST)
    return [folder / f"{file.stem}.pdf" for file in files]
