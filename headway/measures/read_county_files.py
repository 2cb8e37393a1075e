"""Reads the files of a county folder that measures need, every error with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from headway.catalogue import YamlText, nearest_names, read_yaml
from headway.errors import DefinitionError, RefusedError, UnknownNameError
from headway.measures.county_files import (
    COUNTY_ID,
    CountyFiles,
    DatedStandard,
    Localities,
    PlaceRow,
    Policy,
    Population,
    Target,
    Targets,
    TeamRow,
    team_spellings,
)
from headway.measures.load import MeasureCatalogue
from headway.measures.observation import COUNTY, COUNTY_WIDE, LOCALITY, NOT_PLACED, TEAM
from headway.measures.page import LENGTHS, Standard

FieldPath = tuple[int | str, ...]
Dated = PlaceRow | TeamRow | Target | DatedStandard
MOST_IN_COCKPIT = 10
MOST_APART = 0.1
"""How far the localities' children together may lie from the county's, as a share of it: estimates are rounded."""
_POPULATION_HEADINGS = ("mid_year", "place", "population_0_17", "source")


def read_county_files(folder: Path, county: str, measures: MeasureCatalogue) -> CountyFiles:
    """The files of the folder. Raises DefinitionError with the line for a wrong field, place or measure."""
    localities = read_localities(folder / "localities.yaml", county)
    return CountyFiles(
        county,
        localities,
        read_policy(folder / "policy.yaml", measures),
        read_targets(folder / "targets.yaml", measures),
        read_population(
            folder / "population.csv", [county, *(place.name for place in localities.places)], localities.places
        ),
    )


def read_localities(path: Path, county: str) -> Localities:
    """localities.yaml, its places and teams known and never two of one name on the same day."""
    text = read_yaml(path)
    found = text.into(Localities)
    for number, place in enumerate(found.places):
        _check_place(text, number, place, found, county)
    for number, team in enumerate(found.teams):
        _check_team(text, number, team, found)
    return found


def read_policy(path: Path, measures: MeasureCatalogue) -> Policy:
    """policy.yaml, its measures and standards known, one value on any day."""
    text = read_yaml(path)
    found = text.into(Policy)
    for name, by_measure in found.standards.items():
        for measure, values in by_measure.items():
            if measures.left_out_as(measure):
                continue
            where: FieldPath = ("standards", name, measure)
            _check_measure(text, where, measure, measures)
            page = measures.page(measure)
            if measure != page.id:
                raise DefinitionError(f"'{measure}' is a measure's other name.", text.where(where), f"Write {page.id}.")
            standard = page.front.standards.get(name)
            if standard is None or not standard.is_local:
                local = [own for own, each in page.front.standards.items() if each.is_local]
                todo = (
                    f"It leaves these to the council: {', '.join(local)}." if local else "It leaves none to councils."
                )
                raise DefinitionError(f"{measure} has no local standard '{name}'.", text.where(where), todo)
            for number, each in enumerate(values):
                _check_kind(text, (*where, number), each, standard)
            _check_once(text, where, values, f"The values of {name} for {measure} share days.")
    return found.model_copy(update={"cockpit": _cockpit(text, found.cockpit, measures)})


def _cockpit(text: YamlText, given: Sequence[str], measures: MeasureCatalogue) -> tuple[str, ...]:
    """The measures of the cockpit by the names of their figures, each once."""
    if len(given) > MOST_IN_COCKPIT:
        raise DefinitionError(
            f"The cockpit has {len(given)} measures: a week on one page has room for {MOST_IN_COCKPIT}.",
            text.where(("cockpit",)),
            f"Leave at most {MOST_IN_COCKPIT} of them.",
        )
    names: list[str] = []
    for number, measure in enumerate(given):
        if measures.left_out_as(measure):
            continue
        where: FieldPath = ("cockpit", number)
        _check_measure(text, where, measure, measures)
        name = _name(measures, measure)
        if name in names:
            raise DefinitionError(f"{name} stands twice in the cockpit.", text.where(where), "Take one of them out.")
        names.append(name)
    return tuple(names)


def _check_kind(text: YamlText, where: FieldPath, given: DatedStandard, standard: Standard) -> None:
    """A length of time where the page counts time, and the page's own kind where it says one."""
    allowed = (standard.kind,) if standard.kind else LENGTHS
    if given.kind not in allowed:
        raise DefinitionError(
            f"The standard {where[1]} of {where[2]} is given in {given.kind}.",
            text.where(where),
            f"Give it in {', '.join(allowed)}.",
        )


