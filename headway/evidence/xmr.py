"""XmR charts: limits, rules and icons, as NHS England's Making Data Count has them.

Follows NHSRplotthedots 0.2.2 but where that divides by nothing or stops (docs/explanation/spc.md lists each case).
A missing month is None: it has no moving range, takes no side, and cuts every window that holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from headway.errors import UnusableNumbersError
from headway.evidence.checks import GOODS, checked_number, checked_values, refuse_unknown
from headway.evidence.rule_set import MAKING_DATA_COUNT, RuleSet

LIMIT = MAKING_DATA_COUNT.limit
FIRM = MAKING_DATA_COUNT.icons_from
LEAST_BASE = 12
SAME = 1e-9


@dataclass(frozen=True)
class Group:
    """The months between two rebases, and their limits, which are None without two neighbours.

    ``close``: two numbers so near are taken as equal.
    """

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
class TargetRange:
    """A target with two ends, for a figure that should be neither high nor low."""

    low: float
    high: float


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
    rules: RuleSet = MAKING_DATA_COUNT

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
        return self.rules.icons_from


def xmr(
    values: Sequence[float | None],
    *,
    good: str,
    target: float | TargetRange | None = None,
    base_count: int | None = None,
    rebase_at: Sequence[int] = (),
    ghosted: Sequence[int] = (),
    rules: RuleSet = MAKING_DATA_COUNT,
) -> Xmr:
    """The chart of a monthly series, oldest first, in any unit. ``good`` is higher, lower or neither.

    ``base_count`` fixes each group's base at its first months, 12 or more. ``rebase_at`` are the places, from 0, of
    months that begin a new group; ``ghosted`` months are drawn and not judged. For dates and reasons: ``monthly_xmr``.
    Too little is a status; UnusableNumbersError is for what cannot be right: an infinite value, a place outside the
    series, a base of fewer than 12 months, a target that is none. Source: docs/explanation/spc.md.
    """
    given = _checked(values, good, target, base_count, (*rebase_at, *ghosted))
    left_out = set(ghosted)
    judged = [None if at in left_out else value for at, value in enumerate(given)]
    starts = sorted({0, *rebase_at})
    ends = [*starts[1:], len(judged)]
    groups: list[Group] = []
    points: list[Point] = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        own = judged[start:end]
        group = _limits(start, own, base_count, rules)
        groups.append(group)
        points += _points(own, group, number, good, rules)
    last = max((at for at, point in enumerate(points) if point.value is not None), default=None)
    status = _status(groups[points[last].group], judged, rules) if last is not None else "cannot_tell"
    if last is None or status == "cannot_tell":
        return Xmr(tuple(groups), tuple(points), None, None, "cannot_tell", last, rules)
    assurance = assurance_of(groups[points[last].group], target, good)
    return Xmr(tuple(groups), tuple(points), _icon(points[last]), assurance, status, last, rules)


def _checked(
    values: Sequence[float | None],
    good: str,
    target: float | TargetRange | None,
    base_count: int | None,
    places: Sequence[int],
) -> list[float | None]:
    """The values; UnusableNumbersError for anything that no chart could be drawn of."""
    refuse_unknown(good, GOODS, "good")
    given = checked_values(values)
    outside = [at for at in places if not 0 <= at < len(given)]
    if outside:
        raise UnusableNumbersError(
            f"There is no month at place {outside[0]} of {len(given)}.",
            "rebase_at, ghosted",
            "Give the places of months of the series, from 0.",
        )
    if base_count is not None and base_count < LEAST_BASE:
        raise UnusableNumbersError(
            f"A base of {base_count} months is too short.",
            "base_count",
            f"A fixed base needs {LEAST_BASE} months or more.",
        )
    ends = [target.low, target.high] if isinstance(target, TargetRange) else [] if target is None else [target]
    for end in ends:
        checked_number(end, "target")
    if isinstance(target, TargetRange) and (target.low > target.high or good != "neither"):
        raise UnusableNumbersError(
            "A target with two ends is for a figure of which neither way is good, the lower end first.",
            "target",
            "Give one number, or good='neither' and the lower end first.",
        )
    return given


def _limits(start: int, own: Sequence[float | None], base_count: int | None, rules: RuleSet) -> Group:
    base = own[:base_count] if base_count else own
    found = [value for value in base if value is not None]
    every = [value for value in own if value is not None]
    close = SAME * max((abs(value) for value in every), default=0.0)
    ranges = [abs(b - a) for a, b in pairwise(base) if a is not None and b is not None]
    mean = sum(found) / len(found) if found else None
    if mean is None or not ranges:
        return Group(start, len(own), len(every), mean, None, None, None, None, None, None, close)
    amr_all = sum(ranges) / len(ranges)
    amr = amr_all if rules.screen_at is None else _screened(ranges, amr_all, close, rules.screen_at)
    if amr <= close:
        amr = 0.0
    return Group(
        start=start,
        months=len(own),
        value_count=len(every),
        mean=mean,
        amr_all=amr_all,
        amr=amr,
        lower=mean - rules.limit * amr,
        upper=mean + rules.limit * amr,
        near_lower=mean - rules.near * amr,
        near_upper=mean + rules.near * amr,
        close=close,
    )


def _screened(ranges: Sequence[float], amr: float, close: float, screen_at: float) -> float:
    """The mean range without the wild ones, screened once; all of them where only zeros would be left."""
    kept = [each for each in ranges if each < screen_at * amr - close]
    if not kept or (max(kept) <= close and amr > close):
        return amr
    return sum(kept) / len(kept)


def _points(own: Sequence[float | None], group: Group, number: int, good: str, rules: RuleSet) -> list[Point]:
    mean, close = group.mean, group.close
    if mean is None:
        return [Point(value, number, None, None, None if value is None else "common_cause") for value in own]
    sides = [None if v is None else 0 if abs(v - mean) <= close else 1 if v > mean else -1 for v in own]
    beyond = _beyond(own, group)
    # The later in this order names the month, where several fit.
    every = (
        _shifts(sides, rules.shift),
        _near(own, sides, beyond, group, rules),
        _trends(own, close, rules.trend),
        beyond,
    )
    named: list[str | None] = [None] * len(own)
    for rule in every:
        if any(rule):
            named = [found or known for found, known in zip(rule, named, strict=True)]
    if rules.improvement_wins:
        for rule in every:
            is_good = (found is not None and kind_of(found, good) == "improvement" for found in rule)
            named = [found if better else known for found, known, better in zip(rule, named, is_good, strict=True)]
    return [
        Point(value, number, side, rule, None if value is None else kind_of(rule, good))
        for value, side, rule in zip(own, sides, named, strict=True)
    ]


def _beyond(own: Sequence[float | None], group: Group) -> list[str | None]:
    if group.is_flat or group.lower is None or group.upper is None:
        return [None] * len(own)
    low, high = group.lower - group.close, group.upper + group.close
    return [None if v is None else "limit_high" if v > high else "limit_low" if v < low else None for v in own]


def _near(
    own: Sequence[float | None],
    sides: Sequence[int | None],
    beyond: Sequence[str | None],
    group: Group,
    rules: RuleSet,
) -> list[str | None]:
    """Two of three: the near ones of three neighbours on one side, beyond the near limit and not beyond the limit."""
    found: list[str | None] = [None] * len(own)
    if group.is_flat or group.near_lower is None or group.near_upper is None:
        return found
    low, high = group.near_lower - group.close, group.near_upper + group.close
    far = [None if v is None else "near_high" if v > high else "near_low" if v < low else None for v in own]
    if not rules.beyond_is_near:
        far = [None if b else each for each, b in zip(far, beyond, strict=True)]
    for at in range(len(own) - 2):
        three, one = far[at : at + 3], sides[at]
        if three.count(None) > 1 or None in sides[at : at + 3]:
            continue
        if rules.third_on_same_side and not (one and one == sides[at + 1] == sides[at + 2]):
            continue
        for name in ("near_high", "near_low"):
            if three.count(name) >= 2:
                found[at : at + 3] = [
                    name if each == name else known for each, known in zip(three, found[at : at + 3], strict=True)
                ]
    return found


def _trends(own: Sequence[float | None], close: float, length: int) -> list[str | None]:
    """So many values, each step strictly one way: all of them; where two trends meet, the later one's direction."""
    found: list[str | None] = [None] * len(own)
    start, way = 0, 0
    for at in range(1, len(own) + 1):
        step = _step(own, at, close)
        if step != way or not step:
            if way and at - start >= length:
                found[start:at] = ["trend_up" if way > 0 else "trend_down"] * (at - start)
            start, way = at - 1, step
    return found


