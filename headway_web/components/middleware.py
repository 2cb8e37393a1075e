"""What no address may hold, and what the technical log is told of each request."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase

from headway import log

Answer = Callable[[HttpRequest], HttpResponseBase]


def plain_addresses(answer: Answer) -> Answer:
    """Refuses an address with the sign of number 0, which no page gives out and PostgreSQL cannot hold."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("an address with the sign of number 0")
        return answer(request)

    return answered


def noted(answer: Answer) -> Answer:
    """Tells the log which kind of page was asked for, how it was answered and how long that took; never the address."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = answer(request)
        found = request.resolver_match
        if found is not None:
            took = round(time.perf_counter() - began, 3)
            method = request.method or ""
            log.note("request", page=found.route, method=method, status=response.status_code, seconds=took)
        return response

    return answered
