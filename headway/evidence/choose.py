"""Which chart suits a series, and why, in words that a manager reads. An XmR chart unless it would mislead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headway.evidence.checks import Floats, checked_pair, refuse_negative, refuse_unknown, value_array
from headway.evidence.laney import laney
from headway.evidence.season import AS_IT_IS, season
from headway.evidence.thresholds import ALIKE_LIMIT, LEAST_A_MONTH, LEAST_EXPECTED
from headway.evidence.words.of_charts import choice_words
from headway.evidence.xmr import FIRM, SAME

SHAPES = ("proportion", "count", "rate", "mean")
UNEVEN = 0.25
LEAST_SPREAD = 1.1
QUARTER = 3


@dataclass(frozen=True)
class Choice:
    """The ``chart`` (none, xmr, xmr_seasonal, p, p', u, u', g, t, quarters) with the ``reason`` for it.

    ``reason``: few_values, rare, rare_dated, few_a_month, uneven, uneven_alike, seasonal, plain. ``cautions`` are what
    must be said beside it: alike (neighbouring months are alike), overspread. ``numbers`` are those the words quote.
    """

    chart: str
    reason: str
    cautions: tuple[str, ...]
    numbers: dict[str, float]

    @property
    def why(self) -> str:
        """The choice in words."""
        return choice_words(self)


def choose(
    numerators: Sequence[float | None],
    denominators: Sequence[float | None] | None = None,
    *,
    shape: str,
    first_month: int = 1,
    is_event_dated: bool = False,
) -> Choice:
    """The chart for months, oldest first: ``numerators`` are the counts, or the values themselves of a mean.

    ``denominators`` are children (proportion) or population (rate). ``is_event_dated``: the day of each event is known,
    so that days between them can be charted. Raises UnusableNumbersError for counts that cannot be right.
    """
    refuse_unknown(shape, SHAPES, "shape")
    if denominators is not None and shape in ("proportion", "rate"):
        x, n = checked_pair(numerators, denominators, is_share=shape == "proportion")
        with np.errstate(invalid="ignore", divide="ignore"):
            values = np.where(n > 0, x / n, np.nan)
    else:
        x, n = value_array(numerators, "numerators"), np.array([])
        if shape != "mean":
            refuse_negative(x, "numerators")
        values = x
    count = int(np.isfinite(values).sum())
    if count < FIRM:
        return Choice("none", "few_values", (), {"months": count, "needed": FIRM})
    return _rare(x, n, shape, is_event_dated) or _uneven(x, n, shape) or _plain(values, first_month)


def _rare(x: Floats, n: Floats, shape: str, is_event_dated: bool) -> Choice | None:
    """A chart of gaps or quarters, where months hold too few for limits."""
    if shape == "mean":
        return None
    a_month = float(np.nanmean(x))
    numbers = {"a_month": a_month}
    if shape == "proportion" and n.size:
        not_met = float(np.nanmean(n - x))
        numbers = {"a_month": min(a_month, not_met)}
        is_few = numbers["a_month"] < LEAST_EXPECTED
    else:
        is_few = a_month < LEAST_A_MONTH
    if not is_few:
        return None
    if is_event_dated and shape != "proportion":
        return Choice("t", "rare_dated", (), numbers)
    # Three months together must hold enough to be worth a chart.
    least = LEAST_EXPECTED if shape == "proportion" else LEAST_A_MONTH
    if numbers["a_month"] * QUARTER >= least:
        return Choice("quarters", "few_a_month", (), numbers)
    return Choice("g", "rare", (), numbers)


def _uneven(x: Floats, n: Floats, shape: str) -> Choice | None:
    """A p or u chart, where months differ in size by more than a quarter of their mean."""
    if not n.size:
        return None
    sizes = n[np.isfinite(n) & (n > 0)]
    off = float(np.max(np.abs(sizes - sizes.mean())) / sizes.mean())
    if off <= UNEVEN:
        return None
    plain = "p" if shape == "proportion" else "u"
    found = laney(list(x), list(n), chart=plain + "'")
    if found.status == "cannot_tell" or found.sigma_z is None:
        return None
    numbers = {"off": off, "sigma_z": found.sigma_z}
    if found.sigma_z > LEAST_SPREAD:
        return Choice(plain + "'", "uneven_alike", ("overspread",), numbers)
    return Choice(plain, "uneven", (), numbers)


def _plain(values: Floats, first_month: int) -> Choice:
    """XmR, on what is left when seasons are taken out where there are any."""
    found = season(list(values), first_month=first_month)
    alike = _alike(values)
    cautions = ("alike",) if alike > ALIKE_LIMIT else ()
    if found.method != AS_IT_IS:
        return Choice(
            "xmr_seasonal", "seasonal", (), {"p": found.p or 0.0, "is_year_before": found.method == "year_before"}
        )
    return Choice("xmr", "plain", cautions, {"alike": alike})


def _alike(values: Floats) -> float:
    """The correlation of neighbouring months about the mean."""
    off = values - np.nanmean(values)
    off[np.abs(off) <= SAME * np.nanmax(np.abs(values))] = 0.0
    pairs = np.isfinite(off[1:]) & np.isfinite(off[:-1])
    total = float(np.nansum(off * off))
    if not total or not pairs.any():
        return 0.0
    return float(np.sum(off[1:][pairs] * off[:-1][pairs]) / total * len(values) / max(int(pairs.sum()), 1))