def _step(own: Sequence[float | None], at: int, close: float) -> int:
    if at >= len(own):
        return 0
    before, after = own[at - 1], own[at]
    if before is None or after is None or abs(after - before) <= close:
        return 0
    return 1 if after > before else -1


def _shifts(sides: Sequence[int | None], length: int) -> list[str | None]:
    found: list[str | None] = [None] * len(sides)
    start = 0
    for at in range(1, len(sides) + 1):
        if at < len(sides) and sides[at] and sides[at] == sides[start]:
            continue
        side = sides[start]
        if side and at - start >= length:
            found[start:at] = ["shift_high" if side > 0 else "shift_low"] * (at - start)
        start = at
    return found


def kind_of(rule: str | None, good: str) -> str:
    """What a rule means where ``good`` is good."""
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


def _status(group: Group, judged: Sequence[float | None], rules: RuleSet) -> str:
    if group.amr is None or (group.is_flat and not _is_constant(group, judged)):
        return "cannot_tell"
    return "firm" if group.value_count >= rules.icons_from else "provisional"


def _is_constant(group: Group, judged: Sequence[float | None]) -> bool:
    own = [value for value in judged[group.start : group.start + group.months] if value is not None]
    return max(own) - min(own) <= group.close


def assurance_of(group: Group, target: float | TargetRange | None, good: str) -> str | None:
    """The target against a group's limits: pass, fail, inconsistent, or None where there is nothing to compare."""
    if target is None or group.upper is None or group.lower is None or group.mean is None:
        return None
    close = group.close
    if isinstance(target, TargetRange):
        if target.low <= group.lower + close and group.upper <= target.high + close:
            return "pass"
        apart = group.lower > target.high + close or group.upper < target.low - close
        return "fail" if apart else "inconsistent"
    if good == "neither":
        return None
    is_higher = good == "higher"
    if group.is_flat:
        met = group.mean >= target - close if is_higher else group.mean <= target + close
        return "pass" if met else "fail"
    if target > group.upper + close:
        return "fail" if is_higher else "pass"
    if target < group.lower - close:
        return "pass" if is_higher else "fail"
    return "inconsistent"
