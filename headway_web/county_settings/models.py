"""What somebody proposes to change of the county's settings, and what a second person said to it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class State(models.TextChoices):
    """How far a proposal has come."""

    DRAFT = "draft", "being written"
    SENT = "sent", "waiting for a second person"
    ACCEPTED = "accepted", "accepted"
    REFUSED = "refused", "refused"
    LEFT = "left", "left"


OPEN = (State.DRAFT, State.SENT)


class Proposal(models.Model):
    """Changes that belong together. ``base`` is each file as it was when the first change of it was written.

    ``version`` goes up with every change, so that nobody decides of what they have not seen.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT, db_index=True)
    changes: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    base: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    why = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_why = models.CharField(max_length=300, blank=True)

    class Meta:
        """Newest first; nobody writes two at once."""

        ordering = ("-id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by"], condition=models.Q(state="draft"), name="one_draft_each"),
            models.CheckConstraint(condition=~models.Q(decided_by=models.F("by")), name="decided_by_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether it may still come into effect."""
        return self.state in OPEN
