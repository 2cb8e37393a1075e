"""A row is where its own team was on its day; neither a move of the child nor of the team rewrites a month."""

from __future__ import annotations

from datetime import date

from headway.journey import Journey
from headway.measures import CountyFiles, observe
from headway.measures.places import levels_of, team_spells
from headway.periods import month_of
from tests.unit.measures.tables import (
    EVERYWHERE,
    MEASURES,
    WHOLE,
    assessment,
    county,
    journey,
    place,
    rows_in,
    team,
)  # fmt: skip

AS02 = MEASURES.page("AS02")
JULY, AUGUST = date(2025, 7, 15), date(2025, 8, 15)
ONE_IN_EACH = [assessment("Roving", ended=JULY), assessment("Roving", ended=AUGUST)]
MOVED = [team("Roving", "north", last="2025-07-31"), team("Roving", "east", "2025-08-01")]


def places_of(made: Journey, files: CountyFiles) -> list[tuple[str, str]]:
    return [(row.team, row.locality) for row in rows_in(made, AS02, WHOLE, files)]


def test_a_team_that_moves_does_not_take_its_past_with_it() -> None:
    made = journey({"cin_assessments": ONE_IN_EACH})
    assert places_of(made, county(teams=MOVED)) == [("Roving", "North"), ("Roving", "East")]
    asked = [month_of(JULY), month_of(AUGUST)]
    before = observe(made, [AS02], periods=asked, county=county(teams=[team("Roving", "north")]), levels=EVERYWHERE)
    after = observe(made, [AS02], periods=asked, county=county(teams=MOVED), levels=EVERYWHERE)
    assert [each for each in before if each.period == "2025-07"] == [each for each in after if each.period == "2025-07"]
    august = {each.place: each.denominator for each in after if each.period == "2025-08" and each.level == "locality"}
    assert august == {"North": 0, "East": 1, "county-wide": 0, "not placed": 0}
    teams = [each for each in after if each.place == "Roving"]
    assert [each.denominator for each in teams] == [1, 1]


def test_a_child_that_moves_to_another_team_later_stays_where_it_was_counted() -> None:
    made = journey({"cin_assessments": [assessment("East 1", ended=JULY)]})
    made.con.execute("UPDATE journey.team_history SET listed_from = DATE '2025-09-30'")
    made.con.execute(
        "INSERT INTO journey.team_history VALUES"
        " ('cin_assessments000', 'North 1', false, DATE '2025-06-30', DATE '2025-07-31')"
    )
    assert places_of(made, county()) == [("North 1", "North")]
    made.con.execute("UPDATE journey.team_history SET is_unreadable = true WHERE team_id = 'North 1'")
    assert places_of(made, county()) == [("not placed", "not placed")]


def test_a_place_that_is_renamed_or_closed_keeps_its_months() -> None:
    renamed = [place("North", last="2025-07-31"), {**place("Coast", "2025-08-01"), "id": "north"}]
    made = journey({"cin_assessments": ONE_IN_EACH})
    files = county(places=renamed, teams=[team("Roving", "north")])
    assert places_of(made, files) == [("Roving", "North"), ("Roving", "Coast")]
    found = observe(made, [AS02], periods=[month_of(JULY), month_of(AUGUST)], county=files, levels=["locality"])
    north = {each.period: each for each in found if each.place == "North"}
    assert north["2025-07"].numerator == 1
    assert (north["2025-08"].status, north["2025-08"].numerator) == ("no data", None)
    assert north["2025-08"].why == "there was no North on these days"
    closed = county(places=[place("North", last="2025-07-31")], teams=[team("Roving", "north")])
    assert places_of(made, closed) == [("Roving", "North"), ("Roving", "not placed")]


def test_ids_names_and_other_names_are_matched_and_others_are_not_placed() -> None:
    teams = [team("North 1", "north", also=["NAT1"]), team("Front Door", "county-wide")]
    names = ["north-1", " NORTH   1 ", "nat1", "front-door", "North 11", "", None]
    made = journey({"cin_assessments": [assessment(name) for name in names]})
    found = [row[1] for row in places_of(made, county(teams=teams))]
    assert found == ["North", "North", "North", "county-wide", "not placed", "not placed", "not placed"]


def test_a_level_between_is_more_rows_and_nothing_else() -> None:
    places = [place("Coast", level="area"), place("North", part_of="coast"), place("East")]
    files = county(places=places, teams=[team("North 1", "north"), team("East 1", "east"), team("All", "county-wide")])
    assert levels_of(files.localities) == ("locality", "area", "team")
    first = team_spells(files.localities)[0]
    assert (first.place("locality"), first.place("area"), first.place("team")) == ("North", "Coast", "North 1")
    made = journey({"cin_assessments": [assessment(name) for name in ("North 1", "East 1", "All", None)]})
    found = observe(made, [AS02], periods=[WHOLE], county=files, levels=["county", "area", "locality"])
    counts = {(each.level, each.place): each.denominator for each in found}
    assert counts["area", "Coast"] == 1
    assert counts["area", "not placed"] == 2
    assert counts["area", "county-wide"] == 1
    for level in ("area", "locality"):
        assert (
            sum(count or 0 for key, count in counts.items() if key[0] == level)
            == counts["county", "Sample County"]
            == 4
        )
