"""The machine measured on, and how busy others keep it: without these a figure says little."""

import os
import platform
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import psutil  # type: ignore[import-untyped]

BUSY_PERCENT = 20.0


@dataclass(frozen=True, slots=True)
class Moment:
    """时刻: load average over one minute, and CPU share of all others while we do nothing."""

    part: str
    load: float
    others_percent: float

    @property
    def is_busy(self) -> bool:
        """Whether others took so much that the figures after this moment are too high."""
        return self.others_percent > BUSY_PERCENT


def look(part: str) -> Moment:
    """Watch the machine for a second before a part is measured; nothing of ours may run."""
    return Moment(part, round(os.getloadavg()[0], 2), psutil.cpu_percent(interval=1.0))


def describe() -> dict[str, str]:
    """Name processor, memory, system and the versions that matter."""
    memory = round(psutil.virtual_memory().total / 2**30)
    packages = ("streamlit", "networkx", "pyvis")
    return {
        "date": datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
        "machine": f"{_processor()},{os.cpu_count()} 核，内存 {memory} GiB",
        "system": f"{platform.system()} {platform.release()},Python {platform.python_version()}",
        "packages": ",".join(f"{name} {version(name)}" for name in packages),
    }


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.is_file():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
