"""From the council's own Annex A and plan to: is it working, and who needs someone today?"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from headway.county import County
from headway.evidence.plan_word import AGAINST, EXPECTED, NO_SIGN
from headway.improvement import RecommendationStatus
from headway.measures import COUNTY, COUNTY_WIDE, NOT_PLACED, Observation
from headway.periods import periods_between, range_of
from headway.synthetic import Setting
from tests.acceptance.findings.counties import IMPROVEMENT_ANSWERS, judge
from tests.acceptance.thread.conftest import TODAY

AUGUST, SEPTEMBER = date(2026, 8, 31), date(2026, 9, 30)


@pytest.fixture(scope="module")
def asked(county: County) -> dict[str, RecommendationStatus]:
    """The recommendations of the plan by id, judged on the newest load."""
    return {each.recommendation.id: each for each in county.plan(by="test", today=TODAY).recommendations}


def test_the_plan_says_what_is_asked_what_is_done_and_what_is_late(asked: dict[str, RecommendationStatus]) -> None:
    assert list(asked) == [*(f"R{number}" for number in range(1, 9)), "M1", "M2", "M3"]
    assert {name for name, each in asked.items() if each.recommendation.asked_of == "minister and DfE"} == {
        "M1",
        "M2",
        "M3",
    }
    # Counted by hand in the plan of the synthetic county, on 30 September 2026.
    assert {name: each.delivery_words for name, each in asked.items()} == {
        "R1": "2 of 6 done, 1 late",
        "R2": "1 of 3 done, 1 late",
        "R3": "2 of 3 done, 1 late",
        "R4": "2 of 2 done",
        "R5": "1 of 2 done",
        "R6": "1 of 2 done",
        "R7": "0 of 1 done, 1 late",
        "R8": "3 of 3 done",
        "M1": "no action",
        "M2": "no action",
        "M3": "no action",
    }


def test_delivery_and_impact_are_two_facts_for_each_recommendation(asked: dict[str, RecommendationStatus]) -> None:
    flat, drifting, improving = asked["R4"], asked["R3"], asked["R8"]
    # Planted: all is done and nothing changed.
    assert flat.delivery_words == "2 of 2 done" and flat.is_done_without_sign
    assert flat.word == NO_SIGN and flat.impact_words.startswith("all done, no sign")
    # Planted: East grows slower after an action that is done; the county's word does not hide it.
    assert drifting.lead is not None and drifting.lead.delivery == "done" and drifting.word == AGAINST
    assert {place for place, word in drifting.lead.by_place.items() if word.word == AGAINST} == {"East"}
    assert "against in East" in drifting.impact_words
    # Planted: 8 points better. A tenth of a county cannot show that, and says how much it could.
    assert improving.lead is not None and improving.delivery_words == "3 of 3 done" and improving.word == NO_SIGN
    assert (improving.lead.county.smallest_change or 0) > 0.08
    assert "a change of" in improving.impact_words
    assert asked["M1"].word is None and "no claim declared" in asked["M1"].impact_words


def test_a_real_improvement_is_named_beside_its_recommendation() -> None:
    setting = Setting(seed=7)  # of Devon's size, where 8 points can be seen
    status = {each.recommendation.id: each for each in judge(setting).plan.recommendations}
    improving = status[IMPROVEMENT_ANSWERS]
    assert improving.word == EXPECTED and improving.impact_words.startswith(EXPECTED)
    assert improving.lead is not None and improving.lead.county.since == setting.improvement_from
    assert "all done" not in improving.impact_words
    assert status["R4"].is_done_without_sign


def test_every_county_figure_comes_with_its_localities_and_they_add_up(county: County) -> None:
    told = Counter[bool]()
    year = range_of(date(2025, 10, 1), date(2026, 9, 30))
    found = county.observe(periods=[year])
    localities = set(county.files.localities.names())
    for page in county.measures.pages:
        for part in page.parts:
            own = [each for each in found if (each.measure, each.part) == (page.id, part)]
            whole = next(each for each in own if each.level == "county")
            places = [each for each in own if each.level == "locality"]
            assert {each.place for each in places} == localities | {NOT_PLACED, COUNTY_WIDE}
            told[bool(whole.denominator)] += 1
            if whole.denominator is not None:
                assert sum(each.denominator or 0 for each in places) == whole.denominator
                # A mean and a median have no numerator.
                assert sum(each.numerator or 0 for each in places) == (whole.numerator or 0)
    assert told[True] > 0.9 * told.total()


@dataclass(frozen=True)
class Said:
    """What a county says at one time: the children, the plan's words, and every month of two measures in every place."""

    day: date
    children: list[tuple[object, ...]]
    plan: list[tuple[object, ...]]
    figures: list[Observation]


