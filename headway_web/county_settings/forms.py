"""A form for each kind of setting: what is typed becomes changes of rows of the county's files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from headway.county.settings import LOCALITIES, POPULATION, Change, Texts, rows_of
from headway.errors import HeadwayError
from headway.measures import COUNTY_WIDE, LOCALITY
from headway.measures.standards import local_standards
from headway.spreadsheet import neutral
from headway_web.components.fields import DAY_HINT
from headway_web.county_settings.kinds import GROUP_WORDS, IS_LOCALITY, NUMBER_WORDS, WITHOUT_WORDS, Path
from headway_web.county_settings.row_forms import ADD, Asked, RowForm, day_field

_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,6})?%?")
KINDS_OF_STANDARD = ("working days", "calendar days", "months", "years", "children")


class LocalityForm(RowForm):
    """A locality."""

    own, once = ("id", "name"), ("id",)

    def add_own_fields(self) -> None:
        self.put(
            "id", forms.SlugField(max_length=40), "Short name", "Type a short name",
            "Teams are part of the locality by it, and it stays when the name changes. Small letters, no spaces: north-west.",
        )  # fmt: skip
        self.fields["id"].error_messages["invalid"] = "Use letters, digits and hyphens alone, such as north-west"
        self.put("name", forms.CharField(max_length=80), "Name", "Type the name", "As it is printed.")

    def row(self) -> dict[str, Any]:
        """The row, of a place directly below the county where it is new."""
        found = super().row()
        if self.asked.was is not None:
            return found
        dates: dict[str, Any] = {name: found.pop(name) for name in ("from", "until") if name in found}
        return {**found, **IS_LOCALITY, **dates}


class TeamForm(RowForm):
    """A team."""

    own, once = ("id", "name", "also", "part_of"), ("id",)

    def first_values(self) -> dict[str, Any]:
        found = super().first_values()
        return found | {"also": ", ".join(found.get("also", ()))}

    def add_own_fields(self) -> None:
        hint = "The team's id in the returns, or any short name. It stays when the name or the place changes."
        self.put("id", forms.CharField(max_length=60), "Short name", "Type a short name or the team's id", hint)
        self.put("name", forms.CharField(max_length=80), "Name", "Type the name", "As it is printed.")
        places = {str(row["id"]): row for row in rows_of(self.asked.texts, LOCALITIES, ("places",))}
        choices = [(place, self.asked.teller.place(place)) for place in places]
        self.choose(
            "part_of",
            "Part of",
            "Choose what it is part of",
            [*choices, (COUNTY_WIDE, "The whole county: it serves every locality")],
        )
        hint = "Other names and ids by which the returns call it, with commas between."
        self.put("also", forms.CharField(max_length=300, required=False), "Other names in the returns", "", hint)

    def clean_also(self) -> list[str]:
        """Each name."""
        return [name.strip() for name in str(self.cleaned_data["also"]).split(",") if name.strip()]


class ShareField(forms.CharField):
    """A number that may be written as a percentage: 80% is 0.8."""

    def clean(self, value: Any) -> Any:
        """The number, and whether it was a percentage."""
        text = str(super().clean(value)).replace(",", "").replace(" ", "")
        if not _NUMBER.fullmatch(text):
            raise forms.ValidationError("Type a number, such as 80% or 12.5")
        number = float(text.removesuffix("%"))
        if text.endswith("%"):
            return round(number / 100, 6), True
        return int(number) if number.is_integer() else number, False


class TargetForm(RowForm):
    """A target."""

    own, once = ("measure", "value", "agreed_by", "agreed_on"), ("measure",)

    def first_values(self) -> dict[str, Any]:
        found = super().first_values()
        return found | ({"value": self.asked.teller.cell((), self.asked.was, "value")} if self.asked.was else {})

    def add_own_fields(self) -> None:
        pages = self.asked.county.measures.pages
        figures = [(page.name_of(part), page.title_of(part)) for page in pages for part in page.parts]
        self.choose("measure", "Measure", "Choose a measure", sorted(figures, key=lambda each: each[1].casefold()))
        hint = "For a share write a percentage: 80%."
        self.put("value", ShareField(max_length=20), "Target", "Type the target", hint)
        self.put("agreed_by", forms.CharField(max_length=120), "Who agreed it?", "Say who agreed it")
        day = day_field()
        self.put("agreed_on", day, "When did they agree it?", "Type the day on which it was agreed", DAY_HINT)

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        given = found.get("value")
        if given is not None:
            number, is_percentage = given
            name = str(found.get("measure") or (self.asked.was or {}).get("measure", ""))
            if name and self.asked.teller.is_share(name) and not is_percentage and number > 1:
                self.add_error("value", f"Write a percentage: {number:g}%, if that is meant")
            elif name and is_percentage and not self.asked.teller.is_share(name):
                self.add_error("value", "This measure is no share: type a number without %")
            else:
                found["value"] = number
        return super().clean()


class StandardForm(RowForm):
    """A local standard."""

    own, once = ("value", "kind", "source"), ("standard",)

    def add_own_fields(self) -> None:
        pages = self.asked.county.measures.pages
        left = [(f"{name} {page.id}", page, name) for page in pages for name in local_standards(page)]
        choices = [(key, f"{page.front.title} ({name.replace('_', ' ')})") for key, page, name in left]
        hint = "Those of the measures that leave something to the council."
        self.choose(
            "standard", "Measure", "Choose a measure", sorted(choices, key=lambda each: each[1].casefold()), hint
        )
        self.put("value", forms.IntegerField(min_value=0), "How many?", "Type a number")
        self.choose("kind", "Counted in", "Choose what it is counted in", [(each, each) for each in KINDS_OF_STANDARD])
        hint = "Where the council has it in writing, such as Local procedures, section 4."
        self.put("source", forms.CharField(max_length=200), "Written down in", "Say where it is written down", hint)

    def path(self) -> Path:
        """The list of the standard chosen."""
        if self.asked.how != ADD:
            return self.asked.path
        return ("standards", *str(self.cleaned_data["standard"]).split(" ", 1))


class Boxes(forms.CheckboxSelectMultiple):
    """A box for each choice; an error leads to the first."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index or "0")


