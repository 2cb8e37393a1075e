"""Numbers that cannot be right are refused before any statistic sees them: what, where, and what to do.

Too little is an answer (*cannot tell*); impossible is an error. None and NaN both mean that a month has no value.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf, isnan

import numpy as np
from numpy.typing import NDArray

from headway.errors import UnusableNumbersError

Floats = NDArray[np.float64]
GOODS = ("higher", "lower", "neither")


def checked_values(values: Sequence[float | None], where: str = "values") -> list[float | None]:
    """The values, None where there is none. Raises UnusableNumbersError for one that is infinite or no number."""
    found: list[float | None] = []
    for at, value in enumerate(values):
        if value is None:
            found.append(None)
            continue
        try:
            number = float(value)
        except (TypeError, ValueError):
            raise UnusableNumbersError(
                "A value is not a number.", f"{where}, place {at}", "Give numbers, and None where there is no value."
            ) from None
        if isinf(number):
            raise UnusableNumbersError(
                "A value is infinite.", f"{where}, place {at}", "Give None where there is no value."
            )
        found.append(None if isnan(number) else number)
    return found


def value_array(values: Sequence[float | None], where: str = "values") -> Floats:
    """The same as an array of one dimension, NaN where there is no value."""
    return np.array([np.nan if value is None else value for value in checked_values(values, where)], dtype=float)


def checked_pair(
    numerators: Sequence[float | None], denominators: Sequence[float | None], *, is_share: bool
) -> tuple[Floats, Floats]:
    """Numerators and denominators as arrays, NaN in both where either has no value.

    Raises UnusableNumbersError for lengths that differ, a count below nothing or, where ``is_share``, more of than in.
    """
    if len(numerators) != len(denominators):
        raise UnusableNumbersError(
            f"There are {len(numerators)} numerators and {len(denominators)} denominators.",
            "numerators, denominators",
            "Give one of each for every place or month.",
        )
    x, n = value_array(numerators, "numerators"), value_array(denominators, "denominators")
    refuse_negative(x, "numerators")
    refuse_negative(n, "denominators")
    over = np.flatnonzero(x > n) if is_share else np.array([], dtype=int)
    if over.size:
        raise UnusableNumbersError(
            "More were met than there were.", f"numerators, place {over[0]}", "Look at how the two were counted."
        )
    missing = np.isnan(x) | np.isnan(n)
    return np.where(missing, np.nan, x), np.where(missing, np.nan, n)


def checked_number(value: float | None, where: str) -> float:
    """The one number that there must be. Raises UnusableNumbersError for none, and for one that is infinite."""
    (found,) = checked_values([value], where)
    if found is None:
        raise UnusableNumbersError("There is no number.", where, "Give one, or leave it out where it may be.")
    return found


def refuse_missing(found: Floats, where: str) -> None:
    """Raises UnusableNumbersError for a value that is not there where each must be."""
    missing = np.flatnonzero(np.isnan(found))
    if missing.size:
        raise UnusableNumbersError(
            "A count is missing.",
            f"{where}, place {missing[0]}",
            "Leave out what is not known, and name it as unknown.",
        )


def refuse_none_above(found: Floats, where: str) -> None:
    """Raises UnusableNumbersError for a number that is not above 0."""
    none = np.flatnonzero(~(found > 0))
    if none.size or not found.size:
        at = f", place {none[0]}" if none.size else ""
        raise UnusableNumbersError("A number is not above 0.", f"{where}{at}", "Leave out what has none.")


def refuse_part(found: Floats, where: str) -> None:
    """Raises UnusableNumbersError for a count that is no whole number."""
    part = np.flatnonzero(found != np.round(found))
    if part.size:
        raise UnusableNumbersError(
            "A count is no whole number.", f"{where}, place {part[0]}", "Give counts of children or events."
        )


def refuse_negative(found: Floats, where: str) -> None:
    """Raises UnusableNumbersError for a count below nothing."""
    below = np.flatnonzero(found < 0)
    if below.size:
        raise UnusableNumbersError(
            "A count is below nothing.", f"{where}, place {below[0]}", "A suppressed count is None, never a number."
        )


def refuse_unknown(value: str, known: Sequence[str], where: str) -> None:
    """Raises UnusableNumbersError for a word that is none of those known."""
    if value not in known:
        raise UnusableNumbersError(f"'{value}' is none of {', '.join(known)}.", where, "Give one of them.")
