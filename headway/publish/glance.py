"""The icon table: every figure on one row, with its n, whether it is changing, whether it will meet its target, by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from headway.evidence.assess import MeasureEvidence
from headway.evidence.words import (
    ASSURANCE_SHORT,
    CANNOT_TELL,
    HIDDEN,
    SAME_CHILDREN,
    SAME_CHILDREN_SHORT,
    TOO_EARLY,
    VARIATION,
    VARIATION_SHORT,
    VARIATION_WHY,
    assurance_of,
    assurance_short,
    listed_words,
    not_yet_words,
    number_words,
    variation_kind,
)
from headway.evidence.xmr import FIRM, Xmr
from headway.periods import day_words
from headway.publish.beside_view import beside_picture
from headway.publish.charts.marks import change_icon, mark, target_icon
from headway.publish.contents import BoardContents
from headway.publish.outline import Outline
from headway.publish.plan_words import claims_by_measure
from headway.publish.say import bold, capital, counted, initials, say
from headway.publish.shown import (
    anchor_of,
    lowered,
    measure_name,
    month_cell,
    observed_cell,
    shape_of,
    short_month,
    value_words,
)
from headway.publish.views import Cell, GlanceView, KeyEntry, MeasureGroup, MeasureRow, Picture


def glance_view(c: BoardContents, outline: Outline, pages: set[str]) -> GlanceView:
    """The icon table's words and drawings."""
    groups = tuple(
        MeasureGroup(title, tuple(_row(c, each, pages, found[n - 1] if n else None) for n, each in enumerate(found)))
        for title, found in grouped(c, outline)
    )
    left = len(c.evidence) - sum(len(group.rows) for group in groups)
    return GlanceView(
        headline=_headline(c.evidence, day_words(c.as_at)),
        lead=_lead(c, outline),
        places=tuple((letter, name) for name, letter in initials(c.places).items()),
        period=f"{c.as_at:%B %Y}",
        groups=groups,
        key=icons_key(),
        foot=(
            "Marks by place are the same signs without a frame; a boxed place is hidden by the county's figure. Target"
            " verdicts hold unless something changes. XmR on all months held, up to"
            f" {max((len(e.county.points) for e in c.evidence), default=0)}. A line has what was"
            " published last of England and of the neighbours (their median) where it counts the same; its dot is the"
            " county's last 12 months, or the day. Years, and how far they may be compared, are on each measure's page."
            + (f" {capital(number_words(left))} more need no look: headway measure shows them." if left else "")
        ),
    )


def grouped(c: BoardContents, outline: Outline) -> list[tuple[str, list[MeasureEvidence]]]:
    """The figures by theme, in the outline's order; last, of those that no theme names, what needs attention."""
    promised, chosen = claims_by_measure(c.plan), outline.chosen
    found = [
        (theme.title, [each for measure in theme.measures for each in c.evidence if each.page.id == measure])
        for theme in outline.themes
    ]
    others = [
        each for each in c.evidence if each.page.id not in chosen and (each.attention or measure_name(each) in promised)
    ]
    return [(title, own) for title, own in [*found, (outline.others, others)] if own]


def variation_words(each: MeasureEvidence) -> str:
    """What the county's icon says, in full; why it has none."""
    if each.variation is None:
        return not_yet_words(each.charts[each.county.place], doubt=each.doubt(each.county.place))
    return VARIATION[variation_kind(each.variation)]


def short_variation(each: MeasureEvidence, place: str) -> str:
    """The same for a narrow column: what comes before its explanation."""
    variation = each.icon(place)
    if variation is None:
        words = not_yet_words(each.charts[place], doubt=each.doubt(place)).removesuffix(".")
        return words.replace(SAME_CHILDREN, SAME_CHILDREN_SHORT)
    return VARIATION_SHORT[variation_kind(variation)]


def variation_mark(chart: Xmr, variation: str | None) -> tuple[str, bool]:
    """The mark of a chart's icon and whether it points up."""
    if chart.status == "provisional":
        return "too_early", True
    if chart.status != "firm" or variation is None:
        return "cannot_tell", True
    kind = variation.split("_")[0]
    return ("steady" if kind == "common" else kind), variation.endswith("high")


def assurance_words(each: MeasureEvidence) -> tuple[str, str, str]:
    """The target icon's kind and what it says, in full and for a narrow column: *Will sometimes meet 80%*."""
    chart = each.charts[each.county.place]
    if each.target is None:
        return "none", "No target.", "No target"
    if chart.status == "provisional":
        return "too_early", not_yet_words(chart), not_yet_words(chart).removesuffix(".")
    if chart.assurance is None or chart.status != "firm":
        return "cannot_tell", f"{capital(CANNOT_TELL)}.", capital(CANNOT_TELL)
    target = value_words(shape_of(each), each.target)
    said = (chart.assurance, target, each.variation)
    return chart.assurance, assurance_of(*said), assurance_short(*said)


def change_picture(each: MeasureEvidence, pixels: int = 22) -> tuple[Picture, str]:
    """The change icon of the county's figure, and its short words."""
    chart = each.charts[each.county.place]
    words = short_variation(each, each.county.place)
    kind, is_up = variation_mark(chart, each.variation)
    return Picture(change_icon(kind, "", up=is_up, pixels=pixels)), words


