"""The fair baseline: a handful of measures worked out from the journey's tables with vectorised pandas, as an analyst would.

It is given the tables as frames, and asks for none of this to be timed: reading them out of DuckDB, whether each cell was
unreadable, the rows that are open on each day with that day's state, and the list of teams with the localities and days of
each. From there on it is timed: what each row answers, in which place it is, and how many are met and told in each month,
county, locality and team.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from headway.county import County
from headway.journey import Journey
from headway.measures import COUNTY, LOCALITY, NOT_PLACED, TEAM
from headway.measures.places import team_spells
from headway.periods import CALENDAR_FIRST, CALENDAR_LAST, Period, bank_holidays

Counts = dict[tuple[str, str, str], tuple[int, int]]
ON_DAY = ("cla_periods_on_day", "cp_plans_on_day", "cin_episodes_on_day")
FLOWS = ("referrals", "cin_assessments", "s47_enquiry", "initial_cp_conference")
CAN_BE_UNREADABLE = {
    "cin_assessments": ("completed_on",),
    "s47_enquiry": ("started_on", "icpc_held_on"),
    "cin_episodes_on_day": ("case_status_code", "closed_on", "started_on", "last_seen_on", "worker_key"),
    "cp_plans_on_day": ("ended_on", "started_on", "worker_key"),
    "cla_periods_on_day": ("ended_on", "legal_status_code", "started_on", "worker_key"),
}
HOLIDAYS = np.array([day for day in bank_holidays() if CALENDAR_FIRST <= day <= CALENDAR_LAST], dtype="datetime64[D]")


@dataclass(frozen=True)
class Given:
    """What the baseline starts from: frames by table, the teams, and the council's limits for visits."""

    frames: Mapping[str, pd.DataFrame]
    teams: pd.DataFrame
    limit_days: int


def given(county: County, journey: Journey, days: Sequence[date]) -> Given:
    """The frames, made by the engine and not timed."""
    journey.on_day(days, county.files.policy.state_days, [each.removesuffix("_on_day") for each in ON_DAY])
    frames = {table: _frame(journey.con, table) for table in (*FLOWS, *ON_DAY)}
    spells = [
        (spelling, each.from_on, min(each.until_on, date(2200, 1, 1)), each.team, each.place(LOCALITY))
        for each in team_spells(county.files.localities)
        for spelling in each.spellings
    ]
    teams = pd.DataFrame(spells, columns=["spelling", "from_on", "until_on", TEAM, LOCALITY])
    teams = teams.astype({"from_on": "datetime64[us]", "until_on": "datetime64[us]"})
    (limit,) = county.files.policy.dated("visit_limit", "cin_visits_in_time")
    assert limit.kind == "working days"
    return Given(frames, teams, limit.value)


def _frame(con: duckdb.DuckDBPyConnection, table: str) -> pd.DataFrame:
    lost = [
        f"coalesce(list_contains(unreadable, '{name}'), false) AS {name}_unreadable"
        for name in CAN_BE_UNREADABLE.get(table, ())
    ]
    found = con.execute(f"SELECT {', '.join(['* EXCLUDE (unreadable)', *lost])} FROM journey.{table}").df()
    return found if table in ON_DAY else found[~found["is_withdrawn"].astype(bool)]


def working_days(start: pd.Series, end: pd.Series) -> pd.Series:
    """Working days after the start, up to the end; missing where a day is."""
    known = start.notna() & end.notna()
    found = pd.Series(np.nan, index=start.index)
    if known.any():
        first, last = (each[known].to_numpy("datetime64[D]") for each in (start, end))
        low, high = np.minimum(first, last) + 1, np.maximum(first, last) + 1
        found[known] = np.busday_count(low, high, holidays=HOLIDAYS) * np.where(last < first, -1, 1)
    return found


def _answers(rows: pd.DataFrame, day: pd.Series, met: pd.Series, told: pd.Series) -> pd.DataFrame:
    """Each row's day, team, and whether it is met and can be told."""
    return pd.DataFrame(
        {"day": day, "team_id": rows["team_id"], "met": (met & told).astype(int), "told": told.astype(int)}
    )


def no_further_action(start: Given) -> pd.DataFrame:
    """referrals_no_further_action."""
    rows = start.frames["referrals"]
    return _answers(rows, rows["referred_on"], rows["is_nfa"].eq(True), rows["is_nfa"].notna())


def within_45_days(start: Given) -> pd.DataFrame:
    """assessment_within_45_days."""
    rows = start.frames["cin_assessments"]
    taken = working_days(rows["started_on"], rows["completed_on"])
    told = taken.notna() & ~(rows["completed_on"] < rows["started_on"])
    return _answers(rows, rows["completed_on"], taken <= 45, told)


