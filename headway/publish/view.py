"""The board pack as words and pictures: what the template prints, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markdown_it import MarkdownIt

from headway.attention import ChildrenList
from headway.evidence.assess import MeasureEvidence
from headway.evidence.plan_word import AGAINST, CANNOT_TELL, EXPECTED, TOO_EARLY, PlanWord
from headway.evidence.words import (
    ASSURANCE,
    VARIATION,
    consistency_words,
    figure_words,
    headline_words,
    masking_words,
    not_yet_words,
    plan_word_words,
    proportion_words,
    recording_words,
)
from headway.evidence.xmr import Xmr
from headway.improvement import PlanStatus, RecommendationStatus
from headway.measures import COUNTY_WIDE, NOT_PLACED, Observation
from headway.periods import day_words
from headway.publish.drawing import ChartPoint, SpcChart, mark_icon, spc_svg
from headway.store import LoadManifest

EDITION = "Internal: not for publication"


@dataclass(frozen=True)
class BoardContents:
    """Everything that a board pack is made of."""

    county: str
    data_lead: str
    as_at: date
    made_on: date
    places: tuple[str, ...]
    plan: PlanStatus
    plan_state: str
    evidence: Sequence[MeasureEvidence]
    children: ChildrenList
    loads: Sequence[LoadManifest]
    definition_version: str


def board_view(c: BoardContents) -> dict[str, Any]:
    """The pack's words and pictures by name, for the template."""
    age = (c.made_on - c.as_at).days
    asked = [_asked(each, c.places) for each in c.plan.recommendations]
    headline, lead = headline_words([each.word for each in c.plan.recommendations], day_words(c.as_at))
    all_places = [*c.places, COUNTY_WIDE, NOT_PLACED]
    return {
        "county": c.county,
        "as_at": day_words(c.as_at),
        "age": f"data {age} days old · pack made {day_words(c.made_on)}",
        "edition": EDITION,
        "headline": headline,
        "lead": lead,
        "places": c.places,
        "all_places": [place[:1].upper() + place[1:] for place in all_places],
        "asked": asked,
        "hidden": [line for each in c.evidence for line in _hidden(each)],
        "child_count": len(c.children.entries),
        "reasons": _reasons(c.children, all_places),
        "cannot_tell": _cannot_tell(c),
        "measures": [_measure(each, c.places) for each in c.evidence],
        "loads": [_load(each) for each in reversed(c.loads)],
    }


def _asked(each: RecommendationStatus, places: Sequence[str]) -> dict[str, Any]:
    lead = each.lead
    marks = [_plan_mark(place, lead.by_place.get(place) if lead else None, lead) for place in places]
    return {
        "number": each.recommendation.shown_number,
        "title": each.recommendation.shown_title,
        "delivery": each.delivery_words,
        "impact": each.impact_words,
        "measure": lead.figures.title if lead else "none",
        "marks": marks,
    }


def _plan_mark(place: str, found: PlanWord | None, lead: Any) -> dict[str, str]:
    if found is None or lead is None:
        return {"place": place, "svg": "–"}
    is_up = (lead.claim.expects == "higher") == (found.word == EXPECTED)
    kinds = {EXPECTED: "better", AGAINST: "worse", TOO_EARLY: "early", CANNOT_TELL: "unknown"}
    words = f"{place}: {plan_word_words(found, lead.figures.shape)}"
    return {"place": place, "svg": mark_icon(kinds.get(found.word, "steady"), is_up, words)}


def _hidden(each: MeasureEvidence) -> list[str]:
    return [
        f"{each.page.title_of(each.part)}: "
        + masking_words(
            proportion_words(m.county.numerator, m.county.denominator),
            m.place,
            f"{proportion_words(m.locality.numerator, m.locality.denominator)}"
            f" ({m.locality.numerator:,} of {m.locality.denominator:,})",
        )
        for m in each.masked
    ]


