"""An entry of the trail. The database refuses to change or delete one: see migrations/0002."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from headway_web.trail.did import Did


class Entry(models.Model):
    """Who did what to which thing, when, under which role and why. ``which`` is an id, never a name or a date of birth."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="entries", help_text="Nobody: not signed in."
    )
    who = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=120, blank=True)
    did = models.CharField(max_length=20, choices=Did.choices)
    what = models.CharField(max_length=60)
    which = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    @property
    def in_role(self) -> str:
        """The role as a person reads it, with its place."""
        return f"{self.role.replace('_', ' ').capitalize()}, {self.place or 'whole county'}" if self.role else ""

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who}: {self.did} {self.what} {self.which}".strip()
