"""Contact with children: what certainly took place, what may have, who is red by a named rule, and who is drawn by lot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from headway.attention import Contact, ContactFile, Tracking, count_groups, track
from headway.attention.contacts import Fact, newest, took_place
from headway.measures import CountyFiles, load_measures, read_county_files
from headway.synthetic.county_files import COUNTY_NAME, write_county
from tests.unit.journey.sheets import Sheets

DAY = date(2026, 9, 30)
HOME = Contact(DAY, "in_person", seen=True, alone=True, by="w1")


def ago(days: int, contact: Contact = HOME) -> Contact:
    return replace(contact, on=DAY - timedelta(days=days))


@pytest.mark.parametrize(
    ("contacts", "fact", "expected"),
    [
        ([], "contact", False),
        ([ago(14)], "seen", True),
        ([ago(15)], "seen", False),
        ([replace(HOME, on=DAY + timedelta(days=1))], "contact", False),
        ([replace(HOME, on=None)], "contact", None),
        ([replace(HOME, on=None), ago(3)], "contact", True),
        ([replace(HOME, mode=None)], "in_person", None),
        ([replace(HOME, mode=None, seen=False)], "in_person", False),
        ([replace(HOME, mode="video")], "in_person", False),
        ([replace(HOME, mode="video")], "seen", True),
        ([replace(HOME, seen=None)], "in_person", None),
        ([replace(HOME, seen=None)], "contact", True),
        ([replace(HOME, alone=None), ago(2, replace(HOME, alone=False))], "alone", None),
        ([replace(HOME, on=None, alone=False)], "alone", False),
    ],
)
def test_what_took_place_within_two_weeks(contacts: list[Contact], fact: Fact, expected: bool | None) -> None:
    assert took_place(contacts, fact, 14, DAY) is expected
    assert took_place(contacts[::-1], fact, 14, DAY) is expected


def test_the_newest_is_one_that_certainly_was() -> None:
    assert newest([ago(9), ago(3, replace(HOME, seen=None)), ago(20)], "seen", DAY) == ago(9)
    assert newest([replace(HOME, on=None), replace(HOME, on=DAY + timedelta(days=1))], "contact", DAY) is None


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Tracking:
    """A child on a plan and in need (p1), one in care and on a plan (k1), and six in need, of whom no two are alike."""
    folder = tmp_path_factory.mktemp("followed")
    sheets = Sheets(folder)
    write_county(folder / "county")
    county = read_county_files(folder / "county", COUNTY_NAME, load_measures())
    plan = {"child_key": "p1", "started_on": "2026-01-05", "team_id": "East Family Support 1", "worker_key": "w1"}
    need = {"started_on": "2026-01-05", "team_id": "North Family Support 1", "worker_key": "w2"}
    keys = ("p1", "none", "old", "rung", "dateless", "seen", "unsaid")
    sheets.load(
        DAY.isoformat(),
        children_in_need=[{**need, "child_key": key} for key in keys],
        child_protection=[plan, {**plan, "child_key": "k1"}],
        children_in_care=[{"child_key": "k1", "started_on": "2026-02-02", "team_id": "East Children in Care"}],
        care_leavers=[],
    )
    phone = Contact(DAY, "phone", seen=False, alone=False)
    contacts = {
        "p1": [ago(15)],
        "k1": [ago(40), phone],
        "old": [ago(40)],
        "rung": [phone],
        "dateless": [replace(HOME, on=None)],
        "seen": [ago(28)],
        "unsaid": [replace(HOME, seen=None)],
        "elsewhere": [HOME],
    }
    file = ContactFile("child_contacts-1", DAY, DAY, contacts, lost_count=2)
    return track(sheets.journey(), load_measures(), county, file)


def test_each_child_is_once_in_the_first_group_that_applies_and_coloured_by_named_rules(followed: Tracking) -> None:
    found = {c.child_key: (c.group, c.colour, c.rules) for c in followed.children}
    assert found == {
        "none": ("cin", "no data", ()),
        "old": ("cin", "red", ("No contact for four weeks", "Not seen in person for four weeks")),
        "p1": ("cp", "red", ("Not seen for two weeks",)),
        "rung": ("cin", "amber", ("Not seen in person for four weeks",)),
        "dateless": ("cin", "cannot tell", ()),
        "unsaid": ("cin", "cannot tell", ()),
        "seen": ("cin", "green", ()),
        "k1": ("cla", "green", ()),
    }
    colours = [c.colour for c in followed.children]
    assert colours == ["no data", "red", "red", "amber", "cannot tell", "cannot tell", "green", "green"]
    assert (followed.others_count, followed.lost_count) == (1, 2)
    unknown = {c.child_key: c.unknown for c in followed.children if c.unknown}
    assert unknown["unsaid"] == ("Not seen in person for four weeks",) and len(unknown["dateless"]) == 2


def test_the_counts_add_up_and_say_how(followed: Tracking) -> None:
    counts = {each.title: each for each in count_groups(followed, followed.children)}
    need = counts["Other children in need"]
    assert (need.children, need.in_contact, need.in_person, need.otherwise, need.untold) == (6, 3, 1, 1, 1)
    assert (need.none, need.cannot_tell, need.no_data, need.share) == (1, 1, 1, "3 of 6")
    for each in counts.values():
        assert (
            each.in_contact + each.none + each.cannot_tell + each.no_data == each.children == sum(each.colours.values())
        )
    assert counts["All of them"].children == 8 and counts["Looked after"].otherwise == 1
    assert counts["Care leavers"].children == 0 and counts["Care leavers"].share == "–"


def test_without_rules_nobody_is_green(sheets: Sheets, county: CountyFiles) -> None:
    sheets.load(DAY.isoformat(), children_in_need=[{"child_key": "a", "started_on": "2026-01-05"}])
    bare = replace(county, policy=county.policy.model_copy(update={"contact_rules": ()}))
    file = ContactFile("child_contacts-1", DAY, DAY, {"a": [HOME]}, 0)
    found = track(sheets.journey(), load_measures(), bare, file)
    assert [c.colour for c in found.children] == ["no rules"] and found.drawn(found.children) == ()
    assert set(found.not_asked) == {"Looked after", "On a child protection plan", "Care leavers"}


def test_lots_are_the_same_in_a_week_and_others_in_the_next(followed: Tracking) -> None:
    green = next(c for c in followed.children if c.colour == "green")
    red = next(c for c in followed.children if c.colour == "red")
    many = [replace(green, child_key=f"c{n}") for n in range(40)]
    drawn = followed.drawn([red, *many])
    assert followed.week == "2026-W40" and len(drawn) == 5 and red not in drawn
    assert followed.drawn([*many[::-1], red]) == drawn
    assert followed.drawn(drawn[2:]) == drawn[2:], "who is drawn of all is drawn of some of them"
    assert replace(followed, day=DAY - timedelta(days=2)).drawn(many) == drawn
    assert set(replace(followed, day=DAY + timedelta(days=7)).drawn(many)) != set(drawn)
