"""XmR charts: limits, rules and icons, as NHS England's Making Data Count has them.

Follows NHSRplotthedots 0.2.2 but where that divides by nothing or stops (docs/explanation/spc.md lists each case).
A missing month is None: it has no moving range, takes no side, and cuts every window that holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LIMIT = 2.66
NEAR = LIMIT * 2 / 3
SCREEN = 3.267
RUN = 7
FIRM = 13
SAME = 1e-9


@dataclass(frozen=True)
class Group:
    """The months between two rebases, and their limits; ``mean`` and the rest are None without two neighbours."""

    start: int
    months: int
    value_count: int
    mean: float | None
    amr_all: float | None
    amr: float | None
    lower: float | None
    upper: float | None
    near_lower: float | None
    near_upper: float | None
    close: float

    @property
    def is_flat(self) -> bool:
        """Whether no month of the base differs from the one before: the two limit rules do not apply."""
        return self.amr is not None and self.amr <= self.close


@dataclass(frozen=True)
class Point:
    """One month: its group, its side of the mean, the rule that it sets off, and what that means."""

    value: float | None
    group: int
    side: int | None
    rule: str | None
    kind: str | None


@dataclass(frozen=True)
class Xmr:
    """A chart: ``variation`` is the kind of the last month with a value, ``assurance`` the target against the limits.

    ``status`` is firm, provisional (fewer than 13 values: no icon is shown) or cannot_tell (no limits).
    """

    groups: tuple[Group, ...]
    points: tuple[Point, ...]
    variation: str | None
    assurance: str | None
    status: str
    last: int | None

    @property
    def kind(self) -> str | None:
        """The last month's kind without its direction: improvement, concern, neutral or common_cause."""
        if self.variation is None or self.variation == "common_cause":
            return self.variation
        return self.variation.split("_")[0]

    @property
    def value_count(self) -> int:
        """How many values the last month's group has."""
        return 0 if self.last is None else self.groups[self.points[self.last].group].value_count

    @property
    def values_needed(self) -> int:
        """From how many values on icons are shown."""
        return FIRM


def xmr(
    values: Sequence[float | None],
    *,
    good: str,
    target: float | None = None,
    base_count: int | None = None,
    rebase_at: Sequence[int] = (),
    ghosted: Sequence[int] = (),
    screen: bool = True,
) -> Xmr:
    """The chart of a monthly series. ``good`` is higher, lower or neither; ``base_count`` fixes each group's base.

    ``rebase_at`` are the places of months that begin a new group; ``ghosted`` months are drawn and not judged.
    Raises ValueError for a rebase or ghost outside the series, or a base of fewer than 12 months.
    """
    outside = [at for at in (*rebase_at, *ghosted) if not 0 <= at < len(values)]
    if outside:
        raise ValueError(f"no month at {outside}")
    if base_count is not None and base_count < 12:
        raise ValueError("a fixed base needs 12 months or more")
    judged = [None if number in set(ghosted) else value for number, value in enumerate(values)]
    starts = sorted({0, *rebase_at})
    ends = [*starts[1:], len(judged)]
    groups: list[Group] = []
    points: list[Point] = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        own = judged[start:end]
        group = _limits(start, own, base_count, screen)
        groups.append(group)
        points += _points(own, group, number, good)
    last = max((number for number, point in enumerate(points) if point.value is not None), default=None)
    status = _status(groups[points[last].group], judged) if last is not None else "cannot_tell"
    if last is None or status == "cannot_tell":
        return Xmr(tuple(groups), tuple(points), None, None, "cannot_tell", last)
    assurance = _assurance(groups[points[last].group], judged, target, good)
    return Xmr(tuple(groups), tuple(points), _icon(points[last]), assurance, status, last)


def _limits(start: int, own: Sequence[float | None], base_count: int | None, screen: bool) -> Group:
    base = own[:base_count] if base_count else own
    found = [value for value in base if value is not None]
    every = [value for value in own if value is not None]
    close = SAME * max((abs(value) for value in every), default=0.0)
    ranges = [abs(b - a) for a, b in pairwise(base) if a is not None and b is not None]
    if not ranges:
        return Group(start, len(own), len(every), None, None, None, None, None, None, None, close)
    mean = sum(found) / len(found)
    amr_all = sum(ranges) / len(ranges)
    amr = _screened(ranges, amr_all, close) if screen else amr_all
    if amr <= close:
        amr = 0.0
    return Group(
        start=start,
        months=len(own),
        value_count=len(every),
        mean=mean,
        amr_all=amr_all,
        amr=amr,
        lower=mean - LIMIT * amr,
        upper=mean + LIMIT * amr,
        near_lower=mean - NEAR * amr,
        near_upper=mean + NEAR * amr,
        close=close,
    )


def _screened(ranges: Sequence[float], amr: float, close: float) -> float:
    """The mean range without the wild ones, screened once; all of them where only zeros would be left."""
    kept = [each for each in ranges if each < SCREEN * amr - close]
    if not kept or (max(kept) <= close and amr > close):
        return amr
    return sum(kept) / len(kept)


