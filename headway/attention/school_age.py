"""Whether a child is of compulsory school age in England on a day."""

from __future__ import annotations

from datetime import date, timedelta

# Education Act 1996 section 8: from the first of these days on or after the fifth birthday (Start of Compulsory School Age
# Order 1998), until the last Friday in June (School Leaving Date Order 1997) of the school year of the sixteenth birthday.
_STARTS = ((3, 31), (8, 31), (12, 31))
_FIVE, _SIXTEEN, _FRIDAY, _SEPTEMBER = 5, 16, 4, 9


def is_of_school_age(born_on: date, day: date) -> bool:
    """Whether the law has the child in education of full time on the day."""
    return _starts_on(born_on) <= day <= _leaves_on(born_on)


def _starts_on(born_on: date) -> date:
    fifth = (born_on.month, born_on.day)
    month, on = next(each for each in _STARTS if fifth <= each)
    return date(born_on.year + _FIVE, month, on)


def _leaves_on(born_on: date) -> date:
    """A school year begins in September: whoever turns sixteen in it leaves at its end."""
    last = date(born_on.year + _SIXTEEN + (born_on.month >= _SEPTEMBER), 6, 30)
    return last - timedelta(days=(last.weekday() - _FRIDAY) % 7)
