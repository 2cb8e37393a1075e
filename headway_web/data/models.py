"""What somebody brings to be loaded: its files, what looking at it found, and how far it has come."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from headway_web.environment import WEB_FOLDER


class State(models.TextChoices):
    """How far an upload has come. It goes forward only."""

    LOOKING = "looking", "waiting to be looked at"
    LOOKED = "looked", "looked at: to be accepted"
    REFUSED = "refused", "cannot be used"
    ACCEPTED = "accepted", "being loaded"
    LOADED = "loaded", "loaded"
    FAILED = "failed", "could not be loaded"
    LEFT = "left", "left"


WAITING = (State.LOOKING, State.ACCEPTED)
SAID = "said"


class Upload(models.Model):
    """Files that were brought together. ``found`` is the library's look, ``error`` its what, where and what to do."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    as_at = models.DateField(null=True, blank=True)
    names: models.JSONField[list[str], list[str]] = models.JSONField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.LOOKING, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="How often the present step was begun.")
    found: models.JSONField[Any, Any] = models.JSONField(null=True)
    error: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    corrects = models.CharField(max_length=120, blank=True)
    load_id = models.CharField(max_length=120, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"upload {self.pk}: {self.state}"

    @property
    def folder(self) -> Path:
        """Where its files are until they are loaded or left."""
        return Path(settings.COUNTY_FOLDER) / WEB_FOLDER / "uploads" / str(self.pk)

    @property
    def paths(self) -> list[Path]:
        """Its files."""
        return [self.folder / name for name in self.names]

    @property
    def said(self) -> str:
        """What the worker said last; empty before it begins."""
        try:
            return (self.folder / SAID).read_text(encoding="utf-8")
        except OSError:
            return ""

    def say(self, words: str) -> None:
        """Keeps what goes on for the page. In a file: the library speaks from threads that have no connection."""
        with suppress(OSError):
            (self.folder / SAID).write_text(words, encoding="utf-8")

    @property
    def is_waiting(self) -> bool:
        """Whether the worker has something to do with it."""
        return self.state in WAITING
