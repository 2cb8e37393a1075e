"""The page of a measure of time says how many have not ended: the newest figure of its twin."""

from __future__ import annotations

from dataclasses import replace

from headway.publish.measure_view import measure_view
from headway.publish.outline import read_outline
from headway.publish.say import plain_text
from tests.unit.measures.tables import MEASURES
from tests.unit.publish.sample import conferences, evidence, sample_contents, unallocated

TWIN = evidence("icpc_overdue", unallocated)


def lines(is_twin_held: bool) -> list[str]:
    contents = sample_contents()
    timed = next(each for each in contents.evidence if each.page.id == "icpc_within_15_days")
    held = replace(contents, evidence=[*contents.evidence, *([TWIN] if is_twin_held else [])])
    view = measure_view(held, read_outline("board"), timed, None, "Protecting children", 1)
    return [plain_text(line) for line in view.could_not_tell]


def test_what_has_not_ended_stands_first_with_the_twins_title_and_number() -> None:
    first = lines(is_twin_held=True)[0]
    title = MEASURES.page("icpc_overdue").front.title
    point = TWIN.county.last
    assert point is not None
    assert first.startswith(f"Not in this figure is what has not ended. {title}: {point.numerator:,} on ")


def test_without_the_twin_nothing_is_said_of_it() -> None:
    assert not any("has not ended" in line for line in lines(is_twin_held=False))


def test_a_measure_is_shown_with_the_figures_of_its_guards() -> None:
    contents = sample_contents()
    helped = evidence("help_rather_than_assessment", conferences)
    view = measure_view(
        replace(contents, evidence=[*contents.evidence, helped]), read_outline("board"), helped, None, "Help", 1
    )
    said = [line for line in map(plain_text, view.could_not_tell) if line.startswith("Read it with ")]
    guard = next(each for each in contents.evidence if each.page.id == "re_referrals")
    point = guard.county.last
    assert point is not None
    assert len(said) == 1, "of the guards, the sample holds re-referrals only"
    assert said[0].startswith(f"Read it with {guard.page.title_of('children')}: ")
    assert f"{point.value:.0%}" in said[0] and said[0].endswith("September 2026.")
