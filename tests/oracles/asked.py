"""What an oracle is asked: the tables that its page reads, and the days and standards that its own arguments name."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

from headway.measures import MeasurePage, load_measures
from headway.measures.sql_check import journey_columns
from tests.oracles.plain import Answer, Tables, cannot_read

OPEN_BY = {
    "cin_assessments_on_day": ("started_on", "completed_on"),
    "cin_episodes_on_day": ("started_on", "closed_on"),
    "cla_periods_on_day": ("started_on", "ended_on"),
    "cp_plans_on_day": ("started_on", "ended_on"),
    "early_help_episodes_on_day": ("started_on", "completed_on"),
    "permanence_on_day": ("decided_on", "adopted_on"),
}
"""The dates between which each table's rows are open. A row of adopters speaks for its family: its oracle decides."""
SAY_IT_THEMSELVES = {"children_unallocated", "children_per_worker", "cp_emergency_protection"}
"""Measures over several lists, or of all that a list holds: their oracles say what an unreadable date leaves open."""


LONG_ON_THE_DAY = {"cp_plans_open_long"}
"""Measures of what lasts *so long or longer*: a row is met on the day itself, with no day over."""


def first_late_day(page: MeasurePage) -> int:
    """How many days over a row has at least that is late: one, as the last day of a limit is still in time."""
    return 0 if page.id in LONG_ON_THE_DAY else 1


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
    if measure in SAY_IT_THEMSELVES:
        return found
    unsure = _rows_that_may_not_be_open(measure, tables)
    return [replace(each, met=None, value=None) if each.row_id in unsure else each for each in found]


@cache
def _tables_of_a_day(measure: str) -> frozenset[str]:
    return frozenset(tables_read(load_measures().page(measure))) & OPEN_BY.keys()


def _rows_that_may_not_be_open(measure: str, tables: Tables) -> set[str]:
    """The rows, of the tables of a day that the measure reads, that began or ended on a day that cannot be read."""
    return {
        row["row_id"]
        for table in _tables_of_a_day(measure)
        for row in tables.get(table, ())
        if any(cannot_read(row, date) for date in OPEN_BY[table])
    }
