"""Reason pages: each reads a stock measure, and a wrong page says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from headway.attention import load_reasons
from headway.errors import DefinitionError
from headway.measures import load_measures

PAGE = """---
title: A reason
measure: children_unallocated
met: true
urgency: 1
words: "{words}"
takes_off: A worker is named.
---
# Why?

Because.
"""


def test_the_reasons_come_in_their_written_order() -> None:
    assert [reason.id for reason in load_reasons()] == [
        "unallocated", "cp_visit_overdue", "cla_visit_overdue", "icpc_overdue", "cin_never_seen", "cin_visit_overdue",
        "cp_review_overdue", "cla_review_overdue", "assessment_overdue", "cp_not_seen_alone", "return_interview",
        "cp_plan_two_years", "cp_plan_fifteen_months", "care_leaver_accommodation", "care_leaver_not_in_touch",
    ]  # fmt: skip


def test_each_reason_reads_a_stock_measure_and_says_why_it_is_one() -> None:
    measures = load_measures()
    for reason in load_reasons():
        page, part = measures.figure(reason.front.measure)
        assert page.front.timing == "stock", reason.id
        assert part in page.parts or reason.id == "care_leaver_accommodation", "a reason reads one figure"
        assert reason.question.endswith("?") and reason.text, reason.id


def test_words_that_nobody_fills_in_are_an_error_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(PAGE.replace("{words}", "{reason} by {whom}"), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_reasons(tmp_path)
    assert "one.md, line 6" in caught.value.where
    assert "'{whom}' is not filled in; use {reason}, {due}, {days}, {kind}, {since}" in caught.value.where


def test_a_field_that_no_reason_has_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(PAGE.replace("{words}", "x").replace("urgency", "urgent"), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_reasons(tmp_path)
    assert "Did you mean urgency?" in caught.value.where
