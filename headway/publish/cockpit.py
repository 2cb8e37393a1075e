"""A place's week on one page: ten measures beside the county's, at most five worries, at most five actions. No child.

The measures are named beforehand and stand in their own order, whatever their figures. The worries and actions are chosen
by the written rules of ``_worries`` and ``_actions``: by urgency, days and kind, never by a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from headway.attention import longest_wait_in
from headway.evidence.assess import MeasureEvidence
from headway.evidence.consistency import PlaceCount
from headway.evidence.masking import Masking
from headway.evidence.words import (
    HIDDEN,
    VARIATION_SHORT,
    hidden_figure_words,
    likely_gap_words,
    listed_words,
    masked_words,
    number_words,
    span_words,
)
from headway.improvement import PlanAction
from headway.periods import day_words
from headway.publish.charts.spark import Spark, spark_svg
from headway.publish.contents import BoardContents
from headway.publish.glance import short_variation, variation_mark
from headway.publish.places_view import newest_in
from headway.publish.say import capital, counted
from headway.publish.shown import anchor_of, lowered, measure_name, shape_of, short_day, value_words
from headway.publish.views import Cell, Picture

MOST_WORRIES, MOST_REASONS, MOST_ACTIONS = 5, 3, 5
SPARK_MONTHS = 25


@dataclass(frozen=True)
class CockpitMeasure:
    """One of the ten: the place's newest figure, its months with their sign, the county's, and the target."""

    title: str
    link: str
    value: Cell
    months: Picture
    sign: str
    county: Cell
    target: str


@dataclass(frozen=True)
class Worry:
    """Something certain: what it is, how much of it there is here, and the next step.

    ``reason`` is that of the children's list, where it is one; else empty. ``link`` is the measure that it rests on.
    """

    title: str
    size: str
    next_step: str
    reason: str
    link: str


@dataclass(frozen=True)
class CockpitAction:
    """An action of the plan that this place has a part in, not done: whose, by when, how late, and its next step."""

    title: str
    owner: str
    due: str
    standing: str
    next_step: str


@dataclass(frozen=True)
class CockpitView:
    """A place's page. ``more_worries`` and ``more_actions`` say what is left out, and ``unknown`` what nobody can tell."""

    place: str
    headline: str
    measures: tuple[CockpitMeasure, ...]
    worries: tuple[Worry, ...]
    more_worries: str
    actions: tuple[CockpitAction, ...]
    more_actions: str
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class CockpitPicture:
    """Every place's page, in the county's order. ``chosen_by`` says who chose the measures."""

    places: tuple[CockpitView, ...]
    chosen_by: str


def cockpits(c: BoardContents, chosen: Sequence[str], *, by_council: bool) -> CockpitPicture:
    """The pages of all places; ``chosen`` are the names of the figures of the ten, in order."""
    by_name = {measure_name(each): each for each in c.evidence}
    ten = [by_name[name] for name in chosen if name in by_name]
    whose = "Chosen by the council" if by_council else "Headway's own choice"
    how = "in policy.yaml" if by_council else "; a council names its own in policy.yaml"
    return CockpitPicture(tuple(_one(c, ten, place) for place in c.places), f"{whose} {how}".replace(" ;", ";"))


def _one(c: BoardContents, ten: Sequence[MeasureEvidence], place: str) -> CockpitView:
    own = [each for each in ten if place in each.localities]
    worries, actions = _worries(c, place), _actions(c, place)
    left, later = len(worries) - MOST_WORRIES, len(actions) - MOST_ACTIONS
    return CockpitView(
        place=place,
        headline=_headline(c, own, place),
        measures=tuple(_measure(each, place) for each in own),
        worries=tuple(worries[:MOST_WORRIES]),
        more_worries=f"{counted(left, 'more thing')} of the same kinds." if left > 0 else "",
        actions=tuple(_action(c, each, place) for each in actions[:MOST_ACTIONS]),
        more_actions=f"{counted(later, 'more action')} not done, due later." if later > 0 else "",
        unknown=_unknown(c),
    )


def _headline(c: BoardContents, own: Sequence[MeasureEvidence], place: str) -> str:
    """How many children, signs of concern and late actions the place has, with the day."""
    count = sum(entry.locality == place for entry in c.children.entries)
    children = counted(count, "child needs someone", "children need someone")
    if not c.children.is_known:
        children = "who needs someone cannot be told"
    worse = sum((each.icon(place) or "").startswith("concern") for each in own)
    sign = lowered(VARIATION_SHORT["concern"])
    late = sum(each.is_late(c.plan.as_at) for each in _actions(c, place))
    return (
        f"{place} on {day_words(c.as_at)}: {children}; {number_words(worse)} of {counted(len(own), 'measure')}"
        f" {'is' if worse == 1 else 'are'} {sign}; {counted(late, 'action is', 'actions are')} late."
    )


