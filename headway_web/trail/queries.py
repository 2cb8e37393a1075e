"""What the trail's page asks of the trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from headway_web.components.moment import day_of
from headway_web.trail.did import Did
from headway_web.trail.models import Entry

FILTERS = ("who", "did", "what", "from", "until")
OPENINGS, OPENINGS_DAYS = "openings by a reason, until entry", 7


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


@dataclass(frozen=True)
class NotLookedAt:
    """How many openings by a reason of the last days a person has not looked at, and the newest entry of all of them."""

    count: int
    newest: int


def not_looked_at(person: int) -> NotLookedAt:
    """What has been opened by a reason since the person looked at the list of openings, which is itself an entry."""
    marks = Entry.objects.filter(person_id=person, did=Did.SAW, what=OPENINGS).values_list("which", flat=True)
    last = int(marks[0]) if marks else 0
    since = timezone.now() - timedelta(days=OPENINGS_DAYS)
    found = Entry.objects.filter(did=Did.OPENED, at__gte=since, pk__gt=last).aggregate(n=Count("pk"), newest=Max("pk"))
    return NotLookedAt(found["n"], found["newest"] or 0)
