"""Does the county's figure hide a place?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headway.evidence.checks import GOODS, checked_pair, refuse_missing, refuse_unknown
from headway.evidence.consistency import Consistency, PlaceCount, wilson
from headway.evidence.series import PlaceValue
from headway.evidence.xmr import Xmr

Z95 = 1.959964


@dataclass(frozen=True)
class Masking:
    """A locality that the county's figure hides, with the figures of both over the same days."""

    place: str
    county: PlaceCount | PlaceValue
    locality: PlaceCount | PlaceValue


def masked_places(
    county: PlaceCount,
    localities: Sequence[PlaceCount],
    found: Consistency,
    *,
    good: str,
    target: float | None,
    improves: bool,
) -> tuple[Masking, ...]:
    """The places on the bad side of a county that meets its target or improves.

    A place is on the bad side if it differs there, or if it misses the target, and what the county has, with its whole
    interval. Children count as fewer by the dispersion that the comparison found. Raises UnusableNumbersError for counts
    that cannot be right.
    """
    refuse_unknown(good, GOODS, "good")
    every = (county, *localities)
    x, _ = checked_pair([each.numerator for each in every], [each.denominator for each in every], is_share=True)
    refuse_missing(x, "county, localities")
    if good == "neither" or not county.denominator:
        return ()
    meets = target is not None and meets_target(county.rate, target, good)
    if not (meets or improves):
        return ()
    bad = {gap.place for gap in found.gaps if gap.is_bad_side}
    if target is not None:
        # Of a county that gets better and misses its target all places may miss it: level with the county, none is hidden.
        bar = (min if good == "higher" else max)(target, county.rate)
        bad |= {each.place for each in localities if misses_target(each, bar, good, found.dispersion)}
    return tuple(Masking(each.place, county, each) for each in localities if each.place in bad)


def masked_values(
    county: PlaceValue,
    localities: Sequence[PlaceValue],
    charts: Mapping[str, Xmr],
    found: Consistency,
    *,
    good: str,
    target: float | None,
    improves: bool,
) -> tuple[Masking, ...]:
    """The same for figures that are no proportion: the places that go wrong while the county meets its target or improves.

    A place goes wrong if it differs on the bad side, if its firm chart is really worse, or if that will go on missing the
    target: of a count the target is the county's alone. ``charts``: those of the localities.
    """
    refuse_unknown(good, GOODS, "good")
    meets = target is not None and good != "neither" and meets_target(county.rate, target, good)
    if good == "neither" or not (meets or improves):
        return ()
    bad = {gap.place for gap in found.gaps if gap.is_bad_side}
    for place, chart in charts.items():
        is_failing = meets and county.shape != "count" and chart.assurance == "fail"
        if chart.status == "firm" and (chart.kind == "concern" or is_failing):
            bad.add(place)
    return tuple(Masking(each.place, county, each) for each in localities if each.place in bad)


def meets_target(value: float, target: float, good: str) -> bool:
    """Whether a value meets its target; on it is met."""
    return value >= target if good == "higher" else value <= target


def misses_target(count: PlaceCount, target: float, good: str, dispersion: float = 1.0) -> bool:
    """Whether the whole 95% interval of the place misses the target; never for a place without children."""
    if not count.denominator:
        return False
    low, high = wilson(count.numerator / dispersion, count.denominator / dispersion, Z95)
    return high < target if good == "higher" else low > target
