"""A page's SQL with its standards written in: ``$days`` a number, ``within_standard`` the right kind of days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlglot
from sqlglot import exp

from headway.errors import DefinitionError
from headway.measures.county_files import Policy
from headway.measures.made_once import made_once
from headway.measures.open_on_day import with_open_rows_told
from headway.measures.page import LocalStandard, MeasurePage, parameter_name

Values = Mapping[str, LocalStandard | int | date | None]
"""Each parameter's value; None for a standard that the council has not given and that not every part needs."""
STANDARD_FUNCTIONS: Mapping[str, str] = {"within_standard": "BOOLEAN", "days_over": "INTEGER", "due_on": "DATE"}
"""Functions whose last part is a standard: they count in its own kind of days."""
HISTORY_FROM, KNOWN_UNTIL = "history_from", "known_until"
ENGINE_GIVEN = frozenset({HISTORY_FROM, KNOWN_UNTIL})
"""Parameters that no page declares: the first and the last day of the unbroken stretch of covered days round a row."""
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
    """The page's SQL for DuckDB, every parameter written in. Raises DefinitionError for one that has no value.

    It is written once with other days in the places of days, which every load changes, and theirs put in.
    """
    own = {name: values[name] for name in sorted(page.parameters_named & values.keys())}
    days = {name: value for name, value in own.items() if isinstance(value, date)}
    stand_ins = {name: date(1111, 11, number) for number, name in enumerate(days, 1)}

    def write() -> str:
        return tree_with_values(page, {**own, **stand_ins}).sql(dialect="duckdb")

    text = made_once("written", f"{page.id}\n{page.page.text}\n{own | stand_ins!r}", write)
    for name, day in days.items():
        text = text.replace(stand_ins[name].isoformat(), day.isoformat())
    return text


def tree_with_values(page: MeasurePage, values: Values) -> exp.Expr:
    """The page's syntax tree with every parameter written in, and the rule of open rows of every stock.

    Raises DefinitionError for a parameter that has no value.
    """
    written = page.tree.transform(lambda node: _written(page, node, values))
    return with_open_rows_told(page, written).transform(_as_our_own, copy=False)


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
    if value is None:
        return exp.Null()
    if isinstance(value, date):
        return sqlglot.parse_one(f"DATE '{value.isoformat()}'", dialect="duckdb")
    return exp.Literal.number(value.value if isinstance(value, LocalStandard) else value)


def _expanded(page: MeasurePage, node: exp.Anonymous, values: Values) -> exp.Expr:
    arguments = node.expressions
    name = parameter_name(arguments[-1])
    standard = _value(page, name, values) if name else None
    if name and standard is None:
        return exp.Null()
    if not isinstance(standard, LocalStandard) or standard.kind not in _DUE:
        raise DefinitionError(
            f"{node.name}(…) needs a standard of time as its last part.", page.where() + ".", "Write it as $name."
        )
    # The tree is not gone through again below what is written here: its arguments are written first.
    start, end = (
        each.transform(lambda node: _written(page, node, values)).sql(dialect="duckdb") for each in arguments[:2]
    )
    function = node.name.lower()
    if function == "due_on":
        text = _DUE[standard.kind]
    elif function == "days_over":
        text = _OVER[standard.kind]
    else:
        text = f"({_OVER[standard.kind]} <= 0)"
    return sqlglot.parse_one(text.format(start=start, end=end, value=standard.value), dialect="duckdb")


def _value(page: MeasurePage, name: str, values: Values) -> LocalStandard | int | date | None:
    if name not in values:
        raise DefinitionError(
            f"{page.page.path.name} uses ${name}, which has no value.",
            page.where() + ".",
            "Name it under 'standards' or 'parameters' in the front matter.",
        )
    return values[name]


@dataclass(frozen=True)
class Span:
    """Days, both ends included, on which a page's standards have one set of values, in one stretch of covered days."""

    first: date
    last: date
    values: Values

    def asks(self, page: MeasurePage, part: str | None) -> bool:
        """Whether the part has the standard that it alone needs."""
        name = page.standard_of(part)
        return not name or self.values[name] is not None


def spans_of(page: MeasurePage, policy: Policy, covered: Sequence[tuple[date, date]]) -> tuple[Span, ...]:
    """The days that the page can be asked of, oldest first, each with its values; none without a local standard.

    A standard that only some parts need may have no value: those parts are not asked of these days.

    A local standard holds on the days that policy.yaml says: an earlier month keeps the standard it had. A page that
    looks back or waits is asked of each stretch of covered days apart, as nothing is known of the days between them.
    """
    found: list[Span] = []
    stretches = covered if page.parameters_named & ENGINE_GIVEN else covered[-1:]
    for number, (first, last) in enumerate(stretches):
        start = first if number else date.min
        following = stretches[number + 1][0] if number + 1 < len(stretches) else None
        end = following - timedelta(days=1) if following else date.max
        for span in _dated(page, policy, {HISTORY_FROM: first, KNOWN_UNTIL: last}):
            if span.first <= end and span.last >= start:
                found.append(Span(max(span.first, start), min(span.last, end), span.values))
    return tuple(found)


def _dated(page: MeasurePage, policy: Policy, given: Mapping[str, date]) -> tuple[Span, ...]:
    """The days on which the standards have one set of values each, whatever the loads cover."""
    fixed: dict[str, LocalStandard | int | date | None] = {
        **dict.fromkeys(page.standard_of(part) for part in page.parts if page.standard_of(part)),
        **given,
        **page_values(page),
    }
    local = [name for name, standard in page.front.standards.items() if standard.is_local]
    edges = {date.min}
    for name in local:
        for each in policy.dated(name, page.id):
            edges.add(each.from_on)
            if each.until_on is not None and each.until_on < date.max:
                edges.add(each.until_on + timedelta(days=1))
    starts = sorted(edges)
    found: list[Span] = []
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        own = {name: policy.standard(name, page.id, start) or fixed.get(name) for name in local}
        values = {**fixed, **{name: value for name, value in own.items() if value is not None}}
        last = date.max if following is None else following - timedelta(days=1)
        if len(values) == len(fixed.keys() | set(local)):
            found.append(Span(start, last, values))
    return tuple(found)


def why_no_standard(page: MeasurePage, policy: Policy, part: str | None = None) -> str:
    """The standards that policy.yaml does not give, for a page, or a part of it, that cannot be asked."""
    others = {page.standard_of(each) for each in page.parts} - {page.standard_of(part)}
    without = [name for name in local_standards(page) if name not in others and not policy.dated(name, page.id)]
    if without:
        return f"no local standard: policy.yaml gives no {' and no '.join(without)} for {page.id}"
    return "no local standard: policy.yaml gives none for these days"


def page_values(page: MeasurePage) -> dict[str, LocalStandard | int | date]:
    """The values that the page itself gives: standards with a value, and parameters."""
    values: dict[str, LocalStandard | int | date] = {}
    for name, standard in page.front.standards.items():
        if standard.value is not None and standard.kind is not None:
            values[name] = LocalStandard(value=standard.value, kind=standard.kind)
    values.update({name: parameter.value for name, parameter in page.front.parameters.items()})
    return values


def local_standards(page: MeasurePage) -> tuple[str, ...]:
    """The standards that the council has to give before the page can be asked."""
    return tuple(name for name, standard in page.front.standards.items() if standard.value is None)
