"""Who has a child to see to and what was done: kept once, for as long as the reasons hold, and read for these children alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.county import County
from headway.county.kept_children import KeptChild
from headway_web.accounts.models import Person
from headway_web.children.actions import assign, record_done, see_as
from headway_web.children.models import Assignment, ContactWord, Done, Kind
from headway_web.trail.models import Entry
from tests.told import IDS

pytestmark = pytest.mark.django_db
CHILD = "/children/child/"


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> County:
    settings.COUNTY_FOLDER = loaded.folder
    return loaded


def ids(text: str) -> set[str]:
    """Every child's id in it."""
    return {found.group() for found in IDS.finditer(text) if found.group().startswith("SYN")}


def in_place(listed: tuple[KeptChild, ...], place: str) -> set[str]:
    """The ids of the children of a place."""
    return {each.child_key for each in listed if place in each.places}


def test_an_owner_is_given_and_nobody_is_overwritten(
    signed_in: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    client, key = signed_in("locality_director", "North"), next(e.child_key for e in listed if e.locality == "North")
    address, day = f"{CHILD}owner/?id={key}", (timezone.localdate() + timedelta(days=2)).isoformat()
    for wrong in (
        {"owner": "", "due_on": day},
        {"owner": "A", "due_on": "2020-01-01"},
        {"owner": "A", "due_on": "soon"},
    ):
        answer = client.post(address, wrong)
        assert answer.status_code == 200 and "govuk-error-summary" in answer.content.decode()
    sent = {"owner": "Ash Reed", "due_on": day, "seen": "0"}
    assert client.post(address, sent).status_code == client.post(address, sent).status_code == 302
    assert Assignment.objects.count() == 1, "sent twice, kept once"
    late = client.post(address, {"owner": "Bo Hill", "due_on": day, "seen": "0"}).content.decode()
    assert "Somebody changed the owner" in late and "Bo Hill" in late
    assert 'name="seen" value="1"' in late
    client.post(address, {"owner": "Bo Hill", "due_on": day, "seen": "1"})
    page = client.get("/children/?show=no-owner").content.decode()
    assert key not in ids(page) and "Bo Hill" in client.get("/children/").content.decode()
    assert Entry.objects.filter(did="changed", what="child", which=key).count() == 2


def test_of_two_people_who_saw_the_same_owner_one_gives_the_next(person: Callable[..., Person]) -> None:
    by, day = person("director"), timezone.localdate()

    def give(owner: str, after: int) -> Assignment | None:
        return assign(by=by, under=None, child_key="a child", owner=owner, due_on=day, after=after)

    assert give("Ash Reed", 0) is not None and give("Bo Hill", 0) is None
    assert [each.owner for each in Assignment.objects.all()] == ["Ash Reed"]
    assert Entry.objects.filter(which="a child").count() == 1 and give("Bo Hill", 1) is not None


def test_a_child_who_is_listed_anew_has_no_owner_until_one_is_given(
    signed_in: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    client, key = signed_in("locality_director", "North"), next(e.child_key for e in listed if e.locality == "North")
    today = timezone.localdate()
    assign(by=Person.objects.get(), under=None, child_key=key, owner="Ash Reed", due_on=today, after=0)
    assert "Ash Reed" in client.get("/children/").content.decode()
    long_ago = timezone.now() - timedelta(days=4000)
    Assignment.objects.update(at=long_ago, due_on=long_ago.date())
    assert key in ids(client.get("/children/?show=no-owner").content.decode())
    assert key not in ids(client.get("/children/?show=late").content.decode())
    page = client.get(f"{CHILD}owner/?id={key}").content.decode()
    assert "Nobody has the child to see to yet" in page and 'name="seen" value="1"' in page
    sent = {"owner": "Ash Reed", "due_on": today.isoformat(), "seen": "1"}
    assert client.post(f"{CHILD}owner/?id={key}", sent).status_code == 302
    assert [each.number for each in Assignment.objects.all()] == [2, 1]
    assert key not in ids(client.get("/children/?show=no-owner").content.decode())


def test_what_was_done_stands_beside_the_child_until_it_expires_or_the_child_is_there_anew(
    signed_in: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    client, child = signed_in("locality_director", "North"), next(e for e in listed if e.locality == "North")
    address, today = f"{CHILD}done/?id={child.child_key}", timezone.localdate()
    sent = {"what": "Seen at home, alone", "until_on": (today + timedelta(days=7)).isoformat()}
    assert client.post(address, sent).status_code == client.post(address, sent).status_code == 302
    assert Done.objects.count() == 1, "sent twice, kept once"
    assert Entry.objects.filter(did="changed", what="child").count() == 1
    page = client.get("/children/?show=done").content.decode()
    assert ids(page) == {child.child_key} and "Seen at home, alone" in page and "It stays until a load shows it" in page
    Done.objects.update(until_on=today - timedelta(days=1))
    assert "no load has shown it" in client.get("/children/").content.decode()
    Done.objects.update(at=timezone.now() - timedelta(days=4000))
    assert "Seen at home, alone" not in client.get("/children/").content.decode(), "the reason began after it"
    assert "Seen at home, alone" in client.get(CHILD, {"id": child.child_key}).content.decode(), "and it is kept"


def test_the_same_words_of_one_person_are_one_also_where_two_posts_overlap(person: Callable[..., Person]) -> None:
    """The second of two transactions waits for the first: on SQLite any two that write, on PostgreSQL by the person's row."""
    by, day = person("director"), timezone.localdate()
    own: dict[str, Any] = {"by": by, "under": None, "child_key": "a child"}
    with CaptureQueriesContext(connection) as asked:
        done = [record_done(**own, what="Seen", reasons=["a"], until_on=day) for _ in range(2)]
        word: dict[str, Any] = {
            "kind": Kind.WORKER,
            "colour": "amber",
            "why": "Away",
            "rules_said": "red",
            "until_on": None,
        }
        said = [see_as(**own, **word) for _ in range(2)]
    assert done[0] == done[1] == Done.objects.get() and said[0] == said[1] == ContactWord.objects.get()
    assert Entry.objects.filter(which="a child").count() == 2
    if connection.vendor == "sqlite":
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    else:
        assert sum("FOR UPDATE" in each["sql"] for each in asked) == 4


def say_of_each(listed: tuple[KeptChild, ...]) -> None:
    """Every child given an owner, and something done, by the one person there is."""
    by, day = Person.objects.get(), timezone.localdate()
    for each in listed:
        assign(by=by, under=None, child_key=each.child_key, owner="Ash Reed", due_on=day, after=0)
        reasons = [hit.reason for hit in each.hits]
        record_done(by=by, under=None, child_key=each.child_key, what="Seen", reasons=reasons, until_on=day)


def test_a_list_asks_the_database_little(
    signed_in: Callable[..., Client],
    django_assert_max_num_queries: Callable[..., Any],
    listed: tuple[KeptChild, ...],
) -> None:
    client = signed_in("analyst")
    say_of_each(listed)
    assert client.get("/children/").content.decode().count("Seen <span") == min(len(listed), 100) > 10
    with django_assert_max_num_queries(10):
        client.get("/children/")


def test_of_what_was_said_only_that_of_the_children_in_reach_is_read(
    signed_in: Callable[..., Client], listed: tuple[KeptChild, ...]
) -> None:
    client = signed_in("locality_director", "North")
    read: list[str] = []
    say_of_each(listed)

    def note(instance: Assignment | Done, **_: Any) -> None:
        read.append(instance.child_key)

    for model in (Assignment, Done):
        post_init.connect(note, sender=model)
    try:
        assert client.get("/children/").content.decode().count("Ash Reed")
    finally:
        for model in (Assignment, Done):
            post_init.disconnect(note, sender=model)
    assert set(read) == in_place(listed, "North") and len(read) == 2 * len(set(read))
