"""County settings: proposed by one, accepted by another, written as the command line reads them, and never over each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from headway.county import County
from headway.county.picture import picture_name
from headway.county.settings import LOCALITIES, POLICY, TARGETS, read_texts
from headway.synthetic.county_files import write_county
from headway_web.accounts.models import Person
from headway_web.county_settings import actions
from headway_web.county_settings.models import Proposal, State
from headway_web.trail.models import Entry
from tests.web.overlap import overlapping

TODAY = date(2026, 11, 29)
pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def county(tmp_path: Path, settings: Any) -> County:
    write_county(tmp_path / "county")
    settings.COUNTY_FOLDER = tmp_path / "county"
    return County.open(tmp_path / "county")


@pytest.fixture
def signed(person: Callable[..., Person]) -> Callable[..., Client]:
    """A client for each of several people."""

    def sign_in(role: str, email: str = "") -> Client:
        found = Client()
        found.force_login(person(role, email=email), backend=BACKEND)
        return found

    return sign_in


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def row_of(client: Client, kind: str, title: str) -> str:
    """The address at which the row is changed, without how."""
    page = client.get(f"/settings/{kind}/").content.decode()
    return re.search(rf"{re.escape(title)}.*?href=\"(/settings/{kind}/\d+/)", page, re.S)[1]  # type: ignore[index]


def fill(client: Client, address: str, **given: str) -> Any:
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())
    return client.post(address, ({"seen": seen[1]} if seen else {}) | given)


def moved_team(client: Client) -> Proposal:
    """North Assessment 1 goes to East from 1 April 2026 on: in the person's proposal."""
    address = row_of(client, "teams", "North Assessment 1") + "change/"
    answer = fill(client, address, name="North Assessment 1", part_of="east", also="NAT1", from_on="2026-04-01")
    assert answer.status_code == 302, text(answer)
    return Proposal.objects.get(state=State.DRAFT)


def send(client: Client, found: Proposal) -> Any:
    given = {"decision": "send", "version": str(found.version), "why": "Agreed by the board in March"}
    return client.post(f"/settings/proposals/{found.pk}/write/", given)


def decide(client: Client, found: Proposal, decision: str = "accept", why: str = "As minuted") -> Any:
    given = {"decision": decision, "version": str(found.version), "why": why}
    return client.post(f"/settings/proposals/{found.pk}/decide/", given)


def test_a_team_that_moves_is_proposed_by_one_and_accepted_by_another_and_every_command_reads_it(
    county: County, signed: Callable[..., Client]
) -> None:
    before, picture = read_texts(county.folder), picture_name(county, TODAY)
    analyst, director = signed("analyst"), signed("director")
    found = moved_team(analyst)
    page = text(analyst.get(f"/settings/proposals/{found.pk}/"))
    assert "Team: North Assessment 1 changes from 1 April 2026 on" in page
    assert "Until 31 March 2026 From 1 April 2026 Part of North East" in page
    assert read_texts(county.folder) == before
    send(analyst, found)
    assert "1 proposal waits for a second person" in text(director.get("/settings/"))
    assert decide(director, found).status_code == 302
    after = read_texts(county.folder)
    assert {name for name in after if after[name] != before[name]} == {LOCALITIES}
    old, new = before[LOCALITIES].splitlines(), after[LOCALITIES].splitlines()
    assert len(new) == len(old) + 1 and [line for line in old if line not in new] == [
        '  - {id: north-assessment-1, name: North Assessment 1, also: ["NAT1"], part_of: north, from: 2015-04-01}'
    ]
    rows = [each for each in County.open(county.folder).files.localities.teams if each.id == "north-assessment-1"]
    assert [(each.part_of, str(each.from_on), str(each.until_on)) for each in rows] == [
        ("north", "2015-04-01", "2026-03-31"), ("east", "2026-04-01", "None")
    ]  # fmt: skip
    assert picture_name(county, TODAY) != picture  # so it is made anew
    assert "was accepted by Kim Vale" in text(analyst.get(f"/settings/proposals/{found.pk}/"))
    said = list(Entry.objects.filter(what="county settings").order_by("pk").values_list("role", "did", "why"))
    assert said == [
        ("analyst", "changed", "wrote a change of localities.yaml"),
        ("analyst", "changed", "proposed: Agreed by the board in March"),
        ("director", "changed", "accepted, localities.yaml written: As minuted"),
    ]


