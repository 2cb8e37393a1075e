"""What happens at the door goes into the trail: in, out, refused, a password or a second factor changed."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.http import HttpRequest

from headway_web.access import Held
from headway_web.accounts.models import Person
from headway_web.accounts.queries import access_of
from headway_web.trail.actions import record
from headway_web.trail.did import Did


def watch() -> None:
    """From now on."""
    auth.user_logged_in.connect(_in)
    auth.user_logged_out.connect(_out)
    auth.user_login_failed.connect(_failed)
    account.password_changed.connect(_password)
    mfa.authenticator_added.connect(_second_factor_added)
    mfa.authenticator_removed.connect(_second_factor_removed)
    mfa.authenticator_reset.connect(_codes_made_again)


def _in(sender: object, request: HttpRequest, user: Person, **_: Any) -> None:
    record(by=user, did=Did.SIGNED_IN, what="account", under=_role(user))
    Person.objects.filter(pk=user.pk).update(seen_before_at=user.last_login)


def _out(sender: object, request: HttpRequest, user: Person | None, **_: Any) -> None:
    if user is not None:
        record(by=user, did=Did.SIGNED_OUT, what="account", under=_role(user))


def _failed(sender: object, credentials: dict[str, Any], **_: Any) -> None:
    # What was typed is not kept: people type passwords where the address goes.
    found = Person.objects.filter(email__iexact=str(credentials.get("email", ""))[:254]).first()
    record(by=found, did=Did.NOT_SIGNED_IN, what="account", why="" if found else "no such person")


def _password(sender: object, request: HttpRequest, user: Person, **_: Any) -> None:
    _changed(user, "password", "by themselves")


def _second_factor_added(sender: object, request: HttpRequest, user: Person, authenticator: Any, **_: Any) -> None:
    _changed(user, "second factor", f"added: {authenticator.type}")


def _second_factor_removed(sender: object, request: HttpRequest, user: Person, authenticator: Any, **_: Any) -> None:
    _changed(user, "second factor", f"taken away: {authenticator.type}")


def _codes_made_again(sender: object, request: HttpRequest, user: Person, authenticator: Any, **_: Any) -> None:
    _changed(user, "second factor", f"made again: {authenticator.type}")


def _changed(user: Person, what: str, why: str) -> None:
    record(by=user, did=Did.CHANGED, what=what, which=f"{user.pk}", under=_role(user), why=why)


def _role(user: Person) -> Held | None:
    """The first role of the person, who comes to the door with all of them."""
    return access_of(user).under(None)
