"""Contact with children in the kept picture: counted again from the file itself, by loops; and names apart from all else."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime, timedelta

from headway.county import County
from tests.told import IDS
from tests.web.loaded import TODAY

DAY = date(2026, 9, 30)


def rows_of(county: County, what: str) -> list[dict[str, str]]:
    with (county.folder.parent / f"{what}_{DAY.isoformat()}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_contact_in_four_weeks_is_what_the_file_says(loaded: County) -> None:
    picture = loaded.picture(by="test", today=TODAY)
    tracking = picture.tracking
    assert tracking is not None and tracking.day == DAY and tracking == loaded.contacts()
    recent, every = set(), set()
    for row in rows_of(loaded, "contacts"):
        every.add(row["Child Unique ID"])
        try:
            on = datetime.strptime(row["Date of Contact"], "%d/%m/%Y").date()
        except ValueError:
            continue
        if DAY - timedelta(days=28) <= on <= DAY:
            recent.add(row["Child Unique ID"])
    assert {c.child_key for c in tracking.children if c.is_in_contact} == recent & {
        c.child_key for c in tracking.children
    }
    assert {c.child_key for c in tracking.children if c.colour == "no data"} == {
        c.child_key for c in tracking.children
    } - every
    assert Counter(c.colour for c in tracking.children)["red"] > 0


def test_the_counts_of_the_places_add_up_to_the_county_and_name_no_child(loaded: County) -> None:
    picture = loaded.picture(by="test", today=TODAY)
    found = picture.contact
    assert found is not None and found.age_days == (TODAY - DAY).days
    (county, whole), *places = found.places
    assert county == loaded.files.county and [each.title for each in whole][-1] == "All of them"
    for number, each in enumerate(whole):
        assert sum(groups[number].children for _, groups in places) == each.children
        assert sum(groups[number].in_contact for _, groups in places) == each.in_contact
    assert not IDS.search((picture.folder / "contact.json").read_text(encoding="utf-8"))


def test_the_survey_is_filled_and_what_is_not_held_says_so(loaded: County) -> None:
    picture = loaded.picture(by="test", today=TODAY)
    assert picture.contact is not None
    found = {each.id: each for each in picture.contact.survey}
    looked_after = next(each for each in picture.contact.places[0][1] if each.title == "Looked after")
    assert found["number_cla"].count == looked_after.children > 0
    assert (found["contact_cla"].count, found["contact_cla"].of) == (looked_after.in_contact, looked_after.children)
    assert found["referrals_total"].period == "14 September 2026 to 20 September 2026"
    assert found["sw_unavailable"].count is None and found["sw_unavailable"].why.startswith("not held")
    assert all((each.count is None) == bool(each.why) for each in found.values())


def test_names_are_in_a_folder_of_their_own_and_nowhere_else(loaded: County) -> None:
    picture = loaded.picture(by="test", today=TODAY)
    names = {row["Child Unique ID"]: row["Child Name"] for row in rows_of(loaded, "names")}
    asked = [*list(names)[:3], "SYN999999"]
    assert picture.names(asked) == {key: names[key] for key in asked[:3]}
    for folder in (picture.folder, picture.children.folder):
        held = b"".join(path.read_bytes() for path in folder.iterdir() if path.suffix == ".json")
        assert b"wickle" not in held
