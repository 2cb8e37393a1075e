"""The page of one figure: how big, is it real, is it the same everywhere, what we could not tell, how it is counted."""

from __future__ import annotations

import re

from headway.evidence.assess import MeasureEvidence
from headway.evidence.series import SeriesPoint
from headway.evidence.words import (
    CAUTIONS,
    VARIATION_WHY,
    consistency_parts,
    figure_words,
    listed_words,
    masked_words,
    recording_words,
)
from headway.improvement import ClaimStatus
from headway.measures import COUNTY_WIDE, NOT_PLACED, MeasurePage
from headway.measures.manual import length_words
from headway.periods import day_words
from headway.publish.beside_view import BESIDE_TITLE, beside_lines
from headway.publish.charting import Judged, judged, ticks
from headway.publish.charts.marks import target_icon
from headway.publish.charts.spc import NARROW, SpcChart, spc_svg
from headway.publish.contents import BoardContents
from headway.publish.glance import assurance_words, change_picture, newest_cell, variation_words
from headway.publish.measure_table import month_rows, table_heads
from headway.publish.outline import Outline
from headway.publish.places_view import panels, strip_scale
from headway.publish.plan_words import SAME_AS
from headway.publish.reading import reading
from headway.publish.say import Words, bold, capital, from_markdown, say, small
from headway.publish.shown import (
    anchor_of,
    long_month,
    lowered,
    measure_name,
    point_words,
    shape_of,
    short_day,
    unit_words,
    value_words,
    when_words,
)
from headway.publish.views import KeyEntry, MeasureView, Picture


def measure_view(
    c: BoardContents, outline: Outline, each: MeasureEvidence, claim: ClaimStatus | None, theme: str, number: int = 0
) -> MeasureView:
    """The page's words and drawings. ``number`` is the figure's number in the pack, 0 where it stands by itself."""
    found = judged(each, each.county, claim, each.target)
    chart = county_chart(each, found, claim)
    title = each.page.title_of(each.part)
    scale = strip_scale(each, claim, found)
    words, more = _places_words(each)
    return MeasureView(
        anchor=anchor_of(measure_name(each)),
        theme=theme,
        short=outline.short_name(measure_name(each), title),
        question=each.page.question,
        part=title if each.part else "",
        number=newest_cell(each),
        verdicts=verdicts(each, claim),
        sentence=_sentence(each),
        icons=_icons(each),
        both=_both(each, claim),
        chart_title=f"{f'Figure {number}. ' if number else ''}County: {lowered(title)}, by month",
        chart_caption=caption(each, found, chart) if found.points() else "",
        chart=Picture(spc_svg(chart), f"{chart.title}. {chart.desc}", spc_svg(chart, NARROW))
        if found.points()
        else None,
        reading=chart.desc,
        places_title=words,
        places_words=more,
        strip_caption=_strip_caption(each, found, scale.words(scale.low), scale.words(scale.high)),
        panels=panels(c, each, claim, scale, found),
        elsewhere=_elsewhere(each),
        beside_title=BESIDE_TITLE,
        beside=beside_lines(c.beside.get(measure_name(each)), c.made_on),
        could_not_tell=tuple(_could_not_tell(c, each)),
        counted=tuple(counted_words(each.page, each.part)),
        table_title=f"{f'Table {number}. ' if number else ''}{title}: {len(found.points())} months, county and each place",
        table_heads=table_heads(c, each),
        table_rows=month_rows(c, each, found),
        notes=tuple(_notes(c, each, claim, found)),
    )


def verdicts(each: MeasureEvidence, claim: ClaimStatus | None) -> tuple[str, ...]:
    """The plan word of a promise, else the icon's words; then each place that the figure hides; then the recording."""
    said = [f"{capital(claim.words)}."] if claim else [variation_words(each)]
    said += [masked_words(masked) for masked in each.masked]
    if each.recording_break:
        said.append(recording_words(each.recording_break))
    return tuple(said)


def _sentence(each: MeasureEvidence) -> str:
    point = each.county.last
    if point is None:
        return f"No data: {each.latest.why or each.latest.status}."
    title, shape = lowered(each.page.title_of(each.part)), shape_of(each)
    when = when_words(each, point)
    if shape == "proportion":
        denominator = point.denominator or 0
        units = unit_words(each.page, denominator)
        said = f"{point.numerator:,} of {denominator:,} {units} {when}: {title}."
    elif shape == "count":
        said = f"{capital(title)}: {point.numerator:,} {when}."
    else:
        # A mean and a median have no numerator: they are of all rows that could be told.
        count = (point.denominator if point.numerator is None else point.numerator) or 0
        said = f"{capital(title)}: {point_words(shape, point)} {when}, from {count:,} {unit_words(each.page, count)}."
    return f"{said} {_lost(each, point)}".strip()


