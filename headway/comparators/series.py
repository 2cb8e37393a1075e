"""What is published: each series' title, unit, direction and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast

from headway.catalogue import definitions_dir, nearest_names, read_csv_table
from headway.errors import UnknownNameError
from headway.periods import day_words

_ENDS = {
    "year to 31 March": (3, 31),
    "year to 30 September": (9, 30),
    "at 31 March": (3, 31),
    "at 30 September": (9, 30),
    "school year": (8, 31),
    "calendar year": (12, 31),
    "mid-year": (6, 30),
    "January": (1, 31),
}
Good = Literal["higher", "lower", "neither"]


@dataclass(frozen=True)
class Series:
    """One published series. ``good`` is the direction that ``good_source`` gives it; neither: it has no rank.

    ``decimals`` is how many its publisher shows; ``framework`` the National Framework outcome or enabler.
    ``numerator_of`` names the series whose published number, for every 10,000 children, this one is: it is worked out.
    """

    id: str
    title: str
    theme: str
    unit: str
    decimals: int
    good: Good
    good_source: str
    period: str
    framework: str
    source: str
    numerator_of: str = ""

    def ends_on(self, year: int) -> date:
        """The last day of the period that ends in the year."""
        return date(year, *_ENDS[self.period])

    def period_words(self, year: int) -> str:
        """The period as it is written: *year to 31 March 2025*, *at 31 March 2025*, *school year 2024/25*, *2024*."""
        if self.period == "school year":
            return f"school year {year - 1}/{year % 100:02}"
        if self.period == "calendar year":
            return str(year)
        if self.period == "mid-year":
            return f"mid-{year}"
        if self.period == "January":
            return f"January {year}"
        kind = "at" if self.period.startswith("at ") else "year to"
        return f"{kind} {day_words(self.ends_on(year))}"

    def age_in_months(self, year: int, today: date) -> int:
        """How many whole months ago the period ended, 0 when it has not."""
        end = self.ends_on(year)
        return max(0, (today.year - end.year) * 12 + today.month - end.month - (today.day < min(end.day, 28)))


@dataclass(frozen=True)
class SeriesList:
    """Every series by id."""

    by_id: Mapping[str, Series]

    def one(self, name: str) -> Series:
        """The series of an id. Raises UnknownNameError with the nearest ids."""
        found = self.by_id.get(name)
        if found:
            return found
        near = nearest_names(name, self.by_id)
        raise UnknownNameError(
            f"There is no published series '{name}'.",
            "headway benchmarks list shows those that may stand beside a measure.",
            f"Did you mean {near}?" if near else "Name one of those.",
        )


@cache
def load_series() -> SeriesList:
    """The series that ship with Headway."""
    rows = read_csv_table(definitions_dir() / "published" / "series.csv")
    return SeriesList({row["id"]: _series(row) for row in rows})


def _series(row: Mapping[str, str]) -> Series:
    return Series(
        id=row["id"],
        title=row["title"],
        theme=row["theme"],
        unit=row["unit"],
        decimals=int(row["decimals"]),
        good=cast(Good, row["good"]),
        good_source=row["good_source"],
        period=row["period"],
        framework=row["framework"],
        source=row["source"],
        numerator_of=row["numerator_of"],
    )
