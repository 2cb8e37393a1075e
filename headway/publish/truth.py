"""The first page: what was asked, what is done, what the data say, in every place; and what the average hides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from headway.evidence.assess import Masking, MeasureEvidence
from headway.evidence.consistency import PlaceCount
from headway.evidence.pack_headline import Beside, headline_words
from headway.evidence.plan_word import AGAINST, EXPECTED, NO_SIGN, PlanWord, first_month_after
from headway.evidence.words import (
    ALL_DONE,
    VARIATION_SHORT,
    hidden_figure_words,
    likely_gap_words,
    listed_words,
    masked_words,
)
from headway.evidence.words.of_claims import luck_short
from headway.improvement import ClaimStatus, RecommendationStatus
from headway.periods import day_words
from headway.publish.charting import judged
from headway.publish.charts.bar import bar_svg
from headway.publish.charts.hidden import HiddenPlace, hidden_svg
from headway.publish.charts.spark import Spark, spark_svg
from headway.publish.children_view import children_rows, needs_title
from headway.publish.contents import BoardContents
from headway.publish.gaps import cannot_tell_lines
from headway.publish.glance import worse_words
from headway.publish.outline import Outline
from headway.publish.plan_words import (
    MARKS,
    SAME_AS,
    impact_words,
    of_council,
    of_minister,
    place_marks,
    plan_key,
)
from headway.publish.say import bold, capital, counted, initials, say
from headway.publish.shown import anchor_of, lowered, measure_name, month_cell, shape_of, short_month, value_words
from headway.publish.since import since_last_time
from headway.publish.views import AskedRow, Cell, HiddenRow, Picture, TruthView


@dataclass(frozen=True)
class Room:
    """How many rows each part of the first page may have, so that it stays one page."""

    asked: int
    hidden: int
    cannot_tell: int
    since: int
    reasons: int


# From much room to little: what is left off the first page is said there, with where it stands. A place that the average
# hides is given up only after the rest: it is what nobody would look for.
ROOMS = (
    Room(10, 4, 6, 5, 8), Room(10, 4, 5, 5, 7), Room(10, 4, 4, 4, 6), Room(10, 3, 4, 4, 6), Room(10, 3, 3, 3, 5),
    Room(9, 3, 3, 3, 5), Room(9, 3, 2, 3, 5), Room(8, 3, 2, 2, 4), Room(8, 3, 1, 2, 3), Room(8, 2, 1, 2, 3),
    Room(8, 2, 1, 1, 3), Room(8, 2, 1, 1, 2), Room(8, 1, 1, 1, 2), Room(7, 1, 1, 1, 2), Room(6, 1, 1, 1, 2),
)  # fmt: skip


def truth_view(c: BoardContents, outline: Outline, pages: set[str], room: Room) -> TruthView:
    """The first page's words and drawings; ``pages`` are the figures that have a page to link to."""
    asked = of_council(c.plan)
    hidden = {measure_name(each): {m.place for m in each.masked} for each in c.evidence}
    beside = [places_beside(each, hidden, c.places) for each in asked]
    headline, lead = headline_words([each.word for each in asked], day_words(c.as_at), beside)
    masked = [(each, m) for each in c.evidence for m in each.masked]
    lines = cannot_tell_lines(c, outline)
    heads, rows, whole = children_rows(c)
    # The web's first page is no part of a pack: what stands in another part is not there.
    is_pack = outline.sections != ("truth",)
    first = "this is the first pack" if is_pack else "no board pack of an earlier month to compare with"
    return TruthView(
        headline=headline,
        lead=" ".join(said for said in (lead, *_more_lead(asked, c.places), _worse(c, outline, asked)) if said),
        months=f"{_most_months(asked)} months" if _most_months(asked) else "months",
        places=tuple((letter, name) for name, letter in initials(c.places).items()),
        asked=tuple(_asked_row(c, each, outline, hidden, pages) for each in asked[: room.asked]),
        asked_more=_asked_more(c, len(asked) - room.asked, is_pack=is_pack),
        key=plan_key(),
        hidden=tuple(_hidden_row(each, m, pages) for each, m in masked[: room.hidden]),
        hidden_more=_more(len(masked) - room.hidden, "on the pages of their measures"),
        hidden_none="" if masked else "No county figure that meets its target or improves hides a place that does not.",
        needs_title=needs_title(c),
        reason_places=heads,
        before_head="Last pack" if c.previous else "",
        reasons=rows[: room.reasons],
        reason_total=whole,
        reasons_more=_more(len(rows) - room.reasons, "on the page of the children's list, less urgent"),
        cannot_tell=tuple(lines[: room.cannot_tell]) or (say("Nothing that was asked for."),),
        cannot_tell_more=_more(len(lines) - room.cannot_tell, "in the data part of this pack"),
        since_title="Since last time" + (f" (pack of {_previous_day(c)})" if c.previous else f": {first}"),
        since=tuple(since_last_time(c, is_pack=is_pack)[: room.since]),
        foot=_foot(c),
    )


