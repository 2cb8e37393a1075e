"""The county's kept picture as pages read it, and how it is kept up to date beside the server."""

from __future__ import annotations

import math
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from threading import Event, Thread

from headway import log
from headway.county import County
from headway.county.picture import Picture, newest_picture, picture_name
from headway.errors import HeadwayError, UnknownNameError
from headway.store import disk
from headway_web.county import the_county
from headway_web.environment import WEB_FOLDER

TROUBLE = "picture_trouble.txt"
LOOK_SECONDS, AGAIN_SECONDS = 5.0, 300.0
NOT_MADE = "The figures could not be worked out: that was cut short, or there is a fault in Headway."


def the_picture() -> Picture:
    """The newest picture of the county. Raises UnknownNameError that says why there is none yet."""
    county = the_county()
    found = newest_picture(county.store)
    if found is not None:
        return found
    if told := trouble(county.folder):
        raise UnknownNameError(told[0], "The county folder.", told[-1])
    if not county.store.path.is_dir() or not county.loads():
        raise UnknownNameError("No data have been loaded yet.", "The county's store.", "Load a return, then come back.")
    raise UnknownNameError(
        "The figures are being worked out for the first time.",
        "The county's store.",
        "It takes a minute or two; this page comes back by itself.",
    )


def trouble(county: Path) -> list[str]:
    """What the library said the last time that the picture could not be made: what, where, what to do. Empty: nothing."""
    path = county / WEB_FOLDER / TROUBLE
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def make(folder: Path) -> None:
    """The picture made, in a process of its own; what stands against it is written down for the pages."""
    try:
        County.open(folder).picture(by="web app", today=today_here())
    except HeadwayError as error:
        tell_trouble(folder, error.lines())
    else:
        disk.forget_file(folder / WEB_FOLDER / TROUBLE)


def tell_trouble(folder: Path, lines: Sequence[str]) -> None:
    """Written down for the pages: what stands against newer figures, where, and what to do."""
    path = folder / WEB_FOLDER / TROUBLE
    disk.make_folder(path.parent)
    disk.replace_file(path, "\n".join(lines).encode())


def today_here() -> date:
    """The day on this machine's clock."""
    return datetime.now().astimezone().date()


def fault_of(told: str) -> tuple[str, str]:
    """What ended a process, from what it told: the class of the error, and the line of Headway; nothing it was about."""
    lines = re.findall(r'File "[^"]*?(headway\w*/[\w/]+\.py)", line (\d+)', told)
    kinds = re.findall(r"^([A-Za-z_]\w*)(?::|$)", told, re.MULTILINE)
    return (kinds[-1] if kinds else "CutShort"), ", line ".join(lines[-1]) if lines else "no line of Headway"


class Keeper(Thread):
    """Looks every few seconds whether the picture is still that of the county, and has it made again where it is not."""

    def __init__(self, folder: Path) -> None:
        super().__init__(name="keeper", daemon=True)
        self.folder, self.ends, self.tried, self.again_at = folder, Event(), "", math.inf

    def run(self) -> None:
        """Until ``ends`` is set."""
        while not self.ends.wait(LOOK_SECONDS if self.tried else 0):
            self.look()

    def look(self) -> None:
        """One look. What the library refused is tried again when the county has changed, what failed after a while too."""
        try:
            wanted = picture_name(County.open(self.folder), today_here())
        except Exception as error:
            wanted = f"{type(error).__name__} {error}"
        if wanted == self.tried and time.monotonic() < self.again_at:
            return
        self.tried, self.again_at = wanted, math.inf
        command = [sys.executable, "-m", __name__, str(self.folder)]
        made = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)  # noqa: S603
        if made.returncode:
            kind, where = fault_of(made.stderr)
            log.note("picture not made", error=kind)
            print(f"The figures could not be worked out: {kind}, {where}.", file=sys.stderr)
            tell_trouble(self.folder, [NOT_MADE, "The county folder.", "It is tried again in five minutes."])
            self.again_at = time.monotonic() + AGAIN_SECONDS


if __name__ == "__main__":
    make(Path(sys.argv[1]))
