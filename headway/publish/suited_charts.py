"""The chart that suits a figure's months where the usual one does not: by size, runs, season, quarters, days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from headway.evidence.assess import MeasureEvidence
from headway.evidence.chart_beside import chart_beside, chosen_chart, laney_of, quarters_of, season_left
from headway.evidence.choose import Choice
from headway.evidence.rare_events import RareEvents, days_between, t_chart
from headway.evidence.runs import runs
from headway.evidence.season import YEAR_BEFORE
from headway.evidence.words.of_account import signed_words
from headway.evidence.words.of_charts import (
    DRAWN,
    SEASON,
    gap_words,
    laney_words,
    limits_beside_words,
    rare_events_words,
    runs_words,
)
from headway.evidence.xmr import Xmr
from headway.publish.charting import MOST_MONTHS, mark_of
from headway.publish.charts.of_months import GapsChart, RunChart, SteppedChart
from headway.publish.charts.plot import Mark
from headway.publish.charts.spc import SpcBand, SpcChart, SpcPoint
from headway.publish.drawn import Drawn, anchor, month_name, newest_words, per_of, times, title_of, words_of


def suited(each: MeasureEvidence, stretches: Sequence[Sequence[date]] = (), until: date | None = None) -> Drawn | None:
    """The chart that suits the months where the usual one does not: limits by month's size, runs, or days between events.

    ``stretches`` and ``until`` are the days of its events, as ``account.rare_line`` takes them.
    """
    found = chosen_chart(each)
    if found.chart in ("p", "p'", "u", "u'"):
        return _stepped(each)
    if found.chart == "runs":
        return _runs(each)
    if found.chart == "xmr_seasonal":
        return _season(each, found)
    if found.chart == "quarters":
        return _by_quarters(each, found)
    return _gaps(each, stretches, until) if found.chart == "t" else None


def _stepped(each: MeasureEvidence) -> Drawn | None:
    found, per = laney_of(each, chosen_chart(each)), per_of(each)
    if found.status == "cannot_tell" or found.centre is None:
        return None
    said = (laney_words(found), limits_beside_words(found, per))
    months = [point.start for point in each.county.points]
    chart = SteppedChart(
        name=f"{anchor(each)}-by-size",
        title=title_of(each, "limits by each month's size"),
        desc=" ".join(said),
        months=months,
        marks=[Mark(times(p.value, per), *_kind(each, p.verdict)) for p in found.points],
        lower=[times(p.lower, per) for p in found.points],
        upper=[times(p.upper, per) for p in found.points],
        centre=found.centre * per,
        centre_words=words_of(each, found.centre),
        last_words=newest_words(each),
        is_percent=per == 100,
    )
    rows = [
        (month_name(month), words_of(each, p.value), words_of(each, p.lower), words_of(each, p.upper))
        for month, p in zip(months, found.points, strict=True)
    ]
    return Drawn(chart, said, DRAWN["stepped"], (("Month", "Figure", "Lower limit", "Upper limit"), tuple(rows)))


def _kind(each: MeasureEvidence, verdict: str | None) -> tuple[str, bool]:
    """The mark of a month beyond its limits; a good one is not given where the months' signs are in doubt."""
    is_up = verdict == "above"
    if verdict in (None, "within"):
        return "steady", True
    if each.good == "neither":
        return ("steady" if each.is_alike else "neutral"), is_up
    if is_up != (each.good == "higher"):
        return ("steady" if each.is_alike else "concern"), is_up
    is_doubtful = each.doubt(each.county.place) or each.recording_break
    return ("steady" if is_doubtful else "improvement"), is_up


def _runs(each: MeasureEvidence) -> Drawn | None:
    found, per = runs(each.county.values), per_of(each)
    if found.centre is None:
        return None
    said = (runs_words(found),)
    months = [point.start for point in each.county.points]
    chart = RunChart(
        name=f"{anchor(each)}-runs",
        title=title_of(each, "runs about the middle"),
        desc=" ".join(said),
        months=months,
        values=[times(value, per) for value in each.county.values],
        middle=found.centre * per,
        middle_words=words_of(each, found.centre),
        last_words=newest_words(each),
        is_percent=per == 100,
    )
    rows = [(month_name(month), words_of(each, value)) for month, value in zip(months, each.county.values, strict=True)]
    return Drawn(chart, said, DRAWN["runs"], (("Month", "Figure"), tuple(rows)))


