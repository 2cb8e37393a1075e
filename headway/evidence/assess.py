"""One measure judged: is it real, is it the same everywhere, does the average hide a place, did the recording change?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from headway.evidence.consistency import Consistency, PlaceCount, PlaceRate, consistency, rate_consistency
from headway.evidence.dispersion import dispersion_of
from headway.evidence.headline import headline_of
from headway.evidence.masking import Masking, masked_places, masked_values, meets_target
from headway.evidence.recording_break import RecordingBreak, break_with_county, latest_break
from headway.evidence.series import PlaceSeries, PlaceValue, series_of
from headway.evidence.signs import are_alike, is_few_a_month, may_be_said
from headway.evidence.words import NONE_IN_PLACES, NOT_COMPARED, NOT_COMPARED_MIDDLES, none_counted_words
from headway.evidence.xmr import Xmr, xmr
from headway.measures import COUNTY, LOCALITY, MeasurePage, Observation
from headway.measures.page import Good

__all__ = ["Masking", "MeasureEvidence", "assess"]


@dataclass(frozen=True)
class MeasureEvidence:
    """What is known of one figure. Charts are of the months; ``year`` is the last 12 months, or a stock's last day.

    ``charts`` hold the icons as they may be said: a recording break takes a good one away. ``breaks`` are by place.
    """

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
    breaks: Mapping[str, RecordingBreak] = field(default_factory=dict)
    same_children: float | None = None

    @property
    def good(self) -> Good:
        """Which direction of the figure is good."""
        return self.page.good_of(self.part)

    @property
    def variation(self) -> str | None:
        """The county's icon; a recording break in the last 12 months stops a good verdict. None below 13 months."""
        return self.icon(self.county.place)

    def icon(self, place: str) -> str | None:
        """A place's icon, or None where there is none to be shown.

        Where months are few or alike a concern is shown with its caution, if it may be said; a good icon is not.
        """
        chart, series = self.charts[place], self.series(place)
        if chart.status != "firm" or chart.last is None:
            return None
        mean = chart.groups[chart.points[chart.last].group].mean
        is_said = may_be_said(chart.variation, series, series.points[chart.last], mean, self.is_alike)
        return chart.variation if is_said else None

    def series(self, place: str) -> PlaceSeries:
        """The months of the county or of a locality."""
        return self.county if place == self.county.place else self.localities[place]

    def is_few(self, place: str) -> bool:
        """Whether a place's months hold too few to be judged one by one."""
        return is_few_a_month(self.series(place))

    @property
    def is_alike(self) -> bool:
        """Whether months hold mostly the same children with the same answers."""
        return are_alike(self.same_children)

    def doubt(self, place: str) -> str:
        """Why a place's signs are not all said: alike, few or nothing."""
        return "alike" if self.is_alike else "few" if self.is_few(place) else ""

    @property
    def attention(self) -> tuple[str, ...]:
        """Why the figure needs looking at: concern, apart and hidden by place; target, cannot_tell, recording."""
        found = [f"concern:{place}" for place in self.charts if (self.icon(place) or "").startswith("concern")]
        found += [f"apart:{gap.place}" for gap in self.consistency.apart if gap.is_bad_side]
        found += [f"hidden:{each.place}" for each in self.masked]
        found += ["target"] * self.is_target_missed
        found += ["cannot_tell"] * self.is_lost
        return (*found, *(["recording"] if self.recording_break else []))

    @property
    def is_target_missed(self) -> bool:
        """Whether the county's figure, over 12 months or on the last day, misses its target."""
        whole, good = self.year.get(self.county.place), self.good
        if self.target is None or good == "neither" or whole is None or whole.value is None:
            return False
        return not meets_target(whole.value, self.target, good)

    @property
    def is_lost(self) -> bool:
        """Whether more could not be told than the page allows."""
        return self.is_lost_in(self.county.place)

    def is_lost_in(self, place: str) -> bool:
        """The same of one place."""
        whole = self.year.get(place)
        if whole is None or not whole.cannot_tell:
            return False
        rows = whole.cannot_tell + (whole.denominator or 0)
        return whole.cannot_tell / rows > self.page.front.cannot_tell_limit / 100

    @property
    def cautions(self) -> tuple[str, ...]:
        """What must be said beside the chart (words.CAUTIONS): few; alike, or of another stock: slow."""
        slow = ("alike" if self.is_alike else "slow",) * (self.page.front.timing == "stock")
        return ("few",) * self.is_few(self.county.place) + slow

    @property
    def headline(self) -> str:
        """The figure in one sentence, with a number, a place and a date: what most needs saying comes first."""
        return headline_of(self)


