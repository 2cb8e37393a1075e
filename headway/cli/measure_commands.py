"""headway measure: figures by period and place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import typer

from headway.cli.county_option import (
    AS_AT_OPTION,
    COUNTY_OPTION,
    KNOWN_ON_OPTION,
    county_pages,
    open_county,
    past_day,
    say_as_at,
)
from headway.cli.group_rows import group_records, group_rows
from headway.cli.plain_group import DAY, day
from headway.cli.show import FORMAT_OPTION, Format, figure_cell, progress, show_rows
from headway.county import County
from headway.errors import MistypedError
from headway.measures import Observation, concern_began, load_measures, split_named
from headway.measures.splits import Split
from headway.periods import Period, range_of

Row = dict[str, Any]
_FIRST = ""
"""In place of a part's name: the first part of a measure, or its only figure."""


class By(StrEnum):
    """How the days are cut, or into which groups the children are."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    AGE_BAND = "age_band"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    DISABILITY = "disability"
    UASC = "uasc"


TIMES = (By.MONTH, By.QUARTER, By.YEAR)


class Level(StrEnum):
    """Which places are shown."""

    COUNTY = "county"
    LOCALITY = "locality"
    TEAM = "team"


def names_like(incomplete: str) -> list[tuple[str, str]]:
    """The measures whose name begins as typed, with their titles: what the shell offers."""
    figures = [(page, part) for page in load_measures(own=county_pages(None)).pages for part in page.parts]
    offered = {page.name_of(part): page.title_of(part) for page, part in figures}
    offered |= {page.catalogue_of(part): page.title_of(part) for page, part in figures if incomplete}
    return [each for each in offered.items() if each[0].startswith(incomplete)]


NAMES = typer.Argument(
    None,
    metavar="MEASURE",
    autocompletion=names_like,
    help="Measures: ids, catalogue ids or either with a part. When none is named: all, a line for each in a table.",
)
FROM = typer.Option(None, "--from", parser=day, metavar=DAY, help="First day of a period of your own.")
TO = typer.Option(None, "--to", parser=day, metavar=DAY, help="Last day of it.")
BY = typer.Option(
    [],
    "--by",
    metavar=f"<{'|'.join(By)}>",
    help="Months (when nothing is said), quarters or collection years (April to March); or groups of children, over the "
    "last 12 months, a period of your own, or with a second --by each month, quarter or year.",
)
CONCERN = typer.Option(
    None,
    "--concern-began",
    parser=day,
    metavar=DAY,
    help="Children whose concern began before the day apart from those whose began later: inherited drift, and new.",
)
LEVELS = typer.Option(
    [],
    "--level",
    metavar="<county|locality|team>",
    help="County, localities or teams; may be repeated. County and localities when nothing is said; groups of children: "
    "county.",
)


def add_to(app: typer.Typer) -> None:
    """Adds the commands about measures."""
    app.command("measure")(measure)


def measure(
    names: list[str] = NAMES,
    first: date | None = FROM,
    last: date | None = TO,
    by: list[By] = BY,
    concern: date | None = CONCERN,
    levels: list[Level] = LEVELS,
    as_at: date | None = AS_AT_OPTION,
    known_on: date | None = KNOWN_ON_OPTION,
    county: Path | None = COUNTY_OPTION,
    form: Format = FORMAT_OPTION,
) -> None:
    """Figures by month, quarter, year or any days, or by group of children, in the county, each locality and each team."""
    opened = open_county(county)
    asked, known = past_day(as_at, "--as-at"), past_day(known_on, "--known-on")
    time, split = _one_of_each(by, concern)
    if split:
        periods = _own_period(first, last) or (opened.read(as_at=asked, known_on=known).periods(time) if time else [])
        groups = opened.by_group(
            names or [],
            split,
            periods=periods,
            levels=[level.value for level in levels or [Level.COUNTY]],
            as_at=asked,
            known_on=known,
        )
        say_as_at(opened.read(as_at=asked, known_on=known).day, asked)
        show_rows(group_rows(groups) if form is Format.TABLE else group_records(groups), form, "No figure.")
        return
    if form is Format.TABLE and not (names or first or last or time or levels):
        _show_year(opened, asked, known)
        return
    pages, parts = opened.chosen(names or [])
    twins = {page.id: page.front.open_twin for page in pages if page.front.open_twin}
    every = opened.observe(
        [*names, *twins.values()] if names else [],
        periods=_own_period(first, last),
        by=time or By.MONTH.value,
        levels=[level.value for level in levels or [Level.COUNTY, Level.LOCALITY]],
        as_at=asked,
        known_on=known,
    )
    found = [each for each in every if each.part in parts.get(each.measure, ())]
    say_as_at(opened.read(as_at=asked, known_on=known).day, asked)
    rows = [each.as_record() for each in found] if form is not Format.TABLE else short_rows(found)
    if twins:
        still = still_open(twins, every)
        rows = [row | still(each, form) for row, each in zip(rows, found, strict=True)]
    show_rows(rows, form, "No figure.")


def _show_year(opened: County, asked: date | None, known: date | None) -> None:
    """A line for each measure, for a person who named none: the whole would be thousands."""
    found = opened.over_the_year(as_at=asked, known_on=known)
    say_as_at(opened.read(as_at=asked, known_on=known).day, asked)
    show_rows(short_rows(found), Format.TABLE, "No figure.")
    progress(
        "Each measure over the last 12 months in the whole county; what is open, on the last day. Name a measure for its "
        "months and localities; --by month or --format csv gives those of all."
    )


def still_open(twins: Mapping[str, str], observed: Sequence[Observation]) -> Callable[[Observation, Format], Row]:
    """What to show beside a figure of a measure of time: how many, by its twin, are open on the period's last day.

    The number is that of the twin's part of the same name, else of its first; empty where the measure has no twin or the
    twin no figure.
    """
    known: dict[tuple[str, str | None, str, str, str], int | None] = {}
    for each in observed:
        for part in (each.part, _FIRST):
            known.setdefault((each.measure, part, each.period, each.level, each.place), each.numerator)

    def beside(each: Observation, form: Format) -> Row:
        twin = twins.get(each.measure, "")
        at = each.period, each.level, each.place
        count = known.get((twin, each.part, *at), known.get((twin, _FIRST, *at)))
        if form is Format.TABLE:
            return {"still open": f"{count:,} ({twin})" if count is not None else ""}
        return {"open_twin": twin, "open_twin_count": count}

    return beside


def _one_of_each(by: Sequence[By], concern: date | None) -> tuple[str, Split | None]:
    """How the days are cut, blank where nothing is said, and by which groups, if any."""
    times, groups = [each.value for each in by if each in TIMES], [each.value for each in by if each not in TIMES]
    groups += ["--concern-began"] if concern else []
    if len(times) > 1 or len(groups) > 1:
        raise MistypedError(
            f"--by says {' and '.join(times if len(times) > 1 else groups)}.",
            "--by",
            "Give one way to cut the days, and one kind of group.",
        )
    split = concern_began(concern) if concern else split_named(groups[0]) if groups else None
    return times[0] if times else "", split


def _own_period(first: date | None, last: date | None) -> list[Period]:
    if first is None and last is None:
        return []
    if first is None or last is None:
        raise MistypedError("A period of your own needs both ends.", "--from and --to", "Give both, as YYYY-MM-DD.")
    if last < first:
        raise MistypedError("The period ends before it begins.", "--from and --to", "Give the earlier day to --from.")
    return [range_of(first, last)]


def short_rows(found: Sequence[Observation]) -> list[dict[str, object]]:
    """The figures for a person: with low and high where any could not be told, and undated rows where there are any."""
    is_open = any(each.cannot_tell for each in found)
    is_undated = any(each.undated for each in found)
    return [_short(each, is_open, is_undated) for each in found]


def _short(each: Observation, is_open: bool, is_undated: bool) -> dict[str, object]:
    row: dict[str, object] = {
        "measure": each.measure + (f"/{each.part}" if each.part else ""),
        "period": each.period,
        "place": each.place,
        "value": figure_cell(each.value, each.shape),
    }
    if is_open:
        row["low"] = figure_cell(each.low, each.shape) if each.cannot_tell else ""
        row["high"] = figure_cell(each.high, each.shape) if each.cannot_tell else ""
    row |= {
        "met": each.numerator,
        "of": each.denominator,
        "cannot tell": each.cannot_tell,
        "left out": each.left_out,
    }
    if is_undated:
        row["undated"] = each.undated or ""
    return row | {"coverage": each.coverage, "status": each.status + (f": {each.why}" if each.why else "")}
