"""The charts of a figure beside its months: the one that suits it, before and after a change, its pace, its teams.

Each comes with what is said of it and the table beneath; None where there is nothing that may be drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from headway.evidence.account import pace_of
from headway.evidence.assess import MeasureEvidence
from headway.evidence.chart_beside import chosen_chart, laney_of
from headway.evidence.exact_limits import exact_limits
from headway.evidence.funnel import Funnel, funnel
from headway.evidence.pace import RECENT
from headway.evidence.plan_word import first_month_after
from headway.evidence.rare_events import RareEvents, days_between, t_chart
from headway.evidence.runs import runs
from headway.evidence.words import masked_words
from headway.evidence.words.of_change import change_words
from headway.evidence.words.of_charts import DRAWN, laney_words, limits_beside_words, rare_events_words, runs_words
from headway.evidence.words.of_pace import pace_words
from headway.evidence.words.of_places import TEAMS, funnel_unit_words, funnel_words, teams_words
from headway.improvement import ClaimStatus
from headway.measures import COUNTY_WIDE, NOT_PLACED, Observation
from headway.publish.charts.figure import Chart, bare_svg
from headway.publish.charts.funnel import FunnelChart, FunnelLine, FunnelPoint
from headway.publish.charts.of_months import BeforeAfterChart, GapsChart, PaceChart, RunChart, SteppedChart
from headway.publish.charts.plot import Mark
from headway.publish.charts.spc import NARROW, SpcTick
from headway.publish.shown import anchor_of, measure_name, point_words, shape_of, short_day, value_words
from headway.publish.views import MoreChart, Picture, PlainTable

NO_TEAM = (NOT_PLACED, COUNTY_WIDE)
LEAST_AHEAD, MOST_AHEAD = 6, 36
Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Drawn:
    """A chart, what is said of it, how it is read, and its table: the headings and the rows."""

    chart: Chart
    said: tuple[str, ...]
    note: str
    table: Table


def suited(each: MeasureEvidence, stretches: Sequence[Sequence[date]] = (), until: date | None = None) -> Drawn | None:
    """The chart that suits the months where the usual one does not: limits by month's size, runs, or days between events.

    ``stretches`` and ``until`` are the days of its events, as ``account.rare_line`` takes them.
    """
    found = chosen_chart(each)
    if found.chart in ("p", "p'", "u", "u'"):
        return _stepped(each)
    if found.chart == "runs":
        return _runs(each)
    return _gaps(each, stretches, until) if found.chart == "t" else None


def _stepped(each: MeasureEvidence) -> Drawn | None:
    found, per = laney_of(each, chosen_chart(each)), _per(each)
    if found.status == "cannot_tell" or found.centre is None:
        return None
    said = (laney_words(found), limits_beside_words(found, per))
    months = [point.start for point in each.county.points]
    chart = SteppedChart(
        name=f"{_anchor(each)}-by-size",
        title=_title(each, "limits by each month's size"),
        desc=" ".join(said),
        months=months,
        marks=[Mark(_times(p.value, per), *_kind(each, p.verdict)) for p in found.points],
        lower=[_times(p.lower, per) for p in found.points],
        upper=[_times(p.upper, per) for p in found.points],
        centre=found.centre * per,
        centre_words=_words(each, found.centre),
        last_words=_newest(each),
        is_percent=per == 100,
    )
    rows = [
        (_month(month), _words(each, p.value), _words(each, p.lower), _words(each, p.upper))
        for month, p in zip(months, found.points, strict=True)
    ]
    return Drawn(chart, said, DRAWN["stepped"], (("Month", "Figure", "Lower limit", "Upper limit"), tuple(rows)))


def _kind(each: MeasureEvidence, verdict: str | None) -> tuple[str, bool]:
    """The mark of a month beyond its limits; a good one is not given where the months' signs are in doubt."""
    is_up = verdict == "above"
    if verdict in (None, "within"):
        return "steady", True
    if each.page.front.good == "neither":
        return ("steady" if each.is_alike else "neutral"), is_up
    if is_up != (each.page.front.good == "higher"):
        return ("steady" if each.is_alike else "concern"), is_up
    is_doubtful = each.doubt(each.county.place) or each.recording_break
    return ("steady" if is_doubtful else "improvement"), is_up


def _runs(each: MeasureEvidence) -> Drawn | None:
    found, per = runs(each.county.values), _per(each)
    if found.centre is None:
        return None
    said = (runs_words(found),)
    months = [point.start for point in each.county.points]
    chart = RunChart(
        name=f"{_anchor(each)}-runs",
        title=_title(each, "runs about the middle"),
        desc=" ".join(said),
        months=months,
        values=[_times(value, per) for value in each.county.values],
        middle=found.centre * per,
        middle_words=_words(each, found.centre),
        last_words=_newest(each),
        is_percent=per == 100,
    )
    rows = [(_month(month), _words(each, value)) for month, value in zip(months, each.county.values, strict=True)]
    return Drawn(chart, said, DRAWN["runs"], (("Month", "Figure"), tuple(rows)))


