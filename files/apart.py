"""Work on hostile bytes in a process of its own, limited in memory and time.

The process ends with the one who asked: when the page is gone, when the work is over, or when it
needs more than it may. Nothing of what it was given can then go on costing anything.
"""

import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from files.collecting import collect_rarely
from files.errors import ProductError
from files.progress import Progress

ROOT = Path(__file__).resolve().parent.parent
LOOK_S = 0.5
GRACE_S = 5
PIECE = 1 << 16  # bytes taken from the process at a time
MOST_WAITING = 16  # pieces that wait for who asked; the process then waits, too
# What each thread of BLAS takes, and the gigabyte that Arrow sets aside at its first table, would
# count against the limit.
FRUGAL = {"OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
STEP, ROW, RESULT = b"step", b"row", b"result"  # how a line of the process begins


class WorkEnded(ProductError):  # noqa: N818  (what the user is told)
    """The process ended before it was done: it needed more memory or time than it may."""


@dataclass(frozen=True, slots=True)
class Limits:
    """上限: megabytes of memory and seconds that one upload may cost.

    The seconds are those of work, and those of silence: on a busy machine work takes its time,
    and who takes the rows slowly does not count against the process.
    """

    megabytes: int
    seconds: int


def work_apart(
    module: str,
    given: Sequence[bytes],
    limits: Limits,
    progress: Progress | None = None,
    row: Callable[[bytes], None] | None = None,
) -> bytes:
    """Run `python -m module`, hand it `given`, and return what it answers.

    `row` is given every row it tells, in order, before the answer. `progress` is called at least
    twice a second. Whatever they raise (Streamlit ends a run there whose page is gone) ends the
    process.

    Raises:
        WorkEnded: the process needed more than it may, or broke down.
    """
    told = (0, 0)
    with _process(module, given, limits) as lines:
        for line in lines:
            kind, _, rest = (line or b"").partition(b" ")
            if kind == ROW and row:
                row(rest)
                continue
            if kind == RESULT:
                return rest
            if kind == STEP:
                done, total = rest.split()
                told = (int(done), int(total))
            if progress:
                progress(*told)
    msg = f"读这个文件要用的内存超过 {limits.megabytes} MB，或者时间超过 {limits.seconds} 秒"
    raise WorkEnded(msg)


@contextmanager
def _process(
    module: str, given: Sequence[bytes], limits: Limits
) -> Iterator[Iterator[bytes | None]]:
    """Start it and give its lines, None twice a second while there is none; it is gone after."""
    errand = [module, str(limits.megabytes), str(limits.seconds)]
    with tempfile.TemporaryFile() as file:
        for part in given:
            file.write(len(part).to_bytes(8, "big") + part)
        file.seek(0)
        process = _start(errand, file, {**os.environ, **FRUGAL})
        gone = threading.Event()
        try:
            yield _lines(process, gone, limits.seconds + GRACE_S)
        finally:
            gone.set()
            _end(process)
            process.wait()


def _start(
    errand: Sequence[str], given: IO[bytes], environment: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603  (our own module)
        [sys.executable, "-m", *errand],
        cwd=ROOT,
        stdin=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,  # so that what it starts itself ends with it
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    if os.name == "nt":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _lines(
    process: "subprocess.Popen[bytes]", gone: threading.Event, patience_s: float
) -> Iterator[bytes | None]:
    coming: queue.Queue[bytes] = queue.Queue(MOST_WAITING)
    threading.Thread(target=_pump, args=(process, coming, gone), daemon=True).start()
    begun: list[bytes] = []  # pieces of a line whose end has not come
    silent_since = time.monotonic()
    while time.monotonic() - silent_since < patience_s:
        try:
            piece = coming.get(timeout=LOOK_S)
        except queue.Empty:
            yield None
            continue
        if not piece:
            return
        *ends, rest = piece.split(b"\n")
        for end in ends:
            yield b"".join([*begun, end])
            begun = []
        begun.append(rest)
        silent_since = time.monotonic()


def _pump(
    process: "subprocess.Popen[bytes]", into: "queue.Queue[bytes]", gone: threading.Event
) -> None:
    """Pass on what it writes, and b"" at the end; a pipe cannot be waited for on every system."""
    if process.stdout is None:
        return
    with process.stdout as pipe:
        piece = b"?"
        while piece and not gone.is_set():
            piece = os.read(pipe.fileno(), PIECE)
            while not gone.is_set():
                try:
                    into.put(piece, timeout=LOOK_S)
                except queue.Full:
                    continue
                break


# What follows is called in the process itself.


def limit_this_process(megabytes: int, seconds: int) -> None:
    """Bound memory and CPU time; on Windows only the clock of the one who asked bounds it.

    What such a process makes, it gives back as a whole by its end: it is looked through for
    what nobody holds any more only now and then.
    """
    collect_rarely()
    try:
        import resource  # noqa: PLC0415  (there is none on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def given_parts() -> list[bytes]:
    """Return what was handed over, part by part."""
    parts, source = [], sys.stdin.buffer
    while head := source.read(8):
        parts.append(source.read(int.from_bytes(head, "big")))
    return parts


def tell_step(done: int, total: int) -> None:
    """Say how far the work is."""
    _say(STEP, f"{done} {total}".encode())


def tell_row(row: bytes) -> None:
    """Give a part of the answer, which holds no line break; told on with the next other word."""
    sys.stdout.buffer.write(ROW + b" " + row + b"\n")


def tell_result(answer: bytes) -> None:
    """Give the answer, which holds no line break."""
    _say(RESULT, answer)


def _say(kind: bytes, rest: bytes) -> None:
    sys.stdout.buffer.write(kind + b" " + rest + b"\n")
    sys.stdout.buffer.flush()
