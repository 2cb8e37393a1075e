"""The definition of Annex A: every column once, every target a column of the journey."""

from __future__ import annotations

from headway.catalogue import definitions_dir
from headway.returns import annex_a_layout
from headway.returns.layout import plain
from tests.unit.returns.look_alikes import LAYOUT

COLUMNS_BY_LIST = [7, 8, 11, 12, 14, 14, 17, 34, 17, 16, 19]


def test_the_eleven_lists_have_the_template_s_columns() -> None:
    assert [each.number for each in LAYOUT.lists.values()] == list(range(1, 12))
    assert [len(each.columns) for each in LAYOUT.lists.values()] == COLUMNS_BY_LIST
    assert sum(COLUMNS_BY_LIST) == 169


def test_no_two_columns_of_a_list_share_a_heading() -> None:
    for key, each in LAYOUT.lists.items():
        headings = [name for column in each.columns.values() for name in column.headings]
        assert len(headings) == len(set(headings)), key
        assert len(each.by_heading) == len(headings)


def test_no_two_lists_share_a_sheet_name() -> None:
    names = [name for each in LAYOUT.lists.values() for name in each.names]
    assert len(names) == len(set(names))


def test_every_column_feeds_the_journey_and_every_target_is_one_of_its_columns() -> None:
    from headway.journey.definitions import table_definitions

    for key, cells in LAYOUT.feeds.items():
        for column, targets in cells.items():
            assert targets, (key, column)
            for target in targets:
                table, name = target.split(".")
                assert name in table_definitions()[table].columns, (key, column, target)


def test_a_column_that_feeds_one_journey_column_is_named_after_it() -> None:
    for key, cells in LAYOUT.feeds.items():
        for column, targets in cells.items():
            if column != "age_years":
                assert any(target.endswith(f".{column}") for target in targets), (key, column)


def test_a_type_fits_its_codes() -> None:
    for each in LAYOUT.lists.values():
        for key, column in each.columns.items():
            assert bool(column.codes) == (column.type in ("code", "boolean")), key
            assert not column.codes or (definitions_dir() / "codelists" / f"{column.codes}.csv").exists()


def test_headings_are_compared_without_case_space_quotes_or_question_mark() -> None:
    assert plain("Number of Episodes the Child has been ‘Missing’ ?") == plain(
        "number of episodes the child has been 'missing'"
    )
    assert plain("DateOfContact") == plain(" date  of contact\u00a0")


def test_the_layout_is_read_once() -> None:
    assert annex_a_layout() is annex_a_layout()
