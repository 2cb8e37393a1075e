"""A cell that cannot be read must never make a measure look better: the low end of its range may fall, never rise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy

import pytest

from headway.journey.definitions import table_definitions
from headway.measures import MeasurePage, load_measures
from tests.oracles.asked import answers_of, of_part, tables_read
from tests.oracles.generate import generate
from tests.oracles.plain import Row, Tables, once_a_child
from tests.oracles.writer import FIRST_DAY, LAST_DAY

COUNTS = {"count", "rate"}
TOLD = {"proportion", *COUNTS}
PAGES = [page for page in load_measures().pages if TOLD & {page.shape_of(part) for part in page.parts}]
ASKED = {"history_from": FIRST_DAY, "known_until": LAST_DAY}
NOT_SPOILT = {
    "row_id", "child_key", "unreadable", "is_withdrawn", "day", "state_on", "held_on", "as_at_on", "first_listed_on",
    "state_row_id", "first_seen_on", "last_seen_on", "service_code", "check_type_code",
}  # fmt: skip
Totals = dict[str, tuple[int, int]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_spoilt_cell_never_raises_the_low_end(page: MeasurePage) -> None:
    tried = 0
    for tables in _by_child(generate(11, 400), sorted(tables_read(page))):
        before = _totals(page, tables)
        for spoilt in _spoilt(tables):
            after = _totals(page, spoilt)
            for part in before.keys() | after.keys():
                numerator, rows = before.get(part, (0, 0))
                numerator_after, rows_after = after.get(part, (0, 0))
                assert numerator_after <= numerator
                assert page.shape_of(part or None) in COUNTS or numerator - numerator_after >= rows - rows_after
            tried += 1
    assert tried > 100


def _by_child(tables: Tables, names: Sequence[str]) -> Iterator[Tables]:
    """Each child's rows of the named tables; for a table of a day, its rows as if open at the end of the last day."""
    children: dict[str, Tables] = defaultdict(lambda: {name: [] for name in names})
    for name in names:
        for row in tables[name.removesuffix("_on_day")]:
            if name.endswith("_on_day"):
                row = row | {"day": LAST_DAY, "state_on": LAST_DAY, "state_row_id": row["row_id"]}
            children[row["child_key"]][name].append(row)
    return iter(children.values())


def _spoilt(tables: Tables) -> Iterator[Tables]:
    """The same tables with one cell that cannot be read, for every cell that holds something."""
    for name, rows in tables.items():
        for number, row in enumerate(rows):
            for column in row.keys() - NOT_SPOILT - _never_spoilt(name):
                if row[column] is not None:
                    changed = deepcopy(tables)
                    _spoil(changed[name][number], column)
                    if column == "icpc_held_on" and "initial_cp_conference" in tables:
                        changed["initial_cp_conference"] = _conferences(changed)
                    yield changed


def _never_spoilt(table: str) -> set[str]:
    """The date of a visit, a review, a placement: the journey takes no row in whose date cannot be read."""
    found = table_definitions().get(table)
    return {found.latest} if found is not None else set()


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


def _totals(page: MeasurePage, tables: Tables) -> Totals:
    """Per part, over the whole window: the numerator, and all rows counted or not told."""
    answers = answers_of(page.id, tables, ASKED)
    found: Totals = {}
    for part in (part for part in page.parts if page.shape_of(part) in TOLD):
        own = [answer for answer in of_part(page, part, answers) if not answer.left_out]
        if page.counts_child_once(part):
            undated = [answer for answer in own if answer.on is None]
            own = undated[:1] or once_a_child(own, page.at_least_of(part))
        found[part or ""] = (sum(answer.met is True for answer in own), len(own))
    return found
