"""The form that asks for a reason, which goes into the trail."""

from __future__ import annotations

from typing import Any

from django import forms

from headway_web.components.fields import plain


class WhyForm(forms.Form):
    """Why something is done, in the words of the page that asks."""

    why = forms.CharField(max_length=300)

    def __init__(
        self, label: str, data: Any = None, *, hint: str, missing: str = "Say why, for whoever asks later"
    ) -> None:
        super().__init__(data)
        plain(self.fields["why"], label, missing, hint)
