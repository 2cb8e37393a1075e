"""A form's fields in the product's words: what each is, a hint, and what is said when nothing or nonsense was typed."""

from __future__ import annotations

from django import forms

DAY_HINT = "For example 2026-09-30"


def plain(field: forms.Field, label: str, missing: str, hint: str = "") -> None:
    """Gives a field its label, its hint and what is said when nothing was typed; of a day also how it is written."""
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)
    if isinstance(field, forms.DateField):
        field.error_messages["invalid"] = "Type the day as 2026-09-30"
