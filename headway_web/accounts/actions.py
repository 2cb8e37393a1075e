"""Every write about people: each in one transaction, with its entry in the trail."""

from __future__ import annotations

from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from headway_web.access import WHOLE_COUNTY, Held
from headway_web.accounts.models import Grant, Person
from headway_web.accounts.queries import access_of, has_administrator
from headway_web.accounts.roles import Administrator, Role
from headway_web.trail.actions import record
from headway_web.trail.did import Did


@transaction.atomic
def add_person(*, by: Person | None, under: Held | None = None, name: str, email: str) -> Person:
    """A new person, who cannot sign in before they have chosen a password through their first link."""
    person = Person(name=name.strip(), email=Person.objects.normalize_email(email.strip()).lower())
    person.set_unusable_password()
    person.save()
    # Whoever adds a person vouches for the address: without that no second factor can be added.
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    record(by=by, did=Did.CHANGED, what="person", which=f"{person.pk}", under=under, why="added")
    return person


@transaction.atomic
def grant_role(
    *,
    by: Person | None,
    under: Held | None = None,
    person: Person,
    role: type[Role],
    place: str = WHOLE_COUNTY,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Grant:
    """The role for the person at the place; from today and without an end where none is given."""
    grant = Grant.objects.create(
        person=person,
        role=role.id,
        place=place,
        from_on=from_on or timezone.localdate(),
        until_on=until_on,
        granted_by=by,
    )
    words = f"gave {role.id} at {place or 'whole county'} from {grant.from_on} until {until_on or 'no end set'}"
    record(by=by, did=Did.CHANGED, what="grant", which=f"{grant.pk} of person {person.pk}", under=under, why=words)
    return grant


@transaction.atomic
def end_grant(*, by: Person, under: Held | None, grant: Grant, why: str) -> bool:
    """The role is no longer held from now on; that it was held stays. False where nobody could give out roles then."""
    if grant.role == Administrator.id and not _another_administrator(grant.person):
        return False
    grant.ended_at = timezone.now()
    grant.save(update_fields=["ended_at"])
    which = f"{grant.pk} of person {grant.person_id}"
    record(by=by, did=Did.CHANGED, what="grant", which=which, under=under, why=f"ended: {why}")
    return True


@transaction.atomic
def let_sign_in(*, by: Person, under: Held | None, person: Person, may: bool, why: str) -> bool:
    """The person may sign in, or no longer; a sign-in that is open ends with its next page.

    False where nobody could give out roles then.
    """
    if not may and not _another_administrator(person):
        return False
    person.is_active = may
    person.save(update_fields=["is_active"])
    words = f"{'opened' if may else 'closed'}: {why}"
    record(by=by, did=Did.CHANGED, what="person", which=f"{person.pk}", under=under, why=words)
    return True


@transaction.atomic
def new_link(*, by: Person, under: Held | None, person: Person) -> str:
    """A fresh link for a person who cannot get in: the password that they had, if any, opens nothing any more.

    Empty, and nothing done, where nobody could give out roles then.
    """
    if not _another_administrator(person):
        return ""
    person.set_unusable_password()
    person.save(update_fields=["password"])
    record(by=by, did=Did.CHANGED, what="password", which=f"{person.pk}", under=under, why="a new link was made")
    return first_link(person)


@transaction.atomic
def choose_first_password(*, by: Person, password: str) -> None:
    """The password that a person chooses through their link, which then opens nothing any more."""
    by.set_password(password)
    by.save(update_fields=["password"])
    under = access_of(by).under(None)
    record(by=by, did=Did.CHANGED, what="password", which=f"{by.pk}", under=under, why="chosen through a link")


def first_link(person: Person) -> str:
    """The address of the page where the person chooses a password: it holds once, and for three days."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return reverse("welcome", args=(uid, default_token_generator.make_token(person)))


def _another_administrator(person: Person) -> bool:
    """Whether someone else can give out roles, until this transaction ends: no other may take that away meanwhile."""
    list(Grant.objects.select_for_update().filter(role=Administrator.id, ended_at__isnull=True))
    return has_administrator(but=person)
