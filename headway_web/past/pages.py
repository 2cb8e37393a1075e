"""A page of figures that can be asked for as at an earlier day: the picture of its address, or a page that says it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from headway.county.past_picture import past_name, past_picture
from headway.county.picture import Picture
from headway.errors import UnknownNameError
from headway_web.access import Right
from headway_web.components.moment import AS_AT, Moment, moment_of
from headway_web.components.request import PageRequest, who
from headway_web.county import the_county
from headway_web.past.actions import ask_for
from headway_web.picture import the_picture

AGAIN_SECONDS = "4"
FULL = [
    "Too many past days wait to be worked out.",
    "The worker of the web app.",
    "Open this page again in some minutes.",
]
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class _NotThereError(Exception):
    """There is no picture of the moment to show: what is said instead."""

    moment: Moment | None
    faults: dict[str, str]
    error: list[str]


def at_any_moment(view: View) -> View:
    """The view, of which ``picture_at`` may say that it is not there yet: then a page that looks again by itself."""

    @wraps(view)
    def answered(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except _NotThereError as found:
            return _instead(request, found)

    return answered


def picture_at(request: PageRequest) -> Picture:
    """The picture of the moment that the address asks for; ``request.moment`` is then that moment, None for now."""
    moment, faults = moment_of(request.GET)
    if faults:
        raise _NotThereError(None, faults, [])
    request.moment = moment
    if moment is None:
        return the_picture()
    county = the_county()
    try:
        name = past_name(county, as_at=moment.as_at, known_on=moment.known_on)
    except UnknownNameError as error:
        raise _NotThereError(None, {AS_AT: f"{error.what} {error.todo}"}, []) from None
    found = past_picture(county.store, name) if name else the_picture()
    if found is not None:
        return found
    under = request.access.under(Right.SEE_AGGREGATE)
    asked = ask_for(by=who(request), under=under, moment=moment, picture=name)
    raise _NotThereError(moment, {}, asked.error if asked else FULL)


def of_moment(request: PageRequest, words: str) -> str:
    """What the trail calls a page or file: with the past moment that it is of."""
    return f"{words} {request.moment.query}" if request.moment else words


def _instead(request: PageRequest, found: _NotThereError) -> HttpResponse:
    """The page that says so. A program that asked for a file is told to come back."""
    is_page = request.path.endswith("/")
    is_made = found.moment is not None and not found.error
    status = 400 if found.faults else 200 if is_page else 503
    context = {"moment": found.moment, "faults": found.faults, "error": found.error, "asked": request.GET}
    response = render(request, "past/not_there.html", context, status=status)
    if is_made:
        response["Refresh" if is_page else "Retry-After"] = AGAIN_SECONDS
    return response
