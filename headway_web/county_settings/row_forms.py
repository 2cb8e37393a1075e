"""What every form about a row of the settings does: its days, its faults at their fields, and the changes it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, ClassVar

from django import forms

from headway.county import County
from headway.county.settings import (
    Change,
    Texts,
    field_at_fault,
    row_faults,
    rows_of,
)
from headway.errors import HeadwayError
from headway_web.components.fields import DAY_HINT, plain
from headway_web.county_settings.kinds import (
    Kind,
    Path,
    Teller,
)

ADD, CHANGE, CORRECT, REMOVE = "add", "change", "correct", "remove"
FIELD_OF = {"from": "from_on", "until": "until_on"}


@dataclass(frozen=True)
class Asked:
    """Which row of which kind is to change how, in the files as the proposal has them."""

    kind: Kind
    how: str
    county: County
    texts: Texts
    path: Path = ()
    was: Mapping[str, Any] | None = None

    @cached_property
    def teller(self) -> Teller:
        """What says its words."""
        return Teller(self.county, self.texts)


def day_field(*, required: bool = True) -> forms.DateField:
    """A field for a day."""
    return forms.DateField(required=required, input_formats=["%Y-%m-%d"])


class RowForm(forms.Form):
    """A row with the days on which it holds. ``own`` are the fields in the file's order, ``once`` those given only at first."""

    own: ClassVar[tuple[str, ...]] = ()
    once: ClassVar[tuple[str, ...]] = ()

    def __init__(self, asked: Asked, data: Any = None) -> None:
        self.asked = asked
        super().__init__(data, initial=self.first_values())
        self.add_own_fields()
        for name in self.once if asked.how != ADD else ():
            del self.fields[name]
        if asked.how == REMOVE:
            self.fields.clear()
            return
        self.add_days()

    def add_own_fields(self) -> None:
        """The fields of the kind."""

    def first_values(self) -> dict[str, Any]:
        """What the fields hold before anything is typed: the row as it is, and no first day for what is to change."""
        found = {FIELD_OF.get(name, name): value for name, value in (self.asked.was or {}).items()}
        return found | ({"from_on": "", "agreed_by": "", "agreed_on": ""} if self.asked.how == CHANGE else {})

    def put(self, name: str, field: forms.Field, label: str, missing: str, hint: str = "") -> None:
        """Adds a field with its words."""
        plain(field, label, missing, hint)
        self.fields[name] = field

    def choose(self, name: str, label: str, missing: str, choices: Sequence[tuple[str, str]], hint: str = "") -> None:
        """Adds a field of choices."""
        field = forms.ChoiceField(choices=[("", "Choose"), *choices])
        self.put(name, field, label, missing, hint)
        field.error_messages["invalid_choice"] = "Choose from the list"

    def add_days(self) -> None:
        """The days on which it holds: of a change the first alone."""
        is_change = self.asked.how == CHANGE
        label = "From which day is it so?" if is_change else "From"
        hint = "The row as it is ends the day before. " if is_change else "The first day on which it holds. "
        self.put("from_on", day_field(), label, "Type the first day", hint + DAY_HINT)
        if not is_change:
            hint = f"The last day on which it holds. {DAY_HINT}. Leave empty while it still holds."
            self.put("until_on", day_field(required=False), "Until", "Type the last day", hint)

    def row(self) -> dict[str, Any]:
        """What was typed as a row of the file, with what the row held besides."""
        given = self.cleaned_data
        row = dict(self.asked.was or {})
        for name in (*self.own, "from", "until"):
            field = FIELD_OF.get(name, name)
            if field in given:
                value = given[field]
                row[name] = value.isoformat() if isinstance(value, date) else value
        return {name: value for name, value in row.items() if value not in (None, "", [])}

    def path(self) -> Path:
        """The list in which the row stands."""
        return self.asked.path

    def clean(self) -> dict[str, Any]:
        """The row on its own, as whoever reads the file sees it."""
        found = super().clean() or {}
        first, last = found.get("from_on"), found.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "The last day is before the first: type a later one")
        was = self.asked.was or {}
        if (
            self.asked.how == CHANGE
            and first
            and not str(was["from"]) < first.isoformat() <= str(was.get("until") or "9")
        ):
            words = "Choose a day within those of the row, after its first. What was always wrong is corrected instead"
            self.add_error("from_on", words)
        if not self.errors and self.asked.how != REMOVE and self.asked.kind.model:
            for name, words in row_faults(self.asked.kind.model, self.row()).items():
                self.add_fault(name, f"{words[0].upper()}{words[1:]}")
        return found

    def add_fault(self, name: str, words: str) -> None:
        """Says the words at the field of a name in the file; at the first where the row has no such field here."""
        field = FIELD_OF.get(name, name)
        self.add_error(field if field in self.fields else next(iter(self.fields), None), words)

    def changes(self) -> list[Change]:
        """What was typed, as changes of the county's files."""
        was, file, path = self.asked.was, self.asked.kind.file, self.path()
        if self.asked.how == REMOVE:
            return [Change(file, path, was, ())]
        row = self.row()
        if was is None or self.asked.how == CORRECT:
            return [Change(file, path, was, (row,))] if row != was else []
        ended = {**was, "until": (self.cleaned_data["from_on"] - timedelta(days=1)).isoformat()}
        return [Change(file, path, was, (ended, row))]

    def is_about(self, error: HeadwayError, texts: Texts) -> bool:
        """Whether the library's message is about what was typed here; then it is said at its field."""
        for change in self.changes():
            rows = rows_of(texts, change.file, change.path)
            first = rows.index(dict(change.now[0])) + 1 if change.now else 0
            field = field_at_fault(error, change, first)
            if field is not None and self.fields:
                self.add_fault(field, " ".join((error.what, error.todo)))
                return True
        return False
