"""One child's recorded events on one line of time, and the same in words. It draws what is recorded and judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from headway.journey import Event
from headway.periods import day_words
from headway.publish.charts.journey import JourneyChart, JourneyRow, Spell, journey_svgs
from headway.publish.say import capital, counted
from headway.publish.shown import short_day
from headway.publish.views import Picture

MOST_YEARS = 3
# The rows in the order of a child's way, by what the record calls its events; what is not named here follows.
ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Early help", ("Early help",)),
    ("Contact or referral", ("Contact", "Referral")),
    ("Assessment", ("Assessment",)),
    ("Child in need", ("Child in need",)),
    ("Enquiry or conference", ("Section 47 enquiry", "Initial child protection conference")),
    ("Protection plan", ("Protection plan",)),
    ("In care", ("In care",)),
    ("Placement began", ("Placement began",)),
    ("Review", ("Review of the protection plan", "Review of the child in care")),
    # A row for each duty: being seen as a child in need is no visit in care, and does not end its being late.
    ("Seen, in need", ("Seen by a social worker",)),
    ("Visit under the plan", ("Visit under the plan",)),
    ("Visit in care", ("Visit to the child in care",)),
)
NOT_DRAWN = ("Worker",)


@dataclass(frozen=True)
class JourneyView:
    """The drawing, how it is read, and its rows in words."""

    picture: Picture
    caption: str
    words: tuple[str, ...]


def journey_view(events: Sequence[Event], until: date) -> JourneyView | None:
    """The dated events up to the day of the data, at most the last three years of them; None where nothing has a day."""
    dated = [each for each in events if each.on and each.on <= until and each.lane not in NOT_DRAWN]
    if not dated:
        return None
    first = min(each.on for each in dated if each.on)
    starts = max(first, _years_before(until, MOST_YEARS))
    shown = [(label, own) for label, own in _by_row(dated) if any(_touches(each, starts) for each in own)]
    rows = [_row(label, [each for each in own if _touches(each, starts)], starts, until) for label, own in shown]
    words = tuple(_words(label, [each for each in own if _touches(each, starts)]) for label, own in shown)
    chart = JourneyChart(
        rows, starts, until, f"What is recorded from {day_words(starts)} to {day_words(until)}", " ".join(words)
    )
    wide, narrow = journey_svgs(chart)
    earlier = " An arrow to the left: it began before." if first < starts else ""
    left = sum(not _touches(each, starts) for each in dated)
    older = (
        f" {capital(counted(left, 'earlier event is', 'earlier events are'))} in the list below alone." if left else ""
    )
    return JourneyView(
        picture=Picture(wide, " ".join(words), narrow),
        caption=(
            f"From {day_words(starts)} to {day_words(until)}, the day of the data. A bar lasts, a stroke has a day alone."
            f" An arrow to the right: no end is recorded."
            f" Of visits, reviews and placements a load names the newest alone.{earlier}{older}"
        ),
        words=words,
    )


def _by_row(dated: Sequence[Event]) -> Iterable[tuple[str, list[Event]]]:
    """The events by row, the oldest first."""
    named = {words for _, own in ROWS for words in own}
    others = dict.fromkeys(each.words for each in dated if each.words not in named)
    for label, words in (*ROWS, *((other, (other,)) for other in others)):
        own = sorted(
            (each for each in dated if each.words in words), key=lambda each: (each.on or date.min, each.row_id)
        )
        if own:
            yield label, own


def _row(label: str, own: Sequence[Event], starts: date, until: date) -> JourneyRow:
    spells = [
        Spell(
            starts=max(each.on, starts),
            ends=min(each.until or each.load_on, until),
            is_before=each.on < starts,
            is_open=each.until is None and each.load_on >= until,
        )
        for each in own
        if each.is_period and each.on
    ]
    return JourneyRow(label, spells, [each.on for each in own if not each.is_period and each.on])


def _touches(each: Event, starts: date) -> bool:
    """Whether any of it lies within the drawing."""
    last = (each.until or each.load_on) if each.is_period else each.on
    return last is not None and last >= starts


def _words(label: str, own: Sequence[Event]) -> str:
    """A row as a sentence: *Protection plan: 22 May 2024, no end recorded.*"""
    if not own[0].is_period:
        days = [each.on for each in own if each.on]
        span = short_day(days[0]) if days[0] == days[-1] else f"{short_day(days[0])} to {short_day(days[-1])}"
        return f"{label}: {len(own):,}, {span}."
    said = [
        f"{short_day(each.on)} to {short_day(each.until)}" if each.until else f"{short_day(each.on)}, no end recorded"
        for each in own
        if each.on
    ]
    return f"{label}: {'; '.join(said)}."


def _years_before(day: date, years: int) -> date:
    """The same day so many years earlier; of 29 February the day before."""
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)
