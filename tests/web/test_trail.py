"""The trail can only grow, and whoever may read it finds what they look for."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from headway.county import County
from headway.periods import day_words
from headway_web.access import Held, Right
from headway_web.accounts.roles import BY_ID
from headway_web.picture import the_picture
from headway_web.trail import pages
from headway_web.trail.actions import record
from headway_web.trail.did import Did
from headway_web.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(db: None) -> Entry:
    record(by=None, did=Did.SAW, what="measure", which="=1+1", under=Held("director", "Director", "", frozenset()))
    return Entry.objects.get()


def change(entry: Entry) -> None:
    entry.why = "another"
    entry.save()


def sql(words: str) -> Callable[[Entry], None]:
    def run(entry: Entry) -> None:
        with connection.cursor() as cursor:
            cursor.execute(words)

    return run


def write_over(entry: Entry) -> None:
    names = "id, at, who, role, place, did, what, which, why"
    own = "id, at, who, role, place, did, what, which, 'another'"
    ways = {
        "sqlite": f"INSERT OR REPLACE INTO trail_entry ({names}) SELECT {own} FROM trail_entry",
        "postgresql": f"INSERT INTO trail_entry ({names}) SELECT {own} FROM trail_entry "
        "ON CONFLICT (id) DO UPDATE SET why = EXCLUDED.why",
    }
    sql(ways[connection.vendor])(entry)


@pytest.mark.parametrize(
    "harm",
    [
        change,
        lambda entry: Entry.objects.update(why="another"),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.all().delete(),
        sql("UPDATE trail_entry SET why = 'another'"),
        sql("DELETE FROM trail_entry"),
        sql("DELETE FROM trail_entry WHERE id > 0"),
        write_over,
    ],
)
def test_no_entry_can_be_changed_or_deleted(entry: Entry, harm: Callable[[Entry], None]) -> None:
    with pytest.raises(DatabaseError, match="can only grow"), transaction.atomic():
        harm(entry)
    assert Entry.objects.get().why == ""


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", 1), ("did=saw", 1), ("did=changed", 0), ("did=nonsense", 1), ("what=meas", 1), ("what=passport", 0),
        ("from=2100-01-01", 0), ("until=2000-01-01", 0), ("from=31%20June", 1), ("page=99", 1), ("page=x", 1),
    ],
)  # fmt: skip
def test_filters_stand_in_the_address(entry: Entry, signed_in: Callable[..., Client], asked: str, found: int) -> None:
    page = signed_in("governance_lead").get(f"/trail/?{asked}&who=").content.decode()
    assert page.count("=1+1") == found
    assert ("is not a day" in page) == ("June" in asked)


def test_the_file_holds_the_same_harmless_and_taking_it_is_recorded(
    entry: Entry, signed_in: Callable[..., Client]
) -> None:
    answer = signed_in("governance_lead").get("/trail/trail.csv?what=measure").content.decode()
    assert ",'=1+1," in answer and ",=1+1" not in answer
    last = Entry.objects.first()
    assert last and (last.did, last.what, last.role) == ("exported", "trail", "governance_lead")


def test_a_file_never_leaves_entries_out_without_a_word(
    entry: Entry, signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("governance_lead")
    monkeypatch.setattr(pages, "MOST_EXPORTED", Entry.objects.count() - 1)
    answer = client.get("/trail/trail.csv")
    assert answer.status_code == 400 and "choose fewer days" in answer.content.decode()
    assert not Entry.objects.filter(did="exported").exists()
    assert client.get("/trail/trail.csv?what=measure").headers["Content-Type"].startswith("text/csv")


def test_the_lead_reads_which_child_was_looked_at_by_the_id_and_opens_nothing_of_it(
    signed_in: Callable[..., Client], loaded: County, settings: Any
) -> None:
    settings.COUNTY_FOLDER = loaded.folder
    first = the_picture().children.list.children[0]
    assert (
        signed_in("locality_director", first.locality).get(f"/children/child/?id={first.child_key}").status_code == 200
    )
    lead = signed_in("governance_lead")
    asked = {"what": first.child_key}
    assert f"child {first.child_key}" in lead.get("/trail/", asked).content.decode()
    assert first.child_key in lead.get("/trail/trail.csv", asked).content.decode()
    for address in (
        "/children/",
        f"/children/child/?id={first.child_key}",
        "/children/contacts/?names=yes",
        "/measures/",
    ):
        assert lead.get(address).status_code == 403, address
    today = timezone.localdate()
    said = lead.get("/trail/", {"what": "grant"}).content.decode()
    assert f"from {day_words(today)} until" in said and f"from {today.isoformat()}" not in said
    role = BY_ID["governance_lead"]
    assert "which child was looked at, by the id alone" in role.says and role.rights == {Right.READ_TRAIL}
    assert escape(role.says) in lead.get("/account/").content.decode()
