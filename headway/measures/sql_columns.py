"""What a page's SQL reads from the journey and what it gives back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlglot import exp
from sqlglot.optimizer.scope import Scope, traverse_scope

from headway.journey.definitions import LINEAGE
from headway.measures.page import MeasurePage

Schema = Mapping[str, Mapping[str, str]]
# Columns that say which row or day it is, and hold nothing a person typed that a measure rests on.
KEYS = frozenset({*LINEAGE, "child_key", "day", "state_on", "state_row_id"})
NEEDED = ("row_id", "child_key", "reason")
MAY_GIVE = frozenset({*NEEDED, "team_id", "met", "value", "part", "left_out", "due_on", "days_over"})


def columns_read(qualified: exp.Expr, schema: Schema) -> dict[str, int]:
    """The journey columns, keys left out, that the qualified SQL reads, each with the line of its first use."""
    found: dict[str, int] = {}
    for scope in traverse_scope(qualified):
        for column in scope.columns:
            table = _table_of(scope, column.table)
            if table in schema and column.name not in KEYS:
                line = int(column.this.meta.get("line", 1))
                found[column.name] = min(line, found.get(column.name, line))
    return found


def literal_unreadable(qualified: exp.Expr, schema: Schema) -> Iterator[tuple[str, int, bool]]:
    """The column named in each ``is_unreadable(…, 'name')``, its line, and whether a table that is read has it."""
    for scope in traverse_scope(qualified):
        tables = [source.name for source in scope.sources.values() if isinstance(source, exp.Table)]
        every = [table.name for table in qualified.find_all(exp.Table)]
        for call in scope.find_all(exp.Anonymous):
            if call.name.lower() == "is_unreadable" and len(call.expressions) == 2:
                name = call.expressions[1].name
                cells = call.expressions[0]
                own = _table_of(scope, cells.table) if isinstance(cells, exp.Column) else ""
                where = [own] if own in schema else tables or every
                line = int(call.meta.get("line", 1))
                yield name, line, any(name in schema.get(table, {}) for table in where)


def output_problems(page: MeasurePage, tree: exp.Expr) -> Iterator[tuple[int, str]]:
    """What is wrong with the columns that the page gives: missing, unknown, or in another order in a union."""
    dated = "day" if page.front.timing == "stock" else "event_date"
    selects = list(branches(tree))
    names = selects[0].named_selects
    for name in (*NEEDED, dated):
        if name not in names:
            yield 1, f"the page must give a column {name}."
    for name in names:
        if name not in MAY_GIVE | {dated}:
            yield 1, f"the page gives a column {name}, which no one reads."
    if page.is_split and "part" not in names:
        yield 1, "a split needs a column part: which of its parts the row is in, or none."
    for shape in {page.shape_of(part) for part in page.parts}:
        wanted = "value" if shape in ("mean", "median") else "met"
        if wanted not in names:
            yield 1, f"a {shape} needs a column {wanted}."
    for select in selects[1:]:
        if select.named_selects != names:
            yield 1, "the parts of a union must give the same columns in the same order."
    if not page.front.no_child and any(_gives_no_child(select) for select in selects):
        yield 1, "a row without a child belongs to no group of children: in the front matter, no_child says what it is."
    for alias in tree.find_all(exp.Alias):
        if alias.alias == "part" and isinstance(alias.this, exp.Literal) and alias.this.name not in page.front.parts:
            yield int(alias.this.meta.get("line", 1)), f"the front matter has no part '{alias.this.name}'."


def _gives_no_child(select: exp.Select) -> bool:
    """Whether the child is written as null, and not read."""
    child = next((each for each in select.selects if each.alias_or_name == "child_key"), None)
    return child is not None and not any(child.find_all(exp.Column))


def branches(tree: exp.Expr) -> Iterator[exp.Select]:
    """The selects that give the page's rows: one, or each of a union."""
    if isinstance(tree, exp.Union):
        yield from branches(tree.left)
        yield from branches(tree.right)
    elif isinstance(tree, exp.Select):
        yield tree
    elif isinstance(tree, exp.Subquery | exp.Paren):
        yield from branches(tree.this)


def _table_of(scope: Scope | None, alias: str) -> str:
    """The journey table that an alias stands for in the scope or one around it; '' for a CTE or a subquery."""
    while scope is not None:
        source = scope.sources.get(alias)
        if source is not None:
            return source.name if isinstance(source, exp.Table) else ""
        scope = scope.parent
    return ""
