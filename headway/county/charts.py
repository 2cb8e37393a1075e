"""Which chart of a figure is asked for, drawn from what the county holds; refused with why where there is none."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from headway.county.figures import own_year
from headway.county.reading import Reading
from headway.errors import FileError
from headway.evidence.account import is_rare
from headway.evidence.assess import MeasureEvidence
from headway.evidence.chart_beside import chosen_chart
from headway.evidence.words.of_charts import NO_CHART
from headway.improvement import ClaimStatus
from headway.measures import TEAM, Observation, observe
from headway.publish.drawn import Drawn
from headway.publish.more_charts import before_after, pace_drawn, teams
from headway.publish.suited_charts import suited


class ChartOf(StrEnum):
    """What a chart shows: the months on the usual chart, on the one that suits them, a change, the pace, the teams."""

    MONTHS = "months"
    SUITED = "suited"
    CHANGE = "change"
    PACE = "pace"
    TEAMS = "teams"


def drawn_of(kind: ChartOf, reading: Reading, each: MeasureEvidence, claim: ClaimStatus | None) -> Drawn | None:
    """The chart asked for; None for the usual one. Raises FileError, with why, where the figure has no such chart."""
    if kind is ChartOf.MONTHS:
        return None
    makers: dict[ChartOf, Callable[[], Drawn | None]] = {
        ChartOf.SUITED: lambda: _suited(reading, each),
        ChartOf.CHANGE: lambda: before_after(each, claim),
        ChartOf.PACE: lambda: pace_drawn(each),
        ChartOf.TEAMS: lambda: teams(each, _teams(reading, each)),
    }
    found = makers[kind]()
    if found is None:
        why = NO_CHART[_why(each) if kind is ChartOf.SUITED else kind.value]
        raise FileError("The figure has no such chart.", each.page.name_of(each.part), why)
    return found


def _suited(reading: Reading, each: MeasureEvidence) -> Drawn | None:
    days = reading.event_days(each.page, each.part) if is_rare(each) else ()
    return suited(each, days, reading.day)


def _teams(reading: Reading, each: MeasureEvidence) -> list[Observation]:
    """The teams over the last 12 months, or of a stock on the last day, in the county's own order."""
    year = own_year(each.page, reading.day)
    found = observe(reading.journey, [each.page], periods=[year], county=reading.files, levels=(TEAM,))
    return [o for o in found if o.part == each.part and o.level == TEAM]


def _why(each: MeasureEvidence) -> str:
    chosen = chosen_chart(each).chart
    return {"none": "none", "t": "gaps"}.get(chosen, "usual")