def _reasons(found: ChildrenList, places: Sequence[str]) -> list[dict[str, Any]]:
    counts = found.counts()
    asked = {each.reason.id: each.why for each in found.not_asked}
    rows: list[dict[str, Any]] = []
    for reason in found.reasons:
        if reason.id in asked:
            rows.append(
                {
                    "title": reason.front.title,
                    "counts": ["–"] * len(places),
                    "total": "not asked",
                    "longest": asked[reason.id],
                }
            )
            continue
        own = [counts.get((reason.id, place), 0) for place in places]
        longest = found.longest(reason.id)
        words = f"{longest[0]} days, {longest[1]}" if longest else ""
        rows.append({"title": reason.front.title, "counts": own, "total": sum(own), "longest": words})
    return rows


def _cannot_tell(c: BoardContents) -> list[str]:
    lines = [
        f"{each.recommendation.shown_number} {each.recommendation.shown_title}: {each.impact_words}."
        for each in c.plan.recommendations
        if each.word in (CANNOT_TELL, None)
    ]
    lines += [
        f"{reason.front.title}: could not be told for {c.children.not_checked[reason.id]} more children."
        for reason in c.children.reasons
        if c.children.not_checked.get(reason.id)
    ]
    lines += [
        f"{each.page.title_of(each.part)}: {recording_words(each.recording_break)}"
        for each in c.evidence
        if each.recording_break
    ]
    return [*lines, f"Who can mend the data: {c.data_lead}."] if lines and c.data_lead else lines


def _measure(each: MeasureEvidence, places: Sequence[str]) -> dict[str, Any]:
    page, part, latest = each.page, each.part, each.latest
    chart = each.charts[each.county.place]
    hidden = {m.place for m in each.masked}
    shown, words = _variation(chart, each.variation)
    return {
        "anchor": f"{page.id}-{part or 'all'}",
        "id": page.name_of(part),
        "catalogue": page.catalogue_of(part),
        "version": page.version,
        "question": page.question,
        "title": page.title_of(part),
        "figure": figure_words(latest),
        "n": _n(latest),
        "mark": mark_icon(*shown, words),
        "variation": words,
        "assurance": _assurance(each, chart),
        "marks": [_place_mark(place, each, place in hidden) for place in places],
        "localities": [_place_mark(place, each, place in hidden) for place in places],
        "lost": _lost(latest),
        "has_page": bool(each.attention),
        "hidden": _hidden(each),
        "consistency": _consistency(each),
        "recording": recording_words(each.recording_break) if each.recording_break else "",
        "definition": MarkdownIt("commonmark").render(page.page.words.split("```")[0]),
        "span": "Last 12 months" if page.front.timing == "flow" else "On the day",
        **_chart(each, chart),
    }


def _assurance(each: MeasureEvidence, chart: Xmr) -> str:
    if each.target is None:
        return "No target."
    return ASSURANCE[chart.assurance] if chart.assurance and chart.status == "firm" else ""


def _consistency(each: MeasureEvidence) -> str:
    if each.page.shape_of(each.part) != "proportion":
        return ""
    return consistency_words(each.consistency, each.page.front.consistency.margin)


def _variation(chart: Xmr, variation: str | None) -> tuple[tuple[str, bool], str]:
    if chart.status != "firm" or variation is None:
        return ("early" if chart.status == "provisional" else "unknown", True), not_yet_words(chart)
    first = variation.split("_")[0]
    words = VARIATION.get(variation) or VARIATION[first]
    shape = {"improvement": "better", "concern": "worse", "neutral": "changed"}.get(first, "steady")
    return (shape, variation.endswith("high")), words


