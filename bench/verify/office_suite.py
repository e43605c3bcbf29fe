"""Save files again by LibreOffice, as somebody does who opens a paper and presses save."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

LONGEST = 600  # seconds for all files of one kind


def saved_again(files: Sequence[tuple[str, bytes]], folder: Path) -> list[bytes]:
    """Return each file (ending, content) as LibreOffice saves it in its own kind."""
    suite = shutil.which("soffice") or shutil.which("libreoffice")
    if suite is None:
        msg = "LibreOffice is missing: apt-get install libreoffice-nogui"
        raise RuntimeError(msg)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for at, (ending, content) in enumerate(files):
        place = folder / ending
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{at}.{ending}").write_bytes(content)
    for ending in sorted({ending for ending, _ in files}):
        command = [suite, profile, "--headless", "--convert-to", ending, "--outdir"]
        given = sorted((folder / ending).glob(f"*.{ending}"))
        subprocess.run(
            [*command, str(folder / f"{ending}_saved"), *map(str, given)],
            check=True,
            capture_output=True,
            timeout=LONGEST,
        )
    return [
        (folder / f"{ending}_saved" / f"{at}.{ending}").read_bytes()
        for at, (ending, _) in enumerate(files)
    ]
