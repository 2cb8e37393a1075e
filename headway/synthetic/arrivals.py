"""When children come to notice: working weeks, the season of the year, and weeks in which the county all but closed."""

from __future__ import annotations

import numpy as np

from headway.synthetic.chance import Floats, Ints
from headway.synthetic.days import number
from headway.synthetic.setting import DIP_DEPTH, DIP_WEEKS, SEASON, Setting

WEEKEND = 0.12


def openness(setting: Setting, day: Ints) -> Floats:
    """How much of the usual flow a day has: 1, less during the closed weeks, with a soft start and end."""
    middle = number(setting.dip_from) + DIP_WEEKS * 3.5
    from_middle = np.abs(day - middle) / (DIP_WEEKS * 3.5)
    depth = DIP_DEPTH * np.clip((1.4 - from_middle) / 0.8, 0, 1)
    return np.asarray(1 - depth, dtype=np.float64)


def flow(setting: Setting, day: Ints) -> Floats:
    """How many come about each day, 1 being usual: the season of the year and the closed weeks."""
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    return np.asarray(np.asarray(SEASON)[month] * openness(setting, day), dtype=np.float64)


def day_weights(setting: Setting, first: int, last: int) -> Floats:
    """The weight of each day from ``first`` to ``last``: season, weekday and the closed weeks."""
    days = np.arange(first, last + 1)
    weekday = (days + 3) % 7  # 1 January 1970 was a Thursday
    return flow(setting, days) * np.where(weekday >= 5, WEEKEND, 1.0)


def arrival_days(setting: Setting, rng: np.random.Generator, a_year: float, first: int, last: int) -> Ints:
    """Days of arrival, in order, at so many a year at scale 1; how many is itself by chance."""
    weights = day_weights(setting, first, last)
    usual = 365.25 * (5 + 2 * WEEKEND) / 7  # what a year of open days weighs
    expected = weights * (a_year * setting.scale / usual)
    counts = rng.poisson(expected)
    return np.repeat(np.arange(first, last + 1), counts).astype(np.int64)
