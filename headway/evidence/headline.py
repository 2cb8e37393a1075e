"""A measure in one sentence, with a number, a place and a date: what most needs saying comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headway.evidence import words
from headway.periods import day_words

if TYPE_CHECKING:
    from headway.evidence.assess import MeasureEvidence
    from headway.evidence.series import SeriesPoint

WHOLE = "the county"


def headline_of(each: MeasureEvidence) -> str:
    """The sentence: no data, a place hidden, a place apart, a signal, or the plain figure; never a bare title."""
    title = each.page.title_of(each.part)
    last = each.county.last
    if last is None:
        return words.no_data_headline(title, WHOLE, None, each.latest.why or each.latest.status)
    return _hidden(each, title) or _apart(each, title) or _signal(each, title) or _plain(each, title, last)


def _hidden(each: MeasureEvidence, title: str) -> str:
    if not each.masked:
        return ""
    is_higher = each.good == "higher"
    worst = min(each.masked, key=lambda found: found.locality.rate if is_higher else -found.locality.rate)
    return words.hidden_headline(title, worst, words.span_words(each.year[worst.place]))


def _apart(each: MeasureEvidence, title: str) -> str:
    gap = next((gap for gap in each.consistency.apart if gap.is_bad_side), None)
    found = each.year.get(gap.place) if gap else None
    if gap is None or found is None:
        return ""
    is_rate = each.consistency.is_rate
    figure = words.figure_words(found) if is_rate else words.counted_words(found.numerator or 0, found.denominator or 0)
    return words.apart_headline(title, gap, figure, words.span_words(found), is_rate=is_rate)


def _signal(each: MeasureEvidence, title: str) -> str:
    """The county's concern, else the first place's, else the county's improvement; on its last month."""
    county = each.county.place
    concerned = [place for place in (county, *each.localities) if (each.icon(place) or "").startswith("concern")]
    place = concerned[0] if concerned else county
    icon = each.icon(place)
    point = (each.county if place == county else each.localities[place]).last
    if icon is None or icon == "common_cause" or point is None:
        return ""
    verdict = words.VARIATION[words.variation_kind(icon)]
    where = WHOLE if place == county else place
    return words.verdict_headline(title, _figure(each, point), where, _when(each, point), verdict)


def _plain(each: MeasureEvidence, title: str, last: SeriesPoint) -> str:
    said = words.verdict_headline(title, _figure(each, last), WHOLE, _when(each, last))
    if last is each.county.points[-1]:
        return said
    at = each.county.points.index(last) + 1
    return f"{said} {words.no_data_headline(title, WHOLE, each.county.points[at].start, '')}"


def _figure(each: MeasureEvidence, point: SeriesPoint) -> str:
    numerator = point.numerator or 0
    shape = each.page.shape_of(each.part)
    if shape == "proportion":
        return words.counted_words(numerator, point.denominator or 0)
    return f"{numerator:,}" if shape == "count" else f"{point.value:,.1f}"


def _when(each: MeasureEvidence, point: SeriesPoint) -> str:
    if each.page.front.timing == "stock":
        return f"on {day_words(point.end)}"
    return f"in {words.month_words(point.start)}"
