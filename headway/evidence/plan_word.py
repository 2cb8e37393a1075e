"""The five plan words: what the data say of a claim, in the county or a place, in one fixed order of checking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from headway.evidence.recording_break import break_near
from headway.evidence.series import PlaceSeries
from headway.evidence.xmr import LIMIT, Group, xmr

CANNOT_TELL = "cannot tell"
TOO_EARLY = "too early"
AGAINST = "signal against"
EXPECTED = "signal in the expected direction"
NO_SIGN = "no sign"
# A recommendation with several claims takes the first of these that any of them has.
WORST_FIRST = (AGAINST, NO_SIGN, CANNOT_TELL, TOO_EARLY, EXPECTED)
MONTHS_BEFORE = 12
MONTHS_AFTER = 6
SAME_CHILDREN_LIMIT = 0.2
SUSTAINED = 6


@dataclass(frozen=True)
class PlanWord:
    """The word of one claim in one place, and what it rests on. ``smallest_change`` is in the measure's own unit."""

    word: str
    why: str = ""
    since: date | None = None
    months_before: int = 0
    months_after: int = 0
    smallest_change: float | None = None
    sustained_months: int = 0
    base: Group | None = None

    @property
    def is_sustained(self) -> bool:
        """Whether the signal has stood at six successive month ends."""
        return self.sustained_months >= SUSTAINED


def plan_word(
    series: PlaceSeries,
    *,
    good: str,
    change_from: date,
    declared_on: date,
    cannot_tell_limit: float = 10,
    same_children: float | None = None,
) -> PlanWord:
    """The word of a claim: ``good`` is the direction that it expects; limits in percent."""
    at = next((n for n, point in enumerate(series.points) if point.start >= change_from), len(series.points))
    before = sum(point.value is not None for point in series.points[:at])
    after = sum(point.value is not None for point in series.points[at:])
    why = _cannot_tell(series, at, before, change_from, declared_on, cannot_tell_limit, same_children)
    if why:
        return PlanWord(CANNOT_TELL, why, months_before=before, months_after=after)
    if after < MONTHS_AFTER:
        needed = MONTHS_AFTER - after
        why = f"{after} of {MONTHS_AFTER} months, {needed} still needed"
        return PlanWord(TOO_EARLY, why, months_before=before, months_after=after)
    return _judged(series, at, good, before, after)


def _cannot_tell(
    series: PlaceSeries,
    at: int,
    before: int,
    change_from: date,
    declared_on: date,
    limit: float,
    same_children: float | None,
) -> str:
    if not any(point.value is not None for point in series.points):
        return "no figures"
    if before < MONTHS_BEFORE:
        return f"{before} of {MONTHS_BEFORE} months before the change, and there will be no more"
    lost = sum(point.cannot_tell or 0 for point in series.points[at:])
    rows = lost + sum(point.denominator or 0 for point in series.points[at:])
    if rows and lost / rows > limit / 100:
        return f"{lost:,} of {rows:,} could not be told since the change"
    found = break_near(series, at)
    if found:
        return f"the recording changed in {found.month}"
    if declared_on > change_from:
        return "declared after its change date"
    if same_children is not None and same_children > SAME_CHILDREN_LIMIT:
        return "mostly the same children each month"
    sizes = [point.denominator for point in series.points if point.value is not None and point.denominator is not None]
    if sizes and sum(sizes) / len(sizes) < 5:
        return "too few children in the place"
    return ""


def _judged(series: PlaceSeries, at: int, good: str, before: int, after: int) -> PlanWord:
    values = series.values
    chart = xmr(values, good=good, base_count=at)
    base = chart.groups[0]
    smallest = None if base.amr is None else 2 * base.amr * LIMIT / 3
    if chart.status == "cannot_tell" or chart.variation is None:
        return PlanWord(CANNOT_TELL, "no variation to judge by", months_before=before, months_after=after)
    kind = chart.variation.split("_")[0]
    plain = PlanWord(NO_SIGN, "", months_before=before, months_after=after, smallest_change=smallest, base=base)
    if kind == "concern":
        return replace(plain, word=AGAINST, since=_since(series, at, base, -1, good))
    if kind == "improvement":
        since = _since(series, at, base, 1, good)
        months = sum(point.start >= since for point in series.points) if since else 0
        return replace(plain, word=EXPECTED, since=since, sustained_months=months)
    return plain


def _since(series: PlaceSeries, at: int, base: Group, way: int, good: str) -> date | None:
    """The first month, after the change, of the unbroken stretch beyond the base's mean that ends at the last."""
    sign = way if good == "higher" else -way
    first = None
    for point in reversed(series.points[at:]):
        if point.value is None:
            if first is None:
                continue
            break
        if base.mean is None or (point.value - base.mean) * sign <= base.close:
            break
        first = point.start
    return first