def place_picture(each: MeasureEvidence, place: str) -> Picture:
    """The mark of a place, boxed where the county's figure hides it."""
    chart, variation = each.charts[place], each.icon(place)
    hidden = f", {HIDDEN}" if any(m.place == place for m in each.masked) else ""
    kind, is_up = variation_mark(chart, variation)
    label = f"{place}: {lowered(short_variation(each, place))}{hidden}"
    return Picture(mark(kind, label, up=is_up, boxed=bool(hidden)), label)


def _row(c: BoardContents, each: MeasureEvidence, pages: set[str], above: MeasureEvidence | None) -> MeasureRow:
    """A figure's row; the second figure of a page does not ask its question again."""
    name = measure_name(each)
    change, change_words = change_picture(each)
    kind, _, target = assurance_words(each)
    return MeasureRow(
        question=each.page.question if above is None or above.page.id != each.page.id else "",
        part=each.page.title_of(each.part) if each.part else "",
        anchor=f"row-{anchor_of(name)}",
        link=anchor_of(name) if name in pages else "",
        figure=newest_cell(each),
        change=change,
        change_words=change_words,
        target=Picture(target_icon(kind, "")),
        target_words=target,
        marks=tuple(place_picture(each, place) for place in c.places),
        beside=beside_picture(each, c.beside.get(name)),
        age=counted((c.made_on - (each.latest.state_on or c.as_at)).days, "day"),
    )


def newest_cell(each: MeasureEvidence) -> Cell:
    """The newest whole month's figure; *No data since June* where the newest month has none."""
    name, point = measure_name(each), each.county.last
    if point is None:
        found = observed_cell(name, each.latest)
        return Cell(capital(found.words), each.latest.why, found.figure)
    cell = month_cell(name, shape_of(each), each.county.place, point)
    if point is not each.county.points[-1]:
        return Cell(cell.words, f"{cell.n} {short_month(point.start)}; no data since".strip(), cell.figure)
    return cell


def worse_words(evidence: Sequence[MeasureEvidence], where: str) -> str:
    """How many of all figures carry the sign of concern, and where they are: *Four of 15 figures are …: see the next page.*"""
    if not evidence:
        return ""
    count = sum((each.variation or "").startswith("concern") for each in evidence)
    said = f"{capital(_are(count))} {_sign('concern')}".split(" ", 1)
    return f"{said[0]} of {counted(len(evidence), 'figure')} {said[1]}{where}."


def _headline(evidence: Sequence[MeasureEvidence], day: str) -> str:
    """How many figures carry which sign, in the words of the signs."""
    firm = [each for each in evidence if each.variation]
    better = [e for e in firm if (e.variation or "").startswith("improvement")]
    worse = [e for e in firm if (e.variation or "").startswith("concern")]
    return (
        f"Of {number_words(len(evidence))} figures at {day}, {_are(len(better))} {_sign('improvement')}"
        f" and {_are(len(worse))} {_sign('concern')}."
    )


def _are(count: int) -> str:
    return f"{number_words(count)} {'is' if count == 1 else 'are'}"


def _sign(kind: str) -> str:
    return lowered(VARIATION_SHORT[kind])


def _lead(c: BoardContents, outline: Outline) -> str:
    """The place with most signs of concern, and the county figures that hide a place."""
    counts = Counter(
        place for each in c.evidence for place in c.places if (each.icon(place) or "").startswith("concern")
    )
    said = []
    if counts:
        most = max(counts.values())
        places = [place for place in c.places if counts[place] == most]
        is_are = "is" if len(places) == 1 else "are each"
        said.append(f"{listed_words(places)} {is_are} {_sign('concern')} on {number_words(most)}.")
    hidden = _hidden_pairs(c.evidence, outline)
    if hidden:
        said.append(f"Hidden by the county's figure, shown boxed: {listed_words(hidden)}.")
    return " ".join(said)


def _hidden_pairs(evidence: Iterable[MeasureEvidence], outline: Outline) -> list[str]:
    return [
        f"{m.place} on {lowered(outline.short_name(measure_name(each), each.page.title_of(each.part)))}"
        for each in evidence
        for m in each.masked
    ]


def icons_key() -> tuple[KeyEntry, ...]:
    """How to read the icons: every one, with the words that the table uses."""

    def change(kind: str, *ups: bool) -> tuple[Picture, ...]:
        return tuple(Picture(change_icon(kind, "", up=up, pixels=20)) for up in ups)

    def words(kind: str) -> tuple[str, str]:
        return VARIATION_SHORT[kind], VARIATION_WHY[kind]

    def entry(pictures: tuple[Picture, ...], head: str, tail: str) -> KeyEntry:
        return KeyEntry(pictures, say(bold(head), f": {lowered(tail)}" if tail else ""))

    targets = [
        entry((Picture(target_icon(kind, "", pixels=20)),), short, "the target")
        for kind, short in ASSURANCE_SHORT.items()
    ]
    return (
        entry(change("steady", True), *words("common_cause")),
        entry(change("improvement", True, False), *words("improvement")),
        entry(change("concern", True, False), *words("concern")),
        entry(change("neutral", True, False), f"{words('neutral_high')[0]} or lower", words("neutral_high")[1]),
        entry(change("too_early", True), capital(TOO_EARLY), f"fewer than {FIRM} months"),
        entry(
            change("cannot_tell", True),
            capital(CANNOT_TELL),
            "no data, too few, mostly the same children, or another recording",
        ),
        *targets,
    )
