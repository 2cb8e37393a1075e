"""The forms by which people are added and given roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from headway.measures import LOCALITY, TEAM
from headway.measures.county_files import Localities
from headway_web.access import WHOLE_COUNTY
from headway_web.accounts.models import Person
from headway_web.accounts.roles import BY_ID, ROLES, Role
from headway_web.components.fields import DAY_HINT, plain

LEVEL_WORDS = {"county": "the whole county", LOCALITY: "one locality", TEAM: "one team"}


class PersonForm(forms.Form):
    """A person's name and address."""

    name = forms.CharField(max_length=120)
    email = forms.EmailField(max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["name"], "Full name", "Type the person's name")
        plain(self.fields["email"], "E-mail address", "Type the person's e-mail address", "They sign in with it.")
        self.fields["email"].error_messages["invalid"] = "Type an e-mail address like name@example.gov.uk"

    def clean_email(self) -> str:
        """The address in small letters. An error when somebody has it already."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if Person.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Somebody has this e-mail address already: find them in the list of people")
        return email


class GrantForm(forms.Form):
    """A role at a place, from a day until a day."""

    role = forms.ChoiceField()
    place = forms.ChoiceField(required=False)
    from_on = forms.DateField(input_formats=["%Y-%m-%d"])
    until_on = forms.DateField(input_formats=["%Y-%m-%d"], required=False)

    def __init__(self, *args: Any, localities: Localities, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].error_messages["invalid_choice"] = "Choose a place from the list"
        self.fields["role"].error_messages["invalid_choice"] = "Choose a role from the list"
        self.names = {
            LOCALITY: localities.names(),
            TEAM: tuple(dict.fromkeys(team.name for team in localities.teams)),
        }
        every = [*self.names[LOCALITY], *{(team.name, team.id) for team in localities.teams}]
        called = [each if isinstance(each, str) else each[0] for each in every]
        self.shared = {name for name in called if called.count(name) > 1}
        plain(self.fields["role"], "Role", "Choose a role")
        plain(
            self.fields["place"], "Place", "Choose a place", "A role opens what is in its place, and nothing beside it."
        )
        plain(self.fields["from_on"], "From", "Type the first day", DAY_HINT)
        plain(
            self.fields["until_on"], "Until", "Type the last day", f"The last day. {DAY_HINT}. Leave empty for no end."
        )
        self.fields["role"].choices = [("", "Choose a role"), *((each.id, each.title) for each in ROLES)]  # type: ignore[attr-defined]
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (WHOLE_COUNTY, "Whole county"),
            *((level.capitalize(), [(name, name) for name in own]) for level, own in self.names.items() if own),
        ]
        self.fields["from_on"].initial = timezone.localdate().isoformat()

    def clean(self) -> dict[str, Any]:
        """The role with a place of its kind, and days that follow one another."""
        found = super().clean() or {}
        role, place = BY_ID.get(str(found.get("role"))), str(found.get("place", ""))
        if role is None or "place" not in found:
            return found
        is_right = place == WHOLE_COUNTY if role.level == "county" else place in self.names[role.level]
        if not is_right:
            self.add_error("place", f"{role.title} is a role for {LEVEL_WORDS[role.level]}: choose that")
        elif place in self.shared:
            self.add_error("place", f"More than one place is called {place}: give each its own name in localities.yaml")
        self._check_days(role, found.get("from_on"), found.get("until_on"))
        return found

    def _check_days(self, role: type[Role], first: date | None, last: date | None) -> None:
        if last is None and role.must_end and "until_on" not in self.errors:
            self.add_error("until_on", f"{role.title} is a role that ends: type the last day of the appointment")
        if last and last < (first or timezone.localdate()):
            self.add_error("until_on", "The last day is before the first: type a later one")
