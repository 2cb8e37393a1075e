"""A person, and the roles granted to them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from headway_web.accounts.roles import ROLES


class People(BaseUserManager["Person"]):
    """Finds people by their e-mail address."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person of the address, however its letters are written."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who may sign in. Never deleted: the trail names them."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    seen_before_at = models.DateTimeField(null=True, blank=True, help_text="The sign-in before the present one.")

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


class Grant(models.Model):
    """A role at a place from a day until a day; ``place`` empty is the whole county. Ended, never deleted."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40, choices=[(role.id, role.title) for role in ROLES])
    place = models.CharField(max_length=120, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="The last day; empty: no end is set.")
    granted_at = models.DateTimeField(auto_now_add=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Ended by a person before its last day.")

    class Meta:
        """Oldest first."""

        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="grant_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.place or 'whole county'}"

    def stands_on(self, day: date) -> str:
        """*ended*, *to come*, *over* or *holds*, on the day."""
        if self.ended_at:
            return "ended"
        if self.from_on > day:
            return "to come"
        return "over" if self.until_on and self.until_on < day else "holds"
