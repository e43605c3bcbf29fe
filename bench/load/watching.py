"""What a server's process takes while people are in it: CPU, memory, threads, open files."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import psutil  # type: ignore[import-untyped]

EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a process: seconds since the first, CPU seconds so far, memory in MiB."""

    at_s: float
    cpu_s: float
    memory_mb: float
    handles: int
    threads: int


@dataclass(slots=True)
class Watch:
    """观察: looks at one process, in the order taken; the helpers it started do not count."""

    pid: int
    looks: list[Look] = field(default_factory=list)
    _start: float = field(default_factory=time.monotonic)

    def look(self) -> Look:
        """Look now."""
        process = psutil.Process(self.pid)
        times, memory = process.cpu_times(), process.memory_info().rss / 2**20
        at = time.monotonic() - self._start
        seen = Look(at, times.user + times.system, memory, process.num_fds(), process.num_threads())
        self.looks.append(seen)
        return seen

    @property
    def cpu_s(self) -> float:
        """CPU seconds between the first look and the last."""
        return self.looks[-1].cpu_s - self.looks[0].cpu_s

    @property
    def slope_mb_per_min(self) -> float:
        """Growth of memory by the straight line through the second half of the looks."""
        late = self.looks[len(self.looks) // 2 :]
        if len({look.at_s for look in late}) < 2:  # noqa: PLR2004
            return 0.0
        line = statistics.linear_regression(
            [look.at_s / 60 for look in late], [look.memory_mb for look in late]
        )
        return line.slope


@asynccontextmanager
async def watching(pid: int) -> AsyncIterator[Watch]:
    """Look at the process every second, and once more at the end."""
    watch = Watch(pid)
    watch.look()
    task = asyncio.create_task(_keep_looking(watch))
    try:
        yield watch
    finally:
        task.cancel()
        watch.look()


async def _keep_looking(watch: Watch) -> None:
    while True:
        await asyncio.sleep(EVERY_S)
        watch.look()
