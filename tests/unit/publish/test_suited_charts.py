"""What is left of a season, and quarters, drawn on limits of their own: from the numbers, and without a sign where in doubt."""

from __future__ import annotations

import re

import numpy as np
import pytest

from headway.evidence.assess import MeasureEvidence
from headway.evidence.chart_beside import chart_beside, chosen_chart, quarters_of, season_left
from headway.evidence.season import AS_IT_IS, DESEASONALISED, YEAR_BEFORE, season
from headway.publish.chart_file import figure_of
from headway.publish.charts.figure import FRAMES, figure_svg
from headway.publish.charts.spc import SpcChart
from headway.publish.drawn import Drawn
from headway.publish.suited_charts import suited
from tests.unit.publish.sample import evidence

SHARE = "assessment_within_45_days"


def seasonal(count: int, drop: float = 0.0) -> MeasureEvidence:
    """A share that is far lower in two months of each year; ``drop`` points lower in the newest six months."""
    dice = np.random.default_rng(4)

    def of_month(place: str, number: int) -> tuple[int, int, int]:
        low = 25 if (number % 12) in (4, 8) else 0
        since = drop if number >= count - 6 else 0
        return round(75 - low - since + dice.normal()), 100, 0

    return evidence(SHARE, of_month, count=count)


def spc(drawn: Drawn | None) -> SpcChart:
    assert drawn is not None and isinstance(drawn.chart, SpcChart)
    return drawn.chart


@pytest.mark.parametrize(("count", "method"), [(30, YEAR_BEFORE), (40, DESEASONALISED)])
def test_what_is_left_of_the_season_is_drawn_as_it_is_said(count: int, method: str) -> None:
    each = seasonal(count)
    left, limits = season_left(each)
    assert left.method == method
    drawn, said = suited(each), chart_beside(each, chosen_chart(each))
    chart = spc(drawn)
    assert said and drawn and drawn.said == (said[1],) and chart.desc == said[1]
    values = [value for value in left.values if value is not None]
    shown = [point.value for point in chart.points if point.value is not None]
    assert len(shown) > 12 and shown == pytest.approx([100 * value for value in values][-len(shown) :])
    (band,) = chart.bands
    assert limits.groups[-1].mean is not None and band.mean == pytest.approx(100 * limits.groups[-1].mean)
    # Both the month and what is left of it stand in the table.
    assert len(drawn.table[1]) == count and len(drawn.table[0]) == 3


def test_differences_lie_below_nothing_too_and_their_lower_limit_is_drawn() -> None:
    chart = spc(suited(seasonal(30)))
    (band,) = chart.bands
    assert chart.is_signed and not chart.is_percent
    assert chart.scale.low <= band.lower < 0 < band.upper <= chart.scale.high
    assert re.fullmatch(r"[+−][0-9.]+ points", chart.last_words)


def test_a_fall_that_no_season_explains_carries_its_sign() -> None:
    steady, fallen = spc(suited(seasonal(40))), spc(suited(seasonal(40, drop=8)))
    assert {point.kind for point in steady.points[-6:]} == {"steady"}
    assert {point.kind for point in fallen.points[-4:]} == {"concern"}


def few(place: str, number: int) -> tuple[int, int, int]:
    return (0, 0, 0) if place != "East" else (4 + number % 2, 7, 0)


def test_quarters_are_three_months_together_up_to_the_newest() -> None:
    each = evidence(SHARE, few, count=31)
    assert chosen_chart(each).chart == "quarters"
    drawn, (quarters, _) = suited(each), quarters_of(each)
    chart = spc(drawn)
    assert drawn and len(chart.points) == 10 and len(drawn.table[1]) == 10
    newest = each.county.points[-3:]
    together = sum(p.numerator or 0 for p in newest) / sum(p.denominator or 0 for p in newest)
    assert chart.points[-1].value == pytest.approx(100 * together)
    assert drawn.table[1][-1][0] == f"to {quarters[-1][0].start:%B %Y}"


def test_three_month_ends_of_the_same_children_are_no_quarter() -> None:
    each = evidence("cp_visits_in_time", few, count=31)
    found = chosen_chart(each)
    assert (found.chart, found.reason) == ("runs", "few_again") and "same children" in found.why


@pytest.mark.parametrize("use", list(FRAMES))
@pytest.mark.parametrize("each", [seasonal(30), seasonal(40), evidence(SHARE, few, count=31)])
def test_no_letter_runs_off_at_any_width(each: MeasureEvidence, use: str) -> None:
    drawn = suited(each)
    assert drawn is not None
    picture = figure_svg(figure_of(each, None, "Foot.", drawn), use)
    width = re.search(r'viewBox="0 0 ([0-9.]+)', picture)
    starts = [float(x) for x in re.findall(r'<text x="([0-9.]+)"', picture)]
    assert width and starts and max(starts) < float(width[1])


def test_seasons_of_a_rate_are_asked_of_what_is_drawn() -> None:
    """A month of none has a rate of nought, and no population to be had from it: it is drawn, so it is asked about too."""

    def of_month(place: str, number: int) -> tuple[int, int, int]:
        none = number in (5, 14, 22, 31)
        return 0 if none else 20 + 4 * (number % 12 in (3, 7)), 90_000, 0

    each = evidence("referrals", of_month, part="rate", count=40)
    points = each.county.points
    known = [point.value or None for point in points]
    assert season(known, first_month=points[0].start.month).method == DESEASONALISED, "those of none left out"
    assert season_left(each)[0].method == AS_IT_IS
    assert chosen_chart(each).chart == "xmr" and suited(each) is None and chart_beside(each, chosen_chart(each)) is None