def _previous_day(c: BoardContents) -> str:
    return str((c.previous or {}).get("as_at_words", (c.previous or {}).get("as_at", "")))


def _more(count: int, where: str) -> str:
    return f"{count} more {where}." if count > 0 else ""


def _asked_more(c: BoardContents, left: int, *, is_pack: bool) -> str:
    found = []
    if left > 0:
        found.append(f"{counted(left, 'more recommendation')} of the council and partners")
    if others := of_minister(c.plan):
        found.append(f"{len(others)} asked of the Minister")
    where = "; see Recommendations in full" if is_pack else ""
    return f"Not on this page: {listed_words(found)}{where}." if found else ""


def _more_lead(asked: Sequence[RecommendationStatus], places: Sequence[str]) -> list[str]:
    """What the headline leaves out: where all is done and nothing shows, and which place goes against."""
    flat = [each.recommendation.shown_number for each in asked if each.is_done_without_sign]
    said = (
        [f"{capital(ALL_DONE)}, {NO_SIGN}: recommendation{'s' if len(flat) > 1 else ''} {listed_words(flat)}."]
        if flat
        else []
    )
    for place in places:
        own = [each.recommendation.shown_number for each in asked if place in _against(each)]
        if own:
            said.append(
                f"{capital(AGAINST)} in {place}: recommendation{'s' if len(own) > 1 else ''} {listed_words(own)}."
            )
    return said


def places_beside(each: RecommendationStatus, hidden: Mapping[str, set[str]], places: Sequence[str]) -> Beside:
    """The places that the recommendation's word would hide, also those that its claims do not name.

    Those where a claim goes against; and where the word is the expected direction, those behind the rest or hidden by
    the county's figure too: one failing place of four is no good county.
    """
    against, behind = _against(each), set[str]()
    if each.word == EXPECTED:
        for claim in each.claims:
            behind |= {place for place, own in _everywhere(claim).items() if not own.is_level}
            behind |= hidden.get(claim.figures.measure, set())
    only = set(each.lead.by_place) if each.lead and each.lead.is_for_some_places else set()
    against_, behind_, only_ = (
        tuple(place for place in places if place in found) for found in (against, behind - against, only)
    )
    return Beside(against_, behind_, only_)


def _against(each: RecommendationStatus) -> set[str]:
    """The places where any claim of the recommendation goes against, whether it names them or not."""
    return {place for claim in each.claims for place, own in _everywhere(claim).items() if own.word == AGAINST}


def _everywhere(claim: ClaimStatus) -> dict[str, PlanWord]:
    """The word of every locality by the claim's terms, also of those that it does not name."""
    return {**claim.by_place, **{place: found.word for place, found in claim.judgement.elsewhere.items()}}


def _worse(c: BoardContents, outline: Outline, asked: Sequence[RecommendationStatus]) -> str:
    """How many figures the next page shows to be worse, and which promises are of them.

    The headline above speaks of the plan's promises only, and those are judged from their own day on.
    """
    worse = {measure_name(each) for each in c.evidence if (each.variation or "").startswith("concern")}
    own = [each.recommendation.shown_number for each in asked if {m.figures.measure for m in each.claims} & worse]
    who = (
        f"those of recommendations {listed_words(own)}"
        if len(own) > 1
        else f"that of recommendation {listed_words(own)}"
    )
    is_next = ("truth", "measures") in pairwise(outline.sections)
    return worse_words(c.evidence, (f", {who} among them" if own else "") + (": see the next page" if is_next else ""))


def _most_months(asked: Sequence[RecommendationStatus]) -> int:
    return max((min(len(e.lead.figures.county.points), 25) for e in asked if e.lead), default=0)


def _asked_row(
    c: BoardContents, each: RecommendationStatus, outline: Outline, hidden: dict[str, set[str]], pages: set[str]
) -> AskedRow:
    lead = each.lead
    measure = lead.figures.measure if lead else ""
    number = each.recommendation.shown_number
    return AskedRow(
        number=number,
        title=each.recommendation.shown_title,
        anchor=f"r-{each.recommendation.id}",
        delivery=f"{each.done_count} of {len(each.actions)}" if each.actions else "no action",
        bar=Picture(bar_svg(each.done_count, len(each.actions))),
        late=_late(each),
        impact=say(*impact_words(each), _by_icon(c, lead)),
        spark=_spark(c, lead) if lead else None,
        value=_lead_value(lead) if lead else Cell("no measure"),
        measure=outline.short_name(measure, lead.figures.title) if lead else "claimed",
        link=anchor_of(measure) if measure in pages else "",
        marks=place_marks(lead, c.places, hidden),
    )


