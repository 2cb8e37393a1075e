"""Messy journey tables about children who never were, by seed: dates crowd round the limits, cells are blank, spoilt or odd."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from tests.oracles.generate_more import add_more
from tests.oracles.plain import Row, Tables
from tests.oracles.writer import FIRST_DAY, LAST_DAY, LOADS, SOURCES, TEAMS, WORKERS, Writer


def generate(seed: int, children: int = 10_000) -> Tables:
    """The rows of every journey table that the measures read."""
    writer = Writer(seed)
    for number in range(children):
        child = f"c{number:05d}"
        disability = writer.dice.choice(["yes", "no", "no", "unknown"])
        writer.add("person", child, born_on=_birthday(writer), disability_code=disability)
        kind = writer.dice.random()
        _front_door(writer, child)
        _referrals(writer, child)
        if kind < 0.7:
            _assessments(writer, child)
        if kind < 0.5:
            _enquiries(writer, child)
        if kind < 0.8:
            _lists_6_7_8(writer, child)
        else:
            _care_leaver(writer, child)
        if kind < 0.2:
            _adoption(writer, child)
    add_more(writer, seed)
    for table in ("person", "initial_cp_conference", "care_leavers"):
        for row in writer.tables[table]:
            row["is_withdrawn"] = False if table != "initial_cp_conference" else row["is_withdrawn"]
    return writer.tables


def fill(con: duckdb.DuckDBPyConnection, tables: Tables, folder: Path) -> None:
    """Puts the rows into the empty tables of schema ``journey``."""
    for table, rows in tables.items():
        path = folder / f"{table}.json"
        path.write_text("\n".join(json.dumps(row, default=str) for row in rows), encoding="utf-8")
        columns = {column for row in rows for column in row}
        types = dict(
            con.execute(
                "SELECT column_name, data_type FROM information_schema.columns "
                "WHERE table_schema = 'journey' AND table_name = ?",
                [table],
            ).fetchall()
        )
        shape = ", ".join(f"'{column}': '{types[column]}'" for column in sorted(columns & types.keys()))
        con.execute(
            f"INSERT INTO journey.{table} BY NAME "
            f"SELECT * FROM read_json('{path.as_posix()}', format = 'newline_delimited', columns = {{{shape}}})"
        )


def rows_of(con: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    """The rows of a journey table as plain dictionaries."""
    found = con.execute(f"SELECT * FROM journey.{table}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _birthday(writer: Writer) -> date:
    """Most round the birthdays that move a care leaver from one part to another."""
    years = writer.dice.choice([3, 8, 14, 16, 17, 18, 19, 19, 20, 21, 22, 23])
    month_end = writer.dice.choice([day for day in LOADS if day.year >= 2025])
    if writer.dice.random() < 0.05:
        return date(2004, 2, 29)
    return writer.near(date(month_end.year - years, month_end.month, min(month_end.day, 28)), 2, 3)


def _front_door(writer: Writer, child: str) -> None:
    """Contacts and early help; some of it is followed by a referral near the end of a follow-up."""
    for _ in range(writer.dice.choice([0, 1, 1, 2, 3])):
        writer.add("contacts", child, contacted_on=writer.day(), source_code=writer.dice.choice(SOURCES))
    for _ in range(writer.dice.choice([0, 0, 1, 2])):
        start = writer.day()
        end = writer.near(start, 60, 40) if writer.dice.random() < 0.6 else None
        writer.add("early_help_episodes", child, started_on=start, completed_on=end)
        if writer.dice.random() < 0.4:
            writer.add(
                "referrals",
                child,
                team_id=writer.dice.choice(TEAMS),
                referred_on=min(writer.near(start, writer.dice.choice([0, 90]), 2), LAST_DAY),
                earlier_referral_count=0,
                source_code=writer.dice.choice(SOURCES),
                is_nfa=writer.dice.random() < 0.2,
            )


def _referrals(writer: Writer, child: str) -> None:
    day = writer.day()
    for _ in range(writer.dice.choice([0, 1, 1, 2, 3])):
        count = writer.dice.choice([0, 0, 0, 1, 2, -1])
        writer.add(
            "referrals",
            child,
            team_id=writer.dice.choice(TEAMS),
            referred_on=day,
            earlier_referral_count=count,
            source_code=writer.dice.choice(SOURCES),
            is_nfa=writer.dice.random() < 0.2,
        )
        if writer.dice.random() < 0.1:
            continue
        day = writer.near(day, writer.dice.choice([90, 365, 366]), 3)
        day = max(min(day, LAST_DAY), FIRST_DAY)


def _assessments(writer: Writer, child: str) -> None:
    for _ in range(writer.dice.choice([1, 1, 2])):
        start = writer.day()
        end = writer.near(start, 63) if writer.dice.random() < 0.7 else None
        writer.add(
            "cin_assessments",
            child,
            team_id=writer.dice.choice(TEAMS),
            started_on=writer.near(LAST_DAY, -63) if end is None and writer.dice.random() < 0.5 else start,
            completed_on=end,
            child_seen_code=writer.dice.choice(["yes", "yes", "no", "unknown"]),
            is_support_required=writer.dice.random() < 0.4,
        )


def _enquiries(writer: Writer, child: str) -> None:
    start = writer.day()
    held = writer.near(start, 21)
    for _ in range(writer.dice.choice([1, 1, 2, 3])):
        writer.add(
            "s47_enquiry",
            child,
            team_id=writer.dice.choice(TEAMS),
            started_on=start,
            is_icpc_unnecessary=writer.dice.choice([True, False, False, None]),
            earlier_s47_count=writer.dice.choice([0, 0, 1, 2, -1]),
            icpc_held_on=held if writer.dice.random() < 0.7 else None,
        )
        start = writer.near(start, writer.dice.choice([0, 10]), 5)
        if writer.dice.random() < 0.4:
            held = writer.near(start, writer.dice.choice([21, 21, 0]))
    of_child = [row for row in writer.tables["s47_enquiry"][-3:] if row["child_key"] == child]
    for held_on in sorted({row["icpc_held_on"] for row in of_child if row["icpc_held_on"]}):
        led_to_it = [row for row in of_child if row["icpc_held_on"] == held_on]
        made = writer.dice.random() < 0.8
        row = writer.add("initial_cp_conference", child, firm={"held_on": held_on}, is_plan_made=made)
        row["is_withdrawn"] = all(row["is_withdrawn"] for row in led_to_it)


def _lists_6_7_8(writer: Writer, child: str) -> None:
    worker = writer.dice.choice([None, None, None, *WORKERS, f"v{child[:-1]}"])
    lists = writer.dice.choice([(6,), (6,), (7,), (8,), (6, 7), (6, 7), (6, 8), (6, 7, 8)])
    for number in lists:
        for _ in range(2 if writer.dice.random() < 0.05 else 1):
            _one_of_lists_6_7_8(writer, child, number, worker)


def _one_of_lists_6_7_8(writer: Writer, child: str, number: int, worker: str | None) -> None:
    dice = writer.dice
    load = dice.choice(LOADS[-5:])
    first, last = sorted((dice.choice(LOADS), dice.choice([*LOADS, *([LAST_DAY] * 20)])))
    start = writer.near(load, dice.choice([-14, -31, -92, -184, -400, -458, -729]), 3)
    end = writer.near(start, dice.choice([30, 91, 200, 700, 729])) if dice.random() < 0.35 else None
    cells: dict[str, Any] = {
        "team_id": dice.choice(TEAMS),
        "started_on": start,
        "worker_key": dice.choice(WORKERS) if dice.random() < 0.1 else worker,
    }
    listed = {"first_listed_on": first, "as_at_on": last}
    if number == 6:
        cells["last_seen_on"] = writer.near(load, dice.choice([-28, -28, 0])) if dice.random() < 0.6 else None
        cells["case_status_code"] = dice.choice([*["cin_plan"] * 3, "cp_plan", "looked_after", "open_assessment"])
        cells["primary_need_code"] = dice.choice(["N1", "N1", "N2", "N4", "N0"])
        if end is not None and dice.random() < 0.4:
            start_again = writer.near(end, dice.choice([0, 365]), 2)
            writer.add("cin_episodes", child, firm=listed, closed_on=None, **{**cells, "started_on": start_again})
        writer.add("cin_episodes", child, firm=listed, closed_on=end, **cells)
    elif number == 7:
        writer.add(
            "cp_plans",
            child,
            firm=listed,
            ended_on=end,
            earlier_plan_count=dice.choice([0, 0, 0, 1, 2, -1]),
            last_visited_on=writer.near(load, dice.choice([-14, -14, 0])) if dice.random() < 0.7 else None,
            last_reviewed_on=writer.near(load, dice.choice([-183, -183, 0])) if dice.random() < 0.7 else None,
            last_seen_alone_code=dice.choice(["yes", "yes", "no", "unknown"]),
            **cells,
        )
    else:
        why = dice.choice(["E4A", "E4B", "E4_", "E46", "E41", "E11", "E8", "X1"]) if end else None
        in_care = _in_care(writer, load, start)
        writer.add("cla_periods", child, firm=listed, ended_on=end, ceased_reason_code=why, **in_care, **cells)


def _in_care(writer: Writer, load: date, start: date) -> dict[str, Any]:
    """What list 8 says of a child: visits, reviews and placements crowd round the limits of the regulations."""
    dice = writer.dice
    kind = dice.choice(["U1", "U4", "U4", "U6", "U", "P1", "P1", "P1", "K2", "A4", "P2", "Z1"])
    is_home = kind == "P1"
    return {
        "legal_status_code": dice.choice(["C1", "C1", "C2"] if is_home else ["C2", "C1", "V2", "V3", "V4", "L", "E1"]),
        "placement_count": dice.choice([-1, 0, 1, 1, 2, 2, 3, 3, 4]),
        "placement_type_code": kind,
        "placement_started_on": writer.near(load, dice.choice([-7, -200, -366, -800])),
        "last_visited_on": writer.near(load, dice.choice([-7, -28, -42, -92])) if dice.random() < 0.9 else None,
        "last_dental_checked_on": writer.near(load, -365) if dice.random() < 0.9 else None,
        "permanence_plan_code": dice.choice(["adoption", "return_home", None]),
        "last_reviewed_on": writer.near(*dice.choice([(load, -92), (load, -183), (start, 28)]))
        if dice.random() < 0.7
        else None,
        "placement_location_code": dice.choice(["IN", "IN", "OUT"]),
        "is_uasc": dice.random() < 0.1,
        "is_second_period": dice.random() < 0.1,
        "missing_count": dice.choice([-1, 0, 0, 1, 1, 2]),
        "return_interview_offered_code": dice.choice(["yes", "yes", "no", "unknown"]),
        "return_interview_accepted_code": dice.choice(["yes", "no", "no", "unknown"]),
    }


def _adoption(writer: Writer, child: str) -> None:
    """A decision for adoption that may go on to an order, a match, a placement and an adoption, or be reversed."""
    dice = writer.dice
    first, last = sorted((dice.choice(LOADS), dice.choice([*LOADS, *([LAST_DAY] * 20)])))
    decided = writer.day(FIRST_DAY, date(2026, 6, 1))
    entered = writer.near(decided, -200)
    ordered = writer.near(decided, 60) if dice.random() < 0.9 else None
    matched = writer.near(ordered or decided, dice.choice([0, 121, 200])) if dice.random() < 0.7 else None
    placed = writer.near(entered, dice.choice([426, 600])) if matched and dice.random() < 0.8 else None
    writer.add(
        "permanence",
        child,
        firm={"first_listed_on": first, "as_at_on": last},
        decided_on=decided,
        entered_care_on=entered,
        placement_ordered_on=ordered,
        matched_on=matched,
        placed_on=placed,
        adopted_on=writer.near(placed, 200) if placed and dice.random() < 0.6 else None,
        decision_reversed_on=writer.near(decided, 300) if not placed and dice.random() < 0.3 else None,
        ffa_placed_on=writer.near(entered, 30) if placed and dice.random() < 0.2 else None,
    )


def _care_leaver(writer: Writer, child: str) -> None:
    dice = writer.dice
    born = writer.tables["person"][-1]["born_on"]
    birthday = date(born.year + dice.choice([17, 18, 18, 18, 18]), born.month, min(born.day, 28)) if born else None
    if birthday is not None and date(2022, 1, 1) <= birthday < LAST_DAY and dice.random() < 0.8:
        writer.add(
            "cla_periods",
            child,
            firm={"first_listed_on": LOADS[0], "as_at_on": LOADS[-1]},
            team_id=dice.choice(TEAMS),
            started_on=writer.near(date(2021, 1, 1), 0),
            ended_on=writer.near(birthday, dice.choice([0, 0, 100]), 1),
            worker_key=dice.choice(WORKERS),
            ceased_reason_code="E8",
            **{
                **_in_care(writer, LOADS[-1], birthday),
                "placement_type_code": dice.choice(["U", "U1", "U4", "K2", "P2"]),
            },
        )
    for load in dice.sample(LOADS[-6:], 4):
        writer.add(
            "care_leavers",
            child,
            firm={"as_at_on": load, "first_listed_on": load},
            team_id=dice.choice(TEAMS),
            eligibility_code=dice.choice(["relevant", *["former_relevant"] * 4, "qualifying", "eligible"]),
            in_touch_code=dice.choice(["YES", "YES", "YES", "NO", "DIED", "REFU", "NREQ", "RHOM", "EXCL"]),
            last_contacted_on=writer.near(load, -61),
            pathway_plan_reviewed_on=writer.near(load, -183),
            personal_adviser_key=dice.choice(["a1", "a2", None]),
            activity_code=dice.choice(["F1", "F2", "P5", "G4", "G5", "EET", "NEET"]),
            accommodation_code=dice.choice(["B", "D", "G", "H", "R", "U", "U", "W", "X", "Z"]),
            is_accommodation_suitable=dice.choice([True, True, False]),
        )
