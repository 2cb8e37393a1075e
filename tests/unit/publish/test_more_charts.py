"""The charts beside that of the months: each from its own numbers, readable at every width, and none that lies."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest

from headway.evidence.assess import MeasureEvidence
from headway.evidence.chart_beside import chosen_chart
from headway.evidence.rare_events import days_between
from headway.publish import claims_by_measure, foot_words, write_chart
from headway.publish.chart_file import figure_of
from headway.publish.charts.figure import FRAMES, figure_svg
from headway.publish.charts.of_months import BeforeAfterChart, GapsChart, PaceChart, RunChart, SteppedChart
from headway.publish.drawn import Drawn
from headway.publish.more_charts import before_after, more_views, pace_drawn, teams
from headway.publish.shown import measure_name
from headway.publish.suited_charts import suited
from tests.unit.publish.sample import evidence, no_figures, sample_contents

T = TypeVar("T")
CONTENTS = sample_contents()
MEASURE = "assessment_within_45_days"
EACH = next(each for each in CONTENTS.evidence if measure_name(each) == MEASURE)
CLAIM = claims_by_measure(CONTENTS.plan)[MEASURE]
FOOT = foot_words("Sample County", date(2026, 9, 30), is_synthetic=True)


def uneven(last: int = 0) -> MeasureEvidence:
    """Months of 30 to 79 assessments, 70% in time; ``last`` points fewer in the newest but one."""
    dice = np.random.default_rng(5)

    def of_month(place: str, number: int) -> tuple[int, int, int]:
        size = 30 + number * 17 % 50
        rate = 0.7 - (last / 100 if number == 23 else 0)
        return round(size * rate + dice.normal()), size, 0

    return evidence(MEASURE, of_month)


def few(place: str, number: int) -> tuple[int, int, int]:
    return (1, 1, 0) if place == "East" and number % 9 == 0 else (0, 0, 0)


def of_teams(sizes_and_met: dict[str, tuple[int, int]]) -> Drawn | None:
    whole = next(iter(EACH.year.values()))
    return teams(EACH, [replace_figure(whole, name, met, size) for name, (size, met) in sizes_and_met.items()])


def drawn_as(kind: type[T], drawn: Drawn | None) -> T:
    assert drawn is not None and isinstance(drawn.chart, kind)
    return drawn.chart


def replace_figure(whole: Any, name: str, met: int, size: int) -> Any:
    return whole._replace(level="team", place=name, numerator=met, denominator=size)


def test_before_and_after_shows_what_the_earlier_course_would_have_given_from_the_change_on() -> None:
    drawn = before_after(EACH, CLAIM)
    chart = drawn_as(BeforeAfterChart, drawn)
    at = round(chart.change.at)
    fit = CLAIM.judgement.county.change.fit
    assert fit and set(chart.expected[:at]) == {None}
    # The effect three months after is how far the two courses are apart there.
    now, earlier = chart.fitted[at + fit.horizon], chart.expected[at + fit.horizon]
    assert now is not None and earlier is not None
    assert now - earlier == pytest.approx(100 * fit.effect.value)
    assert earlier == pytest.approx(100 * fit.expected)
    assert chart.whisker == pytest.approx((at + 3, earlier + 100 * fit.effect.low, earlier + 100 * fit.effect.high))
    assert "does not prove the cause" in drawn.said[0]
    assert before_after(EACH, None) is None


def test_log_odds_are_drawn_as_shares() -> None:
    fit = replace(CLAIM.judgement.county.change.fit, scale="log_odds", beta=(2.0, 0.0, 0.5, 0.0))  # type: ignore[type-var]
    assert fit.course(-1)[0] == pytest.approx(1 / (1 + np.exp(-2)))
    assert fit.course(0) == pytest.approx((1 / (1 + np.exp(-2.5)), 1 / (1 + np.exp(-2))))


def test_the_pace_goes_on_from_the_newest_month_in_its_interval() -> None:
    drawn = pace_drawn(replace(EACH, target=0.95))
    chart = drawn_as(PaceChart, drawn)
    known = [value for value in chart.values if value is not None]
    assert len(known) == 24 and known[-1] == pytest.approx(100 * (EACH.county.last.value or 0))  # type: ignore[union-attr]
    assert list(chart.lower[:24]) == [None] * 24
    for low, at, high in zip(chart.lower[24:], chart.line[24:], chart.upper[24:], strict=True):
        assert low is not None and at is not None and high is not None and low < at < high
    assert pace_drawn(replace(EACH, target=None)) is None


def test_the_newest_figure_stands_beside_its_month_and_not_where_the_pace_ends() -> None:
    drawn = pace_drawn(replace(EACH, target=0.95))
    chart = drawn_as(PaceChart, drawn)
    for frame in FRAMES.values():
        svg = "".join(chart.parts(frame))
        at = re.search(rf'<text x="([0-9.]+)"[^>]*font-weight="bold">{chart.last_words}<', svg)
        assert at and float(at[1]) == pytest.approx(frame.x(23, len(chart.months)) + 7, abs=0.1)
        assert svg.count('Z"') == 1, "the band is one drawing, without seams from month to month"


def test_limits_follow_each_months_size_and_a_month_beyond_its_own_carries_a_mark() -> None:
    each = uneven(last=40)
    assert chosen_chart(each).chart in ("p", "p'")
    drawn = suited(each)
    chart = drawn_as(SteppedChart, drawn)
    wide = {
        high - low for low, high in zip(chart.lower, chart.upper, strict=True) if low is not None and high is not None
    }
    assert len(wide) > 10
    assert [mark.kind for mark in chart.marks].count("concern") == 1
    assert chart.marks[23].kind == "concern" and not chart.marks[23].is_up
    # Better is not said of months in doubt, nor after another recording.
    front = each.page.front.model_copy(update={"good": "lower"})
    turned = replace(each, page=replace(each.page, front=front))
    kinds = {mark.kind for mark in suited(turned).chart.marks}  # type: ignore[union-attr]
    assert "improvement" in kinds
    assert {mark.kind for mark in suited(replace(turned, same_children=0.9)).chart.marks} == {"steady"}  # type: ignore[union-attr]


def test_rare_events_are_drawn_as_days_between_and_nothing_where_there_are_too_few() -> None:
    each = evidence("cp_plans_started", few)
    assert chosen_chart(each).chart == "t"
    days = [date(2024, 1, 1) + timedelta(days=n * n) for n in range(15)]
    drawn = suited_rare(each, days)
    chart = drawn_as(GapsChart, drawn)
    assert [mark.value for mark in chart.marks] == list(days_between(days))
    assert chart.last_words == "27" and "The newest gap was 27." in chart.desc
    assert suited_rare(each, days[:1]) is None


def test_where_even_quarters_hold_too_few_runs_about_the_middle_are_drawn() -> None:
    each = evidence(MEASURE, lambda place, number: (int(place == "East" and number % 2), 20, 0))
    assert chosen_chart(each).chart == "runs"
    chart = drawn_as(RunChart, suited(each))
    assert [value or 0 for value in chart.values] == pytest.approx([100 * (value or 0) for value in each.county.values])


def suited_rare(each: MeasureEvidence, days: list[date]) -> Drawn | None:
    return suited(each, [days], date(2026, 9, 30))


def test_teams_are_shown_for_help_in_the_order_given_and_never_ranked() -> None:
    drawn = of_teams({"West 1": (200, 150), "East 1": (200, 90), "North 1": (120, 88), "South 1": (300, 222)})
    assert drawn
    assert [row[0] for row in drawn.table[1]] == ["West 1", "East 1", "North 1", "South 1"]
    assert "for help" in drawn.note and "never ranked" in drawn.note
    assert "East 1" in drawn.said[0] and "Find the cause before judging" in drawn.said[0]
    svg = figure_svg(figure_of(EACH, None, FOOT, drawn))
    named = re.findall(r">((?:West|East|North|South) 1)</text>", svg)
    assert named == ["East 1"]
    assert of_teams({"West 1": (200, 150)}) is None


MADE: dict[str, Callable[[], Drawn | None]] = {
    "change": lambda: before_after(EACH, CLAIM),
    "pace": lambda: pace_drawn(replace(EACH, target=0.95)),
    "size": lambda: suited(uneven()),
    "teams": lambda: of_teams({f"Team {n}": (40 + 20 * n, 30 + 14 * n) for n in range(12)}),
}


@pytest.mark.parametrize("use", FRAMES)
@pytest.mark.parametrize("name", MADE)
def test_every_word_stands_inside_the_drawing_and_no_letter_is_under_its_least_size(name: str, use: str) -> None:
    drawn = MADE[name]()
    assert drawn
    svg = figure_svg(figure_of(EACH, CLAIM, FOOT, drawn), use)
    width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())  # type: ignore[union-attr]
    assert use != "slide" or (width, height) == (640, 360)
    for x, y, size in re.findall(r'<text x="([-\d.]+)" y="([-\d.]+)" font-size="([\d.]+)"', svg):
        assert 0 <= float(x) <= width and 0 < float(y) <= height and float(size) >= 10
    assert "nan" not in svg and "hides East" in svg


def test_the_table_beneath_and_the_alternative_stand_in_the_file_of_words(tmp_path: Path) -> None:
    drawn = before_after(EACH, CLAIM)
    assert drawn
    files = write_chart(EACH, CLAIM, tmp_path / "change.svg", foot=FOOT, drawn=drawn)
    words = files.words.read_text(encoding="utf-8")
    assert words.startswith(f"{drawn.chart.title}. {drawn.said[0]}")
    assert "Month; Figure; Course; Earlier course" in words
    assert len(re.findall(r"^\w+ 20\d\d; ", words, re.M)) == len(EACH.county.points)


def test_a_screen_shows_those_that_there_are_with_the_hidden_place_beside_each() -> None:
    found = more_views(EACH, CLAIM)
    assert found[0].title.split(": ")[-1] == "before and after the change"
    assert all(any("hides East" in line for line in chart.said) for chart in found)
    assert all(chart.picture.narrow and chart.table.rows for chart in found)
    assert more_views(evidence("care_leaver_accommodation", no_figures, part="19-21"), None) == ()
