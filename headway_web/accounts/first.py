"""The first administrator of a county that has none."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.utils import timezone

from headway.errors import RefusedError
from headway_web.accounts.actions import add_person, first_link, grant_role
from headway_web.accounts.models import Person
from headway_web.accounts.queries import grants_on, has_administrator
from headway_web.accounts.roles import Administrator

NAME, EMAIL = "Administrator", "administrator@localhost"


def first_administrator_link(say: Callable[[str], None]) -> str | None:
    """The address of the link for the first administrator; None where someone can give out roles already.

    A person at a terminal is asked for a name and an address; else both are those of nobody in particular.
    """
    if has_administrator():
        return None
    today = grants_on(timezone.localdate()).filter(role=Administrator.id, person__is_active=True)
    held = today.select_related("person").first()
    if held is not None:
        return first_link(held.person)
    name, email = _asked(say) if sys.stdin.isatty() and sys.stdout.isatty() else (NAME, EMAIL)
    found = Person.objects.filter(email__iexact=email).first()
    if found is not None and not found.is_active:
        raise RefusedError(
            "Whoever has this e-mail address may not sign in.", email, "Start again, and give another person's address."
        )
    waiting = found or add_person(by=None, name=name, email=email)
    grant_role(by=None, person=waiting, role=Administrator)
    return first_link(waiting)


def _asked(say: Callable[[str], None]) -> tuple[str, str]:
    say("Nobody can give out roles yet. Who is the first administrator?")
    name = input(f"  Name [{NAME}]: ").strip() or NAME
    email = input(f"  E-mail address, to sign in with [{EMAIL}]: ").strip() or EMAIL
    return name, email
