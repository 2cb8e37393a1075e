"""The pages for when something is wrong: they need no database and tell nobody's details."""

from __future__ import annotations

import sys
from typing import Any

from django.db import DatabaseError
from django.db.utils import InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from headway import log
from headway.errors import HeadwayError
from headway_web.components.context import council
from headway_web.components.kept_form import keep_for_one_signed_in


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or none that this person may know of."""
    return _page("errors/404.html", 404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the page exists, and this person's roles do not open it."""
    return _page("errors/403.html", 403, words=getattr(request, "access", None))


def bad(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent cannot be read."""
    return _page("errors/400.html", 400)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """403: a form without its token, or cookies are off. A form of ours, of before a person's new sign-in, comes again."""
    rule = getattr(getattr(request.resolver_match, "func", None), "rule", None)
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    again = None
    if is_ours and rule is not None and rule.rights and request.user.is_authenticated:
        again = keep_for_one_signed_in(request)
    return again or _page("errors/form.html", 403)


def refused_as_too_large(most_megabytes: int) -> HttpResponse:
    """413: more was sent than is taken at once."""
    return _page("errors/413.html", 413, most=most_megabytes)


def failed(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database or the county folder cannot be reached. The log holds the error's class alone."""
    error = sys.exc_info()[1]
    log.note("web error", error=type(error).__name__)
    if isinstance(error, DatabaseError | InterfaceError):
        return _page("errors/database.html", 503)
    if isinstance(error, HeadwayError):
        return _page("errors/library.html", 503, request, what=error.what, todo=error.todo)
    return _page("errors/500.html", 500)


def _page(template: str, status: int, request: HttpRequest | None = None, **context: Any) -> HttpResponse:
    response = HttpResponse(render_to_string(template, {**council(), **context}, request), status=status)
    if status == 503:
        response["Retry-After"] = "30"
        response["Refresh"] = "20"
    response["Cache-Control"] = "no-store"
    return response
