"""headway contacts: who has been in contact with each child, and what the survey of 2020 to 2022 asked."""

from __future__ import annotations

import csv
import sys
from datetime import date
from pathlib import Path

import typer

from headway.attention import GroupCount, SchoolCount, TrackedChild, Tracking, count_groups, count_schools
from headway.cli.county_option import AS_AT_OPTION, COUNTY_OPTION, KNOWN_ON_OPTION, open_county, past_day, say_as_at
from headway.cli.show import FORMAT_OPTION, Format, progress, show_rows
from headway.county import County
from headway.errors import MistypedError, UnknownNameError
from headway.periods import day_words
from headway.returns import EXTRACTS, ReturnLayout, return_layout

NAME = typer.Argument(metavar="EXTRACT", help=f"{', '.join(EXTRACTS[:-1])} or {EXTRACTS[-1]}.")


def add_to(app: typer.Typer) -> None:
    """Adds the commands about contacts with children."""
    app.command("contacts")(contacts)
    app.command("template")(template)


def contacts(
    as_at: date | None = AS_AT_OPTION,
    known_on: date | None = KNOWN_ON_OPTION,
    county: Path | None = COUNTY_OPTION,
    form: Format = FORMAT_OPTION,
    counts: bool = typer.Option(False, "--counts", help="Counts by group of children only: no child."),
    survey: bool = typer.Option(False, "--survey", help="The figures of the DfE's survey of 2020 to 2022: no child."),
    school: bool = typer.Option(False, "--school", help="School attendance by group in the last week of it: no child."),
    dip: bool = typer.Option(False, "--dip", help="The greens drawn by lot this week, to be looked at all the same."),
) -> None:
    """Contact with each child in the last four weeks, by the newest file of contacts and the council's own rules."""
    if sum((counts, survey, school, dip)) > 1:
        raise MistypedError(
            "Only one of --counts, --survey, --school and --dip can be asked for.", "headway contacts", "Give one."
        )
    opened = open_county(county)
    asked = past_day(as_at, "--as-at")
    found = opened.contacts(as_at=asked, known_on=past_day(known_on, "--known-on"))
    if found is None:
        raise UnknownNameError(
            "No file of contacts has been loaded.",
            f"{opened.folder}",
            "Write its heads with 'headway template child_contacts', fill it, and give it to 'headway load'.",
        )
    if school and found.school is None:
        raise UnknownNameError(
            "No file of school attendance has been loaded.",
            f"{opened.folder}",
            "Write its heads with 'headway template child_attendance', fill it, and give it to 'headway load'.",
        )
    say_as_at(found.day, asked)
    for title, why in found.not_asked.items():
        progress(f"{title}: not asked ({why}).")
    if school:
        progress(_school_words(found))
        rows = [_school_row(each) for each in count_schools(found, found.children)]
    else:
        rows = _rows(opened, found, form, counts=counts, survey=survey, dip=dip)
    show_rows(rows, form, "No child is in any of the groups.")


def _rows(
    county: County, found: Tracking, form: Format, *, counts: bool, survey: bool, dip: bool
) -> list[dict[str, object]]:
    if counts:
        return [_count_row(each) for each in count_groups(found, found.children)]
    if survey:
        return [
            {"id": a.id, "asked": ": ".join(filter(None, (a.asks, a.part))), "count": a.count, "of": a.of, "when": a.period,
             "why there is none": a.why}
            for a in county.contact_survey(found)
        ]  # fmt: skip
    titles = {group.id: group.title for group in found.groups}
    return [_row(each, titles[each.group], form) for each in (found.drawn(found.children) if dip else found.children)]


def _row(child: TrackedChild, group: str, form: Format) -> dict[str, object]:
    """A child's row; in a table, which a person reads, days are in words."""

    def said(day: date | None) -> str:
        return "" if day is None else day_words(day) if form is Format.TABLE else day.isoformat()

    return {
        "child": child.child_key,
        "group": group,
        "rules say": child.colour,
        "why": "; ".join([*child.rules, *(f"cannot tell: {name}" for name in child.unknown)]),
        "contact in 4 weeks": child.contact,
        "last contact": said(child.last_on),
        "how": child.last_mode.replace("_", " "),
        "seen": said(child.seen_on),
        "seen alone": said(child.alone_on),
        **({"school": child.school.words, "reason": child.school.reason} if child.school else {}),
        "locality": child.locality,
        "team": child.team,
        "worker": child.worker,
    }


def _count_row(each: GroupCount) -> dict[str, object]:
    return {
        "group": each.title,
        "children": each.children,
        "in contact": each.in_contact,
        "in person": each.in_person,
        "video, phone or message only": each.otherwise,
        "how cannot be told": each.untold,
        "seen alone": each.alone,
        "none recorded": each.none,
        "cannot tell": each.cannot_tell,
        "no data": each.no_data,
        **{colour: each.colours.get(colour, 0) for colour in ("red", "amber", "green")},
    }


def _school_words(found: Tracking) -> str:
    days = found.school.days if found.school else ()
    if not days:
        return "School: the file of attendance names no school day up to its own day."
    number = f"{len(days)} school day{'' if len(days) == 1 else 's'}"
    return f"School: the {number} of the file from {day_words(days[0])} to {day_words(days[-1])}."


def _school_row(each: SchoolCount) -> dict[str, object]:
    return {
        "group": each.title,
        "children": each.children,
        "attended": each.attended,
        "of these, missed a day": each.missed,
        "expected, attended none": each.absent,
        "not expected": each.not_expected,
        "cannot tell": each.cannot_tell,
        "no data": each.no_data,
        "not of school age": each.other_age,
    }


def template(name: str = NAME) -> None:
    """Write the heads of an extract as CSV, to be filled by the systems that hold it."""
    if name not in EXTRACTS:
        raise MistypedError(f"There is no extract '{name}'.", "headway template", f"Give one of {', '.join(EXTRACTS)}.")
    csv.writer(sys.stdout, lineterminator="\n").writerow(template_heads(return_layout(name)))


def template_heads(layout: ReturnLayout) -> list[str]:
    """The heads of a return of one list."""
    return [column.heading for each in layout.lists.values() for column in each.columns.values()]
