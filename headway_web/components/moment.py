"""A past moment as an address says it: ``?as_at=2026-07-31&known_on=2026-08-05``, as the command line's options do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from django.utils import timezone

from headway.periods import day_words

AS_AT, KNOWN_ON = "as_at", "known_on"


@dataclass(frozen=True)
class Moment:
    """``as_at``: the facts of the newest load on or before the day; ``known_on``: what had been received by then."""

    as_at: date | None
    known_on: date | None

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What the address says, by name."""
        given = ((AS_AT, self.as_at), (KNOWN_ON, self.known_on))
        return [(name, value.isoformat()) for name, value in given if value]

    @property
    def query(self) -> str:
        """The same behind the question mark of an address."""
        return urlencode(self.fields)

    @property
    def ask(self) -> str:
        """The same with its question mark, behind an address that has none."""
        return f"?{self.query}"

    @property
    def and_ask(self) -> str:
        """The same behind an address that asks for something already."""
        return f"&{self.query}"

    @property
    def options(self) -> str:
        """The same as the command line's options."""
        return " ".join(f"--{name.replace('_', '-')} {value}" for name, value in self.fields)

    @property
    def words(self) -> str:
        """*as at 31 July 2026, as known on 5 August 2026*."""
        said = [f"as at {day_words(self.as_at)}"] if self.as_at else []
        if self.known_on:
            at = f", {self.known_on:%H:%M} UTC" if isinstance(self.known_on, datetime) else ""
            said.append(f"as known on {day_words(self.known_on)}{at}")
        return ", ".join(said)


def moment_of(asked: Mapping[str, str]) -> tuple[Moment | None, dict[str, str]]:
    """The moment of an address, None where it is of now; by name, what is wrong with what it says."""
    texts = {name: asked.get(name, "").strip() for name in (AS_AT, KNOWN_ON)}
    found = {AS_AT: day_of(texts[AS_AT]), KNOWN_ON: day_or_moment(texts[KNOWN_ON])}
    faults = {}
    for name, text in texts.items():
        given = found[name]
        if text and given is None:
            faults[name] = f"‘{text[:40]}’ is not a day: write it as 2026-08-31"
        elif given and given > (timezone.now() if isinstance(given, datetime) else timezone.localdate()):
            faults[name] = f"{text[:40]} has not been yet: give a day up to today"
    if faults or not any(texts.values()):
        return None, faults
    return Moment(found[AS_AT], found[KNOWN_ON]), {}


def day_of(text: str) -> date | None:
    """The day, or None for a text that is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def day_or_moment(text: str) -> date | None:
    """A day, or a moment as the lists of loads show it, in UTC where the text says no other; None for what is neither."""
    if "T" not in text:
        return day_of(text)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
