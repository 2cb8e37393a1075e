"""Figures by group of children: age band, sex, ethnicity, disability, and children who came alone to seek asylum.

Every row goes to one group, so that the groups add up to the whole. What is not stated and what cannot be read are
groups of their own; a small group is never put into another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from headway.catalogue import definitions_dir, nearest_names, read_csv_table
from headway.errors import RefusedError, UnknownNameError
from headway.journey import Journey
from headway.journey.definitions import table_definitions
from headway.measures.county_files import CountyFiles
from headway.measures.observation import COUNTY, Observation
from headway.measures.observe import observations
from headway.measures.page import MeasurePage
from headway.measures.places import in_group
from headway.measures.rows import count_cells, run_pages
from headway.measures.windows import stock_day
from headway.periods import Period

NOT_STATED, CANNOT_BE_READ, NO_DAY, UNBORN = "not stated", "cannot be read", "no day to tell it on", "unborn"
UNKNOWN = (NOT_STATED, CANNOT_BE_READ, NO_DAY)
"""Groups of which nothing can be said: no child is known to be in them."""
# The last age of each band: those of the DfE's statistics of children in need and of children looked after.
_BANDS = ((0, "under 1"), (4, "1-4"), (9, "5-9"), (15, "10-15"), (17, "16-17"))
_GROWN = "18 and over"
_WORK = ("cin_episodes", "cp_plans", "cla_periods", "cin_assessments", "s47_enquiry")


@dataclass(frozen=True)
class Split:
    """One way to divide children: its groups in the order to show them, those of which nothing is known last.

    ``sql`` gives the name of a row's group, from the row ``r``, the child ``p`` and, where ``began_sql`` makes it, the
    day ``b`` on which work with the child began; null is *not stated*.
    """

    name: str
    title: str
    groups: tuple[str, ...]
    sql: str
    began_sql: str = ""


@cache
def every_split() -> Mapping[str, Split]:
    """Every split by its name, but for the one that needs a day of the asker's own."""
    found = (_age_band(), _sex(), _ethnicity(), _disability(), _uasc())
    return {split.name: split for split in found}


def split_named(name: str) -> Split:
    """The split of the name. Raises UnknownNameError with the nearest ones."""
    if name not in every_split():
        near = nearest_names(name, every_split())
        raise UnknownNameError(
            f"There is no split by '{name}'.",
            f"Splits: {', '.join(every_split())}.",
            f"Did you mean {near}?" if near else "Name one of them.",
        )
    return every_split()[name]


def concern_began(day: date) -> Split:
    """Children whom we took on before the day, and on it or after: what was inherited, and what is new.

    Work began when the earliest piece of it began that was open on the row's own day: the episode of need (its referral),
    a plan, care, an assessment or a section 47 enquiry. A piece whose end cannot be read may have been over by then: where
    it would decide, the day cannot be read.
    """
    sql = f"""CASE
        WHEN r.placed_on IS NULL THEN '{NO_DAY}'
        WHEN b.began_on < DATE '{day}' THEN 'before {day}'
        WHEN b.is_unreadable OR b.unsure_on < DATE '{day}' THEN '{CANNOT_BE_READ}'
        WHEN b.began_on >= DATE '{day}' THEN '{day} or later'
        WHEN b.unsure_on IS NOT NULL THEN '{CANNOT_BE_READ}' END"""
    groups = (f"before {day}", f"{day} or later", NOT_STATED, CANNOT_BE_READ, NO_DAY)
    return Split("concern_began", "when the concern began", groups, sql, _began_sql())


def observe_split(
    journey: Journey,
    pages: Iterable[MeasurePage],
    split: Split,
    *,
    periods: Sequence[Period],
    county: CountyFiles,
    levels: Sequence[str] = (COUNTY,),
) -> list[Observation]:
    """Every figure of the pages for each group, period and place; a child's group is that of the row's own day.

    Raises RefusedError for a page whose rows are no children. A rate has its count and no rate: no population is given
    by group. A child that counts once in a period is in the group of the row that counts.
    """
    pages = list(pages)
    for page in pages:
        if page.front.no_child:
            raise RefusedError(
                f"{page.id} has no split by {split.title}: {page.front.no_child}.",
                page.page.path.name + ".",
                "Name a measure whose rows are children.",
            )
    prepared = run_pages(journey, county, pages, [stock_day(journey, period) for period in periods], only_counts=True)
    _put_groups(journey, split)
    return observations(prepared, pages, periods=periods, levels=levels, split=split.name, groups=split.groups)


