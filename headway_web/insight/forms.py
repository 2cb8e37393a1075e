"""The form of a note, with messages that say what would be right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from headway_web.components.fields import plain

# A run of digits as in a local id, a unique pupil number or a telephone number; a day and a year have fewer.
_LIKE_AN_ID = re.compile(r"\d{5,}|[A-Za-z]{1,4}[-_/]?\d{4,}")
# A year, or a month with its year, as people write them: mid-2025, FY2026, Oct-2025. After a day it could be a birth.
_MONTHS = (
    "jan|january|feb|february|mar|march|apr|april|may|jun|june|jul|july|aug|august|sep|sept|september|oct|october"
    "|nov|november|dec|december"
)
_BESIDE_A_YEAR = "mid|early|late|pre|post|end|since|until|year|fy|cy|ay|spring|summer|autumn|winter"
_YEAR = re.compile(
    rf"""(?P<day>\b(?<!\d[-/])\d{{1,2}}(?:st|nd|rd|th)?(?:\W{{1,3}}|\W+of\W+))?\b(?:{_MONTHS})[-_/]?(?:19|20)\d\d\b
    |\b(?:{_BESIDE_A_YEAR})[-_/]?(?:19|20)\d\d\b""",
    re.IGNORECASE | re.VERBOSE,
)


class NoteForm(forms.Form):
    """Of which figure, and what is said. ``periods`` and ``places`` are those that the measure has figures of."""

    period = forms.ChoiceField()
    place = forms.ChoiceField()
    text = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, periods: Mapping[str, str], places: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, given in (
            ("period", "Period", periods),
            ("place", "Place", dict(zip(places, places, strict=True))),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(given.items())
            plain(field, label, f"Choose the {name}")
            field.error_messages["invalid_choice"] = f"Choose a {name} that this measure has a figure of"
        hint = "Everybody who may see the figure reads it, with your name and role. No names or ids of children."
        plain(self.fields["text"], "What should a reader of this figure know?", "Write the note", hint)

    def clean_text(self) -> str:
        """The text, without anything that looks like the id of a child."""
        text = str(self.cleaned_data["text"])
        if _LIKE_AN_ID.search(_YEAR.sub(lambda found: found[0] if found["day"] else " ", text)):
            raise forms.ValidationError("Leave out what looks like the id or number of a person, and say it without")
        return text
