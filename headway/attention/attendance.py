"""What is recorded of a child in school in the last week of school days: recorded facts, and no rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headway.attention.school_age import is_of_school_age
from headway.periods import is_working_day

ATTENDING, NOT_ATTENDING, NOT_EXPECTED_CODE = "attending", "not_attending", "not_expected"
ATTENDED, ABSENT, NOT_EXPECTED = "attended", "expected, not attending", "not expected"
CANNOT_TELL, NO_DATA, OTHER_AGE = "cannot tell", "no data", "not of school age"
_IN_ORDER = ((ATTENDING, ATTENDED), (NOT_ATTENDING, ABSENT), (NOT_EXPECTED_CODE, NOT_EXPECTED))


@dataclass(frozen=True)
class Mark:
    """What a school said of one day. None: the file does not say, or cannot be read. ``code`` is one of *attendance*."""

    on: date | None
    code: str | None
    reason: str = ""


@dataclass(frozen=True)
class AttendanceFile:
    """The newest file of attendance as it is used: each child's marks."""

    load_id: str
    day: date
    marks: Mapping[str, Sequence[Mark]]
    lost_count: int


@dataclass(frozen=True)
class SchoolWeek:
    """The school days that are looked at: those of the file in the week up to its newest one; none where it names none.

    A school day is a Monday to Friday and no bank holiday, up to the file's own day, that the file has a row for.
    """

    load_id: str
    day: date
    days: tuple[date, ...]
    others_count: int
    lost_count: int


@dataclass(frozen=True)
class Schooling:
    """How one child was in school in the week. ``expected`` are the days on which the child certainly was expected.

    ``word``: *attended* (on a day or more); *expected, not attending* (on no day); *not expected*; *cannot tell*; *no data*
    (no row in the week); *not of school age* (no row, and none is asked for). ``reason`` is that of the newest day missed.
    """

    word: str
    attended: int
    expected: int
    reason: str

    @property
    def words(self) -> str:
        """As a person reads it: *attended 3 of 5 days expected*."""
        days = f"{self.expected} day{'' if self.expected == 1 else 's'} expected"
        if self.word == ATTENDED:
            return f"attended {self.attended} of {days}"
        return f"attended none of {days}" if self.word == ABSENT else self.word

    @property
    def missed(self) -> int:
        """The days on which the child was expected and did not come."""
        return self.expected - self.attended


def school_week(file: AttendanceFile, children: Sequence[str]) -> SchoolWeek:
    """The week of the file. ``children`` are those who are followed: the others of the file are counted."""
    dated = {mark.on for marks in file.marks.values() for mark in marks if mark.on}
    every = sorted(on for on in dated if on <= file.day and is_working_day(on))
    days = tuple(on for on in every if on > every[-1] - timedelta(days=7))
    return SchoolWeek(file.load_id, file.day, days, len(file.marks.keys() - set(children)), file.lost_count)


def schooling(marks: Sequence[Mark], week: SchoolWeek, born_on: date | None) -> Schooling:
    """How the child was in school. Of two rows of one day, the one in which the child came stands."""
    by_day: dict[date, set[str | None]] = {}
    missed: list[tuple[date, str]] = []
    for mark in marks:
        if mark.on in week.days:
            by_day.setdefault(mark.on, set()).add(mark.code)
            missed += [(mark.on, mark.reason)] if mark.code == NOT_ATTENDING else []
    attended = {on for on, codes in by_day.items() if ATTENDING in codes}
    absent = {on for on, codes in by_day.items() if NOT_ATTENDING in codes and not codes & {ATTENDING, None}}
    reason = max(((on, why) for on, why in missed if on in absent), default=(None, ""))[1]
    return Schooling(_word(marks, week, born_on), len(attended), len(attended | absent), reason)


def _word(marks: Sequence[Mark], week: SchoolWeek, born_on: date | None) -> str:
    """The first word that certainly holds; *cannot tell* where an earlier one may."""
    for code, word in _IN_ORDER:
        answer = _was(marks, week, code)
        if answer is not False:
            return word if answer else CANNOT_TELL
    last = week.days[-1] if week.days else week.day
    return NO_DATA if born_on is None or is_of_school_age(born_on, last) else OTHER_AGE


def _was(marks: Sequence[Mark], week: SchoolWeek, code: str) -> bool | None:
    """Whether a day of the week has the mark; None where none certainly has, and one may: a cell is not known."""
    may_be = False
    for mark in marks:
        if mark.on is not None and mark.on not in week.days:
            continue
        if mark.on is not None and mark.code == code:
            return True
        may_be = may_be or mark.code in (None, code)
    return None if may_be else False
