"""Every write about figures: each in one transaction, with its entry in the trail."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from headway_web.access import Held
from headway_web.insight.models import Note
from headway_web.trail.actions import record
from headway_web.trail.did import Did


@transaction.atomic
def write_note(*, by: AbstractBaseUser, under: Held, measure: str, period: str, place: str, text: str) -> None:
    """The note stands beside the figure; the trail names the figure, and not the words. Sent twice it is written once."""
    get_user_model().objects.select_for_update().get(pk=by.pk)  # what one person sends is written one after another
    newest, said = Note.objects.filter(measure=measure).last(), (by.pk, period, place, text)
    if newest and (newest.by_id, newest.period, newest.place, newest.text) == said:
        return
    made = Note.objects.create(
        measure=measure, period=period, place=place, text=text, by_id=by.pk, role=under.words
    )  # fmt: skip
    record(by=by, did=Did.CHANGED, what="note", which=f"{measure} {period} {place}", under=under, why=f"note {made.pk}")


@transaction.atomic
def take_back(*, by: AbstractBaseUser, under: Held, note: Note) -> None:
    """The note's text is gone; that there was one, whose and when, stays. A second time nothing is done."""
    own = Note.objects.filter(pk=note.pk, by_id=by.pk, taken_back_at=None)
    if own.update(text="", taken_back_at=timezone.now()):
        why = f"note {note.pk} taken back"
        record(by=by, did=Did.CHANGED, what="note", which=str(note), under=under, why=why)
