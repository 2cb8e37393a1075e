"""The journey by loops and dictionaries, written from the rules in words, must be the journey by SQL."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from headway.journey.coverage import months_before
from tests.unit.journey.sheets import Row, Sheets

LOADS = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 7, 31))
DAYS = (
    date(2026, 1, 31),
    date(2026, 2, 27),
    date(2026, 2, 28),
    date(2026, 4, 15),
    date(2026, 7, 31),
    date(2026, 9, 30),
)
STARTS = ["2025-11-01", "2026-02-10"]
ENDS = ["2025-07-31", "2025-08-01", "2026-02-28", "2026-03-01", None, "#N/A"]
WORKERS = ["w1", "w2", None, "#N/A"]
SHEET = st.one_of(
    st.none(),
    st.lists(
        st.fixed_dictionaries(
            {"child_key": st.sampled_from(["c1", "c2"]), "started_on": st.sampled_from(STARTS),
             "ended_on": st.sampled_from(ENDS), "worker_key": st.sampled_from(WORKERS)}
        ),
        max_size=4,
        unique_by=lambda row: (row["child_key"], row["started_on"]),
    ),
)  # fmt: skip
Given = list[list[Row] | None]
Key = tuple[str, str]


def ended(row: Row) -> date | None:
    text = row["ended_on"]
    return date.fromisoformat(text) if text and not text.startswith("#") else None


def by_key(rows: list[Row]) -> dict[Key, Row]:
    return {(str(row["child_key"]), str(row["started_on"])): row for row in rows}


def stands(given_loads: Given, key: Key) -> tuple[Row, date, bool, date | None]:
    """The newest row of a plan, its load, whether it is withdrawn, and from when it had left the list."""
    held = [(day, by_key(rows)) for day, rows in zip(LOADS, given_loads, strict=True) if rows is not None]
    last, row = [(day, rows[key]) for day, rows in held if key in rows][-1]
    newer = [(day, rows) for day, rows in held if day > last]
    end = ended(row)
    for day, rows in newer:
        has_newer_plan = any(other[0] == key[0] and other[1] > key[1] for other in rows)
        if end and months_before(day, 6) < end <= day:
            if has_newer_plan:
                break
            return row, last, True, None
    # An end that was still to come when the next load left the plan out: it had left the list by then.
    is_open = bool(newer) and (end is None or end > newer[0][0])
    return row, last, False, newer[0][0] if is_open else None


def plans(given_loads: Given) -> set[tuple[object, ...]]:
    keys = {key for rows in given_loads if rows for key in by_key(rows)}
    found: set[tuple[object, ...]] = set()
    for key in keys:
        row, last, is_withdrawn, left_on = stands(given_loads, key)
        found.add((*key, last, ended(row), row["ended_on"] == "#N/A", is_withdrawn, left_on))
    return found


def open_on_days(given_loads: Given) -> set[tuple[object, ...]]:
    keys = {key for rows in given_loads if rows for key in by_key(rows)}
    held = {day: by_key(rows) for day, rows in zip(LOADS, given_loads, strict=True) if rows is not None}
    found: set[tuple[object, ...]] = set()
    for day in DAYS:
        near = [load for load in held if day - timedelta(days=45) <= load <= day]
        for key in keys if near else ():
            row, _, is_withdrawn, left_on = stands(given_loads, key)
            end = ended(row)
            if key[1] > day.isoformat() or is_withdrawn or (end and end <= day) or (left_on and left_on <= day):
                continue
            state = held[max(near)].get(key)
            worker = state["worker_key"] if state and state["worker_key"] != "#N/A" else None
            cannot_tell = state is None or state["worker_key"] == "#N/A"
            found.add((day, *key, max(near), worker, cannot_tell, row["ended_on"] == "#N/A"))
    return found


@settings(max_examples=25, deadline=None)
@example(
    given_loads=[
        [{"child_key": "c1", "started_on": "2025-11-01", "ended_on": "2026-03-01", "worker_key": "w1"}],
        [],
        None,
        [{"child_key": "c1", "started_on": "2026-02-10", "ended_on": None, "worker_key": "w1"}],
    ]
)
@given(given_loads=st.lists(SHEET, min_size=4, max_size=4))
def test_the_two_ways_agree(tmp_path_factory: pytest.TempPathFactory, given_loads: Given) -> None:
    sheets = Sheets(tmp_path_factory.mktemp("loops"))
    for day, rows in zip(LOADS, given_loads, strict=True):
        lists = {} if rows is None else {"child_protection": rows}
        sheets.load(day.isoformat(), contacts=[], **lists)
    sheets.journey().on_day(DAYS)
    if all(rows is None for rows in given_loads):
        assert sheets.rows("SELECT * FROM cp_plans") == []
        return
    found = sheets.rows("""
        SELECT child_key, started_on::VARCHAR, as_at_on, ended_on, list_contains(unreadable, 'ended_on'),
            p.is_withdrawn, left_on
        FROM cp_plans p JOIN listed.cp_plans_standing USING (row_id)""")
    assert len(found) == len(set(found))
    assert set(found) == plans(given_loads)
    on_days = sheets.rows("""
        SELECT day, child_key, started_on::VARCHAR, state_on, worker_key, list_contains(unreadable, 'worker_key'),
            list_contains(unreadable, 'ended_on') FROM cp_plans_on_day""")
    assert len(on_days) == len(set(on_days))
    assert set(on_days) == open_on_days(given_loads)
