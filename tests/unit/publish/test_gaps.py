"""What we cannot tell: one line each, by the rules of the evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headway.evidence.plan_word import CANNOT_TELL
from headway.publish.data_view import data_view
from headway.publish.gaps import cannot_tell_lines
from headway.publish.outline import read_outline
from headway.publish.say import plain_text
from tests.unit.publish.sample import Counts, evidence, sample_contents, with_words


def lines_of(lost_in_month: dict[int, int]) -> list[str]:
    """The lines about assessments of which so many could not be told in the numbered months."""

    def of_month(place: str, number: int) -> Counts:
        return None if place == "not placed" else (70, 100, lost_in_month.get(number, 0))

    contents = sample_contents(evidence_of=(evidence("assessment_within_45_days", of_month),))
    said = [plain_text(line) for line in cannot_tell_lines(contents, read_outline("board"))]
    return [line for line in said if "could not be told" in line and "Assess" in line and "recording" not in line]


def test_too_much_could_not_be_told_by_the_last_12_months_and_not_by_the_last_one() -> None:
    assert lines_of({24: 60}) == []
    (line,) = lines_of({number: 25 for number in range(20)})
    assert "700 of 5,500 in the 12 months to September 2026 could not be told" in line


def test_lists_missing_or_empty_in_the_newest_load_come_first() -> None:
    contents = sample_contents(missing=("care_leavers", "contacts"))
    *before, newest = contents.loads
    report = {**newest.report, "empty_lists": ["adoption"]}
    moved = replace(contents, loads=[*before, replace(newest, report=report)])
    first, second, *_ = [plain_text(line) for line in cannot_tell_lines(moved, read_outline("board"))]
    assert first.startswith("No list of care leavers (list 9) and contacts (list 1) in the newest load.")
    assert second.startswith("No row in the list of adoption (list 10) in the newest load.")
    assert "adoption (list 10) (empty)" in data_view(moved, read_outline("board")).tables[0].rows[0][-1]


@pytest.mark.parametrize(
    ("reason", "todo"),
    [
        ("lost", "Data lead: mend the recording."),
        ("recording", "Data lead: mend the recording."),
        ("no_figures", "Data lead: mend the recording."),
        ("late", "Head of Service: restate the claim."),
        ("small", "Head of Service: restate the claim."),
    ],
)
def test_who_can_mend_a_promise_that_cannot_be_told_is_known_by_the_reason(reason: str, todo: str) -> None:
    """Not by the words: these name all of it."""
    contents = sample_contents()
    at = next(n for n, each in enumerate(contents.plan.recommendations) if each.recommendation.id == "R4")
    each = contents.plan.recommendations[at]
    why = "told of figures and recording"
    claim = with_words(
        each.claims[0], lambda word: replace(word, word=CANNOT_TELL, reason=reason, why=why), places=False
    )
    own = replace(each, claims=(claim,))
    every = (*contents.plan.recommendations[:at], own, *contents.plan.recommendations[at + 1 :])
    moved = replace(contents, plan=replace(contents.plan, recommendations=every))
    said = [plain_text(line) for line in cannot_tell_lines(moved, read_outline("board"))]
    assert next(line for line in said if line.startswith("4 ")).endswith(f"told of figures and recording. {todo}")


@pytest.mark.parametrize(
    ("what", "todo"),
    [
        ({"lacks_standard": True}, "give the standard in policy.yaml"),
        ({"lacks_standard": False}, "send the list"),
        ({"lacks_standard": False, "is_too_old": True}, "load a return of those days that holds the list"),
    ],
)
def test_a_reason_not_asked_is_mended_where_it_can_be(what: dict[str, bool], todo: str) -> None:
    contents = sample_contents()
    (left,) = contents.children.not_asked
    children = replace(contents.children, not_asked=(replace(left, **what),))
    lines = cannot_tell_lines(replace(contents, children=children), read_outline("board"))
    (line,) = (said for each in lines if ": not asked, " in (said := plain_text(each)))
    assert line.endswith(f"Data lead: {todo}.")


@pytest.mark.parametrize(
    ("latest", "ends"),
    [
        (
            {"status": "not run", "why": "no local standard"},
            "no local standard. Data lead: give the standard in policy.yaml.",
        ),
        ({"status": "no population given", "why": "none"}, "none. Data lead: give it in population.csv."),
        (
            {"status": "no data", "why": "no load holds it", "denominator": None},
            "no load holds it. Data lead: send the list.",
        ),
        (
            {"status": "not covered", "why": "no load covers these days", "denominator": None},
            "no load covers these days. Data lead: send the list.",
        ),
        (
            {"status": "no data", "why": "every row is left out", "denominator": 0, "cannot_tell": 0},
            "every row is left out.",
        ),
        (
            {"status": "no data", "why": "no rows could be told", "denominator": 0, "cannot_tell": 3},
            "no rows could be told. Data lead: correct the dates in the case system.",
        ),
    ],
)
def test_a_figure_that_is_not_there_names_what_would_give_it_and_nothing_where_nothing_is_wrong(
    latest: dict[str, object], ends: str
) -> None:
    found = evidence("assessment_within_45_days", lambda place, number: None)
    contents = sample_contents(evidence_of=(replace(found, latest=found.latest._replace(**latest)),))
    lines = [plain_text(line) for line in cannot_tell_lines(contents, read_outline("board"))]
    assert any("Assess" in line and line.endswith(f"no data, {ends}") for line in lines)
