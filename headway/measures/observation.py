"""What a measure says of one place in one period, and one row behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

NOT_PLACED = "not placed"
COUNTY_WIDE = "county-wide"
COUNTY, LOCALITY, TEAM = "county", "locality", "team"
OK, NO_DATA, NOT_RUN, NO_POPULATION = "ok", "no data", "not run", "no population given"


class Observation(NamedTuple):
    """One figure, as a tuple: a county has hundreds of thousands of them.

    ``value`` of a proportion is 0 to 1; None where there is no figure, and ``status`` says why.
    ``status``: ok · no data · not covered · not run · no population given (the count is there, the rate is not).
    ``coverage``: covered · part covered · not covered. A mean and a median have no numerator. ``split`` and ``group``
    are blank but for a figure of one group of children: age_band, 5-9.
    """

    measure: str
    part: str | None
    catalogue: str
    shape: str
    period: str
    period_start: date
    period_end: date
    level: str
    place: str
    numerator: int | None
    denominator: int | None
    cannot_tell: int | None
    low: float | None
    high: float | None
    value: float | None
    undated: int
    left_out: int
    coverage: str
    status: str
    why: str = ""
    state_on: date | None = None
    split: str = ""
    group: str = ""

    def as_record(self) -> dict[str, Any]:
        """The observation for JSON and CSV: dates as text; split and group only where it is of a group."""
        record = self._asdict()
        if not self.split:
            del record["split"], record["group"]
        for name in ("period_start", "period_end", "state_on"):
            record[name] = record[name].isoformat() if record[name] else None
        return record


@dataclass(frozen=True)
class MeasureRow:
    """One row of a measure: a child, plan or assessment, with its answer and why."""

    row_id: str
    child_key: str
    placed_on: date | None
    met: bool | None
    value: float | None
    reason: str
    left_out: bool
    part: str | None
    team: str
    locality: str
    due_on: date | None = None
    days_over: int | None = None