def test_nobody_decides_of_what_they_proposed_or_of_what_is_still_written(
    county: County, signed: Callable[..., Client]
) -> None:
    before = read_texts(county.folder)
    analyst, other = signed("analyst"), signed("analyst", "other@example.gov.uk")
    found = moved_team(analyst)
    for address in ("", "decide/", "write/"):  # another's draft: there is no such page
        assert other.get(f"/settings/proposals/{found.pk}/{address}").status_code == 404
        assert decide(other, found).status_code == 404
    send(analyst, found)
    assert decide(analyst, found).status_code == 403
    assert "Do you accept it?" not in text(analyst.get(f"/settings/proposals/{found.pk}/"))
    assert other.post(f"/settings/proposals/{found.pk}/write/", {"decision": "leave"}).status_code == 404
    found.refresh_from_db()
    assert found.state == State.SENT and read_texts(county.folder) == before
    refused = Entry.objects.filter(did="refused", which=f"proposal {found.pk}").values_list("why", flat=True)
    assert {"nobody decides of what they proposed", "written by somebody else, and not proposed"} <= set(refused)
    assert decide(other, found).status_code == 302  # another analyst may
    assert read_texts(county.folder) != before


def test_who_sees_figures_sees_settings_and_changes_none(county: County, signed: Callable[..., Client]) -> None:
    qa = signed("qa_lead")
    page = qa.get("/settings/teams/").content.decode()
    assert "North Assessment 1" in page and "/change/" not in page
    assert qa.get("/settings/teams/add/").status_code == qa.get("/settings/teams/1/correct/").status_code == 403
    assert signed("director").post("/settings/teams/1/remove/").status_code == 403
    analyst = signed("analyst")
    found = moved_team(analyst)
    send(analyst, found)
    assert "Agreed by the board" not in qa.get("/settings/").content.decode()
    for address in ("", "decide/", "write/"):
        assert qa.get(f"/settings/proposals/{found.pk}/{address}").status_code == 403


def test_a_refusal_keeps_the_files_and_the_reason(county: County, signed: Callable[..., Client]) -> None:
    before = read_texts(county.folder)
    analyst, director = signed("analyst"), signed("director")
    found = moved_team(analyst)
    send(analyst, found)
    assert "Say why, for whoever asks later" in text(decide(director, found, why=""))
    assert decide(director, found, "refuse", "Not agreed yet").status_code == 302
    assert "Not agreed yet" in text(analyst.get(f"/settings/proposals/{found.pk}/"))
    assert "Somebody was quicker" in text(decide(director, found))
    assert read_texts(county.folder) == before


def test_a_file_changed_meanwhile_is_shown_beside_and_not_overwritten(
    county: County, signed: Callable[..., Client]
) -> None:
    analyst, director = signed("analyst"), signed("director")
    found = moved_team(analyst)
    send(analyst, found)
    path = county.folder / LOCALITIES
    by_hand = path.read_text().replace("name: South Assessment 1,", "name: South Front 1,")
    path.write_text(by_hand)
    page = text(decide(director, found))
    assert "localities.yaml has been changed since this was proposed." in page
    assert "South Front 1" in page and "North Assessment 1" in page  # both
    assert path.read_text() == by_hand and Proposal.objects.get().state == State.SENT
    found.refresh_from_db()
    analyst.post(f"/settings/proposals/{found.pk}/write/", {"decision": "again", "version": str(found.version)})
    for decision in ("accept", "refuse"):  # of what the director had not looked at
        assert "Somebody was quicker" in text(decide(director, found, decision))
    found.refresh_from_db()
    assert decide(director, found).status_code == 302
    assert "South Front 1" in path.read_text() and "until: 2026-03-31" in path.read_text()


