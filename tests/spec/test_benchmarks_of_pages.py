"""What a measure's page says may stand beside it is what the list of published figures says."""

from __future__ import annotations

from headway.comparators import load_beside, load_comparators
from headway.measures import load_measures


def test_each_page_names_the_published_series_that_may_stand_beside_it_and_no_other() -> None:
    listed, wrong = load_beside(), []
    for page in load_measures().pages:
        for part in page.parts:
            named = (page.front.parts[part].benchmark if part else "") or page.front.benchmark
            row = listed.of(page.catalogue_of(part))
            wanted = row.series if row and row.may_stand_beside_ours else ""
            if named != wanted:
                wrong.append(f"{page.name_of(part)}: the page says '{named}', beside.yaml '{wanted}'")
    assert wrong == []


def test_the_direction_of_a_page_is_that_of_the_series_or_neither() -> None:
    from headway.comparators import load_series

    listed, differ = load_beside(), []
    for page in load_measures().every:
        for part in page.parts:
            row = listed.of(page.catalogue_of(part))
            if row and row.is_benchmarked:
                good = load_series().by_id[row.series].good
                if {good, page.good_of(part)} == {"higher", "lower"}:
                    differ.append(page.name_of(part))
    assert differ == []


def test_a_measure_that_is_a_rate_stands_beside_a_published_rate_only() -> None:
    held = load_comparators()
    for page in load_measures().every:
        for part in page.parts:
            row = held.besides.of(page.catalogue_of(part))
            if row and row.is_benchmarked and page.shape_of(part) in ("rate", "proportion"):
                unit = held.series.one(row.series).unit
                assert (page.shape_of(part) == "rate") == unit.startswith("rate"), (page.name_of(part), unit)
