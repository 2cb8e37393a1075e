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
