"""Somebody with two roles: each child has the links that open it and no other, and what is counted is what its link shows."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from headway.county import County
from headway.county.kept_children import KeptChild
from headway_web.accounts.actions import grant_role
from headway_web.accounts.models import Person
from headway_web.accounts.roles import BY_ID
from headway_web.children.models import ContactWord, Kind
from headway_web.picture import the_picture
from headway_web.trail.models import Entry
from tests.told import IDS

pytestmark = pytest.mark.django_db
WRITES = r'href="(/children/(?:child/owner|child/done|contacts/see|contacts/decide)/\?id=([^"]+))"'


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> County:
    settings.COUNTY_FOLDER = loaded.folder
    return loaded


@pytest.fixture
def holds(signed_in: Callable[..., Client]) -> Callable[..., Client]:
    """The client of a person with these roles, each given with its place."""

    def sign_in(first: tuple[str, str], *others: tuple[str, str]) -> Client:
        client = signed_in(*first)
        for role, place in others:
            grant_role(by=None, person=Person.objects.get(), role=BY_ID[role], place=place)
        return client

    return sign_in


def teams_of(listed: tuple[KeptChild, ...]) -> list[str]:
    """The teams that have children on the list and children whose contact is followed."""
    tracking = the_picture().tracking
    assert tracking is not None
    followed = {each.team for each in tracking.children}
    return sorted({each.team for each in listed if each.team != each.locality and each.team in followed})


def ids(text: str) -> set[str]:
    return {found.group() for found in IDS.finditer(text) if found.group().startswith("SYN")}


@pytest.mark.parametrize(
    ("list_of", "first", "second", "acts"),
    [
        ("/children/", "team_manager", "social_worker", {0: {"owner", "done"}}),
        ("/children/contacts/", "team_manager", "social_worker", {0: {"decide"}, 1: {"see"}}),
        ("/children/", "analyst", "team_manager", {1: {"owner", "done"}}),
    ],
)
def test_each_child_has_the_links_that_open_it(
    list_of: str,
    first: str,
    second: str,
    acts: dict[int, set[str]],
    holds: Callable[..., Client],
    listed: tuple[KeptChild, ...],
) -> None:
    teams = teams_of(listed)[:2]
    client = holds((first, "" if first == "analyst" else teams[0]), (second, teams[1]))
    page = client.get(list_of, {"names": "yes"}).content.decode()
    tracking = the_picture().tracking
    assert tracking is not None
    shown = listed if list_of == "/children/" else tracking.children
    team_of = {each.child_key: each.team for each in shown}
    links = re.findall(WRITES, page)
    wanted = {(teams[at], act) for at, found in acts.items() for act in found}
    assert {(team_of[key], address.split("/")[-2]) for address, key in links} == wanted
    assert [address for address, _ in links if client.get(address).status_code != 200] == []
    assert not Entry.objects.filter(did="refused").exists()


def test_no_file_is_offered_of_a_child_whom_one_only_looks_at(
    holds: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    other = next(each for each in listed if each.team in teams_of(listed))
    place = next(each.locality for each in listed if each.locality != other.locality)
    own = next(each for each in listed if each.locality == place)
    client = holds(("locality_director", place), ("social_worker", other.team))
    for child, is_offered in ((own, True), (other, False)):
        page = client.get("/children/child/", {"id": child.child_key}).content.decode()
        answer = client.get("/children/child.csv", {"id": child.child_key})
        assert ("child.csv" in page) == is_offered == (answer.status_code == 200)


def test_only_names_that_were_loaded_and_may_be_read_are_told_of(
    holds: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    team = teams_of(listed)[0]
    client = holds(("analyst", ""), ("team_manager", team))
    for address in ("/children/", "/children/contacts/"):
        page = client.get(address, {"names": "yes"}).content.decode()
        assert len(ids(page)) > 10 and "wickle" in page and "no name given" not in page
    other_child = next(each.child_key for each in listed if each.team != team)
    page = client.get("/children/child/", {"id": other_child, "names": "yes"}).content.decode()
    assert "No name given" not in page


def test_what_waits_is_as_long_as_the_list_behind_it_where_one_sees_more_than_one_looks_after(
    holds: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    teams = teams_of(listed)[:2]
    client, tracking = holds(("analyst", ""), *(("team_manager", team) for team in teams)), the_picture().tracking
    assert tracking is not None
    for team in teams:
        child = next(each for each in tracking.children if each.team == team and each.colour != "red")
        ContactWord.objects.create(
            by=Person.objects.get(), child_key=child.child_key, kind=Kind.WORKER, colour="red", why="Not at home"
        )
    page = client.get("/").content.decode()
    needs = re.findall(r'<li><p><b>(\d+) child[^<]*</b> <a class="govuk-link" href="(/children/[^"]+)">', page)
    needs += [(count, link) for link, count in re.findall(r'href="(/children/\?reason=[^"]+)">[^<]+: (\d+)</a>', page)]
    assert len(needs) > 2 and all("own=yes" in link for _, link in needs)
    for count, link in needs:
        behind = client.get(html.unescape(link)).content.decode()
        assert int(count) == len(ids(behind)), link
        assert "of places that you look after" in behind and 'name="own" value="yes"' in behind
    own = client.get("/children.json", {"own": "yes"}).json()["children"]
    assert {each["team"] for each in own} == set(teams)


def test_a_week_of_a_place_counts_what_its_link_shows(
    holds: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    places = the_picture().facts.places
    team, place = next((e.team, e.locality) for e in listed if e.locality in places and e.team != e.locality)
    client = holds(("analyst", ""), ("team_manager", team))
    page = client.get("/cockpit/", {"place": place}).content.decode()
    count, link = re.findall(r'<b>(\d+)</b> of the children on the list.*? <a class="govuk-link" href="([^"]+)"', page)[
        0
    ]
    assert int(count) == len(ids(client.get(html.unescape(link)).content.decode()))
    assert int(count) == sum(each.team == team for each in listed)
