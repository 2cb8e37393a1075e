"""headway benchmarks: published figures of England, the region, the neighbours and all councils."""

from __future__ import annotations

import getpass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from headway.cli.county_option import COUNTY_OPTION, open_county, today
from headway.cli.plain_group import PlainGroup
from headway.cli.show import FORMAT_OPTION, Format, progress, show_rows
from headway.comparators import (
    Area,
    Comparators,
    Comparison,
    FileReport,
    NotPublished,
    PublishedFigure,
    asked_for,
    download,
    load_comparators,
    value_words,
)
from headway.county import County
from headway.county.folder import COUNTY_VARIABLE, find_county
from headway.errors import FileError, MistypedError, UnknownNameError
from headway.measures import MeasureCatalogue, load_measures

NAMES = typer.Argument(
    None, metavar="MEASURE", help="Measures, catalogue ids or published series. All that are benchmarked, without one."
)
FOLDER = typer.Argument(metavar="FOLDER", help="The folder of CSV files.")
COUNCIL = typer.Option(None, "--council", metavar="NAME|CODE", help="The council; else that of the county folder.")
YEAR = typer.Option(None, "--year", metavar="YEAR", help="The year in which the period ends; else each series' newest.")
MODEL = typer.Option(None, "--neighbours", metavar="YEAR", help="The neighbour model: 2025 or 2021; else the newest.")


def add_to(app: typer.Typer) -> None:
    """Adds the commands about published figures."""
    group = typer.Typer(cls=PlainGroup, help="Published figures: England, the region, the neighbours, all councils.")
    group.command("show")(show)
    group.command("list")(listed)
    group.command("areas")(areas)
    group.command("refresh")(refresh)
    app.add_typer(group, name="benchmarks")


def show(
    names: list[str] = NAMES,
    council: str | None = COUNCIL,
    year: int | None = YEAR,
    model: int | None = MODEL,
    county: Path | None = COUNTY_OPTION,
    form: Format = FORMAT_OPTION,
) -> None:
    """A council's own published figures beside its neighbours, its region and England, with its rank among councils."""
    opened = _county_or_none(county)
    held = opened.comparators if opened else load_comparators()
    area = _council(held, opened, council)
    measures = opened.measures if opened else load_measures()
    found = []
    for each in asked_for(held, [_catalogue_id(measures, name) for name in names or []]):
        compared = held.compare(
            each.series, area, year=year, model=model, good=_good(measures, each.figure), beside=each
        )
        if compared is not None:
            found.append(compared)
    if form is Format.TABLE:
        typer.echo(_who(held, area, model))
        show_rows([_short(each, today()) for each in found], form, _none_held(year))
        return
    show_rows([_record(each, held, measures, today()) for each in found], form, _none_held(year))


def refresh(
    folder: Path = FOLDER,
    fetch: bool = typer.Option(False, "--download", help="First fetch the newest data sets from the DfE's service."),
    county: Path | None = COUNTY_OPTION,
    form: Format = FORMAT_OPTION,
) -> None:
    """Read newer published figures from a folder of CSV files into the county: all that is recognised, or nothing."""
    opened = open_county(county)
    if fetch:
        for path in download(folder):
            progress(f"fetched {path.name}")
    found = opened.refresh_benchmarks(folder, by=getpass.getuser())
    show_rows([_file_row(each) for each in found.files], form, "No file.")
    changed = sum(each.changed for each in found.files)
    progress(
        f"Read in: {len(found.figures):,} figures, {changed:,} of them another number than before."
        if found.figures
        else "Nothing is new: every figure was held already."
    )


def _file_row(each: FileReport) -> dict[str, object]:
    years = f"{each.first_year} to {each.last_year}" if each.first_year else ""
    return {
        "file": each.name,
        "read as": each.layout or "not recognised, left alone",
        "series": ", ".join(each.series),
        "years": years,
        "new": each.new,
        "changed": each.changed,
        "same": each.same,
        "without a number": each.signs,
        "not known, left alone": ", ".join(f"{name}: {count:,}" for name, count in each.unknown.items()),
    }


def listed(form: Format = FORMAT_OPTION) -> None:
    """Which published figure may stand beside which measure, and which may not, with the reasons."""
    held = load_comparators()
    rows = [
        {
            "figure": row.figure,
            "series": row.series,
            "rule": row.rule,
            "beside ours": row.from_annex_a,
            "why": " ".join(row.why),
        }
        for row in held.besides.rows
    ]
    rows += [
        {"figure": figure, "series": "", "rule": "none", "beside ours": "none", "why": why}
        for figure, why in held.besides.nothing.items()
    ]
    show_rows(sorted(rows, key=lambda row: row["figure"]), form, "No figure.")


def areas(form: Format = FORMAT_OPTION) -> None:
    """England, the regions and the councils with their codes; those that are no more, with their last day."""
    held = load_comparators().areas
    rows = [
        {
            "code": area.code,
            "kind": area.kind,
            "name": area.name,
            "region": held.by_code[area.region].name if area.region else "",
            "from": area.from_on.isoformat() if area.from_on else "",
            "until": area.until_on.isoformat() if area.until_on else "",
            "followed by": ", ".join(held.by_code[code].name for code in area.followed_by),
            "note": area.note,
        }
        for area in held.by_code.values()
    ]
    show_rows(rows, form, "No area.")


