"""What no address may hold."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


def plain_addresses(answer: Answer) -> Answer:
    """Refuses an address with the sign of number 0, which no page gives out and PostgreSQL cannot hold."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("an address with the sign of number 0")
        return answer(request)

    return answered
