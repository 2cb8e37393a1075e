"""Published numbers as rates: how many for every 10,000 children, by the mid-year estimate before."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from headway.comparators.figure import NotPublished, PublishedFigure, rounded
from headway.comparators.series import Series
from headway.comparators.table import Key

CHILDREN = 10_000


def rates(
    series: Series, counted: Mapping[Key, PublishedFigure], population: Mapping[Key, PublishedFigure]
) -> Mapping[Key, PublishedFigure]:
    """The series' figures by area and year: the published numerator for every 10,000 children, rounded as rates are.

    The population is that of the summer before the year's end, as in the DfE's own rates. Where the publisher gave a
    sign for the number, the rate has the sign; where no number or no population is held, there is no figure.
    """
    found = {}
    for (area, year), each in counted.items():
        children = population.get((area, year - 1))
        if isinstance(each.value, NotPublished):
            value: Decimal | NotPublished = each.value
        elif each.numerator is None or children is None or not children.number:
            continue
        else:
            value = rounded(each.numerator / children.number * CHILDREN, series.decimals)
        base = children.number if children else None
        found[area, year] = PublishedFigure(series.id, area, year, value, each.numerator, base, each.source)
    return found