def _measure(each: MeasureEvidence, place: str) -> CockpitMeasure:
    hidden = f", {HIDDEN}" if _hides(each, place) else ""
    value, county = newest_in(each, place), newest_in(each, each.county.place)
    sign = short_variation(each, place) + hidden
    label = f"Months of {place}, the newest {value.words}: {lowered(sign)}"
    return CockpitMeasure(
        title=each.page.title_of(each.part),
        link=anchor_of(measure_name(each)),
        value=value,
        months=Picture(_months(each, place, label), label),
        sign=sign,
        county=county,
        target="" if each.target is None else value_words(shape_of(each), each.target),
    )


def _months(each: MeasureEvidence, place: str, label: str) -> str:
    chart = each.charts[place]
    kind, is_up = variation_mark(chart, each.icon(place))
    group = chart.groups[-1] if chart.groups else None
    limits = (group.mean, group.lower, group.upper) if group else (None, None, None)
    values = [point.value for point in each.series(place).points[-SPARK_MONTHS:]]
    return spark_svg(Spark(values, kind, is_up, *limits, label=label))


def _worries(c: BoardContents, place: str) -> list[Worry]:
    """Three reasons why children here need someone, in the list's own order of urgency; then what the county's figure
    hides of the place; then what cannot be told of it, the most rows first; then the other reasons."""
    reasons = list(_reasons(c, place))
    hidden = [_hidden(each, found) for each in c.evidence for found in _hides(each, place)]
    return [*reasons[:MOST_REASONS], *hidden, *_lost(c, place), *reasons[MOST_REASONS:]]


def _reasons(c: BoardContents, place: str) -> Iterable[Worry]:
    counts = c.children.counts()
    for reason in c.children.reasons:
        if count := counts.get((reason.id, place), 0):
            whole = c.children.total(reason.id)
            longest = longest_wait_in(c.children, reason, place)
            yield Worry(
                title=reason.front.title,
                size=f"{counted(count, 'child', 'children')}, of {whole:,} in the county; longest: {longest}",
                next_step=f"Look at each child on the list. Comes off: {lowered(reason.front.takes_off)}",
                reason=reason.id,
                link=anchor_of(reason.front.measure),
            )


def _hidden(each: MeasureEvidence, found: Masking) -> Worry:
    own = found.locality
    of = f"{own.numerator:,} of {own.denominator:,}" if isinstance(own, PlaceCount) else hidden_figure_words(own)
    span = "in 12 months" if each.page.front.timing != "stock" else f"on {day_words(each.latest.period_end)}"
    return Worry(
        title=f"{capital(HIDDEN)}: {lowered(each.page.title_of(each.part))}",
        size=f"{of} {span}. {masked_words(found)} {likely_gap_words(each.consistency)}".rstrip(),
        next_step="Look at every place on the measure's page, and ask the teams here what differs.",
        reason="",
        link=anchor_of(measure_name(each)),
    )


def _lost(c: BoardContents, place: str) -> Iterable[Worry]:
    """Figures of which more could not be told here than their page allows, the most rows first."""
    lost = [(each.year[place].cannot_tell or 0, each) for each in c.evidence if each.is_lost_in(place)]
    for count, each in sorted(lost, key=lambda found: -found[0]):
        whole = each.year[place]
        yield Worry(
            title=f"Cannot be told: {lowered(each.page.title_of(each.part))}",
            size=f"{count:,} of {count + (whole.denominator or 0):,} {span_words(whole)} could not be told",
            next_step=f"Correct the dates in the case system. Who knows which: {c.data_lead or 'the data lead'}.",
            reason="",
            link=anchor_of(measure_name(each)),
        )


def _actions(c: BoardContents, place: str) -> list[PlanAction]:
    """The actions that name the place or no place, neither done nor stopped: the longest due first, late ones so first."""
    open_ones = [each for each in c.plan.actions if each.delivery not in ("done", "stopped")]
    return sorted((each for each in open_ones if place in (each.localities or (place,))), key=lambda each: each.due)


def _action(c: BoardContents, action: PlanAction, place: str) -> CockpitAction:
    days = (c.plan.as_at - action.due).days
    step = next((each for each in action.milestones if each.done is None), None)
    others = [each for each in action.localities if each != place]
    shared = f", with {listed_words(others)}" if others else ""
    return CockpitAction(
        title=action.title,
        owner=f"{action.owner}{shared}",
        due=short_day(action.due),
        standing=f"{action.delivery}, {counted(days, 'day')} late" if days > 0 else action.delivery,
        next_step=f"{step.title}, due {short_day(step.due)}"
        if step
        else "No step is named: ask its owner for the next.",
    )


def _unknown(c: BoardContents) -> tuple[str, ...]:
    """Reasons that nobody could be asked for: that none is listed for them says nothing."""
    return tuple(f"Not asked: {lowered(each.reason.front.title)}: {each.why}." for each in c.children.not_asked)


def _hides(each: MeasureEvidence, place: str) -> tuple[Masking, ...]:
    return tuple(found for found in each.masked if found.place == place)