def _place_mark(place: str, each: MeasureEvidence, is_hidden: bool) -> dict[str, str]:
    chart = each.charts[place]
    shown, words = _variation(chart, chart.variation)
    found = each.year.get(place)
    figure = f"{figure_words(found)} · {_n(found)}" if found else "no data"
    label = f"{place}: {words}" + (" Hidden by the average." if is_hidden else "")
    return {"place": place, "svg": mark_icon(*shown, label, is_hidden), "words": words, "figure": figure}


def _n(each: Observation) -> str:
    if each.value is None:
        return each.why
    span = (
        each.period_start.strftime("%B %Y")
        if each.state_on is None and each.period_start.day == 1
        else day_words(each.period_end)
    )
    if each.shape == "proportion":
        return f"{each.numerator:,} of {each.denominator:,}, {span if '..' not in each.period else 'last 12 months'}"
    return span if ".." not in each.period else "last 12 months"


def _lost(each: Observation) -> str:
    return f"{each.cannot_tell:,}" if each.cannot_tell else "none" if each.cannot_tell == 0 else "–"


def _chart(each: MeasureEvidence, chart: Xmr) -> dict[str, Any]:
    per = 100 if each.page.shape_of(each.part) == "proportion" else 1
    unit = "%" if per == 100 else ""
    group = chart.groups[-1]
    values = [None if v is None else v * per for v in each.county.values]
    limits = [None if v is None else v * per for v in (group.mean, group.lower, group.upper)]
    target = None if each.target is None else each.target * per
    seen = [v for v in (*values, *limits, target) if v is not None] or [0, 1]
    floor = max(0.0, (min(seen) - 5) // 10 * 10)
    ceiling = min(100.0, -(-(max(seen) + 2) // 10) * 10) if unit else max(seen) * 1.1 + 1
    reading = _reading(each, chart, limits, unit)
    name = f"c-{each.page.id}-{each.part or 'all'}".replace("/", "-")
    points = [
        _point(p.month, v, k.rule, k.kind) for p, v, k in zip(each.county.points, values, chart.points, strict=True)
    ]
    title = f"{each.page.title_of(each.part)}, by month"
    mean, lower, upper = limits
    drawn = SpcChart(name, title, reading, points, mean, lower, upper, target, None, unit, floor, ceiling)
    rows = [
        (
            p.month,
            "no figure" if v is None else f"{v:,.1f}{unit}",
            _cell(p.numerator),
            _cell(p.denominator),
            _cell(p.cannot_tell),
        )
        for p, v in zip(each.county.points, values, strict=True)
    ]
    return {
        "chart": spc_svg(drawn),
        "reading": reading,
        "rows": rows,
        "scale": f"Scale from {floor:.0f}{unit} to {ceiling:.0f}{unit}.",
    }


def _cell(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


def _point(month: str, value: float | None, rule: str | None, kind: str | None) -> ChartPoint:
    shapes: Mapping[str, str] = {"improvement": "better", "concern": "worse"}
    mark = "steady" if not rule else shapes.get(kind or "", "changed")
    return ChartPoint(month, value, mark, bool(rule and rule.endswith(("high", "up"))))


def _reading(each: MeasureEvidence, chart: Xmr, limits: Sequence[float | None], unit: str) -> str:
    last = each.county.last
    if last is None or limits[0] is None or limits[1] is None or limits[2] is None:
        return "Too few months to draw limits."
    signals = sum(point.rule is not None for point in chart.points)
    return (
        f"{last.month}: {figure_words(each.latest)}. The mean is {limits[0]:.0f}{unit}; chance alone gives"
        f" {limits[1]:.0f}{unit} to {limits[2]:.0f}{unit}. {signals} of {len(chart.points)} months carry a signal."
    )


def _load(each: LoadManifest) -> dict[str, Any]:
    return {
        "id": each.load_id,
        "as_at": day_words(each.as_at),
        "received": day_words(each.received_at.date()),
        "rows": f"{sum(t.row_count for t in each.tables):,}",
        "unreadable": f"{sum(u['cells'] for u in each.report.get('unreadable', [])):,}",
    }
