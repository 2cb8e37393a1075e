"""What Headway says of series in which nothing changed, and of planted shifts: counts by verdict, a chunk at a time.

A trial takes its dice and how many series, and gives for each row a count by verdict, with the number tried as ``of``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

import numpy as np

from headway.evidence.change_at import judge_series
from headway.evidence.consistency import PlaceCount, consistency
from headway.evidence.funnel import funnel
from headway.evidence.gap_over_time import gap_over_time
from headway.evidence.judge import ClaimTerms, judge
from headway.evidence.laney import laney
from headway.evidence.pace import pace
from headway.evidence.plan_word import plan_word
from headway.evidence.rare_events import t_chart
from headway.evidence.runs import runs
from headway.evidence.season import season
from headway.evidence.series import PlaceSeries
from headway.evidence.signs import are_alike, may_be_said
from headway.evidence.xmr import xmr
from tests.acceptance.false_alarms.series import (
    ALIKE_3,
    ALIKE_6,
    KINDS,
    SEASONAL,
    SMALL,
    STABLE,
    Stock,
    alike,
    null_series,
    null_stock,
    null_stock_count,
    place_series,
)
from tests.acceptance.false_alarms.xmr_arrays import xmr_many

Counts = dict[str, dict[str, int]]
STOCKS = ("stock, without its rule", "stock, as it is said")
Trial = Callable[[np.random.Generator, int], Counts]
OF = "of"
SHIFTS = (0.0, 0.5, 1.0, 2.0, 3.0)
BEFORE, AFTER = 18, 12
PLACES = ("East", "North", "South", "West")
# Four localities of unequal size, in shares of their average.
UNEVEN = np.array([1.4, 1.2, 0.8, 0.6])


def icons(dice: np.random.Generator, count: int) -> Counts:
    """The icon after 24 months in which nothing changed, higher is good; and whether any month is coloured."""
    found: Counts = {}
    for kind in KINDS:
        many = xmr_many(null_series(kind, dice, count, 24), good=["higher"] * count)
        icon = many.variation
        found[kind] = {
            "really better": int(np.char.startswith(icon, "improvement").sum()),
            "really worse": int(np.char.startswith(icon, "concern").sum()),
            "any coloured month": int((many.rules > 0).any(axis=1).sum()),
            OF: count,
        }
    return found | _stock_icons(dice, count)


def _stock_icons(dice: np.random.Generator, count: int) -> Counts:
    """The same of stocks of mostly the same children: as the chart alone would have it, and as it is said."""
    return _icons_of((null_stock(dice, 24), "proportion") for _ in range(count))


def _icons_of(stocks: Iterable[tuple[Stock, str]]) -> Counts:
    found: dict[str, Counter[str]] = {name: Counter() for name in STOCKS}
    names = {"improvement": "really better", "concern": "really worse"}
    for stock, shape in stocks:
        series = _stock_series(stock, shape)
        chart = xmr(series.values, good="higher")
        for name, is_alike in zip(STOCKS, (False, are_alike(stock.same_children)), strict=True):
            said = [
                point.rule is not None and may_be_said(point.kind, series, month, chart.groups[0].mean, is_alike)
                for month, point in zip(series.points, chart.points, strict=True)
            ]
            kind = names.get(str(chart.kind), "steady")
            found[name].update({kind: int(said[-1]), "any coloured month": int(any(said)), OF: 1})
    return {
        name: {cell: row[cell] for cell in (*names.values(), "any coloured month", OF)} for name, row in found.items()
    }


def _stock_series(stock: Stock, shape: str) -> PlaceSeries:
    rows = stock.rows.tolist() if shape == "proportion" else None
    return place_series(stock.met.tolist(), rows=rows, shape=shape, is_stock=True)


def stock_counts(dice: np.random.Generator, count: int) -> Counts:
    """Of counts of all who are there: the icon after 24 months, and the plan word, 18 months before and 12 after."""
    found = {
        f"icon: {name}": cells
        for name, cells in _icons_of((null_stock_count(dice, 24), "count") for _ in range(count)).items()
    }
    words_of: dict[str, Counter[str]] = {}
    for _ in range(count):
        stock = null_stock_count(dice, BEFORE + AFTER)
        for name, same in zip(STOCKS, (None, stock.same_children), strict=True):
            _judge(words_of, name, _stock_series(stock, "count"), same)
    return found | {name: {**counts, OF: count} for name, counts in words_of.items()}


def deseasonalised(dice: np.random.Generator, count: int) -> Counts:
    """The same at 48 months as they are, and with seasons taken out where they are shown."""
    found: Counts = {}
    for kind in (STABLE, SEASONAL, ALIKE_3, ALIKE_6):
        values = null_series(kind, dice, count, 48)
        out = [season(each, first_month=1) for each in values.tolist()]
        left = np.array([[np.nan if v is None else v for v in each.values] for each in out], dtype=float)
        plain, taken = (xmr_many(each, good=["higher"] * count).variation for each in (values, left))
        found[kind] = {
            "season shown": sum(each.why == "shown" for each in out),
            "icon of the months as they are": int((plain != "common_cause").sum()),
            "icon of what is left": int((taken != "common_cause").sum()),
            OF: count,
        }
    return found


def detection(dice: np.random.Generator, count: int) -> Counts:
    """*Really better* by month after a shift, with a base that moves and one fixed at the 18 months before."""
    found: Counts = {}
    for shift in SHIFTS:
        values = dice.normal(size=(count, BEFORE + AFTER))
        values[:, BEFORE:] += shift
        for base, name in ((None, "moving"), (BEFORE, "fixed")):
            row = {OF: count}
            for month in range(1, AFTER + 1):
                many = xmr_many(values[:, : BEFORE + month], good=["higher"] * count, base_count=base)
                row[str(month)] = int(np.char.startswith(many.variation, "improvement").sum())
            found[f"{name} {shift:g}"] = row
    return found


def words(dice: np.random.Generator, count: int) -> Counts:
    """The plan word, and the word with the change at the date, where nothing changed: 18 months before, 12 after."""
    found: dict[str, Counter[str]] = {}
    for kind in ("shares of 100", STABLE, SEASONAL, ALIKE_3, ALIKE_6, *SMALL):
        for series in _flows(kind, dice, count):
            _judge(found, kind, series, None)
    for _ in range(count):
        stock = null_stock(dice, BEFORE + AFTER)
        series = _stock_series(stock, "proportion")
        _judge(found, "stock", series, stock.same_children)
        _judge(found, "stock, without its rule", series, None)
    return {kind: {**counts, OF: count} for kind, counts in found.items()}


def _flows(kind: str, dice: np.random.Generator, count: int) -> list[PlaceSeries]:
    months = BEFORE + AFTER
    if kind == "shares of 100":
        rows = dice.poisson(100, (count, months))
        met = dice.binomial(rows, 0.6)
        return [place_series(m, rows=n, shape="proportion") for m, n in zip(met.tolist(), rows.tolist(), strict=True)]
    shape = "count" if kind in SMALL else "mean"
    return [place_series(each, shape=shape) for each in null_series(kind, dice, count, months).tolist()]


def _judge(found: dict[str, Counter[str]], kind: str, series: PlaceSeries, same_children: float | None) -> None:
    change = date(2024 + BEFORE // 12, BEFORE % 12 + 1, 1)
    plain = plan_word(series, good="higher", change_from=change, declared_on=change, same_children=same_children)
    whole = judge(ClaimTerms("made up", "higher", change, change), series, {}, same_children=same_children)
    found.setdefault(f"{kind}: chart", Counter())[plain.word] += 1
    found.setdefault(f"{kind}: chart and date", Counter())[whole.county.word.word] += 1


def changes(dice: np.random.Generator, count: int) -> Counts:
    """A jump halfway: how often its p is below 0.05 (the model alone), and each verdict three months after."""
    found: Counts = {}
    for months in (24, 36, 48):
        for rho in (0.0, 0.3, 0.6):
            noise = alike(dice, count, months, rho)
            for jump in (0, 1, 2, 3):
                # A fifth of the series is enough to say how often a planted jump is found.
                tried = noise if not jump else noise[: max(count // 5, 1)]
                row: Counter[str] = Counter()
                for each in tried + jump * (np.arange(months) >= months // 2):
                    found_at = judge_series(each, months // 2, "higher")
                    row["jump p < 0.05"] += found_at.fit is not None and found_at.fit.jump.p < 0.05
                    row[found_at.verdict] += 1
                found[f"{months} {rho:g} {jump}"] = {**row, OF: len(tried)}
    return found


def places(dice: np.random.Generator, count: int) -> Counts:
    """Four localities at about 75%: the verdict where all are equal, and where one is lower."""
    found: Counts = {}
    for lower in (0.0, 0.10, 0.15, 0.20):
        for size in (40, 80, 160, 320):
            sizes = np.round(UNEVEN * size).astype(int)
            row: Counter[str] = Counter()
            for at in range(count):
                rates = np.full(4, 0.75)
                rates[at % 4] -= lower
                met = dice.binomial(sizes, rates)
                counts = [PlaceCount(n, int(x), int(of)) for n, x, of in zip(PLACES, met, sizes, strict=True)]
                row[consistency(counts, good="higher").verdict] += 1
            found[f"{lower:g} {size}"] = {**row, OF: count}
    return found


def others(dice: np.random.Generator, count: int) -> Counts:
    """Every other verdict where nothing is the matter."""
    found: dict[str, Counter[str]] = {name: Counter() for name in OTHERS}
    for values in alike(dice, count, 24, 0.0).tolist():
        found["run rules, 24 months"][runs(values).verdict] += 1
        found["pace, 24 months standing still"][pace(values, baseline=0, target=2, good="higher").verdict] += 1
    for _ in range(count):
        sizes = dice.integers(800, 1600, 24)
        last = laney(dice.binomial(sizes, 0.7).tolist(), sizes.tolist()).last
        found["p′ chart, last of 24 months"][str(last and last.verdict)] += 1
        chart = t_chart(dice.exponential(40, 25).tolist())
        found["t chart, last of 25 gaps"][str(chart.kind)] += 1
        before, after = (
            [PlaceCount(n, int(x), 200) for n, x in zip(PLACES, dice.binomial(200, 0.75, 4), strict=True)] for _ in "ab"
        )
        found["gap between four equal places"][gap_over_time(before, after, good="higher").verdict] += 1
    for _ in range(max(count // 100, 1)):
        sizes = dice.integers(50, 400, 100)
        units = funnel([str(at) for at in range(100)], dice.binomial(sizes, 0.7).tolist(), sizes.tolist()).units
        found["funnel of 100 equal units, each unit"].update(unit.verdict for unit in units)
    return {name: {**row, OF: sum(row.values())} for name, row in found.items()}


OTHERS = (
    "run rules, 24 months",
    "pace, 24 months standing still",
    "p′ chart, last of 24 months",
    "t chart, last of 25 gaps",
    "gap between four equal places",
    "funnel of 100 equal units, each unit",
)
TRIALS: dict[str, Trial] = {
    "icons": icons,
    "deseasonalised": deseasonalised,
    "detection": detection,
    "words": words,
    "changes": changes,
    "places": places,
    "others": others,
    "stock counts": stock_counts,
}
