"""What is true of a synthetic county: everything planted, with month, place, size and the finding it should give."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from headway.store import disk
from headway.synthetic.chance import Bools
from headway.synthetic.county_made import County
from headway.synthetic.days import NEVER, first_of_month, number, working_days
from headway.synthetic.late import Late, late_children
from headway.synthetic.planted import (
    ASSESSED_IN_TIME,
    BLANKED_SHARE,
    CONFERENCE_ELSEWHERE,
    CONFERENCE_IN_WEST,
    DRIFT,
    EAST,
    SEEN,
    SEEN_GAIN,
    WEST,
)
from headway.synthetic.setting import LOCALITIES, PLANTS
from headway.synthetic.snapshot import snapshot

TRUTHS_FILE = "truths.json"
ASSESSMENT_LIMIT, CONFERENCE_LIMIT = 45, 15


@dataclass(frozen=True)
class Truth:
    """One thing planted, and what a reader of the figures should conclude."""

    name: str
    measure: str
    part: str | None
    place: str
    from_month: str
    to_month: str
    share_before: float | None
    size_points: float | None
    recommendation: str | None
    expected: str
    seen_before: float | None = None  # the share that chance in fact gave, before and after
    seen_after: float | None = None


@dataclass(frozen=True)
class Truths:
    """All truths of one county, and the children who are overdue at its last snapshot."""

    seed: int
    scale: float
    snapshots: tuple[date, ...]
    planted: tuple[str, ...]
    findings: tuple[Truth, ...]
    late: tuple[Late, ...]

    def finding(self, name: str) -> Truth | None:
        """The truth of that name, if it is planted."""
        return next((found for found in self.findings if found.name == name), None)

    def write(self, folder: Path) -> Path:
        """truths.json in the folder."""
        path = folder / TRUTHS_FILE
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False, default=str)
        disk.replace_file(path, (text + "\n").encode())
        return path


def truths_of(county: County) -> Truths:
    """The truths of this county."""
    setting = county.setting
    planted = [name for name in PLANTS if setting.has(name)]
    makers = {"drift": _drift, "improvement": _improvement, "flat": _flat, "recording": _recording, "masked": _masked}
    return Truths(
        seed=setting.seed,
        scale=setting.scale,
        snapshots=tuple(setting.snapshots),
        planted=tuple(planted),
        findings=tuple(makers[name](county) for name in planted if name in makers),
        late=late_children(county, snapshot(county, setting.last)),
    )


def _drift(county: County) -> Truth:
    setting, episodes = county.setting, county.world.episodes
    in_time = working_days(episodes.assessed_from, episodes.assessed_to) <= ASSESSMENT_LIMIT
    in_east = county.world.children.locality[episodes.child] == EAST
    end = episodes.assessed_to
    return Truth(
        name="drift",
        measure="assessment_within_45_days",
        part=None,
        place=LOCALITIES[EAST],
        from_month=f"{setting.drift_from:%Y-%m}",
        to_month=f"{setting.last:%Y-%m}",
        share_before=ASSESSED_IN_TIME,
        size_points=-100 * DRIFT,
        recommendation="R3",
        expected="East is named: a signal against, or differs on the bad side; the others are steady",
        seen_before=_share(in_time, in_east & _between(end, setting.window_start, setting.drift_from)),
        seen_after=_share(in_time, in_east & (end >= number(first_of_month(setting.last, 2))) & _done(county, end)),
    )


def _improvement(county: County) -> Truth:
    setting, episodes = county.setting, county.world.episodes
    end, known = episodes.assessed_to, episodes.seen < 2
    before = known & _between(end, setting.window_start, setting.improvement_from)
    after = known & (end >= number(setting.improvement_from)) & _done(county, end)
    return Truth(
        name="improvement",
        measure="child_seen_in_assessment",
        part=None,
        place="county",
        from_month=f"{setting.improvement_from:%Y-%m}",
        to_month=f"{setting.last:%Y-%m}",
        share_before=SEEN,
        size_points=100 * SEEN_GAIN,
        recommendation="R8",
        expected="signal in the expected direction, since within three months of the month given",
        seen_before=_share(episodes.seen == 0, before),
        seen_after=_share(episodes.seen == 0, after),
    )


def _flat(county: County) -> Truth:
    setting = county.setting
    return Truth(
        name="flat",
        measure="re_referrals",
        part="children",
        place="county",
        from_month=f"{setting.drift_from:%Y-%m}",
        to_month=f"{setting.last:%Y-%m}",
        share_before=None,
        size_points=0.0,
        recommendation="R4",
        expected="no sign, although every action of the recommendation is done",
    )


def _recording(county: County) -> Truth:
    setting = county.setting
    return Truth(
        name="recording",
        measure="second_or_later_cp_plan",
        part=None,
        place="county",
        from_month=f"{setting.recording_from:%Y-%m}",
        to_month=f"{setting.last:%Y-%m}",
        share_before=None,
        size_points=100 * BLANKED_SHARE,
        recommendation="R1",
        expected="cannot tell, or a recording break: never an improvement, although the figure falls",
    )


def _masked(county: County) -> Truth:
    setting, episodes = county.setting, county.world.episodes
    held = episodes.conference_on
    in_time = working_days(episodes.enquiry_on, held) <= CONFERENCE_LIMIT
    in_west = county.world.children.locality[episodes.child] == WEST
    in_year = (held >= number(first_of_month(setting.last, 11))) & _done(county, held)
    return Truth(
        name="masked",
        measure="icpc_within_15_days",
        part=None,
        place=LOCALITIES[WEST],
        from_month=f"{setting.window_start:%Y-%m}",
        to_month=f"{setting.last:%Y-%m}",
        share_before=CONFERENCE_ELSEWHERE,
        size_points=100 * (CONFERENCE_IN_WEST - CONFERENCE_ELSEWHERE),
        recommendation="R5",
        expected="West is named as hidden by a county figure that meets its target of 80%",
        seen_before=_share(in_time, in_year & ~in_west),
        seen_after=_share(in_time, in_year & in_west),
    )


def _between(day: np.ndarray, first: date, before: date) -> Bools:
    return np.asarray((day >= number(first)) & (day <= number(before - timedelta(days=1))), dtype=np.bool_)


def _done(county: County, day: np.ndarray) -> Bools:
    return np.asarray((day <= county.setting.last_day) & (day < NEVER), dtype=np.bool_)


def _share(met: Bools, among: Bools) -> float | None:
    return round(float(met[among].mean()), 4) if among.any() else None
