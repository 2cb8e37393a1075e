"""``headway measure`` without a name: a line for each measure to read, and everything for other programs."""

from __future__ import annotations

import csv
import io

from typer.testing import CliRunner

from headway.cli.app import app
from headway.county import County

RUNNER = CliRunner()


def typed(county: County, *words: str) -> str:
    found = RUNNER.invoke(app, ["measure", *words, "--county", str(county.folder)], env={"COLUMNS": "300"})
    assert found.exit_code == 0, found.output
    return found.stdout


def test_a_person_who_names_none_gets_a_line_for_each_over_the_year_in_the_county(county: County) -> None:
    lines = typed(county).splitlines()
    names = [page.name_of(part) for page in county.measures.pages for part in page.parts]
    shown = [line.split()[0] for line in lines if line.split() and line.split()[0] in names]
    assert sorted(shown) == sorted(names)
    year = {each.measure: each for each in county.read().figures.yearly if each.level == "county" and not each.part}
    compared = 0
    for line in lines:
        each = year.get(line.split()[0]) if line.split() else None
        if each and each.cannot_tell == 0 and each.numerator is not None:
            assert each.period in line and f" {each.numerator} " in line
            compared += 1
    assert compared > 20


def test_a_program_gets_every_month_and_locality_all_the_same(county: County) -> None:
    rows = list(csv.DictReader(io.StringIO(typed(county, "--format", "csv"))))
    assert {row["level"] for row in rows} == {"county", "locality"}
    assert len({row["period"] for row in rows}) > 12
