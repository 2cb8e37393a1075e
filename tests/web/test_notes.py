"""Notes on figures: who writes and reads them, what is refused, and how one is taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from headway.county import County
from headway_web.accounts.models import Person
from headway_web.insight.models import Note
from headway_web.picture import the_picture
from headway_web.trail.models import Entry
from tests.web.overlap import overlapping

pytestmark = pytest.mark.django_db
SLUG = "assessment_within_45_days"
NOTES = f"/measures/{SLUG}/notes/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> County:
    settings.COUNTY_FOLDER = loaded.folder
    return loaded


def a_note(**more: str) -> dict[str, str]:
    newest = the_picture().measure(SLUG).figures[-1]
    return {"period": newest["period"], "place": newest["place"], "text": "Two workers left in August.", **more}


def test_a_note_stands_beside_its_figure_with_who_wrote_it_and_in_the_trail_without_its_words(
    signed_in: Callable[..., Client],
) -> None:
    client = signed_in("qa_lead")
    assert "Nobody has written a note" in client.get(f"/measures/{SLUG}/").content.decode()
    for _ in range(2):  # sent again: written once
        assert client.post(NOTES, a_note()).status_code == 302
    point = a_note()
    for address in (
        NOTES, f"/measures/{SLUG}/", f"/measures/{SLUG}/passport/?period={point['period']}&place={point['place']}"
    ):  # fmt: skip
        page = client.get(address).content.decode()
        assert page.count("Two workers left in August.") == 1, address
        assert "Kim Vale, Quality assurance lead, whole county" in page
    other = the_picture().measure(SLUG).figures[0]
    elsewhere = client.get(
        f"/measures/{SLUG}/passport/?period={other['period']}&place={other['place']}"
    ).content.decode()
    assert "Two workers" not in elsewhere
    assert client.get(f"/measures/{SLUG}.json").json()["notes"] == [
        {**point, "by": "Kim Vale", "role": "Quality assurance lead, whole county"}
    ]
    [entry] = Entry.objects.filter(what="note")
    assert (entry.did, entry.which) == ("changed", f"{SLUG} {point['period']} {point['place']}")
    assert "August" not in entry.why


def test_of_two_posts_that_overlap_one_note_is_written(
    signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, given = signed_in("qa_lead"), a_note()
    sent = [lambda: client.post(NOTES, given)] * 2
    answers = overlapping(monkeypatch, "headway_web.insight.note_pages.write_note", *sent)
    assert [each.status_code for each in answers] == [302, 302]
    assert Note.objects.count() == Entry.objects.filter(what="note").count() == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"text": ""}, "Write the note"),
        ({"text": "About child 4100123, who moved."}, "looks like the id or number of a person"),
        ({"text": "See C-20417."}, "looks like the id or number of a person"),
        ({"text": "See P-2015, of mid-2025."}, "looks like the id or number of a person"),
        ({"text": "DOB-11-Oct-2015."}, "looks like the id or number of a person"),
        ({"text": "Born on the 3rd of Oct-2015."}, "looks like the id or number of a person"),
        ({"text": "See Oct-20151."}, "looks like the id or number of a person"),
        ({"place": "Atlantis"}, "Choose a place that this measure has a figure of"),
        ({"period": "1999-01"}, "Choose a period that this measure has a figure of"),
    ],
)
def test_what_cannot_be_a_note_is_said_at_its_field_and_nothing_typed_is_lost(
    signed_in: Callable[..., Client], more: dict[str, str], said: str
) -> None:
    page = signed_in("qa_lead").post(NOTES, a_note(**more)).content.decode()
    assert said in page and a_note(**more)["text"] in page
    assert not Note.objects.exists()


def test_days_years_and_catalogue_ids_are_no_ids_of_a_child(signed_in: Callable[..., Client]) -> None:
    text = "Since 2026-09-01 (S404, CL27) 1,240 were asked, in 2025-26 and 2026."
    more = " From mid-2025 and pre-2024, FY2026, FY2025/26; Sep-2025, in 2025-26, Oct-2025, October-2025 and Nov2025: fewer."
    assert signed_in("qa_lead").post(NOTES, a_note(text=text + more)).status_code == 302


def test_only_who_wrote_a_note_takes_it_back_and_its_words_are_gone(
    signed_in: Callable[..., Client], person: Callable[..., Person], client: Client
) -> None:
    client = signed_in("qa_lead")
    client.post(NOTES, a_note())
    note = Note.objects.get()
    back = f"{NOTES}{note.pk}/back/"
    own = Person.objects.get()
    client.force_login(person("dfe_official"), backend=BACKEND)
    assert "Take it back" not in client.get(NOTES).content.decode()
    assert client.get(back).status_code == client.post(back).status_code == 404
    client.force_login(own, backend=BACKEND)
    assert "Take it back" in client.get(NOTES).content.decode()
    assert "Two workers left" in client.get(back).content.decode()
    for _ in range(2):
        client.post(back)
    page = client.get(NOTES).content.decode()
    assert "Taken back on" in page and "Two workers" not in page and "Kim Vale" in page
    assert Note.objects.get().text == "" and Entry.objects.filter(why=f"note {note.pk} taken back").count() == 1


def test_who_sees_no_figure_reads_no_note(signed_in: Callable[..., Client]) -> None:
    assert signed_in("scrutiny_member").get(NOTES).status_code == 403
