"""A council beside the others: ranks, neighbours, reorganised councils, and what may not be compared."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from headway.comparators import (
    Comparison,
    NotComparable,
    NotPublished,
    PublishedFigure,
    load_comparators,
    value_words,
)
from headway.comparators.table import figures_as_csv
from headway.errors import UnknownNameError

HELD = load_comparators()
DEVON = HELD.areas.council("Devon")
NEIGHBOURS = (
    "East Sussex", "Dorset", "Norfolk", "Kent", "Somerset", "Suffolk", "West Sussex", "Derbyshire", "Essex", "Worcestershire",
)  # fmt: skip


def compared(series: str, **asked: object) -> Comparison:
    found = HELD.compare(series, DEVON, **asked)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_devon_has_its_neighbours_of_2025_england_the_mean_and_the_median() -> None:
    found = compared("assessment_45days_pct")
    assert found.neighbours is not None and found.neighbours.model == 2025
    assert tuple(area.name for area in found.neighbours.areas) == NEIGHBOURS
    assert found.own and found.own.number == Decimal("82.9")
    assert found.england and found.england.number == Decimal("85.7")
    assert (found.region_name, found.region and found.region.number) == ("South West", Decimal("79.2"))
    assert (found.neighbours.mean, found.neighbours.median) == (Decimal("84.57"), Decimal("88.6"))
    assert found.rank and (found.rank.place, found.rank.of, found.rank.quartile) == (94, 152, "C")
    assert found.series.period_words(found.year) == "year to 31 March 2025"


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("CL01/rate", "at 31 March 2025"),
        ("CP06", "at 31 March 2025"),
        ("WF02", "at 30 September 2025"),
        ("CP07", "year to 31 March 2025"),
        ("WF03", "year to 30 September 2025"),
    ],
)
def test_what_is_counted_on_one_day_says_the_day_and_what_is_of_a_year_the_year(figure: str, words: str) -> None:
    row = HELD.besides.of(figure)
    assert row is not None and HELD.series.one(row.series).period_words(2025) == words


def test_the_older_neighbours_are_another_set() -> None:
    older = compared("assessment_45days_pct", model=2021).neighbours
    assert older is not None and [area.name for area in older.areas][:2] == ["Somerset", "Shropshire"]
    with pytest.raises(UnknownNameError):
        compared("assessment_45days_pct", model=2019)


def test_no_rank_without_a_good_direction_and_a_measures_direction_goes_first() -> None:
    assert compared("cla_rate").rank is None and compared("cla_rate").rank_why == "no good direction"
    assert compared("rereferral_pct", good="neither").rank is None
    assert compared("cla_rate", good="lower").rank is not None
    assert compared("assessment_45days_pct").good_by == HELD.series.one("assessment_45days_pct").good_source != ""
    assert compared("cla_rate", good="lower").good_by == "the measure's page"


def test_a_suppressed_figure_has_no_rank_and_is_never_a_number() -> None:
    found = compared("cpp_2yrs_open_pct")
    assert found.own and found.own.value == NotPublished("c") and found.own.number is None
    assert (found.rank, found.rank_why) == (None, "no number")
    assert value_words(found.own.value, "%", 0) == "[c]"


def test_every_council_is_placed_once_and_ties_share_the_better_place() -> None:
    figures = HELD.figures("rereferral_pct")
    ranks = []
    for area in HELD.areas.councils:
        found = HELD.compare("rereferral_pct", area, year=2025) if (area.code, 2025) in figures else None
        if found and found.rank:
            ranks.append((found.own.number, found.rank.place, found.rank.of, found.rank.quartile))  # type: ignore[union-attr]
    assert len(ranks) == 153 and {of for *_, of, _ in ranks} == {153}
    for number, place, _, quartile in ranks:
        assert place == 1 + sum(other < number for other, *_ in ranks)
        assert quartile == "ABCD"[(4 * place - 1) // 153]


def test_a_council_that_is_no_more_shows_its_last_year_and_is_not_ranked_among_todays() -> None:
    cumbria = HELD.areas.council("Cumbria")
    found = HELD.compare("rereferral_pct", cumbria)
    assert found is not None and found.year == 2023 and found.own is not None
    assert [HELD.areas.by_code[code].name for code in cumbria.followed_by] == ["Cumberland", "Westmorland and Furness"]
    assert cumbria.stands_on(date(2023, 3, 31)) and not cumbria.stands_on(date(2023, 4, 1))
    late = PublishedFigure(
        "rereferral_pct", cumbria.code, 2025, Decimal(1), None, None, "a figure of a council that is no more"
    )
    ranked = load_comparators([figures_as_csv([late])]).compare("rereferral_pct", DEVON, year=2025)
    assert ranked is not None and ranked.rank and (ranked.rank.place, ranked.rank.of) == (69, 153)
    dorset = HELD.areas.council("Dorset")
    assert dorset.code == "E06000059" and not dorset.stands_on(date(2019, 3, 31)) and dorset.stands_on(date(2019, 4, 1))


@pytest.mark.parametrize(
    ("name", "council"),
    [
        ("Devon County Council", "Devon"),
        ("878", "Devon"),
        ("Leicester City Council", "Leicester"),
        ("Leicestershire County Council", "Leicestershire"),
        ("Durham County Council", "County Durham"),
        ("City of York Council", "York"),
        ("City of London", "City of London"),
        ("Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"),
        ("London Borough of Barnet", "Barnet"),
        ("Hull City Council", "Kingston upon Hull, City of"),
        ("St Helens", "St. Helens"),
        ("E08000038", "Barnsley"),
    ],
)
def test_a_council_is_known_by_the_names_it_goes_by(name: str, council: str) -> None:
    assert HELD.areas.council(name).name == council


def test_every_councils_own_name_finds_it() -> None:
    assert [area.name for area in HELD.areas.councils if HELD.areas.council(area.name) != area] == []
    assert [area.name for area in HELD.areas.councils if HELD.areas.council(area.code) != area] == []


@pytest.mark.parametrize("name", ["Sample County", "England", "South West", "Devn"])
def test_what_is_no_council_is_refused(name: str) -> None:
    with pytest.raises(UnknownNameError):
        HELD.areas.council(name)


def test_what_may_stand_beside_our_own_count_and_what_may_not() -> None:
    beside = HELD.beside_measure("AS02", DEVON)
    assert isinstance(beside, Comparison) and beside.beside and beside.beside.why
    for figure in ("RF02/children", "CP08", "FD01", "no such"):
        assert isinstance(HELD.beside_measure(figure, DEVON), NotComparable)


def test_without_a_council_england_stands_alone() -> None:
    found = HELD.beside_measure("AS02", None)
    assert isinstance(found, Comparison)
    assert found.england and found.neighbours is None and found.region is None and found.own is None


def test_every_row_of_the_list_is_known_and_no_figure_is_both_there_and_nowhere() -> None:
    figures = [row.figure for row in HELD.besides.rows]
    assert len(figures) == len(set(figures)) and not set(figures) & set(HELD.besides.nothing)
    # The 134 of the sector's list, and 18 of ours.
    assert len({figure.split("/")[0] for figure in [*figures, *HELD.besides.nothing]}) == 152
    assert [row.figure for row in HELD.besides.rows if row.from_annex_a != "exact" and not row.why] == []


def test_the_age_is_in_whole_months_since_the_period_ended() -> None:
    series = HELD.series.one("assessment_45days_pct")
    assert series.age_in_months(2025, date(2026, 3, 30)) == 12
    assert series.age_in_months(2025, date(2026, 9, 30)) == 18
    assert series.age_in_months(2025, date(2025, 3, 31)) == 0


def test_a_figure_read_since_goes_before_the_one_that_ships() -> None:
    figure = PublishedFigure("cla_rate", DEVON.code, 2025, NotPublished("u"), None, None, "later")
    found = load_comparators([figures_as_csv([figure])]).compare("cla_rate", DEVON, year=2025)
    assert found is not None and found.own == figure


def test_a_rate_of_a_factor_is_its_published_number_for_every_10_000_children_and_never_a_percentage() -> None:
    """England, year to 31 March 2025: 162,890 assessments and 12,183,016 children in mid-2024; Devon 989 and 148,164."""
    found = compared("factor_domestic_abuse_parent_rate")
    assert found.england is not None and found.own is not None
    assert (str(found.england.value), str(found.own.value)) == ("133.7", "66.8")
    assert found.series.unit == "rate per 10,000"
    rates = [each for each in HELD.series.by_id.values() if each.numerator_of]
    assert len(rates) == 9
    for each in rates:
        shares = HELD.figures(each.numerator_of)
        for key, figure in HELD.figures(each.id).items():
            assert (figure.number is None) == (shares[key].number is None)
