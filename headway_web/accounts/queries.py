"""What a person may do today, and who there is."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from headway_web.access import Access, Held
from headway_web.accounts.models import Grant, Person
from headway_web.accounts.roles import BY_ID, Administrator, Role


def grants_on(day: date) -> QuerySet[Grant]:
    """The grants that hold on the day."""
    return Grant.objects.filter(ended_at__isnull=True, from_on__lte=day).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=day)
    )


def access_of(person: Person) -> Access:
    """The roles that the person holds today; one that Headway no longer has gives nothing."""
    found = grants_on(timezone.localdate()).filter(person=person) if person.is_active else ()
    return Access(tuple(held_by(each) for each in found if each.role in BY_ID))


def held_by(grant: Grant) -> Held:
    """The role of a grant, with its rights."""
    role = BY_ID[grant.role]
    return Held(role.id, role.title, grant.place, role.rights, role.asks_why)


def has_administrator(but: Person | None = None) -> bool:
    """Whether someone, other than the person given, can sign in who gives roles today."""
    held = (
        grants_on(timezone.localdate()).filter(role=Administrator.id, person__is_active=True).select_related("person")
    )
    return any(each.person.has_usable_password() for each in held if each.person != but)


def everybody() -> list[tuple[Person, list[Grant]]]:
    """All people by name, with the roles that they hold today."""
    today = grants_on(timezone.localdate())
    found = Person.objects.order_by("name", "email").prefetch_related(Prefetch("grants", today, to_attr="held_today"))
    return [(person, person.held_today) for person in found]


def grants_of(person: Person) -> list[tuple[Grant, type[Role] | None, str]]:
    """Every grant that the person ever had, newest first: its role, and whether it holds, is to come or is over."""
    today = timezone.localdate()
    found = person.grants.select_related("granted_by").order_by("-id")
    return [(each, BY_ID.get(each.role), each.stands_on(today)) for each in found]


def own_grants(person: Person) -> list[tuple[Grant, type[Role]]]:
    """The grants that a person holds today, with what their roles say."""
    found = grants_on(timezone.localdate()).filter(person=person)
    return [(each, BY_ID[each.role]) for each in found if each.role in BY_ID]


def people_in(role: type[Role]) -> list[Person]:
    """Who holds the role today and can sign in, by name."""
    found = grants_on(timezone.localdate()).filter(role=role.id, person__is_active=True).select_related("person")
    return sorted({each.person for each in found}, key=lambda person: (person.name, person.email))
