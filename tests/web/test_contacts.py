"""Contact with children on pages: one's own places alone, people's words beside the rules', names only where asked for."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from headway.attention import TrackedChild, Tracking
from headway.county import County
from headway.county.kept_tracking import BY_KEY
from headway.county.picture import names_name
from headway_web.accounts.models import Person
from headway_web.accounts.roles import ROLES
from headway_web.children.actions import see_as
from headway_web.children.models import ContactWord, Kind
from headway_web.picture import the_picture
from headway_web.trail.models import Entry
from tests.told import IDS

pytestmark = pytest.mark.django_db
LIST, SEE, DECIDE = "/children/contacts/", "/children/contacts/see/", "/children/contacts/decide/"
WHY = "Grandmother confirms that the family moved"


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> County:
    settings.COUNTY_FOLDER = loaded.folder
    return loaded


@pytest.fixture
def tracking() -> Tracking:
    found = the_picture().tracking
    assert found is not None
    return found


@pytest.fixture
def red(tracking: Tracking) -> TrackedChild:
    """A child of whom a rule holds, in a team of a locality."""
    return next(each for each in tracking.children if each.colour == "red" and each.team != each.locality)


def ids(text: str) -> set[str]:
    return {found.group() for found in IDS.finditer(text) if found.group().startswith("SYN")}


@pytest.mark.parametrize("end", ["/", ".json", ".csv"])
def test_a_locality_director_gets_the_own_locality(
    end: str, signed_in: Callable[..., Client], tracking: Tracking
) -> None:
    north = {each.child_key for each in tracking.children if each.locality == "North"}
    text = signed_in("locality_director", "North").get(f"/children/contacts{end}?names=yes").content.decode()
    assert 0 < len(north) <= 100 and ids(text) == north
    assert ("wickle" in text) == (end == "/"), "a file holds no name"


def test_names_are_shown_where_they_are_asked_for_and_the_trail_says_so(
    signed_in: Callable[..., Client], tracking: Tracking, red: TrackedChild
) -> None:
    client = signed_in("social_worker", red.team)
    name = the_picture().names([red.child_key])[red.child_key]
    child = f"/children/child/?id={red.child_key}"
    for address in (LIST, "/children/", child):
        assert "wickle" not in client.get(address).content.decode(), address
    assert not Entry.objects.filter(what="names of children").exists()
    for address, which in (
        (f"{LIST}?names=yes", " names on the list of contacts"),
        (f"{child}&names=yes", red.child_key),
    ):
        assert name in client.get(address).content.decode()
        entry = Entry.objects.filter(what="names of children").first()
        assert entry is not None and (entry.did, entry.role, entry.place) == ("saw", "social_worker", red.team)
        assert entry.which.endswith(which) and "wickle" not in entry.which + entry.why


@pytest.mark.parametrize("role", [r.id for r in ROLES if "see_names" not in r.rights and "see_children" in r.rights])
def test_a_role_without_names_gets_none(role: str, signed_in: Callable[..., Client], red: TrackedChild) -> None:
    client = signed_in(role)
    client.post("/children/why/", {"why": WHY, "hours": "1"})
    for address in (f"{LIST}?names=yes", "/children/?names=yes", f"/children/child/?id={red.child_key}&names=yes"):
        answer = client.get(address)
        assert answer.status_code == 200 and "wickle" not in answer.content.decode(), address
    assert not Entry.objects.filter(what="names of children").exists()


def test_the_director_says_why_before_list_and_names(signed_in: Callable[..., Client]) -> None:
    client = signed_in("director")
    for end in ("/", ".json", ".csv"):
        assert client.get(f"/children/contacts{end}?names=yes").headers["Location"].startswith("/children/why/")
    client.post("/children/why/", {"why": WHY, "hours": "1"})
    assert "wickle" in client.get(f"{LIST}?names=yes").content.decode()
    entry = Entry.objects.filter(what="names of children").first()
    assert entry is not None and entry.why == WHY


def test_a_worker_says_how_they_see_it_and_a_manager_decides_until_a_day(
    signed_in: Callable[..., Client], person: Callable[..., Any], red: TrackedChild
) -> None:
    client = signed_in("social_worker", red.team)
    address = f"{SEE}?id={red.child_key}"
    assert "Say why" in client.post(address, {"colour": "amber"}).content.decode()
    for _ in range(2):
        assert client.post(address, {"colour": "amber", "why": WHY}).headers["Location"] == LIST
    assert ContactWord.objects.count() == 1, "sent twice is one"
    page = client.get(LIST).content.decode()
    assert WHY in page and client.get(f"{LIST}?show=otherwise").content.decode().count("<tr") > 0
    assert client.get(f"{DECIDE}?id={red.child_key}").status_code == 403
    client.force_login(person("team_manager", red.team), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(address).status_code == 403
    until = timezone.localdate() + timedelta(days=7)
    late = {"colour": "green", "why": WHY, "until_on": (until + timedelta(days=30)).isoformat()}
    assert "more than four weeks away" in client.post(f"{DECIDE}?id={red.child_key}", late).content.decode()
    client.post(f"{DECIDE}?id={red.child_key}", {**late, "until_on": until.isoformat()})
    word = ContactWord.objects.get(kind="manager")
    assert (word.colour, word.rules_said, word.until_on) == ("green", "red", until)
    assert red.child_key in client.get(f"{LIST}?colour=green").content.decode()
    assert red.child_key not in client.get(f"{LIST}?colour=red").content.decode()
    ContactWord.objects.filter(pk=word.pk).update(until_on=timezone.localdate() - timedelta(days=1))
    assert red.child_key in client.get(f"{LIST}?colour=red").content.decode(), "it has expired"
    changed = Entry.objects.filter(did="changed", what="contact with a child").values_list("which", "role")
    assert sorted(changed) == [(red.child_key, "social_worker"), (red.child_key, "team_manager")]


def test_what_a_manager_has_decided_since_waits_for_no_decision(
    signed_in: Callable[..., Client], red: TrackedChild
) -> None:
    client, until = signed_in("team_manager", red.team), timezone.localdate() + timedelta(days=7)
    me = Person.objects.get()

    def is_otherwise() -> bool:
        waits = "sees otherwise than the word that holds" in client.get("/").content.decode()
        assert (red.child_key in client.get(f"{LIST}?show=otherwise").content.decode()) == waits
        return waits

    def says(kind: Kind, colour: str, until_on: date | None = None) -> None:
        own: dict[str, Any] = {"by": me, "under": None, "child_key": red.child_key, "why": WHY, "until_on": until_on}
        see_as(kind=kind, colour=colour, rules_said="red", **own)

    assert not is_otherwise()
    says(Kind.WORKER, "amber")
    assert is_otherwise()
    says(Kind.MANAGER, "green", until)
    assert not is_otherwise(), "it is decided"
    says(Kind.WORKER, "amber")
    assert is_otherwise(), "the worker says so again, since then"
    says(Kind.WORKER, "green")
    assert not is_otherwise()
    ContactWord.objects.update(until_on=timezone.localdate() - timedelta(days=1))
    assert is_otherwise(), "the decision is over, and the rules say red"


def test_a_form_about_a_child_shows_the_contacts_so_it_is_recorded(
    signed_in: Callable[..., Client], person: Callable[..., Person], red: TrackedChild
) -> None:
    client = signed_in("social_worker", red.team)
    saw = Entry.objects.filter(did="saw", what="contact with a child", which=red.child_key, place=red.team)
    assert "Opening this page is recorded" in client.get(SEE, {"id": red.child_key}).content.decode()
    assert [each.role for each in saw] == ["social_worker"]
    client.force_login(person("team_manager", red.team), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Opening this page is recorded" in client.get(DECIDE, {"id": red.child_key}).content.decode()
    assert [each.role for each in saw.all()] == ["team_manager", "social_worker"]


def test_a_child_without_a_name_is_said_to_have_none(
    signed_in: Callable[..., Client], loaded: County, tmp_path: Path, settings: Any, red: TrackedChild
) -> None:
    settings.COUNTY_FOLDER = shutil.copytree(loaded.folder, tmp_path / "county")
    names = the_picture().folder.parent / names_name(the_picture().folder.name) / BY_KEY
    with closing(sqlite3.connect(names)) as con, con:
        con.execute("DELETE FROM texts WHERE key = ?", (red.child_key,))
    client = signed_in("social_worker", red.team)
    page = client.get("/children/child/", {"id": red.child_key, "names": "yes"}).content.decode()
    assert "No name given" in page and "Show the name" not in page
    assert "no name given" in client.get(f"{LIST}?names=yes").content.decode()


def test_nobody_decides_for_a_child_of_another_place(signed_in: Callable[..., Client], tracking: Tracking) -> None:
    client = signed_in("locality_director", "North")
    other = next(each.child_key for each in tracking.children if each.locality == "South")
    sent = {"colour": "green", "why": WHY, "until_on": timezone.localdate().isoformat()}
    answers = [client.post(f"{DECIDE}?id={key}", sent) for key in (other, "SYN999999")]
    assert [answer.status_code for answer in answers] == [404, 404] and not ContactWord.objects.exists()
    assert Entry.objects.filter(did="refused", what="child").count() == 2


def test_the_drawn_are_named_and_are_the_librarys(signed_in: Callable[..., Client], tracking: Tracking) -> None:
    drawn = tracking.drawn(each for each in tracking.children if each.locality == "East")
    page = signed_in("locality_director", "East").get(f"{LIST}?show=drawn").content.decode()
    assert ids(page) == {each.child_key for each in drawn} and 0 < len(drawn) <= 5
    assert page.count("Drawn by lot this week: look all the same") == len(drawn)


@pytest.mark.parametrize("end", ["/", ".json", ".csv"])
def test_the_counts_are_for_who_sees_figures_and_hold_no_child(end: str, signed_in: Callable[..., Client]) -> None:
    answer = signed_in("board_chair").get(f"/contact{end}")
    text = answer.content.decode()
    assert answer.status_code == 200 and not ids(text) and "wickle" not in text
    assert "no return of the workforce is read" in text and "Other children in need" in text


def test_without_a_file_of_contacts_pages_say_so(
    signed_in: Callable[..., Client], loaded: County, tmp_path: Path, settings: Any
) -> None:
    settings.COUNTY_FOLDER = shutil.copytree(loaded.folder, tmp_path / "county")
    (the_picture().folder / "contact.json").write_text('{"contact": null}', encoding="utf-8")
    (the_picture().children.folder / "contacts.json").write_text("null", encoding="utf-8")
    client = signed_in("locality_director", "North")
    for address in (LIST, "/contact/"):
        assert "no file of contacts has been loaded" in client.get(address).content.decode()
    assert client.get("/children/contacts.json").status_code == 404
    assert client.get("/contact.json").json() == {"contact": None}
