"""Did a place's months change at a day? The model of ``change_at`` on a series as measures give it."""

from __future__ import annotations

from datetime import date

from headway.evidence.change_at import Change, SeriesChange, change_at
from headway.evidence.plan_word import first_month_after
from headway.evidence.recording_break import break_near
from headway.evidence.series import PlaceSeries


def changed_at(series: PlaceSeries, change_from: date, expects: str, *, is_declared_before: bool) -> Change:
    """The change at a day in one place's months, with the recording looked at."""
    at = first_month_after(series, change_from)
    if not 0 < at < len(series.points):
        before = sum(point.value is not None for point in series.points[:at])
        early = SeriesChange("too_early" if at else "cannot_tell", None, (), "" if at else "few_before", before, 0)
        return Change(early, expects, None, {}, None, None, None, ())
    return change_at(
        series.values,
        at=at,
        good=expects,
        sizes=[point.denominator for point in series.points] if series.shape == "proportion" else None,
        is_declared_before=is_declared_before,
        is_recording_changed=break_near(series, at) is not None,
    )
