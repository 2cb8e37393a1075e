"""The shape of every message a person sees when something is wrong: what happened, where, what to do.

Exit codes (also in docs/reference/exit-codes.md): 0 done · 1 a fault in Headway · 2 the command was typed wrongly ·
3 a file could not be used · 4 a definition, plan or county file is wrong · 5 no such measure, place, load or reason ·
6 refused, to keep what is already held safe, or because the numbers cannot be right ·
7 something held or released is no longer as it was.
"""

from __future__ import annotations

from typing import ClassVar


class HeadwayError(Exception):
    """A message for a person. Holds no child's details: sheets, rows and columns, never a record's values."""

    title: ClassVar[str] = "Something is wrong"
    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, where: str, todo: str) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.todo = todo

    def lines(self) -> list[str]:
        """The message in the order in which a person needs it; the middle part may have several lines."""
        return [self.what, self.where, self.todo]

    def __str__(self) -> str:
        return "\n".join(self.lines())


class MistypedError(HeadwayError):
    """The command was typed in a way that cannot be followed."""

    title = "The command was typed wrongly"
    exit_code = 2


class FileError(HeadwayError):
    """A file that a person gave cannot be used: empty, protected, of another kind, or not there."""

    title = "The file could not be used"
    exit_code = 3


class DefinitionError(HeadwayError):
    """A page, a plan, a county file or another definition says something that cannot be right."""

    title = "A definition is wrong"
    exit_code = 4


class UnknownNameError(HeadwayError):
    """A measure, place, load or reason that does not exist; the message gives the nearest names."""

    title = "No such name"
    exit_code = 5


class RefusedError(HeadwayError):
    """What was asked would harm what is held, or asks of a day that has not been."""

    title = "Refused"
    exit_code = 6


class UnusableNumbersError(RefusedError):
    """Numbers that cannot be right: infinite, a count below nothing, more met than there were, ends of no series."""

    title = "The numbers cannot be judged"


class AlteredError(HeadwayError):
    """What is held or was released is no longer as it was: a load, a kept document, a definition, a pack."""

    title = "Not as it was"
    exit_code = 7
