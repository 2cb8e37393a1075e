"""School attendance on the pages of contact: counted again from the file itself by loops, under the rights of contacts."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from headway.attention import TrackedChild, Tracking
from headway.county import County
from tests.told import IDS
from tests.web.loaded import TODAY

pytestmark = pytest.mark.django_db
LAST_WEEK = [date(2026, 9, day) for day in (24, 25, 28, 29, 30)]


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> County:
    settings.COUNTY_FOLDER = loaded.folder
    return loaded


@pytest.fixture
def tracking(loaded: County) -> Tracking:
    found = loaded.picture(by="test", today=TODAY).tracking
    assert found is not None
    return found


def marks_of(county: County) -> dict[str, dict[date | None, str]]:
    """Each child's days as the file has them; None for a day that is no date."""
    found: dict[str, dict[date | None, str]] = {}
    with (county.folder.parent / "attendance_2026-09-30.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            try:
                on = datetime.strptime(row["School Day"], "%d/%m/%Y").date()
            except ValueError:
                on = None
            found.setdefault(row["Child Unique ID"], {})[on] = row["Attendance"]
    return found


def test_the_week_is_what_the_file_says(loaded: County, tracking: Tracking) -> None:
    assert tracking.school is not None and list(tracking.school.days) == LAST_WEEK
    marks = marks_of(loaded)
    words = set()
    for child in tracking.children:
        assert child.school is not None
        days = {on: said for on, said in marks.get(child.child_key, {}).items() if on is None or on in LAST_WEEK}
        came = sum(said == "Attending" and on is not None for on, said in days.items())
        stayed = sum(said == "Not attending" and on is not None for on, said in days.items())
        assert (child.school.attended, child.school.expected) == (came, came + stayed), child.child_key
        if came:
            assert child.school.word == "attended"
        elif days and None not in days and "" not in days.values():
            assert child.school.word == ("expected, not attending" if stayed else "not expected")
        elif not days:
            assert child.school.word in ("no data", "not of school age")
        words.add(child.school.word)
    assert {"attended", "expected, not attending", "not expected", "no data", "not of school age"} <= words


def test_the_counts_add_up_for_every_place_and_name_no_child(loaded: County) -> None:
    picture = loaded.picture(by="test", today=TODAY)
    found = picture.contact
    assert found is not None
    (_, whole), *places = found.school_places
    for number, each in enumerate(whole):
        parts = each.attended + each.absent + each.not_expected + each.cannot_tell + each.no_data
        assert parts == each.children and each.missed <= each.attended
        assert sum(groups[number].children for _, groups in places) == each.children
        assert sum(groups[number].absent for _, groups in places) == each.absent
        assert each.children + each.other_age == found.places[0][1][number].children
    assert whole[-1].attended > 0 and whole[-1].absent > 0
    assert not IDS.search((picture.folder / "contact.json").read_text(encoding="utf-8"))


def absent_in(tracking: Tracking, locality: str) -> dict[str, TrackedChild]:
    return {
        child.child_key: child
        for child in tracking.children
        if child.locality == locality and child.school and child.school.word == "expected, not attending"
    }


def test_a_locality_director_finds_who_was_expected_and_did_not_come(
    signed_in: Callable[..., Client], tracking: Tracking
) -> None:
    locality = next(name for name in ("North", "East", "South") if absent_in(tracking, name))
    wanted, client = absent_in(tracking, locality), signed_in("locality_director", locality)
    page = client.get("/children/contacts/?show=absent").content.decode()
    found = {each.group() for each in IDS.finditer(page) if each.group().startswith("SYN")}
    assert found == set(wanted) and f"expected in school, attended none: {len(wanted)}" in page
    assert all(child.school and child.school.words in page for child in wanted.values())
    text = client.get("/children/contacts.csv?show=absent").content.decode("utf-8-sig")
    rows = {row["child"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows.keys() == wanted.keys()
    for key, row in rows.items():
        school = wanted[key].school
        assert school is not None
        assert (row["school"], row["school_days_attended"]) == ("expected, not attending", "0")
        assert (row["school_days_expected"], row["school_reason"]) == (str(school.expected), school.reason)
    told = client.get("/children/contacts.json").json()
    assert told["school"]["days"] == [day.isoformat() for day in LAST_WEEK]
    assert told["school_counts"][-1]["absent"] == len(wanted)


@pytest.mark.parametrize("end", ["/", ".json", ".csv"])
def test_who_sees_figures_alone_gets_the_counts_and_no_child(end: str, signed_in: Callable[..., Client]) -> None:
    client = signed_in("board_chair")
    text = client.get(f"/contact{end}").content.decode()
    assert "school" in text.lower() and not IDS.search(text) and "Not told" not in text
    assert client.get(f"/children/contacts{end}").status_code == 403


def test_the_tables_have_captions_and_headed_rows(signed_in: Callable[..., Client]) -> None:
    for address, role, place in (("/children/contacts/", "locality_director", "North"), ("/contact/", "director", "")):
        page = signed_in(role, place).get(address).content.decode()
        start = page.index("School attendance in the last week of school days, by group</caption>")
        table = page[page.rindex("<table", 0, start) : page.index("</table>", start)]
        heads, body = table.split("<tbody", 1)
        assert heads.count('<th scope="col" role="columnheader"') == 9
        assert body.count('<th scope="row" role="rowheader"') == body.count("<tr role") == 5
        assert body.count('<td role="cell" data-l=') == 8 * 5


def test_without_a_file_of_attendance_the_pages_say_so(
    signed_in: Callable[..., Client], county_without: Path, settings: Any
) -> None:
    settings.COUNTY_FOLDER = county_without
    client = signed_in("locality_director", "North")
    for address in ("/children/contacts/", "/contact/"):
        page = client.get(address).content.decode()
        assert "no file of school attendance has been loaded" in page and "attended none" not in page
    assert client.get("/children/contacts.json").json()["school"] is None
    assert "attended school" not in client.get("/contact.csv").content.decode()


@pytest.fixture
def county_without(loaded: County, tmp_path: Path) -> Path:
    """The county as its picture is where no file of attendance is in effect."""
    county = County.open(Path(shutil.copytree(loaded.folder, tmp_path / "county")))
    picture = county.picture(by="test", today=TODAY)
    tracking = json.loads((picture.children.folder / "contacts.json").read_text(encoding="utf-8"))
    bare = {
        **tracking,
        "school": None,
        "children": [{**child, "school": None} for child in tracking["children"]],
    }
    contact = json.loads((picture.folder / "contact.json").read_text(encoding="utf-8"))
    contact["contact"] |= {"school": None, "school_places": []}
    (picture.children.folder / "contacts.json").write_text(json.dumps(bare), encoding="utf-8")
    (picture.folder / "contact.json").write_text(json.dumps(contact), encoding="utf-8")
    return county.folder
