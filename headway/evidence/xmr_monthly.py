"""The chart of dated months: rows in any order, the calendar filled, rebases and left-out months each with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from headway.errors import UnusableNumbersError
from headway.evidence.checks import checked_values
from headway.evidence.rule_set import MAKING_DATA_COUNT, RuleSet
from headway.evidence.words.of_charts import chart_notes
from headway.evidence.xmr import TargetRange, Xmr, xmr


@dataclass(frozen=True)
class MonthlyXmr:
    """A chart with the first day of each of its months, and what was decided by people, with the reasons.

    ``target_on``: the month from which the target that is judged holds; None where it is one number for all months.
    """

    months: tuple[date, ...]
    chart: Xmr
    target: float | TargetRange | None
    target_on: date | None
    base_count: int | None
    rebases: Mapping[date, str]
    left_out: Mapping[date, str]

    @property
    def icon_month(self) -> date | None:
        """The month that the icon is of: the last with a value."""
        return None if self.chart.last is None else self.months[self.chart.last]

    @property
    def missing_months(self) -> tuple[date, ...]:
        """The months between the first and the last that have no value and were not left out on purpose."""
        pairs = zip(self.months, self.chart.points, strict=True)
        return tuple(month for month, point in pairs if point.value is None and month not in self.left_out)

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be printed beside the chart: its rules, its base, its rebases, what was left out or is missing."""
        return chart_notes(self)


def monthly_xmr(
    months: Sequence[date],
    values: Sequence[float | None],
    *,
    good: str,
    target: float | TargetRange | Mapping[date, float] | None = None,
    base_count: int | None = None,
    rebases: Mapping[date, str] | None = None,
    left_out: Mapping[date, str] | None = None,
    rules: RuleSet = MAKING_DATA_COUNT,
) -> MonthlyXmr:
    """The chart of values dated by any day of their month, in any order; a month without a row is a missing month.

    ``target`` as months from which each target holds is judged by the last that has begun. ``rebases`` and ``left_out``
    (ghosted months) give the reason by month. Raises UnusableNumbersError for a month given twice, for a rebase or a
    left-out month that is not in the series, and for one without a reason. Source: docs/explanation/spc.md.
    """
    held = _by_month(months, values)
    calendar = _calendar(min(held), max(held)) if held else []
    places = {month: at for at, month in enumerate(calendar)}
    rebases, left_out = _with_reasons(rebases, places, "rebases"), _with_reasons(left_out, places, "left_out")
    judged, since = _target(target, calendar)
    chart = xmr(
        [held.get(month) for month in calendar],
        good=good,
        target=judged,
        base_count=base_count,
        rebase_at=[places[month] for month in rebases],
        ghosted=[places[month] for month in left_out],
        rules=rules,
    )
    return MonthlyXmr(tuple(calendar), chart, judged, since, base_count, rebases, left_out)


def _by_month(months: Sequence[date], values: Sequence[float | None]) -> dict[date, float | None]:
    if len(months) != len(values):
        raise UnusableNumbersError(
            f"There are {len(months)} months and {len(values)} values.",
            "months, values",
            "Give a value for each month.",
        )
    held: dict[date, float | None] = {}
    for month, value in zip(months, checked_values(values), strict=True):
        first = _first(month, "months")
        if first in held:
            raise UnusableNumbersError("A month is given twice.", f"{first:%B %Y}", "Give one value for each month.")
        held[first] = value
    return held


def _first(month: date, where: str) -> date:
    """The first day of a day's month; a time stamp of a notebook is taken for its day."""
    try:
        return date(month.year, month.month, 1)
    except (AttributeError, TypeError, ValueError):
        raise UnusableNumbersError(f"'{month}' is no date.", where, "Give any day of the month, as a date.") from None


def _calendar(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    start = first.year * 12 + first.month - 1
    return [date((start + at) // 12, (start + at) % 12 + 1, 1) for at in range(count)]


def _with_reasons(given: Mapping[date, str] | None, places: Mapping[date, int], where: str) -> dict[date, str]:
    found = {_first(month, where): reason.strip() for month, reason in (given or {}).items()}
    for month, reason in found.items():
        if month not in places:
            raise UnusableNumbersError(
                f"{month:%B %Y} is not a month of the series.", where, "Give a month between the first and the last."
            )
        if not reason:
            raise UnusableNumbersError(
                f"{month:%B %Y} has no reason.", where, "Say what happened, who decided, and when: it is printed."
            )
    return dict(sorted(found.items()))


def _target(
    target: float | TargetRange | Mapping[date, float] | None, calendar: Sequence[date]
) -> tuple[float | TargetRange | None, date | None]:
    """The target that is judged: of several by date, the last that has begun by the last month."""
    if not isinstance(target, Mapping):
        return target, None
    by_month = {_first(month, "target"): value for month, value in target.items()}
    begun = sorted(month for month in by_month if calendar and month <= calendar[-1])
    if not begun:
        return None, None
    return by_month[begun[-1]], begun[-1]
