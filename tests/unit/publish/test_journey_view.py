"""One child's events on one line of time: every row is there, what has no end is open, and nothing is left out unsaid."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

from headway.journey import Event
from headway.journey.timeline import RECORDED
from headway.publish.journey_view import NOT_DRAWN, ROWS, journey_view

DAY = date(2026, 9, 30)
LABELS = ("Contact or referral", "Assessment", "Protection plan", "Seen, in need", "Visit under the plan")


def event(words: str, on: date | None, until: date | None = None, *, load_on: date = DAY) -> Event:
    each = next(each for each in RECORDED if each.words == words)
    return Event(each.lane, words, "", on, until, bool(each.until), load_on, f"file:list:{on}")


def test_every_kind_of_record_has_a_row() -> None:
    assert {each.words for each in RECORDED} - set(NOT_DRAWN) == {words for _, own in ROWS for words in own}


def test_rows_stand_in_their_order_with_bars_strokes_and_arrows() -> None:
    events = [
        event("Visit under the plan", date(2026, 9, 1)),
        event("Seen by a social worker", date(2026, 8, 1)),
        event("Protection plan", date(2026, 2, 1)),
        event("Assessment", date(2026, 1, 1), date(2026, 2, 10)),
        event("Referral", date(2026, 1, 1)),
        event("Worker", date(2026, 1, 1), DAY),
        event("Contact", None),
    ]
    found = journey_view(events, DAY)
    assert found is not None and found.words == (
        "Contact or referral: 1, 1 Jan 2026.",
        "Assessment: 1 Jan 2026 to 10 Feb 2026.",
        "Protection plan: 1 Feb 2026, no end recorded.",
        "Seen, in need: 1, 1 Aug 2026.",
        "Visit under the plan: 1, 1 Sep 2026.",
    )
    for svg in (found.picture.svg, found.picture.narrow):
        drawn = ElementTree.fromstring(svg)
        assert len(drawn.findall(".//{*}rect")) == 2 and len(drawn.findall(".//{*}polygon")) == 1
        assert len(re.findall(r'stroke-width="1.6"', svg)) == 3
        labels = [each.text for each in drawn.findall(".//{*}text")]
        places = [labels.index(label) for label in LABELS]
        assert places == sorted(places)
        described = drawn.findtext(".//{*}desc")
        assert described == " ".join(found.words) == found.picture.alt


def test_what_began_before_three_years_is_open_to_the_left_and_what_ended_before_is_told() -> None:
    events = [
        event("In care", date(2010, 7, 16)),
        event("Assessment", date(2010, 6, 1), date(2010, 7, 1)),
        event("Visit to the child in care", date(2026, 9, 1)),
    ]
    found = journey_view(events, DAY)
    assert found is not None and found.words[0] == "In care: 16 Jul 2010, no end recorded."
    assert "From 30 September 2023" in found.caption and "it began before" in found.caption
    assert "1 earlier event is in the list below alone" in found.caption and len(found.words) == 2
    [bar] = ElementTree.fromstring(found.picture.svg).findall(".//{*}rect")
    assert len(ElementTree.fromstring(found.picture.svg).findall(".//{*}polygon")) == 2
    assert float(bar.attrib["x"]) == 182 and float(bar.attrib["x"]) + float(bar.attrib["width"]) == 706


def test_what_a_later_load_does_not_list_any_more_ends_where_the_record_does_without_an_arrow() -> None:
    gone = event("In care", DAY - timedelta(days=200), load_on=DAY - timedelta(days=100))
    found = journey_view([gone], DAY)
    assert found is not None
    drawn = ElementTree.fromstring(found.picture.svg)
    [bar] = drawn.findall(".//{*}rect")
    assert not drawn.findall(".//{*}polygon") and float(bar.attrib["width"]) == (706 - 182) / 2


def test_without_a_day_there_is_no_drawing_and_a_single_day_is_one() -> None:
    assert journey_view([event("Contact", None), event("Worker", DAY)], DAY) is None
    assert journey_view([event("Contact", DAY)], DAY) is not None
    leap = date(2028, 2, 29)
    found = journey_view([event("Contact", date(2020, 1, 1)), event("Contact", leap)], leap)
    assert found is not None and "From 28 February 2025" in found.caption
