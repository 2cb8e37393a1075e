"""The five plan words: what the data say of a claim, in the county or a place, in one fixed order of checking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from headway.evidence import words
from headway.evidence.recording_break import break_near
from headway.evidence.series import PlaceSeries, SeriesPoint
from headway.evidence.signs import are_alike
from headway.evidence.thresholds import LEAST_A_MONTH, LEAST_CHILDREN
from headway.evidence.words import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN, PLAN_WORDS, TOO_EARLY, WORST_FIRST
from headway.evidence.xmr import Group, xmr

MONTHS_BEFORE = 12
MONTHS_AFTER = 6
SUSTAINED = 6
# About 87% of steps of two standard deviations are seen within a year on a fixed base; a mean moving range is 1.128 of
# a standard deviation.
SEEN_STEP = 2 / 1.128

__all__ = [
    "AGAINST", "CANNOT_TELL", "EXPECTED", "NO_SIGN", "PLAN_WORDS", "TOO_EARLY", "WORST_FIRST", "PlanWord",
    "first_month_after", "has_base", "plan_word",
]  # fmt: skip


@dataclass(frozen=True)
class PlanWord:
    """The word of one claim in one place, and what it rests on. ``smallest_change`` is in the measure's own unit.

    ``reason`` names why it cannot be told: no_figures, few_before, lost, recording, small, late, same_children or flat.
    ``is_level`` is False for a place that still differs from the rest on the bad side: a better place may yet be low.
    """

    word: str
    why: str = ""
    since: date | None = None
    months_before: int = 0
    months_after: int = 0
    smallest_change: float | None = None
    sustained_months: int = 0
    base: Group | None = None
    reason: str = ""
    is_level: bool = True

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
    backdated: str = "",
) -> PlanWord:
    """The word of a claim: ``good`` is the direction that it expects; ``cannot_tell_limit`` is in percent.

    ``backdated`` says that the plan once gave a later day than ``declared_on``: then the day is not believed.

    ``same_children`` is how far each month holds the same children as the last, with the same answer.
    """
    at = first_month_after(series, change_from)
    plain = PlanWord(NO_SIGN, months_before=_valued(series.points[:at]), months_after=_valued(series.points[at:]))
    checks = (
        _unusable(series, at, plain.months_before, change_from),
        _lost(series.points[at:], "since", cannot_tell_limit) or _lost(series.points[:at], "before", cannot_tell_limit),
        _broken(series, at),
        _small(series),
        ("late", backdated or words.DECLARED_LATE) if backdated or declared_on > change_from else None,
        ("same_children", words.SAME_CHILDREN) if are_alike(same_children) else None,
    )
    found = next((check for check in checks if check), None)
    if found:
        return replace(plain, word=CANNOT_TELL, reason=found[0], why=found[1])
    if plain.months_after < MONTHS_AFTER:
        return replace(plain, word=TOO_EARLY, why=words.too_early_words(plain.months_after, MONTHS_AFTER))
    return _judged(series, at, good, plain)


def first_month_after(series: PlaceSeries, change_from: date) -> int:
    """The place of the first month after the change: a flow's first whole one, a stock's first month end.

    Just past the last month where the change is still to come.
    """
    day = (point.end if series.is_stock else point.start for point in series.points)
    return next((at for at, each in enumerate(day) if each >= change_from), len(series.points))


def has_base(series: PlaceSeries, at: int) -> bool:
    """Whether the months before the one at ``at`` have figures enough to be judged by."""
    return _valued(series.points[:at]) >= MONTHS_BEFORE


def _valued(points: Sequence[SeriesPoint]) -> int:
    return sum(point.value is not None for point in points)


def _unusable(series: PlaceSeries, at: int, before: int, change_from: date) -> tuple[str, str] | None:
    """No figures, or too few before the change. Where the change is still to come there will be more before it."""
    if not _valued(series.points):
        return "no_figures", words.NO_FIGURES
    coming = 0
    if at == len(series.points):
        last = series.points[-1].end
        coming = max(0, (change_from.year - last.year) * 12 + change_from.month - last.month - 1)
    if before + coming < MONTHS_BEFORE:
        return "few_before", words.few_before_words(before, MONTHS_BEFORE)
    return None


def _lost(points: Sequence[SeriesPoint], when: str, limit: float) -> tuple[str, str] | None:
    lost = sum(point.cannot_tell or 0 for point in points)
    rows = lost + sum(point.denominator or 0 for point in points)
    return ("lost", words.lost_words(lost, rows, when)) if rows and lost / rows > limit / 100 else None


def _broken(series: PlaceSeries, at: int) -> tuple[str, str] | None:
    found = break_near(series, at)
    return ("recording", words.recording_changed_words(found)) if found else None


def _small(series: PlaceSeries) -> tuple[str, str] | None:
    """A place whose months hold too few for limits: fewer than 5 to be right, or a count of fewer than 3."""
    known = [point for point in series.points if point.value is not None]
    if series.shape in ("count", "rate"):
        least, sizes = LEAST_A_MONTH, [point.numerator or 0 for point in known]
    else:
        least, sizes = LEAST_CHILDREN, [point.denominator for point in known if point.denominator is not None]
    is_small = bool(sizes) and sum(sizes) / len(sizes) < least
    return ("small", words.TOO_SMALL) if is_small else None


def _judged(series: PlaceSeries, at: int, good: str, plain: PlanWord) -> PlanWord:
    """The word from the chart whose base is fixed at the change: the kind of its last point."""
    chart = xmr(series.values, good=good, base_count=at)
    base = chart.groups[0]
    if chart.status == "cannot_tell" or chart.kind is None or base.amr is None:
        return replace(plain, word=CANNOT_TELL, reason="flat", why=words.NO_VARIATION)
    # Months that never varied say nothing of how large a change would show.
    plain = replace(plain, smallest_change=None if base.is_flat else SEEN_STEP * base.amr, base=base)
    if chart.kind == "concern":
        return replace(plain, word=AGAINST, since=_since(series, at, base, _way(good, is_better=False)))
    if chart.kind == "improvement":
        since = _since(series, at, base, _way(good, is_better=True))
        return replace(plain, word=EXPECTED, since=since, sustained_months=_sustained(series, at, good))
    return plain


def _way(good: str, *, is_better: bool) -> int:
    return 1 if (good == "higher") == is_better else -1


def _since(series: PlaceSeries, at: int, base: Group, way: int) -> date | None:
    """The first month, after the change, of the unbroken stretch beyond the base's mean that ends at the last value."""
    first = None
    for point in reversed(series.points[at:]):
        if point.value is None:
            if first is None:
                continue
            break
        if base.mean is None or (point.value - base.mean) * way <= base.close:
            break
        first = point.start
    return first


def _sustained(series: PlaceSeries, at: int, good: str) -> int:
    """At how many successive month ends, up to the last with a figure, the chart as it then was said *improvement*."""
    known = len(series.points)
    while series.points[known - 1].value is None:
        known -= 1
    count = 0
    for end in range(known, at, -1):
        shown = series.points[end - 1].value is not None
        if not shown or xmr(series.values[:end], good=good, base_count=at).kind != "improvement":
            break
        count += 1
    return count
