"""What rows say against themselves is said in plain words, of every table and every kind of finding."""

from __future__ import annotations

import re
from pathlib import Path

import headway
from headway.county.finding_words import SAID, TABLES, finding_line
from headway.journey import FindingCount
from headway.journey.definitions import table_definitions

KIND = re.compile(r"""_add\(con, table, "([^"]+)"|SELECT '\w+', p\.row_id, '([^']+)'""")


def test_every_table_and_every_kind_of_finding_has_its_words() -> None:
    assert set(TABLES) == set(table_definitions())
    journey = Path(headway.__file__).parent / "journey"
    source = "".join(path.read_text(encoding="utf-8") for path in journey.glob("*.py"))
    assert {kind for found in KIND.findall(source) for kind in found if kind} == set(SAID)
    assert "answers differ" in SAID


def test_one_row_is_a_row() -> None:
    one, two = (FindingCount("cp_plans", "ends before it starts", "Why.", count) for count in (1, 1200))
    assert finding_line(one) == "Child protection plans: 1 row with an end before its start."
    assert finding_line(two) == "Child protection plans: 1,200 rows with an end before their start."


def test_a_kind_and_a_table_without_words_of_their_own_are_told_all_the_same() -> None:
    assert finding_line(FindingCount("new_table", "new kind", "", 2)) == "New table: 2 rows to look at: new kind."


def test_answers_that_differ_say_which_and_in_which_lists() -> None:
    counts = [
        FindingCount("person", "answers differ", f"Within one load the lists {lists} do not agree on: sex.", 2)
        for lists in ("contacts, referrals", "contacts, assessments")
    ]
    one, other = map(finding_line, counts)
    assert one != other and one.endswith(" Within one load the lists contacts, referrals do not agree on: sex.")


def test_no_line_has_a_name_of_the_database() -> None:
    said = " ".join(finding_line(FindingCount(table, kind, "", 2)) for table in TABLES for kind in SAID)
    assert "_" not in said and not re.search(r"\b(?:cp|cin|cla|s47|withdrawn)\b", said)
