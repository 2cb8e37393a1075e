"""What we cannot tell: one line each, by the rules of the evidence."""

from __future__ import annotations

from headway.publish.gaps import cannot_tell_lines
from headway.publish.outline import read_outline
from headway.publish.say import plain_text
from tests.unit.publish.sample import Counts, evidence, sample_contents


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
