"""Planted truths are found, and where nothing is planted nothing is: twenty counties here, hundreds when marked slow."""

from __future__ import annotations

import os
from datetime import date

import pytest

from headway.periods import day_words
from tests.acceptance.findings.counties import KINDS
from tests.acceptance.findings.page import findings_study_page
from tests.acceptance.findings.study import (
    FINDINGS,
    LEAST_MONTHS,
    LEAST_RIGHT,
    MOST_FALSE,
    NULL_SEEDS,
    PLANTED_SEEDS,
    Figures,
    kept,
    run,
)

SOME = 20
# Of 20 counties at a true share of 90%, fewer than 15 are right once in 200 runs; of the chances that 20 counties
# give, more than twice the limit is as rare.
LEAST_OF_SOME, MOST_OF_SOME = 15, 2 * MOST_FALSE


@pytest.fixture(scope="module")
def some() -> Figures:
    return run(PLANTED_SEEDS[:SOME], NULL_SEEDS[:SOME])


@pytest.mark.parametrize("finding", FINDINGS)
def test_a_planted_truth_is_found_in_twenty_counties(some: Figures, finding: str) -> None:
    print(f"{finding}: right in {some.right[finding]} of {some.planted}")
    assert some.planted == SOME
    assert some.right[finding] >= LEAST_OF_SOME


def test_the_month_of_the_improvement_is_near_the_true_one(some: Figures) -> None:
    assert some.months_named >= LEAST_OF_SOME
    assert some.months_share >= LEAST_MONTHS


@pytest.mark.parametrize("kind", KINDS)
def test_little_is_found_where_nothing_is_planted(some: Figures, kind: str) -> None:
    given, could = some.false[kind]
    print(f"{kind}: false in {given} of {could}")
    assert could >= SOME
    assert some.false_share(kind) <= MOST_OF_SOME


def test_the_page_tells_what_the_whole_study_found() -> None:
    text = findings_study_page()
    for figures in kept():
        assert (figures.planted, figures.nulls) == (len(PLANTED_SEEDS), len(NULL_SEEDS))
        for name in FINDINGS:
            assert f"| {figures.right[name]} of {figures.planted} |" in text
        assert set(figures.false) > set(KINDS)
        assert f"Measured on {day_words(date.fromisoformat(figures.measured_on))}." in text
    assert kept()[0].siblings > 0


@pytest.mark.slow
def test_the_whole_study_meets_its_limits_and_is_the_one_that_the_docs_tell() -> None:
    whole = run(PLANTED_SEEDS, NULL_SEEDS, processes=os.cpu_count() or 1)
    assert whole == kept()[0], "the code has changed since: run python -m tests.acceptance.findings.study, make docs"
    for name in FINDINGS:
        assert whole.right_share(name) >= LEAST_RIGHT, name
    assert whole.months_share >= LEAST_MONTHS
    for kind in KINDS:
        assert whole.false_share(kind) <= MOST_FALSE, kind
