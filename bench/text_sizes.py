"""How large the letters of every paper are as printed: `python -m bench.text_sizes [--papers 12]`.

Word, PowerPoint and Excel files are printed to PDF by LibreOffice first, so that a workbook counts
as it is scaled to its sheet. Letters are counted as they stand on the page; wall maps are for
A0 and are told apart. Exit code 1: a paper to be handed out has letters smaller than it may.
"""

import argparse
import ctypes
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from pypdfium2 import raw

from bench.verify.papers import BenchPaper, make_papers
from briefings.state.composing import office
from files.command_line import ChineseParser, whole_count
from ledger.book.policy import LOCAL
from papers.verification.remaking import PaperOffice

SMALLEST = {"docx": 9.0, "pdf": 9.0, "xlsx": 8.0, "pptx": 14.0}  # points a paper keeps to
WALL = "挂图"
HAIR = 0.06  # points lost in rounding
LONGEST = 600  # seconds


def main() -> int:
    """Make the papers, print the sizes of each."""
    options = _parser().parse_args()
    too_small = 0
    with TemporaryDirectory() as folder:
        os.environ["SANMING_DATA"] = str(Path(folder) / "office")
        for paper, sizes in _measured(Path(folder), options.papers):
            least = SMALLEST[paper.ending]
            small = sum(n for size, n in sizes.items() if size < least - HAIR)
            total = sum(sizes.values())
            is_wall = paper.name.startswith(WALL)
            too_small += 0 if is_wall else small
            print(
                f"{paper.name}：{total} 字，小于 {least:g} 磅的 {100 * small / total:.2f} %，"
                f"最小 {min(sizes):.1f} 磅{'（挂在墙上看）' if is_wall else ''}"
            )
    return int(too_small > 0)


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m bench.text_sizes", description="各种材料印出来的字多大")
    parser.add_argument("--papers", type=whole_count, default=14, help="几份材料，默认 14")
    return parser


def _measured(folder: Path, count: int) -> Iterator[tuple[BenchPaper, Counter[float]]]:
    with office(os.environ) as (ledger, state):
        asks = PaperOffice(ledger, os.environ, LOCAL)
        papers = [p for p in islice(make_papers(asks, state), count) if p.ending in SMALLEST]
    for at, paper in enumerate(papers):
        yield paper, letter_sizes(_printed(paper, folder / str(at)))


def _printed(paper: BenchPaper, folder: Path) -> bytes:
    if paper.ending == "pdf":
        return paper.content
    folder.mkdir()
    given = folder / f"paper.{paper.ending}"
    given.write_bytes(paper.content)
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(given)], check=True, capture_output=True, timeout=LONGEST)
    return given.with_suffix(".pdf").read_bytes()


def letter_sizes(content: bytes) -> Counter[float]:
    """Count the letters of a PDF by their size on the page, in points to a tenth."""
    sizes: Counter[float] = Counter()
    with pypdfium2.PdfDocument(content) as document:
        for at in range(len(document)):
            page = document[at]
            words = page.get_textpage()
            for index in range(words.count_chars()):
                if chr(raw.FPDFText_GetUnicode(words, index)).strip():
                    sizes[_size(words, index)] += 1
            words.close()
            page.close()
    return sizes


def _size(words: pypdfium2.PdfTextPage, index: int) -> float:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(words, index, ctypes.byref(matrix))
    scale = (matrix.c**2 + matrix.d**2) ** 0.5
    size: float = raw.FPDFText_GetFontSize(words, index)
    return round(size * float(scale), 1)


if __name__ == "__main__":
    sys.exit(main())
