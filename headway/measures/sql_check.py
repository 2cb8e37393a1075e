"""A page's SQL, checked on its syntax tree: that it means the same on every engine, and is open about every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sqlglot import exp
from sqlglot.errors import OptimizeError
from sqlglot.optimizer.qualify import qualify

from headway.catalogue import nearest_names
from headway.errors import DefinitionError
from headway.journey.definitions import LINEAGE, table_definitions
from headway.measures.page import MeasurePage, parameter_name
from headway.measures.sql_columns import columns_read, literal_unreadable, output_problems
from headway.measures.sql_constructs import NO_FILE, Problem, construct_problems, line_of, short
from headway.measures.sql_types import type_problems
from headway.measures.standards import (
    ENGINE_GIVEN,
    KNOWN_UNTIL,
    STANDARD_FUNCTIONS,
    local_standards,
)

# Which argument of a function is a length of time: it comes from the front matter, never from the SQL.
_LENGTHS = {"add_days": 1, "add_working_days": 1, "add_months": 1, "within_months": 2}
_DURATIONS = frozenset({"working_days", "days_between", "full_months"})
_COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Between)


def check_sql(page: MeasurePage) -> None:
    """Raises DefinitionError that lists every wrong piece of a page's SQL with its line; else the page may be run."""
    problems = [*construct_problems(page.tree), *_tables(page)]
    if not problems:
        schema: dict[str, object] = {**journey_columns()}
        try:
            qualified = qualify(page.tree.copy(), schema=schema, dialect="duckdb")
        except OptimizeError as error:
            problems = [_unknown_column(page.tree, str(error))]
        else:
            problems = [*output_problems(page, page.tree), *type_problems(page, qualified, journey_columns())]
            problems += _unreadable(page, qualified)
    problems += [*_parameters(page), *_lengths(page), *_open_twin(page)]
    if problems:
        count = len(problems)
        raise DefinitionError(
            f"The SQL of {page.page.path.name} has {count} thing{'s' if count > 1 else ''} to put right.",
            "\n".join(f"{page.where(line)}: {words}" for line, words in sorted(set(problems))),
            "Correct the page and run the command again.",
        )


@cache
def journey_columns() -> dict[str, dict[str, str]]:
    """Every journey table that a page may read, with its columns and their types."""
    found: dict[str, dict[str, str]] = {}
    for name, table in table_definitions().items():
        columns = {**LINEAGE, **{column: table.sql_type(column) for column in table.columns}}
        found[name] = columns
        if table.on_day:
            found[f"{name}_on_day"] = {**columns, "day": "DATE", "state_on": "DATE", "state_row_id": "VARCHAR"}
    return found


def _tables(page: MeasurePage) -> Iterator[Problem]:
    own = {cte.alias for cte in page.tree.find_all(exp.CTE)}
    read = [table for table in page.tree.find_all(exp.Table) if table.name not in own or table.db]
    for table in read:
        if not isinstance(table.this, exp.Identifier):
            continue  # A function that reads a file: told as what it is.
        if "." in table.name or "/" in table.name:
            yield line_of(table), f"'{table.name}' reads a file: {NO_FILE}."
        elif table.db or table.name not in journey_columns():
            near = nearest_names(table.name, journey_columns())
            yield (
                line_of(table),
                f"the journey has no table {table.sql()}." + (f" Did you mean {near}?" if near else ""),
            )
        elif page.front.timing != "stock" and table.name.endswith("_on_day"):
            yield line_of(table), f"{table.name} is for stocks, and this page is a {page.front.timing}."
    if page.front.timing == "stock" and not any(table.name.endswith("_on_day") for table in read):
        yield 1, "a stock reads a table of a day, such as cp_plans_on_day."
    for name in page.front.lists:
        if name not in table_definitions():
            yield 1, f"'lists' names {name}, which is no journey table."


def _parameters(page: MeasurePage) -> Iterator[Problem]:
    known = {*page.front.standards, *page.front.parameters, *ENGINE_GIVEN}
    used: set[str] = set()
    for node in page.tree.walk():
        name = parameter_name(node)
        if name is None:
            continue
        used.add(name)
        if name not in known:
            near = nearest_names(name, known)
            yield line_of(node), f"${name} is not in the front matter." + (f" Did you mean ${near}?" if near else "")
    if page.front.timing == "cohort" and KNOWN_UNTIL not in used:
        yield 1, f"a cohort waits for its follow-up: leave out, by ${KNOWN_UNTIL}, what has not had time."
    for name in {*page.front.standards, *page.front.parameters} - used:
        yield 1, f"{name} is in the front matter and the SQL does not use it."
    for part in page.parts:
        name = page.standard_of(part)
        if name and name not in local_standards(page):
            yield 1, f"the part {part} waits for {name}, which is no local standard of the page."
    for name in set(page.front.example) - known:
        yield 1, f"'example' gives {name}, which the page does not know."


