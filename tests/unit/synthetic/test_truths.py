"""What is planted is there, what is not planted is not, and the overdue children are those a person would find."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from headway.errors import RefusedError, UnknownNameError
from headway.synthetic.chance import Bools, Ints
from headway.synthetic.county_made import County, make_county
from headway.synthetic.days import NEVER, number, working_days
from headway.synthetic.lists_open import earlier_plan_is_blank
from headway.synthetic.planted import EAST, WEST
from headway.synthetic.setting import ALL, NONE, PLANTS, Setting
from headway.synthetic.truths import Truths, truths_of

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def counties() -> list[County]:
    return [make_county(Setting(seed=seed)) for seed in SEEDS]


@pytest.fixture(scope="module")
def empty_handed() -> list[County]:
    return [make_county(Setting(seed=seed, plant=NONE)) for seed in SEEDS]


@pytest.fixture(scope="module")
def truths(counties: list[County]) -> list[Truths]:
    return [truths_of(county) for county in counties]


def share(counties: list[County], met: object, among: object) -> float:
    """The share over all counties together."""
    hits = [np.asarray(met(county))[np.asarray(among(county))] for county in counties]  # type: ignore[operator]
    return float(np.concatenate(hits).mean())


def in_time(county: County) -> Bools:
    episodes = county.world.episodes
    return np.asarray(working_days(episodes.assessed_from, episodes.assessed_to) <= 45)


def place(county: County) -> Ints:
    return county.world.children.locality[county.world.episodes.child]


def done_in_last(county: County, days: int) -> Bools:
    end, last = county.world.episodes.assessed_to, county.setting.last_day
    return np.asarray((end <= last) & (end > last - days))


def test_east_drifts_and_the_others_do_not(counties: list[County], empty_handed: list[County]) -> None:
    def east(county: County) -> Bools:
        return done_in_last(county, 60) & (place(county) == EAST)

    def others(county: County) -> Bools:
        return done_in_last(county, 365) & (place(county) != EAST)

    assert 0.66 < share(counties, in_time, east) < 0.75
    assert 0.82 < share(counties, in_time, others) < 0.87
    assert 0.81 < share(empty_handed, in_time, east) < 0.88


def test_a_month_has_about_as_many_assessments_as_the_brief_says(counties: list[County]) -> None:
    for county in counties:
        assert 330 < done_in_last(county, 365).sum() / 12 < 560
        assert 80 < (done_in_last(county, 365) & (place(county) == EAST)).sum() / 12 < 150


def test_more_children_are_seen_from_the_month_given(counties: list[County], empty_handed: list[County]) -> None:
    def seen(county: County) -> Bools:
        return county.world.episodes.seen == 0

    def after(county: County) -> Bools:
        return (county.world.episodes.seen < 2) & done_in_last(county, 334)

    def before(county: County) -> Bools:
        end, change = county.world.episodes.assessed_to, number(county.setting.improvement_from)
        return (county.world.episodes.seen < 2) & (end < change) & (end > change - 400)

    assert 0.065 < share(counties, seen, after) - share(counties, seen, before) < 0.095
    assert abs(share(empty_handed, seen, after) - share(empty_handed, seen, before)) < 0.015


def test_west_is_hidden_by_a_county_that_meets_its_target(counties: list[County], empty_handed: list[County]) -> None:
    def held_in_time(county: County) -> Bools:
        episodes = county.world.episodes
        return np.asarray(working_days(episodes.enquiry_on, episodes.conference_on) <= 15)

    def held(county: County) -> Bools:
        day, last = county.world.episodes.conference_on, county.setting.last_day
        return np.asarray((day <= last) & (day > last - 365))

    def west(county: County) -> Bools:
        return held(county) & (place(county) == WEST)

    def rest(county: County) -> Bools:
        return held(county) & (place(county) != WEST)

    assert 0.15 < share(counties, held_in_time, rest) - share(counties, held_in_time, west) < 0.26
    assert share(counties, held_in_time, held) > 0.8
    assert abs(share(empty_handed, held_in_time, rest) - share(empty_handed, held_in_time, west)) < 0.06


def test_most_earlier_plans_are_left_out_once_the_recording_changes(
    counties: list[County], empty_handed: list[County]
) -> None:
    for county, has_change in [*((one, True) for one in counties), *((one, False) for one in empty_handed)]:
        episodes = county.world.episodes
        again = np.flatnonzero((episodes.plan_from < NEVER) & (episodes.earlier_plans > 0))
        blank = earlier_plan_is_blank(county.world, again)
        since = episodes.plan_from[again] >= number(county.setting.recording_from)
        assert not blank[~since].any()
        assert bool(0.6 < blank[since].mean() < 0.9) == has_change
        assert has_change or not blank.any()


def test_the_overdue_are_planted_and_found_by_counting(truths: list[Truths]) -> None:
    for truth in truths:
        for late in truth.late:
            assert late.planted, late.reason
            assert set(late.planted) <= set(late.everyone), late.reason
    assert {late.reason: len(late.planted) for late in truths[0].late} == {
        "unallocated": 14,
        "visit overdue": 16,
        "never visited": 6,
        "review overdue": 9,
        "assessment open past 45 working days": 24,
        "without suitable accommodation": 10,
        "in need, visit overdue": 18,
        "in need, never visited": 7,
        "no conference": 8,
        "in care, visit overdue": 9,
        "in care, review overdue": 7,
    }


def test_nobody_is_planted_when_nothing_is(empty_handed: list[County]) -> None:
    truths = truths_of(empty_handed[0])
    assert truths.planted == () and truths.findings == ()
    assert all(late.planted == () for late in truths.late)
    assert next(late for late in truths.late if late.reason == "unallocated").everyone == ()


def test_truths_are_written_for_people_and_programs(truths: list[Truths], tmp_path: Path) -> None:
    held = json.loads(truths[0].write(tmp_path).read_text(encoding="utf-8"))
    assert [found["name"] for found in held["findings"]] == ["drift", "improvement", "flat", "recording", "masked"]
    drift = truths[0].finding("drift")
    assert drift is not None and (drift.place, drift.from_month, drift.to_month) == ("East", "2025-10", "2026-09")
    assert truths[0].finding("nothing") is None
    assert held["snapshots"][0] == "2024-10-31" and held["snapshots"][-1] == "2026-09-30"


def test_planting_one_truth_leaves_the_others_draws_alone() -> None:
    one = make_county(Setting(seed=4, scale=0.3, plant=frozenset({"masked"})))
    two = make_county(Setting(seed=4, scale=0.3, plant=frozenset({"masked", "recording"})))
    assert (one.world.episodes.plan_from == two.world.episodes.plan_from).all()
    assert (one.world.episodes.seen == two.world.episodes.seen).all()


def test_what_cannot_be_made_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="nothing"):
        Setting(seed=1, plant=frozenset({"nothing"}))
    for wrong in ({"months": 0}, {"scale": 0.0}, {"scale": 17.0}):
        with pytest.raises(RefusedError):
            Setting(seed=1, **wrong)  # type: ignore[arg-type]
    assert frozenset(PLANTS) == ALL
