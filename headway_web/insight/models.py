"""What people write beside a figure."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Note(models.Model):
    """What somebody says of one figure: of a measure, in a period, at a place. ``role`` is the one that it was said in.

    Notes are added and never changed. Who wrote one may take it back: its text is then gone, and that there was one stays.
    """

    measure = models.CharField(max_length=200)
    period = models.CharField(max_length=40)
    place = models.CharField(max_length=120)
    text = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        """As they were said, the oldest first; asked for by measure."""

        ordering = ("id",)
        indexes: ClassVar = [models.Index(fields=["measure"], name="note_by_measure")]

    def __str__(self) -> str:
        return f"{self.measure} {self.period} {self.place}"
