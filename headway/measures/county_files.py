"""The files of a county folder that measures read: localities, policy, targets, population."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ConfigDict, Field

from headway.catalogue import Strict, YamlText, nearest_names, read_yaml
from headway.errors import DefinitionError, HeadwayError
from headway.measures.observation import COUNTY_WIDE
from headway.measures.page import Kind, LocalStandard, MeasureCatalogue


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
    level: str = Field("locality", description="What kind of place it is.")
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
        return tuple(dict.fromkeys(place.name for place in self.places))

    def locality_of(self, team: TeamRow) -> str:
        """The name of the place that the team's row is part of."""
        return next((place.name for place in self.places if place.id == team.part_of), COUNTY_WIDE)


class DatedStandard(LocalStandard):
    """A local standard and the days on which it holds."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    source: str = Field(description="Where the council has written it down.")
    from_on: date = Field(alias="from", description="The first day on which it holds.")
    until_on: date | None = Field(None, alias="until", description="The last day on which it holds; empty: still.")


class Policy(Strict):
    """policy.yaml: the council's own standards and rules."""

    standards: dict[str, dict[str, tuple[DatedStandard, ...]]] = Field(
        default_factory=dict, description="By parameter and measure: a list of values with the days they hold."
    )
    suppression_threshold: int = Field(5, ge=5, description="Counts of 1 up to this are not published.")
    state_days: int = Field(45, ge=1, description="How old a load may be, in days, and still answer for a later day.")

    def standard(self, name: str, measure: str, day: date) -> LocalStandard | None:
        """The council's value of a standard for a measure on a day, or None when it gives none."""
        for each in self.standards.get(name, {}).get(measure, ()):
            if each.from_on <= day and (each.until_on is None or day <= each.until_on):
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


@dataclass(frozen=True)
class Population:
    """Children aged 0 to 17 by mid-year and place."""

    counts: dict[tuple[int, str], int]

    def at(self, mid_year: int, place: str) -> int | None:
        """The number at the middle of the year, or None when it is not given."""
        return self.counts.get((mid_year, place))


@dataclass(frozen=True)
class CountyFiles:
    """All of them, with the county's name."""

    county: str
    localities: Localities
    policy: Policy
    targets: Targets
    population: Population


def read_county_files(folder: Path, county: str, measures: MeasureCatalogue) -> CountyFiles:
    """The files of the folder. Raises DefinitionError with the line for a wrong field, place or measure."""
    localities_text = read_yaml(folder / "localities.yaml")
    localities = localities_text.into(Localities)
    _check_localities(localities_text, localities)
    policy_text = read_yaml(folder / "policy.yaml")
    policy = policy_text.into(Policy)
    targets_text = read_yaml(folder / "targets.yaml")
    targets = targets_text.into(Targets)
    for name, by_measure in policy.standards.items():
        for measure in by_measure:
            _check_measure(policy_text, ("standards", name, measure), measure, measures)
    for number, target in enumerate(targets.targets):
        _check_measure(targets_text, ("targets", number, "measure"), target.measure, measures)
    population = _read_population(folder / "population.csv", {county, *localities.names()})
    return CountyFiles(county, localities, policy, targets, population)


def _check_measure(text: YamlText, path: tuple[int | str, ...], name: str, measures: MeasureCatalogue) -> None:
    try:
        measures.figure(name)
    except HeadwayError as error:
        raise DefinitionError(error.what, text.where(path), error.todo) from None


def _check_localities(text: YamlText, localities: Localities) -> None:
    known = {place.id for place in localities.places} | {COUNTY_WIDE}
    for number, team in enumerate(localities.teams):
        if team.part_of not in known:
            near = nearest_names(team.part_of, known)
            todo = f"Did you mean {near}?" if near else "Add the place above, or write county-wide."
            what = f"Team {team.id} is part of '{team.part_of}', which is no place."
            raise DefinitionError(what, text.where(("teams", number)), todo)
        for other in localities.teams[:number]:
            if _same_team(team, other) and _overlap(team, other):
                raise DefinitionError(
                    f"Teams {other.id} and {team.id} share a name on the same days.",
                    text.where(("teams", number)),
                    "End the earlier row with 'until' the day before the later one begins.",
                )


def _same_team(one: TeamRow, other: TeamRow) -> bool:
    return bool(set(team_spellings(one)) & set(team_spellings(other)))


def team_spellings(team: TeamRow) -> tuple[str, ...]:
    """Every way in which the returns may name the team, as it is compared: lower case, spaces tidied."""
    return tuple(dict.fromkeys(" ".join(name.lower().split()) for name in (team.id, team.name, *team.also)))


def _overlap(one: TeamRow, other: TeamRow) -> bool:
    last = date.max
    return one.from_on <= (other.until_on or last) and other.from_on <= (one.until_on or last)


def _read_population(path: Path, places: Iterable[str]) -> Population:
    counts: dict[tuple[int, str], int] = {}
    known = set(places)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            where = f"{path.name}, line {number}"
            place = (row.get("place") or "").strip()
            if place not in known:
                near = nearest_names(place, known)
                raise DefinitionError(
                    f"'{place}' is no place of this county.", where, f"Did you mean {near}?" if near else ""
                )
            try:
                counts[(int(row["mid_year"]), place)] = int(row["population_0_17"])
            except (KeyError, TypeError, ValueError):
                raise DefinitionError(
                    "The year or the number of children is no whole number.", where, "Write both in digits."
                ) from None
    return Population(counts)


__all__ = ["CountyFiles", "Kind", "Localities", "Policy", "Population", "Targets", "TeamRow", "read_county_files"]
