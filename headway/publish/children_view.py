"""The children's list as counts by reason and place, each child counted once in the last row. Never a child."""

from __future__ import annotations

from collections import Counter

from headway.attention import Reason
from headway.measures import COUNTY_WIDE, NOT_PLACED
from headway.periods import day_words
from headway.publish.contents import BoardContents
from headway.publish.say import bold, capital, counted, say
from headway.publish.views import ChildrenView, ReasonRow

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
    whole = ReasonRow(
        title=TOTAL,
        counts=tuple(f"{own[place]:,}" for place in places),
        total=f"{len(c.children.entries):,}",
        before=_before(c, "children"),
        longest="",
        not_checked="",
    )
    return tuple(capital(place) for place in places), rows, whole


def needs_title(c: BoardContents) -> str:
    """The heading: how many children, and how many of them in the place with most."""
    own = Counter(entry.locality for entry in c.children.entries if entry.locality in c.places)
    count = counted(len(c.children.entries), "child", "children")
    if not c.children.entries or not own:
        return f"Needs someone now: {count}"
    place, most = max(own.items(), key=lambda item: item[1])
    return f"Needs someone now: {count}, {most:,} of them in {place}"


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
    longest = c.children.longest(reason.id)
    return ReasonRow(
        title=reason.front.title,
        counts=tuple(f"{count:,}" for count in own),
        total=f"{sum(own):,}",
        before=_before(c, reason.id),
        longest=_longest(reason, longest) if longest else "none",
        not_checked=f"{c.children.not_checked.get(reason.id, 0):,}",
        takes_off=reason.front.takes_off,
    )


def _longest(reason: Reason, found: tuple[int, str]) -> str:
    days, place = found
    return f"{counted(days, 'day')}{' over' if '{due}' in reason.front.words else ''}, {place}"


def _before(c: BoardContents, reason: str) -> str:
    """How many the last pack had; a reason that it did not have says so."""
    if not c.previous:
        return ""
    found = c.previous.get("children", {})
    count = found.get("count") if reason == "children" else found.get("by_reason", {}).get(reason)
    return "–" if count is None else f"{count:,}"
