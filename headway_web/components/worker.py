"""A thread beside the server that starts a process whenever something waits: what dies with the process is begun again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from headway_web.environment import COUNTY

LOOK_SECONDS = 2.0


class Worker(Thread):
    """Runs the module as a process for the county whenever ``waits`` says so, until ``ends`` is set."""

    def __init__(self, county: Path, module: str, waits: Callable[[], bool]) -> None:
        super().__init__(name=module, daemon=True)
        self.county, self.module, self.waits, self.ends = county, module, waits, Event()

    def run(self) -> None:
        """Every few seconds."""
        from django.db import DatabaseError, close_old_connections

        while not self.ends.wait(LOOK_SECONDS):
            close_old_connections()
            try:
                is_wanted = self.waits()
            except DatabaseError:
                continue
            if is_wanted:
                command = [sys.executable, "-m", self.module, str(self.county)]
                subprocess.run(command, check=False, stdin=subprocess.DEVNULL)  # noqa: S603


def start_django(county: Path) -> None:
    """Django set up for the county, in a process of its own."""
    os.environ[COUNTY] = str(county.absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = "headway_web.settings"
    import django

    django.setup()
