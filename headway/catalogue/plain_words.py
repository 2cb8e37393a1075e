"""What was expected, in plain words, where a library says it in its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_WANTED = {
    "dict": "fields are expected, each on a line of its own as 'name: value'",
    "model": "fields are expected, each on a line of its own as 'name: value'",
    "mapping": "fields are expected, each on a line of its own as 'name: value'",
    "list": "a list is expected, each item on a line that begins with '- '",
    "tuple": "a list is expected, each item on a line that begins with '- '",
    "string": "a text is expected",
    "date": "a date is expected, as YYYY-MM-DD",
    "int": "a whole number is expected",
    "float": "a number is expected",
    "bool": "true or false is expected",
    "path": "the name of a file or folder is expected",
}
_BOUNDS = {
    "greater_than": ("a number greater than", "gt"),
    "greater_than_equal": ("a number of at least", "ge"),
    "less_than": ("a number less than", "lt"),
    "less_than_equal": ("a number of at most", "le"),
}
_YAML = (
    ("mapping values are not allowed", "a colon stands where none can; put a text with a colon in quotes"),
    ("found duplicate key", "a field is there twice"),
    ("could not find expected ':'", "a colon is missing after a field's name"),
    ("found character '\\t'", "a tab stands where only spaces can"),
    ("expected <block end>", "the spaces at the start of the line do not fit the lines above it"),
    ("while scanning a quoted scalar", "a quotation mark is not closed"),
    ("unexpected end of stream", "a quotation mark or bracket is not closed"),
    ("expected ',' or", "a comma or closing bracket is missing"),
)


def wanted_words(problem: Mapping[str, Any]) -> str:
    """What a wrong value should have been, from one error of the validating library: *a number is expected*."""
    kind, context = str(problem["type"]), problem.get("ctx", {})
    given = problem.get("input")
    shown = f", not '{given}'" if isinstance(given, str | int | float) and 0 < len(str(given)) <= 40 else ""
    if kind in _BOUNDS:
        words, name = _BOUNDS[kind]
        return f"{words} {context[name]} is expected{shown}"
    if kind in ("literal_error", "enum"):
        return f"{context['expected']} is expected{shown}"
    if kind == "string_too_short":
        return "it is empty"
    if kind == "too_short":
        return f"at least {context['min_length']} is expected in the list"
    if kind == "string_too_long":
        return f"at most {context['max_length']} characters are expected"
    if kind == "value_error":
        return str(problem["msg"]).removeprefix("Value error, ").removesuffix(".")
    return _WANTED.get(kind.split("_")[0], "it cannot be used as it stands") + shown


def yaml_words(problem: str) -> str:
    """What is wrong with the form of a YAML text."""
    found = (words for own, words in _YAML if own in problem)
    return next(found, "the form of the line is wrong")
