"""What an entry of the trail can say that was done."""

from __future__ import annotations

from django.db.models import TextChoices


class Did(TextChoices):
    """The verbs of the trail."""

    SIGNED_IN = "signed in", "signed in"
    NOT_SIGNED_IN = "not signed in", "could not sign in"
    SIGNED_OUT = "signed out", "signed out"
    SAW = "saw", "saw"
    EXPORTED = "exported", "exported"
    OPENED = "opened", "opened, saying why"
    CLOSED = "closed", "closed what was opened"
    CHANGED = "changed", "changed"
    RELEASED = "released", "released"
    REFUSED = "refused", "was refused"
