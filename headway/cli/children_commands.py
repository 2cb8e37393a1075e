"""headway children: who needs someone now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from headway.attention import ChildEntry, ChildrenList, longest_wait
from headway.cli.county_option import AS_AT_OPTION, COUNTY_OPTION, KNOWN_ON_OPTION, open_county, past_day, say_as_at
from headway.cli.show import FORMAT_OPTION, Format, progress, show_rows
from headway.measures import COUNTY_WIDE, NOT_PLACED
from headway.periods import dates_in_words

NOT_KNOWN = "Who needs someone cannot be told, as no reason could be asked"


def add_to(app: typer.Typer) -> None:
    """Adds the commands about the list of children."""
    app.command("children")(children)


def children(
    as_at: date | None = AS_AT_OPTION,
    known_on: date | None = KNOWN_ON_OPTION,
    county: Path | None = COUNTY_OPTION,
    form: Format = FORMAT_OPTION,
    counts: bool = typer.Option(False, "--counts", help="Counts by reason and locality only: no child."),
) -> None:
    """Who needs someone now: recorded reasons with their arithmetic, and what takes the child off. No scores."""
    opened = open_county(county)
    asked = past_day(as_at, "--as-at")
    found = opened.children(as_at=asked, known_on=past_day(known_on, "--known-on"))
    rows = (
        counts_by_reason(found, opened.files.localities.names(), form)
        if counts
        else [_row(entry, form) for entry in found.entries]
    )
    say_as_at(found.day, asked)
    progress(f"{len(found.entries)} children need someone." if found.is_known else f"{NOT_KNOWN}.")
    for reason in found.reasons:
        lost = found.not_checked.get(reason.id, 0)
        if lost:
            progress(f"{reason.front.title}: could not be told for {lost} more.")
    for each in found.not_asked:
        progress(f"{each.reason.front.title}: not asked ({each.why}).")
    show_rows(rows, form, "No child is on the list." if found.is_known else f"{NOT_KNOWN}: this is not a list of none.")


def _row(entry: ChildEntry, form: Format) -> dict[str, object]:
    """A child's row; in a table, which a person reads, days are in words."""
    said = dates_in_words if form is Format.TABLE else str
    return {
        "child": entry.child_key,
        "reasons": said("; ".join(f"{hit.reason.front.title}: {hit.words}" for hit in entry.hits)),
        "days over": entry.hits[0].days,
        "locality": entry.locality,
        "team": entry.team,
        "worker": entry.worker,
        "data of": said(min(hit.state_on for hit in entry.hits).isoformat()),
        "takes off": " ".join(dict.fromkeys(hit.reason.front.takes_off for hit in entry.hits)),
    }


def counts_by_reason(found: ChildrenList, localities: tuple[str, ...], form: Format) -> list[dict[str, object]]:
    """A row a reason. One that was not asked has no count: null in JSON, *not asked* in a table and in CSV."""
    counts = found.counts()
    places = (*localities, COUNTY_WIDE, NOT_PLACED)
    why = {each.reason.id: each.why for each in found.not_asked}
    none = None if form is Format.JSON else "not asked"
    rows: list[dict[str, object]] = []
    for reason in found.reasons:
        is_asked = reason.id not in why
        row: dict[str, object] = {"reason": reason.front.title}
        row |= {place: counts.get((reason.id, place), 0) if is_asked else none for place in places}
        row["county"] = found.total(reason.id) if is_asked else none
        row["could not be told"] = found.not_checked.get(reason.id, 0) if is_asked else none
        row["longest"] = longest_wait(found, reason)
        row["why not asked"] = why.get(reason.id, "")
        rows.append(row)
    return rows
