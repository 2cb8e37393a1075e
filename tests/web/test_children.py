"""Children: the list and its files for one's own places alone, an owner, what was done, and one answer for all others."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from html import escape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from typer.testing import CliRunner

from headway.cli.app import app
from headway.county import County
from headway.county.kept_children import KeptChild
from headway.periods import dates_in_words
from headway.publish.journey_view import journey_view
from headway.spreadsheet import neutral
from headway_web.accounts.actions import grant_role
from headway_web.accounts.models import Person
from headway_web.accounts.roles import BY_ID, ROLES
from headway_web.children.actions import assign
from headway_web.children.models import Assignment, Done, Opening
from headway_web.picture import the_picture
from headway_web.trail.models import Entry
from tests.told import IDS

pytestmark = pytest.mark.django_db
CHILD = "/children/child/"
WHY = "School rang about an injury; covering for North"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> County:
    settings.COUNTY_FOLDER = loaded.folder
    return loaded


@pytest.fixture
def team(listed: tuple[KeptChild, ...]) -> str:
    """A team that has children on the list, and is not the only one in its locality that has."""
    return next(each.team for each in listed if each.team != each.locality)


def ids(text: str) -> set[str]:
    """Every child's id in it."""
    return {found.group() for found in IDS.finditer(text) if found.group().startswith("SYN")}


def in_place(listed: tuple[KeptChild, ...], place: str) -> set[str]:
    """The ids of the children of a place."""
    return {each.child_key for each in listed if place in each.places}


def test_the_kept_list_is_the_librarys(loaded: County, listed: tuple[KeptChild, ...]) -> None:
    found = loaded.children()
    assert [each.child_key for each in listed] == [each.child_key for each in found.entries] != []
    assert [hit.words for each in listed for hit in each.hits] == [h.words for e in found.entries for h in e.hits]


def test_pages_write_days_as_people_do_and_files_as_programs_do(
    signed_in: Callable[..., Client], loaded: County, listed: tuple[KeptChild, ...]
) -> None:
    first = next(each for each in listed if any(dates_in_words(hit.words) != hit.words for hit in each.hits))
    client = signed_in("locality_director", first.locality)
    for address in ("/children/", f"{CHILD}?id={first.child_key}", f"/children/child/owner/?id={first.child_key}"):
        page = client.get(address).content.decode().partition("<main")[2].replace("For example 2026-09-30", "")
        assert escape(dates_in_words(first.hits[0].words)[1:]) in page, address
        assert re.findall(r">[^<]*(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])[^<]*<", page) == [], address
    assert first.hits[0].words in {
        hit["words"] for c in client.get("/children.json").json()["children"] for hit in c["reasons"]
    }
    printed = {
        form: CliRunner().invoke(app, ["children", "--county", str(loaded.folder), "--format", form]).stdout
        for form in ("table", "csv", "json")
    }
    assert dates_in_words(first.hits[0].words) in printed["table"] and first.hits[0].words not in printed["table"]
    assert all(first.hits[0].words in printed[form] for form in ("csv", "json"))


