"""Read any paper back, by its kind of file; what comes from outside in a process of its own."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import PurePath

from pydantic import TypeAdapter

from files.apart import Limits, WorkEnded, given_parts, limit_this_process, tell_result, work_apart
from papers.verification.reading.package import MOST_BYTES, OfficePackage, PaperUnreadable
from papers.verification.reading.passages import Passage, ReadPaper, only_said
from papers.verification.reading.pdf import read_pdf
from papers.verification.reading.slides import read_slides
from papers.verification.reading.web import read_web
from papers.verification.reading.word import read_word
from papers.verification.reading.workbook import read_workbook

LIMITS = Limits(megabytes=1500, seconds=120)
MOST_PASSAGES = 60_000
_READ: TypeAdapter[ReadPaper] = TypeAdapter(ReadPaper)
_OFFICE: Mapping[str, Callable[[OfficePackage], list[Passage]]] = {
    "docx": read_word,
    "pptx": read_slides,
    "xlsx": read_workbook,
}
_OTHER: Mapping[str, Callable[[bytes], tuple[str, list[Passage]]]] = {
    "pdf": read_pdf,
    "html": read_web,
}
ENDINGS = (*_OFFICE, *_OTHER)


def ending_of(name: str) -> str:
    """Return the kind of a file by its name: "docx"; "" for one that is no paper."""
    ending = PurePath(name).suffix.lower().removeprefix(".")
    ending = {"htm": "html"}.get(ending, ending)
    return ending if ending in ENDINGS else ""


def read_paper(ending: str, content: bytes) -> ReadPaper:
    """Return what a file says; for files we made ourselves a moment ago.

    Raises:
        PaperUnreadable: it does not open as that kind of file.
    """
    if ending in _OFFICE:
        package = OfficePackage(content)
        mark, found = package.mark(), _OFFICE[ending](package)
    else:
        mark, found = _OTHER[ending](content)
    if len(found) > MOST_PASSAGES:
        text = f"文件超过 {MOST_PASSAGES} 段，不是本系统做的材料，没有读。"
        raise PaperUnreadable(text)
    return ReadPaper(mark, only_said(found))


def read_paper_apart(ending: str, content: bytes) -> ReadPaper:
    """Read a file from outside as `read_paper` does, without danger to the process that asks.

    Raises:
        PaperUnreadable: it does not open as that kind of file, or needs more than it may.
    """
    if len(content) > MOST_BYTES:
        text = f"文件超过 {MOST_BYTES // 2**20} MB，不是本系统做的材料，没有读。"
        raise PaperUnreadable(text)
    try:
        answer = work_apart(__name__, [ending.encode(), content], LIMITS)
    except WorkEnded as error:
        text = f"{error}，没有读完。"
        raise PaperUnreadable(text) from error
    told = json.loads(answer)
    if "refused" in told:
        raise PaperUnreadable(str(told["refused"]))
    return _READ.validate_json(answer)


def _answer(ending: str, content: bytes) -> bytes:
    try:
        return _READ.dump_json(read_paper(ending, content))
    except PaperUnreadable as error:
        return json.dumps({"refused": str(error)}).encode()


if __name__ == "__main__":
    limit_this_process(int(sys.argv[1]), int(sys.argv[2]))
    asked, upload = given_parts()
    tell_result(_answer(asked.decode(), upload))
