"""Is it the same for every group of children? A measure's figures by group, each beside the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from headway.county.figures import own_year
from headway.evidence.consistency import Consistency, PlaceCount, PlaceGap, consistency
from headway.evidence.thresholds import LEAST_CHILDREN
from headway.evidence.words import OF_GROUPS, consistency_words, few_in_words
from headway.journey import Journey
from headway.measures import COUNTY, CountyFiles, MeasurePage, Observation, observe_split
from headway.measures.splits import UNKNOWN, Split
from headway.periods import Period


@dataclass(frozen=True)
class GroupFigure:
    """One group's figure. ``gap``: against the other groups together, where they can be compared; ``why`` if not."""

    observation: Observation
    gap: PlaceGap | None
    why: str


@dataclass(frozen=True)
class GroupFigures:
    """A figure in one place and period by group: parts of the whole. ``said`` is the verdict on them in a sentence."""

    page: MeasurePage
    part: str | None
    groups: tuple[GroupFigure, ...]
    verdict: str
    said: str


def by_group(
    journey: Journey,
    county: CountyFiles,
    pages: Sequence[MeasurePage],
    split: Split,
    *,
    periods: Sequence[Period] = (),
    levels: Sequence[str] = (COUNTY,),
) -> list[GroupFigures]:
    """The pages' figures by group for each period and place; without periods, those of the last 12 months.

    A stock's are those of the last day.
    """
    found: list[GroupFigures] = []
    by_id = {page.id: page for page in pages}
    for is_stock in (False, True):
        alike = [page for page in pages if (page.front.timing == "stock") is is_stock]
        own = list(periods) or [own_year(page, journey.as_at) for page in alike[:1]]
        every = observe_split(journey, alike, split, periods=own, county=county, levels=levels)
        for (measure, part, *_), of_groups in groupby(every, key=_whole):
            found.append(_compared(by_id[measure], part, tuple(of_groups)))
    order = [page.id for page in pages]
    return sorted(found, key=lambda each: order.index(each.page.id))


def _whole(each: Observation) -> tuple[str, str | None, str, str, str]:
    return each.measure, each.part, each.period, each.level, each.place


def _compared(page: MeasurePage, part: str | None, every: tuple[Observation, ...]) -> GroupFigures:
    """The groups with a verdict on those that are large enough; of the others each says why it is not compared."""
    if page.shape_of(part) != "proportion":
        return GroupFigures(page, part, tuple(GroupFigure(each, None, "") for each in every), "", "")
    known = [each for each in every if each.group not in UNKNOWN and each.denominator]
    large = [each for each in known if (each.denominator or 0) >= LEAST_CHILDREN]
    counts = [PlaceCount(each.group, each.numerator or 0, each.denominator or 0) for each in large]
    own = page.front.consistency
    found = consistency(counts, good=page.good_of(part), tolerance=own.tolerance, margin=own.margin)
    found = replace(found, why=OF_GROUPS.get(found.why, found.why))
    gaps = {gap.place: gap for gap in found.gaps}
    small = {each.group for each in known} - {each.group for each in large}
    groups = tuple(GroupFigure(each, gaps.get(each.group), _why(each, small, found)) for each in every)
    return GroupFigures(page, part, groups, found.verdict, consistency_words(found, own.margin))


def _why(each: Observation, small: set[str], found: Consistency) -> str:
    if each.group in small:
        return few_in_words([each.group])
    return "" if found.gaps or not each.denominator or each.group in UNKNOWN else found.why