@pytest.mark.parametrize("end", ["/", ".json", ".csv"])
def test_a_locality_director_gets_the_own_locality_and_no_other_child(
    end: str, signed_in: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    north = in_place(listed, "North")
    text = signed_in("locality_director", "North").get(f"/children{end}").content.decode()
    assert 0 < len(north) < len(listed) and ids(text) == north
    did, what = Entry.objects.values_list("did", "what").first() or ("", "")
    assert (did, what) == ("saw" if end == "/" else "exported", "list of children")


def test_a_team_manager_gets_the_own_team_and_no_file(
    signed_in: Callable[..., Client], listed: tuple[KeptChild, ...], team: str
) -> None:
    client = signed_in("team_manager", team)
    page = client.get("/children/").content.decode()
    assert ids(page) == in_place(listed, team) and "children.csv" not in page
    assert client.get("/children.csv").status_code == client.get("/children.json").status_code == 403


def test_the_director_says_why_first_and_then_has_all(
    signed_in: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    client = signed_in("director")
    for address in ("/children/", "/children.json", "/children.csv", f"{CHILD}?id=SYN000001"):
        assert client.get(address).headers["Location"].startswith("/children/why/"), address
    assert "Say why in a few words" in client.post("/children/why/", {"why": "x", "hours": "1"}).content.decode()
    answer = client.post("/children/why/?next=https://elsewhere.example/", {"why": WHY, "hours": "1"})
    assert answer.headers["Location"] == "/children/"
    assert len(client.get("/children.json").json()["children"]) == len(listed)
    entry = Entry.objects.first()
    assert entry is not None and (entry.did, entry.role, entry.why) == ("exported", "director", WHY)
    Opening.objects.update(until_at=timezone.now())
    assert client.get("/children/").status_code == 302


def test_what_was_opened_by_a_reason_is_closed_before_its_time_by_who_opened_it_alone(
    signed_in: Callable[..., Client], person: Callable[..., Any], listed: tuple[KeptChild, ...]
) -> None:
    client = signed_in("locality_director", "North")
    other, third = [each.child_key for each in listed if each.locality == "South"][:2]
    for key in (other, other, third):
        client.post(f"{CHILD}open/?id={key}", {"why": WHY, "hours": "4"})
    page = client.get(CHILD, {"id": other}).content.decode()
    assert f'value="{other}">Close this child now' in page and client.get("/children/close/").status_code == 302
    stranger = Client()
    stranger.force_login(person("director"), backend="allauth.account.auth_backends.AuthenticationBackend")
    told = stranger.post("/children/close/", {"id": other}).content.decode()
    assert "Nothing was open to you" in told and "is recorded" not in told
    assert client.get(CHILD, {"id": other}).status_code == 200 and not Entry.objects.filter(did="closed").exists()
    assert "closed to you" in client.post("/children/close/", {"id": other}).content.decode()
    assert "Nothing was open to you" in client.post("/children/close/", {"id": other}).content.decode()
    assert [client.get(CHILD, {"id": key}).status_code for key in (other, third)] == [404, 200]
    [entry] = Entry.objects.filter(did="closed")
    assert (entry.what, entry.which, entry.role) == ("child", other, "locality_director")


def test_lists_that_were_opened_are_closed_too(signed_in: Callable[..., Client]) -> None:
    client = signed_in("commissioner")
    client.post("/children/why/", {"why": WHY, "hours": "1"})
    assert "Close the lists now" in client.get("/children/").content.decode()
    client.post("/children/close/", {"id": ""})
    assert client.get("/children/").status_code == 302
    assert Entry.objects.filter(did="closed", what="lists of children").count() == 1


@pytest.mark.parametrize("role", [role.id for role in ROLES if "see_children" not in role.rights])
def test_a_role_without_children_opens_none_of_it(role: str, signed_in: Callable[..., Client]) -> None:
    client = signed_in(role)
    for address in ("/children/", "/children.json", "/children.csv", CHILD, "/children/child.json", f"{CHILD}open/"):
        answer = client.get(address, {"id": "SYN000001"})
        assert answer.status_code == 403 and not ids(answer.content.decode()), address


def test_a_child_of_another_place_and_one_who_is_not_there_answer_alike(
    signed_in: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    client = signed_in("locality_director", "North")
    other = next(each.child_key for each in listed if each.locality == "South")
    for address in (CHILD, "/children/child.json", "/children/child.csv", f"{CHILD}owner/", f"{CHILD}done/"):
        answers = [client.get(address, {"id": key}) for key in (other, "SYN999999")]
        texts = [a.content.decode().replace(key, "") for a, key in zip(answers, (other, "SYN999999"), strict=True)]
        strip = [text[: text.find("csrf")] + text[text.find("<main") :] for text in texts]
        assert [a.status_code for a in answers] == [404, 404] and strip[0] == strip[1], address
    refused = Entry.objects.filter(did="refused", what="child", role="locality_director").values_list(
        "which", flat=True
    )
    assert sorted(set(refused)) == sorted({other, "SYN999999"}) and len(refused) == 10
    assert client.post(f"{CHILD}done/?id={other}", {"what": "seen", "until_on": "2999-01-01"}).status_code == 404
    assert not Done.objects.exists()


def test_a_reason_opens_a_child_of_another_place_for_a_time_and_the_governance_lead_reads_it(
    signed_in: Callable[..., Client], person: Callable[..., Any], listed: tuple[KeptChild, ...]
) -> None:
    client = signed_in("locality_director", "North")
    other = next(each.child_key for each in listed if each.locality == "South")
    answer = client.post(f"{CHILD}open/?id={other}", {"why": WHY, "hours": "1"})
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200 and "You are outside your place until" in page.content.decode()
    assert client.get(f"{CHILD}owner/?id={other}").status_code == 404, "looking is no writing"
    assert other not in client.get("/children.csv").content.decode()
    again = next(e.child_key for e in listed if e.locality == "South" and e.child_key != other)
    assert client.get(CHILD, {"id": again}).status_code == 404
    saw = Entry.objects.filter(did="saw", what="child").first()
    assert saw is not None and (saw.which, saw.why) == (other, WHY)
    # The answer to an id that is not there is no other, with or without a reason.
    client.post(f"{CHILD}open/?id=SYN999999", {"why": WHY, "hours": "1"})
    assert client.get(CHILD, {"id": "SYN999999"}).status_code == 404
    Opening.objects.update(until_at=timezone.now() - timedelta(seconds=1))
    assert client.get(CHILD, {"id": other}).status_code == 404
    client.logout()
    client.force_login(person("governance_lead"), backend="allauth.account.auth_backends.AuthenticationBackend")
    trail = client.get("/trail/?did=opened").content.decode()
    assert WHY in trail and other in trail


def has(child: KeptChild, name: str) -> set[str]:
    """What the child has that a filter of this name asks for."""
    reasons = {hit.reason for hit in child.hits}
    return {"place": {child.locality}, "reason": reasons, "team": {child.team}, "worker": {child.worker}}[name]


def test_the_place_is_asked_for_where_there_is_more_than_one(
    signed_in: Callable[..., Client], person: Callable[..., Person], listed: tuple[KeptChild, ...]
) -> None:
    client = signed_in("analyst")
    assert 'name="place"' in client.get("/children/").content.decode()
    client.force_login(person("locality_director", "North"), backend=BACKEND)
    assert 'name="place"' not in client.get("/children/").content.decode()
    assert ids(client.get("/children/?place=South").content.decode()) == set()


def test_the_address_narrows_the_list(signed_in: Callable[..., Client], listed: tuple[KeptChild, ...]) -> None:
    client = signed_in("analyst")
    for name in ("place", "reason", "team", "worker"):
        value = min(has(listed[0], name))
        found = client.get("/children.json", {name: value}).json()["children"]
        want = [each for each in listed if value in has(each, name)]
        assert [each["child"] for each in found] == [each.child_key for each in want], name
        assert f"{len(want)} of {len(listed)} children" in client.get("/children/", {name: value}).content.decode()
    assert "matches" in client.get("/children/?team=Nowhere").content.decode()
    assert client.get("/children/?page=99999").status_code == client.get("/children/?page=²").status_code == 200


def test_the_file_has_a_row_for_each_reason_and_no_formula(
    signed_in: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    client, key = signed_in("analyst"), listed[0].child_key
    day = timezone.localdate() + timedelta(days=3)
    assign(by=Person.objects.get(), under=None, child_key=key, owner="=cmd|' /C calc'!A0", due_on=day, after=0)
    rows = list(csv.DictReader(io.StringIO(client.get("/children.csv").content.decode("utf-8-sig"))))
    assert len(rows) == sum(len(each.hits) for each in listed)
    assert rows[0]["child"] == key and rows[0]["owner"] == neutral("=cmd|' /C calc'!A0") != "=cmd|' /C calc'!A0"
    assert all(row["words"] and row["takes_off"] for row in rows)


def test_a_child_has_the_journey_newest_first(signed_in: Callable[..., Client], listed: tuple[KeptChild, ...]) -> None:
    client = signed_in("analyst")
    kept = [the_picture().children.journey(each.child_key) for each in listed]
    child = max((each for each in kept if each), key=lambda each: len(each.events))
    page = client.get(CHILD, {"id": child.child_key}).content.decode()
    assert page.index(child.events[0].words) and "Missing episodes are not here" in page
    glance = journey_view(child.events, the_picture().children.list.day)
    assert glance is not None and glance.picture.svg in page and glance.picture.narrow in page
    assert page.index(glance.picture.svg) < page.index("newest first")
    rows = client.get("/children/child.json", {"id": child.child_key}).json()["events"]
    days = [row["on"] for row in rows if row["on"]]
    assert len(rows) == len(child.events) and days == sorted(days, reverse=True)
    lane = child.events[0].lane
    only = client.get(CHILD, {"id": child.child_key, "show": lane}).content.decode()
    assert only.count("hw-time__on") == sum(each.lane == lane and each.on is not None for each in child.events)
    assert client.get("/children/child.csv", {"id": child.child_key}).content.decode().count("\n") == len(rows) + 1


def test_a_form_about_a_child_shows_the_child_so_it_is_recorded(
    signed_in: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    client, key = signed_in("locality_director", "North"), next(e.child_key for e in listed if e.locality == "North")
    saw = Entry.objects.filter(did="saw", what="child", which=key, role="locality_director", place="North")
    for at, address in enumerate((CHILD, f"{CHILD}owner/", f"{CHILD}done/"), start=1):
        page = client.get(address, {"id": key}).content.decode()
        assert "Opening this page is recorded" in page and saw.count() == at, address
    assert client.post(f"{CHILD}done/?id={key}", {"what": ""}).status_code == 200 and saw.count() == 4


def test_rights_of_two_roles_do_not_add_up(
    person: Callable[..., Person], client: Client, listed: tuple[KeptChild, ...]
) -> None:
    """Who sees the children of a team, and takes figures of the county out, takes no child out."""
    both = person("team_manager", listed[0].team)
    grant_role(by=None, person=both, role=BY_ID["improvement_director"])
    client.force_login(both, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/children/").status_code == 200
    client.post(f"{CHILD}open/?id={listed[-1].child_key}", {"why": WHY, "hours": "1"})
    for address in ("/children.csv", "/children.json", f"{CHILD[:-1]}.json?id={listed[-1].child_key}"):
        assert client.get(address).status_code == 403, address


def test_whoever_only_looks_writes_nothing_also_with_the_lists_open(
    signed_in: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    client, key = signed_in("commissioner"), listed[0].child_key
    client.post("/children/why/", {"why": WHY, "hours": "1"})
    assert "Choose one" not in client.get("/children/").content.decode()
    day = (timezone.localdate() + timedelta(days=2)).isoformat()
    assert client.post(f"{CHILD}owner/?id={key}", {"owner": "A", "due_on": day, "seen": ""}).status_code == 403
    assert client.post(f"{CHILD}done/?id={key}", {"what": "seen", "until_on": day}).status_code == 403
    assert not Assignment.objects.exists() and not Done.objects.exists()
