"""Which figure is asked for: a figure's id as pack.json gives it, or a measure with a period and a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headway.catalogue import nearest_names
from headway.county.figures import last_twelve_months
from headway.errors import MistypedError, UnknownNameError
from headway.measures import COUNTY, LOCALITY, TEAM, CountyFiles, MeasureCatalogue, MeasurePage
from headway.measures.places import levels_of, names_at
from headway.periods import Period, collection_year_of, month_of, quarter_of, range_of

_PERIOD = re.compile(
    r"(?P<range>\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d)|(?P<quarter>\d{4}-\d\d Q[1-4])"
    r"|(?P<month>\d{4}-(0[1-9]|1[0-2]))|(?P<year>\d{4}-\d\d)"
)
PERIODS = "a month 2026-09, a quarter '2026-27 Q2', a collection year 2026-27, or any days 2026-07-01..2026-09-30"


@dataclass(frozen=True)
class FigureAsked:
    """One figure: a measure with its part, a place, and a period. Without a period: the newest."""

    page: MeasurePage
    part: str | None
    level: str
    place: str
    period: Period | None

    @property
    def name(self) -> str:
        """The measure's id, with its part."""
        return self.page.name_of(self.part)

    def period_on(self, day: date) -> Period:
        """The period asked for, or the newest on the day: a stock's month, a flow's last 12 whole months."""
        if self.period is not None:
            return self.period
        return month_of(day) if self.page.front.timing == "stock" else last_twelve_months(day)


def figure_asked(
    words: Sequence[str], measures: MeasureCatalogue, files: CountyFiles, *, period: str = "", place: str = ""
) -> FigureAsked:
    """The figure that the words name. Raises UnknownNameError with near names, MistypedError for a period that is none."""
    name, _, rest = " ".join(words).strip().partition(" ")
    page, part = measures.figure(name)
    if part is None and len(page.parts) > 1:
        names = " or ".join(page.name_of(each) for each in page.parts)
        raise MistypedError(f"{name} has several figures.", "The figure to explain.", f"Write {names}.")
    found = _PERIOD.match(rest)
    if found and (not rest[found.end() :] or rest[found.end()] == " "):
        if period and period != found.group():
            raise MistypedError(
                f"Two periods are named: {found.group()}, and --period {period}.",
                "The figure to explain.",
                "Name one of them.",
            )
        period, rest = found.group(), rest[found.end() :].strip()
    if place and rest and place.lower() != rest.lower():
        raise MistypedError(
            f"Two places are named: {rest}, and --place {place}.", "The figure to explain.", "Name one of them."
        )
    level, named = _place(place or rest, files)
    return FigureAsked(page, part if part else page.parts[0], level, named, _period(period) if period else None)


def _period(text: str) -> Period:
    found = _PERIOD.fullmatch(text.strip())
    if found is None:
        raise MistypedError(f"'{text}' is no period.", "The period of the figure.", f"Give {PERIODS}.")
    first = int(text[:4])
    try:
        if found["range"]:
            start, end = (date.fromisoformat(day) for day in text.strip().split(".."))
            if end < start:
                raise ValueError
            return range_of(start, end)
    except ValueError:
        raise MistypedError(f"'{text}' is no period.", "The period of the figure.", f"Give {PERIODS}.") from None
    if found["month"]:
        return month_of(date(first, int(text[5:7]), 1))
    year = collection_year_of(date(first, 4, 1))
    if year.name != text[:7]:
        raise MistypedError(
            f"'{text}' is neither a month nor a collection year.",
            "The period of the figure.",
            f"A month is 01 to 12, as {first}-09; the collection year that begins in {first} is {year.name}.",
        )
    if found["quarter"]:
        month = 4 + 3 * (int(text[-1]) - 1)
        return quarter_of(date(first + (month > 12), (month - 1) % 12 + 1, 1))
    return year


def _place(text: str, files: CountyFiles) -> tuple[str, str]:
    """The level and the name of a place: a locality before a team of the same name; the county when none is given."""
    if text.lower() in ("", "county", files.county.lower()):
        return COUNTY, files.county
    levels = (LOCALITY, *(each for each in levels_of(files.localities) if each not in (LOCALITY, TEAM)), TEAM)
    known = [(level, name) for level in levels for name in names_at(files.localities, level)]
    for level, name in known:
        if name.lower() == text.lower():
            return level, name
    near = nearest_names(text, [name for _, name in known])
    raise UnknownNameError(
        f"There is no place '{text}'.",
        "localities.yaml names the localities and teams.",
        f"Did you mean {near}?" if near else f"A figure is named by measure, period and place; a period is {PERIODS}.",
    )