def icpc_within_15_days(start: Given) -> pd.DataFrame:
    """icpc_within_15_days: the first enquiry that led to each conference."""
    enquiries = start.frames["s47_enquiry"].copy()
    enquiries["unknown"] = enquiries["started_on"].isna() | enquiries["started_on_unreadable"]
    asked = enquiries[["row_id", "child_key", "team_id", "started_on", "icpc_held_on", "unknown"]]
    held = start.frames["initial_cp_conference"][["row_id", "child_key", "held_on"]]
    led = held.merge(
        asked, how="left", left_on=["child_key", "held_on"], right_on=["child_key", "icpc_held_on"], suffixes=("_c", "")
    )
    led["unknown"] = led["unknown"].ne(False)
    matched = led["row_id"].notna()
    keys = ["row_id_c", "child_key", "held_on"]
    led["any_unknown"] = (led["unknown"] & matched).groupby([led[key] for key in keys], dropna=False).transform("any")
    led = led.sort_values(["started_on", "row_id"], na_position="last").drop_duplicates(keys)
    doubtful = enquiries[enquiries["icpc_held_on_unreadable"]]
    first = doubtful["started_on"].fillna(pd.Timestamp("1900-01-01")).groupby(doubtful["child_key"]).min()
    sooner = first.reindex(led["child_key"]).set_axis(led.index) < led["started_on"]
    doubt = led["unknown"] | led["any_unknown"] | (led["held_on"] < led["started_on"]) | sooner
    taken = working_days(led["started_on"], led["held_on"])
    return _answers(led, led["held_on"], taken <= 15, taken.notna() & ~doubt)


def cin_visits(start: Given) -> pd.DataFrame:
    """cin_visits_in_time: new cases not yet seen are left out, so neither met nor told."""
    rows = start.frames["cin_episodes_on_day"]
    rows = rows[rows["case_status_code"].fillna("cin_plan") == "cin_plan"]
    began, seen, day = rows["started_on"], rows["last_seen_on"], rows["state_on"]
    lost = ["case_status_code", "closed_on", "started_on", "last_seen_on"]
    doubt = rows[[f"{name}_unreadable" for name in lost]].any(axis=1)
    doubt |= rows["case_status_code"].isna() | began.isna() | (seen > day)
    is_seen = seen >= began
    is_new = (day <= began + pd.DateOffset(months=1)) | (working_days(began, day) <= start.limit_days)
    met = is_seen & (working_days(seen, day) <= start.limit_days)
    return _answers(rows, rows["day"], met, ~doubt & (is_seen | ~is_new))


def unallocated(start: Given) -> pd.DataFrame:
    """children_unallocated: each child once, over lists 8, 7 and 6."""
    parts = []
    for number, (table, end) in zip(
        (8, 7, 6), zip(ON_DAY, ("ended_on", "ended_on", "closed_on"), strict=True), strict=True
    ):
        rows = start.frames[table]
        doubtful = rows[f"{end}_unreadable"] | rows["started_on_unreadable"]
        short = pd.Series(False, index=rows.index)
        if number == 8:
            short, doubtful = (
                rows["legal_status_code"].isin(["V3", "V4"]),
                doubtful | rows["legal_status_code_unreadable"],
            )
        own = rows[["row_id", "child_key", "team_id", "day"]].assign(
            number=-number,
            began=-rows["started_on"].fillna(pd.Timestamp("1900-01-01")).astype("int64"),
            short=short,
            open=~short,
            sure=~short & ~doubtful,
            named=rows["worker_key"].notna() & (short | ~doubtful),
            maybe=rows["worker_key"].notna() & doubtful & ~short,
            lost=rows["worker_key_unreadable"],
        )
        parts.append(own)
    every = pd.concat(parts, ignore_index=True)
    flags = ["open", "sure", "named", "maybe", "lost"]
    child = every.groupby(["child_key", "day"], sort=False)[flags].any()
    chosen = every.sort_values(["short", "number", "began", "row_id"]).drop_duplicates(["child_key", "day"])
    child = child.join(chosen.set_index(["child_key", "day"])["team_id"]).reset_index()
    has_none = ~child["named"] & ~(~child["sure"] & child["maybe"])
    told = child["open"] & (~has_none | ~(child["maybe"] | child["lost"] | ~child["sure"]))
    return _answers(child, child["day"], has_none, told)


MEASURES: Mapping[str, Callable[[Given], pd.DataFrame]] = {
    "referrals_no_further_action": no_further_action,
    "assessment_within_45_days": within_45_days,
    "icpc_within_15_days": icpc_within_15_days,
    "cin_visits_in_time": cin_visits,
    "children_unallocated": unallocated,
}


def counted(rows: pd.DataFrame, start: Given, periods: Sequence[Period], names: Mapping[str, Sequence[str]]) -> Counts:
    """Met and told by month, level and place: one grouping a level, and nothing gone through row by row."""
    rows = rows[rows["day"].notna()].reset_index(drop=True)
    rows["spelling"] = rows["team_id"].str.split().str.join(" ").str.lower()
    placed = rows.reset_index().merge(start.teams, on="spelling", how="inner")
    placed = placed[placed["day"].between(placed["from_on"], placed["until_on"])].set_index("index")
    for level in (LOCALITY, TEAM):
        rows[level] = placed[level].reindex(rows.index).fillna(NOT_PLACED)
    rows["month"] = rows["day"].dt.year * 12 + rows["day"].dt.month
    found: Counts = {}
    for level, places in names.items():
        keys = ["month"] if level == COUNTY else ["month", level]
        sums = rows.groupby(keys, sort=False)[["met", "told"]].sum()
        table = dict(zip(sums.index, zip(sums["met"], sums["told"], strict=True), strict=True))
        for period in periods:
            month = period.end.year * 12 + period.end.month
            for place in places:
                key: Any = month if level == COUNTY else (month, place)
                found[period.name, level, place] = table.get(key, (0, 0))
    return found
