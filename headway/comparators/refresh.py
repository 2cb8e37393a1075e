"""Reads newer files of published figures from a folder: all of what is recognised, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from headway.comparators.areas import ENGLAND, Area
from headway.comparators.compare import Comparators
from headway.comparators.csv_file import (
    CsvFile,
    Problems,
    count_of,
    read_csv_file,
    refuse,
    unknown_words,
    value_of,
    year_of,
)
from headway.comparators.figure import PublishedFigure
from headway.comparators.layouts import FigureColumn, Layout, load_layouts
from headway.comparators.plausible import beyond_belief
from headway.comparators.table import Key
from headway.comparators.tidy import is_tidy, tidy_figures, unknown_series
from headway.errors import FileError
from headway.identity import sha256_of_bytes

_LEVELS = {"national": "national", "nat": "national", "regional": "regional", "reg": "regional"}
_LEVELS |= {"local authority": "council", "la": "council"}
_WHEN = ("time_period", "year")
_LEVEL = ("geographic_level", "geog_level", "level")
_CODES = {
    "national": ("country_code",),
    "regional": ("region_code",),
    "council": ("new_la_code", "la_code", "old_la_code"),
}
LEAST_AGREEMENT, LEAST_COMPARED = 0.5, 20
Keyed = dict[tuple[str, str, int], PublishedFigure]


@dataclass(frozen=True)
class FileReport:
    """What was found in one file. ``layout`` is empty where none fits: the file was left alone.

    Figures are *new*, *changed* (another number or sign than the one held) or *same*; ``signs`` have no number. ``unknown`` are
    the series of the file that Headway does not know, each with the number of its rows: those were left alone.
    """

    name: str
    layout: str
    series: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    new: int = 0
    changed: int = 0
    same: int = 0
    signs: int = 0
    unknown: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Refreshed:
    """The figures of a folder that are new or changed, and a report of each file."""

    figures: tuple[PublishedFigure, ...]
    files: tuple[FileReport, ...]


def read_folder(folder: Path, held: Comparators, *, on: date) -> Refreshed:
    """What the folder's CSV files hold that is new or changed. Raises FileError, and nothing is read, when

    a recognised file has a cell, a year or an area that cannot be read, breaks off, holds what cannot be true on the day
    ``on``, two figures for one place and year, or figures that are not those held for the same years; when no file is
    recognised; when two files disagree.
    """
    if not folder.is_dir():
        raise FileError(f"{folder.name} is not a folder.", f"{folder.absolute()}", "Name the folder of the CSV files.")
    found: Keyed = {}
    reports: list[FileReport] = []
    problems: list[str] = []
    for path in sorted(each for each in folder.iterdir() if each.name.lower().endswith((".csv", ".csv.gz"))):
        file = read_csv_file(path)
        layout, figures, wrong = _figures(file, held, f"{path.name} {sha256_of_bytes(path.read_bytes())[:10]}", on)
        problems += wrong
        problems += _between_files(found, figures, file.name)
        found |= {_key(each): each for each in figures}
        report = _report(file.name, layout, figures, held)
        reports.append(replace(report, unknown=unknown_series(file, held.series)) if is_tidy(file) else report)
    refuse(problems)
    if not any(report.layout for report in reports):
        names = ", ".join(report.name for report in reports) or "no CSV file at all"
        raise FileError(
            "No file in the folder is one that Headway knows.",
            f"{folder}: {names}.",
            "docs/how-to/refresh-benchmarks.md lists the files and says how to add a layout.",
        )
    fresh = [each for each in found.values() if _is_news(each, held.figures(each.series))]
    return Refreshed(tuple(fresh), tuple(reports))


def _figures(file: CsvFile, held: Comparators, source: str, on: date) -> tuple[str, list[PublishedFigure], list[str]]:
    """The layout's title, the figures of the file and what is wrong with it."""
    problems = Problems(file.name)
    if is_tidy(file):
        problems.add_broken(file)
        figures = tidy_figures(file, held.series, problems, on)
        return "tidy extract", figures, problems.found or _unlike(file.name, figures, held)
    layout = next((each for each in load_layouts() if each.fits(file)), None)
    if layout is None:
        return "", [], []
    problems.add_broken(file)
    figures = _by_layout(file, layout, held, problems, source, on)
    return layout.title, figures, problems.found or _unlike(file.name, figures, held)


