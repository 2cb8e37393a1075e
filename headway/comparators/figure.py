"""One published figure: a number, or the publisher's sign that there is none. A sign is never a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

SYMBOLS = MappingProxyType(
    {
        "c": "suppressed: too small to show",
        "k": "rounds to 0",
        "low": "rounds to 0",
        "u": "not shown: not reliable",
        "x": "not available",
        "z": "does not apply",
        "na": "no figure, no reason given",
    }
)
"""The signs of Explore Education Statistics and what they mean; ``na`` is the Local Authority Interactive Tool's '-'."""

ALSO_WRITTEN = MappingProxyType({"~": "low", ":": "x", ".": "z", "..": "x", "-": "na", "n/a": "na"})
"""Older signs of the same meanings."""


@dataclass(frozen=True)
class NotPublished:
    """No number was published, and the sign says why."""

    symbol: str

    @property
    def words(self) -> str:
        """Why, in words: *suppressed: too small to show*."""
        return SYMBOLS[self.symbol]


@dataclass(frozen=True)
class PublishedFigure:
    """What was published for one area in one year. ``year`` is that in which the period ends; ``source`` its id.

    ``numerator`` and ``denominator`` are as published, None where they were not.
    """

    series: str
    area: str
    year: int
    value: Decimal | NotPublished
    numerator: Decimal | None
    denominator: Decimal | None
    source: str

    @property
    def number(self) -> Decimal | None:
        """The number, or None where the publisher gave a sign."""
        return None if isinstance(self.value, NotPublished) else self.value


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value to so many decimals, halves away from zero, as DfE rounds."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def value_words(value: Decimal | NotPublished | None, unit: str, decimals: int) -> str:
    """The figure as it is printed: *82.9%*, *57 per 10,000*, *[c]*, or a dash where none is held."""
    if value is None:
        return "–"
    if isinstance(value, NotPublished):
        return f"[{value.symbol}]"
    number = f"{rounded(value, decimals):,}"
    if unit == "%":
        return f"{number}%"
    if unit.startswith("GBP"):
        return f"£{number}{unit.removeprefix('GBP')}"
    return f"{number} {unit.removeprefix('rate ')}" if unit not in ("count", "score") else number
