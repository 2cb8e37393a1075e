"""The first administrator of a county that has none."""

from __future__ import annotations

import sys
from collections.abc import Callable

from headway_web.accounts.actions import add_person, first_link, grant_role
from headway_web.accounts.models import Person
from headway_web.accounts.queries import has_administrator
from headway_web.accounts.roles import Administrator

NAME, EMAIL = "Administrator", "administrator@localhost"


def first_administrator_link(say: Callable[[str], None]) -> str | None:
    """The address of the link for the first administrator; None where someone can give out roles already.

    A person at a terminal is asked for a name and an address; else both are those of nobody in particular.
    """
    if has_administrator():
        return None
    waiting = Person.objects.filter(grants__role=Administrator.id, is_active=True).first()
    if waiting is None:
        name, email = _asked(say) if sys.stdin.isatty() and sys.stdout.isatty() else (NAME, EMAIL)
        waiting = Person.objects.filter(email__iexact=email).first() or add_person(by=None, name=name, email=email)
        grant_role(by=None, person=waiting, role=Administrator)
    return first_link(waiting)


def _asked(say: Callable[[str], None]) -> tuple[str, str]:
    say("Nobody can give out roles yet. Who is the first administrator?")
    name = input(f"  Name [{NAME}]: ").strip() or NAME
    email = input(f"  E-mail address, to sign in with [{EMAIL}]: ").strip() or EMAIL
    return name, email
