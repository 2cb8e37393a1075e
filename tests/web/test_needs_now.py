"""What waits for a person on the first page: the own children first, each thing sized as the page behind it has it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from headway.county import County
from headway.store import Store
from headway_web.accounts.models import Person
from headway_web.children.models import Assignment, ContactWord, Kind
from headway_web.county_settings.models import Proposal, State
from headway_web.data.models import State as Stage
from headway_web.data.models import Upload
from headway_web.picture import the_picture
from headway_web.trail.models import Entry
from tests.told import IDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> County:
    settings.COUNTY_FOLDER = loaded.folder
    return loaded


def waits(client: Client) -> dict[str, str]:
    """What the first page says waits, and where each is done."""
    page = client.get("/").content.decode()
    found = re.findall(r'<li><p><b>([^<]+)\.</b> <a class="govuk-link" href="([^"]+)">', page)
    return {html.unescape(words): html.unescape(link) for words, link in found}


@pytest.mark.parametrize("role", ["locality_director", "team_manager"])
def test_whoever_looks_after_children_begins_with_them(signed_in: Callable[..., Client], role: str) -> None:
    listed = the_picture().children.list.children
    place = "North" if role == "locality_director" else next(each.team for each in listed if each.team != each.locality)
    client, own = signed_in(role, place), [each for each in listed if place in each.places]
    page = client.get("/").content.decode()
    assert own and f'<h1 class="hw-headline">{len(own)} child' in page
    assert page.index('id="now"') < page.index(the_picture().first_page.truth.headline)
    assert not IDS.search(page) and not Entry.objects.filter(what="list of children").exists()
    assert waits(client)[f"{len(own)} child{'ren' * (len(own) != 1)} on the list with no owner yet"] == (
        "/children/?show=no-owner"
    )
    for title, link, count in re.findall(r'href="(/children/\?reason=([^"]+))">[^<]+: (\d+)</a>', page):
        assert int(count) == sum(any(hit.reason == link for hit in each.hits) for each in own), title
    assert page.count("/children/?reason=") == len({hit.reason for each in own for hit in each.hits})


def test_what_waits_is_as_long_as_the_list_behind_it(signed_in: Callable[..., Client]) -> None:
    picture = the_picture()
    listed, tracking = picture.children.list.children, picture.tracking
    assert tracking is not None
    place = next(each.locality for each in tracking.children if each.colour == "red" and each.team != each.locality)
    client, me = signed_in("locality_director", place), Person.objects.get()
    own, *_ = (each for each in listed if place in each.places)
    yesterday = date.today() - timedelta(days=1)
    Assignment.objects.create(child_key=own.child_key, number=1, owner="Ash Reed", due_on=yesterday, by=me)
    child = next(each for each in tracking.children if each.locality == place and each.colour == "green")
    ContactWord.objects.create(by=me, child_key=child.child_key, kind=Kind.WORKER, colour="red", why="Not at home")
    found = waits(client)
    assert len(found) == 4 and "1 child whose owner's day is over" in found
    for words, link in found.items():
        listed = {each.group() for each in IDS.finditer(client.get(link).content.decode())}
        assert int(words.split()[0]) == sum(each.startswith("SYN") for each in listed), words


def test_an_analyst_is_told_of_files_old_data_and_settings_and_of_nobody_elses(
    signed_in: Callable[..., Client], person: Callable[..., Any]
) -> None:
    client, other = signed_in("analyst"), person("director")
    me = Person.objects.get(email="analyst@example.gov.uk")
    newest = max(each.as_at for each in the_picture().first_page.loads)
    old = f"The newest Annex A is {(date.today() - newest).days} days old"
    assert waits(client) == {old: "/data/upload/"}
    for by, name in ((me, "mine.xlsx"), (other, "theirs.xlsx")):
        Upload.objects.create(by=by, names=[name], state=Stage.LOOKED, found={})
        Proposal.objects.create(by=by, state=State.SENT, base={}, changes=[])
    assert set(waits(client)) == {
        "mine.xlsx: looked at, not loaded",
        old,
        "1 proposal of settings waits for a second person",
    }


def test_the_first_page_costs_the_same_with_any_number_of_loads(
    signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "standings", lambda *given, **named: pytest.fail("every load was read"))
    assert any("The newest Annex A is" in each for each in waits(signed_in("analyst")))


def test_who_has_nothing_to_do_is_told_of_nothing(signed_in: Callable[..., Client]) -> None:
    page = signed_in("board_chair").get("/").content.decode()
    assert 'id="now"' not in page and "Waits for you" not in page
