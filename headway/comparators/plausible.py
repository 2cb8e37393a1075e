"""Whether a published figure can be true at all: a share of more than everything, or of a year that has not ended, cannot."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from headway.comparators.figure import PublishedFigure
from headway.comparators.series import Series
from headway.periods import day_words

MAY_EXCEED_ALL = frozenset({"s47_to_icpc_pct", "sw_turnover_rate"})
"""Percentages that are no share of a whole: conferences for 100 enquiries, leavers for 100 in post."""
_MOST = {"%": Decimal(100), "rate per 10,000": Decimal(10_000), "rate per 100,000": Decimal(100_000)}
_MOST_OF_ANY = Decimal(10) ** 12


def beyond_belief(figure: PublishedFigure, series: Series, on: date) -> str:
    """Why the figure cannot be true, in words; empty when it can. ``on`` is the day on which it is read."""
    most = _MOST_OF_ANY if series.id in MAY_EXCEED_ALL else _MOST.get(series.unit, _MOST_OF_ANY)
    if figure.number is not None and not 0 <= figure.number <= most:
        return f"{figure.number} is not between 0 and {most:,}, and {series.id} is given in {series.unit}"
    for name, count in (("numerator", figure.numerator), ("denominator", figure.denominator)):
        if count is not None and not 0 <= count <= _MOST_OF_ANY:
            return f"the {name} {count} is not between 0 and {_MOST_OF_ANY:,}"
    if series.ends_on(figure.year) > on:
        return f"the figure is of {series.period_words(figure.year)}, which has not ended on {day_words(on)}"
    return ""
