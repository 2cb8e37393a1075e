"""Every write about children: each in one transaction, with its entry in the trail."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from headway_web.access import Held
from headway_web.children.models import LISTS, ROWS, Assignment, ContactWord, Done, Kind, Opening
from headway_web.trail.actions import record
from headway_web.trail.did import Did
from headway_web.trail.opened import opened

WORDS_OF = {LISTS: "lists of children", ROWS: "whose the rows of figures are"}


def assign(
    *, by: AbstractBaseUser, under: Held | None, child_key: str, owner: str, due_on: date, after: int
) -> Assignment | None:
    """The child is the owner's to see to, by the day. None where there is an owner that the person has not seen.

    ``after`` is the number of the owner that they saw, 0 where there was none.
    """
    try:
        with transaction.atomic():
            made = Assignment.objects.create(
                child_key=child_key, number=after + 1, owner=owner, due_on=due_on, by_id=by.pk
            )
            why = f"owner {made.pk}, by {due_on.isoformat()}"
            record(by=by, did=Did.CHANGED, what="child", which=child_key, under=under, why=why)
    except IntegrityError:
        return None
    return made


@transaction.atomic
def record_done(
    *, by: AbstractBaseUser, under: Held | None, child_key: str, what: str, reasons: list[str], until_on: date
) -> Done:
    """What was done stands beside the child, until the data take the child off or the day is over. Sent twice, it is one."""
    _one_at_a_time(by)
    before = Done.objects.filter(child_key=child_key).first()
    same = (by.pk, what, until_on, reasons)
    if before is not None and (before.by_id, before.what, before.until_on, before.reasons) == same:
        return before
    made = Done.objects.create(child_key=child_key, what=what, reasons=reasons, until_on=until_on, by_id=by.pk)
    why = f"what was done, {made.pk}, for {', '.join(reasons)}, until {until_on.isoformat()}"
    record(by=by, did=Did.CHANGED, what="child", which=child_key, under=under, why=why)
    return made


@transaction.atomic
def see_as(
    *,
    by: AbstractBaseUser,
    under: Held | None,
    child_key: str,
    kind: Kind,
    colour: str,
    why: str,
    rules_said: str,
    until_on: date | None,
) -> ContactWord:
    """The person's word on contact with the child stands beside that of the rules; a manager's in its place, until a day.

    Sent twice, it is one; said again after somebody else's word, it is new.
    """
    _one_at_a_time(by)
    before = ContactWord.objects.filter(child_key=child_key).first()
    same = (by.pk, kind, colour, why, until_on)
    if before is not None and (before.by_id, before.kind, before.colour, before.why, before.until_on) == same:
        return before
    made = ContactWord.objects.create(
        child_key=child_key, kind=kind, colour=colour, why=why, rules_said=rules_said, until_on=until_on, by_id=by.pk
    )
    words = f"{kind}: {colour}, rules said {rules_said}{f', until {until_on.isoformat()}' if until_on else ''}: {why}"
    record(by=by, did=Did.CHANGED, what="contact with a child", which=child_key, under=under, why=words)
    return made


@transaction.atomic
def open_for(*, by: AbstractBaseUser, under: Held | None, child_key: str, why: str, hours: int) -> Opening:
    """The person may look at the child (or at the lists) for so many hours, whether the child exists or not."""
    until = timezone.now() + timedelta(hours=hours)
    made = Opening.objects.create(person_id=by.pk, child_key=child_key, why=why, until_at=until)
    what, which = _opened(child_key)
    entry = record(by=by, did=Did.OPENED, what=what, which=which, under=under, why=f"{why} (for {hours} h)")
    transaction.on_commit(lambda: opened.send(Opening, entry=entry, until=until))
    return made


def _opened(child_key: str) -> tuple[str, str]:
    """What was opened, and of which child."""
    return (WORDS_OF[child_key], "") if child_key in WORDS_OF else ("child", child_key)


@transaction.atomic
def close_early(*, by: AbstractBaseUser, under: Held | None, child_key: str) -> bool:
    """What the person opened is closed from now on; False, and nothing recorded, where nothing of it is open."""
    now = timezone.now()
    own = Opening.objects.filter(person_id=by.pk, child_key=child_key, until_at__gt=now, ended_at=None)
    is_closed = bool(own.update(ended_at=now))
    if is_closed:
        what, which = _opened(child_key)
        record(by=by, did=Did.CLOSED, what=what, which=which, under=under, why="before its time was up")
    return is_closed


def _one_at_a_time(by: AbstractBaseUser) -> None:
    """Until this transaction ends, another of the same person that asks so waits: of two equal posts one sees the other."""
    get_user_model().objects.select_for_update().get(pk=by.pk)
