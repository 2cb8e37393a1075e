"""The beginning and the end of a command in the log: which command, which options, how it ended. No value of any option."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from typer.core import TyperGroup

from headway import __version__, log


def begin(where: str, group: TyperGroup, command: str, words: Sequence[str]) -> None:
    """Opens the log and writes which command was given, with the names of those of its options that there are."""
    log.write_to(where)
    asked, name = group.commands[command], command
    if isinstance(asked, TyperGroup):
        within = next((word for word in words if word in asked.commands), None)
        asked, name = (asked.commands[within], f"{command} {within}") if within else (asked, command)
    known = {option for each in asked.params for option in each.opts if option.startswith("--")}
    given = {word.split("=")[0] for word in words}
    log.note("begun", version=__version__, command=name, options=sorted(known & given))


@contextmanager
def ended() -> Iterator[None]:
    """Writes how what is done within ended, and closes the log."""
    began = time.perf_counter()
    found: dict[str, log.Value] = {"exit_code": 0}
    try:
        yield
    except SystemExit as end:
        found["exit_code"] = end.code if isinstance(end.code, int) else int(end.code is not None)
        if found["exit_code"] and end.__context__ is not None:
            found["error"] = type(end.__context__).__name__
        raise
    except BaseException as error:
        found |= {"exit_code": 1, "error": type(error).__name__}
        raise
    finally:
        log.note("ended", **found, seconds=round(time.perf_counter() - began, 3))
        log.stop()
