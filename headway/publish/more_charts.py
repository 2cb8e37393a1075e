"""The charts of a figure beside its months: before and after a change, its pace, its teams; and those that a screen shows.

Each comes with what is said of it and the table beneath; None where there is nothing that may be drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from headway.evidence.account import pace_of
from headway.evidence.assess import MeasureEvidence
from headway.evidence.exact_limits import exact_limits
from headway.evidence.funnel import Funnel, funnel
from headway.evidence.pace import RECENT
from headway.evidence.plan_word import first_month_after
from headway.evidence.words import masked_words
from headway.evidence.words.of_change import change_words
from headway.evidence.words.of_charts import (
    DRAWN,
)
from headway.evidence.words.of_pace import pace_words
from headway.evidence.words.of_places import TEAMS, funnel_unit_words, funnel_words, teams_words
from headway.improvement import ClaimStatus
from headway.measures import COUNTY_WIDE, NOT_PLACED, Observation
from headway.publish.charts.figure import bare_svg
from headway.publish.charts.funnel import FunnelChart, FunnelLine, FunnelPoint
from headway.publish.charts.of_months import BeforeAfterChart, PaceChart
from headway.publish.charts.spc import NARROW, SpcTick
from headway.publish.drawn import Drawn, anchor, month_name, newest_words, per_of, times, title_of, words_of
from headway.publish.shown import short_day
from headway.publish.suited_charts import suited
from headway.publish.views import MoreChart, Picture, PlainTable

NO_TEAM = (NOT_PLACED, COUNTY_WIDE)
LEAST_AHEAD, MOST_AHEAD = 6, 36


def before_after(each: MeasureEvidence, claim: ClaimStatus | None) -> Drawn | None:
    """The county's months with the course before a promise's change and since, and what the earlier one would have given."""
    fit = claim.judgement.county.change.fit if claim is not None else None
    if claim is None or fit is None:
        return None
    series, per = each.county, per_of(each)
    at = first_month_after(series, claim.claim.change_from)
    months = [point.start for point in series.points]
    courses = [fit.course(number - at) for number in range(len(months))]
    said = (change_words(claim.judgement.county.change, claim.claim.expects, is_share=per == 100),)
    low, high = fit.expected + fit.effect.low, fit.expected + fit.effect.high
    since = [earlier if number >= at else None for number, (_, earlier) in enumerate(courses)]
    chart = BeforeAfterChart(
        name=f"{anchor(each)}-before-after",
        title=title_of(each, "before and after the change"),
        desc=" ".join(said),
        months=months,
        values=[times(value, per) for value in series.values],
        fitted=[now * per for now, _ in courses],
        expected=[times(value, per) for value in since],
        last_words=newest_words(each),
        change=SpcTick(at, "Change expected", f"from {short_day(claim.claim.change_from)}"),
        is_percent=per == 100,
        whisker=(at + fit.horizon, low * per, high * per) if at + fit.horizon < len(months) else None,
    )
    rows = [
        (month_name(month), words_of(each, value), words_of(each, now), words_of(each, earlier))
        for month, value, (now, _), earlier in zip(months, series.values, courses, since, strict=True)
    ]
    heads = ("Month", "Figure", "Course", "Earlier course")
    return Drawn(chart, said, DRAWN["change"].format(months=fit.horizon), (heads, tuple(rows)))


def pace_drawn(each: MeasureEvidence) -> Drawn | None:
    """The way to the target: the line through the last two years and on, with its interval."""
    found = pace_of(each)
    if found is None or found.now is None or found.slope is None:
        return None
    series, per = each.county, per_of(each)
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
        name=f"{anchor(each)}-pace",
        title=title_of(each, "the way to its target"),
        desc=" ".join(said),
        months=months,
        values=[times(value, per) for value in values],
        line=[value * per for value in line],
        lower=[times(value, per) for value in lower],
        upper=[times(value, per) for value in upper],
        last_words=newest_words(each),
        baseline=found.baseline * per,
        baseline_words=words_of(each, found.baseline),
        target=found.target * per,
        target_words=words_of(each, found.target),
        is_percent=per == 100,
    )
    rows = [
        (month_name(month), words_of(each, value), words_of(each, at), words_of(each, low), words_of(each, high))
        for month, value, at, low, high in zip(months, values, line, lower, upper, strict=True)
    ]
    heads = ("Month", "Figure", "At this pace", "From", "To")
    return Drawn(chart, said, DRAWN["pace"].format(months=found.value_count), (heads, tuple(rows)))


def teams(each: MeasureEvidence, observations: Sequence[Observation]) -> Drawn | None:
    """The teams of a share in a funnel, in the county's own order: shown for help, never ranked."""
    own = [o for o in observations if o.shape == "proportion" and o.denominator and o.place not in NO_TEAM]
    found = funnel([o.place for o in own], [o.numerator for o in own], [o.denominator for o in own], good=each.good)
    judged = [(unit, o) for unit, o in zip(found.units, own, strict=True) if unit.lower95 is not None]
    if found.centre is None or len(judged) < 2:
        return None
    said = (teams_words(found),)
    chart = FunnelChart(
        name=f"{anchor(each)}-teams",
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
        centre_words=words_of(each, found.centre),
        size_words="children",
        is_percent=True,
    )
    rows = [
        (unit.name, words_of(each, unit.value), f"{o.denominator:,}", funnel_unit_words(unit))
        for unit, o in zip(found.units, own, strict=True)
    ]
    heads = ("Team", "Figure", "Of", "What it says")
    return Drawn(chart, said, " ".join([DRAWN["teams"], *funnel_words(found), TEAMS]), (heads, tuple(rows)))


def more_views(each: MeasureEvidence, claim: ClaimStatus | None) -> tuple[MoreChart, ...]:
    """The charts that a screen shows beside that of the months: before and after, the one that suits it, its pace.

    That of the days between events is not among them: the day of a single event could name a child to who may see totals.
    """
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


def _after(first: date, count: int) -> date:
    month = first
    for _ in range(count):
        month = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
    return month