def assess(
    page: MeasurePage,
    part: str | None,
    monthly: Sequence[Observation],
    year: Sequence[Observation],
    *,
    localities: Sequence[str],
    target: float | None,
    same_children: float | None = None,
) -> MeasureEvidence:
    """The evidence on one figure, from its months and from its last 12 months (a stock: its last day)."""
    own = [each for each in monthly if (each.measure, each.part) == (page.id, part)]
    by_place = {each.place: each for each in year if (each.measure, each.part) == (page.id, part)}
    county = series_of(each for each in own if each.level == COUNTY)
    places = {
        name: series_of(each for each in own if each.level == LOCALITY and each.place == name) for name in localities
    }
    every = (county, *places.values())
    whole = latest_break(county)
    breaks = {
        each.place: changed for each in every if (changed := latest_break(each) or break_with_county(each, whole))
    }
    charts = {each.place: _chart(each, page.good_of(part), target, breaks.get(each.place)) for each in every}
    found = _compared(page, part, by_place, places)
    return MeasureEvidence(
        page=page,
        part=part,
        county=county,
        localities=places,
        charts=charts,
        latest=max((each for each in own if each.level == COUNTY), key=lambda each: each.period_start),
        year=by_place,
        consistency=found,
        masked=_masked(page.good_of(part), found, charts, by_place, county.place, localities, target),
        recording_break=breaks.get(county.place),
        target=target,
        breaks=breaks,
        same_children=same_children,
    )


def _chart(series: PlaceSeries, good: str, target: float | None, found: RecordingBreak | None) -> Xmr:
    """The chart of a place, without its icon where a recording break forbids to call it better."""
    chart = xmr(series.values, good=good, target=target)
    return replace(chart, variation=None) if found and chart.kind == "improvement" else chart


def _compared(
    page: MeasurePage, part: str | None, by_place: Mapping[str, Observation], places: Mapping[str, PlaceSeries]
) -> Consistency:
    """The places compared: proportions by Newcombe's intervals, rates by the exact test; no others are compared."""
    shape, front = page.shape_of(part), page.front
    known = {name: by_place[name] for name in places if name in by_place and by_place[name].numerator is not None}
    unknown = [name for name in places if name not in known]
    if known and not any(each.numerator or each.denominator for each in known.values()):
        return Consistency("could_not_check", None, (), None, None, NONE_IN_PLACES, is_rate=shape == "rate")
    spread = dispersion_of(places.values()) if front.timing != "stock" else 1.0
    if shape == "proportion":
        return consistency(
            [PlaceCount(name, each.numerator or 0, each.denominator or 0) for name, each in known.items()],
            good=page.good_of(part),
            tolerance=front.consistency.tolerance,
            margin=front.consistency.margin,
            dispersion=spread,
            unknown=unknown,
        )
    if shape != "rate":
        return Consistency("could_not_check", None, (), None, None, NOT_COMPARED.get(shape, NOT_COMPARED_MIDDLES))
    # A rate and its numerator give the population; with none counted it is not known.
    empty = [name for name, each in known.items() if each.value == 0]
    rates = [
        PlaceRate(name, o.numerator, o.numerator / o.value) for name, o in known.items() if o.numerator and o.value
    ]
    missing = [name for name in places if name not in {*empty, *(each.place for each in rates)}]
    if empty and not missing:
        return Consistency("could_not_check", None, (), None, None, none_counted_words(empty), is_rate=True)
    return rate_consistency(
        rates,
        good=page.good_of(part),
        tolerance=front.consistency.tolerance,
        margin=front.consistency.margin,
        dispersion=spread,
        unknown=missing,
    )


def _masked(
    good: Good,
    found: Consistency,
    charts: Mapping[str, Xmr],
    by_place: Mapping[str, Observation],
    county: str,
    localities: Sequence[str],
    target: float | None,
) -> tuple[Masking, ...]:
    """The places that the county's figure hides: of a proportion by their counts, else by their charts."""
    whole, chart = by_place.get(county), charts[county]
    if whole is None or whole.value is None:
        return ()
    improves = chart.status == "firm" and chart.kind == "improvement"
    if whole.shape != "proportion":
        return masked_values(
            PlaceValue(county, whole.value, whole.shape),
            [
                PlaceValue(name, value, whole.shape)
                for name in localities
                if name in by_place and (value := by_place[name].value) is not None
            ],
            {name: charts[name] for name in localities},
            found,
            good=good,
            target=target,
            improves=improves,
        )
    return masked_places(
        PlaceCount(county, whole.numerator or 0, whole.denominator or 0),
        [
            PlaceCount(name, by_place[name].numerator or 0, by_place[name].denominator or 0)
            for name in localities
            if name in by_place
        ],
        found,
        good=good,
        target=target,
        improves=improves,
    )
