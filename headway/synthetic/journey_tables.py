"""A world put straight into journey tables, without workbooks: for studies over hundreds of counties.

Only the tables that the planted truths are read from are filled, with the rows that monthly loads would have given.
"""

from __future__ import annotations

from datetime import date

import duckdb
import numpy as np

from headway.journey import Journey, empty_journey, journey_over
from headway.synthetic.chance import Bools, Ints
from headway.synthetic.county_made import ASSESSMENT, FAMILY, team_of
from headway.synthetic.days import NEVER, number
from headway.synthetic.lists_open import earlier_plan_is_blank
from headway.synthetic.setting import FRONT_DOOR, TEAMS, Setting
from headway.synthetic.world import World, make_world

FILLED = ("referrals", "cin_assessments", "s47_enquiry", "initial_cp_conference", "cp_plans")


def fill_journey(con: duckdb.DuckDBPyConnection, setting: Setting) -> Journey:
    """The journey of a county of this setting: five tables filled, all others empty, covered from the first window."""
    world = make_world(setting)
    empty_journey(con)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE teams AS SELECT unnest(?) AS team, unnest(range(?)) AS id",
        [list(TEAMS), len(TEAMS)],
    )
    _referrals(con, world)
    _assessments(con, world)
    _enquiries(con, world)
    _plans(con, world)
    con.execute("DROP TABLE teams")
    covered: list[tuple[date, date]] = [(setting.window_start, setting.last)]
    return journey_over(con, loads=[setting.last], coverage=dict.fromkeys(FILLED, covered))


def _in_window(world: World, day: Ints) -> Bools:
    first, last = number(world.setting.window_start), world.setting.last_day
    return np.asarray((day >= first) & (day <= last), dtype=np.bool_)


def _referrals(con: duckdb.DuckDBPyConnection, world: World) -> None:
    episodes = world.episodes
    rows = np.flatnonzero(_in_window(world, episodes.referred_on))
    child = episodes.child[rows]
    team = np.where(episodes.is_no_action[rows], FRONT_DOOR, team_of(world, ASSESSMENT, child))
    given = {  # noqa: F841 - read by name in the SQL
        "id": rows,
        "child": child,
        "day": episodes.referred_on[rows],
        "earlier": world.earlier_referrals[rows],
        "team": team,
    }
    con.execute(f"""
        INSERT INTO journey.referrals BY NAME
        SELECT 'r' || g.id AS row_id, {_CHILD}, {_day("day")} AS referred_on, g.earlier AS earlier_referral_count,
            t.team AS team_id
        FROM given g JOIN teams t ON t.id = g.team""")


def _assessments(con: duckdb.DuckDBPyConnection, world: World) -> None:
    episodes, last = world.episodes, world.setting.last_day
    first = number(world.setting.window_start)
    rows = np.flatnonzero((episodes.assessed_from <= last) & (episodes.assessed_to >= first))
    child = episodes.child[rows]
    end = episodes.assessed_to[rows]
    given = {  # noqa: F841
        "id": rows,
        "child": child,
        "begun": episodes.assessed_from[rows],
        "ended": np.where(end <= last, end, NEVER),
        "seen": episodes.seen[rows],
        "team": team_of(world, ASSESSMENT, child),
    }
    con.execute(f"""
        INSERT INTO journey.cin_assessments BY NAME
        SELECT 'a' || g.id AS row_id, {_CHILD}, {_day("begun")} AS started_on, {_day("ended")} AS completed_on,
            CASE WHEN g.ended < {NEVER} THEN ['yes', 'no', 'unknown'][g.seen + 1] END AS child_seen_code,
            t.team AS team_id
        FROM given g JOIN teams t ON t.id = g.team""")


def _enquiries(con: duckdb.DuckDBPyConnection, world: World) -> None:
    """Enquiries, and the conferences that they led to."""
    episodes, last = world.episodes, world.setting.last_day
    rows = np.flatnonzero(_in_window(world, episodes.enquiry_on))
    child = episodes.child[rows]
    held = episodes.conference_on[rows]
    given = {  # noqa: F841
        "id": rows,
        "child": child,
        "begun": episodes.enquiry_on[rows],
        "held": np.where(held <= last, held, NEVER),
        "team": team_of(world, ASSESSMENT, child),
    }
    con.execute(f"""
        INSERT INTO journey.s47_enquiry BY NAME
        SELECT 's' || g.id AS row_id, {_CHILD}, {_day("begun")} AS started_on, {_day("held")} AS icpc_held_on,
            t.team AS team_id
        FROM given g JOIN teams t ON t.id = g.team""")
    con.execute("""
        INSERT INTO journey.initial_cp_conference BY NAME
        SELECT min(row_id) AS row_id, child_key, icpc_held_on AS held_on
        FROM journey.s47_enquiry WHERE icpc_held_on IS NOT NULL GROUP BY child_key, icpc_held_on""")


def _plans(con: duckdb.DuckDBPyConnection, world: World) -> None:
    episodes, last = world.episodes, world.setting.last_day
    first = number(world.setting.window_start)
    rows = np.flatnonzero((episodes.plan_from <= last) & (episodes.plan_to >= first))
    child = episodes.child[rows]
    given = {  # noqa: F841
        "id": rows,
        "child": child,
        "begun": episodes.plan_from[rows],
        "ended": np.where(episodes.plan_to[rows] <= last, episodes.plan_to[rows], NEVER),
        "earlier": np.where(earlier_plan_is_blank(world, rows), -1, episodes.earlier_plans[rows]),
        "team": team_of(world, FAMILY, child),
    }
    con.execute(f"""
        INSERT INTO journey.cp_plans BY NAME
        SELECT 'p' || g.id AS row_id, {_CHILD}, {_day("begun")} AS started_on, {_day("ended")} AS ended_on,
            CASE WHEN g.earlier >= 0 THEN g.earlier END AS earlier_plan_count, t.team AS team_id
        FROM given g JOIN teams t ON t.id = g.team""")


_CHILD = "printf('SYN%06d', g.child) AS child_key"


def _day(column: str) -> str:
    return f"CASE WHEN g.{column} < {NEVER} THEN DATE '1970-01-01' + g.{column}::INTEGER END"
