"""What an oracle is asked: the tables that its page reads, and the days and standards that its own arguments name."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any

from headway.measures import MeasurePage
from headway.measures.sql_check import journey_columns
from tests.oracles.plain import Answer, Tables


def tables_read(page: MeasurePage) -> set[str]:
    """The journey tables that the page's SQL names."""
    named = re.findall(r"\b(?:from|join)\s+(\w+)", page.sql, re.IGNORECASE)
    return set(named) & set(journey_columns())


def of_part(page: MeasurePage, part: str | None, answers: Iterable[Answer]) -> list[Answer]:
    """The answers of one figure: those of its part; of a split all, met where they are in the part."""
    if not page.is_split:
        return [answer for answer in answers if answer.part == (part or "")]
    return [replace(each, part=part or "", met=each.met and each.part == part) for each in answers]


def answers_of(measure: str, tables: Tables, given: Mapping[str, Any]) -> list[Answer]:
    """The oracle's answers; of what is given it gets those that its arguments name."""
    answers = import_module(f"tests.oracles.{measure}").answers
    wanted = inspect.signature(answers).parameters
    found: list[Answer] = answers(tables, **{name: value for name, value in given.items() if name in wanted})
    return found
