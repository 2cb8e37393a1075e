"""What is sent and is more than Headway takes at once: answered with a page that says what to do, before it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from headway_web.components.errors import refused_as_too_large

MOST_MEGABYTES = 100
# The files, and what else their form holds.
MOST_BYTES = (MOST_MEGABYTES + 1) * 1_000_000

Answer = Callable[[HttpRequest], HttpResponseBase]


def not_too_large(answer: Answer) -> Answer:
    """Refuses what says of itself that it is longer; the server says so of what comes in pieces."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > MOST_BYTES:
            return refused_as_too_large(MOST_MEGABYTES)
        return answer(request)

    return answered
