"""From the council's own Annex A and plan to: is it working, and who needs someone today?"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from headway.county import County
from headway.measures import COUNTY_WIDE, NOT_PLACED
from headway.periods import range_of
from tests.acceptance.thread.conftest import TODAY


def test_delivery_and_impact_are_two_facts_for_each_recommendation(county: County) -> None:
    status = county.plan(by="test", today=TODAY)
    assert [each.recommendation.id for each in status.recommendations][:8] == [f"R{n}" for n in range(1, 9)]
    assert sum(each.recommendation.asked_of == "minister and DfE" for each in status.recommendations) == 3
    done = [each for each in status.recommendations if each.actions and each.done_count == len(each.actions)]
    assert done, "the plan of the synthetic county holds recommendations whose actions are all done"
    for each in status.recommendations:
        assert each.delivery_words and each.impact_words
        assert "done" not in (each.word or "")
    words = {each.word for each in done}
    assert words - {"signal in the expected direction"}, "done is never taken for better"


def test_every_county_figure_comes_with_its_localities_and_they_add_up(county: County) -> None:
    year = range_of(date(2025, 10, 1), date(2026, 9, 30))
    found = county.observe(periods=[year])
    localities = set(county.files.localities.names())
    for page in county.measures.pages:
        for part in page.parts:
            own = [each for each in found if (each.measure, each.part) == (page.id, part)]
            whole = next(each for each in own if each.level == "county")
            places = [each for each in own if each.level == "locality"]
            assert {each.place for each in places} == localities | {NOT_PLACED, COUNTY_WIDE}
            if whole.denominator is not None:
                assert sum(each.denominator or 0 for each in places) == whole.denominator
                assert sum(each.numerator or 0 for each in places) == whole.numerator


def test_last_month_can_be_had_again(county: County) -> None:
    before = county.children(as_at=date(2026, 8, 31))
    again = county.children(as_at=date(2026, 8, 31))
    now = county.children()
    assert before.day == date(2026, 8, 31) and now.day == date(2026, 9, 30)
    assert [entry.child_key for entry in before.entries] == [entry.child_key for entry in again.entries]


def test_a_day_that_no_load_covers_is_not_covered_and_never_nought(county: County) -> None:
    long_ago = range_of(date(2019, 1, 1), date(2019, 3, 31))
    for each in county.observe(periods=[long_ago]):
        assert (each.status, each.value, each.numerator) == ("not covered", None, None)


def test_the_pack_says_internal_names_no_child_and_holds_its_figures(county: County, tmp_path: Path) -> None:
    files = county.board_pack(tmp_path, by="test", today=TODAY)
    html = files.html.read_text(encoding="utf-8")
    record = json.loads(files.figures.read_text(encoding="utf-8"))
    assert html.count("Internal: not for publication") >= 2
    assert "http" not in html.replace("http://www.w3.org", "")
    keys = [entry.child_key for entry in county.children().entries]
    assert keys
    for text in (html, json.dumps(record)):
        assert not [key for key in keys if re.search(rf"\b{re.escape(key)}\b", text)]
    assert {each["measure"] for each in record["figures"]} == {page.id for page in county.measures.pages}
    assert len(record["loads"]) == 24
