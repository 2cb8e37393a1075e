"""Two served counties, each started once for whoever asks; all that their servers say is searched."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.functional.web.server import Served, served
from tests.web.children_of_store import DAY, children_of
from tests.web.loaded import TODAY, loaded_county, two_years_county


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A small county of three months."""
    with _own(loaded_county(tmp_path_factory).folder, tmp_path_factory) as found:
        yield found


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A county of two years, large enough for signs, places that are hidden, and children in each team."""
    with _own(two_years_county(tmp_path_factory).folder, tmp_path_factory) as found:
        yield found


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A county into which nothing was loaded yet; its workbooks lie beside it."""
    made, own = loaded_county(tmp_path_factory).folder, tmp_path_factory.mktemp("empty")
    shutil.copytree(made, own / "county", ignore=shutil.ignore_patterns("store", "web"))
    for book in made.parent.glob("annex_a_*.xlsx"):
        shutil.copy(book, own)
    with served(own / "county", tmp_path_factory.mktemp("said")) as found:
        yield found


@contextmanager
def _own(county: Path, temp: pytest.TempPathFactory) -> Iterator[Served]:
    """A copy of the county served; in the end nothing that its server said may belong to a child."""
    own = shutil.copytree(county, temp.mktemp("served") / "county")
    with served(own, temp.mktemp("said")) as found:
        yield found
    assert offences(found) == []


def offences(web: Served) -> list[str]:
    """What of a child stands in all that the server has said so far. Fails where it has noted no request."""
    told = {path.name: path.read_text(encoding="utf-8") for path in sorted(web.said.iterdir())}
    asked = [json.loads(line)["event"] for line in told["log.jsonl"].splitlines()]
    assert asked.count("request") >= 1 and {"stdout", "stderr"} <= set(told), "the server noted no request"
    kept = children_of(web.county)
    # Each line has the day of today, and loads are named by theirs.
    days = {TODAY.isoformat(), *(match[0] for load in kept_loads(web.county) for match in DAY.finditer(load))}
    return [f"{name}: {each}" for name, text in told.items() for each in kept.told_in(text, but=days)]


def kept_loads(county: Path) -> list[str]:
    """The names of the county's loads."""
    return [path.name for path in (county / "store" / "loads").iterdir() if re.search(DAY, path.name)]