def _county_or_none(folder: Path | None) -> County | None:
    """The county of the folder named, found or stood in; None where none is named and none is found."""
    try:
        return County.open(find_county(folder))
    except FileError:
        if folder is not None:
            raise
        return None


def _council(held: Comparators, opened: County | None, given: str | None) -> Area:
    if given is not None:
        return held.areas.council(given)
    if opened is not None and opened.council is not None:
        return opened.council
    raise MistypedError(
        "Which council is not said.",
        f"Looked at --council, then the code in county.yaml of --county, {COUNTY_VARIABLE} or the current folder.",
        'Give it: --council "Devon", or write its code into county.yaml.',
    )


def _catalogue_id(measures: MeasureCatalogue, name: str) -> str:
    """The catalogue id of a measure's name; the name itself where no measure has it."""
    try:
        page, part = measures.described(name)
    except UnknownNameError:
        return name
    return page.catalogue_of(part)


def _good(measures: MeasureCatalogue, figure: str) -> Any:
    """The direction of the measure that the figure belongs to; None where it has no page yet."""
    try:
        page, part = measures.described(figure)
    except UnknownNameError:
        return None
    return page.good_of(part)


def _none_held(year: int | None) -> str:
    return f"No figure is held for {year}." if year else "No figure is held."


def _who(held: Comparators, area: Area, model: int | None) -> str:
    year, codes = held.areas.neighbours_of(area.code, model)
    names = ", ".join(held.areas.by_code[code].name for code in codes) or "none in this model"
    lines = [f"{area.name} ({area.code}). Statistical neighbours, model of {year}: {names}."]
    if area.until_on:
        after = " and ".join(held.areas.by_code[code].name for code in area.followed_by)
        lines.append(
            f"{area.name} ended on {area.until_on.isoformat()}, followed by {after}: its last figures are shown."
        )
    return "\n".join(lines) + "\n"


def _words(each: Comparison, figure: PublishedFigure | None) -> str:
    return value_words(figure.value if figure else None, each.series.unit, each.series.decimals)


def _short(each: Comparison, on: date) -> dict[str, object]:
    near, unit, decimals = each.neighbours, each.series.unit, each.series.decimals
    return {
        "figure": each.beside.figure if each.beside and each.beside.figure else each.series.id,
        "what": each.series.title,
        "council": _words(each, each.own),
        "neighbour median": value_words(near.median if near else None, unit, decimals),
        "neighbour mean": value_words(near.mean if near else None, unit, max(decimals, 1)),
        "of": f"{near.with_number} of {len(near.areas)}" if near else "",
        "region": _words(each, each.region),
        "England": _words(each, each.england),
        "rank": f"{each.rank.place} of {each.rank.of}" if each.rank else each.rank_why,
        "quartile": each.rank.quartile if each.rank else "",
        "period": each.series.period_words(each.year),
        "months old": each.series.age_in_months(each.year, on),
    }


def _record(each: Comparison, held: Comparators, measures: MeasureCatalogue, on: date) -> dict[str, object]:
    near, series = each.neighbours, each.series
    return {
        "measure": _measure_name(measures, each.beside.figure if each.beside else ""),
        "figure": each.beside.figure if each.beside else "",
        "series": series.id,
        "title": series.title,
        "unit": series.unit,
        "year": each.year,
        "period": series.period_words(each.year),
        "months_old": series.age_in_months(each.year, on),
        "council": each.council.name if each.council else "",
        "council_code": each.council.code if each.council else "",
        **_value("council_value", each.own),
        **_value("england", each.england),
        "region_name": each.region_name,
        **_value("region", each.region),
        "neighbour_model": near.model if near else None,
        "neighbours": "; ".join(area.name for area in near.areas) if near else "",
        "neighbours_with_number": near.with_number if near else 0,
        "neighbour_mean": _number(near.mean) if near else None,
        "neighbour_median": _number(near.median) if near else None,
        "rank": each.rank.place if each.rank else None,
        "rank_of": each.rank.of if each.rank else None,
        "quartile": each.rank.quartile if each.rank else None,
        "rank_why": each.rank_why,
        "direction_by": each.good_by,
        "rule": each.beside.rule if each.beside else "",
        "beside_ours": each.beside.from_annex_a if each.beside else "",
        "why": " ".join(each.beside.why) if each.beside else "",
        "source": held.sources.words(each.own.source if each.own else series.source),
    }


def _measure_name(measures: MeasureCatalogue, figure: str) -> str:
    try:
        page, part = measures.described(figure)
    except UnknownNameError:
        return ""
    return page.name_of(part)


def _value(name: str, figure: PublishedFigure | None) -> dict[str, object]:
    """The number, and beside it the publisher's sign where there is no number."""
    sign = figure.value.symbol if figure and isinstance(figure.value, NotPublished) else ""
    return {name: _number(figure.number) if figure else None, f"{name}_sign": sign}


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 6)
