"""More of the messy journey: health checks, earlier placements, workers, adopters, and the kinds of harm."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracles.plain import Row
from tests.oracles.writer import BLANK, FIRST_DAY, LAST_DAY, LOADS, SPOIL, WORKERS, Writer

PLACEMENTS = ("U6", "U6", "U4", "U", "K2", "A5", "A", "T4")


def add_more(writer: Writer, seed: int) -> None:
    """Adds cells to the rows of lists 7 and 8, and the tables that are built from several returns."""
    dice = Random(seed)
    for plan in writer.tables["cp_plans"]:
        _cell(dice, plan, "latest_category_code", dice.choice(["NEG", "EMO", "PHY", "SAB", "MUL"]))
        _cell(dice, plan, "is_under_emergency_protection", dice.random() < 0.2)
    writer.dice = dice
    for period in list(writer.tables["cla_periods"]):
        _in_care(writer, period)
    for number in range(1500):
        _adopter(writer, number)
    for row in writer.tables["involvements"]:
        row["is_withdrawn"] = False
    for row in writer.tables["cla_placement"]:
        row.setdefault("first_listed_on", min(writer.near(row["started_on"] or LAST_DAY, 20), LAST_DAY))
        _cell(dice, row, "placement_type_code", dice.choice(PLACEMENTS))
    _of_many_returns(writer, Random(seed + 1))
    _born_round_their_plan(writer)


def _born_round_their_plan(writer: Writer) -> None:
    """Every twelfth child whose plan began is born that day, the day before, the day after or three months later."""
    starts = {plan["child_key"]: plan["started_on"] for plan in writer.tables["cp_plans"] if plan["started_on"]}
    born = [row for row in writer.tables["person"] if row["born_on"] and row["child_key"] in starts]
    for number, row in enumerate(born[::12]):
        row["born_on"] = starts[row["child_key"]] + timedelta(days=(0, -1, 1, 90)[number % 4])


def _of_many_returns(writer: Writer, dice: Random) -> None:
    """The visits, reviews and placements that a series of returns named one after the other, near their limits."""
    writer.dice = dice
    known = {("cla_placement", row["child_key"], row["started_on"]) for row in writer.tables["cla_placement"]}
    for plan in writer.tables["cp_plans"]:
        _named_in_turn(writer, known, plan, ("cp_visits", "visited_on"), [7, 10, 14])
    for period in writer.tables["cla_periods"]:
        _named_in_turn(writer, known, period, ("cla_visits", "visited_on"), [7, 41, 41, 91])
        _named_in_turn(writer, known, period, ("cla_reviews", "held_on"), [28, 91, 182, 182])
        for row in _named_in_turn(writer, known, period, ("cla_placement", "started_on"), [5, 60, 120, 365]):
            _cell(dice, row, "placement_type_code", dice.choice(PLACEMENTS))


def _named_in_turn(
    writer: Writer, known: set[tuple[str, str, date]], row: Row, of: tuple[str, str], apart: list[int]
) -> list[Row]:
    """Up to six dates of one child, each named by the returns from soon after it until about when the next was due."""
    dice, child, (table, column) = writer.dice, row["child_key"], of
    day = writer.near(row["started_on"] or LOADS[3], dice.choice([0, 28, 400]), 3)
    found = []
    for _ in range(dice.choice([0, 0, 1, 3, 6])):
        days = dice.choice(apart)
        if day < LAST_DAY and (table, child, day) not in known:
            first = max(day, min(writer.near(day, 4), LAST_DAY))
            firm = {
                column: day,
                "first_listed_on": first,
                "as_at_on": max(first, min(writer.near(day, days, 2), LAST_DAY)),
            }
            found.append(writer.add(table, child, firm=firm))
            known.add((table, child, day))
        day = writer.near(day, days, 2)
    return found


def _cell(dice: Random, row: Row, column: str, value: Any) -> None:
    luck = dice.random()
    row[column] = value if luck >= SPOIL + BLANK else None
    if luck < SPOIL:
        row["unreadable"].append(column)


def _in_care(writer: Writer, period: Row) -> None:
    """Checks crowd round the 20th working day and the half-year; some children live with adopters, some have many workers."""
    dice, child, start = writer.dice, period["child_key"], period["started_on"]
    load = dice.choice(LOADS[-5:])
    _cell(dice, period, "absent_count", dice.choice([-1, 0, 0, 1, 3]))
    newest = writer.near(load, dice.choice([-183, -365, -7]), 2) if dice.random() < 0.9 else None
    _cell(dice, period, "last_health_assessed_on", newest)
    if start is not None and dice.random() < 0.5:
        period["first_listed_on"] = min(writer.near(start, dice.choice([20, 183]), 2), LAST_DAY)
    if start is not None and dice.random() < 0.6:
        kind = dice.choice(["health_assessment"] * 3 + ["dental"])
        writer.add("cla_health", child, firm={"check_type_code": kind}, checked_on=writer.near(start, 28))
    placed = period["placement_started_on"]
    if placed is not None and dice.random() < 0.4:
        writer.add("cla_placement", child, started_on=writer.near(load, dice.choice([-731, -731, -800]), 2))
    if dice.random() < 0.3 and period["placement_started_on"] is not None and not period["unreadable"]:
        period["placement_started_on"] = writer.near(load, -731, 2)
        period["started_on"] = writer.near(load, dice.choice([-913, -1200]), 2)
    for _ in range(dice.choice([0, 1, 3, 4, 5])):
        first, last = sorted((dice.choice(LOADS[1:]), dice.choice(LOADS[1:])))
        firm = {
            "service_code": dice.choice(["cla", "cla", "cla", "cp"]),
            "worker_key": dice.choice([*WORKERS, "w4"]),
            "first_seen_on": first,
            "last_seen_on": last,
        }
        writer.add("involvements", child, firm=firm)


def _adopter(writer: Writer, number: int) -> None:
    dice = writer.dice
    first, last = sorted((dice.choice(LOADS), dice.choice([*LOADS, *([LAST_DAY] * 20)])))
    one = writer.day(FIRST_DAY, LAST_DAY)
    one_end = writer.near(one, 61, 2) if dice.random() < 0.8 else None
    two = writer.near(one_end or one, 10)
    two_end = writer.near(two, 122, 2) if one_end and dice.random() < 0.8 else None
    matched = writer.near(two_end, 60) if two_end and dice.random() < 0.4 else None
    placed = writer.near(matched, 20) if matched and dice.random() < 0.6 else None
    firm = {"first_listed_on": first, "as_at_on": last, "adopter_key": f"a{number:05d}"}
    writer.add(
        "prospective_adopters",
        f"a{number:05d}",
        firm=firm,
        family_key=f"f{number // 2:05d}" if dice.random() < 0.7 else None,
        enquired_on=writer.near(one, -10),
        stage_1_started_on=one,
        stage_1_ended_on=one_end,
        stage_2_started_on=two,
        stage_2_ended_on=two_end,
        approved_on=two_end if dice.random() < 0.5 else None,
        matched_on=matched,
        placed_on=placed,
        adopted_on=writer.near(placed, 150) if placed and dice.random() < 0.5 else None,
        left_on=writer.near(one, 150) if dice.random() < 0.1 else None,
    )
