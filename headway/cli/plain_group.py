"""The commands as a group that says what is typed wrongly in plain words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperArgument, TyperGroup

from headway.catalogue.plain_words import wanted_words

DAY = "YYYY-MM-DD"
MOMENT = "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class PlainGroup(TyperGroup):
    """Commands whose options, given wrongly, say what they expect."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of the name, whose arguments are shown without the kind of value that Python gives them."""
        command = super().get_command(ctx, cmd_name)
        for each in command.params if command else ():
            if isinstance(each, TyperArgument):
                each.display_type_rich = lambda ctx: None  # type: ignore[method-assign]
        return command

    def invoke(self, ctx: Any) -> Any:
        """Runs the command asked for; the words of a library about an option become our own."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            if isinstance(error.__cause__, ValidationError):
                error.message = "; ".join(wanted_words(item) for item in error.__cause__.errors()) + "."
            raise


def day(text: str | date) -> date:
    """The day that an option gives. Raises BadParameter for anything but YYYY-MM-DD, and for a day that no month has."""
    try:
        return text if isinstance(text, date) else datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        if _DAY.fullmatch(str(text)):
            raise typer.BadParameter(f"there is no such day as {text}.") from None
        raise typer.BadParameter(f"a date is expected, as {DAY}, not '{text}'.") from None


def day_or_moment(text: str | date) -> date:
    """The day, or the moment as lists of loads show it: in UTC, where the text says no other. Raises BadParameter."""
    if isinstance(text, date) or "T" not in text:
        return day(text)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"a day or a moment is expected, as {MOMENT}, not '{text}'.") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
