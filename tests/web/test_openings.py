"""What is opened by a reason reaches the information-governance lead: by mail, and counted where the lead begins."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from headway.county import County
from headway_web.accounts.models import Person
from headway_web.children.models import Opening
from headway_web.picture import the_picture
from headway_web.trail.models import Entry
from tests.web.children_of_store import children_of

pytestmark = pytest.mark.django_db
WHY = "School rang about an injury; covering for North"
NOTE = "that you had not looked at"
Committed = Callable[..., Any]


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> None:
    settings.COUNTY_FOLDER = loaded.folder


def opens(client: Client, what: str = "/children/why/") -> int:
    return client.post(what, {"why": WHY, "hours": "4"}).status_code


def test_each_lead_is_told_who_opened_what_until_when_and_why(
    signed_in: Callable[..., Client],
    person: Callable[..., Person],
    loaded: County,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: Committed,
) -> None:
    key = the_picture().children.list.children[0].child_key
    leads = [person("governance_lead"), person("governance_lead", email="second.lead@example.gov.uk")]
    client = signed_in("director")
    with django_capture_on_commit_callbacks(execute=True):
        assert opens(client) == 302 and opens(client, f"/children/child/open/?id={key}") == 302
    assert [sorted(each.to) for each in mailoutbox] == [sorted(lead.email for lead in leads)] * 2
    lists, child = (str(each.body) for each in mailoutbox)
    until = timezone.localtime(Opening.objects.latest("pk").until_at)
    for words in ("Kim Vale <director@example.gov.uk>", "Director, whole county", f"{WHY} (for 4 h)", f"{until:%H:%M}"):
        assert words in lists and words in child
    assert "opened in Headway: lists of children." in lists and f"opened in Headway: child {key}." in child
    kept = children_of(loaded.folder)
    assert kept.found_in(lists) == [] and kept.found_in(child) == [key]
    assert all(kept.found_in(each.subject) == [] for each in mailoutbox)


def test_what_was_not_kept_is_told_to_nobody(
    signed_in: Callable[..., Client],
    person: Callable[..., Person],
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: Committed,
) -> None:
    person("governance_lead")
    client = signed_in("director")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/children/why/", {"why": "x", "hours": "4"})
        opens(signed_in("qa_lead"))
    assert mailoutbox == []


def test_nobodys_work_waits_for_mail_that_cannot_be_sent(
    signed_in: Callable[..., Client],
    person: Callable[..., Person],
    settings: Any,
    django_capture_on_commit_callbacks: Committed,
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = free.getsockname()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    person("governance_lead")
    client = signed_in("director")
    with django_capture_on_commit_callbacks(execute=True) as told:
        assert opens(client) == 302
    assert len(told) == 1 and Entry.objects.filter(did="opened").count() == 1


def test_without_a_mail_server_nothing_is_printed(
    signed_in: Callable[..., Client],
    person: Callable[..., Person],
    settings: Any,
    capsys: pytest.CaptureFixture[str],
    django_capture_on_commit_callbacks: Committed,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    person("governance_lead")
    client = signed_in("director")
    with django_capture_on_commit_callbacks(execute=True):
        opens(client)
    assert capsys.readouterr().out == ""


def test_the_leads_first_page_counts_what_they_have_not_looked_at(
    person: Callable[..., Person], signed_in: Callable[..., Client]
) -> None:
    director = signed_in("director")
    opens(director), opens(director)
    leads = []
    for email in ("", "second.lead@example.gov.uk"):
        lead = Client()
        lead.force_login(
            person("governance_lead", email=email), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        leads.append(lead)
    first, second = leads
    for address in ("/trail/", "/trail/?did=refused", "/trail/?who=kim&did=opened", "/trail/"):
        page = first.get(address).content.decode()
        assert f"<b>2 openings of children or lists by a reason in the last 7 days {NOTE}" in page, address
    assert not Entry.objects.filter(did="saw", what__startswith="openings").exists()
    page = first.get("/trail/?did=opened&who=&what=").content.decode()
    assert NOTE in page and page.count(WHY) == 2
    assert NOTE not in first.get("/trail/").content.decode() and NOTE in second.get("/trail/").content.decode()
    first.get("/trail/?did=opened")
    assert Entry.objects.filter(did="saw", what__startswith="openings").count() == 1
    opens(director)
    assert (
        f"<b>1 opening of children or lists by a reason in the last 7 days {NOTE}"
        in first.get("/trail/").content.decode()
    )


def test_what_is_older_than_a_week_is_not_counted(
    signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    opens(signed_in("director"))
    lead = signed_in("governance_lead")
    assert NOTE in lead.get("/trail/").content.decode()
    later = timezone.now() + timedelta(days=7, minutes=1)
    monkeypatch.setattr("headway_web.trail.queries.timezone.now", lambda: later)
    from headway_web.trail.queries import not_looked_at

    assert not_looked_at(Person.objects.get(email="governance_lead@example.gov.uk").pk).count == 0