def _lost(each: MeasureEvidence, point: SeriesPoint) -> str:
    if not point.cannot_tell:
        return ""
    said = f"{point.cannot_tell:,} more could not be told"
    if point.low is None or point.high is None:
        return f"{said}."
    low, high = value_words(shape_of(each), point.low), value_words(shape_of(each), point.high)
    return f"{said}, so it is {low}." if low == high else f"{said}, so it lies between {low} and {high}."


def _icons(each: MeasureEvidence) -> tuple[KeyEntry, ...]:
    kind, words, _ = assurance_words(each)
    change = KeyEntry((change_picture(each, 26)[0],), say(variation_words(each)))
    return change, KeyEntry((Picture(target_icon(kind, "", pixels=26)),), say(words))


def _both(each: MeasureEvidence, claim: ClaimStatus | None) -> str:
    """Where the plan word and the icon both stand and do not say the same, what each is of."""
    if claim is None or each.variation is None or SAME_AS.get(claim.word) == each.variation.split("_")[0]:
        return ""
    return (
        f"The promise is judged from {day_words(claim.claim.change_from)} on the months before it;"
        " the icon describes the newest month against all months."
    )


def county_chart(each: MeasureEvidence, found: Judged, claim: ClaimStatus | None) -> SpcChart:
    """The county's chart as every renderer draws it, and what it says to who cannot see it."""
    name = measure_name(each)
    points = found.points()
    last = each.county.last
    span = f"{points[0].month:%B %Y} to {points[-1].month:%B %Y}" if points else "no months"
    return SpcChart(
        name=anchor_of(name),
        title=f"{each.page.title_of(each.part)}, county, {span}",
        desc=reading(each, found),
        points=points,
        bands=found.bands(),
        is_percent=shape_of(each) == "proportion",
        last_words=point_words(shape_of(each), last) if last else "",
        target=None if each.target is None else each.target * found.per,
        ticks=ticks(each, found, claim),
    )


def caption(each: MeasureEvidence, found: Judged, chart: SpcChart) -> str:
    """What stands under the chart's title: its scale, its marks, its limits, and why they may not hold."""
    scale = chart.scale
    signal = f"a larger mark is a signal, {VARIATION_WHY['improvement']}"
    marks = "" if found.doubt and all(point.kind == "steady" for point in chart.points) else f"; {signal}"
    words = f"Scale starts at {scale.words(scale.low)}. Each dot is one month{marks}."
    if found.is_fixed:
        words += f" Limits are of the {found.change_at} months before the change."
    is_cut = any(band.upper > scale.high or band.lower < scale.low for band in chart.bands)
    words += " A limit that is no possible value is not drawn." if is_cut else ""
    return " ".join([words, *(CAUTIONS[name] for name in each.cautions)])


def _places_words(each: MeasureEvidence) -> tuple[str, str]:
    """The heading and the sentence about places: the consistency verdict where places can be compared."""
    if shape_of(each) == "count":
        return "By place", f"{capital(each.consistency.why)}."
    verdict, *more = consistency_parts(each.consistency, each.page.front.consistency.margin)
    is_stock = each.page.front.timing == "stock"
    span = f"On {day_words(each.latest.period_end)}" if is_stock else "Over the last 12 months"
    year = {place: each.year[place] for place in each.localities if place in each.year}
    own = [f"{place} {figure_words(found)}" for place, found in year.items() if found.value is not None]
    figures = [f"{span}: {listed_words(own)}."] if own else []
    return f"{span}: {lowered(verdict).removesuffix('.')}", " ".join([*figures, *more])


def _strip_caption(each: MeasureEvidence, found: Judged, low: str, high: str) -> str:
    line = " Upright line: the change begins." if found.shown_change else ""
    alone = "" if each.page.front.timing == "stock" else " The figure beside a name is of its newest month alone."
    return f"Same scale in each, {low} to {high}. Wide grey line: the county.{line}{alone}"


def _elsewhere(each: MeasureEvidence) -> str:
    """Rows of no locality, said so that the parts add up."""
    span = "in the last 12 months" if each.page.front.timing != "stock" else f"on {day_words(each.latest.period_end)}"
    said = []
    for place, words in ((NOT_PLACED, "have no place yet (“not placed”)"), (COUNTY_WIDE, "are with county-wide teams")):
        found = each.year.get(place)
        if found and (found.denominator or found.cannot_tell):
            said.append(f"{(found.denominator or 0) + (found.cannot_tell or 0):,} {words}")
    whole = each.year.get(each.county.place)
    if whole is None or not (whole.denominator or whole.cannot_tell):
        return ""
    if not said:
        return "Every row has its place."
    every = (whole.denominator or 0) + (whole.cannot_tell or 0)
    return f"Of {every:,} {span}, {listed_words(said)}: they count in the county only."


