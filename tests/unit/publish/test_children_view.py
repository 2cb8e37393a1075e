"""The children's counts: on which day, in which kind of days, and a place named only when it stands out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from headway.attention import ChildEntry, NotAsked, ReasonHit, load_reasons
from headway.cli.children_commands import counts_by_reason
from headway.cli.show import Format
from headway.publish.children_view import children_rows, needs_title
from headway.publish.contents import BoardContents
from headway.publish.say import plain_text
from headway.publish.since import since_last_time
from tests.unit.publish.sample import AS_AT, sample_contents


def with_children(counts: Mapping[str, int], words: str = "words", days: int = 38) -> BoardContents:
    """The sample with so many children in each place, each of whom has the first reason with a due day."""
    contents = sample_contents()
    reason = next(each for each in load_reasons() if each.id == "assessment_overdue")
    hit = ReasonHit(reason, words, AS_AT, days, AS_AT, AS_AT)
    entries = [ChildEntry(f"{place}{n}", place, "", "", (hit,)) for place, many in counts.items() for n in range(many)]
    return replace(contents, children=replace(contents.children, entries=tuple(entries)))


@pytest.mark.parametrize(
    ("counts", "place"),
    [
        ({"North": 28, "East": 27, "South": 27, "West": 29, "county-wide": 61}, ""),
        ({"North": 20, "East": 10, "South": 10, "West": 10}, ", 20 of them in North"),
        ({"North": 14, "East": 10, "South": 8, "West": 8}, ""),
        ({"North": 15, "East": 10, "South": 8, "West": 8}, ", 15 of them in North"),
        ({"North": 30, "East": 24, "South": 24, "West": 24}, ""),
        ({"East": 4}, ""),
        ({"East": 5}, ", 5 of them in East"),
        ({}, ""),
    ],
)
def test_a_place_is_named_only_when_it_stands_out(counts: Mapping[str, int], place: str) -> None:
    count = sum(counts.values())
    assert needs_title(with_children(counts)) == f"Needs someone now: {count} children{place}"


def test_of_old_data_the_heading_says_the_day_and_the_age() -> None:
    contents = with_children({"East": 7})
    fresh, old = (replace(contents, made_on=AS_AT + timedelta(days)) for days in (31, 32))
    assert needs_title(fresh).startswith("Needs someone now: ")
    assert needs_title(old).startswith("Needed someone on 30 September 2026 (data 32 days old): 7 children")


@pytest.mark.parametrize(
    ("words", "days", "said"),
    [
        ("assessment open; due 3 Sep 2026, 38 working days over", 38, "38 working days over, East"),
        ("assessment open; due 3 Sep 2026, 1 working day over", 1, "1 working day over, East"),
        ("assessment open; due 3 Sep 2026, 38 days over", 38, "38 days over, East"),
        ("assessment open; due 30 Sep 2026, 0 days over", 0, "due that day, East"),
        ("after 38 working days; due 3 Sep 2026, 8 days over", 8, "8 days over, East"),
    ],
)
def test_the_longest_wait_is_in_the_kind_of_days_that_the_reason_counts(words: str, days: int, said: str) -> None:
    _, rows, _ = children_rows(with_children({"East": 1}, words, days))
    assert said in [row.longest for row in rows]


def test_a_child_first_seen_in_the_newest_load_has_not_waited_0_days() -> None:
    contents = sample_contents()
    reason = next(each for each in load_reasons() if "{due}" not in each.front.words)
    hit = ReasonHit(reason, "no worker", None, 0, AS_AT, AS_AT)
    entries = [ChildEntry("a", "East", "", "", (hit,))]
    _, rows, _ = children_rows(replace(contents, children=replace(contents.children, entries=entries)))
    assert "since when is not known, East" in [row.longest for row in rows]


@pytest.mark.parametrize("days", [0, 1, 38])
def test_the_command_line_says_a_wait_as_the_pack_does(days: int) -> None:
    contents = with_children({"East": 1}, f"assessment open; due 3 Sep 2026, {days} working days over", days)
    _, rows, _ = children_rows(contents)
    counts = counts_by_reason(contents.children, ("East",), Format.CSV)
    waits = {row["reason"]: row["longest"] or "none" for row in counts if row["why not asked"] == ""}
    assert waits and waits.items() <= {row.title: row.longest for row in rows}.items()


def test_where_no_reason_could_be_asked_nothing_says_nought() -> None:
    contents = sample_contents(children=0, previous={"as_at": "2026-08-31", "children": {"count": 12}})
    reasons = contents.children.reasons
    unknown = replace(
        contents.children,
        not_asked=tuple(NotAsked(each, "no load holds the list", lacks_standard=False) for each in reasons),
    )
    asked_of_nothing = replace(contents, children=unknown)
    assert needs_title(contents) == "Needs someone now: 0 children"
    assert needs_title(asked_of_nothing) == "Needs someone now: cannot be told, as no reason could be asked"
    _, rows, whole = children_rows(asked_of_nothing)
    assert {cell for row in (*rows, whole) for cell in (*row.counts, row.total)} == {"–"}
    assert any(
        "12 then, now it cannot be told." in plain_text(line)
        for line in since_last_time(asked_of_nothing, is_pack=True)
    )
