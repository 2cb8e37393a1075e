"""What the data are: every load, what in the newest could not be read, and what of each figure could not be told."""

from __future__ import annotations

from typing import Any

from headway.measures import COUNTY_WIDE, NOT_PLACED
from headway.periods import day_words
from headway.publish.contents import BoardContents
from headway.publish.gaps import cannot_tell_lines, list_title
from headway.publish.outline import Outline
from headway.publish.say import counted
from headway.publish.shown import measure_name, short_day, total
from headway.publish.views import DataView, PlainTable
from headway.store import LoadManifest

MOST_CELLS = 15


def data_view(c: BoardContents, outline: Outline) -> DataView:
    """The page about the data."""
    newest = max(c.loads, key=lambda load: load.as_at, default=None)
    tables = [_loads(c), *([_unreadable(newest)] if newest else []), _figures(c)]
    age = f"{counted(c.data_age_days, 'day')} old on {day_words(c.made_on)}"
    return DataView(
        title="What the data are",
        lead=f"{counted(len(c.loads), 'load')} of Annex A; the newest is as at {day_words(c.as_at)}, {age}.",
        tables=tuple(tables),
        cannot_tell=tuple(cannot_tell_lines(c, outline)),
        notes=(
            f"Definitions: version {c.definition_version}. Plan: state {c.plan_state[:12]}. Every figure of this pack, with"
            " its definition, period, place, counts and loads, is in pack.json beside it.",
        ),
    )


def _loads(c: BoardContents) -> PlainTable:
    rows = tuple(_load_row(load) for load in sorted(c.loads, key=lambda load: load.as_at, reverse=True))
    heads = ("As at", "Received", "Rows", "Cells unreadable", "Rows with no code", "Lists missing or empty")
    return PlainTable("Loads, newest first", heads, rows, (2, 3, 4), empty="There is no load.")


def _load_row(load: LoadManifest) -> tuple[str, ...]:
    missing = [list_title(key) for key in load.report.get("missing_lists", [])]
    missing += [f"{list_title(key)} (empty)" for key in load.report.get("empty_lists", [])]
    return (
        short_day(load.as_at),
        short_day(load.received_at.date()),
        f"{total(table.row_count for table in load.tables):,}",
        f"{total(each['cells'] for each in load.report.get('unreadable', [])):,}",
        f"{total(each['rows'] for each in load.report.get('unmatched', [])):,}",
        ", ".join(missing) or "none",
    )


def _unreadable(load: LoadManifest) -> PlainTable:
    found: list[dict[str, Any]] = sorted(load.report.get("unreadable", []), key=lambda each: -each["cells"])
    rows = tuple((list_title(each["list"]), each["column"], f"{each['cells']:,}") for each in found[:MOST_CELLS])
    left = len(found) - MOST_CELLS
    return PlainTable(
        title=f"Cells that could not be read, load of {day_words(load.as_at)}",
        heads=("List", "Column", "Cells"),
        rows=rows,
        numbers=(2,),
        note=f"{counted(left, 'more column')} with fewer." if left > 0 else "",
        empty="Every cell could be read.",
    )


def _figures(c: BoardContents) -> PlainTable:
    rows = []
    for each in c.evidence:
        whole = each.year.get(each.county.place)
        if whole is None:
            continue
        every = (whole.denominator or 0) + (whole.cannot_tell or 0)
        lost = f"{whole.cannot_tell or 0:,} of {every:,}" if every else whole.why or "no rows"
        elsewhere = [_rows(each.year.get(place)) for place in (NOT_PLACED, COUNTY_WIDE)]
        title = each.page.title_of(each.part)
        rows.append((title, measure_name(each), lost, f"{whole.undated:,}", f"{whole.left_out:,}", *elsewhere))
    heads = ("Figure", "Id", "Could not tell", "Undated", "Left out", "Not placed", "County-wide")
    note = "Flows: the last 12 months. Stocks: the day of the newest load."
    kept = tuple((row[0], *row[2:]) for row in rows)
    return PlainTable(
        "What could not be told", (heads[0], *heads[2:]), kept, (1, 2, 3, 4, 5), note, "There is no figure."
    )


def _rows(found: Any) -> str:
    return f"{(found.denominator or 0) + (found.cannot_tell or 0):,}" if found is not None else "–"
