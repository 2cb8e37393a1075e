"""docs/how-to/add-a-measure.md, followed: its page and its oracle, two files and no other, make a measure."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from headway.catalogue import definitions_dir
from headway.journey import empty_journey, journey_over
from headway.measures import fetch_rows, load_measures, run_pages
from headway.measures.check_pages import check_pages
from headway.measures.load import read_measure
from tests.oracles.generate import fill, generate, rows_of
from tests.oracles.writer import FIRST_DAY, LAST_DAY, LOADS
from tests.unit.measures.tables import county

HOW_TO = (Path(__file__).parents[2] / "docs" / "how-to" / "add-a-measure.md").read_text(encoding="utf-8")
PAGE = re.search(r"````markdown\n(.*?)````", HOW_TO, re.DOTALL)
ORACLE = re.search(r"```python\n(.*?)```", HOW_TO, re.DOTALL)
assert PAGE and ORACLE


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = re.search(r"`headway/definitions/measures/(\w+/\w+\.md)`", HOW_TO)
    assert named and PAGE
    found = tmp_path_factory.mktemp("measures") / named.group(1)
    found.parent.mkdir()
    found.write_text(PAGE.group(1), encoding="utf-8")
    return found


def test_the_page_is_in_order_beside_those_that_ship(path: Path) -> None:
    assert check_pages([path]).wrong == ()
    page = read_measure(path)
    taken = {name for each in load_measures(definitions_dir() / "measures").every for name in each.names}
    assert taken.isdisjoint(page.names)


def test_the_page_and_its_oracle_agree_on_generated_children(path: Path, tmp_path: Path) -> None:
    page = read_measure(path)
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    empty_journey(con)
    tables = generate(7, 500)
    starts = {plan["child_key"]: plan["started_on"] for plan in tables["cp_plans"] if plan["started_on"]}
    for person in tables["person"][::3]:
        # Few generated children are so young: a third of them are born round the day on which their plan began.
        start = starts.get(person["child_key"])
        if start and person["born_on"]:
            person["born_on"] = start + timedelta(days=int(person["row_id"][-1]) % 3 - 1)
    fill(con, {name: tables[name] for name in ("cp_plans", "person")}, tmp_path)
    journey = journey_over(con, loads=LOADS, coverage={"cp_plans": [(FIRST_DAY, LAST_DAY)]})
    run_pages(journey, county(), [page], [])
    scope: dict[str, object] = {}
    assert ORACLE
    exec(compile(ORACLE.group(1), "the oracle of the how-to", "exec"), scope)
    answers = scope["answers"]({name: rows_of(con, name) for name in ("cp_plans", "person")})  # type: ignore[operator]
    found = {(row.row_id, row.placed_on, row.met) for row in fetch_rows(journey, page)}
    assert found == {(each.row_id, each.on, each.met) for each in answers}
    assert {met for _, _, met in found} == {True, False, None}
