"""The one write of the trail."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from headway_web.access import Held
from headway_web.trail.did import Did
from headway_web.trail.models import Entry

# Who changes what nobody signed in changes: the first administrator, the people of a demonstration.
SERVER = "headway serve"


def record(
    *,
    by: AbstractBaseUser | AnonymousUser | None,
    did: Did,
    what: str,
    which: str = "",
    under: Held | None = None,
    why: str = "",
) -> Entry:
    """Adds an entry: ``what`` is the kind of thing (*measure*, *account*), ``which`` its id."""
    person = by if isinstance(by, AbstractBaseUser) else None
    return Entry.objects.create(
        person_id=person.pk if person else None,
        who=str(person) if person else SERVER if did == Did.CHANGED else "",
        role=under.role if under else "",
        place=under.place if under else "",
        did=did,
        what=what,
        which=which[:200],
        why=why[:500],
    )
