"""Two records of one pack: what another processor's arithmetic leaves is no difference, and nothing else is let by."""

from __future__ import annotations

from typing import Any

import pytest

from headway.county.verify_compare import differences


def found(then: Any, now: Any) -> list[str]:
    records = ({"figures": [{"id": "AS02 in East", "value": 0.5, "fit": each}]} for each in (then, now))
    return [each.name for each in differences(*records, words=True, plan=True)]


@pytest.mark.parametrize("now", [0.61 * (1 + 1e-9), {"low": 0.1 + 0.2}, [1, 0.3 + 1e-12]])
def test_the_last_digits_of_a_fit_are_no_difference(now: Any) -> None:
    then = {float: 0.61, dict: {"low": 0.3}, list: [1, 0.3]}[type(now)]
    assert found(then, now) == []


@pytest.mark.parametrize(
    ("then", "now"),
    [(0.61, 0.61001), (0.61, None), ({"low": 0.3}, {"low": 0.3001}), ([1, 0.3], [1]), (84, 85), (0.3, "0.3")],
)
def test_whatever_a_page_could_print_otherwise_is_a_difference(then: Any, now: Any) -> None:
    assert found(then, now) == ["AS02 in East"]


def lines(then: Any, now: Any) -> list[str]:
    return [each.line for each in differences(then, now, words=True, plan=True)]


def test_of_the_childrens_counts_only_what_differs_is_said() -> None:
    then = {"children": {"count": 84, "by_place": {"East": 3, "West": 5}, "reasons": [{"id": "a", "count": 1}]}}
    now = {"children": {"count": 84, "by_place": {"East": 4, "West": 5}, "reasons": [{"id": "a", "count": 2}]}}
    assert lines(then, now) == [
        "children: is not the same: by place East 3, reasons 1 count 1 in the pack, "
        "by place East 4, reasons 1 count 2 now"
    ]


def test_of_what_cannot_be_told_only_the_sentences_that_differ_are_said() -> None:
    then, now = {"cannot_tell": ["One.", "Two.", "Three."]}, {"cannot_tell": ["Two.", "Three.", "Four."]}
    assert lines(then, now) == ["pack cannot tell: is not the same: One. in the pack, Four. now"]
    assert lines({"cannot_tell": ["One.", "Two."]}, {"cannot_tell": ["Two."]}) == [
        "pack cannot tell: is not the same: One. in the pack, none now"
    ]