def test_a_row_changed_meanwhile_cannot_be_changed_as_it_was(county: County, signed: Callable[..., Client]) -> None:
    analyst = signed("analyst")
    found = moved_team(analyst)
    path = county.folder / LOCALITIES
    path.write_text(path.read_text().replace("name: North Assessment 1,", "name: North First,"))
    given = {"decision": "again", "version": str(found.version)}
    page = text(analyst.post(f"/settings/proposals/{found.pk}/write/", given))
    assert "A row that is to change is not in localities.yaml any more." in page
    address = "/settings/targets/1/correct/"
    seen = re.search(r'name="seen" value="(\w+)"', analyst.get(address).content.decode())[1]  # type: ignore[index]
    targets = county.folder / TARGETS
    targets.write_text(targets.read_text().replace("value: 0.80", "value: 0.85", 1))
    given = {"seen": seen, "value": "90%", "agreed_by": "Board", "agreed_on": "2026-03-01", "from_on": "2026-04-01"}
    answer = analyst.post(address, given)
    assert "This row has changed since the page was opened" in text(answer) and 'value="90%"' in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "given", "field", "said"),
    [
        (
            "teams", {"id": "new-team", "name": "North Assessment 1", "part_of": "north", "from_on": "2026-01-01"}, "id",
            "Teams north-assessment-1 and new-team share a name on the same days. End the earlier row",
        ),
        ("localities", {"id": "mid", "name": "not placed", "from_on": "2026-01-01"}, "id", "A place cannot be called not placed (mid)"),
        ("localities", {"id": "county", "name": "Mid", "from_on": "2026-01-01"}, "id", "Place north is part of itself"),
        ("localities", {"id": "mid", "name": "Mid", "from_on": "31/02/2026"}, "from_on", "Type the day as 2026-09-30"),
        (
            "targets",
            {"measure": "assessment_within_45_days", "value": "85%", "agreed_by": "X", "agreed_on": "2026-01-01", "from_on": "2026-01-01"},
            "measure", "share days",
        ),
        (
            "targets",
            {"measure": "cp_visits_in_time", "value": "85", "agreed_by": "X", "agreed_on": "2026-01-01", "from_on": "2026-01-01"},
            "value", "Write a percentage: 85%",
        ),
        (
            "standards",
            {"standard": "from_age cp_seen_alone", "value": "4", "kind": "children", "source": "X", "from_on": "2035-01-01"},
            "standard", "is given in children",
        ),
        ("standards", {"standard": "limit children_per_worker", "value": "0", "kind": "children", "source": "X", "from_on": "2035-01-01"}, "standard", "A standard of 0 children"),
        (
            "targets", {"measure": "cp_visits_in_time", "value": "inf", "agreed_by": "X", "agreed_on": "2026-01-01", "from_on": "2014-01-01"},
            "value", "Type a number, such as 80% or 12.5",
        ),
        ("population", {"mid_year": "2035", "count_0": "147000", "source": "=1+1"}, "source", "Begin with a letter"),
        ("population", {"mid_year": "2035", "count_0": "147000", "count_1": "1", "source": "ONS"}, "count_0", "has no number for"),
    ],
)  # fmt: skip
def test_what_a_command_would_refuse_the_page_refuses_at_its_field(
    county: County, signed: Callable[..., Client], kind: str, given: dict[str, str], field: str, said: str
) -> None:
    page = signed("analyst").post(f"/settings/{kind}/add/", given).content.decode()
    assert re.search(rf'<li><a href="#id_{field}[^"]*">[^<]*{re.escape(said)}', page), text_of_summary(page)
    assert "<title>Error: " in page and not Proposal.objects.exists()


def text_of_summary(page: str) -> str:
    return page[page.find("govuk-error-summary") :][:1500]


def test_a_new_locality_needs_its_children_too_and_both_come_into_effect_together(
    county: County, signed: Callable[..., Client]
) -> None:
    analyst, director = signed("analyst"), signed("director")
    assert fill(analyst, "/settings/localities/add/", id="mid", name="Middle", from_on="2034-04-01").status_code == 302
    found = Proposal.objects.get()
    page = text(send(analyst, found))
    assert "Mid-2034 has no number for Middle, and has one for other localities." in page
    found.refresh_from_db()
    assert found.state == State.DRAFT
    address = row_of(analyst, "population", "Mid-2034") + "correct/"
    shown = analyst.get(address).content.decode()
    counts = dict(re.findall(r'name="(count_\d)" value="(\d+)"', shown))
    assert fill(analyst, address, **counts, count_5="9000", source="ONS").status_code == 302
    found.refresh_from_db()
    send(analyst, found)
    found.refresh_from_db()
    assert decide(director, found).status_code == 302
    files = County.open(county.folder).files
    assert files.population.at(2034, "Middle") == 9000 and "Middle" in files.localities.names()


