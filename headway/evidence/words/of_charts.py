"""What is said of a chart beside its icon, which chart suits a series and why, and what the other charts show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headway.evidence.choose import Choice
    from headway.evidence.laney import LaneyChart
    from headway.evidence.rare_events import RareEvents
    from headway.evidence.runs import Runs
    from headway.evidence.season import Season
    from headway.evidence.xmr import Xmr
    from headway.evidence.xmr_monthly import MonthlyXmr

# Why a chart has no limits, read aloud.
NO_LIMITS = {
    "none": "Cannot tell: no month has a value.",
    "one": "Cannot tell: one month has a value, and limits need two neighbouring ones.",
    "apart": "Cannot tell: no two neighbouring months have values, so there are no limits.",
    "flat": "Cannot tell: the months of the base are all alike and later ones are not, so there is nothing to judge by.",
}

# Which chart, and why.
CHOICE = {
    "few_values": "No chart yet: {months:.0f} of {needed:.0f} months. Show the figures as they are.",
    "rare_dated": "Days between events (t chart): {a_month:.1f} a month are too few for monthly limits.",
    "rare": "Cases between events (g chart): about {a_month:.1f} a month, too few even for quarters.",
    "rare_unordered": "Runs about the middle: about {a_month:.1f} a month, too few even for quarters. A chart of cases between"
    " events needs their order, which months do not hold.",
    "few_again": "Runs about the middle: about {a_month:.1f} on each day, too few for limits; three month-ends together"
    " would be mostly the same children three times.",
    "few_a_month": "By quarters: about {a_month:.1f} a month, too few for monthly limits.",
    "uneven": "Limits that follow each month's size: the largest or smallest month is {off:.0%} off the mean size.",
    "uneven_alike": "Limits that follow each month's size and allow for months that differ more than separate children"
    " would ({sigma_z:.1f} times): sizes are up to {off:.0%} off their mean.",
    "seasonal": "A chart of what is left when the season is taken out: the months of the year differ more than chance gives.",
    "plain": "The usual chart (XmR): enough months of much the same size, and no season.",
}
CHART_CAUTIONS = {
    "alike": "Neighbouring months are alike (as with caseloads), so that signals come too easily.",
    "overspread": "Months differ more than separate children would: look for what they share.",
}
SEASON = {
    "few": "Seasons cannot be seen yet: each month of the year is needed twice.",
    "no_season": "No season shown.",
    "deseasonalised": "The usual ups and downs of the year are taken out.",
    "year_before": "Each month against the same month a year before.",
}
RUNS = {
    "signal": "Something shifted: {why}. The rule does not say when, nor which way.",
    "no_signal": "No shift shown by the run rules.",
    "too_short": "Too short to judge: {useful} of 10 points off the middle.",
    "cannot_tell": "No verdict: every point is on the middle.",
    "none": "No verdict: no month has a value.",
}
LANEY = {
    "above": "Above the upper limit: more than chance.",
    "below": "Below the lower limit: more than chance.",
    "within": "Within the limits.",
    "cannot_tell": "No variation to judge by.",
}
PROVISIONAL = "The limits are provisional."
RARE = {
    "improvement": "Longer between events than chance gives: really fewer.",
    "concern": "Sooner than chance gives: really more. Find out why.",
    "neutral": "Farther from the usual gap than chance gives; neither is better.",
    "common_cause": "The gaps are what chance gives.",
    "cannot_tell": "Too few events to judge.",
}
# How a drawing is read.
DRAWN = {
    "stepped": "Each month has limits of its own, wider where it has fewer.",
    "runs": "No limits: a shift shows as a long run on one side of the middle, or a middle that is hardly ever crossed.",
    "change": "Lines: the course before and since. Dotted: what the earlier course would have given. Upright bar: the interval"
    " of the effect, {months} months after the change.",
    "pace": "The line through the last {months} months, and on from the newest; the band is where it lies with 95% confidence.",
    "season": "What is left when the season is taken out, not the months themselves. A larger mark is a signal.",
    "quarters": "Each dot is three months together. A larger mark is a signal.",
    "gaps": "Each dot is an event: how long since the one before. Higher is longer without one.",
    "teams": "Dots are teams, larger ones to the right. By chance 95 of 100 lie in the dark band, 998 of 1,000 in the light.",
}
NO_CHART = {
    "usual": "The usual chart suits it: leave --chart-of out.",
    "none": "There are too few months for a chart.",
    "change": "Nothing was promised of it, or the months on each side of the change are too few for a course.",
    "pace": "It has no target on the good side of its first year, or fewer months than a pace needs.",
    "gaps": "There are too few events for limits.",
    "teams": "Fewer than two teams have figures that can be compared, or the figure is no share of children.",
}
RARE_NUMBERS = "Usually about {centre} between two; chance alone gives {lower} to {upper}."


def choice_words(found: Choice) -> str:
    """The chart chosen and why, with what must be said beside it."""
    return " ".join([CHOICE[found.reason].format(**found.numbers), *(CHART_CAUTIONS[each] for each in found.cautions)])


def season_words(found: Season) -> str:
    """Whether seasons were taken out, and how."""
    return SEASON[found.why if found.method == "as_it_is" else found.method]


def runs_words(found: Runs) -> str:
    """The run rules' verdict with the numbers that it rests on."""
    why = []
    if found.is_shift:
        why.append(f"{found.longest_run} in a row on one side, at most {found.longest_run_allowed} by chance")
    if found.is_few_crossings:
        times = "once" if found.crossings == 1 else f"{found.crossings} times"
        why.append(f"the middle crossed {times}, at least {found.fewest_crossings_allowed} by chance")
    verdict = "none" if found.centre is None else found.verdict
    return RUNS[verdict].format(why=" and ".join(why), useful=found.useful_count)


