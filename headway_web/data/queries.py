"""What the pages of data ask of the county."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404
from django.utils import timezone

from headway.county.load_passport import LoadPassport
from headway_web.county import the_county

OLD_DAYS = 31


def passports() -> tuple[LoadPassport, ...]:
    """Every load that was ever given, the newest day first."""
    return the_county().passports(today=timezone.localdate())


def newest_annex_a(found: Iterable[LoadPassport]) -> LoadPassport | None:
    """Of these loads the newest Annex A that is in effect."""
    return next((each for each in found if each.is_in_effect and each.is_annex_a), None)


def passport(load: str) -> LoadPassport:
    """The load of the address. Raises Http404 where there is none."""
    found = next((each for each in passports() if each.load_id == load), None)
    if found is None:
        raise Http404
    return found
