"""A place's week: one's own without asking, any other by its address, the same as files, and no child in any."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from headway.county import County
from headway_web.accounts.actions import grant_role
from headway_web.accounts.models import Grant, Person
from headway_web.accounts.roles import BY_ID
from headway_web.children.actions import assign
from headway_web.picture import the_picture
from headway_web.trail.models import Entry
from tests.told import IDS

pytestmark = pytest.mark.django_db
ADDRESS = "/cockpit/"


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> County:
    settings.COUNTY_FOLDER = loaded.folder
    return loaded


def headline(place: str) -> str:
    return escape(next(each.headline for each in the_picture().cockpit.places if each.place == place))


@pytest.mark.parametrize(
    ("role", "place", "own"),
    [
        ("locality_director", "East", "East"),
        ("team_manager", "West Assessment 1", "West"),
        ("board_chair", "", "North"),
    ],
)
def test_each_person_finds_the_own_place_and_may_look_at_another(
    signed_in: Callable[..., Client], role: str, place: str, own: str
) -> None:
    client = signed_in(role, place)
    assert headline(own) in client.get(ADDRESS).content.decode()
    assert headline("South") in client.get(ADDRESS, {"place": "South"}).content.decode()
    assert f"{ADDRESS}?place={own if place else 'South'}" in client.get("/").content.decode()
    for end in ("/", ".json", ".csv"):
        assert client.get(f"/cockpit{end}", {"place": "Atlantis"}).status_code == 404


def test_the_page_and_its_files_hold_what_the_library_kept_and_no_child(signed_in: Callable[..., Client]) -> None:
    client = signed_in("board_chair")
    for view in the_picture().cockpit.places:
        page = client.get(ADDRESS, {"place": view.place}).content.decode()
        as_json = client.get("/cockpit.json", {"place": view.place}).json()
        text = client.get("/cockpit.csv", {"place": view.place}).content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        titles = [each.title for part in (view.measures, view.worries, view.actions) for each in part]
        assert len(view.measures) == 10 and view.worries and view.actions
        assert all(escape(title) in page for title in titles) and [row["what"] for row in rows] == titles
        parts = ("measures", "worries", "actions")
        assert [each["title"] for part in parts for each in as_json[part]] == titles
        assert not IDS.search(page + text + str(as_json)) and "Open the list" not in page
    taken = set(Entry.objects.filter(did="exported").values_list("what", "which"))
    assert ("cockpit", "North json") in taken and ("cockpit", "North csv") in taken


def test_the_way_to_the_list_and_who_has_no_owner_are_for_the_place_alone(
    signed_in: Callable[..., Client],
) -> None:
    client = signed_in("locality_director", "East")
    listed = [each for each in the_picture().children.list.children if each.locality == "East"]
    words = "of the children on the list that you look after"

    def page(place: str) -> str:
        return client.get(ADDRESS, {"place": place}).content.decode()

    assert f"<b>{len(listed)}</b> {words}" in page("East") and "Open the list" in page("East")
    assert words not in page("West") and "Open the list" not in page("West")
    by = Person.objects.get()
    due = timezone.localdate() + timedelta(days=3)
    assign(by=by, under=None, child_key=listed[0].child_key, owner="Ash", due_on=due, after=0)
    assert f"<b>{len(listed) - 1}</b> {words}" in page("East")
    assert not IDS.search(page("East"))


def listed_behind(client: Client, page: str, words: str) -> list[tuple[str, int]]:
    """How much of each worry the page says there is, and how many children the list has that it links to."""
    found = re.findall(rf'data-l="How much">([^<]+)</td>.*?href="([^"]+)">{words}<', page)
    lists = [client.get(html.unescape(link)).content.decode() for _, link in found]
    return [
        (size, sum(key.startswith("SYN") for key in {each.group() for each in IDS.finditer(text)}))
        for (size, _), text in zip(found, lists, strict=True)
    ]


@pytest.mark.parametrize(("role", "place"), [("analyst", ""), ("locality_director", "East")])
def test_the_list_behind_a_worry_is_as_long_as_the_worry(
    signed_in: Callable[..., Client], role: str, place: str
) -> None:
    client = signed_in(role, place)
    found = listed_behind(client, client.get(ADDRESS, {"place": "East"}).content.decode(), "Open the list")
    assert found and all(size.startswith(f"{count} child") for size, count in found)


def test_each_of_two_places_has_its_lists_and_a_team_is_named(signed_in: Callable[..., Client]) -> None:
    client = signed_in("locality_director", "East")
    grant_role(by=None, person=Person.objects.get(), role=BY_ID["locality_director"], place="West")
    for place in ("East", "West"):
        found = listed_behind(client, client.get(ADDRESS, {"place": place}).content.decode(), "Open the list")
        assert found and all(size.startswith(f"{count} child") for size, count in found), place
    page = client.get(ADDRESS, {"place": "West"}).content.decode()
    link = html.unescape(re.findall(r'href="([^"]+)">Give each an owner', page)[0])
    own = [each.child_key for each in the_picture().children.list.children if each.locality == "West"]
    assert {each["child"] for each in client.get(link.replace("/?", ".json?")).json()["children"]} == set(own) != set()
    Grant.objects.all().delete()
    team = next(t for t, place in the_picture().facts.locality_of.items() if place == "West" and t != "West")
    grant_role(by=None, person=Person.objects.get(), role=BY_ID["team_manager"], place=team)
    page = client.get(ADDRESS, {"place": "West"}).content.decode()
    assert f"Open the list of {team}<" in page and "Open the list<" not in page


def test_it_asks_the_database_little(
    signed_in: Callable[..., Client], django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = signed_in("locality_director", "East")
    client.get(ADDRESS)
    with django_assert_max_num_queries(12):
        client.get(ADDRESS)
