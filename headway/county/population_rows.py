"""The published mid-year numbers of children, as lines of population.csv."""

from __future__ import annotations

import csv
import io

from headway.comparators import Area, Comparators


def population_rows(held: Comparators, council: Area, place: str) -> str:
    """A line a mid-year for the council, under the name that the county folder uses, with where it was published."""
    found = sorted(
        (each.year, each.number, each.source)
        for (area, _), each in held.population.items()
        if area == council.code and each.number is not None
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows((year, place, f"{number:f}", held.sources.words(source)) for year, number, source in found)
    return text.getvalue()