def _gaps(each: MeasureEvidence, stretches: Sequence[Sequence[date]], until: date | None) -> Drawn | None:
    gaps = [gap for days in stretches for gap in days_between(days)]
    ends = [day for days in stretches for day in sorted(days)[1:]]
    newest = stretches[-1] if stretches else ()
    since = (until - max(newest)).days if newest and until else None
    found = t_chart(gaps, good=each.page.front.good, open_gap=since)
    if found.centre is None or found.lower is None or found.upper is None:
        return None
    said = (rare_events_words(found),)
    chart = GapsChart(
        name=f"{_anchor(each)}-days-between",
        title=_title(each, "days between one and the next"),
        desc=" ".join(said),
        names=[f"{day:%b %Y}" for day in ends],
        marks=[Mark(gap, *_gap_kind(found, verdict)) for gap, verdict in zip(gaps, found.verdicts, strict=True)],
        centre=found.centre,
        lower=found.lower,
        upper=found.upper,
        last_words=f"{gaps[-1]:,.0f}",
        unit="days",
    )
    rows = [(f"{day.day} {day:%B %Y}", f"{gap:,.0f}") for day, gap in zip(ends, gaps, strict=True)]
    return Drawn(chart, said, DRAWN["gaps"], (("Event on", "Days since the one before"), tuple(rows)))


def _gap_kind(found: RareEvents, verdict: str) -> tuple[str, bool]:
    if verdict == "within":
        return "steady", True
    if found.good == "neither":
        return "neutral", verdict == "above"
    return ("improvement" if (verdict == "above") == (found.good == "lower") else "concern"), verdict == "above"


def before_after(each: MeasureEvidence, claim: ClaimStatus | None) -> Drawn | None:
    """The county's months with the course before a promise's change and since, and what the earlier one would have given."""
    fit = claim.judgement.county.change.fit if claim is not None else None
    if claim is None or fit is None:
        return None
    series, per = each.county, _per(each)
    at = first_month_after(series, claim.claim.change_from)
    months = [point.start for point in series.points]
    courses = [fit.course(number - at) for number in range(len(months))]
    said = (change_words(claim.judgement.county.change, claim.claim.expects, is_share=per == 100),)
    low, high = fit.expected + fit.effect.low, fit.expected + fit.effect.high
    since = [earlier if number >= at else None for number, (_, earlier) in enumerate(courses)]
    chart = BeforeAfterChart(
        name=f"{_anchor(each)}-before-after",
        title=_title(each, "before and after the change"),
        desc=" ".join(said),
        months=months,
        values=[_times(value, per) for value in series.values],
        fitted=[now * per for now, _ in courses],
        expected=[_times(value, per) for value in since],
        last_words=_newest(each),
        change=SpcTick(at, "Change expected", f"from {short_day(claim.claim.change_from)}"),
        is_percent=per == 100,
        whisker=(at + fit.horizon, low * per, high * per) if at + fit.horizon < len(months) else None,
    )
    rows = [
        (_month(month), _words(each, value), _words(each, now), _words(each, earlier))
        for month, value, (now, _), earlier in zip(months, series.values, courses, since, strict=True)
    ]
    heads = ("Month", "Figure", "Course", "Earlier course")
    return Drawn(chart, said, DRAWN["change"].format(months=fit.horizon), (heads, tuple(rows)))


def pace_drawn(each: MeasureEvidence) -> Drawn | None:
    """The way to the target: the line through the last two years and on, with its interval."""
    found = pace_of(each)
    if found is None or found.now is None or found.slope is None:
        return None
    series, per = each.county, _per(each)
    last = max(at for at, value in enumerate(series.values) if value is not None)
    first = max(last - RECENT + 1, 0)
    ahead = min(max(LEAST_AHEAD, (found.arrives or last) - last + 2), MOST_AHEAD)
    months = [_after(series.points[first].start, n) for n in range(last - first + 1 + ahead)]
    line = [found.now + found.slope.value * (n - (last - first)) for n in range(len(months))]
    future = [None] * (last - first + 1)
    values = [*series.values[first : last + 1], *[None] * ahead]
    said = (pace_words(found, series.points[0].start, is_share=per == 100),)
    lower = [*future, *(each_.low for each_ in found.trajectory[:ahead])]
    upper = [*future, *(each_.high for each_ in found.trajectory[:ahead])]
    chart = PaceChart(
        name=f"{_anchor(each)}-pace",
        title=_title(each, "the way to its target"),
        desc=" ".join(said),
        months=months,
        values=[_times(value, per) for value in values],
        line=[value * per for value in line],
        lower=[_times(value, per) for value in lower],
        upper=[_times(value, per) for value in upper],
        last_words=_newest(each),
        baseline=found.baseline * per,
        baseline_words=_words(each, found.baseline),
        target=found.target * per,
        target_words=_words(each, found.target),
        is_percent=per == 100,
    )
    rows = [
        (_month(month), _words(each, value), _words(each, at), _words(each, low), _words(each, high))
        for month, value, at, low, high in zip(months, values, line, lower, upper, strict=True)
    ]
    heads = ("Month", "Figure", "At this pace", "From", "To")
    return Drawn(chart, said, DRAWN["pace"].format(months=found.value_count), (heads, tuple(rows)))


