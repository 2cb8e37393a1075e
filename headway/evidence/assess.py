"""One measure judged: is it real, is it the same everywhere, does the average hide a place, did the recording change?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headway.evidence.consistency import Consistency, PlaceCount, consistency, wilson
from headway.evidence.recording_break import RecordingBreak, latest_break
from headway.evidence.series import PlaceSeries, series_of
from headway.evidence.xmr import Xmr, xmr
from headway.measures import COUNTY, LOCALITY, MeasurePage, Observation

Z95 = 1.959964


@dataclass(frozen=True)
class Masking:
    """A locality that the county's figure hides, with the figures of both over the same days."""

    place: str
    county: PlaceCount
    locality: PlaceCount


@dataclass(frozen=True)
class MeasureEvidence:
    """What is known of one figure. Charts are of the months; ``year`` is the last 12 months, or a stock's last day."""

    page: MeasurePage
    part: str | None
    county: PlaceSeries
    localities: Mapping[str, PlaceSeries]
    charts: Mapping[str, Xmr]
    latest: Observation
    year: Mapping[str, Observation]
    consistency: Consistency
    masked: tuple[Masking, ...]
    recording_break: RecordingBreak | None
    target: float | None

    @property
    def variation(self) -> str | None:
        """The county's icon; a recording break in the last 12 months stops a good verdict. None below 13 months."""
        chart = self.charts[self.county.place]
        if chart.status != "firm" or chart.variation is None:
            return None
        if self.recording_break and chart.variation.startswith("improvement"):
            return None
        return chart.variation

    @property
    def attention(self) -> tuple[str, ...]:
        """Why the figure needs looking at: concern, apart, hidden, recording; none of them: nothing."""
        concern = [
            p for p, c in self.charts.items() if c.status == "firm" and (c.variation or "").startswith("concern")
        ]
        found = [f"concern:{place}" for place in concern]
        found += [f"apart:{gap.place}" for gap in self.consistency.apart if gap.is_bad_side]
        found += [f"hidden:{each.place}" for each in self.masked]
        return (*found, *(["recording"] if self.recording_break else []))


def assess(
    page: MeasurePage,
    part: str | None,
    monthly: Sequence[Observation],
    year: Sequence[Observation],
    *,
    localities: Sequence[str],
    target: float | None,
) -> MeasureEvidence:
    """The evidence on one figure, from its months and from its last 12 months (a stock: its last day)."""
    own = [each for each in monthly if (each.measure, each.part) == (page.id, part)]
    counted = [each for each in year if (each.measure, each.part) == (page.id, part)]
    county = series_of(each for each in own if each.level == COUNTY)
    places = {
        name: series_of(each for each in own if each.level == LOCALITY and each.place == name) for name in localities
    }
    charts = {
        series.place: xmr(series.values, good=page.front.good, target=target) for series in (county, *places.values())
    }
    by_place = {each.place: each for each in counted}
    counts = _counts(page, part, by_place, localities)
    found = consistency(
        counts, good=page.front.good, tolerance=page.front.consistency.tolerance, margin=page.front.consistency.margin
    )
    newest = max((each for each in own if each.level == COUNTY), key=lambda each: each.period_start)
    return MeasureEvidence(
        page=page,
        part=part,
        county=county,
        localities=places,
        charts=charts,
        latest=newest,
        year=by_place,
        consistency=found,
        masked=_masked(page, found, charts[county.place], by_place, county.place, counts, target),
        recording_break=latest_break(county),
        target=target,
    )


def _counts(
    page: MeasurePage, part: str | None, by_place: Mapping[str, Observation], localities: Sequence[str]
) -> list[PlaceCount]:
    """The places' counts of a proportion; none for other shapes, which are not compared so."""
    if page.shape_of(part) != "proportion":
        return []
    return [
        PlaceCount(name, found.numerator or 0, found.denominator or 0)
        for name in localities
        if (found := by_place.get(name)) is not None
    ]


def _masked(
    page: MeasurePage,
    found: Consistency,
    chart: Xmr,
    by_place: Mapping[str, Observation],
    county: str,
    counts: Sequence[PlaceCount],
    target: float | None,
) -> tuple[Masking, ...]:
    """The places on the bad side of a county that meets its target or improves."""
    whole = by_place.get(county)
    if whole is None or whole.value is None or not counts:
        return ()
    is_higher = page.front.good == "higher"
    meets = target is not None and (whole.value >= target if is_higher else whole.value <= target)
    improves = chart.status == "firm" and (chart.variation or "").startswith("improvement")
    if not (meets or improves):
        return ()
    bad = {gap.place for gap in found.gaps if gap.is_bad_side}
    if meets and target is not None:
        bad |= {each.place for each in counts if each.denominator and _misses(each, target, is_higher)}
    total = PlaceCount(county, whole.numerator or 0, whole.denominator or 0)
    return tuple(Masking(each.place, total, each) for each in counts if each.place in bad)


def _misses(count: PlaceCount, target: float, is_higher: bool) -> bool:
    low, high = wilson(count.numerator, count.denominator, Z95)
    return high < target if is_higher else low > target
