"""Six people of a county that never was, to look at Headway through their eyes. Nowhere else are they let in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction

from headway.county import County
from headway.errors import RefusedError
from headway_web.access import WHOLE_COUNTY
from headway_web.accounts.actions import add_person, grant_role
from headway_web.accounts.models import Person
from headway_web.accounts.roles import (
    Analyst,
    Commissioner,
    Director,
    GovernanceLead,
    LocalityDirector,
    Role,
    TeamManager,
)
from headway_web.trail.actions import record
from headway_web.trail.did import Did

NAMES: dict[type[Role], str] = {
    Director: "Ottoline Marsh",
    LocalityDirector: "Perran Hollow",
    TeamManager: "Morgan Tarn",
    Analyst: "Idris Vane",
    Commissioner: "Rosalind Keld",
    GovernanceLead: "Tamsin Birk",
}
CONSONANTS, VOWELS = "bdfgklmnprstv", "aeiou"


@dataclass(frozen=True)
class SignIn:
    """How one of them signs in."""

    words: str
    email: str
    password: str


@transaction.atomic
def demo_people(county: County) -> list[SignIn]:
    """The six with a new password each; those of an earlier time open nothing any more.

    Raises RefusedError for a county whose county.yaml does not say that it is made up.
    """
    if not county.file.is_synthetic:
        raise RefusedError(
            "People of a demonstration are let into a made-up county only.",
            f"{county.folder / 'county.yaml'}: is_synthetic is not true.",
            "Leave --demo out, and give your own people their roles.",
        )
    return [_sign_in(role, name, _place(county, role)) for role, name in NAMES.items()]


def _sign_in(role: type[Role], name: str, place: str) -> SignIn:
    email = f"{role.id.replace('_', '-')}@demo.example"
    person = Person.objects.filter(email=email).first() or add_person(by=None, name=name, email=email)
    if not person.grants.filter(role=role.id, ended_at__isnull=True).exists():
        grant_role(by=None, person=person, role=role, place=place)
    password = "-".join(_word() for _ in range(4))
    person.set_password(password)
    person.save(update_fields=["password"])
    record(by=None, did=Did.CHANGED, what="password", which=f"{person.pk}", why="of the demonstration")
    return SignIn(f"{role.title}, {place or 'whole county'}", email, password)


def _word() -> str:
    """Three syllables by chance: a password of four such is long to guess and short to type."""
    return "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(3))


def _place(county: County, role: type[Role]) -> str:
    """The whole county, the first locality, or the first team of that locality."""
    localities = county.files.localities
    first = next(iter(localities.names()), WHOLE_COUNTY)
    if role.level == "locality":
        return first
    if role.level == "team":
        return next((team.name for team in localities.teams if localities.locality_of(team) == first), first)
    return WHOLE_COUNTY
