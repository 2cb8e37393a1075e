"""What somebody asked for that takes a while, and that is not worked out yet, or cannot be."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Asked(models.Model):
    """A picture by its name, and the moment that it is of; or the rows behind a ``figure``, by their name.

    Once it is kept the row is gone; ``error`` says why it is not.
    """

    picture = models.CharField(max_length=60, unique=True)
    as_at = models.DateField(null=True)
    known_on = models.CharField(max_length=40, blank=True)
    figure = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error: models.JSONField[list[str], list[str]] = models.JSONField(default=list)

    class Meta:
        """The oldest first: in this order they are worked on."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.picture