def _by_layout(
    file: CsvFile, layout: Layout, held: Comparators, problems: Problems, source: str, on: date
) -> list[PublishedFigure]:
    when, level = (_first(file, names) for names in (_WHEN, _LEVEL))
    if not when or not level:
        problems.add(1, f"no column {' or '.join(_WHEN if not when else _LEVEL)}")
        return []
    found: Keyed = {}
    lines: dict[tuple[str, str, int], int] = {}
    for line, row in file.rows:
        columns = [each for each in layout.figures if each.is_of(row)]
        kind = _LEVELS.get(row[level].strip().lower())
        if not columns or kind is None:
            continue
        area, year = _area(held, kind, row), year_of(row[when])
        if area is None:
            codes = " or ".join(row[name] for name in _CODES[kind] if row.get(name)) or "no code"
            problems.add(line, f"no area is known by {codes}")
            continue
        if year is None:
            problems.add(line, f"'{row[when]}' is no year")
            continue
        for column in columns:
            key = (column.series, area.code, year)
            figure = _figure(key, column, row, source)
            amiss = unknown_words(row, column.value, (column.numerator, column.denominator))
            amiss = amiss or (beyond_belief(figure, held.series.one(column.series), on) if figure else "")
            if figure is None or amiss:
                problems.add(line, amiss)
            elif key in found and found[key].value != figure.value:
                words = f"{area.name} has another {column.value} for {year} in line {lines[key]}"
                problems.add(line, f"{words}: the rows are split by something that the layout does not know")
            else:
                found[key], lines[key] = figure, line
    return list(found.values())


def _figure(
    key: tuple[str, str, int], column: FigureColumn, row: Mapping[str, str], source: str
) -> PublishedFigure | None:
    value = value_of(row.get(column.value, ""))
    if value is None:
        return None
    numerator, denominator = (count_of(row.get(name, "")) for name in (column.numerator, column.denominator))
    return PublishedFigure(*key, value, numerator, denominator, source)


def _area(held: Comparators, kind: str, row: Mapping[str, str]) -> Area | None:
    if kind == "national" and not any(row.get(name) for name in _CODES[kind]):
        return held.areas.by_code[ENGLAND]
    codes = (row[name] for name in _CODES[kind] if row.get(name))
    return next((area for code in codes if (area := held.areas.by_any_code(code))), None)


def _first(file: CsvFile, names: Iterable[str]) -> str:
    return next((name for name in names if name in file.headings), "")


def _unlike(name: str, figures: Sequence[PublishedFigure], held: Comparators) -> list[str]:
    """For each series whose figures are mostly not those held for the same areas and years, a sentence."""
    said = []
    for series in sorted({each.series for each in figures}):
        before = held.figures(series)
        pairs = [
            (each.number, before[(each.area, each.year)].number)
            for each in figures
            if each.series == series and each.number is not None and (each.area, each.year) in before
        ]
        compared = [(new, old) for new, old in pairs if old is not None]
        agreed = sum(1 for new, old in compared if _is_close(new, old))
        if len(compared) >= LEAST_COMPARED and agreed / len(compared) < LEAST_AGREEMENT:
            said.append(
                f"{name}: of {len(compared):,} figures of '{held.series.one(series).title}' that are held already,"
                f" {agreed:,} are the same: this is another figure"
            )
    return said


def _is_close(new: Decimal, old: Decimal) -> bool:
    """The same but for rounding: within half a unit of the coarser one's last figure."""
    places = max(int(each.as_tuple().exponent) for each in (new, old))
    return abs(new - old) <= Decimal(1).scaleb(places) / 2


def _between_files(found: Keyed, figures: Iterable[PublishedFigure], name: str) -> list[str]:
    differ = [each for each in figures if _key(each) in found and found[_key(each)].value != each.value]
    if not differ:
        return []
    first = differ[0]
    return [
        f"{name}: {len(differ):,} figures of {first.series} are not those of another file in the folder,"
        f" {first.area} in {first.year} the first: take the older file out"
    ]


def _key(figure: PublishedFigure) -> tuple[str, str, int]:
    return figure.series, figure.area, figure.year


def _is_news(figure: PublishedFigure, held: Mapping[Key, PublishedFigure]) -> bool:
    before = held.get((figure.area, figure.year))
    return before is None or before.value != figure.value


def _report(name: str, layout: str, figures: Sequence[PublishedFigure], held: Comparators) -> FileReport:
    if not layout:
        return FileReport(name, "")
    is_held = [(each.area, each.year) in held.figures(each.series) for each in figures]
    news = [_is_news(each, held.figures(each.series)) for each in figures]
    years = [each.year for each in figures]
    return FileReport(
        name=name,
        layout=layout,
        series=tuple(sorted({each.series for each in figures})),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        new=is_held.count(False),
        changed=sum(1 for one, other in zip(is_held, news, strict=True) if one and other),
        same=news.count(False),
        signs=sum(1 for each in figures if each.number is None),
    )
