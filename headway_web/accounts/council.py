"""The council's own sign-in, by OpenID Connect: it says who somebody is, and Headway alone what they may do."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from headway_web.accounts.models import Person
from headway_web.accounts.queries import access_of
from headway_web.trail.actions import record
from headway_web.trail.did import Did

WHAT = "council sign-in"


class Council(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in whom Headway knows, and makes nobody known."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: accounts are given, not taken."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """At the first sign-in a person is found by the e-mail address, from then on by the provider's own id of them."""
        if sociallogin.is_existing:
            return
        address = _address_of(sociallogin)
        person = Person.objects.filter(email__iexact=address).first() if address else None
        if person is None or not person.is_active:
            why = "no address that can be believed" if not address else "" if person else "no such person"
            raise ImmediateHttpResponse(said_no(request, why, person, "accounts/not_known.html"))
        sociallogin.connect(request, person)
        under = access_of(person).under(None)
        record(by=person, did=Did.CHANGED, what=WHAT, which=f"{person.pk}", under=under, why="known by it from now on")

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """The provider said no, or could not be asked: the page says so, and a password of Headway's own still opens."""
        raise ImmediateHttpResponse(said_no(request, f"the provider: {getattr(error, 'value', error) or 'no answer'}"))


def _address_of(sociallogin: Any) -> str:
    """The address by which a person is known: one that the provider has verified, or any if its addresses are trusted."""
    trusts = settings.COUNCIL_SIGN_IN is not None and settings.COUNCIL_SIGN_IN.trusts_addresses
    found = [each.email for each in sociallogin.email_addresses if each.verified or trusts]
    return str(found[0])[:254] if found else ""


def said_no(
    request: HttpRequest, why: str, person: Person | None = None, template: str = "accounts/not_signed_in.html"
) -> HttpResponse:
    """The page that says that nobody was let in, and the entry in the trail."""
    record(by=person, did=Did.NOT_SIGNED_IN, what=WHAT, why=why)
    return render(request, template, status=403)