def laney_words(found: LaneyChart) -> str:
    """The last month's verdict on a p or u chart; how far months spread; that the limits are provisional."""
    last = found.last
    if found.status == "cannot_tell" or last is None or last.verdict is None:
        is_apart = found.sigma_z is None and found.centre is not None and 0 < found.centre < 1
        count = sum(point.value is not None for point in found.points)
        return _too_few_words(count) or (NO_LIMITS["apart"] if is_apart else LANEY["cannot_tell"])
    said = [LANEY[last.verdict]]
    if found.chart.endswith("'"):
        said.append(f"Months spread {found.sigma_z:.1f} times as far as separate children would.")
    return " ".join([*said, *([PROVISIONAL] if found.status == "provisional" else [])])


def limits_beside_words(found: LaneyChart, per: float) -> str:
    """The newest month of a p or u chart with its own limits: *Newest 84.0, limits 78.2 to 90.1.*"""
    last = found.last
    if last is None or last.value is None or last.lower is None or last.upper is None:
        return ""
    value, lower, upper = (
        f"{per * each:,.1f}{'%' if per == 100 else ''}" for each in (last.value, last.lower, last.upper)
    )
    return f"Newest month {value}, its own limits {lower} to {upper}."


def rare_events_words(found: RareEvents) -> str:
    """The verdict on the newest gap, or on the time since the last event where that is long already, with its numbers."""
    kind = found.kind
    if kind is None or found.centre is None or found.upper is None or found.lower is None:
        return LANEY["cannot_tell"] if len(found.gaps) > 1 else RARE["cannot_tell"]
    unit = "day" if found.chart == "t" else "case"
    lower, upper = gap_words(found.lower), gap_words(found.upper)
    said = [RARE[kind], RARE_NUMBERS.format(centre=_gaps_of(found.centre, unit), lower=lower, upper=upper)]
    said.append(f"The newest gap was {gap_words(found.gaps[-1])}.")
    if found.open_gap is not None:
        said.append(f"{_gaps_of(found.open_gap, unit)} since the last.")
    return " ".join([*said, *([PROVISIONAL] if found.status == "provisional" else [])])


def gap_words(gap: float) -> str:
    """How far two events lie apart; of a few days, or of two on one day, with the part of a day."""
    return f"{gap:,.0f}" if gap >= 10 or gap == round(gap) else f"{gap:,.1f}"


def _gaps_of(gap: float, unit: str) -> str:
    said = gap_words(gap)
    return f"{said} {unit}{'' if said == '1' else 's'}"


def no_limits_words(chart: Xmr) -> str:
    """Why the chart can draw no limits; nothing where it can."""
    if chart.status != "cannot_tell":
        return ""
    few = _too_few_words(sum(point.value is not None for point in chart.points))
    return few or NO_LIMITS["apart" if chart.groups[-1].amr is None else "flat"]


def _too_few_words(count: int) -> str:
    """That no month, or one, has a value; nothing where more have."""
    return "" if count > 1 else NO_LIMITS["one" if count else "none"]


def chart_notes(found: MonthlyXmr) -> tuple[str, ...]:
    """What is printed beside a chart: rules, base, rebases and left-out months with reasons, months without a value."""
    rules = found.chart.rules
    screened = "outlying ranges left out once" if rules.screen_at else "all ranges kept"
    notes = [f"Rules: {rules.name}, {rules.version}; {screened}."]
    if found.base_count:
        notes.append(f"Limits are of the first {min(found.base_count, len(found.months))} months.")
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
