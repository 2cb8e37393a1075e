"""One figure's verdicts in plain words with their numbers: question by question, place by place, in the order of doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from headway.evidence.assess import MeasureEvidence
from headway.evidence.chart_beside import chart_beside, chosen_chart
from headway.evidence.consistency import PlaceCount, children_apart
from headway.evidence.gap_over_time import GapChange, gap_over_time
from headway.evidence.judge import Judgement
from headway.evidence.pace import Pace, pace
from headway.evidence.rare_events import days_between, t_chart
from headway.evidence.series import PlaceSeries
from headway.evidence.words import consistency_words, masked_words, recording_words
from headway.evidence.words import of_account as words
from headway.evidence.words.of_charts import rare_events_words
from headway.evidence.words.of_claims import impact_shown_words, judgement_words
from headway.evidence.words.of_pace import pace_words
from headway.evidence.words.of_places import children_apart_words, gap_change_words

YEAR = 12


@dataclass(frozen=True)
class AccountLine:
    """One verdict: the question (a key of words.of_account.QUESTIONS), the place, the verdict's name, its words."""

    question: str
    place: str
    verdict: str
    words: str


def account_of(each: MeasureEvidence, children: Mapping[str, int | None] | None = None) -> list[AccountLine]:
    """The lines of one figure. ``children``: how many live in each locality, to say how many live in places apart."""
    county = each.county.place
    lines = [AccountLine("recording", county, *_recording(each))]
    suits = chosen_chart(each)
    lines.append(AccountLine("chart", county, suits.chart, suits.why))
    beside = chart_beside(each, suits)
    if beside is not None:
        lines.append(AccountLine("beside", county, *beside))
    for place, series in ((county, each.county), *each.localities.items()):
        verdict, own = _real(each, place, series)
        hides = [masked_words(masked) for masked in each.masked] if place == county else []
        lines.append(AccountLine("real", place, verdict, " ".join([own, *hides])))
    found = each.consistency
    apart = children_apart(found, children) if children else None
    said = [consistency_words(found, each.page.front.consistency.margin), children_apart_words(apart) if apart else ""]
    lines.append(AccountLine("same", county, found.verdict, " ".join(filter(None, said))))
    gap = _gap(each)
    if gap is not None:
        lines.append(AccountLine("gap", county, gap.verdict, gap_change_words(gap)))
    lines += [AccountLine("hidden", hidden.place, "hidden", masked_words(hidden)) for hidden in each.masked]
    arriving = pace_of(each)
    if arriving is not None:
        first, is_share = each.county.points[0].start, each.county.shape == "proportion"
        lines.append(AccountLine("pace", county, arriving.verdict, pace_words(arriving, first, is_share=is_share)))
    return lines


def claim_lines(found: Judgement, shape: str) -> list[AccountLine]:
    """What is behind the words of a claim: of the county and each of its places, then whether impact is shown."""
    lines = [
        AccountLine("changed", each.place, each.change.verdict, " ".join(judgement_words(found, each, shape)))
        for each in (found.county, *found.by_place.values())
    ]
    shown = found.impact_shown
    verdict = "shown" if shown.is_shown else "not_yet_shown"
    return [*lines, AccountLine("impact_shown", found.county.place, verdict, impact_shown_words(shown))]


def _recording(each: MeasureEvidence) -> tuple[str, str]:
    found = each.recording_break
    return ("changed", recording_words(found)) if found else ("steady", words.NO_BREAK)


def is_rare(each: MeasureEvidence) -> bool:
    """Whether a dated count is so rare that days between events say more than months do."""
    return chosen_chart(each).chart == "t"


def rare_line(each: MeasureEvidence, stretches: Sequence[Sequence[date]], until: date) -> AccountLine:
    """The days between events, and since the last, on a t chart.

    ``stretches``: the days of the events in the whole county, for each stretch that the loads cover, oldest first. From
    one stretch to the next no gap is counted: what happened between them is not known.
    """
    gaps = [gap for days in stretches for gap in days_between(days)]
    newest = stretches[-1] if stretches else ()
    since = (until - max(newest)).days if newest else None
    found = t_chart(gaps, good=each.good, open_gap=since)
    return AccountLine("rare", each.county.place, found.kind or found.status, rare_events_words(found))


def _real(each: MeasureEvidence, place: str, series: PlaceSeries) -> tuple[str, str]:
    chart = each.charts[place]
    if chart.status == "firm" and each.is_few(place) and (each.icon(place) or "common_cause") == "common_cause":
        return "few", words.few_words(series)
    icon = each.icon(place) or (each.doubt(place) if chart.status == "firm" else "")
    return icon or chart.status, words.real_words(each, series, chart)


def _gap(each: MeasureEvidence) -> GapChange | None:
    """The last two years of every locality compared, where all are known; a stock on two days a year apart."""
    good = each.good
    if each.county.shape != "proportion" or good == "neither" or len(each.localities) < 2:
        return None
    before: list[PlaceCount] = []
    after: list[PlaceCount] = []
    for place, series in each.localities.items():
        points = [point for point in series.points if point.value is not None]
        if len(points) < 2 * YEAR or len(series.points) - series.points.index(points[-2 * YEAR]) > 2 * YEAR + 1:
            return None
        one, other = points[-2 * YEAR : -YEAR], points[-YEAR:]
        if series.is_stock:
            one, other = one[-1:], other[-1:]
        for found, period in ((before, one), (after, other)):
            found.append(
                PlaceCount(place, sum(p.numerator or 0 for p in period), sum(p.denominator or 0 for p in period))
            )
    return gap_over_time(before, after, good=good, dispersion=each.consistency.dispersion)


def pace_of(each: MeasureEvidence) -> Pace | None:
    """The pace to the target from the mean of the first twelve months, where the target lies on the good side of it."""
    good, target = each.good, each.target
    known = [value for value in each.county.values if value is not None]
    if target is None or good == "neither" or len(known) < YEAR:
        return None
    baseline = sum(known[:YEAR]) / YEAR
    if (target > baseline) != (good == "higher") or target == baseline:
        return None
    return pace(each.county.values, baseline=baseline, target=target, good=good)
