"""What templates write the same everywhere: fields, drawings, words with weight, days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django import template
from django.forms import BoundField, CheckboxInput, Select, Textarea
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from headway.periods import dates_in_words, day_words
from headway_web.components.glossary import Word, some_words

register = template.Library()
WEIGHTS = {"b": "strong", "i": "em"}


@register.filter
def field_widget(field: BoundField) -> SafeString:
    """The field itself, with the classes of its kind."""
    widget = field.field.widget
    kinds = ((Textarea, "govuk-textarea"), (Select, "govuk-select"), (CheckboxInput, "govuk-checkboxes__input"))
    kind = next((name for each, name in kinds if isinstance(widget, each)), "govuk-input")
    return field.as_widget(attrs={"class": f"{kind} {kind}--error" if field.errors else kind})


@register.filter
def drawn(svg: str) -> SafeString:
    """A drawing of the library's: its words are escaped already."""
    return mark_safe(svg)  # noqa: S308


@register.filter
def weighted(words: Iterable[tuple[str, str]]) -> SafeString:
    """Words with weight, as the packs print them."""
    return format_html_join("", "{}", ((_run(weight, text),) for weight, text in words))


@register.inclusion_tag("components/words.html")
def words_here(*terms: str) -> dict[str, tuple[Word, ...]]:
    """A fold that says what the words of the page mean."""
    return {"words": some_words(*terms)}


@register.filter
def in_words(day: date) -> str:
    """A day as the library writes it: *30 September 2026*."""
    return day_words(day)


@register.filter
def iso_words(day: str) -> str:
    """The same of a day that a record holds as text."""
    return day_words(date.fromisoformat(day))


@register.filter
def plain_dates(words: str) -> str:
    """The library's sentence with its days as a person writes them."""
    return dates_in_words(words)


@register.filter
def thousands(number: int) -> str:
    """A number with its commas."""
    return f"{number:,}"


@register.filter
def at(facts: Mapping[str, str], name: str) -> str:
    """The fact of a name that has spaces in it."""
    return facts.get(name, "")


@register.filter
def readable(code: str) -> str:
    """A code of ours in words: *in person*."""
    return code.replace("_", " ")


def _run(weight: str, text: str) -> SafeString | str:
    if weight == "s":
        return format_html('<span class="hw-soft">{}</span>', text)
    tag = WEIGHTS.get(weight)
    return format_html("<{0}>{1}</{0}>", mark_safe(tag), text) if tag else text  # noqa: S308
