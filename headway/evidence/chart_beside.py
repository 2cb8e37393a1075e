"""The chart that suits a figure's months where the usual one does not, and what it says of the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headway.evidence.assess import MeasureEvidence
from headway.evidence.choose import QUARTER, Choice, choose
from headway.evidence.laney import LaneyChart, laney
from headway.evidence.runs import runs
from headway.evidence.season import YEAR_BEFORE, Season, season
from headway.evidence.series import SeriesPoint
from headway.evidence.words.of_account import beside_words, quarter_words
from headway.evidence.words.of_charts import laney_words, limits_beside_words, runs_words, season_words
from headway.evidence.xmr import Xmr, xmr

# A page's shape, as a chart is chosen for it; a median and a split are charted as values.
CHARTED = {"proportion": "proportion", "count": "count", "rate": "rate"}


def chosen_chart(each: MeasureEvidence) -> Choice:
    """The chart that suits the county's months; runs in place of g, for months do not hold the order of cases.

    Runs too in place of quarters of a stock, whose three month-ends are mostly the same children three times.
    """
    points, shape = each.county.points, CHARTED.get(each.county.shape, "mean")
    first = points[0].start.month if points else 1
    is_dated = shape == "count" and each.page.front.timing == "flow"
    sizes = _sizes(each) if shape in ("proportion", "rate") else None
    found = choose(_counts(each), sizes, shape=shape, first_month=first, is_event_dated=is_dated)
    if shape == "rate" and found.chart in ("xmr", "xmr_seasonal"):
        # A month of none has a rate, and no population to be had from it: whether there are seasons is asked of the rates.
        found = choose(each.county.values, shape="mean", first_month=first)
    if found.chart == "quarters" and each.page.front.timing == "stock":
        return replace(found, chart="runs", reason="few_again")
    return replace(found, chart="runs", reason="rare_unordered") if found.chart == "g" else found


def chart_beside(each: MeasureEvidence, found: Choice) -> tuple[str, str] | None:
    """The verdict's name and the words of the chart chosen, its limits and newest month; None where that is XmR alone.

    A t chart needs the days of events: ``rare_line``.
    """
    if found.chart in ("p", "p'", "u", "u'"):
        chart = laney_of(each, found)
        last = chart.last
        verdict = (last and last.verdict) or "cannot_tell"
        return verdict, " ".join(filter(None, [laney_words(chart), limits_beside_words(chart, _per(each))]))
    if found.chart == "xmr_seasonal":
        left, chart_left = season_left(each)
        is_difference = left.method == YEAR_BEFORE
        said = beside_words(chart_left, each.county.shape, doubt=each.doubt(each.county.place), is_signed=is_difference)
        return chart_left.variation or chart_left.status, f"{season_words(left)} {said}"
    if found.chart == "quarters":
        values, chart_of = quarters_of(each)
        start = next((month for month, value in reversed(values) if value is not None), None)
        said = beside_words(chart_of, each.county.shape, doubt="", unit="quarter")
        return chart_of.variation or chart_of.status, f"{quarter_words(start)} {said}".strip()
    if found.chart == "runs":
        run = runs(each.county.values)
        return run.verdict, runs_words(run)
    return None


def season_left(each: MeasureEvidence) -> tuple[Season, Xmr]:
    """What is left of the county's months when the season is taken out, and the chart of it."""
    left = season(each.county.values, first_month=each.county.points[0].start.month)
    return left, xmr(left.values, good=each.good)


def quarters_of(each: MeasureEvidence) -> tuple[list[tuple[SeriesPoint, float | None]], Xmr]:
    """The last month of each three up to the newest with the value of the three, None where one is missing; their chart."""
    points = each.county.points[len(each.county.points) % QUARTER :]
    threes = [points[at : at + QUARTER] for at in range(0, len(points), QUARTER)]
    values = [(three[-1], _together(three, each.county.shape)) for three in threes]
    return values, xmr([value for _, value in values], good=each.good)


def laney_of(each: MeasureEvidence, found: Choice) -> LaneyChart:
    """The p, u, p′ or u′ chart chosen."""
    return laney(_counts(each), _sizes(each), chart=found.chart)


def _counts(each: MeasureEvidence) -> list[float | None]:
    is_value = each.county.shape not in CHARTED
    return [
        point.value if is_value else point.numerator if point.value is not None else None
        for point in each.county.points
    ]


def _sizes(each: MeasureEvidence) -> list[float | None]:
    """Each month's denominator; of a rate its population, which is its count over its rate."""

    def of(point: SeriesPoint) -> float | None:
        if point.value is None:
            return None
        if each.county.shape == "proportion":
            return point.denominator
        return point.numerator / point.value if point.numerator and point.value else None

    return [of(point) for point in each.county.points]


def _per(each: MeasureEvidence) -> float:
    return 100 if each.county.shape == "proportion" else 1


def _together(three: Sequence[SeriesPoint], shape: str) -> float | None:
    if any(point.value is None for point in three):
        return None
    counted = sum(point.numerator or 0 for point in three)
    if shape == "rate":
        return sum(point.value or 0.0 for point in three) / len(three)
    size = sum(point.denominator or 0 for point in three)
    return float(counted) if shape == "count" else counted / size if size else None
