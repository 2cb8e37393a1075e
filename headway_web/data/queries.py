"""What the pages of data ask of the county."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone

from headway.county.load_passport import LoadPassport
from headway_web.county import the_county


def passports() -> tuple[LoadPassport, ...]:
    """Every load that was ever given, the newest day first."""
    return the_county().passports(today=timezone.localdate())


def passport(load: str) -> LoadPassport:
    """The load of the address. Raises Http404 where there is none."""
    found = next((each for each in passports() if each.load_id == load), None)
    if found is None:
        raise Http404
    return found
