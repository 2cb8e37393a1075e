"""The questions that are asked of a figure, in order, and what is said of a place's months beside the icon's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from headway.evidence.signs import is_nearly_all
from headway.evidence.words import (
    ASSURANCE,
    CAUTIONS,
    FEW_A_MONTH,
    NEARLY_ALL,
    NO_FIGURES,
    VARIATION,
    assurance_of,
    counted_words,
    month_words,
    not_yet_words,
    variation_kind,
)
from headway.evidence.words.of_shares import decimals_for, share_words

if TYPE_CHECKING:
    from headway.evidence.assess import MeasureEvidence
    from headway.evidence.series import PlaceSeries, SeriesPoint
    from headway.evidence.xmr import Xmr

QUESTIONS = {
    "recording": "Did the recording change?",
    "chart": "Which chart suits it?",
    "beside": "What does that chart say?",
    "real": "Is it real?",
    "rare": "How far apart are they?",
    "same": "Is it the same everywhere?",
    "gap": "Is the gap closing?",
    "hidden": "Does the average hide a place?",
    "pace": "Is it fast enough?",
    "claim": "What was promised, and does it show?",
    "changed": "Did it change at that date?",
    "impact_shown": "Is impact shown?",
    "luck": "How much of this is luck?",
}
NO_BREAK = "No sign of it."
# The share of icons lit by chance where nothing changed (docs/reference/false-alarms-study.md): of steady, separate months
# better or worse; where few are counted at most, of stocks of mostly the same children: worse, for better is not said.
ICON_BY_LUCK = {"": 0.017, "few": 0.127, "alike": 0.001}


def real_words(each: MeasureEvidence, series: PlaceSeries, chart: Xmr) -> str:
    """A place's newest figure, what its icon says, its limits, and the target verdict."""
    last = series.last
    if last is None:
        return f"Cannot tell: {NO_FIGURES}."
    icon, group = each.icon(series.place), chart.groups[-1]
    limits = None
    if group.mean is not None and group.lower is not None and group.upper is not None:
        limits = group.mean, group.lower, group.upper
    # As fine as its limits: a figure rounded by itself could stand on the other side of them.
    decimals = limit_decimals(series.shape, limits, last.value) if limits else 0
    said = [f"{_figure(series.shape, last, decimals)} in {month_words(last.start)}."]
    doubt = each.doubt(series.place)
    said.append(VARIATION[variation_kind(icon)] if icon else not_yet_words(chart, doubt=doubt))
    if doubt and (icon or "common_cause") != "common_cause":
        said.append(CAUTIONS[doubt])
    if limits:
        mean, lower, upper = limit_words(series.shape, limits, last.value)
        said.append(f"Mean {mean}, limits {lower} to {upper}, {group.value_count} months.")
    if chart.assurance is not None and chart.status == "firm" and each.target is not None:
        target = assurance_of(chart.assurance, value_words(series.shape, each.target), icon)
        said.append(target if chart.assurance in ASSURANCE else "")
    return " ".join(filter(None, said))


def beside_words(chart: Xmr, shape: str, *, doubt: str, unit: str = "month", is_signed: bool = False) -> str:
    """What a chart of something else than the months themselves says: the newest value, its sign, mean and limits.

    ``is_signed``: values are differences, and may be below nothing.
    """
    if chart.last is None:
        return not_yet_words(chart)
    value = chart.points[chart.last].value or 0.0
    written = signed_words if is_signed else value_words
    said = [f"Newest {unit} {written(shape, value)}."]
    is_said = chart.status == "firm" and not (doubt and chart.kind != "common_cause")
    icon = chart.variation if is_said else None
    said.append(VARIATION[variation_kind(icon)] if icon else not_yet_words(chart, doubt=doubt).replace("month", unit))
    group = chart.groups[-1]
    if group.mean is not None and group.lower is not None and group.upper is not None:
        limits = (group.mean, group.lower, group.upper)
        words = [written(shape, each) for each in limits] if is_signed else limit_words(shape, limits, value)
        said.append(f"Mean {words[0]}, limits {words[1]} to {words[2]}, {group.value_count} {unit}s.")
    return " ".join(said)


def quarter_words(last: SeriesPoint | None) -> str:
    """Up to which month the newest quarter is."""
    return f"Three months together, the newest to {month_words(last.start)}." if last else ""


def few_words(series: PlaceSeries) -> str:
    """That months hold too few to be called better one by one, with the newest."""
    last = series.last
    why = NEARLY_ALL if is_nearly_all(series) else FEW_A_MONTH
    return f"{why}." + (f" {_figure(series.shape, last)} in {month_words(last.start)}." if last else "")


def luck_of_icons(counts: Mapping[str, int]) -> str:
    """How many of so many icons chance alone would light; ``counts`` by what is doubted of them (nothing, few, alike)."""
    plain, few, alike = (counts.get(each, 0) for each in ("", "few", "alike"))
    said = [f"{plain} icons looked at: chance alone would light about {_lit(plain, '')}, better or worse."]
    if few:
        said.append(
            f"{few} more, where few are counted a month: up to {_lit(few, 'few')} worse; better is not said there."
        )
    if alike:
        lit = f"about {_lit(alike, 'alike')}" if ICON_BY_LUCK["alike"] * alike >= 0.05 else "none or nearly none"
        said.append(f"{alike} more, of mostly the same children each month: {lit} worse; better is not said there.")
    return " ".join(said)


def _lit(count: int, doubt: str) -> str:
    return f"{ICON_BY_LUCK[doubt] * count:.1f}"


def limit_words(shape: str, limits: Sequence[float], value: float | None) -> tuple[str, ...]:
    """Limits as possible values, a percentage from 0 to 100 or else 0 or more, written so that they are told apart."""
    held = [max(each, 0.0) for each in limits]
    if shape != "proportion":
        return tuple(value_words(shape, each) for each in held)
    decimals = limit_decimals(shape, limits, value)
    return tuple(share_words(min(each, 1.0), decimals) for each in held)


def limit_decimals(shape: str, limits: Sequence[float], value: float | None) -> int:
    """How many decimals tell a share, its mean and its limits apart: two where one leaves the limits on the mean."""
    if shape != "proportion":
        return 0
    held = [min(max(each, 0.0), 1.0) for each in limits]
    return max(decimals_for([*held, *([] if value is None else [value])]), decimals_for(held, most=2))


def value_words(shape: str, value: float) -> str:
    """A value by its measure's shape: a percentage for a proportion, a whole count, else one decimal."""
    if shape == "proportion":
        return share_words(value).replace("-", "−")
    return f"{value:,.0f}" if shape == "count" and value == round(value) else f"{value:,.1f}".replace("-", "−")


def signed_words(shape: str, value: float) -> str:
    """A difference with its sign; of two shares in points."""
    return (f"{100 * value:+.1f} points" if shape == "proportion" else f"{value:+,.1f}").replace("-", "−")


def _figure(shape: str, point: SeriesPoint, decimals: int = 0) -> str:
    if shape == "proportion":
        return counted_words(point.numerator or 0, point.denominator or 0, decimals)
    return value_words(shape, point.value or 0.0)
