"""The pages at the door, and each person's own account. The sign-in library does the work; the words are ours."""

from __future__ import annotations

from collections.abc import Callable

import requests
from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode, urlsafe_base64_decode

from headway_web.accounts.actions import choose_first_password
from headway_web.accounts.council import said_no
from headway_web.accounts.forms import FirstPasswordForm
from headway_web.accounts.models import Person
from headway_web.accounts.queries import own_grants
from headway_web.components.page import Anyone, page
from headway_web.components.request import PageRequest

sign_in = page(Anyone.OPEN)(account.login)
sign_out = page(Anyone.OPEN)(account.logout)
inactive = page(Anyone.OPEN)(account.account_inactive)
second_step = page(Anyone.OPEN)(mfa.authenticate)
password = page(Anyone.SIGNED_IN)(account.password_change)
password_again = page(Anyone.SIGNED_IN)(account.reauthenticate)
code_again = page(Anyone.SIGNED_IN)(mfa.reauthenticate)
add_second_factor = page(Anyone.SIGNED_IN)(totp.activate_totp)
end_second_factor = page(Anyone.SIGNED_IN)(totp.deactivate_totp)
recovery_codes = page(Anyone.SIGNED_IN)(recovery.view_recovery_codes)
new_recovery_codes = page(Anyone.SIGNED_IN)(recovery.generate_recovery_codes)


@page(Anyone.OPEN)
def sign_in_with(request: PageRequest, provider_id: str) -> HttpResponseBase:
    """To the council's own sign-in. Nothing else that the library's page can do is done: it signs in, and connects nobody."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("home"))
    after = request.GET.get("next")
    request.GET = QueryDict(urlencode({"next": after}) if after else "")
    return _answered(request, openid.login, provider_id)


@page(Anyone.OPEN)
def signed_in_with(request: PageRequest, provider_id: str) -> HttpResponseBase:
    """Back from the council's own sign-in."""
    return _answered(request, openid.callback, provider_id)


def _answered(request: PageRequest, view: Callable[..., HttpResponseBase], provider_id: str) -> HttpResponseBase:
    try:
        return view(request, provider_id)
    except requests.RequestException:
        return said_no(request, "the provider: no answer")


@page(Anyone.SIGNED_IN)
def own_account(request: PageRequest) -> HttpResponse:
    """Who I am here: my roles and what each opens, until when; my password and second factor."""
    assert isinstance(request.user, Person)
    has_app = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists()
    return render(request, "accounts/own.html", {"grants": own_grants(request.user), "has_app": has_app})


@page(Anyone.OPEN)
def welcome(request: PageRequest, uid: str, token: str) -> HttpResponse:
    """Where a person chooses their first password. A link that was used, or is older than three days, says so."""
    person = _person_of(uid)
    if person is None or not default_token_generator.check_token(person, token):
        return render(request, "accounts/link_over.html", status=410)
    form = FirstPasswordForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        choose_first_password(by=person, password=form.cleaned_data["new_password1"])
        return HttpResponseRedirect(reverse("account_login"))
    response = render(request, "accounts/welcome.html", {"form": form, "invited": person})
    # Never the link itself. Not no-referrer: a browser then sends the form as from nowhere, and it is refused.
    response["Referrer-Policy"] = "strict-origin"
    return response


@page(Anyone.OPEN)
def what_is_recorded(request: PageRequest) -> HttpResponse:
    """What Headway records about those who use it."""
    return render(request, "accounts/what_is_recorded.html")


def _person_of(uid: str) -> Person | None:
    try:
        return Person.objects.filter(pk=int(urlsafe_base64_decode(uid)), is_active=True).first()
    except ValueError:
        return None
