"""The day for which a file is true: as given, else as its name or its front sheet says."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from headway.errors import RefusedError
from headway.returns.file_errors import NoAsAtError
from headway.returns.sheet import Row

_MONTHS = {name: number for number, name in enumerate(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
)}  # fmt: skip
_MONTH_NAME = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAYS = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_. ]?(?P<m>0[1-9]|1[0-2])[-_. ]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>0?[1-9]|[12]\d|3[01])[-_. /](?P<m>0?[1-9]|1[0-2])[-_. /](?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[-_. ]*(?P<m>{_MONTH_NAME})[-_., ]*(?P<y>(?:19|20)\d\d)(?!\d)",
        re.I,
    ),
)
_MONTHS_ONLY = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_. ](?P<m>0[1-9]|1[0-2])(?![-_. ]?\d)"),
    re.compile(rf"(?<![a-z])(?P<m>{_MONTH_NAME})[-_. ]*(?P<y>(?:19|20)\d\d)(?!\d)", re.I),
    re.compile(rf"(?<!\d)(?P<y>(?:19|20)\d\d)[-_. ]*(?P<m>{_MONTH_NAME})(?![a-z])", re.I),
)
_LABEL = re.compile(
    r"^\W*(?:data\s+)?(?:as\s+at|as\s+of|snapshot(?:\s+date)?|extract(?:ion)?\s+date|date\s+of\s+(?:the\s+)?(?:extract|snapshot"
    r"|data|report)|report(?:ing)?\s+date|data\s+date|position\s+(?:as\s+)?at|date\s+extracted)\b",
    re.I,
)


@dataclass(frozen=True)
class AsAt:
    """The day, and how it is known."""

    day: date
    basis: str


EARLIEST = date(1990, 1, 1)
"""The first day of the bank holidays by which working days are counted."""


def decide_as_at(
    given: date | None, *, today: date, file_names: Sequence[str], front: Iterable[tuple[str, Sequence[Row]]]
) -> AsAt:
    """The day as given, else from the file. NoAsAtError when nothing says it, RefusedError for a day to come or too early."""
    found = AsAt(given, "given with --as-at") if given else None
    found = found or _from_names(file_names) or _from_front(front)
    if found is None:
        raise NoAsAtError(
            "The file does not say for which day it is true, and no day was given.",
            f"{', '.join(file_names)}: no date in the name, and no 'as at' or 'snapshot date' on a front sheet.",
            "Give the day: --as-at 2026-09-30, for example.",
        )
    if found.day > today:
        raise RefusedError(
            f"The day {found.day.isoformat()} has not been yet ({found.basis}).",
            f"Today is {today.isoformat()}.",
            "Give the day on which the lists were drawn up: --as-at YYYY-MM-DD.",
        )
    if found.day < EARLIEST:
        raise RefusedError(
            f"The day {found.day.isoformat()} is too early ({found.basis}).",
            f"Days are counted from {EARLIEST.isoformat()} on.",
            "Give the day on which the lists were drawn up: --as-at YYYY-MM-DD.",
        )
    return found


def doubt_by_names(day: date, file_names: Sequence[str]) -> tuple[str, ...]:
    """For each file whose name holds a date, and not this day, the question whether the day is right."""
    doubts = []
    for name in file_names:
        stem = name.rsplit(".", 1)[0]
        days = days_in(stem)
        months = {each for each in _month_ends_in(stem) if not days}
        if (days and day not in days) or (months and day.strftime("%Y%m") not in {f"{m:%Y%m}" for m in months}):
            named = " and ".join(each.isoformat() if days else f"{each:%B %Y}" for each in sorted(days or months))
            doubts.append(
                f"The name of {name} holds {named}, and the day taken is {day.isoformat()}: is the day right?"
            )
    return tuple(doubts)


def _from_names(file_names: Sequence[str]) -> AsAt | None:
    """The one day that the names give, or the end of the one month; two different days say nothing."""
    stems = [name.rsplit(".", 1)[0] for name in file_names]
    days = {day for stem in stems for day in days_in(stem)}
    if len(days) == 1:
        return AsAt(days.pop(), f"the date in the file name {_name_of(file_names)}")
    months = {day for stem in stems for day in _month_ends_in(stem)}
    if not days and len(months) == 1:
        return AsAt(months.pop(), f"the end of the month in the file name {_name_of(file_names)}")
    return None


def _from_front(front: Iterable[tuple[str, Sequence[Row]]]) -> AsAt | None:
    """The day beside, below or behind a label such as *as at*, on a sheet that is no list."""
    found: dict[date, str] = {}
    for name, rows in front:
        for number, row in enumerate(rows):
            for position, cell in enumerate(row):
                if cell and len(cell) < 120 and _LABEL.match(cell):
                    below = rows[number + 1][position] if number + 1 < len(rows) else None
                    beside = next((text for text in row[position + 1 :] if text), None)
                    days = next((d for text in (cell, beside, below) if text and (d := days_in(text))), set())
                    found.update({day: f"'{cell.strip()[:40]}' on sheet {name}, row {number + 1}" for day in days})
    if len(found) != 1:
        return None
    day, basis = next(iter(found.items()))
    return AsAt(day, basis)


def days_in(text: str) -> set[date]:
    """Every whole date in a text, day before month where the year does not come first."""
    return {day for pattern in _DAYS for match in pattern.finditer(text) if (day := _day(match))}


def _month_ends_in(text: str) -> set[date]:
    ends = set()
    for pattern in _MONTHS_ONLY:
        for match in pattern.finditer(text):
            year, month = int(match["y"]), _month(match["m"])
            ends.add(date(year, month, monthrange(year, month)[1]))
    return ends


def _day(match: re.Match[str]) -> date | None:
    try:
        return datetime(int(match["y"]), _month(match["m"]), int(match["d"])).date()  # noqa: DTZ001 - a day, no moment
    except ValueError:
        return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS[text[:3].lower()]


def _name_of(file_names: Sequence[str]) -> str:
    return file_names[0] if len(file_names) == 1 else f"{file_names[0]} and {len(file_names) - 1} more"