def _put_groups(journey: Journey, split: Split) -> None:
    """Each row's team spell becomes one of the group as well, and each place one of each group.

    What adds rows up to places then adds them up to groups in places, and nothing else is to be known of groups.
    """
    con, count = journey.con, len(split.groups)
    join = ""
    if split.began_sql:
        con.execute(f"CREATE OR REPLACE TABLE measures.began AS {split.began_sql}")
        join = "LEFT JOIN measures.began AS b ON b.child_key = r.child_key AND b.placed_on = r.placed_on"
    numbers = " ".join(f"WHEN '{group}' THEN {number}" for number, group in enumerate(split.groups))
    con.execute(f"""
        CREATE OR REPLACE TABLE measures.rows AS
        SELECT r.* REPLACE (r.spell * {count} + CASE coalesce({split.sql}, '{NOT_STATED}') {numbers} END AS spell)
        FROM measures.rows AS r LEFT JOIN journey.person AS p ON p.child_key = r.child_key {join}""")
    con.execute(
        f"""
        CREATE OR REPLACE TABLE measures.place_of AS
        SELECT o.spell * {count} + g.number AS spell, o.level, {in_group("o.place", "g.name")} AS place
        FROM measures.place_of AS o, (SELECT unnest($1::VARCHAR[]) AS name, unnest($2::INTEGER[]) AS number) AS g""",
        [list(split.groups), list(range(count))],
    )
    count_cells(journey)


def _age_band() -> Split:
    bands = " ".join(f"WHEN age_on(p.born_on, r.placed_on) <= {last} THEN '{name}'" for last, name in _BANDS)
    sql = f"""CASE
        WHEN is_unreadable(p.unreadable, 'born_on') THEN '{CANNOT_BE_READ}'
        WHEN p.born_on IS NULL THEN CASE WHEN p.is_unborn THEN '{UNBORN}' END
        WHEN r.placed_on IS NULL THEN '{NO_DAY}'
        WHEN p.born_on > r.placed_on THEN '{UNBORN}'
        {bands} ELSE '{_GROWN}' END"""
    names = (UNBORN, *(name for _, name in _BANDS), _GROWN)
    return Split("age_band", "age band", (*names, *UNKNOWN), sql)


def _sex() -> Split:
    return _by_code("sex", "sex", "sex_code", {"F": "female", "M": "male", "N": "neither"})


def _ethnicity() -> Split:
    """By the broad groups of the census, which the codes of the returns belong to."""
    rows = read_csv_table(definitions_dir() / "codelists" / "ethnicity.csv")
    groups = {row["code"]: row["group"] for row in rows if row["group"].lower() != NOT_STATED}
    return _by_code("ethnicity", "ethnicity", "ethnicity_code", groups)


def _disability() -> Split:
    return _by_code("disability", "disability", "disability_code", {"yes": "disabled", "no": "not disabled"})


def _uasc() -> Split:
    groups = {"true": "came alone to seek asylum", "false": "did not come alone to seek asylum"}
    return _by_code("uasc", "whether the child came alone to seek asylum", "is_uasc", groups)


def _by_code(name: str, title: str, column: str, groups: Mapping[str, str]) -> Split:
    """A split by a cell of the child: a code that is in no group, such as one that says *not known*, is not stated."""
    codes = " ".join(f"WHEN '{code}' THEN '{group}'" for code, group in groups.items())
    sql = f"""CASE WHEN is_unreadable(p.unreadable, '{column}') THEN '{CANNOT_BE_READ}'
        ELSE CASE CAST(p.{column} AS VARCHAR) {codes} END END"""
    names = tuple(dict.fromkeys(groups.values()))
    return Split(name, title, (*names, NOT_STATED, CANNOT_BE_READ), sql)


def _began_sql() -> str:
    """By child and day, when the earliest piece of work began that was open on it.

    Of a piece whose end cannot be read nobody knows whether it was open: its beginning is ``unsure_on``.
    """
    work = " UNION ALL ".join(
        f"""SELECT n.child_key, n.{table.begins} AS began_on, n.{table.ends} AS ended_on, st.left_on,
            is_unreadable(n.unreadable, '{table.begins}') AS is_unreadable,
            is_unreadable(n.unreadable, '{table.ends}') AS is_unsure
        FROM journey.{table.table} AS n JOIN listed.{table.table}_standing AS st ON st.row_id = n.row_id
        WHERE NOT n.is_withdrawn"""
        for table in (table_definitions()[name] for name in _WORK)
    )
    return f"""
        WITH work AS ({work}),
        asked AS (SELECT DISTINCT child_key, placed_on FROM measures.rows WHERE placed_on IS NOT NULL)
        SELECT a.child_key, a.placed_on, min(w.began_on) FILTER (NOT w.is_unsure) AS began_on,
            min(w.began_on) FILTER (w.is_unsure) AS unsure_on, bool_or(w.is_unreadable) AS is_unreadable
        FROM asked AS a JOIN work AS w ON w.child_key = a.child_key
            AND (w.began_on <= a.placed_on OR w.is_unreadable)
            AND (w.ended_on IS NULL OR w.ended_on >= a.placed_on) AND (w.left_on IS NULL OR w.left_on > a.placed_on)
        GROUP BY a.child_key, a.placed_on"""
