"""What a person sees when the input is wrong: what, where, what to do, the exit code of the page, and nothing changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.acceptance.errors.told import typed
from tests.unit.returns.look_alikes import plain_rows, write_xlsx
from tests.unit.returns.test_annex_a_bad_files import BAD_FILES

CODES = Path(__file__).parents[3] / "docs" / "reference" / "exit-codes.md"
A_FILE, A_DEFINITION, NO_SUCH_NAME, REFUSED = 3, 4, 5, 6
MOST_LINES = 5
TO_COME = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
PLAN = """\
recommendations:
  - id: R1
    from: {source: Report, on: 2025-01-31}
    asked_of: council and partners
    title: Act in time
    says: Act in time.
    area: leaders
priorities:
  - id: P1
    title: In time
    outcome: Children are helped in time.
    actions:
      - id: P1.1
        title: One standard
        answers: [R1]
        owner: Locality directors
        start: 2025-04-01
        due: 2025-09-30
        delivery: under way
        claim: {measure: assessment_within_45_days, expects: higher, from: 2025-07-01, declared_on: 2025-04-20}
      - id: P1.2
        title: Checked weekly
        answers: [R1]
        owner: Locality directors
        start: 2025-04-01
        due: 2025-09-30
        delivery: under way
        depends_on: [P1.1]
"""
# What is wrong: (in plan.yaml, in its place), and what the message says.
BAD_PLANS: Mapping[str, tuple[str, str, str]] = {
    "unreadable": ("priorities:", "priorities: [", "plan.yaml, line"),
    "unknown measure": ("assessment_within_45_days", "assesment_within_45_days", "did you mean assessment_within_45_days"),
    "unknown place": ("delivery: under way\n        claim", "delivery: under way\n        localities: [Nowhere]\n        claim", "no place 'Nowhere'"),
    "circular": ("delivery: under way\n        claim", "delivery: under way\n        depends_on: [P1.2]\n        claim", "P1.1 waits for P1.2 waits for P1.1"),
}  # fmt: skip


@pytest.fixture(scope="module")
def county_with_a_load(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county folder that holds one load, so that there is something to spoil."""
    folder = tmp_path_factory.mktemp("bad")
    county = folder / "county"
    workbook = write_xlsx(folder / "annex_a.xlsx", plain_rows())
    assert typed("init", county, "--council", "Sample County")[0].code == 0
    assert typed("load", workbook, "--as-at", "2026-09-30", "--county", county)[0].code == 0
    return county


def contents(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def check(county: Path, code: int, *words: str | Path) -> str:
    """The error of the command, after what is the same for all of them."""
    before = contents(county)
    ended, found, said = typed(*words, "--county", county)
    assert ended.code == code, said
    assert re.search(rf"^\| {code} \|", CODES.read_text(encoding="utf-8"), re.MULTILINE)
    lines = [line for line in said.splitlines() if line.strip()]
    assert 2 <= len(lines) <= MOST_LINES, said
    assert "Traceback" not in said and ".py" not in said
    assert found == ""
    assert contents(county) == before
    return said


@pytest.mark.parametrize(
    "bad", ["empty workbook", "password", "web page", "PDF", "PDF named xlsx", "903 episodes", "903 workbook"]
)
def test_a_file_that_is_no_annex_a(county_with_a_load: Path, tmp_path: Path, bad: str) -> None:
    name, write, _, words = BAD_FILES[bad]
    write(tmp_path / name)
    said = check(county_with_a_load, A_FILE, "load", tmp_path / name, "--as-at", "2026-09-30")
    assert words in said and name in said


@pytest.mark.parametrize("bad", BAD_PLANS)
def test_a_plan_that_cannot_be_right(county_with_a_load: Path, bad: str) -> None:
    right, wrong, words = BAD_PLANS[bad]
    assert PLAN.count(right) == 1
    plan = county_with_a_load / "plan.yaml"
    plan.write_text(PLAN.replace(right, wrong), encoding="utf-8")
    said = check(county_with_a_load, A_DEFINITION, "plan")
    assert words in said
    assert re.search(r"\bline \d+", said), said


def test_the_plan_without_the_fault_is_read(county_with_a_load: Path) -> None:
    (county_with_a_load / "plan.yaml").write_text(PLAN, encoding="utf-8")
    ended, _, said = typed("plan", "--county", county_with_a_load, "--format", "json")
    assert ended.code == 0, said


def test_a_county_file_that_is_no_yaml(county_with_a_load: Path) -> None:
    path = county_with_a_load / "policy.yaml"
    right = path.read_text(encoding="utf-8")
    path.write_text(right + "\nstandards: {visit_limit: [\n", encoding="utf-8")
    try:
        said = check(county_with_a_load, A_DEFINITION, "measure")
    finally:
        path.write_text(right, encoding="utf-8")
    assert "policy.yaml" in said and "line" in said


def test_a_measure_that_does_not_exist_gets_the_nearest(county_with_a_load: Path) -> None:
    said = check(county_with_a_load, NO_SUCH_NAME, "measure", "cp_visit_in_time")
    assert "cp_visit_in_time" in said and "cp_visits_in_time" in said


@pytest.mark.parametrize("command", ["load", "measure", "plan", "children"])
def test_a_day_that_has_not_been(county_with_a_load: Path, tmp_path: Path, command: str) -> None:
    files = [write_xlsx(tmp_path / "next.xlsx", plain_rows())] if command == "load" else []
    said = check(county_with_a_load, REFUSED, command, *files, "--as-at", TO_COME)
    assert TO_COME in said and "has not been yet" in said and "--as-at" in said
