"""The constructs of a page's SQL: those that mean the same on every engine, and what is said of any other."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from headway.catalogue import nearest_names
from headway.measures.functions import FUNCTIONS
from headway.measures.sql_columns import branches
from headway.measures.sql_ways import FRAME, FUNCTION_WAYS, JOINED, NOT_ONE_SELECT, NUMBERED, named
from headway.measures.standards import STANDARD_FUNCTIONS

Problem = tuple[int, str]

# The constructs that gave the same rows and types on both engines, and no other.
ALLOWED = (
    exp.Select, exp.From, exp.Join, exp.Where, exp.With, exp.CTE, exp.Subquery, exp.Union, exp.Group, exp.Having,
    exp.Order, exp.Ordered, exp.Exists, exp.In, exp.Window, exp.WindowSpec, exp.Table, exp.TableAlias, exp.Identifier,
    exp.Column, exp.Alias, exp.Star, exp.Literal, exp.Boolean, exp.Null, exp.Placeholder, exp.Parameter, exp.Case,
    exp.If, exp.And, exp.Or, exp.Not, exp.Paren, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Is,
    exp.Between, exp.Add, exp.Sub, exp.Mul, exp.Neg, exp.DPipe, exp.Cast, exp.DataType, exp.Coalesce, exp.Least,
    exp.Greatest, exp.Count, exp.Sum, exp.Min, exp.Max, exp.Lag, exp.Lead, exp.RowNumber, exp.Distinct, exp.AddMonths,
)  # fmt: skip
_WRITES = (
    exp.Insert, exp.Update, exp.Delete, exp.Merge, exp.Create, exp.Drop, exp.Alter, exp.Copy, exp.Command, exp.Attach,
    exp.Detach, exp.Set, exp.Pragma, exp.Use, exp.TruncateTable,
)  # fmt: skip
_READS_FILES = (exp.ReadCSV, exp.ReadParquet)
_FILE_FUNCTIONS = ("read_", "glob", "parquet_", "sniff_")
NO_FILE = "a page reads the journey, and nothing else: write the name of a journey table"

_COUNTED = "count(distinct …) with group by in a 'with', and a join"


def construct_problems(tree: exp.Expr) -> Iterator[Problem]:
    """Every construct that is refused, with its line and the way to write it; what stands inside one is not looked at."""
    refused: set[int] = set()

    def is_refused(node: exp.Expr) -> bool:
        return id(node) in refused

    for select in branches(tree):
        if any(isinstance(each, exp.Star) for each in select.expressions):
            yield line_of(select), "the page gives *, whatever a table has. Write instead: the columns by name."
    for node in tree.walk(prune=is_refused):
        words = _refused(node)
        if words:
            refused.add(id(node))
            yield line_of(node), words
        elif isinstance(node, exp.Window):
            yield from _window(node)


def _refused(node: exp.Expr) -> str:
    """What is said of a construct that is refused, in a sentence; empty for one that is not."""
    if isinstance(node, exp.Anonymous):
        return _function(node)
    if isinstance(node, _WRITES):
        return f"{node.key.upper()} writes: a page only reads, and only the journey. Write one select."
    if isinstance(node, _READS_FILES):
        return f"{node.sql(dialect='duckdb')} reads a file: {NO_FILE}."
    if type(node) in NOT_ONE_SELECT:
        return f"{NOT_ONE_SELECT[type(node)]}."
    alone = isinstance(node, exp.If) and not isinstance(node.parent, exp.Case)
    if alone or isinstance(node, exp.TryCast) or not isinstance(node, ALLOWED):
        name, way = named(node)
        return f"{name} does not mean the same on every engine: '{short(node)}'. Write instead: {way}."
    return _variant(node)


def _function(node: exp.Anonymous) -> str:
    name = node.name.lower()
    if name.startswith(_FILE_FUNCTIONS):
        return f"{name}(…) reads a file: {NO_FILE}."
    if name in FUNCTIONS or name in STANDARD_FUNCTIONS:
        return ""
    if name in FUNCTION_WAYS:
        return f"there is no function {name} that means the same on every engine. Write instead: {FUNCTION_WAYS[name]}."
    known = sorted({*FUNCTIONS, *STANDARD_FUNCTIONS})
    near = nearest_names(name, known)
    return f"there is no function {name}. " + (f"Did you mean {near}?" if near else f"There are: {', '.join(known)}.")


def _variant(node: exp.Expr) -> str:
    """A construct that is allowed, in a form that is not."""
    if isinstance(node, exp.Join) and (node.method or node.kind not in ("", "INNER", "CROSS")):
        kind = node.method or node.kind
        return f"{kind} join does not run on every engine. Write instead: {JOINED}."
    if isinstance(node, exp.With) and node.args.get("recursive"):
        return "WITH RECURSIVE does not run on every engine. Write instead: a 'with' for each step."
    if isinstance(node, exp.Group) and node.args.get("all"):
        return "group by all does not run on every engine. Write instead: group by and the names of the columns."
    if isinstance(node, exp.Order) and any(isinstance(each.this, exp.Var) for each in node.expressions):
        return "order by all does not run on every engine. Write instead: order by and the names, row_id last."
    if isinstance(node, exp.Union) and node.args.get("by_name"):
        return "union by name does not run on every engine. Write instead: union all, the columns in the same order."
    if isinstance(node, exp.Distinct) and node.args.get("on"):
        return f"distinct on does not run on every engine. Write instead: {NUMBERED}."
    spec = isinstance(node, exp.WindowSpec)
    if spec and (node.args.get("exclude") or str(node.args.get("kind")).upper() == "GROUPS"):
        return f"a window with exclude or groups does not run on every engine. Write instead: {FRAME}."
    return ""


def _window(window: exp.Window) -> Iterator[Problem]:
    """Two rows that tie must come in the same order each time: the last of the order is the row's own id."""
    if isinstance(window.this, exp.Count) and isinstance(window.this.this, exp.Distinct):
        yield line_of(window), f"count(distinct …) over (…) does not run on every engine. Write instead: {_COUNTED}."
    if not isinstance(window.this, exp.RowNumber):
        return
    order = window.args.get("order")
    last = order.expressions[-1].this if order else None
    if not (isinstance(last, exp.Column) and last.name == "row_id"):
        yield line_of(window), "the order of row_number() must end with row_id, or ties fall by chance."


def line_of(node: exp.Expr) -> int:
    """The line of the SQL on which the node stands, or the nearest piece of it that knows."""
    for each in node.walk():
        if "line" in each.meta:
            return int(each.meta["line"])
    return line_of(node.parent) if node.parent is not None else 1


def short(node: exp.Expr) -> str:
    """The construct as DuckDB writes it, cut where it is long."""
    text = node.sql(dialect="duckdb")
    return text if len(text) <= 60 else text[:57] + "…"
