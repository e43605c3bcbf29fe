"""Write finished papers: all of them appear whole, or none does."""

import io
import os
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from files.errors import ProductError, reason

_PART = re.compile(r"\.\d+\.\d+\.part")
STALE = 3600.0  # seconds after which nobody can still be writing a part of a file
Progress = Callable[[int, int, str], None]
MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html",
}


class PaperNotWritten(ProductError):  # noqa: N818  (a state of the world, named as the user meets it)
    """A paper could not be written; no file was left half done."""


@dataclass(frozen=True, slots=True)
class PaperFile:
    """文件: a finished paper with its name."""

    name: str
    content: bytes

    @property
    def mime(self) -> str:
        """The type a browser is told."""
        return MIMES[self.name.rpartition(".")[2]]


@dataclass(frozen=True, slots=True)
class Job:
    """一份文件的制作: its name, and how it is made when its turn comes."""

    name: str
    make: Callable[[], bytes]


def no_progress(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""


def make_files(jobs: Sequence[Job], progress: Progress = no_progress) -> list[PaperFile]:
    """Make the papers one after the other, in the order given, saying how far it is."""
    made = []
    for done, job in enumerate(jobs):
        progress(done, len(jobs), job.name)
        made.append(PaperFile(job.name, job.make()))
    progress(len(jobs), len(jobs), "")
    return made


def packed(files: Sequence[PaperFile]) -> bytes:
    """Return `files` in one ZIP; papers are compressed already, so they are only put together."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    return content.getvalue()


def write_files(folder: Path, files: Sequence[PaperFile]) -> list[Path]:
    """Write `files` into `folder`, which is made if needed; a file of that name is replaced.

    Raises:
        PaperNotWritten: the folder cannot be written or the disk is full; nothing was left there.
    """
    parts = [folder / f".{os.getpid()}.{place}.part" for place in range(len(files))]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part, file in zip(parts, files, strict=True):
            _write(part, file.content)
        _remove_stale(folder, parts)
        for part, file in zip(parts, files, strict=True):
            part.replace(folder / file.name)
    except OSError as error:
        text = (
            f"文件没有写成：{folder}（{reason(error)}）。没有留下半个文件；"
            "请换一个能写的文件夹，或关闭已打开的同名文件后重试。"
        )
        raise PaperNotWritten(text) from error
    finally:
        _remove(parts)
    return [folder / file.name for file in files]


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())


def _remove_stale(folder: Path, parts: Sequence[Path]) -> None:
    """Remove what a process that was killed left behind; what another one is writing stays.

    Age is told by the clock of the disk: our own parts have just been written.
    """
    newest = max((part.stat().st_mtime for part in parts), default=0.0)
    for path in folder.glob(".*.part"):
        if _PART.fullmatch(path.name) and newest - path.stat().st_mtime > STALE:
            path.unlink(missing_ok=True)


def _remove(parts: Sequence[Path]) -> None:
    for part in parts:
        if part.is_file():
            part.unlink()