def said(county: County, *, as_at: date | None = None, known_on: date | None = None) -> Said:
    """Everything that the county says, as at a day or as known on a day."""
    listed = county.children(as_at=as_at, known_on=known_on)
    status = county.plan(by="test", today=TODAY, as_at=as_at, known_on=known_on)
    names = ["assessment_within_45_days", "cp_visits_in_time"]
    return Said(
        listed.day,
        [
            (entry.child_key, entry.locality, entry.team, entry.worker, [(hit.words, hit.days) for hit in entry.hits])
            for entry in listed.entries
        ],
        [
            (
                each.delivery_words,
                each.impact_words,
                [(claim.words, claim.county, claim.by_place) for claim in each.claims],
            )
            for each in status.recommendations
        ],
        county.observe(names, as_at=as_at, known_on=known_on),
    )


def _what_september_left(load_id: str) -> Callable[[str, list[str]], set[str]]:
    """All but what each other load alone gives: its tables, as it was read."""
    return shutil.ignore_patterns("journey-*", "kept", "received", f"*{load_id}*")


@pytest.fixture(scope="module")
def in_august(county: County, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """What a county says that was never given September's load."""
    folder = tmp_path_factory.mktemp("august") / "county"
    newest = county.loads()[-1]
    assert newest.as_at == SEPTEMBER
    shutil.copytree(county.folder, folder, ignore=_what_september_left(newest.load_id))
    without = County.open(folder)
    assert len(without.loads()) == 23
    return said(without)


@pytest.mark.parametrize("asked_for", [{"as_at": AUGUST}, {"known_on": SEPTEMBER}], ids=lambda each: next(iter(each)))
def test_last_month_can_be_had_again(county: County, in_august: Said, asked_for: dict[str, date]) -> None:
    assert in_august.day == AUGUST and in_august.children and in_august.figures
    # September's load came on 10 October: on 30 September it was not yet known.
    assert said(county, **asked_for) == in_august


def test_last_month_is_not_this_month(county: County, in_august: Said) -> None:
    now = said(county)
    assert now.day == SEPTEMBER
    assert now.children != in_august.children and now.plan != in_august.plan and now.figures != in_august.figures


def test_a_team_that_moves_does_not_rewrite_earlier_months(county: County, tmp_path: Path) -> None:
    folder = tmp_path / "county"
    shutil.copytree(county.folder, folder)
    places = folder / "localities.yaml"
    before = places.read_text(encoding="utf-8")
    stays = "name: East Assessment 1, part_of: east, from: 2015-04-01}"
    team = next(line for line in before.splitlines() if line.endswith(stays))
    until = team.replace("from: 2015-04-01", "from: 2015-04-01, until: 2026-05-31")
    since = team.replace("part_of: east, from: 2015-04-01", "part_of: north, from: 2026-06-01")
    places.write_text(before.replace(team, f"{until}\n{since}"), encoding="utf-8")
    asked = ["assessment_within_45_days", "assessments_open_past_45_days"]
    months = periods_between("month", date(2025, 10, 1), SEPTEMBER)
    was = county.observe(asked, periods=months)
    moved = County.open(folder).observe(asked, periods=months)
    changed = {(one.measure, one.period, one.place) for one, other in zip(was, moved, strict=True) if one != other}
    assert {place for _, _, place in changed} == {"North", "East"}
    assert {measure for measure, _, _ in changed} == set(asked)
    assert min(period for _, period, _ in changed) >= "2026-06"
    for month in months:
        for measure in asked:
            at = [each for each in moved if (each.measure, each.period) == (measure, month.name)]
            whole = next(each for each in at if each.level == COUNTY)
            assert sum(each.denominator or 0 for each in at if each.level != COUNTY) == whole.denominator


def test_a_day_that_no_load_covers_is_not_covered_and_never_nought(county: County) -> None:
    long_ago = range_of(date(2019, 1, 1), date(2019, 3, 31))
    for each in county.observe(periods=[long_ago]):
        assert (each.status, each.value, each.numerator) == ("not covered", None, None)


def test_the_pack_says_internal_names_no_child_and_holds_its_figures(county: County, tmp_path: Path) -> None:
    files = county.board_pack(tmp_path, by="test", today=TODAY)
    html = files.html.read_text(encoding="utf-8")
    record = json.loads(files.figures.read_text(encoding="utf-8"))
    assert html.count("Internal: not for publication") >= 2
    assert "http" not in html.replace("http://www.w3.org", "")
    keys = [entry.child_key for entry in county.children().entries]
    assert keys
    for text in (html, json.dumps(record)):
        assert not [key for key in keys if re.search(rf"\b{re.escape(key)}\b", text)]
    assert {each["measure"] for each in record["figures"]} == {page.id for page in county.measures.pages}
    assert len(record["loads"]) == 24
