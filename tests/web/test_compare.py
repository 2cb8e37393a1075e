"""Two figures side by side: which, what is said of them, and that the link carries both."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from headway.county import County
from headway_web.picture import the_picture

pytestmark = pytest.mark.django_db
SLUG, STOCK = "assessment_within_45_days", "cp_visits_in_time"


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> County:
    settings.COUNTY_FOLDER = loaded.folder
    return loaded


def ask(client: Client, slug: str, **asked: str) -> Any:
    return client.get(f"/measures/{slug}/compare.json?{urlencode(asked)}").json()


def test_two_places_of_one_month_are_judged_and_the_page_and_files_say_the_same(
    signed_in: Callable[..., Client],
) -> None:
    client = signed_in("board_chair")
    month = the_picture().measure(SLUG).figures[-1]["period"]
    asked = {"place1": "North", "period1": month, "place2": "West", "period2": month}
    found = ask(client, SLUG, **asked)
    assert (found["first"]["place"], found["second"]["place"]) == ("North", "West")
    assert "chance alone" in found["says"] and re.match(r"West, \d.* is ", found["says"])
    page = client.get(f"/measures/{SLUG}/compare/?{urlencode(asked)}").content.decode()
    assert found["says"] in page and found["first"]["shown"] in page and found["second"]["shown"] in page
    rows = client.get(f"/measures/{SLUG}/compare.csv?{urlencode(asked)}").content.decode().splitlines()
    assert len(rows) == 3 and ",North," in rows[1] and ",West," in rows[2]


def test_what_rests_on_the_same_children_is_not_judged(signed_in: Callable[..., Client]) -> None:
    client = signed_in("board_chair")
    county, figures = the_picture().facts.head.county, the_picture().measure(SLUG).figures
    month, before = (sorted({figure["period"] for figure in figures})[at] for at in (-1, -2))
    within = ask(client, SLUG, place1=county, period1=month, place2="North", period2=month)
    assert "rest in part on the same children" in within["says"]
    apart_in_time = ask(client, SLUG, place1=county, period1=before, place2=county, period2=month)
    assert "chance alone" in apart_in_time["says"]
    same_stock = ask(client, STOCK, place1="North", period1=before, place2="North", period2=month)
    assert "rest in part on the same children" in same_stock["says"]


def test_a_figure_that_there_is_not_is_not_found_and_nothing_said_gives_the_newest(
    signed_in: Callable[..., Client],
) -> None:
    client = signed_in("board_chair")
    assert client.get(f"/measures/{SLUG}/compare/?place1=Atlantis").status_code == 404
    found = ask(client, SLUG)
    assert found["second"]["id"] == the_picture().measure(SLUG).view.number.figure
    assert found["first"]["period"] < found["second"]["period"]
