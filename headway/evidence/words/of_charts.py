"""What is said of a chart beside its icon, which chart suits a series and why, and what the other charts show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headway.evidence.xmr import Xmr
    from headway.evidence.xmr_monthly import MonthlyXmr

# Why a chart has no limits, read aloud.
NO_LIMITS = {
    "none": "Cannot tell: no month has a value.",
    "one": "Cannot tell: one month has a value, and limits need two neighbouring ones.",
    "apart": "Cannot tell: no two neighbouring months have values, so there are no limits.",
    "flat": "Cannot tell: the months of the base are all alike and later ones are not, so there is nothing to judge by.",
}


def no_limits_words(chart: Xmr) -> str:
    """Why the chart can draw no limits; nothing where it can."""
    if chart.status != "cannot_tell":
        return ""
    count = sum(point.value is not None for point in chart.points)
    if count < 2:
        return NO_LIMITS["one" if count else "none"]
    return NO_LIMITS["apart" if chart.groups[-1].amr is None else "flat"]


def chart_notes(found: MonthlyXmr) -> tuple[str, ...]:
    """What is printed beside a chart: rules, base, rebases and left-out months with reasons, months without a value."""
    rules = found.chart.rules
    screened = "outlying ranges left out once" if rules.screen_at else "all ranges kept"
    notes = [f"Rules: {rules.name}, {rules.version}; {screened}."]
    if found.base_count:
        notes.append(f"Limits are of the first {found.base_count} months.")
    notes += [f"New limits from {_month(month)}: {reason}" for month, reason in found.rebases.items()]
    if found.left_out:
        each = "; ".join(f"{_month(month)}: {reason}" for month, reason in found.left_out.items())
        notes.append(f"{_counted(len(found.left_out), 'month')} left out of the limits and drawn hollow. {each}")
    if found.missing_months:
        names = ", ".join(_month(month) for month in found.missing_months)
        notes.append(f"{_counted(len(found.missing_months), 'month')} without a value: {names}.")
    if found.target_on:
        notes.append(f"Judged by the target that holds from {_month(found.target_on)}.")
    return (*notes, *filter(None, [no_limits_words(found.chart)]))


def _month(month: date) -> str:
    return f"{month:%B %Y}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