def _points(own: Sequence[float | None], group: Group, number: int, good: str) -> list[Point]:
    mean, close = group.mean, group.close
    if mean is None:
        return [Point(value, number, None, None, None) for value in own]
    sides = [None if v is None else 0 if abs(v - mean) <= close else 1 if v > mean else -1 for v in own]
    rules: list[str | None] = [None] * len(own)
    for rule in (_shifts(sides), _near(own, sides, group), _trends(own, close), _beyond(own, group)):
        rules = [found or known for found, known in zip(rule, rules, strict=True)]
    return [
        Point(value, number, side, rule, None if value is None else _kind(rule, good))
        for value, side, rule in zip(own, sides, rules, strict=True)
    ]


def _beyond(own: Sequence[float | None], group: Group) -> list[str | None]:
    if group.is_flat or group.lower is None or group.upper is None:
        return [None] * len(own)
    low, high = group.lower - group.close, group.upper + group.close
    return [None if v is None else "limit_high" if v > high else "limit_low" if v < low else None for v in own]


def _near(own: Sequence[float | None], sides: Sequence[int | None], group: Group) -> list[str | None]:
    """Two of three: the near ones of three neighbours on one side, beyond the near limit and not beyond the limit."""
    found: list[str | None] = [None] * len(own)
    if group.is_flat or group.near_lower is None or group.near_upper is None:
        return found
    beyond = _beyond(own, group)
    low, high = group.near_lower - group.close, group.near_upper + group.close
    is_near = [v is not None and not b and (v > high or v < low) for v, b in zip(own, beyond, strict=True)]
    for at in range(len(own) - 2):
        window = range(at, at + 3)
        side = sides[at]
        if side and all(sides[i] == side for i in window) and sum(is_near[i] for i in window) >= 2:
            for i in window:
                if is_near[i]:
                    found[i] = "near_high" if side > 0 else "near_low"
    return found


def _trends(own: Sequence[float | None], close: float) -> list[str | None]:
    """Seven values, six steps strictly one way: all of them; where two trends meet, the later one's direction."""
    found: list[str | None] = [None] * len(own)
    start, way = 0, 0
    for at in range(1, len(own) + 1):
        step = _step(own, at, close)
        if step != way or not step:
            _colour(found, start, at - 1, way)
            start, way = at - 1, step
    return found


def _step(own: Sequence[float | None], at: int, close: float) -> int:
    if at >= len(own):
        return 0
    before, after = own[at - 1], own[at]
    if before is None or after is None or abs(after - before) <= close:
        return 0
    return 1 if after > before else -1


def _colour(found: list[str | None], first: int, last: int, way: int) -> None:
    if way and last - first + 1 >= RUN:
        for at in range(first, last + 1):
            found[at] = "trend_up" if way > 0 else "trend_down"


def _shifts(sides: Sequence[int | None]) -> list[str | None]:
    found: list[str | None] = [None] * len(sides)
    start = 0
    for at in range(1, len(sides) + 1):
        if at < len(sides) and sides[at] and sides[at] == sides[start]:
            continue
        side = sides[start]
        if side and at - start >= RUN:
            found[start:at] = ["shift_high" if side > 0 else "shift_low"] * (at - start)
        start = at
    return found


def _kind(rule: str | None, good: str) -> str:
    if rule is None:
        return "common_cause"
    is_up = rule.endswith(("high", "up"))
    if good == "neither":
        return "neutral_high" if is_up else "neutral_low"
    return "improvement" if is_up == (good == "higher") else "concern"


def _icon(point: Point) -> str | None:
    if point.rule is None or point.kind is None or point.kind.startswith("neutral"):
        return point.kind
    return f"{point.kind}_{'high' if point.rule.endswith(('high', 'up')) else 'low'}"


def _status(group: Group, judged: Sequence[float | None]) -> str:
    if group.mean is None or (group.is_flat and not _all_equal(group, judged)):
        return "cannot_tell"
    return "firm" if group.value_count >= FIRM else "provisional"


def _own(group: Group, judged: Sequence[float | None]) -> list[float]:
    return [value for value in judged[group.start : group.start + group.months] if value is not None]


def _all_equal(group: Group, judged: Sequence[float | None]) -> bool:
    own = _own(group, judged)
    return max(own) - min(own) <= group.close


def _assurance(group: Group, judged: Sequence[float | None], target: float | None, good: str) -> str | None:
    if target is None or good == "neither" or group.upper is None or group.lower is None or group.mean is None:
        return None
    is_higher = good == "higher"
    if group.is_flat:
        met = group.mean >= target - group.close if is_higher else group.mean <= target + group.close
        return "pass" if met else "fail"
    if target > group.upper + group.close:
        return "fail" if is_higher else "pass"
    if target < group.lower - group.close:
        return "pass" if is_higher else "fail"
    return "inconsistent"
