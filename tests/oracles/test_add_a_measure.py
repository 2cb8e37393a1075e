"""docs/how-to/add-a-measure.md, followed: its page and its oracle, two files and no other, make a measure."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
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
    tables = generate(7, 1000)
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


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Headway's own files, as a newcomer has them, with the page and the oracle of the how-to written where it says."""
    folder, root = tmp_path_factory.mktemp("newcomer"), Path(__file__).parents[2]
    for name in ("headway", "headway_web", "benchmarks", "tests", "docs"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node", "images"))
    shutil.copy(root / "pyproject.toml", folder)
    assert PAGE and ORACLE
    for pattern, text in ((r"`(headway/[\w/]+\.md)`", PAGE.group(1)), (r"`(tests/oracles/\w+\.py)`", ORACLE.group(1))):
        named = re.search(pattern, HOW_TO)
        assert named and not (folder / named.group(1)).exists()
        (folder / named.group(1)).write_text(text, encoding="utf-8")
    return folder


def run(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    own = {**os.environ, "PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(copy / "cache")}
    return subprocess.run([sys.executable, *words], cwd=copy, env=own, capture_output=True, text=True, check=False)


HEADWAY = ("-c", "from headway.cli.app import main; main()")


@pytest.mark.slow
def test_the_commands_of_the_how_to_run_as_they_stand_there(copy: Path) -> None:
    commands = [each.split()[1:] for each in re.findall(r"`(headway measures [^`]+)`", HOW_TO)]
    assert [each[1] for each in commands] == ["list", "show", "check"]
    said = [run(copy, *HEADWAY, *command) for command in commands]
    assert [each.returncode for each in said] == [0, 0, 0], [each.stderr for each in said]
    assert "cp_plans_before_birth" in said[0].stdout and "cp_plans_started" in said[0].stdout
    assert said[2].stdout.startswith("1 page in order; 0 overdue")


@pytest.mark.slow
def test_the_tests_find_the_page_and_its_twin_by_themselves(copy: Path) -> None:
    done = run(
        copy,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/spec",
        "tests/oracles",
        "-k",
        "cp_plans_before_birth",
    )
    counted = re.search(r"(\d+) passed", done.stdout)
    assert done.returncode == 0 and counted and int(counted.group(1)) >= 4, done.stdout[-3000:]
    # Once more with a twin that is wrong: the tests can fail.
    twin = copy / "tests" / "oracles" / "cp_plans_before_birth.py"
    right = twin.read_text(encoding="utf-8")
    twin.write_text(right.replace("start < birth", "start <= birth"), encoding="utf-8")
    wrong = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/oracles", "-k", "cp_plans_before_birth")
    twin.write_text(right, encoding="utf-8")
    assert wrong.returncode == 1 and "failed" in wrong.stdout


@pytest.mark.slow
def test_the_manual_has_the_page_after_make_docs(copy: Path) -> None:
    done = run(copy, "-m", "docs.generate")
    assert done.returncode == 0, done.stderr
    assert "Child protection plans that began before birth" in (copy / "docs/reference/measures.md").read_text("utf-8")
