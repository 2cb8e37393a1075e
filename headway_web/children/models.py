"""Who has taken a child on, what was done, and who opened what by giving a reason. Rows are added; an opening may be ended."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from headway.attention.tracking import AMBER, GREEN, RED
from headway.county.kept_children import KeptHit

LISTS = ""
# No child's id begins with a space: the council's ids are taken without.
ROWS = " rows"


class Assignment(models.Model):
    """Somebody has a child to see to, by a day. The newest one holds.

    ``number`` counts a child's owners: of two people who saw the same owner, one gives the next number, and one is told.
    """

    child_key = models.CharField(max_length=200, db_index=True)
    number = models.PositiveIntegerField()
    owner = models.CharField(max_length=120)
    due_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["child_key", "number"], name="one_owner_at_a_time")]

    def __str__(self) -> str:
        return f"{self.child_key}: {self.owner} by {self.due_on}"

    @property
    def is_late(self) -> bool:
        """Whether its day is over."""
        return self.due_on < timezone.localdate()

    def holds(self, hits: tuple[KeptHit, ...]) -> bool:
        """Whether a reason of its own day still holds: a child who was off the list since then has no owner yet."""
        return any(hit.since <= timezone.localdate(self.at) for hit in hits)


class Done(models.Model):
    """What was done about the reasons that a child was listed for. It is shown until the data take the child off.

    After ``until_on`` it has expired: no load has shown it, so it counts no longer.
    """

    child_key = models.CharField(max_length=200, db_index=True)
    what = models.CharField(max_length=500)
    reasons: models.JSONField[list[str], list[str]] = models.JSONField()
    until_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.child_key}: {self.what}"

    @property
    def is_expired(self) -> bool:
        """Whether the day by which the data were to show it is over."""
        return self.until_on < timezone.localdate()

    def answers(self, hits: tuple[KeptHit, ...]) -> bool:
        """Whether it is about a reason that still holds: a child who was off the list since then is there anew."""
        day: date = timezone.localdate(self.at)
        return any(hit.reason in self.reasons and hit.since <= day for hit in hits)


class Kind(models.TextChoices):
    """Whose word it is."""

    WORKER = "worker", "how a worker sees it"
    MANAGER = "manager", "a manager's decision"


class ContactWord(models.Model):
    """How a person sees contact with a child, beside what the rules say: a worker's own word, or a manager's in their place.

    The newest of each kind holds; a manager's until ``until_on``. ``rules_said`` is what the rules said at the time.
    """

    child_key = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    colour = models.CharField(max_length=10, choices=[(each, each) for each in (RED, AMBER, GREEN)])
    why = models.CharField(max_length=300)
    rules_said = models.CharField(max_length=20)
    until_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.child_key}: {self.colour} ({self.kind})"

    @property
    def is_expired(self) -> bool:
        """Whether its day is over."""
        return self.until_on is not None and self.until_on < timezone.localdate()


class Opening(models.Model):
    """What a person may look at for a time, having said why: one child, the lists, or whose the rows of figures are.

    ``child_key`` is then the child's id, LISTS or ROWS.

    Who opened it may end it sooner: ``ended_at``.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    child_key = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """The open ones are asked for by person."""

        ordering = ("-id",)
        indexes: ClassVar = [models.Index(fields=["person", "child_key", "until_at"], name="opening_by_person")]

    def __str__(self) -> str:
        return f"{self.child_key or 'lists'} until {self.until_at:%Y-%m-%d %H:%M}"
