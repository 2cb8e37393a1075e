"""What the trail's page asks of the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from headway_web.trail.did import Did
from headway_web.trail.models import Entry

FILTERS = ("who", "did", "what", "from", "until")


def entries(asked: Mapping[str, str]) -> QuerySet[Entry]:
    """The entries that the filters leave, newest first; a filter that says nothing that can be read leaves all."""
    found = Entry.objects.all()
    if who := asked.get("who", "").strip():
        found = found.filter(who__icontains=who)
    if asked.get("did") in Did.values:
        found = found.filter(did=asked["did"])
    if what := asked.get("what", "").strip():
        found = found.filter(Q(what__icontains=what) | Q(which__icontains=what))
    if first := day_of(asked.get("from", "")):
        found = found.filter(at__date__gte=first)
    if last := day_of(asked.get("until", "")):
        found = found.filter(at__date__lte=last)
    return found


def day_of(text: str) -> date | None:
    """The day, or None for a text that is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
