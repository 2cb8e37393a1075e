"""A page's SQL for Spark: the same text, its domain functions written in, carried over on the syntax tree."""

from __future__ import annotations

from collections.abc import Mapping

import sqlglot
from sqlglot import exp

from headway.measures.functions import BODIES
from headway.measures.page import MeasurePage
from headway.measures.standards import Values, tree_with_values
from headway.periods import CALENDAR_FIRST

# What Spark says in words of its own; every other function has the one body that DuckDB has. ``get`` counts from 0 and
# is null outside the list, as a day outside the calendar must be.
_OWN: Mapping[str, str] = {
    "working_day_number": f"get((SELECT wd FROM calendar_list), datediff(d, DATE '{CALENDAR_FIRST}'))",
    "add_working_days": "get((SELECT wdays FROM calendar_list), working_day_number(d) + n - 1)",
    "days_between": "datediff(b, a)",
    "add_days": "date_add(d, n)",
    "add_months": "add_months(d, n)",
    "is_unreadable": "coalesce(array_contains(cells, name), false)",
}


def spark_sql(page: MeasurePage, values: Values) -> str:
    """The page's SQL for Spark, every parameter and function written in. DefinitionError for one without a value."""
    return _expanded(tree_with_values(page, values)).sql(dialect="spark")


def _expanded(tree: exp.Expr) -> exp.Expr:
    return tree.transform(lambda node: _body(node) if isinstance(node, exp.Anonymous) else node)


def _body(call: exp.Anonymous) -> exp.Expr:
    """The function's body with what it was called with in place of its arguments, which are gone through first."""
    name = call.name.lower()
    if name not in BODIES:
        return call
    arguments, body = BODIES[name]
    given = dict(zip(arguments, (_expanded(each.copy()) for each in call.expressions), strict=True))
    own = _OWN.get(name)
    tree = sqlglot.parse_one(own, dialect="spark") if own else sqlglot.parse_one(body, dialect="duckdb")
    inner = tree if own and not _calls_ours(tree) else _expanded(tree)
    return exp.Paren(this=inner.transform(lambda node: _argument(node, given)))


def _calls_ours(tree: exp.Expr) -> bool:
    return any(node.name.lower() in BODIES for node in tree.find_all(exp.Anonymous))


def _argument(node: exp.Expr, given: Mapping[str, exp.Expr]) -> exp.Expr:
    is_argument = isinstance(node, exp.Column) and not node.table and node.name in given
    return exp.Paren(this=given[node.name].copy()) if is_argument else node
