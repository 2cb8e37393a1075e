"""From evidence to drawings: which limits a chart is judged by, and what its months carry.

A figure with a plan's promise is drawn on the base fixed at the promise's change date, as the plan word judges it; one
without is drawn on the limits of all its months, as its icon is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headway.evidence.assess import MeasureEvidence
from headway.evidence.plan_word import first_month_after, has_base
from headway.evidence.series import PlaceSeries, SeriesPoint
from headway.evidence.signs import is_few_a_month, may_be_said
from headway.evidence.xmr import Point, Xmr, xmr
from headway.improvement import ClaimStatus
from headway.publish.charts.spc import SpcBand, SpcPoint, SpcTick
from headway.publish.shown import shape_of, short_day

MOST_MONTHS = 25


@dataclass(frozen=True)
class Judged:
    """A place's months with the limits they are judged by. ``change_at`` is where the plan word begins to judge.

    ``is_fixed``: the limits are of the months before the change. ``per`` is 100 for proportions. From ``broken_at``,
    where the recording changed, a good signal is a change without a good direction.
    """

    series: PlaceSeries
    chart: Xmr
    change_at: int | None
    is_fixed: bool
    per: float
    broken_at: int | None = None
    is_alike: bool = False

    @property
    def doubt(self) -> str:
        """Why the months' signs are not all said: alike, few or nothing."""
        return "alike" if self.is_alike else "few" if self.is_few else ""

    @property
    def is_few(self) -> bool:
        """Whether the months hold so few that none carries a good sign."""
        return is_few_a_month(self.series)

    @property
    def offset(self) -> int:
        """How many of the oldest months are not drawn."""
        return max(len(self.series.points) - MOST_MONTHS, 0)

    @property
    def shown_change(self) -> int | None:
        """The place of the change among the months drawn; None where it is before them."""
        if self.change_at is None or self.change_at < self.offset:
            return None
        return self.change_at - self.offset

    def points(self) -> list[SpcPoint]:
        """The months drawn, each with its mark; none carries a signal while the limits are provisional."""
        pairs = list(enumerate(zip(self.series.points, self.chart.points, strict=True)))[self.offset :]
        return [
            SpcPoint(
                month.start, None if month.value is None else month.value * self.per, *self._mark(at, month, point)
            )
            for at, (month, point) in pairs
        ]

    def is_said(self, month: SeriesPoint, point: Point) -> bool:
        """Whether the month's sign may be said."""
        return may_be_said(point.kind, self.series, month, self.chart.groups[point.group].mean, self.is_alike)

    @property
    def last_unsaid(self) -> bool:
        """Whether no sign is said of the newest month with a figure."""
        last = self.series.last
        return last is not None and last.start in self.unsaid()

    def unsaid(self) -> frozenset[date]:
        """The months of which no sign is said, whether they have one or not."""
        return frozenset(
            month.start
            for month, point in zip(self.series.points, self.chart.points, strict=True)
            if not self.is_said(month, point) or (self.is_few and not (point.kind or "").startswith("concern"))
        )

    def _mark(self, at: int, month: SeriesPoint, point: Point) -> tuple[str, bool]:
        if not self.is_said(month, point):
            return "steady", True
        if self.chart.status != "firm" and not self.is_fixed:
            return "steady", True
        kind, is_up = mark_of(point)
        is_broken = self.broken_at is not None and at >= self.broken_at
        return ("neutral" if is_broken and kind == "improvement" else kind), is_up

    def bands(self) -> list[SpcBand]:
        """Mean and limits over the months drawn: base and after where the base is fixed."""
        group = self.chart.groups[-1] if self.chart.groups else None
        count = len(self.series.points) - self.offset
        if group is None or group.mean is None or group.lower is None or group.upper is None:
            return []
        mean, lower, upper = (value * self.per for value in (group.mean, group.lower, group.upper))
        is_firm = self.chart.status == "firm"
        at = self.shown_change
        if not self.is_fixed or at is None:
            return [SpcBand(0, count, mean, lower, upper, not self.is_fixed, is_firm)]
        base = SpcBand(0, at, mean, lower, upper, True, is_firm, self.change_at or 0)
        return [base, SpcBand(at, count, mean, lower, upper, False, is_firm)]


def judged(
    each: MeasureEvidence, series: PlaceSeries, claim: ClaimStatus | None, target: float | None = None
) -> Judged:
    """A place's months, on the base fixed at the claim's change date where that has months enough before it."""
    per = 100 if shape_of(each) == "proportion" else 1
    at = first_month_after(series, claim.claim.change_from) if claim and series.points else None
    found = each.breaks.get(series.place)
    broken = _month_place(series, found.month) if found else None
    if claim is not None and at is not None and at < len(series.points) and has_base(series, at):
        chart = xmr(series.values, good=claim.claim.expects, base_count=at, target=target)
        return Judged(series, chart, at, True, per, broken, each.is_alike)
    return Judged(series, each.charts[series.place], at, False, per, broken, each.is_alike)


def _month_place(series: PlaceSeries, month: str) -> int | None:
    return next((n for n, point in enumerate(series.points) if point.month == month), None)


def mark_of(point: Point) -> tuple[str, bool]:
    """The mark of a month and whether it points up."""
    kind = (point.kind or "common_cause").split("_")[0]
    is_up = bool(point.rule and point.rule.endswith(("high", "up")))
    return ("steady" if kind == "common" else kind), is_up


def ticks(each: MeasureEvidence, found: Judged, claim: ClaimStatus | None) -> list[SpcTick]:
    """What happened when: the claim's change date, and a month from which the recording changed."""
    marks: list[SpcTick] = []
    if claim is not None and found.shown_change:
        owner = claim.owner_title if len(claim.owner_title) <= 34 else "Change expected"
        marks.append(SpcTick(found.shown_change, owner, f"from {short_day(claim.claim.change_from)}"))
    if each.recording_break is not None:
        at = _month_place(found.series, each.recording_break.month)
        if at is not None and at > found.offset:
            start = found.series.points[at].start
            marks.append(SpcTick(at - found.offset, "Recording changed", f"{start:%b %Y}", False))
    return marks


def signal_run(points: Sequence[Point]) -> int:
    """How many months, up to the last with a value, carry the same signal without a break."""
    known = [point for point in points if point.value is not None]
    if not known or known[-1].rule is None:
        return 0
    kind = known[-1].kind
    count = 0
    for point in reversed(known):
        if point.rule is None or point.kind != kind:
            break
        count += 1
    return count
