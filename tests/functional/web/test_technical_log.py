"""What the server writes for those who run it: which kinds of pages were asked for, and nothing of any child."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser

from tests.functional.web.conftest import offences
from tests.functional.web.server import Served
from tests.web.children_of_store import children_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_child_who_was_opened_looked_for_and_refused_is_not_in_the_log(web: Served, browser: Browser) -> None:
    kept = children_of(web.county)
    own = next(each for each in web.picture.children.list.children if each.locality == "North")
    other = next(each for each in web.picture.children.list.children if each.locality == "South")
    name = next(iter(web.picture.names([own.child_key]).values()))
    with web.open(browser, "locality-director") as page:
        for where in (f"child/?id={own.child_key}&names=yes", f"child/?id={other.child_key}", "?team=Nowhere"):
            page.goto(f"{web.address}/children/{where}")
        page.goto(f"{web.address}/search/?q={own.child_key}")
        page.goto(f"{web.address}/search/?q={name}")
        page.goto(f"{web.address}/children/{own.child_key}/{min(kept.births)}/{name}/")
    lines = [json.loads(line) for line in (web.said / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = [(each["page"], each["status"]) for each in lines if each["event"] == "request"]
    assert {("children/child/", 200), ("children/child/", 404), ("search/", 200)} <= set(asked)
    assert offences(web) == []


def test_the_search_would_notice(web: Served) -> None:
    """A line with a child's id, one with a name and one with a date of birth are found in whatever the server writes."""
    kept = children_of(web.county)
    born = next(day for day in sorted(kept.births) if re.match("20(0|1)", day))
    with (web.said / "stdout").open("a") as out:
        at = out.tell()
        out.write(f"GET /children/child/?id={min(kept.ids)}\n{min(kept.names)}, born {born}\n")
    found = offences(web)
    with (web.said / "stdout").open("r+") as out:
        out.truncate(at)
    assert found == [f"stdout: {each}" for each in (*sorted([min(kept.ids), min(kept.names)]), born)]
