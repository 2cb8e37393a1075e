"""An administrator adds people and gives, ends and limits their roles; each change stands in the trail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from headway.measures.county_files import Localities
from headway_web.access import Right
from headway_web.accounts.first import first_administrator_link
from headway_web.accounts.models import Grant, Person
from headway_web.accounts.people_forms import GrantForm
from headway_web.accounts.queries import access_of
from headway_web.trail.models import Entry
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def give(client: Client, person: Person, **asked: str) -> str:
    """What the page says after the form was sent."""
    sent = {"role": "director", "place": "", "from_on": TODAY.isoformat(), "until_on": ""} | asked
    return client.post(f"/people/{person.pk}/role/", sent, follow=True).content.decode()


def test_a_person_added_chooses_a_password_by_the_link_and_opens_what_the_role_gives(
    signed_in: Callable[..., Client],
) -> None:
    admin = signed_in("administrator")
    shown = admin.post("/people/add/", {"name": "Ada Brook", "email": "Ada@Example.gov.uk"}, follow=True)
    ada = Person.objects.get(email="ada@example.gov.uk")
    assert "No role yet" in shown.content.decode()
    give(admin, ada, role="governance_lead")
    link = next(word for word in shown.content.decode().split("<") if "/welcome/" in word).split(">")[1]
    own = Client()
    new = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert own.post(link.removeprefix("http://testserver"), new).status_code == 302
    assert own.post("/sign-in/", {"login": ada.email, "password": PASSWORD}).status_code == 302
    assert own.get("/trail/").status_code == 200
    assert own.get("/people/").status_code == 403
    said = list(Entry.objects.filter(what__in=("person", "grant", "first link")).values_list("did", "what"))
    assert {("changed", "person"), ("changed", "grant"), ("saw", "first link")} <= set(said)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"role": ""}, "Choose a role"),
        ({"role": "locality_director"}, "Locality director is a role for one locality"),
        ({"role": "team_manager"}, "Team manager is a role for one team"),
        ({"role": "commissioner"}, "type the last day of the appointment"),
        ({"from_on": "1/2/2026"}, "Type the day as 2026-09-30"),
        ({"until_on": (TODAY - timedelta(1)).isoformat()}, "The last day is before the first"),
        ({"place": "Nowhere"}, "Choose a place from the list"),
    ],
)
def test_what_cannot_be_given_is_said_beside_its_field(
    asked: dict[str, str], said: str, signed_in: Callable[..., Client], person: Callable[..., Person]
) -> None:
    shown = give(signed_in("administrator"), found := person(), **asked)
    assert said in shown and "govuk-error-summary" in shown
    assert not found.grants.exists()


def test_a_commissioner_s_access_ends_with_the_appointment(
    signed_in: Callable[..., Client], person: Callable[..., Person]
) -> None:
    give(signed_in("administrator"), found := person(), role="commissioner", until_on=TODAY.isoformat())
    assert access_of(found).has(Right.SEE_CHILDREN)
    Grant.objects.filter(person=found).update(from_on=TODAY - timedelta(9), until_on=TODAY - timedelta(1))
    assert not access_of(found).held


def test_a_role_that_is_ended_opens_nothing_and_stays_told(
    signed_in: Callable[..., Client], person: Callable[..., Person]
) -> None:
    admin, found = signed_in("administrator"), person("director")
    grant = found.grants.get()
    assert "Say why" in admin.post(f"/people/role/{grant.pk}/end/", {"why": ""}).content.decode()
    shown = admin.post(f"/people/role/{grant.pk}/end/", {"why": "has left"}, follow=True).content.decode()
    assert not access_of(found).held and "Ended on" in shown
    assert Entry.objects.filter(what="grant", why="ended: has left").count() == 1
    assert admin.post(f"/people/role/{grant.pk}/end/", {"why": "again"}).status_code == 404


def test_whoever_is_stopped_is_out_with_the_next_page(
    signed_in: Callable[..., Client], person: Callable[..., Person]
) -> None:
    found = person("governance_lead")
    own = Client()
    own.force_login(found, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert own.get("/trail/").status_code == 200
    admin = signed_in("administrator")
    admin.post(f"/people/{found.pk}/signing-in/", {"why": "lost laptop", "may": "no"})
    assert own.get("/trail/").status_code == 302
    admin.post(f"/people/{found.pk}/signing-in/", {"why": "sent twice", "may": "no"})
    found.refresh_from_db()
    assert not found.is_active
    admin.post(f"/people/{found.pk}/signing-in/", {"why": "found again", "may": "yes"})
    found.refresh_from_db()
    assert found.is_active


def test_the_last_administrator_can_neither_be_stopped_nor_ended_nor_locked_out(
    signed_in: Callable[..., Client],
) -> None:
    admin = signed_in("administrator")
    own = Person.objects.get()
    for address in (
        f"/people/role/{own.grants.get().pk}/end/",
        f"/people/{own.pk}/signing-in/",
        f"/people/{own.pk}/link/",
    ):
        assert "Nobody else could give out roles" in admin.post(address, {"why": "a try"}).content.decode(), address
    own.refresh_from_db()
    assert own.is_active and own.has_usable_password() and access_of(own).has(Right.MANAGE_PEOPLE)


def test_a_lost_password_is_answered_by_a_new_link_and_opens_nothing_any_more(
    signed_in: Callable[..., Client], person: Callable[..., Person]
) -> None:
    found, admin = person("director"), signed_in("administrator")
    shown = admin.post(f"/people/{found.pk}/link/", follow=True).content.decode()
    assert "/welcome/" in shown
    assert Client().post("/sign-in/", {"login": found.email, "password": PASSWORD}).status_code == 200


def test_one_address_is_one_person(signed_in: Callable[..., Client], person: Callable[..., Person]) -> None:
    person("director")
    shown = signed_in("administrator").post("/people/add/", {"name": "Another", "email": "DIRECTOR@example.gov.uk"})
    assert "Somebody has this e-mail address already" in shown.content.decode()
    assert Person.objects.filter(email__iexact="director@example.gov.uk").count() == 1


def test_the_trail_says_in_which_role_each_was_done(
    signed_in: Callable[..., Client], person: Callable[..., Person]
) -> None:
    found, admin = person("director"), signed_in("administrator")
    me, grant, before = (
        Person.objects.get(email="administrator@example.gov.uk"),
        found.grants.get(),
        Entry.objects.first(),
    )
    assert before
    admin.post("/people/add/", {"name": "Ada Brook", "email": "ada@example.gov.uk"}, follow=True)
    give(admin, found, role="board_chair")
    admin.post(f"/people/role/{grant.pk}/end/", {"why": "has left"})
    for may in ("no", "yes"):
        admin.post(f"/people/{found.pk}/signing-in/", {"why": "a week off", "may": may})
    admin.post(f"/people/{found.pk}/link/")
    assert admin.get("/trail/").status_code == 403
    new = "another long way to go"
    admin.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    admin.post("/sign-out/")
    own = list(Entry.objects.filter(person=me, pk__gt=before.pk).order_by("pk"))
    assert {each.role for each in own} == {"administrator"}, [f"{each} {each.role}" for each in own]
    assert [(each.did, each.what) for each in own] == [
        ("changed", "person"), ("saw", "first link"), ("changed", "grant"), ("changed", "grant"), ("changed", "person"),
        ("changed", "person"), ("changed", "password"), ("refused", "page"), ("changed", "password"), ("signed out", "account"),
    ]  # fmt: skip


def test_nobody_gives_a_role_to_themselves(signed_in: Callable[..., Client]) -> None:
    admin = signed_in("administrator")
    own = Person.objects.get()
    assert "Nobody gives a role to themselves" in give(admin, own)
    assert [each.role for each in own.grants.all()] == ["administrator"]


def test_an_administrator_whose_role_ran_out_is_followed_by_a_new_one(person: Callable[..., Person]) -> None:
    gone = person("administrator")
    Grant.objects.update(from_on=TODAY - timedelta(9), until_on=TODAY - timedelta(1))
    link = first_administrator_link(lambda words: None)
    found = Person.objects.exclude(pk=gone.pk).get()
    assert link and access_of(found).has(Right.MANAGE_PEOPLE)
    assert first_administrator_link(lambda words: None) is not None and Person.objects.count() == 2


def test_a_place_whose_name_others_share_is_not_given() -> None:
    rows = [{"id": each, "name": each, "level": "locality", "from_on": "2020-01-01"} for each in ("North", "South")]
    teams = [
        {"id": f"t{number}", "name": name, "part_of": part_of, "from_on": "2020-01-01"}
        for number, (name, part_of) in enumerate(
            [("Duty", "North"), ("Duty", "South"), ("North", "South"), ("Care", "South")]
        )
    ]
    places = Localities.model_validate({"places": rows, "teams": teams})
    sent = {"from_on": TODAY.isoformat(), "role": "team_manager"}
    told = {name: GrantForm(sent | {"place": name}, localities=places).errors for name in ("Duty", "North", "Care")}
    assert {name: "place" in errors for name, errors in told.items()} == {"Duty": True, "North": True, "Care": False}


def test_an_administrator_without_a_second_factor_gets_to_set_one_up_and_no_further(
    client: Client, person: Callable[..., Any]
) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    own = person("administrator", has_factor=False)
    client.force_login(own, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in ("/people/", "/people/add/", f"/people/{own.pk}/"):
        assert client.get(address).headers["Location"] == "/account/second-factor/", address
    sent = {"name": "Kim", "email": "kim@example.gov.uk"}
    assert client.post("/people/add/", sent).headers["Location"] == "/account/second-factor/"
    assert client.get("/account/").status_code == 200
    assert client.get("/account/second-factor/").status_code in (200, 302)
    TOTP.activate(own, "JBSWY3DPEHPK3PXP")
    assert client.get("/people/").status_code == 200
