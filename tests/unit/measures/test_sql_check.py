"""A page whose SQL could mean something else on another engine, or is silent about a cell, is refused with its line."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from headway.errors import DefinitionError
from headway.measures import MeasurePage, load_measures
from headway.measures.sql_check import check_sql
from tests.unit.measures.tables import SQL, page_in, page_text

FIRST_SQL_LINE = 23
LIMIT = "standards: {limit: {value: 45, kind: working days, national: true, source: the law}}"
MET = SQL.replace("days_between(started_on, completed_on) as value", "{} as met")


def refused(folder: Path, sql: str, **more: str) -> str:
    with pytest.raises(DefinitionError) as error:
        page_in(folder, page_text(sql, **{"shape": "proportion", **more}))
    return str(error.value)


@pytest.mark.parametrize("page", load_measures().pages, ids=lambda page: page.id)
def test_every_page_that_ships_passes(page: MeasurePage) -> None:
    check_sql(page)


def test_a_page_is_checked_once_and_again_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path / "cache"))
    passed = tmp_path / "cache" / "headway" / "checked"
    page_in(tmp_path, page_text())
    assert len(list(passed.iterdir())) == 1
    for _ in range(2):
        assert "hash" in refused(tmp_path, MET.format("hash(1) = 2"))
    assert len(list(passed.iterdir())) == 1
    page_in(tmp_path, page_text() + "\n")
    assert len(list(passed.iterdir())) == 2


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert page_in(tmp_path, page_text()).id == "a_measure"


def test_a_page_that_keeps_the_rules_is_read(tmp_path: Path) -> None:
    page = page_in(tmp_path, page_text())
    assert page.id == "a_measure"
    assert page.where() == f"a_measure.md, line {FIRST_SQL_LINE}"
    assert page.columns == ("row_id", "child_key", "team_id", "event_date", "value", "reason")


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("completed_on - started_on < 0", "dates differ between engines"),
        ("completed_on + 1 > started_on", "dates differ between engines"),
        ("add_days(started_on, $limit) - completed_on < 0", "dates differ between engines"),
        ("completed_on > started_on + interval 1 day", "interval does not mean the same"),
        ("date_diff('month', started_on, completed_on) < $limit", "does not mean the same on every engine"),
        ("extract(dow from started_on) < $limit", "does not mean the same on every engine"),
        ("hash(started_on) > $limit", "there is no function hash"),
        ("working_dais(started_on, completed_on) <= $limit", "Did you mean working_days"),
        ("working_days(started_on, completed_on) <= 45", "belongs in the front matter"),
        ("days_between(started_on, completed_on) between 0 and 10", "belongs in the front matter"),
        ("completed_on <= add_months(started_on, 6)", "a number in add_months(…) belongs"),
        ("within_months(started_on, completed_on, 12)", "a number in within_months(…) belongs"),
        ("within_standard(started_on, completed_on, 10)", "needs a standard as its last part"),
        (
            "working_days(started_on, completed_on) <= $limits",
            "$limits is not in the front matter. Did you mean $limit?",
        ),
        (
            "working_days(startd_on, completed_on) <= $limit",
            "no table here has a column startd_on. Did you mean started_on",
        ),
        ("1 / 2 < $limit", "division does not mean the same"),
    ],
)
def test_a_wrong_piece_is_refused_with_its_line(tmp_path: Path, piece: str, words: str) -> None:
    message = refused(tmp_path, MET.format(piece), front=LIMIT)
    assert words in message
    assert f"a_measure.md, line {FIRST_SQL_LINE + 2}" in message


ROW, PIECE = FIRST_SQL_LINE, FIRST_SQL_LINE + 2
ONE_ROW = MET.format("true")


@pytest.mark.parametrize(
    ("piece", "construct", "instead"),
    [
        ("date_diff('day', started_on, completed_on) > 0", "date_diff", "days_between(a, b)"),
        ("datediff('month', started_on, completed_on) > 0", "date_diff", "full_months(a, b)"),
        ("date_trunc('month', completed_on) = started_on", "date_trunc", "collection_year(d)"),
        ("year(completed_on) > 0", "a part of a date", "collection_year(d)"),
        ("strftime(completed_on, '%Y') = 'x'", "a date as text", "YYYY-MM-DD"),
        ("completed_on < started_on + interval '45 days'", "interval", "add_days(d, $n)"),
        ("completed_on < now()", "function now", "the column day"),
        ("completed_on < current_date", "today's date", "the column day"),
        ("team_id ilike 'e%'", "matching a pattern", "in ('x', 'y')"),
        ("regexp_matches(team_id, '^e')", "matching a pattern", "in ('x', 'y')"),
        ("lower(team_id) = 'e'", "a piece of text", "in ('x', 'y')"),
        ("concat(team_id, 'x') = 'e'", "concat", "||"),
        ("nullif(team_id, '') is null", "nullif", "case when"),
        ("if(started_on is null, true, false)", "if(…)", "case when"),
        ("try_cast(team_id as integer) = 0", "try_cast", "is_unreadable"),
        ("team_id is distinct from child_key", "is distinct from", "is null"),
        ("round(1.5) > 0", "rounding", "shape: mean"),
        ("median(1) > 0", "a mean or a median", "shape: mean or median"),
        ("list_contains(unreadable, 'started_on')", "a list", "is_unreadable"),
        ("unreadable[1] = 'started_on'", "a list", "is_unreadable"),
        ("list_filter(unreadable, x -> x = 'y') is null", "a list", "is_unreadable"),
        ("{'a': 1}.a = 0", "a struct", "a column for each part"),
        ("any_value(team_id) = 'e'", "any_value", "min or max"),
        ("rank() over (order by row_id) = 0", "this window", "row_number()"),
        ("count(*) filter (where team_id is null) over () > 0", "filter", "count(case when"),
        (
            "sum(0) over (order by row_id rows between 1 preceding and current row exclude ties) > 0",
            "exclude",
            "rows between",
        ),
        ("count(*) over (order by row_id groups between 1 preceding and current row) > 0", "groups", "rows between"),
        ("count(distinct team_id) over () > 0", "count(distinct …)", "group by"),
        ("child_key = any (select child_key from person)", "any and all", "exists"),
        ("cast(1.5 as integer) > 0", "a fraction made whole", "compare it as it is"),
        ("random() > 0", "chance", "order by row_id"),
        ("child_key in (select child_key from 'children.csv')", "reads a file", "a journey table"),
        ("child_key in (select child_key from read_csv('children.csv'))", "reads a file", "a journey table"),
        ("child_key in (select child_key from read_parquet('*.parquet'))", "reads a file", "a journey table"),
    ],
)
def test_what_a_newcomer_writes_is_named_with_its_line_and_how_to_write_it(
    tmp_path: Path, piece: str, construct: str, instead: str
) -> None:
    (told,) = refused(tmp_path, MET.format(piece)).splitlines()[1:-1]
    assert told.startswith(f"a_measure.md, line {PIECE}: ")
    assert construct in told and instead in told.split(construct, 1)[1]


@pytest.mark.parametrize(
    ("sql", "line", "construct", "instead"),
    [
        (f"{ONE_ROW}\nqualify row_number() over (order by row_id) = 1", 29, "qualify", "in a 'with'"),
        (f"{ONE_ROW}\nlimit 5", 29, "limit", "row_number()"),
        (f"{ONE_ROW};\nselect 1", 29, "a second statement", "goes into a 'with'"),
        (f"{ONE_ROW}\norder by all", 23, "order by all", "the names"),
        (f"{ONE_ROW}\nunion by name\n{ONE_ROW}", 23, "union by name", "union all"),
        (f"{ONE_ROW}\nexcept\n{ONE_ROW}", 23, "except", "not exists"),
        ("select child_key from cin_assessments group by all", 23, "group by all", "the names of the columns"),
        ("select * from cin_assessments", 23, "gives *", "the columns by name"),
        ("from cin_assessments", 23, "gives *", "the columns by name"),
        ("select distinct on (child_key) row_id from cin_assessments", 23, "distinct on", "row_number()"),
        ("copy cin_assessments to 'out.csv'", 23, "COPY writes", "one select"),
        ("pragma database_list", 23, "PRAGMA writes", "one select"),
        ("insert into cin_assessments select 1", 23, "INSERT writes", "one select"),
        ("attach 'other.duckdb'", 23, "ATTACH writes", "one select"),
        ("install httpfs", 23, "a command", "nothing is installed"),
        ("pivot cin_assessments on team_id using count(*)", 23, "pivot", "shape: split"),
        ("with recursive t as (select 1 as n union all select n from t) select n from t", 23, "RECURSIVE", "for each step"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_portable_select_is_named_with_how_to_write_it(
    tmp_path: Path, sql: str, line: int, construct: str, instead: str
) -> None:
    told = refused(tmp_path, sql).splitlines()[1:-1]
    mine = [each for each in told if construct in each]
    assert len(mine) == 1 and instead in mine[0].split(construct, 1)[1], told
    assert re.match(r"a_measure\.md, line (\d+): ", mine[0]).group(1) in {str(line), str(line + 1)}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "piece",
    [
        "completed_on = date '2025-04-01'",
        "completed_on > '2025-04-01'::date",
        "cast(completed_on as date) is not null",
        "ifnull(team_id, 'none') = 'none'",
        "case team_id when 'east' then true else false end",
        "team_id not in ('east', 'west')",
        "count(*) over (partition by child_key) > 0",
        "coalesce(lag(completed_on) over (partition by child_key order by completed_on, row_id) < completed_on, true)",
        "exists (select 1 from person as p where p.child_key = cin_assessments.child_key)",
    ],
)
def test_what_every_engine_runs_alike_is_let_through(tmp_path: Path, piece: str) -> None:
    assert page_in(tmp_path, page_text(MET.format(piece), shape="proportion")).id == "a_measure"


@pytest.mark.parametrize(
    ("sql", "line", "words"),
    [
        ("select row_id frm cin_assessments as a", 23, "Unexpected token, at 'cin_assessments'"),
        (ONE_ROW + "\n  and team_id = 'east", 29, "a quote or a comment begins in it and does not end"),
        (ONE_ROW.replace("from cin_assessments", "from cin_assessments as a join person as p on a.child_key = p.child_key"),
         24, "more than one table has a column row_id: say which, as in a.row_id"),
        (ONE_ROW.replace("row_id,", "a.row_id,"), 24, "no table here is called a: give a table that name by 'as a'"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_words_that_help(tmp_path: Path, sql: str, line: int, words: str) -> None:
    told = refused(tmp_path, sql)
    assert words in told and f"a_measure.md, line {line}" in told


@pytest.mark.parametrize(
    "piece",
    [
        "completed_on <= add_months(started_on, $limit)",
        "completed_on <= add_days(started_on, -$limit)",
        "working_days(started_on, completed_on) <= $limit",
    ],
)
def test_a_length_of_time_without_a_kind_is_refused(tmp_path: Path, piece: str) -> None:
    parameter = "parameters: {limit: {value: 10, national: false, source: a test}}"
    message = refused(tmp_path, MET.format(piece), front=parameter)
    assert "$limit is a length of time: it belongs under 'standards', with its kind" in message
    assert f"a_measure.md, line {FIRST_SQL_LINE + 2}" in message


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        (MET.format("true").replace("cin_assessments", "cin_assesments"), "no table cin_assesments. Did you mean cin_assessments"),
        (MET.format("true").replace("cin_assessments", "landed.assessments"), "no table landed.assessments"),
        (MET.format("true") + "\nqualify row_number() over (order by row_id) = $limit", "qualify"),
        (MET.format("row_number() over (order by child_key) = $limit"), "must end with row_id"),
        (MET.format("is_unreadable(unreadable, 'complted_on')"), "'complted_on', which is no column"),
        (MET.format("is_unreadable(unreadable, 'child_seen_code')"), "what an unreadable child_seen_code does"),
        (MET.format("child_seen_code = 'yes'"), "what an unreadable child_seen_code does"),
        (MET.format("true").replace("team_id,", ""), "names team_id, which the SQL does not read"),
        (MET.format("true").replace("event_date", "happened_on"), "must give a column event_date"),
        (MET.format("true").replace("as reason", "as why"), "must give a column reason"),
        (SQL, "a proportion needs a column met"),
        (MET.format("true as left_out, 'x' as part, true"), "no part 'x'"),
        (MET.format("true as left_out, child_key as worst_worker, true"), "a column worst_worker, which no one reads"),
        (MET.format("true") + "\nunion all\n" + MET.format("true").replace("as reason", "as why"), "same columns in the same order"),
        (MET.format("true").replace("from cin", "from s47_enquiry as e asof join cin"), "ASOF join"),
        ("select (", "cannot be read"),
    ],
)  # fmt: skip
def test_a_wrong_page_is_refused(tmp_path: Path, sql: str, words: str) -> None:
    assert words in refused(tmp_path, sql, front=LIMIT if "$limit" in sql else "")


def test_a_standard_that_the_sql_does_not_use_is_refused(tmp_path: Path) -> None:
    assert "limit is in the front matter and the SQL does not use it" in refused(
        tmp_path, MET.format("true"), front=LIMIT
    )


def test_a_stock_reads_a_day_and_a_flow_does_not(tmp_path: Path) -> None:
    day = MET.format("true").replace("completed_on as event_date", "day")
    assert "a stock reads a table of a day" in refused(tmp_path, day, timing="stock")
    flow = MET.format("true").replace("from cin_assessments", "from cin_assessments_on_day")
    assert "cin_assessments_on_day is for stocks" in refused(tmp_path, flow)


def test_a_cell_read_through_a_cte_and_an_alias_is_seen(tmp_path: Path) -> None:
    sql = """with own as (select *, child_seen_code as seen from cin_assessments as a)
select o.row_id, o.child_key, o.team_id, o.completed_on as event_date, o.started_on is null or seen = 'yes' as met, 'x' as reason
from own as o"""
    assert "what an unreadable child_seen_code does" in refused(tmp_path, sql)


def test_a_subquery_inside_a_row_is_seen(tmp_path: Path) -> None:
    sql = MET.format(
        "exists (select 1 from cp_plans as p where p.child_key = a.child_key and p.ended_on > a.started_on)"
    ).replace("from cin_assessments", "from cin_assessments as a")
    assert "what an unreadable ended_on does" in refused(tmp_path, sql)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    message = refused(tmp_path, MET.format("hash(1) = 2 and md5(child_key) = 'a'"))
    assert "2 things to put right" in message
    assert "hash" in message and "MD5" in message


def test_two_pages_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{folder}.md").write_text(page_text(), encoding="utf-8")
    with pytest.raises(DefinitionError, match="ZZ01"):
        load_measures(tmp_path)
