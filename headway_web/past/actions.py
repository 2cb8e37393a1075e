"""Every write about what is worked out when it is asked for, with its entry in the trail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from headway.county.past_picture import PAST_COUNT
from headway_web.access import Held
from headway_web.components.moment import Moment
from headway_web.past.models import Asked
from headway_web.trail.actions import record
from headway_web.trail.did import Did

# As many as are kept: of those that wait together none pushes out another.
MOST_WAITING = PAST_COUNT
AGAIN = timedelta(minutes=10)


@transaction.atomic
def ask_for(*, by: AbstractBaseUser, under: Held | None, moment: Moment, picture: str) -> Asked | None:
    """The picture's place in the queue; None where too many wait. What could not be made is tried again after a while."""
    known_on = moment.known_on.isoformat() if moment.known_on else ""
    return _asked(by, under, picture, {"as_at": moment.as_at, "known_on": known_on}, "past moment", moment.query)


@transaction.atomic
def ask_for_rows(*, by: AbstractBaseUser, under: Held | None, figure: str, name: str) -> Asked | None:
    """The place in the queue of the rows behind the figure, in the same way."""
    return _asked(by, under, name, {"figure": figure}, "rows behind a figure", figure)


def _asked(
    by: AbstractBaseUser, under: Held | None, picture: str, of: dict[str, Any], what: str, which: str
) -> Asked | None:
    Asked.objects.filter(picture=picture, at__lt=timezone.now() - AGAIN).exclude(error=[]).delete()
    found = Asked.objects.filter(picture=picture).first()
    if found is not None:
        return found
    if Asked.objects.filter(error=[]).count() >= MOST_WAITING:
        return None
    made, is_new = Asked.objects.get_or_create(picture=picture, defaults={**of, "by_id": by.pk})
    if is_new:
        record(by=by, did=Did.CHANGED, what=what, which=which, under=under, why="asked for")
    return made


def begun(*, asked: Asked) -> int:
    """How often the work on it was begun, this time counted."""
    asked.tries += 1
    asked.save(update_fields=["tries"])
    return asked.tries


def ended(*, asked: Asked, error: list[str]) -> None:
    """It is kept, and waits no longer; or what stands against it is."""
    if error:
        Asked.objects.filter(pk=asked.pk).update(error=error)
    else:
        Asked.objects.filter(pk=asked.pk).delete()
