"""DfE's published figures of England come out of DfE's own counts by Headway's arithmetic, to the digit that DfE shows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from headway.comparators import load_comparators, rounded
from headway.measures import COUNTY, load_measures
from headway.measures.figures import Cell, Figure
from headway.measures.windows import COVERED, Window
from headway.periods import collection_year_of
from tests.unit.measures.tables import county

ENGLAND = "E92000001"
HELD, MEASURES = load_comparators(), load_measures()

# The figure of the page, DfE's series, the year that ends, what DfE counted, of how many, and what DfE shows.
SHARES = [
    ("assessment_within_45_days", "assessment_45days_pct", 2024, 543_210, 643_170, "84.5"),
    ("icpc_within_15_days", "icpc_15days_pct", 2024, 57_580, 72_250, "79.7"),
    ("re_referrals/referrals", "rereferral_pct", 2025, 142_900, 632_830, "22.6"),
    ("second_or_later_cp_plan", "cpp_subsequent_pct", 2025, 15_130, 61_840, "24.5"),
    ("cp_plans_open_two_years", "cpp_2yrs_open_pct", 2025, 1_130, 49_420, "2.3"),
    ("cp_reviews_in_time", "cpp_review_on_time_pct", 2025, 30_780, 33_960, "90.6"),
    ("three_or_more_homes_by_the_dfe_rule", "cla_3plus_placements_pct", 2025, 8_500, 81_770, "10"),
    ("long_term_stability", "cla_longterm_stability_pct", 2025, 19_680, 28_710, "69"),
]


def figure(name: str, year: int, cell: Cell, population: int | None = None) -> float:
    """What Headway makes of the counts in the year to 31 March; a stock on its last day."""
    page, part = MEASURES.figure(name)
    period = collection_year_of(date(year, 3, 31))
    files = county(population={(year - 1, "Sample County"): population} if population else None)
    window = Window(COVERED, ((period.start, period.end),))
    found = Figure(page, part or page.parts[0], period, window, files, "", has_rows=True)
    made = found.observation(COUNTY, COUNTY, exists=True, cell=cell, undated=0)
    assert made.status == "ok" and made.value is not None and not made.why
    return made.value


@pytest.mark.parametrize(("name", "series", "year", "count", "of", "shown"), SHARES)
def test_a_share_comes_out_as_dfe_shows_it(name: str, series: str, year: int, count: int, of: int, shown: str) -> None:
    value = figure(name, year, Cell(met=count, not_met=of - count, row_count=of))
    published = HELD.figures(series)[ENGLAND, year]
    assert rounded(Decimal(100 * value), HELD.series.one(series).decimals) == Decimal(shown) == published.number
    if published.numerator is not None:
        assert (published.numerator, published.denominator) == (count, of)


def test_the_rate_of_referrals_comes_out_as_dfe_shows_it() -> None:
    value = figure("referrals/rate", 2025, Cell(met=632_830, row_count=632_830), population=12_183_016)
    assert rounded(Decimal(value), 1) == Decimal("519.4") == HELD.figures("referral_rate")[ENGLAND, 2025].number
    assert HELD.population[ENGLAND, 2024].number == 12_183_016


def test_the_share_of_children_referred_again_is_another_figure_than_that_of_referrals() -> None:
    """21.0% of children and 22.6% of referrals: a page each, so that nobody takes one for the other."""
    assert {"children", "referrals"} <= set(MEASURES.page("re_referrals").front.parts)


# The workforce is counted from another return, which no page reads yet: DfE's formula, from the numbers that ship.
@pytest.mark.parametrize(
    ("series", "above", "below", "shown"),
    [
        ("sw_vacancy_rate", ["sw_vacancy_fte"], ["sw_vacancy_fte", "sw_inpost_fte"], "14.2"),
        ("sw_agency_rate", ["sw_agency_fte"], ["sw_agency_fte", "sw_inpost_fte"], "13.0"),
        ("sw_turnover_rate", ["sw_leavers_fte"], ["sw_inpost_fte"], "11.8"),
        ("sw_caseload", ["sw_cases"], ["sw_case_holders_fte"], "15.2"),
    ],
)
def test_the_workforce_figures_come_out_of_the_numbers_that_ship(
    series: str, above: list[str], below: list[str], shown: str
) -> None:
    def total(names: list[str]) -> Decimal:
        return sum((HELD.figures(name)[ENGLAND, 2025].number or Decimal("nan") for name in names), Decimal(0))

    whole = HELD.series.one(series)
    value = total(above) / total(below) * (100 if whole.unit == "%" else 1)
    assert rounded(value, 1) == Decimal(shown) == HELD.figures(series)[ENGLAND, 2025].number


def test_sickness_is_of_253_working_days_a_year() -> None:
    days = HELD.figures("sw_absence_rate")[ENGLAND, 2025]
    workers = HELD.figures("sw_inpost_fte")[ENGLAND, 2025].number
    assert days.numerator is not None and workers is not None
    assert rounded(100 * days.numerator / (workers * 253), 1) == Decimal("3.5") == days.number
