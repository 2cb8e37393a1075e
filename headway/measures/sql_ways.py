"""For each construct that engines do not agree on: what it is called, and the way to write it instead."""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp

DAYS = (
    "days_between(a, b), working_days(a, b) and full_months(a, b) say how long; add_days(d, $n), add_working_days(d, $n) and"
    " add_months(d, $n) say when"
)
YEARS = "compare whole days, or use collection_year(d) for April to March and full_months(a, b) for how long"
TEXT = "compare the whole text: a = 'x' or a in ('x', 'y')"
CASE = "case when … then … else … end"
TODAY = "a page answers for any day: a stock reads the column day, a cohort $known_until"
LISTS = "is_unreadable(t.unreadable, 'column') asks the one list that a row has; else a join or exists (select …)"
NUMBERED = "number the rows in a 'with' by row_number() over (partition by … order by …, row_id), and take number 1"
FIGURES = "a page gives the row's own value, and shape: mean or median makes the figure"
JOINED = "join … on, or exists (select 1 from … where …)"
FRAME = "rows between … and …, without exclude"
_FRAMED = "min or max over (…), lag or lead, or row_number()"

_WAYS: tuple[tuple[tuple[type[exp.Expr], ...], str, str], ...] = (
    ((exp.DateDiff, exp.TsOrDsDiff, exp.TimestampDiff, exp.DatetimeDiff), "date_diff", DAYS),
    ((exp.DateAdd, exp.DateSub, exp.Interval), "interval", DAYS),
    ((exp.Extract, exp.Year, exp.Month, exp.Day, exp.Week, exp.Quarter, exp.DayOfWeek), "a part of a date", YEARS),
    ((exp.TimestampTrunc, exp.DateTrunc), "date_trunc", YEARS),
    (
        (exp.TimeToStr, exp.StrToTime, exp.StrToDate),
        "a date as text",
        "a date joined to text by || is written YYYY-MM-DD",
    ),
    ((exp.CurrentDate, exp.CurrentTimestamp, exp.CurrentTime, exp.CurrentDatetime), "today's date", TODAY),
    ((exp.ILike, exp.Like, exp.RegexpLike, exp.RegexpILike, exp.SimilarTo, exp.Glob), "matching a pattern", TEXT),
    (
        (exp.Lower, exp.Upper, exp.Trim, exp.Substring, exp.Left, exp.Right, exp.Length, exp.Collate),
        "a piece of text",
        TEXT,
    ),
    ((exp.Concat, exp.ConcatWs), "concat", "join text by ||"),
    ((exp.Nullif,), "nullif", "case when a = b then null else a end"),
    ((exp.If,), "if(…)", CASE),
    (
        (exp.TryCast,),
        "try_cast",
        "the journey's columns have their types: a cell that was none is null and is_unreadable(…)",
    ),
    ((exp.NullSafeEQ, exp.NullSafeNEQ), "is distinct from", "a = b or (a is null and b is null)"),
    ((exp.Div, exp.IntDiv, exp.Mod), "division", f"{FIGURES}; to compare, multiply: a * 2 > b"),
    ((exp.Round, exp.Floor, exp.Ceil), "rounding", FIGURES),
    ((exp.Avg, exp.Median, exp.Quantile, exp.PercentileCont, exp.Stddev), "a mean or a median", FIGURES),
    (
        (exp.Array, exp.ArrayContains, exp.ArrayFilter, exp.Transform, exp.Bracket, exp.Unnest, exp.List),
        "a list",
        LISTS,
    ),
    ((exp.ArrayAgg, exp.GroupConcat, exp.Lambda, exp.JSONExtract, exp.JSONExtractScalar), "a list", LISTS),
    ((exp.Struct, exp.Dot, exp.Map), "a struct", "a column for each part, in a 'with' where it is made"),
    ((exp.Qualify,), "qualify", NUMBERED),
    ((exp.Limit, exp.Offset, exp.TableSample), "limit", f"a page gives every row; {NUMBERED}"),
    ((exp.Rank, exp.DenseRank, exp.FirstValue, exp.LastValue, exp.NthValue, exp.Ntile), "this window", _FRAMED),
    (
        (exp.AnyValue, exp.First, exp.Last, exp.ArgMax, exp.ArgMin, exp.IgnoreNulls),
        "any_value",
        f"min or max; or {NUMBERED}",
    ),
    ((exp.Filter,), "filter (where …)", "count(case when … then 1 end)"),
    ((exp.Except, exp.Intersect), "except and intersect", "where not exists (select 1 from … where …)"),
    ((exp.Any, exp.All), "any and all", "in (select …), or exists (select …)"),
    ((exp.Lateral,), "lateral", JOINED),
    ((exp.Values, exp.Tuple), "values", "put the list into the front matter, or use in ('x', 'y')"),
    ((exp.Pivot,), "pivot", "a case … end for each column, or a page of shape: split"),
    ((exp.Columns,), "columns(…)", "name the columns"),
    ((exp.Rand, exp.Uuid), "chance", "the same rows must come out each time: order by row_id"),
)
_BY_TYPE = {kind: (name, way) for kinds, name, way in _WAYS for kind in kinds}
NOT_ONE_SELECT: Mapping[type[exp.Expr], str] = {
    exp.Block: "a page is one select, and this is a second statement: what comes before goes into a 'with'",
    exp.Describe: "a page is one select, and this is a command: headway measures show says what a page reads",
    exp.Install: "a page is one select, and this is a command: nothing is installed",
}
_ANY = "the pages that ship use what every engine knows: docs/how-to/add-a-measure.md names it"
# Functions that the parser gives no node of their own.
FUNCTION_WAYS: Mapping[str, str] = {
    "now": TODAY,
    "getdate": TODAY,
    "age": DAYS,
    "months_between": DAYS,
    "date_sub": DAYS,
    "make_date": "date '2026-03-31'",
    "to_days": DAYS,
    "to_months": DAYS,
    "list_filter": LISTS,
    "list_has": LISTS,
    "array_length": LISTS,
    "contains": TEXT,
    "starts_with": TEXT,
    "regexp_full_match": TEXT,
    "isnull": "a is null",
}


def named(node: exp.Expr) -> tuple[str, str]:
    """What the construct is called, and the way to write it instead."""
    for kind in type(node).__mro__:
        if kind in _BY_TYPE:
            return _BY_TYPE[kind]
    return node.key.upper(), _ANY