def _by_icon(c: BoardContents, lead: ClaimStatus | None) -> str:
    """What the icon of the next page says of the claim's figure, where it says another thing than the claim's word.

    The icon is the county's, and of the page's better direction: nothing of a claim for some places, or the other way.
    """
    found = next((each for each in c.evidence if lead and measure_name(each) == lead.figures.measure), None)
    kind = (found.variation or "").split("_")[0] if found else ""
    if lead is None or found is None or lead.is_for_some_places or lead.claim.expects != found.good:
        return ""
    if kind not in ("concern", "improvement") or SAME_AS.get(lead.word) == kind:
        return ""
    return f"; its icon: {lowered(VARIATION_SHORT[kind])}"


def _late(each: RecommendationStatus) -> str:
    if not each.actions:
        return ""
    if each.late_count:
        return f"{each.late_count} late"
    return ALL_DONE if each.is_all_done else "on time"


def _lead_value(lead: ClaimStatus) -> Cell:
    point = lead.figures.county.last
    if point is None:
        return Cell("no data")
    cell = month_cell(lead.figures.measure, lead.figures.shape, lead.figures.county.place, point)
    is_newest = point is lead.figures.county.points[-1]
    when = "" if is_newest else f", {short_month(point.start)}"
    n = f"of {point.denominator:,}" if lead.figures.shape == "proportion" and cell.n else cell.n
    return Cell(cell.words, n + when, cell.figure)


def _spark(c: BoardContents, lead: ClaimStatus) -> Picture:
    series = lead.figures.county
    found = next((each for each in c.evidence if measure_name(each) == lead.figures.measure), None)
    kind = MARKS.get(lead.word, "cannot_tell")
    is_up = (lead.claim.expects == "higher") == (lead.word != AGAINST)
    at = first_month_after(series, lead.claim.change_from)
    count = len(series.points)
    first = max(count - 25, 0)
    change = at - first if first < at <= count else None
    label = f"{count - first} months of {lowered(lead.figures.title)}; change expected from {day_words(lead.claim.change_from)}"
    values = [point.value for point in series.points[first:]]
    limits = lead.county.base
    if limits is None and found is not None:
        groups = judged(found, series, lead).chart.groups
        limits = groups[-1] if groups else None
    mean, lower, upper = (limits.mean, limits.lower, limits.upper) if limits else (None, None, None)
    return Picture(spark_svg(Spark(values, kind, is_up, mean, lower, upper, change, label)), label)


def _hidden_row(each: MeasureEvidence, found: Masking, pages: set[str]) -> HiddenRow:
    title = lowered(each.page.title_of(each.part))
    span = "in 12 months" if each.page.front.timing != "stock" else f"on {day_words(each.latest.period_end)}"
    own = found.locality
    of = f"{own.numerator:,} of {own.denominator:,}" if isinstance(own, PlaceCount) else hidden_figure_words(own)
    words = f": {title}, {of} {span}. {masked_words(found)} {likely_gap_words(each.consistency)}".rstrip()
    name = measure_name(each)
    return HiddenRow(
        words=say(bold(found.place), words),
        picture=Picture(hidden_svg(_hidden_line(each, found))),
        link=anchor_of(name) if name in pages else "",
    )


def _hidden_line(each: MeasureEvidence, found: Masking) -> HiddenPlace:
    shape = shape_of(each)
    per = 100 if shape == "proportion" else 1
    others = [
        per * (o.value or 0.0)
        for place, o in each.year.items()
        if place in each.localities and place != found.place and o.value is not None
    ]
    own, county = per * found.locality.rate, per * found.county.rate
    target = None if each.target is None else per * each.target
    words = "" if each.target is None else f"target {value_words(shape, each.target).removesuffix('%')}"
    return HiddenPlace(own, f"{found.place} {own:,.0f}", county, f"county {county:,.0f}", others, target, words)


def _foot(c: BoardContents) -> str:
    made_up = "Invented figures of a made-up county. " if c.is_synthetic else ""
    luck = luck_short(c.plan.judgements)
    return (
        f"{made_up}Shows small numbers. Marks: XmR on a base fixed at each change, and the change at its date;"
        f" {counted(len(c.plan.judgements), 'claim')} looked at{f', {luck}' if luck else ''}."
    )
