"""What cannot be right is refused and what is too little says so, in every public function: never a chart that lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import inf, nan
from typing import Any

import pytest

from headway.errors import UnusableNumbersError
from headway.evidence.change_at import change_at
from headway.evidence.choose import choose
from headway.evidence.consistency import PlaceCount, PlaceRate, children_apart, consistency, rate_consistency
from headway.evidence.funnel import funnel
from headway.evidence.funnel_limits import funnel_limits
from headway.evidence.gap_over_time import gap_over_time
from headway.evidence.laney import laney
from headway.evidence.masking import masked_places
from headway.evidence.pace import pace
from headway.evidence.rare_events import g_chart, t_chart
from headway.evidence.runs import runs
from headway.evidence.season import season
from headway.evidence.words.of_charts import laney_words, rare_events_words, runs_words
from headway.evidence.xmr import TargetRange, xmr
from headway.evidence.xmr_monthly import monthly_xmr

Values = Sequence[float | None]
MONTHS = [date(2025 + n // 12, n % 12 + 1, 1) for n in range(24)]
SIZES = [100.0] * 24


@dataclass(frozen=True)
class Of:
    """A function of monthly values: how it is asked, and what it says of too little; None where it refuses that."""

    ask: Callable[[Values], Any]
    too_little: Callable[[Any], bool]


def no_icon(chart: Any) -> bool:
    return chart.status == "cannot_tell"


OF_VALUES = {
    "xmr": Of(lambda v: xmr(v, good="higher", target=0.8), no_icon),
    "monthly_xmr": Of(lambda v: monthly_xmr(MONTHS[: len(v)], v, good="higher").chart, no_icon),
    "runs": Of(runs, lambda found: found.verdict in ("no_verdict", "cannot_tell", "too_short")),
    "season": Of(lambda v: season(v, first_month=1), lambda found: found.p is None),
    "choose": Of(lambda v: choose(v, shape="mean"), lambda found: found.chart == "none"),
    "pace": Of(
        lambda v: pace(v, baseline=0.1, target=0.9, good="higher"),
        lambda found: found.verdict in ("too_early", "cannot_tell"),
    ),
    "change_at": Of(
        lambda v: change_at(v, at=max(len(v) // 2, 1), good="higher"),
        lambda found: found.whole.verdict in ("cannot_tell", "too_early"),
    ),
}
# Functions of counts of how many, by month or unit: a share and a rate.
OF_COUNTS = {
    "laney p": Of(lambda v: laney(v, SIZES[: len(v)], chart="p"), no_icon),
    "laney p'": Of(lambda v: laney(v, SIZES[: len(v)]), no_icon),
    "laney u'": Of(lambda v: laney(v, SIZES[: len(v)], chart="u'"), no_icon),
    "choose of shares": Of(
        lambda v: choose(v, SIZES[: len(v)], shape="proportion"), lambda found: found.chart == "none"
    ),
    "choose of counts": Of(lambda v: choose(v, shape="count"), lambda found: found.chart == "none"),
    "funnel": Of(
        lambda v: funnel([str(n) for n in range(len(v))], v, SIZES[: len(v)]),
        lambda found: all(unit.verdict in ("could_not_check", "cannot_tell") for unit in found.units),
    ),
}


@pytest.mark.parametrize("name", [*OF_VALUES, *OF_COUNTS])
@pytest.mark.parametrize("values", [[None] * 24, [nan] * 24, [5.0], [None] * 23 + [5.0]])
def test_nothing_and_one_value_are_too_little_to_say(name: str, values: Values) -> None:
    asked = (OF_VALUES | OF_COUNTS)[name]
    if name == "change_at" and len(values) == 1:
        assert change_at(values, at=1, good="higher").whole.verdict in ("cannot_tell", "too_early")
        return
    assert asked.too_little(asked.ask(values))


@pytest.mark.parametrize("name", [*OF_VALUES, *OF_COUNTS])
@pytest.mark.parametrize("bad", [inf, -inf])
@pytest.mark.parametrize("at", [0, 23])
def test_an_infinite_value_is_refused_with_its_place(name: str, bad: float, at: int) -> None:
    values = [50.0 + n % 3 for n in range(24)]
    values[at] = bad
    with pytest.raises(UnusableNumbersError, match="infinite") as refused:
        (OF_VALUES | OF_COUNTS)[name].ask(values)
    assert refused.value.where and refused.value.todo


@pytest.mark.parametrize(
    ("values", "laneys", "run"),
    [
        ([None] * 24, "no month has a value", "no month has a value"),
        ([], "no month has a value", "no month has a value"),
        ([None] * 23 + [5.0], "one month has a value", "every point is on the middle"),
        ([5.0, None] * 12, "no two neighbouring months", "every point is on the middle"),
        ([0.0] * 24, "No variation", "every point is on the middle"),
        ([5.0] * 24, "No variation", "every point is on the middle"),
    ],
)
def test_why_nothing_can_be_said_is_true_of_what_was_given(values: Values, laneys: str, run: str) -> None:
    for chart in ("p'", "u'"):
        assert laneys in laney_words(laney(values, SIZES[: len(values)], chart=chart))
    assert run in runs_words(runs(values))


def test_gaps_that_never_vary_are_not_called_too_few() -> None:
    assert (
        rare_events_words(t_chart([30.0] * 24)) == rare_events_words(g_chart([0] * 24)) == "No variation to judge by."
    )
    assert rare_events_words(t_chart([30.0])) == "Too few events to judge."


def test_the_months_may_be_time_stamps_and_what_is_no_date_is_refused() -> None:
    """As a notebook has them: were they not taken for their day, every month would be without a value."""
    values = [50.0 + n % 3 for n in range(24)]
    stamps = [datetime(day.year, day.month, 15, 9, 30) for day in MONTHS]
    told = {"rebases": {stamps[12]: "a new form"}, "target": {stamps[3]: 40.0}}
    found = monthly_xmr(stamps, values, good="higher", **told)  # type: ignore[arg-type]
    assert found == monthly_xmr(
        MONTHS, values, good="higher", rebases={MONTHS[12]: "a new form"}, target={MONTHS[3]: 40.0}
    )
    assert found.months == tuple(MONTHS) and found.missing_months == ()
    for month in ("2025-01", None, 202501):
        with pytest.raises(UnusableNumbersError, match="is no date"):
            monthly_xmr([month], [50.0], good="higher")  # type: ignore[list-item]


def test_a_base_longer_than_the_series_is_told_as_what_it_is() -> None:
    found = monthly_xmr(MONTHS, [50.0 + n % 3 for n in range(24)], good="higher", base_count=36)
    assert "Limits are of the first 24 months." in found.notes


def test_a_place_given_twice_is_refused() -> None:
    with pytest.raises(UnusableNumbersError, match="East is given twice"):
        consistency([*fair(), fair()[0]], good="higher")
    with pytest.raises(UnusableNumbersError, match="East is given twice"):
        rate_consistency([PlaceRate("East", 50, 9.0), PlaceRate("East", 80, 9.0)], good="lower")


def test_sizes_below_nothing_are_refused_and_not_taken_for_missing_months() -> None:
    with pytest.raises(UnusableNumbersError, match="below nothing"):
        change_at([0.5 + n % 3 / 10 for n in range(24)], at=12, good="higher", sizes=[100.0] * 23 + [-1.0])


@pytest.mark.parametrize("name", OF_COUNTS)
def test_a_count_below_nothing_is_refused(name: str) -> None:
    with pytest.raises(UnusableNumbersError, match="below nothing"):
        OF_COUNTS[name].ask([5.0] * 23 + [-1.0])


@pytest.mark.parametrize("name", ["laney p", "laney p'", "choose of shares", "funnel"])
def test_more_met_than_there_were_is_refused(name: str) -> None:
    with pytest.raises(UnusableNumbersError, match="More were met"):
        OF_COUNTS[name].ask([5.0] * 23 + [101.0])


def test_a_share_outside_0_to_1_is_no_share() -> None:
    values = [0.5 + n % 3 / 10 for n in range(23)] + [1.2]
    with pytest.raises(UnusableNumbersError, match="outside 0 to 1"):
        change_at(values, at=12, good="higher", sizes=SIZES)


OF_PLACES: dict[str, Callable[[list[PlaceCount]], Any]] = {
    "consistency": lambda counts: consistency(counts, good="higher"),
    "gap_over_time before": lambda counts: gap_over_time(counts, fair(), good="higher"),
    "gap_over_time after": lambda counts: gap_over_time(fair(), counts, good="higher"),
    "masked_places": lambda counts: masked_places(
        PlaceCount("county", 150, 200),
        counts,
        consistency(fair(), good="higher"),
        good="higher",
        target=0.5,
        improves=True,
    ),
}


def fair() -> list[PlaceCount]:
    return [PlaceCount("East", 70, 100), PlaceCount("West", 80, 100)]


@pytest.mark.parametrize("name", OF_PLACES)
@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 100), (101, 100), (5, -1), (inf, 100), (5, inf)])
def test_a_place_whose_counts_cannot_be_is_refused(name: str, numerator: Any, denominator: Any) -> None:
    with pytest.raises(UnusableNumbersError):
        OF_PLACES[name]([PlaceCount("East", numerator, denominator), PlaceCount("West", 80, 100)])


@pytest.mark.parametrize(("numerator", "exposure"), [(-1, 100), (5, -1.0), (inf, 100), (5, inf)])
def test_a_rate_whose_counts_cannot_be_is_refused(numerator: Any, exposure: Any) -> None:
    with pytest.raises(UnusableNumbersError):
        rate_consistency([PlaceRate("East", numerator, exposure), PlaceRate("West", 80, 100)], good="lower")


@pytest.mark.parametrize("target", [nan, TargetRange(nan, 5), TargetRange(None, 5), TargetRange(1, nan), inf])  # type: ignore[arg-type]
def test_a_target_that_is_no_number_is_refused(target: Any) -> None:
    good = "neither" if isinstance(target, TargetRange) else "higher"
    with pytest.raises(UnusableNumbersError) as refused:
        xmr([50.0 + n % 3 for n in range(24)], good=good, target=target)
    assert refused.value.where.startswith("target")


@pytest.mark.parametrize(("baseline", "target"), [(60, None), (None, 80), (nan, 80), (60, nan)])
def test_a_pace_without_a_baseline_or_target_is_refused(baseline: Any, target: Any) -> None:
    with pytest.raises(UnusableNumbersError):
        pace([60.0 + n for n in range(24)], baseline=baseline, target=target, good="higher")


@pytest.mark.parametrize("name", OF_PLACES)
@pytest.mark.parametrize(("numerator", "denominator"), [(None, 100), (5, None), (nan, 100)])
def test_a_place_whose_count_is_missing_is_refused_and_never_taken_for_none(
    name: str, numerator: Any, denominator: Any
) -> None:
    with pytest.raises(UnusableNumbersError, match="missing"):
        OF_PLACES[name]([PlaceCount("East", numerator, denominator), PlaceCount("West", 80, 100)])


@pytest.mark.parametrize("exposure", [0, 0.0, None])
def test_a_rate_of_nobody_is_refused(exposure: Any) -> None:
    with pytest.raises(UnusableNumbersError):
        rate_consistency([PlaceRate("East", 5, exposure), PlaceRate("West", 80, 100)], good="lower")


@pytest.mark.parametrize("dispersion", [0, -1, nan, inf])
def test_a_dispersion_that_is_not_above_0_is_refused(dispersion: float) -> None:
    with pytest.raises(UnusableNumbersError, match="not above 0|infinite"):
        consistency(fair(), good="higher", dispersion=dispersion)
    with pytest.raises(UnusableNumbersError, match="not above 0|infinite"):
        rate_consistency([PlaceRate("E", 50, 9.0), PlaceRate("W", 80, 9.0)], good="lower", dispersion=dispersion)


@pytest.mark.parametrize("sizes", [[], [0.0, 100.0], [None, 100.0]])
def test_funnel_limits_of_no_unit_or_of_nobody_are_refused(sizes: list[float | None]) -> None:
    with pytest.raises(UnusableNumbersError):
        funnel_limits([0.0] * len(sizes), sizes, scale="proportion")


def test_a_way_that_is_none_is_refused_by_every_comparison() -> None:
    asks: list[Callable[[], Any]] = [
        lambda: consistency(fair(), good="up"),
        lambda: rate_consistency([PlaceRate("E", 50, 9.0), PlaceRate("W", 80, 9.0)], good="up"),
        lambda: masked_places(
            fair()[0], fair(), consistency(fair(), good="higher"), good="up", target=0.5, improves=True
        ),
        lambda: funnel(["a", "b"], [50, 60], [100, 100], good="up"),
    ]
    for ask in asks:
        with pytest.raises(UnusableNumbersError, match="'up' is none of"):
            ask()


@pytest.mark.parametrize(("counts", "sizes"), [([50.5, 60], [100, 100]), ([50, 60], [100.5, 100])])
def test_a_funnel_of_parts_of_children_is_refused(counts: list[float], sizes: list[float]) -> None:
    with pytest.raises(UnusableNumbersError, match="no whole number"):
        funnel(["a", "b"], counts, sizes)


def test_a_funnel_of_a_rate_may_have_any_population() -> None:
    assert funnel(["a", "b"], [50, 60], [100.5, 99.5], kind="rate").centre is not None


def test_no_place_one_place_and_nobody_are_not_compared() -> None:
    assert consistency([], good="higher").verdict == "could_not_check"
    assert consistency([PlaceCount("East", 70, 100)], good="higher").verdict == "could_not_check"
    assert consistency([PlaceCount("East", 0, 0), PlaceCount("West", 0, 0)], good="higher").verdict == "cannot_tell"
    assert rate_consistency([], good="lower").verdict == "could_not_check"
    assert gap_over_time([], [], good="higher").verdict == "could_not_check"
    assert children_apart(consistency([], good="higher"), {}) is None
    nobody = PlaceCount("county", 0, 0)
    assert masked_places(nobody, [], consistency([], good="higher"), good="higher", target=0.5, improves=True) == ()


@pytest.mark.parametrize("of", [g_chart, t_chart])
def test_gaps_between_events_that_cannot_be_are_refused_and_too_few_say_nothing(of: Callable[..., Any]) -> None:
    for bad in ([4.0, inf], [4.0, -1.0], [4.0, None]):
        with pytest.raises(UnusableNumbersError):
            of(bad)
    with pytest.raises(UnusableNumbersError):
        of([4.0, 5.0, 6.0], open_gap=inf)
    for few in ([], [4.0]):
        assert of(few).status == "cannot_tell" and of(few).kind is None


@pytest.mark.parametrize(
    ("counts", "sizes"), [([-1.0, 5.0], [10.0, 10.0]), ([5.0, inf], [10.0, 10.0]), ([5.0], [10.0, 10.0])]
)
def test_the_limits_of_a_funnel_refuse_the_same(counts: list[float], sizes: list[float]) -> None:
    with pytest.raises(UnusableNumbersError):
        funnel_limits(counts, sizes, scale="proportion")