def _lengths(page: MeasurePage) -> Iterator[Problem]:
    """A number of days or months that stands in the SQL itself, or among the parameters, which have no kind."""
    for node in page.tree.walk():
        if isinstance(node, exp.AddMonths | exp.Anonymous):
            name = "add_months" if isinstance(node, exp.AddMonths) else node.name.lower()
            arguments = [node.this, node.expression] if isinstance(node, exp.AddMonths) else node.expressions
            at = _LENGTHS.get(name)
            if at is not None and len(arguments) > at and any(arguments[at].find_all(exp.Literal)):
                yield line_of(node), f"a number in {name}(…) belongs in the front matter: write it as $name."
            if at is not None and len(arguments) > at:
                yield from _lengths_without_kind(page, node, arguments[at])
            if name in STANDARD_FUNCTIONS and not (arguments and parameter_name(arguments[-1])):
                yield line_of(node), f"{name}(…) needs a standard as its last part: write it as $name."
        elif isinstance(node, _COMPARISONS) and _is_duration(node):
            if any(_bare_numbers(node)):
                yield (
                    line_of(node),
                    f"a number of days in '{short(node)}' belongs in the front matter: write it as $name.",
                )
            yield from _lengths_without_kind(page, node, node)


def _lengths_without_kind(page: MeasurePage, node: exp.Expr, length: exp.Expr) -> Iterator[Problem]:
    for name in dict.fromkeys(parameter_name(each) for each in length.walk()):
        if name in page.front.parameters:
            yield line_of(node), f"${name} is a length of time: it belongs under 'standards', with its kind."


def is_timed(page: MeasurePage) -> bool:
    """Whether the page asks how long something took that happened, and so does not see what never did."""
    named = {node.name.lower() for node in page.tree.find_all(exp.Anonymous)}
    return page.front.timing != "stock" and not named.isdisjoint({*_DURATIONS, "within_standard", "days_over"})


def _open_twin(page: MeasurePage) -> Iterator[Problem]:
    front = page.front
    if is_timed(page) and bool(front.open_twin) == bool(front.no_open_twin):
        yield (
            1,
            (
                "a measure of time leaves out what never ended: in the front matter, open_twin names the page that counts "
                "what is still open, or no_open_twin says why there is none."
            ),
        )


def _is_duration(node: exp.Expr) -> bool:
    return any(each.name.lower() in _DURATIONS for each in node.find_all(exp.Anonymous))


def _bare_numbers(node: exp.Expr) -> Iterator[exp.Literal]:
    """Numbers other than 0, which says *before* or *after* and is no standard."""
    return (each for each in node.find_all(exp.Literal) if not each.is_string and each.name != "0")


def _unreadable(page: MeasurePage, qualified: exp.Expr) -> Iterator[Problem]:
    """Each cell that the page reads may be one that cannot be read: the page says what that does to a row."""
    read = columns_read(qualified, journey_columns())
    for name, line, found in literal_unreadable(qualified, journey_columns()):
        if not found:
            yield line, f"is_unreadable names '{name}', which is no column of a table that the page reads."
        read.setdefault(name, line)
    for name, line in read.items():
        if name not in page.front.unreadable:
            yield line, f"'unreadable' in the front matter does not say what an unreadable {name} does."
    for name in page.front.unreadable:
        if name not in read:
            yield 1, f"'unreadable' in the front matter names {name}, which the SQL does not read."


def _unknown_column(tree: exp.Expr, message: str) -> Problem:
    """What the parser says of a column that it finds in no table, or in several, or under an alias that no table has."""
    quoted = re.search(r"Unknown column: (\w+)|Column '?\"?([\w.\"]+?)\"?'? could not", message)
    name = (quoted.group(1) or quoted.group(2)) if quoted else ""
    name = name.replace('"', "").split(".")[-1]
    alias = re.search(r"for table: '(\w+)'", message)
    columns = [each for each in tree.find_all(exp.Column) if each.name == name]
    columns = [each for each in columns if not alias or each.table == alias.group(1)] or columns
    line = next((line_of(each) for each in columns), 1)
    if alias:
        return line, f"no table here is called {alias.group(1)}: give a table that name by 'as {alias.group(1)}'."
    having = [
        table.alias_or_name for table in tree.find_all(exp.Table) if name in journey_columns().get(table.name, ())
    ]
    if len(having) > 1:
        return line, f"more than one table has a column {name}: say which, as in {having[0]}.{name}."
    every = {column for columns in journey_columns().values() for column in columns}
    near = nearest_names(name, every) if name else ""
    words = f"no table here has a column {name}." if name else f"{message}."
    return line, words + (f" Did you mean {near}?" if near else "")
