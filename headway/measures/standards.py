"""A page's SQL with its standards written in: ``$days`` a number, ``within_standard`` the right kind of days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import sqlglot
from sqlglot import exp

from headway.errors import DefinitionError
from headway.measures.page import LocalStandard, MeasurePage

Values = Mapping[str, LocalStandard | int | date]
STANDARD_FUNCTIONS = frozenset({"within_standard", "days_over", "due_on"})
_DUE = {
    "working days": "add_working_days({start}, {value})",
    "calendar days": "add_days({start}, {value})",
    "months": "add_months({start}, {value})",
}
_OVER = {
    "working days": "(working_days({start}, {end}) - {value})",
    "calendar days": "(days_between({start}, {end}) - {value})",
    "months": "days_between(add_months({start}, {value}), {end})",
}


def sql_with_values(page: MeasurePage, values: Values) -> str:
    """The page's SQL for DuckDB, every parameter written in. Raises DefinitionError for one that has no value."""
    tree = sqlglot.parse_one(page.sql, dialect="duckdb")
    written = tree.transform(lambda node: _written(page, node, values))
    return written.transform(_as_our_own).sql(dialect="duckdb")


def _as_our_own(node: exp.Expr) -> exp.Expr:
    """``add_months`` kept as our function: SQLGlot would write an interval, which turns the date into a timestamp."""
    if isinstance(node, exp.AddMonths):
        return exp.Anonymous(this="add_months", expressions=[node.this, node.expression])
    return node


def _written(page: MeasurePage, node: exp.Expr, values: Values) -> exp.Expr:
    if isinstance(node, exp.Anonymous) and node.name.lower() in STANDARD_FUNCTIONS:
        return _expanded(page, node, values)
    name = parameter_name(node)
    if name is None:
        return node
    value = _value(page, name, values)
    if isinstance(value, date):
        return sqlglot.parse_one(f"DATE '{value.isoformat()}'", dialect="duckdb")
    return exp.Literal.number(value.value if isinstance(value, LocalStandard) else value)


def parameter_name(node: exp.Expr) -> str | None:
    """The name of a ``$parameter`` in the tree, or None for any other node."""
    if isinstance(node, exp.Placeholder | exp.Parameter):
        return node.name or (node.this.name if isinstance(node.this, exp.Expr) else str(node.this))
    return None


def _expanded(page: MeasurePage, node: exp.Anonymous, values: Values) -> exp.Expr:
    arguments = node.expressions
    name = parameter_name(arguments[-1])
    standard = _value(page, name, values) if name else None
    if not isinstance(standard, LocalStandard):
        raise DefinitionError(
            f"{node.name}(…) needs a standard as its last part.", f"{page.page.path.name}.", "Write it as $name."
        )
    start, end = arguments[0].sql(dialect="duckdb"), arguments[1].sql(dialect="duckdb")
    function = node.name.lower()
    if function == "due_on":
        text = _DUE[standard.kind]
    elif function == "days_over":
        text = _OVER[standard.kind]
    else:
        text = f"({_OVER[standard.kind]} <= 0)"
    return sqlglot.parse_one(text.format(start=start, end=end, value=standard.value), dialect="duckdb")


def _value(page: MeasurePage, name: str, values: Values) -> LocalStandard | int | date:
    if name not in values:
        raise DefinitionError(
            f"{page.page.path.name} uses ${name}, which has no value.",
            f"{page.page.path.name}.",
            "Name it under 'standards' or 'parameters' in the front matter.",
        )
    return values[name]


def page_values(page: MeasurePage) -> dict[str, LocalStandard | int | date]:
    """The values that the page itself gives: national standards and parameters."""
    values: dict[str, LocalStandard | int | date] = {}
    for name, standard in page.front.standards.items():
        if standard.value is not None and standard.kind is not None:
            values[name] = LocalStandard(value=standard.value, kind=standard.kind)
    values.update({name: parameter.value for name, parameter in page.front.parameters.items()})
    return values


def local_standards(page: MeasurePage) -> tuple[str, ...]:
    """The standards that the council has to give before the page can be asked."""
    return tuple(name for name, standard in page.front.standards.items() if standard.value is None)
