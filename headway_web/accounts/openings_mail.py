"""Mail to the information-governance lead when somebody opens children or lists by giving a reason: no name of a child."""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from headway import log
from headway.periods import day_words
from headway_web.accounts.queries import people_in
from headway_web.accounts.roles import GovernanceLead
from headway_web.trail.models import Entry
from headway_web.trail.opened import opened

PRINTED = "django.core.mail.backends.console.EmailBackend"
SUBJECT = "Headway: somebody opened children or lists by giving a reason"
WORDS = """{who} opened in Headway: {what}.

In which role: {role}
When: {at}
Until: {until}
Reason given: {why}

Each page that they open meanwhile is in the trail, under this reason. In Headway: Trail, Children and lists that
somebody opened by giving a reason.
"""


def watch() -> None:
    """From now on."""
    opened.connect(_told)


def _told(sender: object, entry: Entry, until: datetime, **_: Any) -> None:
    to = [person.email for person in people_in(GovernanceLead)]
    # Mail that is printed would put a child's id among the server's own lines.
    if not to or settings.EMAIL_BACKEND == PRINTED:
        return
    words = WORDS.format(
        who=entry.who,
        what=f"{entry.what} {entry.which}".strip(),
        role=entry.in_role,
        at=_moment(entry.at),
        until=_moment(until),
        why=entry.why,
    )
    try:
        send_mail(SUBJECT, words, None, to)
    except (OSError, SMTPException) as error:
        # It is in the trail, whose first page counts what was not looked at: nobody's work waits for a mail server.
        log.note("mail not sent", error=type(error).__name__)


def _moment(at: datetime) -> str:
    here = timezone.localtime(at)
    return f"{day_words(here.date())}, {here:%H:%M}"
