"""What is recorded of contacts with a child: one answer for each question that a rule or a table asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Fact = Literal["contact", "in_person", "seen", "alone"]
IN_PERSON = "in_person"


@dataclass(frozen=True)
class Contact:
    """One contact that took place. None: the file does not say, or cannot be read. ``mode`` is a code of contact_mode."""

    on: date | None
    mode: str | None
    seen: bool | None
    alone: bool | None
    by: str = ""

    def is_so(self, fact: Fact) -> bool | None:
        """Whether it was such a contact. *in_person*: in the same place, and the child was seen."""
        if fact == "contact":
            return True
        if fact == "alone":
            return self.alone
        if fact == "seen":
            return self.seen
        if self.seen is False or (self.mode is not None and self.mode != IN_PERSON):
            return False
        return None if self.mode is None else self.seen


def took_place(contacts: Sequence[Contact], fact: Fact, days: int, day: date) -> bool | None:
    """Whether there was such a contact on the day or in the ``days`` before it.

    None where none is certain, and one may have been: its date, its mode or whether the child was seen is not known.
    """
    first, may_be = day - timedelta(days=days), False
    for each in contacts:
        if each.on is not None and not first <= each.on <= day:
            continue
        answer = each.is_so(fact)
        if answer and each.on is not None:
            return True
        may_be = may_be or answer is not False
    return None if may_be else False


def newest(contacts: Sequence[Contact], fact: Fact, day: date) -> Contact | None:
    """The newest contact up to the day that certainly was such a one."""
    found = [each for each in contacts if each.on is not None and each.on <= day and each.is_so(fact)]
    return max(found, key=lambda each: each.on or day, default=None)
