"""What each request is told of the person: their access, and whether their sign-in has ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from headway_web.access import Access, Right
from headway_web.accounts.models import Person
from headway_web.accounts.queries import access_of
from headway_web.components.kept_form import sign_in_ended

SEEN, BEGAN = "seen_at", "began_at"
# How seldom the time of the last use is written.
GRAIN_SECONDS = 60

Answer = Callable[[HttpRequest], HttpResponseBase]


def access_middleware(answer: Answer) -> Answer:
    """Ends a sign-in that is too old, and gives every request the person's access."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            _expire(request)
        request.access = SimpleLazyObject(lambda: _access(request))  # type: ignore[attr-defined]
        request.area = ""  # type: ignore[attr-defined]
        request.moment = None  # type: ignore[attr-defined]
        return answer(request)

    return answered


def _access(request: HttpRequest) -> Access:
    if not isinstance(request.user, Person):
        return Access()
    found = access_of(request.user)
    # Whoever gives out roles could become anybody: that door needs two keys.
    if found.has(Right.MANAGE_PEOPLE) and not is_mfa_enabled(request.user):
        return replace(found, awaits_factor=True)
    return found


def _expire(request: HttpRequest) -> None:
    now = int(time.time())
    began, seen = request.session.get(BEGAN), request.session.get(SEEN)
    if began is None or seen is None:
        request.session[BEGAN] = request.session[SEEN] = now
    elif now - seen > settings.IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
        person = request.user.pk
        logout(request)
        if person is not None:
            sign_in_ended(request, person)
    elif now - seen > GRAIN_SECONDS:
        request.session[SEEN] = now