def _season(each: MeasureEvidence, found: Choice) -> Drawn:
    left, chart = season_left(each)
    is_signed = left.method == YEAR_BEFORE

    def words(value: float | None) -> str:
        return signed_words(each.county.shape, value) if is_signed and value is not None else words_of(each, value)

    name, title = f"{anchor(each)}-season", title_of(each, SEASON[left.method].removesuffix(".").lower())
    months = [point.start for point in each.county.points]
    heads = ("Month", "Figure", "Against the year before" if is_signed else "Season taken out")
    doubt = each.doubt(each.county.place)
    drawn = _limits_chart(each, (name, title), found, months, left.values, chart, words, doubt, is_signed=is_signed)
    rows = zip(months, each.county.values, left.values, strict=True)
    table = tuple((month_name(month), words_of(each, own), words(value)) for month, own, value in rows)
    return Drawn(drawn, (drawn.desc,), DRAWN["season"], (heads, table))


def _by_quarters(each: MeasureEvidence, found: Choice) -> Drawn:
    quarters, chart = quarters_of(each)
    months, values = [point.start for point, _ in quarters], [value for _, value in quarters]
    named = (f"{anchor(each)}-quarters", title_of(each, "three months together"))
    drawn = _limits_chart(each, named, found, months, values, chart, partial(words_of, each), "")
    rows = tuple(
        (f"to {month_name(month)}", words_of(each, value)) for month, value in zip(months, values, strict=True)
    )
    return Drawn(drawn, (drawn.desc,), DRAWN["quarters"], (("Three months", "Figure"), rows))


def _limits_chart(
    each: MeasureEvidence,
    named: tuple[str, str],
    found: Choice,
    months: Sequence[date],
    values: Sequence[float | None],
    chart: Xmr,
    words: Callable[[float | None], str],
    doubt: str,
    *,
    is_signed: bool = False,
) -> SpcChart:
    """Values that are not the months themselves on limits of their own; no sign where they are provisional or in doubt."""
    # A difference of shares is in points, and may lie below nothing.
    per, last = per_of(each), next((value for value in reversed(values) if value is not None), None)
    points: list[SpcPoint] = []
    for month, value, point in list(zip(months, values, chart.points, strict=True))[-MOST_MONTHS:]:
        if value is None and not points:
            continue
        kind, is_up = mark_of(point) if chart.status == "firm" and not doubt else ("steady", True)
        if kind == "improvement" and each.recording_break:
            kind = "steady"
        points.append(SpcPoint(month, times(value, per), kind, is_up))
    group, bands = chart.groups[-1], []
    if group.mean is not None and group.lower is not None and group.upper is not None:
        limits = (group.mean * per, group.lower * per, group.upper * per)
        bands = [SpcBand(0, len(points), *limits, is_firm=chart.status == "firm")]
    said = chart_beside(each, found)
    return SpcChart(
        *named, said[1] if said else "", points, bands, per == 100 and not is_signed, words(last), is_signed=is_signed
    )


def _gaps(each: MeasureEvidence, stretches: Sequence[Sequence[date]], until: date | None) -> Drawn | None:
    gaps = [gap for days in stretches for gap in days_between(days)]
    ends = [day for days in stretches for day in sorted(days)[1:]]
    newest = stretches[-1] if stretches else ()
    since = (until - max(newest)).days if newest and until else None
    found = t_chart(gaps, good=each.good, open_gap=since)
    if found.centre is None or found.lower is None or found.upper is None:
        return None
    said = (rare_events_words(found),)
    chart = GapsChart(
        name=f"{anchor(each)}-days-between",
        title=title_of(each, "days between one and the next"),
        desc=" ".join(said),
        names=[f"{day:%b %Y}" for day in ends],
        marks=[Mark(gap, *_gap_kind(found, verdict)) for gap, verdict in zip(gaps, found.verdicts, strict=True)],
        centre=found.centre,
        lower=found.lower,
        upper=found.upper,
        last_words=gap_words(gaps[-1]),
        centre_words=gap_words(found.centre),
        unit="days",
    )
    rows = [(f"{day.day} {day:%B %Y}", gap_words(gap)) for day, gap in zip(ends, gaps, strict=True)]
    return Drawn(chart, said, DRAWN["gaps"], (("Event on", "Days since the one before"), tuple(rows)))


def _gap_kind(found: RareEvents, verdict: str) -> tuple[str, bool]:
    if verdict == "within":
        return "steady", True
    if found.good == "neither":
        return "neutral", verdict == "above"
    return ("improvement" if (verdict == "above") == (found.good == "lower") else "concern"), verdict == "above"
