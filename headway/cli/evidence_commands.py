"""headway evidence: is it real, is it the same everywhere, did it change, is it fast enough."""

from __future__ import annotations

import getpass
import textwrap
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from pathlib import Path

import typer

from headway.cli.county_option import (
    AS_AT_OPTION,
    COUNTY_OPTION,
    KNOWN_ON_OPTION,
    open_county,
    past_day,
    say_as_at,
    today,
)
from headway.cli.measure_commands import NAMES
from headway.cli.show import FORMAT_OPTION, Format, show_rows, terminal_width
from headway.county import County
from headway.county.account import Account, luck_words
from headway.county.charts import ChartOf
from headway.errors import MistypedError
from headway.evidence.words.of_account import QUESTIONS
from headway.publish import refuse_kind

WIDTH = 100


class ChartFor(StrEnum):
    """Where a chart will be shown: a page of A4, a phone, or a slide of 16:9."""

    PAGE = "page"
    PHONE = "phone"
    SLIDE = "slide"


CHART_OPTION = typer.Option(
    None, "--chart", metavar="FILE", help="Draw the county's chart of the one measure named into FILE.svg or FILE.png."
)
CHART_OF_OPTION = typer.Option(
    ChartOf.MONTHS,
    "--chart-of",
    help="Which chart: of its months; the one that suits them where the usual one does not; before and after a promised"
    " change; its pace to the target; its teams.",
)
CHART_FOR_OPTION = typer.Option(ChartFor.PAGE, "--chart-for", help="Where the chart will be shown.")


def add_to(app: typer.Typer) -> None:
    """Adds the command about evidence."""
    app.command("evidence")(evidence)


def evidence(
    names: list[str] = NAMES,
    as_at: date | None = AS_AT_OPTION,
    known_on: date | None = KNOWN_ON_OPTION,
    county: Path | None = COUNTY_OPTION,
    form: Format = FORMAT_OPTION,
    chart: Path | None = CHART_OPTION,
    chart_of: ChartOf = CHART_OF_OPTION,
    chart_for: ChartFor = CHART_FOR_OPTION,
) -> None:
    """What the figures show, in plain words with the numbers: real, the same everywhere, changed, fast enough."""
    opened, asked = open_county(county), past_day(as_at, "--as-at")
    known = past_day(known_on, "--known-on")
    if chart is not None:
        _draw(opened, names or [], chart, (chart_of, chart_for), asked, known)
        return
    found = opened.accounts(names or [], by=getpass.getuser(), today=today(), as_at=asked, known_on=known)
    say_as_at(opened.read(as_at=asked, known_on=known).day, asked)
    if form is Format.TABLE:
        typer.echo("\n\n".join(_told(each) for each in found))
        typer.echo(f"\n{QUESTIONS['luck']} {luck_words(found)}")
        return
    show_rows([row for each in found for row in _rows(each)], form, "No figure.")


def _draw(
    opened: County,
    names: Sequence[str],
    chart: Path,
    kind: tuple[ChartOf, ChartFor],
    asked: date | None,
    known: date | None,
) -> None:
    """Writes the chart and its words. Raises MistypedError unless one measure is named."""
    if len(names) != 1:
        raise MistypedError(
            f"A chart is of one measure; {len(names)} were named.", "--chart", "Name one: headway measures lists them."
        )
    refuse_kind(chart)
    files = opened.chart(
        names[0],
        chart,
        by=getpass.getuser(),
        today=today(),
        of=kind[0],
        use=kind[1].value,
        as_at=asked,
        known_on=known,
    )
    say_as_at(opened.read(as_at=asked, known_on=known).day, asked)
    typer.echo(f"The chart is {files.picture}")
    typer.echo(f"What it says, to be pasted as its alternative text, and its table: {files.words}")


def _told(each: Account) -> str:
    """One figure: its title, and under each question what is said of each place."""
    wrapper = textwrap.TextWrapper(
        terminal_width() or WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 6, break_on_hyphens=False
    )
    lines = [f"{each.title} ({each.name})"]
    for question, group in groupby(each.lines, key=lambda line: line.question):
        lines.append(f"  {QUESTIONS[question]}")
        for line in group:
            lines += wrapper.wrap(f"{line.place}: {line.words}")
    return "\n".join(lines)


def _rows(each: Account) -> Sequence[dict[str, str]]:
    return [
        {
            "measure": each.name,
            "question": line.question,
            "place": line.place,
            "verdict": line.verdict,
            "words": line.words,
        }
        for line in each.lines
    ]
