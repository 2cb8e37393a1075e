"""The types in a page's SQL: arithmetic on dates and text made of fractions differ silently from engine to engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlglot import exp
from sqlglot.optimizer.annotate_types import annotate_types

from headway.measures.functions import FUNCTIONS
from headway.measures.page import MeasurePage, parameter_name
from headway.measures.standards import ENGINE_GIVEN, STANDARD_FUNCTIONS

_DATES = frozenset({"DATE", "TIMESTAMP", "TIMESTAMPTZ", "TIME", "INTERVAL"})
_FRACTIONS = frozenset({"DOUBLE", "FLOAT", "DECIMAL"})


def type_problems(
    page: MeasurePage, qualified: exp.Expr, schema: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[int, str]]:
    """Plus, minus or times on a date, and fractions made whole or joined to text, each with its line."""
    tree = _with_known_types(qualified.copy())
    typed = annotate_types(tree, schema={name: dict(columns) for name, columns in schema.items()}, dialect="duckdb")
    for node in typed.find_all(exp.Add, exp.Sub, exp.Mul, exp.Neg):
        if any(_type(each) in _DATES for each in _operands(node)):
            yield (
                _line(node),
                "plus and minus on dates differ between engines: use add_days, days_between and the like.",
            )
    for node in typed.find_all(exp.Cast):
        if _type(node.this) in _FRACTIONS and node.to.this.name not in _FRACTIONS:
            yield _line(node), "a fraction made whole is rounded by one engine and cut by another: compare it as it is."
    for node in typed.find_all(exp.DPipe):
        if any(_type(each) in _FRACTIONS for each in _operands(node)):
            yield _line(node), "a fraction in text is written differently by each engine."


def _with_known_types(tree: exp.Expr) -> exp.Expr:
    """Our own functions and parameters as casts, so that what they give has a type; the deepest first."""
    for node in reversed(list(tree.find_all(exp.Anonymous, exp.AddMonths, exp.Placeholder, exp.Parameter))):
        if isinstance(node, exp.AddMonths):
            kind = "DATE"
        elif isinstance(node, exp.Anonymous):
            name = node.name.lower()
            kind = STANDARD_FUNCTIONS.get(name) or FUNCTIONS[name]
        else:
            kind = "DATE" if parameter_name(node) in ENGINE_GIVEN else "INTEGER"
        node.replace(exp.cast(node.copy(), kind))
    return tree


def _operands(node: exp.Expr) -> list[exp.Expr]:
    return [each for each in (node.args.get("this"), node.args.get("expression")) if isinstance(each, exp.Expr)]


def _type(node: exp.Expr) -> str:
    while isinstance(node, exp.Paren):
        node = node.this
    return node.type.this.name if node.type is not None and not isinstance(node.type.this, str) else ""


def _line(node: exp.Expr) -> int:
    return next((int(each.meta["line"]) for each in node.walk() if "line" in each.meta), 1)
