"""The dated hierarchy as a closure: for every stretch in which a team stays put, the places it is in.

A new level of places is more rows here, and no other SQL: cells are counted by team spell and joined to ``place_of``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from headway.measures.county_files import COUNTY_ID, Localities, team_spellings
from headway.measures.observation import COUNTY, COUNTY_WIDE, LOCALITY, NOT_PLACED, TEAM

NO_SPELL = 0
_OF_GROUP = "\x1f"  # a sign that no name of a place holds
_LEFT = {COUNTY: "", TEAM: NOT_PLACED}

_SPELLING_OF = r"""
    CREATE OR REPLACE MACRO measures.spelling_of(name) AS lower(trim(regexp_replace(name, '\s+', ' ', 'g')))"""


@dataclass(frozen=True)
class TeamSpell:
    """A team for as long as it stays in the same places. ``places`` gives the place's name by level."""

    number: int
    team: str
    spellings: tuple[str, ...]
    from_on: date
    until_on: date
    places: dict[str, str]

    def place(self, level: str) -> str:
        """The name of the place of a level that the team is in: ``not placed`` where it is in none."""
        if level == COUNTY:
            return ""
        if level == TEAM:
            return self.team
        return self.places.get(level) or (COUNTY_WIDE if COUNTY_WIDE in self.places else NOT_PLACED)


def levels_of(localities: Localities) -> tuple[str, ...]:
    """Every level below the county that the file names, localities first, teams last."""
    return tuple(dict.fromkeys([LOCALITY, *(place.level for place in localities.places), TEAM]))


def team_spells(localities: Localities) -> tuple[TeamSpell, ...]:
    """Every team's spells, in the order of the file."""
    found: list[TeamSpell] = []
    for team in localities.teams:
        for first, last, places in _above(team.part_of, team.from_on, team.until_on or date.max, localities):
            found.append(TeamSpell(len(found) + 1, team.name, team_spellings(team), first, last, places))
    return tuple(found)


def names_at(localities: Localities, level: str) -> tuple[str, ...]:
    """The places of a level by name, each once, in the order of the file, and then what is in none of them."""
    if level == TEAM:
        return tuple(dict.fromkeys([*(team.name for team in localities.teams), NOT_PLACED]))
    named = [place.name for place in localities.places if place.level == level]
    return tuple(dict.fromkeys([*named, COUNTY_WIDE, NOT_PLACED]))


def grouped(place: str, group: str) -> str:
    """The place of one group of children, as ``measures.place_of`` names it; the place itself without a group."""
    return f"{place}{_OF_GROUP}{group}" if group else place


def in_group(place: str, group: str) -> str:
    """The same as SQL, of two columns."""
    return f"{place} || '{_OF_GROUP}' || {group}"


def is_there(localities: Localities, level: str, name: str, first: date, last: date) -> bool:
    """Whether the place exists on some day of the period."""
    rows = localities.teams if level == TEAM else [each for each in localities.places if each.level == level]
    own = [each for each in rows if each.name == name]
    return not own or any(each.from_on <= last and (each.until_on or date.max) >= first for each in own)


def put_places(con: duckdb.DuckDBPyConnection, localities: Localities) -> None:
    """Makes ``measures.spells``, ``measures.spellings`` and ``measures.place_of`` anew.

    ``measures.spelling_of`` gives a team's name as spellings are compared, as ``team_spellings`` does.
    """
    spells = team_spells(localities)
    con.execute("CREATE SCHEMA IF NOT EXISTS measures")
    con.execute(_SPELLING_OF)
    _put(
        con,
        "spells (spell INTEGER, team VARCHAR, locality VARCHAR)",
        [(NO_SPELL, NOT_PLACED, NOT_PLACED), *((each.number, each.team, each.place(LOCALITY)) for each in spells)],
    )
    _put(
        con,
        "spellings (spelling VARCHAR, spell INTEGER, from_on DATE, until_on DATE)",
        [(name, each.number, each.from_on, each.until_on) for each in spells for name in each.spellings],
    )
    levels = (COUNTY, *levels_of(localities))
    nowhere = [(NO_SPELL, level, _LEFT.get(level, NOT_PLACED)) for level in levels]
    _put(
        con,
        "place_of (spell INTEGER, level VARCHAR, place VARCHAR)",
        [*nowhere, *((each.number, level, each.place(level)) for each in spells for level in levels)],
    )


def _above(
    place_id: str, first: date, last: date, localities: Localities
) -> Iterator[tuple[date, date, dict[str, str]]]:
    """From a place upwards, the stretches of days in which the places above stay the same."""
    if place_id in (COUNTY_ID, COUNTY_WIDE):
        yield first, last, {COUNTY_WIDE: COUNTY_WIDE} if place_id == COUNTY_WIDE else {}
        return
    day = first
    rows = sorted((each for each in localities.places if each.id == place_id), key=lambda each: each.from_on)
    for row in rows:
        start, end = max(day, row.from_on), min(last, row.until_on or date.max)
        if start > end:
            continue
        if start > day:
            yield day, start - timedelta(days=1), {}
        for since, until, places in _above(row.part_of, start, end, localities):
            yield since, until, {**places, row.level: row.name}
        if end == date.max:
            return
        day = end + timedelta(days=1)
    if day <= last:
        yield day, last, {}


def _put(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """A small table made from Python rows in one statement."""
    name, _, shape = table.partition(" ")
    kinds = [column.split()[1] for column in shape.strip("()").split(", ")]
    con.execute(f"CREATE OR REPLACE TABLE measures.{name} {shape}")
    if rows:
        lists = ", ".join(f"unnest(${number}::{kind}[])" for number, kind in enumerate(kinds, start=1))
        con.execute(f"INSERT INTO measures.{name} SELECT {lists}", [list(column) for column in zip(*rows, strict=True)])
