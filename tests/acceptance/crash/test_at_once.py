"""Two commands at once: two loads are both there, two files of one day are not, and a reader never sees half a load."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from headway.county import County
from headway.measures import Observation
from headway.store.check import check_store
from tests.acceptance.crash.conftest import start, workbooks

LOADER = """
import sys
from datetime import date
from pathlib import Path
import pytest

from headway.county import County
for path in sys.argv[2:]:
    county = County.open(Path(sys.argv[1]))
    county.load([Path(path)], as_at=None, today=date(2026, 10, 12), by="test")
    county.findings()
"""


def test_two_loads_at_once_are_both_there(made: Path, county: Path) -> None:
    both = [start("load", workbook, "--county", county) for workbook in workbooks(made)[1:3]]
    told = [each.communicate()[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], told
    assert len(County.open(county).loads()) == 3
    assert check_store(county / "store").problems == ()


def test_two_files_of_one_day_at_once_do_not_both_become_loads(made: Path, county: Path) -> None:
    day = workbooks(made)[3].stem.removeprefix("annex_a_")
    both = [start("load", each, "--as-at", day, "--county", county) for each in workbooks(made)[2:4]]
    told = [each.communicate()[1] for each in both]
    assert sorted(each.returncode for each in both) == [0, 6], told
    assert any("Another file is already held" in words for words in told)
    assert [load.as_at.isoformat() for load in County.open(county).loads()][1:] == [day]


def figures(found: list[Observation]) -> tuple[tuple[object, ...], ...]:
    return tuple((each.period, each.place, each.numerator, each.denominator) for each in found)


@pytest.mark.slow
def test_a_reader_while_loads_run_sees_whole_states_only(made: Path, county: Path) -> None:
    """Every answer is that of the county after one of the loads, in their order; no reading fails."""
    days = [date.fromisoformat(each.stem.removeprefix("annex_a_")) for each in workbooks(made)]
    typed = [sys.executable, "-c", LOADER, str(county), *map(str, workbooks(made)[1:])]
    loading = subprocess.Popen(typed, stderr=subprocess.PIPE, text=True)
    seen = []
    while loading.poll() is None or len(seen) < 2:
        seen.append(figures(County.open(county).observe(["referrals"], by="year")))
    assert loading.returncode == 0, loading.communicate()[1]
    final = County.open(county)
    states = [figures(final.observe(["referrals"], by="year", as_at=day)) for day in days]
    assert len(set(states)) == len(days)
    order = [states.index(each) for each in seen]
    assert order == sorted(order) and len(set(order)) > 1
    print(f"{len(seen)} readings, of {len(set(order))} states")
