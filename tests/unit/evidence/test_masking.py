"""Is a place that the county's figure hides named, and no other?"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from headway.evidence.consistency import Consistency, PlaceCount, consistency
from headway.evidence.masking import Masking, masked_places, masked_values
from headway.evidence.series import PlaceValue
from headway.evidence.xmr import xmr

LOW_EAST = [
    PlaceCount("North", 430, 500), PlaceCount("East", 340, 500), PlaceCount("South", 450, 500),
    PlaceCount("West", 440, 500),
]  # fmt: skip
LEVEL = [PlaceCount(place, 415, 500) for place in ("North", "East", "South", "West")]


def masked(
    counts: Sequence[PlaceCount],
    *,
    target: float | None = None,
    improves: bool = False,
    good: str = "higher",
    dispersion: float = 1.0,
) -> tuple[Masking, ...]:
    county = PlaceCount("County", sum(c.numerator for c in counts), sum(c.denominator for c in counts))
    found = consistency(counts, good=good, dispersion=dispersion)
    return masked_places(county, counts, found, good=good, target=target, improves=improves)


def names(found: Sequence[Masking]) -> list[str]:
    return [each.place for each in found]


def test_the_county_meets_its_target_and_east_is_far_below() -> None:
    found = masked(LOW_EAST, target=0.80)
    assert names(found) == ["East"]
    assert (found[0].county.rate, found[0].locality.rate) == (0.83, 0.68)


def test_nothing_is_hidden_where_the_county_itself_misses_its_target() -> None:
    assert masked(LOW_EAST, target=0.84) == ()


def test_a_county_that_improves_hides_a_place_without_any_target() -> None:
    assert names(masked(LOW_EAST, improves=True)) == ["East"]
    assert masked(LOW_EAST) == ()


def test_a_county_that_improves_and_misses_its_target_hides_a_place_far_below_both() -> None:
    counts = [PlaceCount("North", 82, 100), PlaceCount("South", 82, 100), PlaceCount("East", 65, 90)]
    found = consistency(counts, good="higher", tolerance=30)
    assert found.apart == ()
    county = PlaceCount("County", 229, 290)

    def hidden(target: float | None, *, improves: bool) -> list[str]:
        return names(masked_places(county, counts, found, good="higher", target=target, improves=improves))

    assert hidden(0.80, improves=False) == [], "it misses its target and does not improve"
    assert hidden(0.80, improves=True) == []
    low = [*counts[:2], PlaceCount("East", 55, 90)]
    assert names(masked_places(county, low, found, good="higher", target=0.80, improves=True)) == ["East"]
    assert names(masked_places(county, low, found, good="higher", target=None, improves=True)) == []
    level = [PlaceCount(place, 60, 100) for place in ("North", "South", "East")]
    assert masked(level, target=0.80, improves=True) == (), "all miss the target, and none is hidden by the county"


@pytest.mark.parametrize(("shape", "hidden"), [("median", ["East"]), ("count", [])])
def test_of_a_count_the_target_is_the_county_s_alone(shape: str, hidden: list[str]) -> None:
    """A place of a county that meets its target of 100 cannot miss a hundred of its own."""
    charts = {"East": xmr([50.0 + n % 2 for n in range(24)], good="higher", target=100.0)}
    assert charts["East"].assurance == "fail"
    values = [PlaceValue("East", 51.0, shape)]
    none = Consistency("could_not_check", None, (), None, None)
    county = PlaceValue("County", 120.0, shape)
    found = masked_values(county, values, charts, none, good="higher", target=100.0, improves=False)
    assert names(found) == hidden


def test_level_places_hide_nothing() -> None:
    assert masked(LEVEL, target=0.80, improves=True) == ()


def test_a_place_whose_whole_interval_misses_the_target_is_hidden_though_it_does_not_differ() -> None:
    counts = [PlaceCount("North", 900, 1000), PlaceCount("East", 860, 1000)]
    found = consistency(counts, good="higher", tolerance=10)
    assert found.apart == ()
    county = PlaceCount("County", 1760, 2000)
    hidden = masked_places(county, counts, found, good="higher", target=0.88, improves=False)
    assert names(hidden) == []
    assert names(masked_places(county, counts, found, good="higher", target=0.88 - 1e-9, improves=False)) == []
    low = [PlaceCount("North", 920, 1000), PlaceCount("East", 840, 1000)]
    assert names(masked_places(county, low, found, good="higher", target=0.87, improves=False)) == ["East"]


@pytest.mark.parametrize(("good", "hidden"), [("lower", ["East"]), ("neither", [])])
def test_the_bad_side_is_the_measures_own(good: str, hidden: list[str]) -> None:
    high = [PlaceCount(c.place, c.denominator - c.numerator, c.denominator) for c in LOW_EAST]
    assert names(masked(high, target=0.20, good=good)) == hidden


def test_children_who_count_as_fewer_hide_less() -> None:
    assert names(masked(LOW_EAST, target=0.80, dispersion=30)) == []


def test_a_place_without_children_is_not_hidden() -> None:
    counts = [*LEVEL, PlaceCount("Isle", 0, 0)]
    assert masked(counts, target=0.80) == ()
