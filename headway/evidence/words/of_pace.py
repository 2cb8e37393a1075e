"""What is said of pace: how far, by when, and whether promises hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from headway.evidence.words.of_shares import share_words
from headway.periods import day_words

if TYPE_CHECKING:
    from headway.evidence.pace import Pace, Slippage

YEARS_AHEAD = 5
"""How far the pace is followed."""

PACE = {
    "reached": "The target is reached.",
    "on_time": "At this pace by {arrives}{between}, in time for {promised}.",
    "by": "At this pace by {arrives}{between}.",
    "not_at_this_pace": "Not at this pace{late}.",
    "cannot_tell": "Cannot tell the pace: it may be standing still{at_best}.",
    "too_early": "Too early to tell the pace: {count} of 8 months.",
}
SLIPPAGE = {
    "kept": "Done by the day first promised, {first}.",
    "waiting": "Promised for {first}; the day has not moved.",
    "slipped": "First promised for {first}: {days} days later{times}.",
    "overdue": "Promised for {now}, which has passed{times}.",
    "never_nearer": "First promised for {first}, now for {now}: it slips as fast as time passes{times}.",
}


def pace_words(found: Pace, first_month: date, *, is_share: bool) -> str:
    """How far it has come and whether it gets there; ``first_month`` is the month of the first value."""
    if found.share is None or found.now is None or found.slope is None:
        return PACE["too_early"].format(count=found.value_count)

    def named(at: int | None) -> str:
        return "" if at is None else f"{_month(first_month, at):%B %Y}"

    late = ""
    if found.arrives is not None:
        late = f": it would be {named(found.arrives)}"
        late += (
            f", {found.arrives - found.promised} months after {named(found.promised)}"
            if found.promised is not None
            else ""
        )
    between = f" (between {named(found.earliest)} and {named(found.latest)})" if found.earliest != found.latest else ""
    if found.earliest is not None and found.latest is None:
        between = f" (at best by {named(found.earliest)}, at worst not within {YEARS_AHEAD} years)"
    said = PACE[found.verdict].format(
        arrives=named(found.arrives),
        between=between,
        promised=named(found.promised),
        late=late,
        at_best=f"; at best {named(found.earliest)}" if found.earliest is not None else "",
        count=found.value_count,
    )
    return f"{_way(found, is_share)} {said}"


def _way(found: Pace, is_share: bool) -> str:
    """How much of the way is behind, and the pace by month."""
    share, slope = found.share or 0.0, found.slope
    ends = f"from {_number(found.baseline, is_share)} to {_number(found.target, is_share)}"
    behind = f"{share_words(max(share, 0))} of the way {ends}"
    if slope is None:
        return f"{behind}."
    size = f"{100 * slope.value:+.1f} points" if is_share else f"{slope.value:+,.2f}"
    return f"{behind}; {size} a month.".replace("-", "−")


def slippage_words(found: Slippage) -> str:
    """What became of a promised day."""
    times = f", moved {found.times_moved} time{'' if found.times_moved == 1 else 's'}" if found.times_moved else ""
    return SLIPPAGE[found.verdict].format(
        first=day_words(found.first_promised), now=day_words(found.now_promised), days=found.slipped_days, times=times
    )


def _month(first: date, at: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + at, 12)
    return date(year, month + 1, 1)


def _number(value: float, is_share: bool) -> str:
    return share_words(value) if is_share else f"{value:,.1f}"