def read_targets(path: Path, measures: MeasureCatalogue) -> Targets:
    """targets.yaml, its measures known, one target of a figure on any day; none of a page that is left out."""
    text = read_yaml(path)
    found = text.into(Targets)
    used = [(n, each) for n, each in enumerate(found.targets) if not measures.left_out_as(each.measure)]
    for number, target in used:
        where: FieldPath = ("targets", number)
        _check_measure(text, (*where, "measure"), target.measure, measures)
        page, part = measures.figure(target.measure)
        if part is None and len(page.parts) > 1:
            names = " or ".join(page.name_of(each) for each in page.parts)
            raise DefinitionError(
                f"{target.measure} has several figures.", text.where((*where, "measure")), f"Write {names}."
            )
        name = page.name_of(part)
        if page.shape_of(part) == "proportion" and not 0 <= target.value <= 1:
            raise DefinitionError(
                f"The target of {name} is {target.value:g}, and a proportion is from 0 to 1.",
                text.where((*where, "value")),
                "Write 80% as 0.80.",
            )
        same = [each for n, each in used if n < number and measures.figure(each.measure) == (page, part)]
        _check_once(text, where, [*same, target], f"Two targets of {name} share days.")
    by_name = [each.model_copy(update={"measure": _name(measures, each.measure)}) for _, each in used]
    return Targets(targets=tuple(by_name))


def read_population(path: Path, places: Sequence[str], rows: Sequence[PlaceRow] = ()) -> Population:
    """population.csv, its places known, each year and place once; a year that has one locality has each of ``rows``.

    The first of ``places`` is the county: the localities of a year add up to its number, or nearly.
    """
    counts: dict[tuple[int, str], int] = {}
    lines: dict[tuple[int, str], int] = {}
    for number, row in _population_rows(path):
        where = f"{path.name}, line {number}"
        if None in row:
            raise DefinitionError(
                f"The line has more cells than the {len(row) - 1} headings of the first line.",
                where,
                "Write a number without a comma in it (147000), and a name that holds one in quotes.",
            )
        place = (row.get("place") or "").strip()
        if place not in places:
            near = nearest_names(place, places)
            todo = f"Did you mean {near}?" if near else f"The places are {', '.join(places)}."
            raise DefinitionError(f"'{place}' is no place of this county.", where, todo)
        try:
            year, count = int(row["mid_year"]), int(row["population_0_17"])
        except (KeyError, TypeError, ValueError):
            year, count = 0, 0
        if not 1 <= year <= 9999 or count < 1:
            raise DefinitionError(
                "The year or the number of children is no whole number above 0.", where, "Write both in digits."
            )
        if (year, place) in counts:
            raise DefinitionError(f"{place} has two numbers for mid-{year}.", where, "Leave one of them.")
        counts[(year, place)] = count
        lines[(year, place)] = number
    for year in dict.fromkeys(year for year, _ in lines):
        standing = [row.name for row in rows if row.level == LOCALITY and row.holds_on(date(year, 6, 30))]
        last = max(number for (each, _), number in lines.items() if each == year)
        _check_whole(year, counts, standing, f"{path.name}, line {last}")
        total = counts.get((year, places[0]))
        parts = {name: counts[(year, name)] for name in standing if (year, name) in counts}
        if total and parts and abs(sum(parts.values()) - total) > total * MOST_APART:
            wrong = _farthest(parts, total)
            raise DefinitionError(
                f"{wrong} has {parts[wrong]:,} children at mid-{year}: the localities together then have "
                f"{sum(parts.values()):,}, and {places[0]} has {total:,}.",
                f"{path.name}, line {lines[(year, wrong)]}",
                "Correct that line, another locality's or the county's: together the localities are the county.",
            )
    return Population(counts)


def _farthest(parts: Mapping[str, int], total: int) -> str:
    """The locality whose number is the most times away from what the others leave of the county's."""
    left = {name: total - sum(parts.values()) + count for name, count in parts.items()}
    times = {name: max(left[name] / parts[name], parts[name] / left[name]) for name in parts if left[name] > 0}
    return max(times or parts, key=lambda name: times.get(name, parts[name]))


def _check_whole(year: int, counts: Mapping[tuple[int, str], int], standing: Sequence[str], where: str) -> None:
    """A year that gives some localities and not others would give some a rate and others none, unsaid."""
    missing = [name for name in standing if (year, name) not in counts]
    if missing and len(missing) < len(standing):
        raise DefinitionError(
            f"Mid-{year} has no number for {', '.join(missing)}, and has one for other localities.",
            where,
            "Add its line, or take out the lines of that year's other localities.",
        )