class RuleForm(RowForm):
    """A rule of contact."""

    own = ("name", "colour", "without", "days", "groups", "source")

    def add_own_fields(self) -> None:
        hint = "What is said of a child for whom it holds: Not seen for two weeks."
        self.put("name", forms.CharField(max_length=80), "Name", "Type the name", hint)
        self.choose("colour", "Colour", "Choose red or amber", [("red", "red"), ("amber", "amber")])
        self.choose("without", "If a child was without", "Choose what a child was without", list(WITHOUT_WORDS.items()))
        days = forms.IntegerField(min_value=1, max_value=60)
        self.put("days", days, "In so many days", "Type the number of days", "Up to the day of the file; 1 to 60.")
        groups = forms.MultipleChoiceField(choices=list(GROUP_WORDS.items()), widget=Boxes)
        groups.template_name = "county_settings/choices.html"  # type: ignore[attr-defined]
        self.put("groups", groups, "Which children?", "Choose one group of children at least")
        hint = "Where the council has it in writing."
        self.put("source", forms.CharField(max_length=200), "Written down in", "Say where it is written down", hint)


class NumberForm(RowForm):
    """One of the numbers of policy.yaml."""

    own = ("value",)
    LEAST: ClassVar[Mapping[str, tuple[int, int | None]]] = {
        "suppression_threshold": (5, None), "dip_count": (1, 50), "state_days": (1, None),
    }  # fmt: skip

    def add_own_fields(self) -> None:
        least, most = self.LEAST[self.asked.path[0]]
        field = forms.IntegerField(min_value=least, max_value=most)
        self.put("value", field, NUMBER_WORDS[self.asked.path[0]], "Type a number")

    def add_days(self) -> None:
        """None: it holds always."""


class PopulationForm(RowForm):
    """The children of one year: in the county, and in every locality or in none."""

    once = ("mid_year",)

    def __init__(self, asked: Asked, data: Any = None) -> None:
        places = rows_of(asked.texts, LOCALITIES, ("places",))
        names = [str(row["name"]) for row in places if row.get("level", LOCALITY) == LOCALITY]
        rows = [
            row
            for row in rows_of(asked.texts, POPULATION, ())
            if asked.was and row["mid_year"] == asked.was["mid_year"]
        ]
        self.rows = {row["place"]: row for row in rows}
        self.places = tuple(dict.fromkeys([asked.county.file.name, *names, *self.rows]))
        super().__init__(asked, data)

    def first_values(self) -> dict[str, Any]:
        source = next((row.get("source", "") for row in self.rows.values()), "")
        counts = {f"count_{n}": self.rows.get(p, {}).get("population_0_17") for n, p in enumerate(self.places)}
        return {"source": source, **counts}

    def add_own_fields(self) -> None:
        year = forms.IntegerField(min_value=1990, max_value=2100)
        self.put("mid_year", year, "Year", "Type the year", "The number is of the middle of the year, 30 June.")
        for number, place in enumerate(self.places):
            field = forms.IntegerField(min_value=1, required=False)
            hint = "Leave empty where it was no locality in that year." if number == 1 else ""
            self.put(f"count_{number}", field, f"Children aged 0 to 17: {place}", "Type the number", hint)
        self.put(
            "source", forms.CharField(max_length=200), "Where are the numbers from?", "Say where the numbers are from",
            "Such as ONS mid-year estimates, June 2025.",
        )  # fmt: skip

    def add_days(self) -> None:
        """None: a year is a year."""

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        year = found.get("mid_year")
        known = {row["mid_year"] for row in rows_of(self.asked.texts, POPULATION, ())}
        if year and str(year) in known:
            self.add_error("mid_year", f"Mid-{year} has numbers already: correct those")
        if neutral(found.get("source", "")) != found.get("source", ""):
            self.add_error("source", "Begin with a letter: a spreadsheet would take this for a formula")
        if not any(found.get(f"count_{number}") for number, _ in enumerate(self.places)) and not self.errors:
            self.add_error("count_0", "Type at least one number")
        return found

    def changes(self) -> list[Change]:
        """A change for each place whose number, or its source, is another."""
        given = self.cleaned_data
        year = str(given.get("mid_year") or (self.asked.was or {})["mid_year"])
        found = []
        for number, place in enumerate(self.places):
            count, was = given.get(f"count_{number}"), self.rows.get(place)
            row = {"mid_year": year, "place": place, "population_0_17": str(count), "source": given["source"]}
            now = (row,) if count else ()
            if (was is None and count) or (was is not None and now != (was,)):
                found.append(Change(POPULATION, (), was, now))
        return found

    def is_about(self, error: HeadwayError, texts: Texts) -> bool:
        """Whether the message is about the numbers of children: then it is said at the first."""
        if not error.where.startswith(POPULATION):
            return False
        self.add_error("count_0", " ".join((error.what, error.todo)))
        return True


FORMS: Mapping[str, type[RowForm]] = {
    "localities": LocalityForm, "teams": TeamForm, "targets": TargetForm, "standards": StandardForm,
    "contact-rules": RuleForm, "population": PopulationForm, "numbers": NumberForm,
}  # fmt: skip
