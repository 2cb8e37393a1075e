"""A sign-in that ended in the middle of a form: nothing is done, nothing typed is lost, and nobody else reads it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from headway.county import County
from headway_web.accounts.models import Person
from headway_web.children.models import ContactWord, Done
from headway_web.components.filled import filled
from headway_web.components.kept_form import KEPT, MOST_CHARACTERS, SECONDS
from headway_web.data.models import Upload
from headway_web.picture import the_picture
from headway_web.trail.models import Entry
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.django_db
WORDS = 'Seen at home, "alone" & well <today>'
BACK = "What you typed is kept"


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> None:
    settings.COUNTY_FOLDER = loaded.folder
    cache.clear()


@pytest.fixture
def address() -> str:
    """Of the form that says what was done about a child of North."""
    child = next(each for each in the_picture().children.list.children if each.locality == "North")
    return f"/children/child/done/?{urlencode({'id': child.child_key})}"


@pytest.fixture
def typed() -> dict[str, str]:
    return {"what": WORDS, "until_on": (timezone.localdate() + timedelta(days=9)).isoformat()}


def unused_for(client: Client, minutes: int) -> None:
    """The sign-in as if nobody had used it for so long."""
    session = client.session
    session["seen_at"] = session["began_at"] = int(time.time()) - minutes * 60
    session.save()


def sign_in(client: Client, email: str, after: str) -> str:
    answer = client.post("/sign-in/", {"login": email, "password": PASSWORD, "next": after})
    return str(answer.headers.get("Location", ""))


def test_what_was_typed_comes_back_after_signing_in_and_is_done_once_it_is_sent(
    signed_in: Callable[..., Client], address: str, typed: dict[str, str]
) -> None:
    client = signed_in("locality_director", "North")
    assert BACK not in client.get(address).content.decode()
    unused_for(client, 31)
    door = client.post(address, typed).headers["Location"]
    assert door == f"/sign-in/?next={quote(address, safe='/')}"
    page = client.get(door).content.decode()
    assert "nothing was done" in page and "Seen at home" not in page
    assert sign_in(client, Person.objects.get().email, address) == address
    for _ in range(2):
        page = client.get(address).content.decode()
        assert BACK in page and unescape(page).count(WORDS) == 1
        assert f'value="{typed["until_on"]}"' in page and not Done.objects.exists()
    assert client.post(address, {**typed, "until_on": ""}).status_code == 200
    assert BACK not in client.get(address).content.decode(), "once it was sent it is with the person again"
    assert client.post(address, typed).status_code == 302
    assert Done.objects.get().what == WORDS
    said = " ".join(f"{each.which} {each.why}" for each in Entry.objects.all())
    assert "Seen at home" not in said


def test_a_choice_comes_back_as_a_choice(signed_in: Callable[..., Client]) -> None:
    client = signed_in("locality_director", "North")
    page = client.get("/children/contacts/").content.decode()
    address = unescape(page.partition('href="/children/contacts/decide/')[2].partition('"')[0])
    address = f"/children/contacts/decide/{address}"
    assert "id=" in address
    unused_for(client, 31)
    client.post(address, {"colour": "amber", "why": "Seen at school", "until_on": "no day"})
    sign_in(client, Person.objects.get().email, address)
    page = client.get(address).content.decode()
    assert page.count(" selected") == 1 and 'value="amber" selected' in page
    assert 'value="no day"' in page and not ContactWord.objects.exists()


def test_nobody_else_who_signs_in_there_reads_it(
    signed_in: Callable[..., Client], person: Callable[..., Person], address: str, typed: dict[str, str]
) -> None:
    client = signed_in("locality_director", "North")
    first, other = Person.objects.get(), person("team_manager", "North", "other@example.gov.uk")
    unused_for(client, 31)
    client.post(address, typed)
    sign_in(client, other.email, address)
    page = client.get(address).content.decode()
    assert "Seen at home" not in page and BACK not in page
    client.get("/children/")
    assert KEPT not in client.session
    client.post("/sign-out/")
    sign_in(client, first.email, address)
    assert "Seen at home" not in client.get(address).content.decode(), "it was forgotten with the other's sign-in"


def test_it_is_forgotten_after_half_an_hour(
    signed_in: Callable[..., Client], address: str, typed: dict[str, str]
) -> None:
    client = signed_in("locality_director", "North")
    unused_for(client, 31)
    client.post(address, typed)
    session = client.session
    session[KEPT] = {**session[KEPT], "at": time.time() - SECONDS - 1}
    session.save()
    assert "before your form was sent" not in client.get("/sign-in/").content.decode()
    sign_in(client, Person.objects.get().email, address)
    assert "Seen at home" not in client.get(address).content.decode() and KEPT not in client.session


def test_of_whom_nobody_knows_it_is_shown_to_be_copied_and_not_kept(
    client: Client, address: str, typed: dict[str, str]
) -> None:
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 403 and unescape(page).count(WORDS) == 1 and "<today>" not in page
    assert f"/sign-in/?next={quote(address, safe='')}" in page and KEPT not in client.session
    assert "no-store" in answer.headers["Cache-Control"] and not Done.objects.exists()


def test_more_than_a_form_holds_is_shown_and_not_kept(signed_in: Callable[..., Client], address: str) -> None:
    client = signed_in("locality_director", "North")
    unused_for(client, 31)
    answer = client.post(address, {"what": "x" * (MOST_CHARACTERS + 1)})
    assert answer.status_code == 403 and KEPT not in client.session


def test_no_password_is_ever_kept(signed_in: Callable[..., Client]) -> None:
    client = signed_in("director")
    unused_for(client, 31)
    answer = client.post("/account/password/", {"oldpassword": PASSWORD, "password1": "x", "password2": "x"})
    assert answer.headers["Location"] == "/sign-in/?next=/account/password/" and KEPT not in client.session


def test_a_file_is_to_be_chosen_again(signed_in: Callable[..., Client]) -> None:
    client = signed_in("analyst")
    unused_for(client, 31)
    client.post("/data/upload/", {"given": SimpleUploadedFile("a.csv", b"child,secret\n")})
    assert client.session[KEPT]["fields"] == []
    sign_in(client, Person.objects.get().email, "/data/upload/")
    page = client.get("/data/upload/").content.decode()
    assert "choose it again" in page and "secret" not in page and not Upload.objects.exists()


def test_a_form_of_before_a_new_sign_in_comes_again(
    signed_in: Callable[..., Client], person: Callable[..., Person], address: str, typed: dict[str, str]
) -> None:
    """Signed in anew in another window, the form's token is of before."""
    client = Client(enforce_csrf_checks=True)
    found = person("locality_director", "North")
    client.force_login(found, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(address)
    sent = {**typed, "csrfmiddlewaretoken": "x" * 64}
    strange = client.post(address, sent, headers={"Origin": "https://elsewhere.example"})
    assert strange.status_code == 403 and KEPT not in client.session
    assert client.post(address, sent).status_code == 403 and KEPT not in client.session
    page = f"http://testserver{address}"
    again = client.post(address, sent, headers={"Origin": "http://testserver", "Referer": page})
    assert again.headers["Location"] == address and not Done.objects.exists()
    assert WORDS in unescape(client.get(address).content.decode())


PAGE = """<!DOCTYPE html><title>A &amp; B &#8211;</title><!-- c --><svg><linearGradient id="a"/></svg>
<form action="/out" method="post"><input name="why"></form><main id="main"><h1>Q</h1>
<form method="post" action=""><input type="hidden" name="seen" value="3"><input name="why" value="old" required>
<textarea name="what" rows="3">
old &lt;b&gt;</textarea><select name="hours"><option value="1" selected>1</option><option value="4">4</option></select>
<input type="checkbox" name="sure" value="yes" checked><input type="radio" name="way" value="a"><input type="radio" name="way" value="b">
<input type="password" name="secret"><button name="decision" value="go">Go</button></form></main>"""


def test_a_page_without_words_for_it_is_left_as_it_is() -> None:
    found = filled(PAGE, at="/a/", to="/b/", words=[("why", "x")])
    assert "".join(found.pieces).replace("</linearGradient>", "") == PAGE.replace("</linearGradient>", "")
    assert not found.has_form and found.left == [("why", "x")]


def test_words_stand_in_the_form_that_they_are_of() -> None:
    words = [
        ("why", 'a "b"'),
        ("what", "<i>"),
        ("hours", "4"),
        ("way", "b"),
        ("seen", "9"),
        ("secret", "s"),
        ("gone", "g"),
    ]
    found = filled(PAGE, at="/a/?id=1", to="/a/?id=1", words=words)
    page = found.with_first("FIRST")
    assert '<form action="/out" method="post"><input name="why"></form><main id="main">FIRST<h1>' in page
    assert '<input name="why" required value="a &quot;b&quot;">' in page and "old" not in page
    assert '<textarea name="what" rows="3">\n&lt;i&gt;</textarea>' in page
    assert '<option value="1">1' in page and '<option value="4" selected>' in page
    assert 'value="yes">' in page and 'value="a">' in page and 'value="b" checked>' in page
    assert 'name="seen" value="3"' in page and 'name="secret">' in page and found.left == [("gone", "g")]
