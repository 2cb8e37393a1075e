"""A tidy extract: one row a figure, its series named in the row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from headway.comparators.areas import load_areas
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
from headway.comparators.figure import NotPublished, PublishedFigure
from headway.comparators.plausible import beyond_belief
from headway.comparators.series import SeriesList

HEADINGS = ("indicator_id", "year", "geography_code", "value", "flag", "numerator", "denominator", "source")


def is_tidy(file: CsvFile) -> bool:
    """Whether the file has the headings of a tidy extract."""
    return set(HEADINGS) <= set(file.headings)


def read_tidy(path: Path, series: SeriesList, *, on: date) -> list[PublishedFigure]:
    """The figures of the extract that belong to a series we know. Raises FileError that lists what is wrong."""
    file = read_csv_file(path)
    problems = Problems(file.name)
    if not is_tidy(file):
        problems.add(1, f"no column {' and no column '.join(h for h in HEADINGS if h not in file.headings)}")
        refuse(problems.found)
    problems.add_broken(file)
    found = tidy_figures(file, series, problems, on)
    refuse(problems.found)
    return found


def tidy_figures(file: CsvFile, series: SeriesList, problems: Problems, on: date) -> list[PublishedFigure]:
    """The figures of a tidy file; what is wrong is noted."""
    areas = load_areas()
    found: dict[tuple[str, str, int], PublishedFigure] = {}
    for line, row in file.rows:
        if row["indicator_id"] not in series.by_id:
            continue
        area, year, value = areas.by_any_code(row["geography_code"]), year_of(row["year"]), _value(row)
        if area is None:
            problems.add(line, f"no area has the code '{row['geography_code']}'")
        elif year is None:
            problems.add(line, f"'{row['year']}' is no year")
        elif value is None:
            problems.add(line, f"'{row['value'] or row['flag']}' is neither a number nor a sign that is known")
        else:
            key = (row["indicator_id"], area.code, year)
            if key in found:
                problems.add(line, f"{area.name} has two figures for {year}")
            counts = count_of(row["numerator"]), count_of(row["denominator"])
            found[key] = PublishedFigure(*key, value, *counts, row["source"])
            amiss = unknown_words(row, counts=("numerator", "denominator"))
            if amiss := amiss or beyond_belief(found[key], series.one(key[0]), on):
                problems.add(line, amiss)
    return list(found.values())


def unknown_series(file: CsvFile, series: SeriesList) -> dict[str, int]:
    """The series of a tidy file that Headway does not know, each with the number of its rows, by name."""
    counts = Counter(row["indicator_id"] for _, row in file.rows if row["indicator_id"] not in series.by_id)
    return dict(sorted(counts.items()))


def _value(row: Mapping[str, str]) -> Decimal | NotPublished | None:
    """The number where there is one and no sign, the sign where there is one and no number."""
    number, sign = row.get("value", ""), row.get("flag", "")
    return None if bool(number) == bool(sign) else value_of(number or sign)
