"""A step in a process of its own, and the most memory that this process has held."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

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