def test_comments_stay_and_what_is_not_touched_stays_as_it_is(county: County, signed: Callable[..., Client]) -> None:
    path = county.folder / POLICY
    path.write_bytes(
        path.read_bytes().replace(b"\n", b"\r\n").replace(b"dip_count: 5", b"dip_count: 5  # agreed with Kim")
    )
    before = path.read_bytes()
    analyst, director = signed("analyst"), signed("director")
    address = row_of(analyst, "numbers", "Greens of a place") + "correct/"
    fill(analyst, address, value="7")
    found = Proposal.objects.get()
    send(analyst, found)
    decide(director, found)
    assert path.read_bytes() == before.replace(b"dip_count: 5  #", b"dip_count: 7  #")


def test_cut_off_after_the_file_was_written_accepting_again_ends_it(
    county: County, signed: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst, director = signed("analyst"), signed("director")
    found = moved_team(analyst)
    send(analyst, found)
    director.raise_request_exception = False
    with monkeypatch.context() as cut:
        cut.setattr("headway_web.county_settings.actions._decided", lambda *given: 1 / 0)
        assert decide(director, found).status_code == 500
    written = read_texts(county.folder)
    assert "until: 2026-03-31" in written[LOCALITIES] and Proposal.objects.get().state == State.SENT
    assert decide(director, found).status_code == 302
    assert Proposal.objects.get().state == State.ACCEPTED and read_texts(county.folder) == written


def test_the_last_change_is_taken_back_and_the_proposal_left(county: County, signed: Callable[..., Client]) -> None:
    analyst = signed("analyst")
    found = moved_team(analyst)
    fill(analyst, "/settings/targets/1/remove/")
    found.refresh_from_db()
    assert len(found.changes) == 2
    address = f"/settings/proposals/{found.pk}/write/"
    for _ in range(2):  # sent again as the page had it: one is taken back
        analyst.post(address, {"decision": "back", "version": str(found.version)})
    assert len(Proposal.objects.get().changes) == 1
    analyst.post(address, {"decision": "leave", "version": "0"})
    assert Proposal.objects.get().state == State.LEFT
    assert moved_team(analyst).pk != found.pk


def test_of_two_posts_that_overlap_one_is_written_and_nobody_is_locked_out(
    county: County, signed: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst, write = signed("analyst"), "headway_web.county_settings.pages.write_change"
    address = row_of(analyst, "teams", "North Assessment 1") + "correct/"
    seen = re.search(r'name="seen" value="(\w+)"', analyst.get(address).content.decode())[1]  # type: ignore[index]

    def post(name: str) -> Callable[[], Any]:
        given = {"seen": seen, "name": name, "part_of": "north", "also": "", "from_on": "2015-04-01"}
        return lambda: analyst.post(address, given)

    first, second = overlapping(monkeypatch, write, post("North First"), post("North Second"))
    assert second.status_code == 302 and "This row has changed since the page was opened" in text(first)
    [kept] = Proposal.objects.get().changes
    assert kept["now"][0]["name"] == "North Second"
    again = [
        lambda: analyst.post("/settings/localities/add/", {"id": "mid", "name": "Mid", "from_on": "2034-04-01"})
    ] * 2
    assert [each.status_code for each in overlapping(monkeypatch, write, *again)] == [302, 302]
    found = Proposal.objects.get()
    assert len(found.changes) == 2 == Entry.objects.filter(what="county settings").count()
    for page in (f"proposals/{found.pk}", "teams", "targets"):
        assert analyst.get(f"/settings/{page}/").status_code == 200


def test_a_proposal_whose_row_is_gone_is_told_and_can_be_left(county: County, signed: Callable[..., Client]) -> None:
    analyst = signed("analyst")
    found = moved_team(analyst)
    Proposal.objects.update(changes=found.changes * 2)  # the second is of a row that the first has changed
    page = analyst.get(f"/settings/proposals/{found.pk}/")
    assert page.status_code == 200 and "A row that is to change is not in localities.yaml any more." in text(page)
    analyst.post(f"/settings/proposals/{found.pk}/write/", {"decision": "leave", "version": str(found.version)})
    assert Proposal.objects.get().state == State.LEFT


@pytest.mark.parametrize("decision", ["refuse", "leave", "again"])
def test_while_the_files_of_a_proposal_are_written_nothing_else_becomes_of_it(
    county: County, signed: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, decision: str
) -> None:
    monkeypatch.setattr(actions, "WAIT_SECONDS", 0.1)
    analyst, director, other = signed("analyst"), signed("director"), signed("director", "other@example.gov.uk")
    found = moved_team(analyst)
    send(analyst, found)

    def meanwhile() -> Any:
        if decision == "refuse":
            return decide(other, found, decision)
        given = {"decision": decision, "version": str(found.version)}
        return analyst.post(f"/settings/proposals/{found.pk}/write/", given)

    answers = overlapping(
        monkeypatch, "headway_web.county_settings.actions.keep_settings", lambda: decide(director, found), meanwhile
    )
    assert answers[0].status_code == 302 and "has been for long" in text(answers[1])
    found.refresh_from_db()
    assert (found.state, found.version) == (State.ACCEPTED, 2)
    assert "until: 2026-03-31" in read_texts(county.folder)[LOCALITIES]
    assert Entry.objects.filter(why="accepted, localities.yaml written: As minuted").count() == 1


def test_pages_know_the_settings_that_were_accepted_or_written_by_hand(
    county: County, signed: Callable[..., Client]
) -> None:
    client = signed("administrator")
    other = Person.objects.get()
    address = f"/people/{other.pk}/role/"
    assert "South Front" not in client.get(address).content.decode()
    path = county.folder / LOCALITIES
    path.write_text(path.read_text().replace("name: South Assessment 1,", "name: South Front,"))
    assert "South Front" in client.get(address).content.decode()


def test_every_kind_is_shown_and_its_form_opens(county: County, signed: Callable[..., Client]) -> None:
    analyst = signed("analyst")
    kinds = ("localities", "teams", "targets", "standards", "contact-rules", "population", "numbers")
    for kind in kinds:
        assert analyst.get(f"/settings/{kind}/").status_code == 200
        assert analyst.get(f"/settings/{kind}/1/correct/").status_code == 200
        assert analyst.get(f"/settings/{kind}/add/").status_code == (404 if kind == "numbers" else 200)
    assert "25 December" in text(analyst.get("/settings/working-days/"))
    assert analyst.get("/settings/elsewhere/").status_code == 404


def test_of_two_proposals_of_one_file_the_second_is_told_what_the_first_did(
    county: County, signed: Callable[..., Client]
) -> None:
    analyst, other = signed("analyst"), signed("analyst", "other@example.gov.uk")
    first = moved_team(analyst)
    address = row_of(other, "teams", "South Assessment 1") + "correct/"
    fill(other, address, name="South Front", part_of="south", also="", from_on="2015-04-01")
    second = Proposal.objects.exclude(pk=first.pk).get()
    send(analyst, first)
    send(other, second)
    assert decide(other, first).status_code == 302
    page = text(decide(analyst, second))
    assert "localities.yaml has been changed since this was proposed." in page
    assert "North Assessment 1 ends on 31 March 2026" in page and "South Front corrected" in page
    assert "South Front" not in read_texts(county.folder)[LOCALITIES]
    assert "When South Assessment 1 goes, the people of that place need their roles at the new name" in page
    given = {"decision": "again", "version": str(second.version)}
    other.post(f"/settings/proposals/{second.pk}/write/", given)
    second.refresh_from_db()
    assert decide(analyst, second).status_code == 302
    found = read_texts(county.folder)[LOCALITIES]
    assert "South Front" in found and "until: 2026-03-31" in found
