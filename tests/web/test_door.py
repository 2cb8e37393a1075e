"""Signing in and out, by whom, how often, and for how long."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from headway_web.accounts.actions import add_person, end_grant, first_link
from headway_web.accounts.models import Grant, Person
from headway_web.trail.models import Entry
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


def sign_in(client: Client, person: Person, password: str = PASSWORD, address: str = "/sign-in/"):
    return client.post(address, {"login": person.email, "password": password})


def test_the_password_opens_and_the_trail_says_so(client: Client, person: Callable[..., Person]) -> None:
    found = person("scrutiny_member")
    assert sign_in(client, found).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    last = Entry.objects.first()
    assert last and (last.did, last.person, last.role) == ("signed in", found, "scrutiny_member")


def test_signing_in_leads_to_the_page_that_was_asked_for(client: Client, person: Callable[..., Person]) -> None:
    asked = client.get("/account/").headers["Location"]
    assert asked == "/sign-in/?next=/account/"
    assert b'name="next" value="/account/"' in client.get(asked).content.replace(b'type="hidden" ', b"")
    answer = client.post("/sign-in/", {"login": person("director").email, "password": PASSWORD, "next": "/account/"})
    assert answer.headers["Location"] == "/account/"


def test_it_never_leads_elsewhere(client: Client, person: Callable[..., Person]) -> None:
    found = person("director")
    answer = client.post(
        "/sign-in/", {"login": found.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_are_told_alike(client: Client, person: Callable[..., Person]) -> None:
    wrong = sign_in(client, person("director"), "not this one at all")
    unknown = client.post("/sign-in/", {"login": "nobody@example.gov.uk", "password": PASSWORD})
    told = [re.findall(r'error-message"[^>]*>.*?</p>', each.content.decode(), re.S) for each in (wrong, unknown)]
    assert told[0] == told[1]
    assert "is not right" in wrong.content.decode()
    assert set(Entry.objects.filter(did="not signed in").values_list("why", flat=True)) == {"", "no such person"}


def test_after_five_wrong_tries_even_the_right_one_waits(client: Client, person: Callable[..., Person]) -> None:
    found = person("director")
    for _ in range(5):
        sign_in(client, found, "not this one at all")
    assert "Too many tries" in sign_in(client, found).content.decode()
    assert client.get("/").status_code == 302


def test_what_was_typed_at_the_door_is_not_kept(client: Client, person: Callable[..., Person]) -> None:
    client.post("/sign-in/", {"login": "my secret words", "password": "x"})
    client.post("/sign-in/", {"login": "typed@secret.example", "password": "x"})
    assert not Entry.objects.filter(who__contains="secret").exists()
    assert not Entry.objects.filter(why__contains="secret").exists()


def test_a_sign_in_ends_without_use_and_after_a_working_day(signed_in: Callable[..., Client]) -> None:
    for key, age in (("seen_at", 31 * 60), ("began_at", 10 * 3600 + 1)):
        client = signed_in("" if key == "seen_at" else "scrutiny_member")
        assert client.get("/").status_code == 200
        session = client.session
        session[key] = int(time.time()) - age
        session.save()
        assert client.get("/").headers["Location"] == "/sign-in/?next=/"


def test_a_person_without_a_role_today_opens_nothing(client: Client, person: Callable[..., Person]) -> None:
    found = person("governance_lead")
    grant = Grant.objects.get(person=found)
    sign_in(client, found)
    assert client.get("/trail/").status_code == 200
    for change in (
        {"until_on": timezone.localdate() - timedelta(days=1)},
        {"from_on": timezone.localdate() + timedelta(days=1)},
    ):
        Grant.objects.filter(pk=grant.pk).update(
            **{
                "from_on": timezone.localdate() - timedelta(days=9),
                **change,
            }
        )
        assert client.get("/trail/").status_code == 403
        Grant.objects.filter(pk=grant.pk).update(from_on=timezone.localdate(), until_on=None)
    end_grant(by=found, under=None, grant=grant, why="left")
    assert client.get("/trail/").status_code == 403


def test_the_first_link_opens_once(client: Client) -> None:
    found = add_person(by=None, name="Ann Moor", email="Ann@Example.gov.uk")
    link = first_link(found)
    page = client.get(link)
    assert "Ann Moor" in page.content.decode()
    # With no-referrer a browser would send the form as from nowhere, and it would be refused.
    assert page.headers["Referrer-Policy"] == "strict-origin"
    short = client.post(link, {"new_password1": "short", "new_password2": "short"})
    assert "too short" in short.content.decode()
    assert client.post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD}).status_code == 302
    assert client.get(link).status_code == 410
    assert sign_in(client, found).headers["Location"] == "/"


@pytest.mark.parametrize("link", ["/welcome/MQ/abc/", "/welcome/bad!/abc/", "/welcome/OTk5/abc-def/"])
def test_a_link_that_nobody_was_given_opens_nothing(client: Client, link: str, db: None) -> None:
    assert client.get(link).status_code in (404, 410)


def test_own_password_is_changed_by_who_knows_it(signed_in: Callable[..., Client]) -> None:
    client = signed_in("director")
    new = "another long way to go"
    wrong = client.post("/account/password/", {"oldpassword": "x", "password1": new, "password2": new})
    assert "not your present password" in wrong.content.decode()
    right = client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert right.status_code == 302
    assert Person.objects.get().check_password(new)
    assert Entry.objects.filter(did="changed", what="password", why="by themselves").count() == 1


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_second_factor_is_asked_for_and_kept_encrypted(client: Client, person: Callable[..., Person]) -> None:
    found = person("director")
    sign_in(client, found)
    again = client.get("/account/second-factor/").headers["Location"]
    assert again.startswith("/account/password/again/")
    assert client.post(again, {"password": PASSWORD}).headers["Location"] == "/account/second-factor/"
    page = client.get("/account/second-factor/").content.decode()
    assert "style=" not in page and "data:" not in page
    secret = re.findall(r'hw-code">(\w+)<', page)[0]
    assert client.post("/account/second-factor/", {"code": "000"}).status_code == 200
    assert client.post("/account/second-factor/", {"code": code_now(secret)}).status_code == 302
    kept = found.authenticator_set.get(type="totp").data["secret"]
    assert secret not in kept and TOTP(found.authenticator_set.get(type="totp")).instance.data["secret"] == kept
    assert client.get("/account/recovery-codes/").content.decode().count("hw-code") > 5
    client.post("/sign-out/")
    assert sign_in(client, found).headers["Location"].startswith("/sign-in/code/")
    assert client.get("/").status_code == 302
    cache.clear()
    assert client.post("/sign-in/code/", {"code": code_now(secret)}).headers["Location"] == "/"
