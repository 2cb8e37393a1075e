"""A funnel: each of many units against all of them together, with limits that narrow as units grow.

Decided by exact tails; the limits allow for units that differ more than chance only where there are 20 units or more
(docs/explanation/evidence.md). Units stay in the order given: a funnel helps to ask, it ranks nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headway.errors import UnusableNumbersError
from headway.evidence.checks import GOODS, Floats, checked_pair, refuse_part, refuse_unknown
from headway.evidence.consistency import is_bad
from headway.evidence.exact_limits import Q95, Q998, LimitLines, exact_limits
from headway.evidence.funnel_limits import PROPORTION, RATIO_ROOT, FunnelLimits, funnel_limits
from headway.evidence.tails import binomial_tails, poisson_tails, side
from headway.evidence.thresholds import LEAST_CHILDREN
from headway.evidence.words import of_places as words

LEAST_UNITS_ADJUSTED = 20
MOST_OF_ALL = 0.5
KINDS = ("proportion", "rate")


@dataclass(frozen=True)
class FunnelUnit:
    """One unit: ``value`` and limits on the plotted scale (a share, or a rate in the rate's own unit).

    ``verdict`` is as_expected, look, different, cannot_tell or could_not_check; ``side`` is high, low or within at the
    level of the verdict. Limits are None where the unit could not be judged.
    """

    name: str
    value: float | None
    verdict: str
    side: str = "within"
    is_bad_side: bool = False
    lower95: float | None = None
    upper95: float | None = None
    lower998: float | None = None
    upper998: float | None = None
    why: str = ""


@dataclass(frozen=True)
class Funnel:
    """The units in the order given, and what the limits are: ``phi`` and ``tau2`` are always to be printed.

    ``limits`` is exact or adjusted. ``by_chance``: how many units chance alone puts outside 95%.
    """

    units: tuple[FunnelUnit, ...]
    centre: float | None
    limits: str
    phi: float | None
    tau2: float | None
    by_chance: float
    good: str

    @property
    def different(self) -> tuple[FunnelUnit, ...]:
        """The units outside 99.8%, in the order given."""
        return tuple(unit for unit in self.units if unit.verdict == "different")


def funnel(
    names: Sequence[str],
    numerators: Sequence[float | None],
    denominators: Sequence[float | None],
    *,
    kind: str = "proportion",
    good: str = "neither",
) -> Funnel:
    """The verdict on every unit: ``kind`` is proportion (n of n) or rate (events per population, in any one unit).

    A unit whose count is None (not known, or suppressed) could not be checked and is not taken for 0. Raises
    UnusableNumbersError for names that do not fit the counts, counts that are negative or no whole numbers, more met
    than there were, or an unknown ``good``.
    """
    refuse_unknown(kind, KINDS, "kind")
    refuse_unknown(good, GOODS, "good")
    is_share = kind == "proportion"
    x, n = checked_pair(numerators, denominators, is_share=is_share)
    if len(names) != len(x):
        raise UnusableNumbersError(
            f"There are {len(names)} names and {len(x)} counts.", "names", "Give a name for each."
        )
    # The exact tests are of whole numbers: a part of a child would be cut off.
    for each, where in ((x, "numerators"), *([(n, "denominators")] if is_share else [])):
        refuse_part(each[np.isfinite(each)], where)
    usable = ~np.isnan(x) & (n > 0)
    k, total, of = int(usable.sum()), float(x[usable].sum()), float(n[usable].sum())
    centre = total / of if of else None
    why = _not_comparable(k, centre, is_share)
    if centre is None or why:
        units = tuple(
            FunnelUnit(name, _value(a, b), "could_not_check", why=why) for name, a, b in zip(names, x, n, strict=True)
        )
        return Funnel(units, centre, "exact", None, None, 0.0, good)
    counts = x[usable]
    # A rate is a ratio of what happened to what the whole county's rate would give.
    sizes = n[usable] if is_share else n[usable] * centre
    spread = funnel_limits(list(counts), list(sizes), scale=PROPORTION if is_share else RATIO_ROOT)
    is_adjusted = k >= LEAST_UNITS_ADJUSTED and spread.is_adjusted
    lines = spread.in_use if is_adjusted else exact_limits(sizes, centre if is_share else 1.0, is_share=is_share)
    share_of_all = n[usable] / of
    judged = [
        _judged(counts[at], sizes[at], share_of_all[at], centre, is_share, spread.sides()[at] if is_adjusted else None)
        for at in range(k)
    ]
    shown = _scaled(lines, 1.0 if is_share else centre)
    found = iter(zip(judged, shown, strict=True))
    units = tuple(
        _unit(name, _value(a, b), *next(found), good) if use else _left_out(name, a)
        for name, a, b, use in zip(names, x, n, usable, strict=True)
    )
    return Funnel(units, centre, "adjusted" if is_adjusted else "exact", spread.phi, spread.tau2, 0.05 * k, good)


def _not_comparable(k: int, centre: float | None, is_share: bool) -> str:
    if not k:
        return words.NO_UNIT
    if k == 1:
        return words.ONE_UNIT
    if centre == 0:
        return words.NONE_ANYWHERE
    return words.ALL_EVERYWHERE if is_share and centre == 1 else ""


def _value(x: float, n: float) -> float | None:
    return None if np.isnan(x) or not n > 0 else float(x / n)


def _judged(
    count: float, size: float, share_of_all: float, centre: float, is_share: bool, by_limits: tuple[str, str] | None
) -> tuple[str, str, str]:
    """Verdict, side and why of one unit that has counts."""
    if share_of_all > MOST_OF_ALL:
        return "could_not_check", "within", words.MOST_OF_THE_WHOLE
    if size < LEAST_CHILDREN or _hides_all(size, centre, is_share):
        return "cannot_tell", "within", ""
    if by_limits is None:
        tails = binomial_tails(int(count), int(size), centre) if is_share else poisson_tails(int(count), size)
        by_limits = side(tails, Q95), side(tails, Q998)
    at95, at998 = by_limits
    if at998 != "within":
        return "different", at998, ""
    return ("as_expected" if at95 == "within" else "look"), at95, ""


def _hides_all(size: float, centre: float, is_share: bool) -> bool:
    """Whether even the worst possible counts would lie inside 95%; a rate has no largest count."""
    if not is_share:
        return False
    none, every = binomial_tails(0, int(size), centre), binomial_tails(int(size), int(size), centre)
    return side(none, Q95) == "within" and side(every, Q95) == "within"


def _scaled(lines: LimitLines, by: float) -> list[tuple[float, float, float, float]]:
    each: list[Floats] = [lines.lower95 * by, lines.upper95 * by, lines.lower998 * by, lines.upper998 * by]
    return [(float(a), float(b), float(c), float(d)) for a, b, c, d in zip(*each, strict=True)]


def _unit(
    name: str, value: float | None, judged: tuple[str, str, str], limits: tuple[float, float, float, float], good: str
) -> FunnelUnit:
    verdict, where, why = judged
    is_out = verdict in ("look", "different")
    bad = is_out and is_bad(1.0 if where == "high" else -1.0, good)
    return FunnelUnit(name, value, verdict, where, bad, *limits, why=why)


def _left_out(name: str, x: float) -> FunnelUnit:
    why = words.NOT_KNOWN if np.isnan(x) else words.NOBODY
    return FunnelUnit(name, None, "could_not_check", why=why)


__all__ = ["Funnel", "FunnelLimits", "FunnelUnit", "funnel"]
