"""England, the region and the neighbours beside a figure: said with their age, or why nothing stands there."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from headway.comparators import load_comparators
from headway.publish import write_board_pack
from headway.publish.beside_view import beside_lines, beside_picture
from headway.publish.say import plain_text
from headway.publish.views import Picture
from tests.unit.publish.sample import evidence, sample_contents

HELD = load_comparators()
DEVON = HELD.areas.council("Devon")
DAY = date(2026, 10, 12)


def test_each_area_is_named_with_its_figure_its_year_and_how_far_it_may_be_compared() -> None:
    areas, about = (plain_text(line) for line in beside_lines(HELD.beside_measure("AS02", DEVON), DAY))
    assert areas == (
        "England 85.7% · South West 79.2% · neighbours: median 88.6%, mean 84.6% (10 of 10)"
        " · Devon as published 82.9%, ranked 94 of 152 (1 is best)"
    )
    assert "year to 31 March 2025, 18 months old" in about and "model of 2025" in about
    assert "Nearly the same count: A return holds months" in about


def test_without_a_council_england_stands_alone() -> None:
    areas, about = (plain_text(line) for line in beside_lines(HELD.beside_measure("AS02", None), DAY))
    assert areas == "England 85.7%" and "model" not in about


def test_a_figure_that_may_not_be_compared_says_why_and_shows_none() -> None:
    for figure in ("CP08", "RF02/children"):
        (line,) = beside_lines(HELD.beside_measure(figure, DEVON), DAY)
        assert (
            plain_text(line).startswith("No published figure may stand beside this one. ")
            and "9" not in plain_text(line)[:60]
        )


def test_the_pack_shows_them_and_names_what_it_was_made_from(tmp_path: Path) -> None:
    contents = sample_contents()
    files = write_board_pack(contents, tmp_path / "pack")
    page = files.html.read_text(encoding="utf-8")
    assert page.count("England and neighbours</h3>") == page.count('class="page measure"') > 4
    record = json.loads(files.figures.read_text(encoding="utf-8"))
    assert "published/figures.parquet" in record["definitions"] and record["published_figures"] == []
    beside = {each["measure"]: each for each in record["beside"]}
    assert beside["assessment_within_45_days"]["england"] == "85.7"
    assert len(beside["assessment_within_45_days"]["neighbours"]) == 10


def test_the_icon_table_draws_them_on_one_line_and_says_the_same_in_words() -> None:
    own = evidence("assessment_within_45_days", lambda place, number: (80, 100, 0))
    drawn = beside_picture(own, HELD.beside_measure("AS02", DEVON))
    assert drawn.alt == "County 80%, neighbours’ median 88.6, England 85.7"
    ticks = [float(at) for at in re.findall(r'<line x1="([0-9.]+)"', drawn.svg)][1:]
    (dot,) = (float(at) for at in re.findall(r'<circle cx="([0-9.]+)"', drawn.svg))
    neighbours, england = ticks
    assert dot < england < neighbours


def test_nothing_is_drawn_beside_a_figure_in_another_unit_or_where_nothing_counts_the_same() -> None:
    own = evidence("assessment_within_45_days", lambda place, number: (80, 100, 0))
    assert beside_picture(own, HELD.beside_measure("CP08", DEVON)) == Picture("", "none")
    assert beside_picture(own, HELD.beside_measure("S409", DEVON)).alt == "its page"
