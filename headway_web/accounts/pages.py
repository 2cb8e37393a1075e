"""The pages at the door, and each person's own account. The sign-in library does the work; the words are ours."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode

from headway_web.accounts.actions import choose_first_password
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
    response["Referrer-Policy"] = "no-referrer"
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
