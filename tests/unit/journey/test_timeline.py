"""What is recorded of each child: newest first, what has no day last, nothing that was withdrawn."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from headway.journey import empty_journey, journey_over, not_recorded, timelines
from headway.journey.timeline import RECORDED
from headway.store.keyed import read_keyed, write_keyed

DAY = date(2026, 9, 30)


def test_events_come_newest_first_with_their_words_and_none_that_was_withdrawn() -> None:
    con = duckdb.connect()
    empty_journey(con)
    con.execute(
        """
        INSERT INTO journey.referrals BY NAME SELECT 'B' AS child_key, DATE '2026-01-05' AS referred_on, '2A' AS source_code
        UNION ALL SELECT 'A', DATE '2026-02-01', NULL UNION ALL SELECT 'A', NULL, 'not a code';
        INSERT INTO journey.cp_plans BY NAME SELECT 'A' AS child_key, DATE '2026-03-01' AS started_on, 'NEG' AS latest_category_code;
        INSERT INTO journey.cp_visits BY NAME SELECT 'A' AS child_key, DATE '2026-03-09' AS visited_on, 'no' AS child_seen_alone_code;
        INSERT INTO journey.cla_reviews BY NAME SELECT 'A' AS child_key, DATE '2026-04-01' AS held_on, true AS is_withdrawn;
        """
    )
    journey = journey_over(con, loads=[DAY], coverage={})
    found = dict(timelines(journey))
    assert list(found) == ["A", "B"]
    assert [(each.words, each.more, each.on) for each in found["A"]] == [
        ("Visit under the plan", "seen alone: No", date(2026, 3, 9)),
        ("Protection plan", "Neglect", date(2026, 3, 1)),
        ("Referral", "", date(2026, 2, 1)),
        ("Referral", "not a code", None),
    ]
    assert found["A"][1].is_period and found["A"][1].until is None and not found["A"][0].is_period
    assert found["B"][0].more == "Schools"
    assert not_recorded(journey)


def test_every_table_that_it_reads_is_one_of_the_journey() -> None:
    con = duckdb.connect()
    empty_journey(con)
    assert list(timelines(journey_over(con, loads=[DAY], coverage={}))) == [] and len(RECORDED) > 10


def test_a_text_is_found_by_its_key_alone(tmp_path: Path) -> None:
    path = tmp_path / "some # file?.sqlite"
    write_keyed(path, (("a", "one ’"), ("b'--", "two")))
    assert [read_keyed(path, key) for key in ("a", "b'--", "A", "")] == ["one ’", "two", None, None]
