"""What the pages of data ask of the county."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from headway.county.load_passport import LoadPassport
from headway_web.county import the_county
from headway_web.data.models import WAITING, State, Upload

OLD_DAYS = 31


def passports() -> tuple[LoadPassport, ...]:
    """Every load that was ever given, the newest day first."""
    return the_county().passports(today=timezone.localdate())


def newest_annex_a(found: Iterable[LoadPassport]) -> LoadPassport | None:
    """Of these loads the newest Annex A that is in effect."""
    return next((each for each in found if each.is_in_effect and each.is_annex_a), None)


def undecided() -> QuerySet[Upload]:
    """What was brought and is not loaded, refused or left yet, the oldest first: it waits for the worker, or for a word."""
    return Upload.objects.select_related("by").filter(state__in=(*WAITING, State.LOOKED)).order_by("pk")


def waiting_measures() -> tuple[tuple[str, int], ...]:
    """For which other return measures wait, and how many of them; the return that most wait for comes first."""
    return tuple(Counter(each.front.needs.return_ for each in the_county().measures.needed).most_common())


def passport(load: str) -> LoadPassport:
    """The load of the address. Raises Http404 where there is none."""
    found = next((each for each in passports() if each.load_id == load), None)
    if found is None:
        raise Http404
    return found