def _population_rows(path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    if not path.exists():
        raise DefinitionError(f"{path.name} is not there.", f"Looked for {path}.", "Run 'headway init' to make it.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            reader = csv.DictReader(file)
            missing = [name for name in _POPULATION_HEADINGS[:3] if name not in (reader.fieldnames or ())]
            if missing:
                raise DefinitionError(
                    f"{path.name} has no column {' and no column '.join(missing)}.",
                    f"{path.name}, line 1",
                    f"Its first line is {','.join(_POPULATION_HEADINGS)}.",
                )
            return [(reader.line_num, row) for row in reader if any(row.values())]
        except (UnicodeDecodeError, csv.Error):
            raise DefinitionError(
                f"{path.name} is not plain text.", f"{path}", "Save it as CSV in UTF-8 and try again."
            ) from None


def _name(measures: MeasureCatalogue, given: str) -> str:
    page, part = measures.figure(given)
    return page.name_of(part if part is not None else page.parts[0])


def _check_measure(text: YamlText, path: FieldPath, name: str, measures: MeasureCatalogue) -> None:
    try:
        measures.figure(name)
    except RefusedError as error:
        raise DefinitionError(error.what, text.where(path), error.where) from None
    except UnknownNameError as error:
        raise DefinitionError(error.what, text.where(path), error.todo) from None


def _check_place(text: YamlText, number: int, place: PlaceRow, found: Localities, county: str) -> None:
    where: FieldPath = ("places", number)
    if place.id in (COUNTY_ID, COUNTY_WIDE) or place.name in (county, COUNTY_WIDE, NOT_PLACED):
        raise DefinitionError(
            f"A place cannot be called {place.name} ({place.id}): that name means something else.",
            text.where(where),
            "Give it another name and id.",
        )
    if place.level in (COUNTY, TEAM):
        raise DefinitionError(
            f"'{place.level}' is no level of places.", text.where((*where, "level")), "Write locality, or another word."
        )
    _check_period(text, where, place.from_on, place.until_on)
    _check_part_of(text, where, f"Place {place.id}", place.part_of, {each.id for each in found.places} | {COUNTY_ID})
    if place.level in _levels_above(place.part_of, found, {place.id}):
        raise DefinitionError(
            f"Place {place.id} is part of itself, or of another {place.level}.",
            text.where((*where, "part_of")),
            "A place is part of the county, or of a place of another level.",
        )
    others = [each for each in found.places[:number] if each.id == place.id or each.name == place.name]
    _check_once(text, where, [*others, place], f"Two rows of {place.name} ({place.id}) share days.")


def _levels_above(place_id: str, found: Localities, seen: set[str]) -> set[str]:
    levels: set[str] = set()
    for each in found.places:
        if each.id == place_id:
            levels |= {each.level}
            if place_id not in seen:
                levels |= _levels_above(each.part_of, found, seen | {place_id})
    return levels


def _check_team(text: YamlText, number: int, team: TeamRow, found: Localities) -> None:
    where: FieldPath = ("teams", number)
    if team.name == NOT_PLACED:
        raise DefinitionError(f"A team cannot be called {NOT_PLACED}.", text.where(where), "Give it another name.")
    _check_period(text, where, team.from_on, team.until_on)
    _check_part_of(text, where, f"Team {team.id}", team.part_of, {each.id for each in found.places} | {COUNTY_WIDE})
    spellings = set(team_spellings(team))
    for other in found.teams[:number]:
        if spellings & set(team_spellings(other)):
            _check_once(text, where, [other, team], f"Teams {other.id} and {team.id} share a name on the same days.")


def _check_part_of(text: YamlText, where: FieldPath, who: str, part_of: str, known: set[str]) -> None:
    if part_of not in known:
        near = nearest_names(part_of, known)
        todo = f"Did you mean {near}?" if near else f"It can be one of {', '.join(sorted(known))}."
        raise DefinitionError(
            f"{who} is part of '{part_of}', which is no place.", text.where((*where, "part_of")), todo
        )


def _check_period(text: YamlText, where: FieldPath, first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise DefinitionError(
            "The row ends before it begins.", text.where((*where, "until")), "Correct 'from' or 'until'."
        )


def _check_once(text: YamlText, where: FieldPath, rows: Sequence[Dated], what: str) -> None:
    """The last of the rows shares no day with an earlier one, nor an earlier one with another."""
    for number, row in enumerate(rows):
        _check_period(text, where, row.from_on, row.until_on)
        for other in rows[:number]:
            if row.from_on <= (other.until_on or date.max) and other.from_on <= (row.until_on or date.max):
                todo = "End the earlier row with 'until' the day before the later one begins."
                raise DefinitionError(what, text.where(where), todo)
