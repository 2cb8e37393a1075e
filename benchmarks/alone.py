"""A step in a process of its own, the most memory that a process has held, and the machine that it was measured on."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import psutil

from headway import __version__

_STATUS = Path("/proc/self/status")


def alone(module: str, *words: str | Path) -> dict[str, Any]:
    """What a benchmark says in the last line that it writes, run as ``python -m benchmarks.MODULE WORDS``."""
    typed = [sys.executable, "-m", f"benchmarks.{module}", *map(str, words)]
    done = subprocess.run(typed, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def peak_mebibytes() -> int:
    """The most memory that this process has held at once.

    Linux counts it by process in VmHWM. ``ru_maxrss`` will not do there: a process begins with that of its parent, so
    that a benchmark which has made a large file would add it to all that it starts.
    """
    if _STATUS.exists():
        [kibibytes] = re.findall(r"^VmHWM:\s+(\d+) kB$", _STATUS.read_text(encoding="ascii"), re.MULTILINE)
        return int(kibibytes) // 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20  # bytes on macOS


def machine() -> dict[str, Any]:
    """What a figure was measured on, and how busy it was with other things: the load of the quarter of an hour before."""
    return {
        "cores": os.cpu_count(),
        "gibibytes": round(psutil.virtual_memory().total / 2**30),
        "load": round(os.getloadavg()[2], 1),
        "measured_on": time.strftime("%Y-%m-%d"),
        "headway": __version__,
        "python": platform.python_version(),
        "duckdb": duckdb.__version__,
    }