def _could_not_tell(c: BoardContents, each: MeasureEvidence) -> list[Words]:
    point, whole = each.county.last, each.year.get(each.county.place)
    lines = [*_still_open(c, each), *_guards(c, each)]
    if point is not None:
        every = (point.denominator or 0) + (point.cannot_tell or 0)
        lines.append(say(bold(f"{point.cannot_tell or 0:,} of {every:,}"), f" {when_words(each, point)}."))
    if whole is not None and each.page.front.timing != "stock":
        by_place = [
            f"{place} {o.cannot_tell:,}" for place, o in each.year.items() if o.cannot_tell and o.level != "county"
        ]
        shown = f": {', '.join(by_place)}" if by_place else ""
        every = (whole.denominator or 0) + (whole.cannot_tell or 0)
        lines.append(say(bold(f"{whole.cannot_tell or 0:,} of {every:,}"), f" in the last 12 months{shown}."))
    if whole is not None and whole.undated:
        lines.append(say(bold(f"{whole.undated:,}"), " belong to no month: the date that places them cannot be read."))
    if whole is not None and whole.left_out:
        lines.append(say(bold(f"{whole.left_out:,}"), " left out, as the page says."))
    limit = f"Above {each.page.front.cannot_tell_limit:.0f}% no verdict is given on a promise."
    return [*lines, say(small(limit))]


def _still_open(c: BoardContents, each: MeasureEvidence) -> list[Words]:
    """What a measure of time does not see, as what has not ended is not in it: the newest figure of its twin."""
    return _newest_of(c, each, each.page.front.open_twin, "Not in this figure is what has not ended. ")


def _guards(c: BoardContents, each: MeasureEvidence) -> list[Words]:
    """The newest figures of the measures without which this one may mislead: what was won here may be lost there."""
    return [line for name in each.page.front.guards for line in _newest_of(c, each, name, "Read it with ")]


def _newest_of(c: BoardContents, each: MeasureEvidence, name: str, said: str) -> list[Words]:
    """The newest figure of another measure: of its part of the same name, else of its first; none where it has none."""
    others = [other for other in c.evidence if other.page.id == name]
    other = next((other for other in others if other.part == each.part), others[0] if others else None)
    if other is None or other.county.last is None:
        return []
    figure = point_words(shape_of(other), other.county.last)
    title = other.page.title_of(other.part)
    return [say(said, bold(f"{title}: {figure}"), f" {when_words(other, other.county.last)}.")]


def counted_words(page: MeasurePage, own_part: str | None) -> list[Words]:
    """How a part is counted, in the page's own words: what counts, and what it cannot tell; nothing of other parts."""
    # An item of a list is a paragraph of its own.
    blocks = re.split(r"\n\n|\n(?=- )", page.page.words)
    paragraphs = [" ".join(text.removeprefix("- ").split()) for text in blocks if text.strip()]
    first = next((n for n, text in enumerate(paragraphs) if text.startswith("**")), len(paragraphs))
    last = next((n for n, text in enumerate(paragraphs) if text.startswith("**It cannot tell")), len(paragraphs) - 1)
    parts = [part for part in page.parts if part and part != own_part]
    others = [f"`{name}`" for part in parts for name in (part, page.name_of(part))]
    own = [text for text in paragraphs[first : last + 1] if not any(other in text[:60] for other in others)]
    return [from_markdown(text) for text in own]


def _notes(c: BoardContents, each: MeasureEvidence, claim: ClaimStatus | None, found: Judged) -> list[str]:
    page = each.page
    base = "all months" if not found.is_fixed else f"the {found.change_at} months before the change"
    method = f"XmR chart: limits of {base} at 2.66 × mean moving range, screening on; runs and trends of 7."
    if claim is not None:
        kept = f", first kept by Headway on {short_day(claim.kept.first_kept_at.date())}" if claim.kept else ""
        method += (
            f" Promise: {claim.claim.expects} from {short_day(claim.claim.change_from)}, declared"
            f" {short_day(claim.claim.declared_on)}{kept}."
        )
    newest = max(c.loads, key=lambda load: load.as_at, default=None)
    load = (
        f" Newest load as at {day_words(newest.as_at)}, received {day_words(newest.received_at.date())}."
        if newest
        else ""
    )
    source = "; ".join(f"{length_words(s.value, s.kind)}, {s.source}" for s in page.front.standards.values() if s.value)
    standard = f" Standard: {source}." if source else ""
    return [
        method,
        f"Definition {page.catalogue_of(each.part)}, version {page.version}.{standard}{load} {_newest(each)}".strip(),
    ]


def _newest(each: MeasureEvidence) -> str:
    point = each.county.last
    return f"Newest whole month: {long_month(point.start)}." if point else ""
