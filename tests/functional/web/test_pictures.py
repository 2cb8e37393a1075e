"""The pictures of the web app in the manual: shown, small, and of pages that say what they said when they were taken."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from docs.pictures import FOLDER, opened, shots, words_of
from tests.functional.web.server import Served, served
from tests.web.loaded import two_years_county

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "find-your-way-in-the-web-app.md"
MOST_BYTES = 1_500_000


def test_the_manual_shows_every_picture_and_they_are_small() -> None:
    text = PAGE.read_text(encoding="utf-8")
    pictures = sorted(path.name for path in FOLDER.glob("*.png"))
    assert pictures and [name for name in pictures if f"(../images/web/{name})" not in text] == []
    assert text.count("(../images/web/") == len(pictures)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The county of two years in which nobody has done anything yet."""
    own = shutil.copytree(two_years_county(tmp_path_factory).folder, tmp_path_factory.mktemp("pictured") / "county")
    with served(own, tmp_path_factory.mktemp("said")) as found:
        yield found


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_each_page_says_what_it_said_when_its_picture_was_taken(untouched: Served, browser: Browser) -> None:
    wanted, differ = shots(untouched.picture), []
    assert sorted(each.file.name for each in wanted) == sorted(path.name for path in FOLDER.glob("*.png"))
    for shot in wanted:
        with opened(untouched, browser, shot) as page:
            then, now = shot.words.read_text(encoding="utf-8").splitlines(), words_of(page).splitlines()
        differ += [f"{shot.name}: {line}" for line in difflib.unified_diff(then, now, n=0, lineterm="")][:20]
    assert differ == [], "a page has changed: look at it, and take its picture again with python -m docs.pictures"
