"""The children's list as counts by reason and place, each child counted once in the last row. Never a child."""

from __future__ import annotations

from collections import Counter

from headway.attention import Reason, longest_wait
from headway.measures import COUNTY_WIDE, NOT_PLACED
from headway.periods import day_words
from headway.publish.contents import BoardContents
from headway.publish.say import bold, capital, counted, say
from headway.publish.views import ChildrenView, ReasonRow

# Older than this, what a list says of a child may no longer be so.
FRESH_DAYS = 31
# How many more children a place must have than the next, for its name to stand in the heading.
CLEARLY_MORE = 5
TOTAL = "Children, each counted once"


def children_places(c: BoardContents) -> tuple[str, ...]:
    """The columns: every locality, then county-wide where a child is there, then not placed, so that parts add up."""
    found = {entry.locality for entry in c.children.entries}
    others = sorted(found - {*c.places, COUNTY_WIDE, NOT_PLACED})
    wide = (COUNTY_WIDE,) if COUNTY_WIDE in found else ()
    return (*c.places, *others, *wide, NOT_PLACED)


def children_rows(c: BoardContents) -> tuple[tuple[str, ...], tuple[ReasonRow, ...], ReasonRow]:
    """The headings, a row for each reason, and the row that counts each child once."""
    places = children_places(c)
    rows = tuple(_row(c, reason, places) for reason in c.children.reasons)
    own = Counter(entry.locality for entry in c.children.entries)
    is_known = c.children.is_known
    whole = ReasonRow(
        title=TOTAL,
        counts=tuple(f"{own[place]:,}" if is_known else "–" for place in places),
        total=f"{len(c.children.entries):,}" if is_known else "–",
        before=_before(c, "children"),
        longest="",
        not_checked="",
    )
    return tuple(capital(place) for place in places), rows, whole


def needs_title(c: BoardContents) -> str:
    """The heading: how many children, and how many of them in a place that stands out; of old data, on which day."""
    own = Counter(entry.locality for entry in c.children.entries if entry.locality in c.places)
    count = counted(len(c.children.entries), "child", "children")
    head = "Needs someone now"
    if c.data_age_days > FRESH_DAYS:
        head = f"Needed someone on {day_words(c.children.day)} (data {c.data_age_days} days old)"
    if not c.children.is_known:
        return f"{head}: cannot be told, as no reason could be asked"
    place = _standing_out(own)
    return f"{head}: {count}" + (f", {own[place]:,} of them in {place}" if place else "")


def _standing_out(own: Counter[str]) -> str:
    """The place with more than a third of those placed and clearly more than the next; none by chance."""
    (place, most), (_, next_most) = [*own.most_common(2), ("", 0), ("", 0)][:2]
    return place if 3 * most > own.total() and most - next_most >= CLEARLY_MORE else ""


def children_view(c: BoardContents) -> ChildrenView:
    """The page of the list: what each reason means, what takes a child off, and what could not be checked."""
    heads, rows, whole = children_rows(c)
    notes = [
        say(bold("Not asked: "), f"{each.reason.front.title.lower()}: {each.why}.") for each in c.children.not_asked
    ]
    lost = sum(c.children.not_checked.values())
    if lost:
        notes.append(
            say(
                bold("Could not be checked: "),
                "a child whose record cannot be read is not on the list for that reason, and not shown to be safe.",
            )
        )
    notes.append(
        say("The children themselves are in the list that headway children prints, for those with the right to it.")
    )
    return ChildrenView(
        title=needs_title(c),
        lead=f"Children on {day_words(c.children.day)}, by recorded facts alone. A child with two reasons stands in two rows.",
        places=heads,
        before_head="Last pack" if c.previous else "",
        rows=rows,
        total=whole,
        notes=tuple(notes),
    )


def _row(c: BoardContents, reason: Reason, places: tuple[str, ...]) -> ReasonRow:
    why = next((each.why for each in c.children.not_asked if each.reason.id == reason.id), "")
    if why:
        dashes = tuple("–" for _ in places)
        return ReasonRow(reason.front.title, dashes, "–", "", f"not asked: {why}", "", reason.front.takes_off)
    counts = c.children.counts()
    own = [counts.get((reason.id, place), 0) for place in places]
    return ReasonRow(
        title=reason.front.title,
        counts=tuple(f"{count:,}" for count in own),
        total=f"{sum(own):,}",
        before=_before(c, reason.id),
        longest=longest_wait(c.children, reason) or "none",
        not_checked=f"{c.children.not_checked.get(reason.id, 0):,}",
        takes_off=reason.front.takes_off,
    )


def _before(c: BoardContents, reason: str) -> str:
    """How many the last pack had; a reason that it did not have says so."""
    if not c.previous:
        return ""
    found = c.previous.get("children", {})
    count = found.get("count") if reason == "children" else found.get("by_reason", {}).get(reason)
    return "–" if count is None else f"{count:,}"