def teams(each: MeasureEvidence, observations: Sequence[Observation]) -> Drawn | None:
    """The teams of a share in a funnel, in the county's own order: shown for help, never ranked."""
    own = [o for o in observations if o.shape == "proportion" and o.denominator and o.place not in NO_TEAM]
    found = funnel(
        [o.place for o in own], [o.numerator for o in own], [o.denominator for o in own], good=each.page.front.good
    )
    judged = [(unit, o) for unit, o in zip(found.units, own, strict=True) if unit.lower95 is not None]
    if found.centre is None or len(judged) < 2:
        return None
    said = (teams_words(found),)
    chart = FunnelChart(
        name=f"{_anchor(each)}-teams",
        title=f"{each.page.title_of(each.part)}, by team, {_span(each, own[0])}",
        desc=" ".join(said),
        points=[
            FunnelPoint(
                unit.name,
                o.denominator or 0,
                100 * (unit.value or 0.0),
                "neutral" if unit.verdict == "different" else "steady",
                unit.side == "high",
            )
            for unit, o in judged
        ],
        lines=_limits(found, {unit.name: o.denominator or 0 for unit, o in judged}),
        centre=100 * found.centre,
        centre_words=_words(each, found.centre),
        size_words="children",
        is_percent=True,
    )
    rows = [
        (unit.name, _words(each, unit.value), f"{o.denominator:,}", funnel_unit_words(unit))
        for unit, o in zip(found.units, own, strict=True)
    ]
    heads = ("Team", "Figure", "Of", "What it says")
    return Drawn(chart, said, " ".join([DRAWN["teams"], *funnel_words(found), TEAMS]), (heads, tuple(rows)))


def more_views(each: MeasureEvidence, claim: ClaimStatus | None) -> tuple[MoreChart, ...]:
    """The charts that a screen shows beside that of the months: before and after, the one that suits it, its pace."""
    made = (before_after(each, claim), suited(each), pace_drawn(each))
    hidden = tuple(masked_words(masked) for masked in each.masked)
    return tuple(
        MoreChart(
            title=found.chart.title,
            said=(*found.said, *hidden),
            picture=Picture(bare_svg(found.chart), found.chart.title, bare_svg(found.chart, NARROW)),
            note=found.note,
            table=PlainTable(found.chart.title, *found.table, numbers=tuple(range(1, len(found.table[0])))),
        )
        for found in made
        if found is not None
    )


def _limits(found: Funnel, sizes: dict[str, int]) -> list[FunnelLine]:
    """The limits by size: exact ones at sixty sizes, those that allow for units that differ at the units' own."""
    if found.limits == "exact" and found.centre is not None:
        at = np.unique(np.round(np.linspace(max(min(sizes.values()) / 2, 1), max(sizes.values()) * 1.05, 60)))
        lines = exact_limits(at, found.centre, is_share=True)
        each = zip(at, lines.lower95, lines.upper95, lines.lower998, lines.upper998, strict=True)
        return [FunnelLine(float(size), *(100 * float(value) for value in values)) for size, *values in each]
    units = sorted((unit for unit in found.units if unit.name in sizes), key=lambda unit: sizes[unit.name])
    return [
        FunnelLine(sizes[u.name], *(100 * (value or 0.0) for value in (u.lower95, u.upper95, u.lower998, u.upper998)))
        for u in units
    ]


def _span(each: MeasureEvidence, own: Observation) -> str:
    if each.page.front.timing == "stock":
        return f"on {short_day(own.period_end)}"
    return f"{own.period_start:%B %Y} to {own.period_end:%B %Y}"


def _title(each: MeasureEvidence, what: str) -> str:
    return f"{each.page.title_of(each.part)}, county: {what}"


def _anchor(each: MeasureEvidence) -> str:
    return anchor_of(measure_name(each))


def _per(each: MeasureEvidence) -> float:
    return 100 if shape_of(each) == "proportion" else 1


def _times(value: float | None, per: float) -> float | None:
    return None if value is None else value * per


def _words(each: MeasureEvidence, value: float | None) -> str:
    if value is None:
        return "–"
    held = min(max(value, 0.0), 1.0) if shape_of(each) == "proportion" else value
    return value_words(shape_of(each), round(held, 4) if shape_of(each) == "proportion" else held)


def _newest(each: MeasureEvidence) -> str:
    """The newest month's figure, as it is written everywhere."""
    return point_words(shape_of(each), each.county.last) if each.county.last else ""


def _month(month: date) -> str:
    return f"{month:%B %Y}"


def _after(first: date, count: int) -> date:
    month = first
    for _ in range(count):
        month = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
    return month
