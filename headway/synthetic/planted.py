"""The planted truths as chances: what share of each place's work meets its standard, and from when it is otherwise."""

from __future__ import annotations

import numpy as np

from headway.synthetic.chance import Floats, Ints
from headway.synthetic.days import number
from headway.synthetic.setting import LOCALITIES, Setting

EAST, WEST = LOCALITIES.index("East"), LOCALITIES.index("West")

ASSESSED_IN_TIME = 0.85
DRIFT = 0.15
DRIFT_MONTHS = 11.5  # how long the fall takes: the slow ones of a month end some weeks after the rest
SEEN, SEEN_GAIN = 0.77, 0.08
CONFERENCE_IN_TIME = 0.83
CONFERENCE_ELSEWHERE, CONFERENCE_IN_WEST = 0.88, 0.68
BLANKED_SHARE = 0.75  # of children who had an earlier plan


def in_time_share(setting: Setting, place: Ints, day: Ints) -> Floats:
    """The share of assessments due to end about this day that end in time; in East it may fall over a year."""
    share = np.full(len(place), ASSESSED_IN_TIME)
    if not setting.has("drift"):
        return share
    months = (day - number(setting.drift_from)) / 30.4
    fall = DRIFT * np.clip((months + 1) / DRIFT_MONTHS, 0, 1)
    return np.where(place == EAST, share - fall, share)


def seen_share(setting: Setting, completed_on: Ints) -> Floats:
    """The share of children seen in assessments completed on this day."""
    gain = SEEN_GAIN if setting.has("improvement") else 0.0
    return np.where(completed_on >= number(setting.improvement_from), SEEN + gain, SEEN)


def conference_in_time_share(setting: Setting, place: Ints) -> Floats:
    """The share of conferences held within 15 working days; one locality may be well below what the county shows."""
    if not setting.has("masked"):
        return np.full(len(place), CONFERENCE_IN_TIME)
    return np.where(place == WEST, CONFERENCE_IN_WEST, CONFERENCE_ELSEWHERE)
