"""Chance that is fixed by a seed is still chance."""

from __future__ import annotations

import numpy as np

from headway.synthetic.chance import pick, stream, unit

IDS = np.arange(40_000)


def test_a_record_keeps_its_number() -> None:
    whole = unit(5, "visit", IDS)
    assert (unit(5, "visit", IDS[100:200]) == whole[100:200]).all()
    for other in (unit(6, "visit", IDS), unit(5, "review", IDS), unit(5, "visit", IDS, 1)):
        assert abs(np.corrcoef(whole, other)[0, 1]) < 0.02


def test_the_numbers_are_spread_evenly() -> None:
    for draws in (unit(1, "a", IDS), unit(1, "a", IDS * 0 + 7, IDS), unit(9, "b", IDS, IDS % 13 - 6)):
        counts, _ = np.histogram(draws, bins=20, range=(0, 1))
        assert counts.min() > 1_800 and counts.max() < 2_200
        assert abs(np.corrcoef(draws[1:], draws[:-1])[0, 1]) < 0.02


def test_streams_of_other_names_are_other_streams() -> None:
    assert stream(1, "a").random() == stream(1, "a").random()
    assert (
        len({stream(1, "a").random(), stream(2, "a").random(), stream(1, "b").random(), stream(1, "a", 1).random()})
        == 4
    )


def test_picks_follow_the_weights() -> None:
    picked = pick(np.array([0.0, 0.19, 0.21, 0.99, 1.0]), (2.0, 0.0, 8.0))
    assert picked.tolist() == [0, 0, 2, 2, 2]
