"""Try one fault: in a copy of the tree, in a process of its own, with the nearest tests.

The libraries are loaded once and the process is forked for each fault, because loading them
takes longer than most tests.
"""

import importlib
import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import hypothesis
import pytest

from bench.mutants.choosing import Fault
from bench.mutants.nearest import nearest_tests

LIBRARIES = ("hypothesis", "networkx", "numpy", "pydantic", "pyproj", "sqlalchemy", "yaml")
OURS = ("chains", "files", "policies", "geodata", "ledger", "targets", "tests", "bench")
CPU_S = 60  # of the tests of one fault; none needs half of that without one
WALL_S = 600  # for a fault that waits instead of reckoning
MEMORY = 4 << 30  # bytes
SAID = "said.txt"
QUIETLY = (
    *("-q", "--no-header", "--tb=no", "-n", "0", "-p", "no:cacheprovider"),
    # hypothesis is loaded before pytest here, on purpose
    *("-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"),
)
UNLOADED = "while loading conftest"  # the fault breaks what all tests import
# An internal error: the fault ends the program while pytest reads the tests.
SEEN = frozenset(
    {
        pytest.ExitCode.TESTS_FAILED,
        pytest.ExitCode.INTERRUPTED,
        pytest.ExitCode.INTERNAL_ERROR,
    }
)


class Outcome(StrEnum):
    """What became of a fault; ENDLESS: the tests did not come to an end, which is seen too."""

    KILLED = "killed"
    ENDLESS = "endless"
    SURVIVED = "survived"


@dataclass(frozen=True, slots=True)
class Trial:
    """How a fault fared: the test that saw it, "" if none did."""

    outcome: Outcome
    seen_by: str
    seconds: float


def prepare() -> None:
    """Load what every trial needs, and let every trial draw the same examples."""
    for name in LIBRARIES:
        importlib.import_module(name)
    generate = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None, phases=generate
    )
    hypothesis.settings.load_profile("mutants")


def copy_tree(root: Path, copy: Path) -> None:
    """Copy what git knows or would add; times are kept, so compiled modules stay valid."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (root / name).is_file():
            shutil.copy2(root / name, target)


def compile_tests(copy: Path, tests: Iterable[str]) -> None:
    """Read all tests without running them, so that Python keeps them compiled.

    Raises:
        RuntimeError: they cannot be read.
    """
    _require_done(copy, ("--collect-only", *sorted(set(tests))))


def require_green(copy: Path, seen_by: Iterable[str]) -> None:
    """Run the tests that saw faults once more without any.

    Raises:
        RuntimeError: one fails by itself; what it seemed to see was no fault.
    """
    named = sorted({name.partition("[")[0] for name in seen_by if "::" in name})
    if named:
        _require_done(copy, named)


def _require_done(copy: Path, arguments: Sequence[str]) -> None:
    code, _ = _run(copy, arguments, compiled=True)
    if code != pytest.ExitCode.OK:
        raise RuntimeError((copy / SAID).read_text("utf-8", "replace")[-3000:])


def try_fault(copy: Path, fault: Fault) -> Trial:
    """Put `fault` into `copy`, run the nearest tests to the first that fails, take it out again.

    Raises:
        RuntimeError: the tests could not be started at all.
    """
    path = copy / fault.module
    sound, times = path.read_bytes(), path.stat()
    path.write_text(fault.text, "utf-8")
    try:
        code, seconds = _run(copy, nearest_tests(fault.module), compiled=False)
    finally:
        path.write_bytes(sound)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    said = (copy / SAID).read_text("utf-8", "replace")
    if code == pytest.ExitCode.OK:
        return Trial(Outcome.SURVIVED, "", seconds)
    if code is None or code < 0:
        return Trial(Outcome.ENDLESS, "", seconds)
    if code == pytest.ExitCode.USAGE_ERROR and UNLOADED in said:
        return Trial(Outcome.KILLED, "conftest", seconds)
    if code not in SEEN:
        msg = f"pytest ended with {code} for {fault.module}:{fault.line}\n{said[-2000:]}"
        raise RuntimeError(msg)
    return Trial(Outcome.KILLED, _seen_by(said), seconds)


def _seen_by(said: str) -> str:
    lines = [line for line in said.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return lines[0].split(" - ")[0].partition(" ")[2] if lines else "collection"


def _run(copy: Path, tests: Sequence[str], *, compiled: bool) -> tuple[int | None, float]:
    """Return pytest's exit code (negative: ended by a signal; None: by us) and the seconds."""
    began = time.monotonic()
    forked = multiprocessing.get_context("fork")
    process = forked.Process(target=_in_child, args=(copy, tests, compiled))
    process.start()
    process.join(WALL_S)
    if process.exitcode is None and process.pid is not None:
        os.killpg(process.pid, signal.SIGKILL)
        process.join()
        return None, time.monotonic() - began
    return process.exitcode, time.monotonic() - began


def _in_child(copy: Path, tests: Sequence[str], compiled: bool) -> None:  # noqa: FBT001
    os.setsid()
    os.chdir(copy)
    said = os.open(SAID, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    if not compiled:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.dont_write_bytecode = not compiled
    sys.path[:] = [str(copy), *(name for name in sys.path[1:] if name)]
    for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
        del sys.modules[name]
    until = () if compiled else ("-x",)
    os._exit(int(pytest.main([*QUIETLY, *until, "-m", "not browser and not postgres", *tests])))
