"""One sentence that reads a chart aloud: what its last month is, beside what chance alone gives."""

from __future__ import annotations

from headway.evidence.assess import MeasureEvidence
from headway.evidence.series import SeriesPoint
from headway.evidence.signs import is_nearly_all
from headway.evidence.words import ALIKE, FEW_A_MONTH, NEARLY_ALL, RULES, number_words
from headway.evidence.words.of_account import limit_decimals, limit_words
from headway.evidence.words.of_shares import share_words
from headway.evidence.xmr import Point
from headway.publish.charting import Judged, signal_run
from headway.publish.shown import long_month, point_words, shape_of


def reading(each: MeasureEvidence, found: Judged) -> str:
    """The sentence under a chart, and the drawing's own description."""
    group = found.chart.groups[-1] if found.chart.groups else None
    last = found.series.last
    if last is None:
        return f"There is no figure to draw: {each.latest.why or each.latest.status}."
    shape = shape_of(each)
    if group is None or group.mean is None or group.lower is None or group.upper is None:
        return f"{_newest(shape, last)} There are too few months for a mean and limits."
    words = limit_words(shape, (group.mean, group.lower, group.upper), last.value)
    limits = dict(zip(("mean", "lower", "upper"), words, strict=True))
    newest = _newest(shape, last, limit_decimals(shape, (group.mean, group.lower, group.upper), last.value))
    point = found.chart.points[found.chart.last] if found.chart.last is not None else None
    base = f"before the change, the mean was {limits['mean']}" if found.is_fixed else f"the mean is {limits['mean']}"
    if found.last_unsaid:
        return f"{newest} {_unsaid(found)}; {base}."
    if found.chart.status == "provisional" and not found.is_fixed:
        return (
            f"{newest} The limits rest on {group.value_count} months only, so no month is called a signal yet; {base}."
        )
    if point is None or point.rule is None:
        span = f"{limits['lower']} to {limits['upper']}"
        if found.is_fixed:
            then = f"the mean was then {limits['mean']}"
            return f"{newest} It lies within {span}, what chance alone gave before the change; {then}."
        return f"{newest} It lies within {span}, which is what chance alone gives; {base}."
    return f"{newest} {_run_words(found, point, limits)}; {base}."


def _unsaid(found: Judged) -> str:
    if found.is_alike:
        return ALIKE
    return NEARLY_ALL if is_nearly_all(found.series) else FEW_A_MONTH


def _run_words(found: Judged, point: Point, limits: dict[str, str]) -> str:
    count = signal_run(found.chart.points)
    words = RULES[point.rule or "limit_high"].format(**limits)
    if count <= 1:
        return f"The month lies {words}"
    known = [month for month in found.series.points if month.value is not None]
    rules = {p.rule for p in found.chart.points if p.value is not None}
    since = long_month(known[-count].start)
    same = "each" if len(rules - {None}) == 1 else "the last of them"
    return f"The last {number_words(count)} months, since {since}, carry the same signal, {same} {words}"


def _newest(shape: str, last: SeriesPoint, decimals: int = 0) -> str:
    """The last month's figure, as fine as its limits are."""
    words = point_words(shape, last)
    if shape == "proportion" and decimals and last.value is not None and words.endswith("%"):
        words = share_words(last.value, decimals)
    if shape == "proportion" and words.endswith("%"):
        words = f"{words} of {last.denominator or 0:,}"
    return f"{long_month(last.start)}: {words}."
