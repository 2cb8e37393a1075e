"""Does each page say what we mean? Every worked example is run on the engine, and every page keeps the contract."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from headway.measures import CataloguePage, MeasurePage, NeedsPage, load_measures
from headway.measures.sql_check import is_timed
from headway.measures.standards import local_standards
from headway.measures.worked_example import run_example
from tests.oracles.asked import first_late_day

PAGES = load_measures().pages
FIRST_TWELVE = {
    "WF09", "CP09", "CP08", "S406", "AS02", "AS04", "AS05", "RF01", "RF02", "CP04", "CL06", "LV02",
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_worked_example_holds(page: MeasurePage) -> None:
    result = run_example(page)
    assert result.found == result.expected
    assert result.reasonless == ()
    assert result.twice == ()
    assert result.holds


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_example_holds_a_yes_a_no_a_blank_and_an_unreadable_cell(page: MeasurePage) -> None:
    """A page that only counts has no *no* to show."""
    result = run_example(page)
    shapes = {page.front.shape} if page.is_split else {page.shape_of(part) for part in page.parts}
    if shapes <= {"mean", "median"}:
        values = {row[result.headings.index("value")] for row in result.expected}
        assert "" in values and len(values) > 1
    else:
        met = {row[result.headings.index("met")] for row in result.expected}
        assert met >= {"yes", "cannot tell"}
        # What only counts has no *no*; nor has a split, whose rows are each in one part; nor rows of a child that add up.
        assert "no" in met or shapes <= {"count", "rate", "split"} or page.at_least_of(page.parts[0])
    given = [cell for table in page.page.tables[:-1] for row in table.rows
             for heading, cell in zip(table.headings, row, strict=True) if heading != "what it shows"]  # fmt: skip
    assert "?" in given
    assert "" in given


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_example_names_a_row_at_the_boundary(page: MeasurePage) -> None:
    """The last day that is in time, the least number that counts, or the nearest thing that does not count."""
    notes = [dict(zip(table.headings, row, strict=True)).get("what it shows", "") for table in page.page.tables
             for row in table.rows]  # fmt: skip
    assert [note for note in notes if note.startswith("boundary: ")] != []


@pytest.mark.parametrize("page", [page for page in PAGES if "days_over" in page.columns], ids=lambda page: page.id)
def test_a_row_of_the_example_is_late_exactly_when_it_is_days_over(page: MeasurePage) -> None:
    """Where less is good, a row is met by being late."""
    result = run_example(page)
    met, over = (result.headings.index(name) for name in ("met", "days_over"))
    told = [(row[met], int(row[over])) for row in result.expected if row[met] in ("yes", "no") and row[over]]
    late, first = "yes" if page.front.good == "lower" else "no", first_late_day(page)
    assert {days > 0 for _, days in told} >= {True}
    assert [row for row in told if (row[1] >= first) != (row[0] == late)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_page_says_what_it_cannot_tell_you_and_where_sources_disagree(page: MeasurePage) -> None:
    assert "cannot tell you" in page.page.words
    assert "Where sources disagree" in page.page.sections
    assert page.question.endswith("?")
    assert page.front.source
    assert page.front.owner
    for name in local_standards(page):
        assert not page.front.standards[name].national


def test_the_first_twelve_are_there_each_once() -> None:
    count = Counter(page.front.catalogue for page in PAGES)
    assert set(count) >= FIRST_TWELVE
    assert set(count.values()) == {1}


@pytest.mark.parametrize("page", load_measures().needed, ids=lambda page: page.id)
def test_a_page_that_waits_says_what_would_be_counted_and_why_it_is_not(page: NeedsPage) -> None:
    for words in ("**To be counted**", "cannot tell you", "**Why it is not worked out**"):
        assert words in page.page.words
    assert "Where sources disagree" in page.page.sections
    assert page.question.endswith("?")
    assert page.front.source
    assert page.front.owner


def test_a_twin_and_a_list_of_figures_name_pages_that_exist() -> None:
    ids = {page.id for page in PAGES}
    assert {page.front.twin for page in PAGES if page.front.twin} <= ids


def test_a_measure_of_time_names_what_is_still_open_or_says_why_nothing_is_missing() -> None:
    timed = [page for page in PAGES if is_timed(page)]
    assert {"assessment_within_45_days", "icpc_within_15_days", "entry_to_placement"} <= {page.id for page in timed}
    stocks = {page.id for page in PAGES if page.front.timing == "stock"}
    for page in timed:
        assert page.front.open_twin in stocks or page.front.no_open_twin, page.id


@pytest.mark.parametrize("page", load_measures().every, ids=lambda page: page.id)
def test_the_question_and_the_sql_are_those_that_the_markdown_library_reads(page: CataloguePage) -> None:
    tokens = MarkdownIt("commonmark").parse(page.page.body)
    headings = [
        after.content for token, after in pairwise(tokens) if token.type == "heading_open" and token.tag == "h1"
    ]
    assert [page.question] == headings
    assert page.page.sql == tuple(
        each.content.strip() for each in tokens if each.type == "fence" and each.info == "sql"
    )
