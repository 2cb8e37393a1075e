"""The files of a county folder that measures read: localities, policy, targets, population."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from headway.catalogue import Strict
from headway.measures.observation import COUNTY_WIDE, LOCALITY
from headway.measures.page import LocalStandard

COUNTY_ID = "county"
"""What a place is part of when nothing of ours stands between it and the county."""


class _Dated(Strict):
    """Something that holds from a day until a day, both included; no ``until`` means still."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_on: date = Field(alias="from", description="The first day on which it holds.")
    until_on: date | None = Field(None, alias="until", description="The last day on which it holds; empty: still.")

    def holds_on(self, day: date) -> bool:
        """Whether it holds on the day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class PlaceRow(_Dated):
    """A locality, for as long as it is one."""

    id: str = Field(min_length=1, description="A short name, used by the teams.")
    name: str = Field(min_length=1, description="The name as it is printed.")
    level: str = Field(LOCALITY, description="What kind of place it is.")
    part_of: str = Field("county", description="The place it is part of.")


class TeamRow(_Dated):
    """A team, for as long as it is part of one place. A team that moves has another row."""

    id: str = Field(min_length=1, description="The team's id in the returns, or any short name.")
    name: str = Field(min_length=1, description="The team's name as it is printed.")
    also: tuple[str, ...] = Field((), description="Other names and ids by which the returns call it.")
    part_of: str = Field(description="The id of its locality, or county-wide.")


class Localities(Strict):
    """localities.yaml: the dated hierarchy, county to locality to team."""

    places: tuple[PlaceRow, ...] = Field((), description="The localities.")
    teams: tuple[TeamRow, ...] = Field((), description="The teams.")

    def names(self) -> tuple[str, ...]:
        """The localities' names, each once, in the order of the file."""
        return tuple(dict.fromkeys(place.name for place in self.places if place.level == LOCALITY))

    def locality_of(self, team: TeamRow) -> str:
        """The place that the team's row is part of, by the name it had when the row began."""
        named = [place for place in self.places if place.id == team.part_of]
        return next(
            (each.name for each in named if each.holds_on(team.from_on)), named[0].name if named else COUNTY_WIDE
        )


class DatedStandard(LocalStandard, _Dated):
    """A local standard and the days on which it holds."""

    source: str = Field(description="Where the council has written it down.")


ChildGroup = Literal["cla", "cp", "cin", "care_leaver"]


class ContactRule(_Dated):
    """A rule about contact with children: a child of the groups for whom it holds is red or amber."""

    name: str = Field(min_length=1, description="What is said of a child for whom it holds, as people here say it.")
    colour: Literal["red", "amber"] = Field(description="red or amber: a word, never a score.")
    without: Literal["contact", "in_person", "seen", "alone"] = Field(
        description="What has not taken place: contact (of any kind), in_person, seen (also on screen), alone (seen alone)."
    )
    days: int = Field(ge=1, le=60, description="In how many days up to the day of the file.")
    groups: tuple[ChildGroup, ...] = Field(min_length=1, description="Of which children: cla, cp, cin, care_leaver.")
    source: str = Field(description="Where the council has written it down.")


def _as_list(value: object) -> object:
    """One value may be written without the brackets of a list."""
    return [value] if isinstance(value, Mapping) else value


class Policy(Strict):
    """policy.yaml: the council's own standards and rules."""

    standards: dict[str, dict[str, Annotated[tuple[DatedStandard, ...], BeforeValidator(_as_list)]]] = Field(
        default_factory=dict, description="By parameter and measure: a list of values with the days they hold."
    )
    suppression_threshold: int = Field(5, ge=5, description="Counts of 1 up to this are not published.")
    contact_rules: tuple[ContactRule, ...] = Field((), description="Who is red or amber when contacts are followed.")
    dip_count: int = Field(5, ge=1, le=50, description="How many greens of a place are drawn by lot each week.")
    cockpit: tuple[str, ...] = Field(
        (), description="The measures of a place's weekly cockpit, at most ten; none: Headway's own ten."
    )
    state_days: int = Field(45, ge=1, description="How old a load may be, in days, and still answer for a later day.")

    def dated(self, name: str, measure: str) -> tuple[DatedStandard, ...]:
        """Every value that the council has given to a standard of a measure, with its days."""
        return self.standards.get(name, {}).get(measure, ())

    def standard(self, name: str, measure: str, day: date) -> LocalStandard | None:
        """The council's value of a standard for a measure on a day, or None when it gives none."""
        for each in self.dated(name, measure):
            if each.holds_on(day):
                return LocalStandard(value=each.value, kind=each.kind)
        return None


class Target(_Dated):
    """What the council aims for in one measure, and who agreed it."""

    measure: str = Field(description="The measure's id, with /part where it has several figures.")
    value: float = Field(description="The aim; a proportion as a fraction, 0.80 for 80%.")
    agreed_by: str = Field(description="Who agreed it.")
    agreed_on: date = Field(description="When they did.")


class Targets(Strict):
    """targets.yaml: every target."""

    targets: tuple[Target, ...] = Field((), description="The targets.")

    def value(self, measure: str, day: date) -> float | None:
        """The target of a measure (with its part) on a day, or None."""
        return next((t.value for t in self.targets if t.measure == measure and t.holds_on(day)), None)


OLDEST_POPULATION = 5


@dataclass(frozen=True)
class Population:
    """Children aged 0 to 17 by mid-year and place."""

    counts: dict[tuple[int, str], int]

    def at(self, mid_year: int, place: str) -> int | None:
        """The number at the middle of the year, or None when it is not given."""
        return self.counts.get((mid_year, place))

    def newest(self, mid_year: int, place: str) -> tuple[int, int] | None:
        """The newest mid-year up to the one asked for, at most five years older, and its number; None without one."""
        years = range(mid_year, mid_year - OLDEST_POPULATION - 1, -1)
        return next(((year, found) for year in years if (found := self.at(year, place))), None)


@dataclass(frozen=True)
class CountyFiles:
    """All of them, with the county's name."""

    county: str
    localities: Localities
    policy: Policy
    targets: Targets
    population: Population


def team_spellings(team: TeamRow) -> tuple[str, ...]:
    """Every way in which the returns may name the team, as it is compared: lower case, spaces tidied."""
    return tuple(dict.fromkeys(" ".join(name.lower().split()) for name in (team.id, team.name, *team.also)))
