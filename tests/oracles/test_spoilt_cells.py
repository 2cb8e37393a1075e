"""A cell that cannot be read must never make a measure look better: the low end of its range may fall, never rise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module

import pytest

from tests.oracles.generate import FIRST_DAY, LAST_DAY, generate
from tests.oracles.plain import Answer, Row, Tables
from tests.oracles.re_referrals import once_a_child

READS = {
    "assessment_within_45_days": ("cin_assessments",),
    "assessments_open_past_45_days": ("cin_assessments_on_day",),
    "care_leaver_accommodation": ("care_leavers_on_day", "person"),
    "child_seen_in_assessment": ("cin_assessments",),
    "children_unallocated": ("cin_episodes_on_day", "cp_plans_on_day", "cla_periods_on_day"),
    "cp_reviews_in_time": ("cp_plans_on_day",),
    "cp_visits_in_time": ("cp_plans_on_day",),
    "icpc_within_15_days": ("s47_enquiry", "initial_cp_conference"),
    "re_referrals": ("referrals",),
    "referrals": ("referrals",),
    "second_or_later_cp_plan": ("cp_plans",),
    "three_or_more_placements": ("cla_periods_on_day",),
}
COUNTS = {"children_unallocated", "referrals"}
NOT_SPOILT = {"row_id", "child_key", "unreadable", "is_withdrawn", "day", "state_on", "held_on"}
Totals = dict[str, tuple[int, int]]


@pytest.mark.parametrize("measure", READS)
def test_a_spoilt_cell_never_raises_the_low_end(measure: str) -> None:
    tried = 0
    for tables in _by_child(generate(11, 400), READS[measure]):
        before = _totals(measure, tables)
        for spoilt in _spoilt(tables):
            after = _totals(measure, spoilt)
            for part in before.keys() | after.keys():
                numerator, rows = before.get(part, (0, 0))
                numerator_after, rows_after = after.get(part, (0, 0))
                assert numerator_after <= numerator
                assert measure in COUNTS or numerator - numerator_after >= rows - rows_after
            tried += 1
    assert tried > 100


def _by_child(tables: Tables, names: tuple[str, ...]) -> Iterator[Tables]:
    """Each child's rows of the named tables; for a table of a day, its rows as if open at the end of the last day."""
    children: dict[str, Tables] = defaultdict(lambda: {name: [] for name in names})
    for name in names:
        for row in tables[name.removesuffix("_on_day")]:
            if name.endswith("_on_day"):
                row = row | {"day": LAST_DAY, "state_on": LAST_DAY}
            children[row["child_key"]][name].append(row)
    return iter(children.values())


def _spoilt(tables: Tables) -> Iterator[Tables]:
    """The same tables with one cell that cannot be read, for every cell that holds something."""
    for name, rows in tables.items():
        for number, row in enumerate(rows):
            for column in row.keys() - NOT_SPOILT:
                if row[column] is not None:
                    changed = deepcopy(tables)
                    _spoil(changed[name][number], column)
                    if column == "icpc_held_on":
                        changed["initial_cp_conference"] = _conferences(changed)
                    yield changed


def _spoil(row: Row, column: str) -> None:
    row[column] = None
    row["unreadable"].append(column)


def _conferences(tables: Tables) -> list[Row]:
    """The child's conferences that an enquiry still leads to."""
    found = []
    for conference in tables["initial_cp_conference"]:
        led = [row for row in tables["s47_enquiry"] if row["icpc_held_on"] == conference["held_on"]]
        if any(not row["is_withdrawn"] for row in led):
            found.append(conference)
    return found


def _totals(measure: str, tables: Tables) -> Totals:
    """Per part, over the whole window: the numerator, and all rows counted or not told."""
    asked = {"history_from": FIRST_DAY} if measure == "re_referrals" else {}
    answers: list[Answer] = import_module(f"tests.oracles.{measure}").answers(tables, **asked)
    found: Totals = {}
    for part in {answer.part for answer in answers}:
        of_part = [answer for answer in answers if answer.part == part and not answer.left_out]
        if part == "children":
            undated = [answer for answer in of_part if answer.on is None]
            of_part = undated[:1] or once_a_child(of_part)
        found[part] = (sum(answer.met is True for answer in of_part), len(of_part))
    return found
