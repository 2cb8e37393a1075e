"""The forms about a child, with messages that say what would be right."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from headway.attention.tracking import AMBER, GREEN, RED
from headway_web.components.fields import DAY_HINT, plain

HOURS = (("1", "1 hour"), ("4", "4 hours"))
COLOURS = [("", "Choose a word"), *((each, each.capitalize()) for each in (RED, AMBER, GREEN))]
FURTHEST_DAYS, FURTHEST_DECISION_DAYS = 92, 28


def _not_over(day: date) -> date:
    today = timezone.localdate()
    if day < today:
        raise forms.ValidationError("This day is over: type today or a later day")
    if day > today + timedelta(days=FURTHEST_DAYS):
        raise forms.ValidationError("This is more than three months away: type an earlier day")
    return day


class AssignForm(forms.Form):
    """Who sees to the child, and by when. ``seen`` is the number of the owner that the form was opened with."""

    owner = forms.CharField(max_length=120)
    due_on = forms.DateField(input_formats=["%Y-%m-%d"])
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["owner"], "Who sees to it", "Type who sees to it", "A colleague's name, as they are known.")
        plain(self.fields["due_on"], "By", "Type the day by which it is to be done", DAY_HINT)

    def clean_due_on(self) -> date:
        """A day that is still to come, and near."""
        return _not_over(self.cleaned_data["due_on"])


class DoneForm(forms.Form):
    """What was done, and until when it may stand while no load shows it."""

    what = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    until_on = forms.DateField(input_formats=["%Y-%m-%d"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(
            self.fields["what"],
            "What was done?",
            "Say what was done",
            "For example: seen at home on 29 September, alone; to be recorded this week. No names of children.",
        )
        plain(
            self.fields["until_on"],
            "By when should the data show it?",
            "Type the day by which the data should show it",
            f"After that day it has expired: the child stays on the list as if nothing had been said. {DAY_HINT}",
        )

    def clean_until_on(self) -> date:
        """A day that is still to come, and near."""
        return _not_over(self.cleaned_data["until_on"])


class SeeForm(forms.Form):
    """How a worker sees contact with the child."""

    colour = forms.ChoiceField(choices=COLOURS)
    why = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["colour"], "How do you see it?", "Choose red, amber or green")
        plain(
            self.fields["why"], "Why?", "Say why", "In a few words that a colleague understands. No names of children."
        )


class DecideForm(SeeForm):
    """A manager's word in place of the rules', until a day."""

    until_on = forms.DateField(input_formats=["%Y-%m-%d"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = f"After that day the rules' word holds again. {DAY_HINT}"
        plain(self.fields["colour"], "Which word is to hold?", "Choose red, amber or green")
        plain(self.fields["until_on"], "Until", "Type the last day on which it is to hold", hint)

    def clean_until_on(self) -> date:
        """A day that is still to come, and within four weeks: until then a new file must have come."""
        day = _not_over(self.cleaned_data["until_on"])
        if day > timezone.localdate() + timedelta(days=FURTHEST_DECISION_DAYS):
            raise forms.ValidationError("This is more than four weeks away: type an earlier day, and decide again then")
        return day


class ReasonForm(forms.Form):
    """Why, and for how long."""

    why = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    hours = forms.ChoiceField(choices=HOURS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = "The information-governance lead reads it. No names of children."
        plain(self.fields["why"], "Why do you need to look?", "Say why you need to look", hint)
        plain(self.fields["hours"], "For how long", "Choose for how long")

    def clean_why(self) -> str:
        """A reason that says something."""
        why = str(self.cleaned_data["why"]).strip()
        if len(why) < 10:
            raise forms.ValidationError("Say why in a few words, so that another person understands it")
        return why
